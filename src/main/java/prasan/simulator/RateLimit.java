package prasan.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** A token bucket for each route, which refills by the clock. Thread-safe. */
final class RateLimit {
    private static final int DEFAULT = 2000;

    private record Bucket(double left, Instant at) {}

    private final Clock clock;
    private final Map<String, Integer> perSecond = new HashMap<>();
    private final Map<String, Bucket> buckets = new HashMap<>();

    RateLimit(Clock clock) {
        this.clock = clock;
        perSecond.put(BotApi.MULTICAST, 200);
        perSecond.put(BotApi.LOADING, 100);
    }

    synchronized void set(String route, int callsPerSecond) {
        perSecond.put(route, callsPerSecond);
        buckets.remove(route);
    }

    /** @throws Denied 429 if the bucket of the route is empty */
    synchronized void take(String route) {
        Instant now = clock.instant();
        int rate = perSecond.getOrDefault(route, DEFAULT);
        Bucket bucket = buckets.getOrDefault(route, new Bucket(rate, now));
        double refilled = bucket.left + rate * Duration.between(bucket.at, now).toMillis() / 1000.0;
        double left = Math.min(rate, refilled);
        if (left < 1) {
            buckets.put(route, new Bucket(left, now));
            throw new Denied(429, "The API rate limit has been exceeded. Try again later.");
        }
        buckets.put(route, new Bucket(left - 1, now));
    }
}
