package prasan.simulator;

import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The month's messages: counted for each person reached by push or multicast, never for a reply. Thread-safe. */
final class Quota {
    /** LINE's days and months are those of Tokyo. */
    private static final ZoneId ZONE = ZoneId.of("Asia/Tokyo");

    private final Clock clock;
    private final Map<YearMonth, Integer> used = new HashMap<>();
    private @Nullable Integer limit;

    Quota(Clock clock) {
        this.clock = clock;
    }

    /** @param messages a month; null: unlimited */
    synchronized void limit(@Nullable Integer messages) {
        limit = messages;
    }

    synchronized @Nullable Integer limit() {
        return limit;
    }

    synchronized int used() {
        return used.getOrDefault(month(), 0);
    }

    /** @throws Denied 429 if that many more would go beyond the month's limit; then none is counted */
    synchronized void take(int people) {
        if (limit != null && used() + people > limit) {
            throw new Denied(429, "You have reached your monthly limit.");
        }
        used.merge(month(), people, Integer::sum);
    }

    private YearMonth month() {
        return YearMonth.now(clock.withZone(ZONE));
    }
}
