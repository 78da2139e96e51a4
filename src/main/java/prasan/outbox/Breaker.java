package prasan.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import prasan.line.Outcome;

/**
 * Keeps calls from a host that does not answer. When several rows have failed in a row it opens: nothing is sent then, the host is asked once a second whether it is back, and all that
 * waits goes out as soon as it is, for no row has put itself off for long meanwhile. Safe for all threads.
 */
final class Breaker {
    private static final Logger log = LoggerFactory.getLogger(Breaker.class);
    /** One row may fail for a reason of its own. */
    private static final int ROWS = 3;

    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final BooleanSupplier back;
    private final Clock clock;
    private final Set<Long> failing = new HashSet<>();
    private boolean open;
    private boolean reopens;
    private Duration period = PERIOD;
    private Instant askedAt = Instant.MIN;

    /** @param back asks the host whether it answers; may take seconds */
    Breaker(BooleanSupplier back, Clock clock) {
        this.back = back;
        this.clock = clock;
    }

    /** Whether something may be sent now. */
    boolean lets() {
        var now = clock.instant();
        synchronized (this) {
            // a time to come was noted before the clock was set back
            if (!open || (now.isBefore(askedAt.plus(period)) && !askedAt.isAfter(now))) {
                return !open;
            }
            askedAt = now;
        }
        if (!back.getAsBoolean()) {
            return false;
        }
        closed();
        return true;
    }

    /** Notes what came of an attempt. @return whether the host is taken to be away */
    synchronized boolean saw(long row, Outcome outcome) {
        if (!(outcome instanceof Outcome.Retry || outcome instanceof Outcome.Unclear)) {
            closed();
            reopens = false;
            return false;
        }
        failing.add(row);
        if (!open && failing.size() >= ROWS) {
            open = true;
            askedAt = clock.instant();
            // it answers, but takes nothing: each time it is left alone for longer
            period = reopens ? Duration.ofMillis(Math.min(LONGEST.toMillis(), 2 * period.toMillis())) : PERIOD;
            reopens = true;
            log.warn("LINE does not answer; nothing is sent until it does");
        }
        return open;
    }

    private synchronized void closed() {
        failing.clear();
        if (open) {
            open = false;
            log.info("LINE answers again");
        }
    }
}
