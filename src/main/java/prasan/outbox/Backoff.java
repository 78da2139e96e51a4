package prasan.outbox;

import java.time.Duration;
import java.util.SplittableRandom;

/** How long to wait before another attempt: one second, doubled each time up to ten minutes, less up to a half, so that what failed together does not come back together. */
final class Backoff {
    private static final long LONGEST_MILLIS = Duration.ofMinutes(10).toMillis();

    private Backoff() {}

    /**
     * The same for the same arguments.
     *
     * @param attempts made so far, at least 1
     * @param seed differs between rows
     */
    static Duration after(int attempts, long seed) {
        var millis = Math.min(LONGEST_MILLIS, 1000L << Math.min(attempts - 1, 20));
        return Duration.ofMillis((long) (millis * new SplittableRandom(seed + attempts).nextDouble(0.5, 1)));
    }
}
