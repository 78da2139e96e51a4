package prasan.simulator;

import java.time.Clock;
import java.util.HexFormat;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Makes names in LINE's forms. As thread-safe as its random source. */
final class Ids {
    private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private final Clock clock;
    private final RandomGenerator random;

    Ids(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** A user (U), group (C) or room (R): the letter and 32 hex digits. */
    String named(char letter) {
        return letter + hex(16);
    }

    /** A webhookEventId: 48 bits of milliseconds and 80 of chance, in Crockford's base 32. */
    String ulid() {
        StringBuilder text = new StringBuilder(26);
        long millis = clock.millis();
        for (int shift = 45; shift >= 0; shift -= 5) {
            text.append(CROCKFORD.charAt((int) (millis >>> shift) & 31));
        }
        for (int i = 0; i < 16; i++) {
            text.append(CROCKFORD.charAt(random.nextInt(32)));
        }
        return text.toString();
    }

    /** A message id: 18 decimal digits. */
    String message() {
        return Long.toString(random.nextLong(500_000_000_000_000_000L, 600_000_000_000_000_000L));
    }

    /** A reply token, quote token or the like. */
    String token() {
        return hex(16);
    }

    /** A request id. */
    String request() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private String hex(int bytes) {
        byte[] raw = new byte[bytes];
        random.nextBytes(raw);
        return HexFormat.of().formatHex(raw);
    }
}
