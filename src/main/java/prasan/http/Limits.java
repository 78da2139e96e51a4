package prasan.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How much may be asked of this node: for each key and each session a bucket of requests that fills again evenly. Those that were not right before are counted for the address that
 * they come from, in a much smaller bucket, and are not even looked up when that is empty. Safe for all threads.
 */
public final class Limits {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    /** A bucket that nobody took from for longer than a minute is as good as a new one. */
    private static final Duration KEPT = Duration.ofMinutes(2);
    /** How long a key or session is known to have been right: longer than a session may idle. */
    private static final Duration KNOWN = Duration.ofHours(1);

    private static final int MOST_BUCKETS = 100_000;
    /** Of as many requests one may be by somebody unknown. */
    private static final int STRANGERS = 20;

    private final long perMinute;
    private final TimeMeter time;
    private final Cache<String, Bucket> known;
    private final Cache<String, Bucket> strangers;

    /** @param perMinute requests with one key or session in a minute; a twentieth as many from an address with wrong ones */
    public Limits(long perMinute, Clock clock) {
        this.perMinute = perMinute;
        time = new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return TimeUnit.MILLISECONDS.toNanos(clock.millis());
            }

            @Override
            public boolean isWallClockBased() {
                return true;
            }
        };
        known = buckets(KNOWN);
        strangers = buckets(KEPT);
    }

    /** As much as anybody likes. */
    public static Limits none() {
        return new Limits(Integer.MAX_VALUE, Clock.systemUTC());
    }

    /**
     * Counts a request, and finds out who makes it.
     *
     * @param credential digest of the key or token
     * @param lookUp gives {@code null} for one that is nobody's
     * @return what the look-up gave
     * @throws Problem 429 with {@code retryAfterSeconds}, before anything is looked up
     */
    @Nullable
    Caller counted(byte[] credential, String address, Supplier<@Nullable Caller> lookUp) {
        var name = HexFormat.of().formatHex(credential);
        var own = known.getIfPresent(name);
        var bucket = own != null ? own : strangers.get(address, a -> bucket(Math.max(1, perMinute / STRANGERS)));
        // before it is known whether it is right, so that many at once are no way around
        take(bucket);
        var caller = lookUp.get();
        if (caller == null) {
            known.invalidate(name);
        } else if (own == null) {
            bucket.addTokens(1);
            take(known.get(name, n -> bucket(perMinute)));
        }
        return caller;
    }

    private static void take(Bucket bucket) {
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

    private Bucket bucket(long most) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(most).refillGreedy(most, MINUTE))
                .withCustomTimePrecision(time)
                .build();
    }

    private Cache<String, Bucket> buckets(Duration kept) {
        return Caffeine.newBuilder()
                .expireAfterAccess(kept)
                .ticker(time::currentTimeNanos)
                .maximumSize(MOST_BUCKETS)
                .build();
    }
}
