package prasan.chat;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The table of chats; a row is the lock of its chat's turns. Safe for all threads. */
public final class Chats {
    private final Newcomer newcomer;
    private final Clock clock;

    /** Told, in the turn's transaction, of a person who writes for the first time. */
    @FunctionalInterface
    public interface Newcomer {
        void arrived(Handle handle, String chat, Instant at);
    }

    public Chats(Newcomer newcomer, Clock clock) {
        this.newcomer = newcomer;
        this.clock = clock;
    }

    /**
     * Locks the chats until the transaction ends, leaving out those that another transaction holds, and making those that are new.
     *
     * @return the locked ones with their languages. The transaction must not have read anything before: what it reads afterwards is then no older than the lock.
     */
    Map<String, String> lock(Handle handle, Collection<String> wanted) {
        var locked = select(handle, wanted, "FOR UPDATE SKIP LOCKED");
        var missing = new HashSet<>(wanted);
        missing.removeAll(locked.keySet());
        if (!missing.isEmpty()) {
            missing.removeAll(select(handle, missing, "").keySet());
            missing.forEach(chat -> {
                create(handle, chat);
                locked.put(chat, "th");
            });
        }
        return locked;
    }

    private static Map<String, String> select(Handle handle, Collection<String> chats, String lock) {
        var found = new LinkedHashMap<String, String>();
        handle.createQuery("SELECT id, language FROM chat WHERE id IN (<chats>) ORDER BY id " + lock)
                .bindList("chats", List.copyOf(chats))
                .map((row, context) -> Map.entry(row.getString("id"), row.getString("language")))
                .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        return found;
    }

    private void create(Handle handle, String chat) {
        // LINE's ids: U a person, C a group, R a room
        var kind = chat.startsWith("C") ? "group" : chat.startsWith("R") ? "room" : "user";
        int created = handle.createUpdate("""
                        INSERT INTO chat (id, kind, created_at) VALUES (:id, :kind, :now)
                        ON DUPLICATE KEY UPDATE id = VALUES(id)""")
                .bind("id", chat)
                .bind("kind", kind)
                .bind("now", clock.instant())
                .execute();
        if (created == 1 && kind.equals("user")) {
            newcomer.arrived(handle, chat, clock.instant());
        }
    }

    String language(Handle handle, String chat) {
        return handle.createQuery("SELECT language FROM chat WHERE id = :id")
                .bind("id", chat)
                .mapTo(String.class)
                .findOne()
                .orElse("th");
    }

    void language(Handle handle, String chat, String language) {
        handle.createUpdate("UPDATE chat SET language = :language WHERE id = :id")
                .bind("language", language)
                .bind("id", chat)
                .execute();
    }

    /** The chats that may be written to, by language. */
    static Map<String, List<String>> open(Handle handle, List<String> chats) {
        var open = new LinkedHashMap<String, List<String>>();
        if (!chats.isEmpty()) {
            handle.createQuery("SELECT id, language FROM chat WHERE blocked_at IS NULL AND id IN (<chats>) ORDER BY id")
                    .bindList("chats", chats)
                    .map((row, context) -> Map.entry(row.getString("language"), row.getString("id")))
                    .forEach(entry -> open.computeIfAbsent(entry.getKey(), language -> new java.util.ArrayList<>())
                            .add(entry.getValue()));
        }
        return open;
    }

    void blocked(Handle handle, String chat, @Nullable Instant at) {
        handle.createUpdate("UPDATE chat SET blocked_at = :at WHERE id = :id")
                .bind("at", at)
                .bind("id", chat)
                .execute();
    }
}
