package prasan;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import prasan.support.Api;
import prasan.support.Hook;

/** People who write while something else goes on, so many a second, and how long each waits for the answer. Of benchmarks. */
final class Askers {
    private static final int A_SECOND = 20;

    private final Hook hook;
    private final IntFunction<String> person;
    private final AtomicInteger written = new AtomicInteger();
    private final Map<String, Long> waiting = new ConcurrentHashMap<>();
    private final Queue<Long> waited = new ConcurrentLinkedQueue<>();
    private volatile boolean stopping;

    /** @param person the id of each of them, from 1 */
    Askers(int port, IntFunction<String> person) {
        this.hook = new Hook(new Api(port, ""));
        this.person = person;
    }

    /** LINE was told an answer. */
    void answered(String token) {
        var since = waiting.remove(token);
        if (since != null) {
            waited.add(System.nanoTime() - since);
        }
    }

    /** Begins to write. */
    void begin() {
        stopping = false;
        waited.clear();
        Thread.startVirtualThread(() -> {
            while (!stopping) {
                Thread.startVirtualThread(this::ask);
                rest(TimeUnit.SECONDS.toMillis(1) / A_SECOND);
            }
        });
    }

    private void ask() {
        int number = written.incrementAndGet();
        var token = "token-" + number;
        var who = person.apply(number);
        waiting.put(token, System.nanoTime());
        hook.deliver(hook.event(
                who,
                who,
                "message",
                "\"replyToken\":\"" + token + "\",\"message\":{\"id\":\"" + number
                        + "\",\"type\":\"text\",\"text\":\"เมนู\"}"));
    }

    /** Ends it, waits for the answers that are on their way, and says how long all took. */
    String end() {
        stopping = true;
        rest(2000);
        var sorted = waited.stream().sorted().toList();
        return "%d answers, median %.0f ms, p99 %.0f ms, slowest %.0f ms, %d without"
                .formatted(
                        sorted.size(),
                        milliseconds(sorted.get(sorted.size() / 2)),
                        milliseconds(sorted.get(sorted.size() * 99 / 100)),
                        milliseconds(sorted.getLast()),
                        waiting.size());
    }

    private static double milliseconds(long nanoseconds) {
        return nanoseconds / 1e6;
    }

    private static void rest(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException cutOff) {
            Thread.currentThread().interrupt();
        }
    }
}
