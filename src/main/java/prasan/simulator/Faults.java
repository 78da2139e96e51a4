package prasan.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Faults waiting for the next calls, by route. Thread-safe. */
final class Faults {
    private final Map<String, Deque<Fault>> waiting = new HashMap<>();

    synchronized void add(String route, Fault fault, int times) {
        Deque<Fault> queue = waiting.computeIfAbsent(route, r -> new ArrayDeque<>());
        for (int i = 0; i < times; i++) {
            queue.add(fault);
        }
    }

    synchronized @Nullable Fault next(String route) {
        Deque<Fault> queue = waiting.get(route);
        return queue == null ? null : queue.poll();
    }
}
