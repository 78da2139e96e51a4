package prasan.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How much one caller may ask of this node: a bucket of requests that fills again evenly. Safe for all threads. */
public final class Limits {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** As much as anybody likes. */
    public static final Limits NONE = new Limits(Integer.MAX_VALUE);

    private final long perMinute;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .expireAfterAccess(MINUTE.multipliedBy(2))
            .maximumSize(100_000)
            .build();

    /** @param perMinute requests of one caller in a minute */
    public Limits(long perMinute) {
        this.perMinute = perMinute;
    }

    /** @throws Problem 429 with {@code retryAfter} seconds */
    void take(Caller caller) {
        var name = caller.officer() == null ? "admin" : String.valueOf(caller.officer());
        var bucket = buckets.get(
                name,
                n -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, MINUTE))
                        .build());
        var probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            long seconds = TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill()) + 1;
            throw new Problem(
                    429,
                    "too-many-requests",
                    "Wait for the seconds in \"retryAfterSeconds\", then go on more slowly",
                    Map.of("retryAfterSeconds", seconds));
        }
    }
}
