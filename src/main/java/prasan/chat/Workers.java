package prasan.chat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import prasan.db.Outage;
import prasan.inbox.Inbox;

/**
 * The threads that run turns. Chats come from the webhook by {@link #wake}, in memory, so that nothing waits; and from the inbox, looked at once a second, so that nothing is forgotten
 * that another process left, that failed, or that was woken while its chat was locked.
 */
public final class Workers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
    /** Chats of one transaction. */
    private static final int BATCH = 32;

    private static final int POLLED = 1000;
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration STOP = Duration.ofSeconds(10);

    private final Turns turns;
    private final ExecutorService threads;
    private final Set<String> ready = new LinkedHashSet<>();
    private final Set<String> busy = new HashSet<>();
    private final Set<String> again = new HashSet<>();
    private boolean stopping;

    public Workers(Turns turns, int count) {
        this.turns = turns;
        this.threads = Executors.newFixedThreadPool(
                count + 1, Thread.ofPlatform().name("turns-", 0).factory());
        for (int i = 0; i < count; i++) {
            threads.execute(this::work);
        }
        threads.execute(this::poll);
    }

    /** These chats have something waiting. Returns at once. */
    public synchronized void wake(Collection<String> chats) {
        for (var chat : chats) {
            if (busy.contains(chat)) {
                again.add(chat);
            } else {
                ready.add(chat);
            }
        }
        notifyAll();
    }

    private void work() {
        for (var chats = take(); !chats.isEmpty(); chats = take()) {
            Set<String> failed = Set.of();
            try {
                failed = turns.run(chats);
            } catch (Throwable e) {
                // even an Error must not end the thread: nobody would answer any more
                tell("turns failed; what waits is tried again", e);
            } finally {
                done(chats, failed);
            }
        }
    }

    /** Takes what is ready, and waits for it; nothing once the end has come. */
    private synchronized List<String> take() {
        while (ready.isEmpty() && !stopping) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return List.of();
            }
        }
        if (stopping) {
            return List.of();
        }
        List<String> taken = new ArrayList<>(ready.stream().limit(BATCH).toList());
        taken.forEach(ready::remove);
        busy.addAll(taken);
        return taken;
    }

    private synchronized void done(List<String> chats, Set<String> failed) {
        for (var chat : chats) {
            busy.remove(chat);
            if (again.remove(chat) || failed.contains(chat)) {
                ready.add(chat);
            }
        }
        notifyAll();
    }

    private void poll() {
        while (pause()) {
            try {
                wake(turns.waiting(POLLED));
            } catch (Throwable e) {
                tell("the inbox cannot be read", e);
            }
        }
    }

    /** Without memory even the line about it fails: no reason for a thread to end. */
    private static void tell(String what, Throwable failure) {
        try {
            if (Outage.is(failure)) {
                Outage.tell(failure);
            } else {
                LOG.error("{}: {}", what, Inbox.describe(failure));
            }
        } catch (Throwable untold) {
            // it is tried again, and told then
        }
    }

    private synchronized boolean pause() {
        long end = System.nanoTime() + POLL.toNanos();
        while (!stopping && end > System.nanoTime()) {
            try {
                wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return !stopping;
    }

    /** Lets the turns under way finish and starts no more; what waits stays in the inbox. */
    @Override
    public void close() {
        synchronized (this) {
            stopping = true;
            notifyAll();
        }
        threads.shutdown();
        try {
            if (!threads.awaitTermination(STOP.toSeconds(), TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
