package prasan.simulator;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The photos that people sent, until they take them back. Thread-safe. */
final class Contents {
    private final Map<String, byte[]> photos = new HashMap<>();
    private final Map<String, Integer> waits = new HashMap<>();
    private final Set<String> takenBack = new HashSet<>();
    private int notReady;

    /** @param times how often LINE answers 202 before the bytes of each photo sent from now on */
    synchronized void notReady(int times) {
        notReady = times;
    }

    synchronized void add(String messageId, byte[] bytes) {
        photos.put(messageId, bytes);
        waits.put(messageId, notReady);
    }

    synchronized void remove(String messageId) {
        photos.remove(messageId);
        takenBack.add(messageId);
    }

    /**
     * The bytes as the bot gets them.
     *
     * @return null: not yet; this call counts
     * @throws Denied 404 if there is no such photo, 410 if it was taken back
     */
    synchronized byte @Nullable [] fetch(String messageId) {
        if (ready(messageId)) {
            return photos.get(messageId);
        }
        waits.merge(messageId, -1, Integer::sum);
        return null;
    }

    /** @throws Denied as {@link #fetch} */
    synchronized boolean ready(String messageId) {
        if (takenBack.contains(messageId)) {
            throw new Denied(410, "Gone");
        }
        if (!photos.containsKey(messageId)) {
            throw new Denied(404, "Not found");
        }
        return waits.getOrDefault(messageId, 0) <= 0;
    }

    /** The bytes as their sender sees them; null when there are none. */
    synchronized byte @Nullable [] seen(String messageId) {
        return photos.get(messageId);
    }
}
