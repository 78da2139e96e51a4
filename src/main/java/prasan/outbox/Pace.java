package prasan.outbox;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import prasan.line.Limits;
import prasan.outbox.Rules.How;

/**
 * Keeps this node below LINE's rates: who has something to push waits for its turn. The rows that are in flight at once wait less than a second in all, far less than their lease. Counts
 * by the time that passes and not by a clock that can be set, as LINE does. Safe for all threads.
 */
final class Pace {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Bucket pushes = bucket(Limits.PUSHES_PER_SECOND);
    private final Bucket multicasts = bucket(Limits.MULTICASTS_PER_SECOND);

    /** Waits until it may be sent; a reply never waits. */
    void await(How how) {
        switch (how) {
            case REPLY -> {}
            case PUSH -> pushes.asBlocking().consumeUninterruptibly(1);
            case MULTICAST -> multicasts.asBlocking().consumeUninterruptibly(1);
        }
    }

    /** What is saved up and what is added within any second are the rate together. */
    private static Bucket bucket(int perSecond) {
        int saved = perSecond / 10;
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(saved).refillGreedy(perSecond - saved, SECOND))
                .withNanosecondPrecision()
                .build();
    }
}
