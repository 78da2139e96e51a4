package prasan.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import prasan.line.Fetched;
import prasan.line.LineClient;

/** How many pushes the month has left, as far as LINE tells; when none are, pushes rest, and when few are, those that nobody waits for. Safe for all threads. */
public final class Quota {
    /** How long pushes rest when the quota is used up. It may be raised, or a new month begin, at any time. */
    static final Duration REST = Duration.ofMinutes(10);

    private static final Logger log = LoggerFactory.getLogger(Quota.class);
    /** One question serves all pushes that were refused together. */
    private static final Duration KNOWN = Duration.ofSeconds(10);

    private final LineClient line;
    private final long reserve;
    private final ReentrantLock asking = new ReentrantLock();
    /** More than can be sent, and far from where numbers end. */
    private static final long UNKNOWN = Long.MAX_VALUE / 2;

    private final AtomicLong left = new AtomicLong(UNKNOWN);
    private volatile Instant restUntil = Instant.MIN;
    private volatile Instant askedAt = Instant.MIN;
    private volatile LineClient.@Nullable Quota said;

    /** @param reserve how many pushes of the month are kept for what is urgent; 0 for none */
    public Quota(LineClient line, long reserve) {
        this.line = line;
        this.reserve = reserve;
    }

    /** Shows what LINE said last as the gauges {@code prasan.quota.limit} and {@code prasan.quota.left}, unknown (NaN) where it said nothing or has no limit, and {@code prasan.quota.rests}. */
    public void show(MeterRegistry meters, Clock clock) {
        meters.gauge("prasan.quota.limit", this, quota -> quota.said(LineClient.Quota::limit));
        meters.gauge(
                "prasan.quota.left", this, quota -> quota.said(month -> month.limit() == null ? null : month.left()));
        meters.gauge("prasan.quota.rests", this, quota -> quota.rests(clock.instant()) ? 1 : 0);
    }

    private double said(Function<LineClient.Quota, @Nullable Long> value) {
        var month = said;
        var number = month == null ? null : value.apply(month);
        return number == null ? Double.NaN : number;
    }

    long reserve() {
        return reserve;
    }

    /** Whether pushes rest; a rest that is longer than one was begun before the clock was set back. */
    boolean rests(Instant now) {
        return now.isBefore(restUntil) && !restUntil.isAfter(now.plus(REST));
    }

    /** When pushes are tried again that rest now. */
    Instant until(Instant now) {
        return rests(now) ? restUntil : now.plus(REST);
    }

    /**
     * Takes as many as the delivery needs.
     *
     * @return false, with nothing taken, where so few would be left that they are kept for what is urgent
     */
    boolean take(Delivery delivery, Instant now) {
        if (reserve == 0) {
            return true;
        }
        ask(now);
        long kept = delivery.terms().kind().urgent() ? Long.MIN_VALUE : reserve;
        long before = left.getAndUpdate(known -> known - delivery.people() < kept ? known : known - delivery.people());
        return before - delivery.people() >= kept;
    }

    /** How many of the people of a delivery that was not {@linkplain #take taken} what is left of the month suffices for. */
    int fits(Delivery delivery) {
        return Math.clamp(left.get() - reserve, 0, delivery.people());
    }

    /** Gives back what was taken for a delivery that did not arrive. */
    void giveBack(Delivery delivery) {
        if (reserve > 0) {
            left.addAndGet(delivery.people());
        }
    }

    /** Returns what was known before while somebody else is asking, which takes seconds when LINE is slow. */
    long left(Instant now) {
        if (rests(now)) {
            return 0;
        }
        ask(now);
        return left.get();
    }

    /** Returns what LINE says of the month; {@code null} when it says nothing. */
    public LineClient.@Nullable Quota month(Instant now) {
        ask(now);
        return said;
    }

    private void ask(Instant now) {
        boolean known = now.isBefore(askedAt.plus(KNOWN)) && !askedAt.isAfter(now);
        if (known || !asking.tryLock()) {
            return;
        }
        try {
            askedAt = now;
            said = line.quota() instanceof Fetched.Got<LineClient.Quota> got ? got.value() : null;
            left.set(said == null ? UNKNOWN : Math.min(UNKNOWN, said.left()));
            if (left.get() <= 0) {
                restUntil = now.plus(REST);
                log.warn("the month's quota of pushes is used up; pushes rest until {}", restUntil);
            }
        } finally {
            asking.unlock();
        }
    }
}
