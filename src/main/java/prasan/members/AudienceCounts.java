package prasan.members;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import prasan.flow.BuddhistEra;

/**
 * How many would be told, for somebody who tries out whom to tell. The whole country is every row of the register, so what was counted there is told again for a minute; anything smaller is counted
 * as it is asked for. Who is told in the end is looked up when it is sent. Works inside the caller's transaction; safe for all threads.
 */
final class AudienceCounts {
    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final int MOST = 1_000;

    private final Members members;
    private final Clock clock;
    private final Cache<Audience, Integer> national;

    AudienceCounts(Members members, Clock clock) {
        this.members = members;
        this.clock = clock;
        national = Caffeine.newBuilder()
                .expireAfterWrite(KEPT)
                .maximumSize(MOST)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    int of(Handle handle, Audience audience) {
        return audience.area().isEmpty() ? national.get(audience, all -> count(handle, all)) : count(handle, audience);
    }

    private int count(Handle handle, Audience audience) {
        return members.count(handle, audience, BuddhistEra.day(clock.instant()));
    }
}
