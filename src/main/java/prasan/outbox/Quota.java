package prasan.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import prasan.line.Fetched;
import prasan.line.LineClient;

/** How many pushes the month has left, as far as LINE tells; when none are, pushes rest. Safe for all threads. */
final class Quota {
    /** How long pushes rest when the quota is used up. It may be raised, or a new month begin, at any time. */
    static final Duration REST = Duration.ofMinutes(10);

    private static final Logger log = LoggerFactory.getLogger(Quota.class);
    /** One question serves all pushes that were refused together. */
    private static final Duration KNOWN = Duration.ofSeconds(10);

    private final LineClient line;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Instant restUntil = Instant.MIN;
    private volatile Instant askedAt = Instant.MIN;
    private volatile long left = Long.MAX_VALUE;

    Quota(LineClient line) {
        this.line = line;
    }

    /** Whether pushes rest; a rest that is longer than one was begun before the clock was set back. */
    boolean rests(Instant now) {
        return now.isBefore(restUntil) && !restUntil.isAfter(now.plus(REST));
    }

    /** When pushes are tried again that rest now. */
    Instant until(Instant now) {
        return rests(now) ? restUntil : now.plus(REST);
    }

    /** Returns what was known before while somebody else is asking, which takes seconds when LINE is slow. */
    long left(Instant now) {
        if (rests(now)) {
            return 0;
        }
        boolean known = now.isBefore(askedAt.plus(KNOWN)) && !askedAt.isAfter(now);
        if (known || !asking.tryLock()) {
            return left;
        }
        try {
            askedAt = now;
            left = line.quota() instanceof Fetched.Got<LineClient.Quota> got
                    ? got.value().left()
                    : Long.MAX_VALUE;
            if (left <= 0) {
                restUntil = now.plus(REST);
                log.warn("the month's quota of pushes is used up; pushes rest until {}", restUntil);
            }
            return left;
        } finally {
            asking.unlock();
        }
    }
}
