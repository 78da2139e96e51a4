package prasan.outbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import prasan.db.Outage;

/**
 * Runs a unit of work on threads of its own: at once when woken, again as long as there was something to do, and now and then to find what a restart or another node left.
 */
final class Loop {
    private static final Logger log = LoggerFactory.getLogger(Loop.class);
    private static final Duration POLL = Duration.ofSeconds(1);

    private final String name;
    private final int size;
    private final IntSupplier work;
    private final Semaphore bell = new Semaphore(0);
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopping;

    /** @param work gives the number of things done; may be called by {@code size} threads at once */
    Loop(String name, int size, IntSupplier work) {
        this.name = name;
        this.size = size;
        this.work = work;
    }

    synchronized void start() {
        for (int i = 0; i < size; i++) {
            // of the platform: it goes on where virtual threads no longer get a carrier
            threads.add(Thread.ofPlatform().daemon().name(name + "-" + i).start(this::run));
        }
    }

    /** Returns at once. */
    void wake() {
        if (bell.availablePermits() < size) {
            bell.release();
        }
    }

    /**
     * Begins nothing new and waits for what is in flight.
     *
     * @return whether all of it finished in time; what did not is cut off
     */
    synchronized boolean stop(Duration patience) throws InterruptedException {
        stopping = true;
        bell.release(size);
        var deadline = System.nanoTime() + patience.toNanos();
        var finished = true;
        for (var thread : threads) {
            finished &= thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
        }
        threads.forEach(Thread::interrupt);
        threads.clear();
        return finished;
    }

    private void run() {
        while (!stopping) {
            try {
                if (work.getAsInt() == 0) {
                    pause();
                }
            } catch (Throwable e) {
                tell(e);
                pause();
            }
        }
    }

    /** Without memory even the line about it fails: no reason to end. */
    private void tell(Throwable failure) {
        try {
            if (Outage.is(failure)) {
                Outage.tell(failure);
            } else {
                log.error("{} failed and goes on", name, failure);
            }
        } catch (Throwable untold) {
            // it is tried again, and told then
        }
    }

    private void pause() {
        try {
            if (!stopping) {
                bell.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException cutOff) {
            stopping = true;
        }
    }
}
