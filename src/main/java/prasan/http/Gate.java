package prasan.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets so many in at once, so many others wait for a while, and refuses the rest. Safe for all threads. */
final class Gate {
    private static final long RETRY_SECONDS = 1;

    private final Semaphore inside;
    private final AtomicInteger waiting = new AtomicInteger();
    private final int mostWaiting;
    private final Duration patience;

    Gate(int atOnce, int mostWaiting, Duration patience) {
        inside = new Semaphore(atOnce, true);
        this.mostWaiting = mostWaiting;
        this.patience = patience;
    }

    /**
     * Takes a place inside, until {@link #leave}.
     *
     * @throws Problem 503 with {@code retryAfterSeconds} when there is none in time
     */
    void enter() {
        if (!inside.tryAcquire() && !waited()) {
            throw busy();
        }
    }

    /** Whether whoever comes now is refused at once. */
    boolean crowded() {
        return waiting.get() >= mostWaiting && inside.availablePermits() == 0;
    }

    static Problem busy() {
        return new Problem(
                503,
                "busy",
                "Wait for the seconds in \"retryAfterSeconds\", then try again",
                Map.of("retryAfterSeconds", RETRY_SECONDS));
    }

    void leave() {
        inside.release();
    }

    private boolean waited() {
        try {
            return waiting.incrementAndGet() <= mostWaiting
                    && inside.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.decrementAndGet();
        }
    }
}
