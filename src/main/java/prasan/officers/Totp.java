package prasan.officers;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** One-time codes of six digits that change every 30 seconds, as authenticator apps make them (RFC 6238 with SHA-1). */
final class Totp {
    /** Of a shared secret, as RFC 4226 section 4 wants it. */
    static final int BYTES = 20;

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int SECONDS = 30;
    private static final int MODULUS = 1_000_000;

    private Totp() {}

    /**
     * The step whose code it is: the present one, or the one before or after it, since clocks differ; {@code null} for none of them.
     *
     * @param after steps up to this one are over: a code is taken once
     */
    static @Nullable Long step(byte[] secret, String code, Instant at, @Nullable Long after) {
        long now = at.getEpochSecond() / SECONDS;
        return LongStream.rangeClosed(now - 1, now + 1)
                .filter(step -> after == null || step > after)
                .filter(step -> MessageDigest.isEqual(
                        code(secret, step).getBytes(US_ASCII), code.strip().getBytes(US_ASCII)))
                .boxed()
                .findFirst()
                .orElse(null);
    }

    static String code(byte[] secret, long step) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            var hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            // RFC 4226, section 5.3: four bytes from where the last four bits say, without the sign
            int from = hash[hash.length - 1] & 0xf;
            int bits = ByteBuffer.wrap(hash).getInt(from) & Integer.MAX_VALUE;
            return "%06d".formatted(bits % MODULUS);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A secret as people type it (RFC 4648 base 32); its length is a multiple of 5 bytes. */
    static String base32(byte[] secret) {
        var text = new StringBuilder();
        for (int bit = 0; bit < secret.length * 8; bit += 5) {
            int pair = (secret[bit / 8] & 0xff) << 8 | (bit / 8 + 1 < secret.length ? secret[bit / 8 + 1] & 0xff : 0);
            text.append(BASE32.charAt(pair >> (11 - bit % 8) & 31));
        }
        return text.toString();
    }
}
