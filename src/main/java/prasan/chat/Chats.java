package prasan.chat;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import prasan.flow.Library;
import prasan.line.LargeText;

/** The table of chats; a row is the lock of its chat's turns. Safe for all threads. */
public final class Chats {
    private final Newcomer newcomer;
    private final Returner returner;
    private final Clock clock;

    /**
     * How a chat reads.
     *
     * @param large whether the letters are to be large
     * @param arrived whether it is a person who was unknown until now
     */
    record Reader(String language, boolean large, boolean arrived) {
        /** Returns the messages as this reader gets them. */
        String shown(String messages) {
            return large ? LargeText.of(messages) : messages;
        }
    }

    /** Told, in the turn's transaction, of a person who writes for the first time. */
    @FunctionalInterface
    public interface Newcomer {
        void arrived(Handle handle, String chat, Instant at);
    }

    /** Told, in the turn's transaction, of a person who had blocked the account and is back. */
    @FunctionalInterface
    public interface Returner {
        void back(Handle handle, String chat);
    }

    public Chats(Newcomer newcomer, Returner returner, Clock clock) {
        this.newcomer = newcomer;
        this.returner = returner;
        this.clock = clock;
    }

    /**
     * Locks the chats until the transaction ends, leaving out those that another transaction holds, and making those that are new.
     *
     * @return the locked ones with how they read. The transaction must not have read anything before: what it reads afterwards is then no older than the lock.
     */
    Map<String, Reader> lock(Handle handle, Collection<String> wanted) {
        var locked = select(handle, wanted, "ORDER BY id FOR UPDATE SKIP LOCKED");
        var missing = new HashSet<>(wanted);
        missing.removeAll(locked.keySet());
        if (!missing.isEmpty()) {
            missing.removeAll(select(handle, missing, "").keySet());
            missing.forEach(chat -> {
                boolean arrived = create(handle, chat);
                locked.put(chat, new Reader("th", false, arrived));
            });
        }
        return locked;
    }

    private static Map<String, Reader> select(Handle handle, Collection<String> chats, String condition) {
        var found = new LinkedHashMap<String, Reader>();
        handle.createQuery("""
                        SELECT id, language,
                            EXISTS (SELECT 1 FROM member WHERE chat_id = chat.id AND text_size = 'LARGE') AS large
                        FROM chat WHERE id IN (<chats>) <condition>""")
                .bindList("chats", List.copyOf(chats))
                .define("condition", condition)
                .map((row, context) -> Map.entry(
                        row.getString("id"), new Reader(row.getString("language"), row.getBoolean("large"), false)))
                .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        return found;
    }

    /** Returns true for a person who was not there yet. */
    private boolean create(Handle handle, String chat) {
        // LINE's ids: U a person, C a group, R a room
        var kind = chat.startsWith("C") ? "group" : chat.startsWith("R") ? "room" : "user";
        int created = handle.createUpdate("""
                        INSERT INTO chat (id, kind, created_at) VALUES (:id, :kind, :now)
                        ON DUPLICATE KEY UPDATE id = VALUES(id)""")
                .bind("id", chat)
                .bind("kind", kind)
                .bind("now", clock.instant())
                .execute();
        boolean arrived = created == 1 && kind.equals("user");
        if (arrived) {
            newcomer.arrived(handle, chat, clock.instant());
        }
        return arrived;
    }

    /** Greets a person in the language of their LINE, where we speak it and nothing has been said yet. */
    public static void greetIn(Handle handle, String chat, String language) {
        Library.LANGUAGES.stream()
                .filter(ours -> Locale.forLanguageTag(language).getLanguage().equals(ours))
                .forEach(ours -> handle.createUpdate("""
                                UPDATE chat SET language = :language
                                WHERE id = :chat AND NOT EXISTS (SELECT 1 FROM session WHERE chat_id = :chat)""")
                        .bind("language", ours)
                        .bind("chat", chat)
                        .execute());
    }

    static String language(Handle handle, String chat) {
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

    /** Returns the chats by how they read; those that are unknown are left out. */
    static Map<Reader, List<String>> readers(Handle handle, List<String> chats) {
        var readers = new LinkedHashMap<Reader, List<String>>();
        if (!chats.isEmpty()) {
            select(handle, chats, "ORDER BY id")
                    .forEach((chat, reader) -> readers.computeIfAbsent(reader, one -> new ArrayList<>())
                            .add(chat));
        }
        return readers;
    }

    /** Returns whether each of the chats, as far as they are known, has blocked the account. */
    public static Map<String, Boolean> away(Handle handle, List<String> chats) {
        return chats.isEmpty()
                ? Map.of()
                : handle.createQuery("SELECT id, blocked_at IS NOT NULL AS away FROM chat WHERE id IN (<chats>)")
                        .bindList("chats", chats)
                        .map((row, context) -> Map.entry(row.getString("id"), row.getBoolean("away")))
                        .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** The person blocks the account; a sign of life that is newer than this tells that they have lifted the block since. */
    void blocked(Handle handle, String chat, Instant at) {
        handle.createUpdate("UPDATE chat SET blocked_at = :at WHERE id = :id AND (heard_at IS NULL OR heard_at <= :at)")
                .bind("at", at)
                .bind("id", chat)
                .execute();
    }

    /** The account has left the group: what was said there until then is neither answered nor kept, however late it comes. */
    void left(Handle handle, String chat, Instant at) {
        handle.createUpdate("UPDATE chat SET left_at = :at WHERE id = :id AND (left_at IS NULL OR left_at < :at)")
                .bind("at", at)
                .bind("id", chat)
                .execute();
    }

    /** Returns when the account left each of the groups that it has left. */
    static Map<String, Instant> left(Handle handle, Collection<String> chats) {
        return handle.createQuery("SELECT id, left_at FROM chat WHERE id IN (<chats>) AND left_at IS NOT NULL")
                .bindList("chats", List.copyOf(chats))
                .map((row, context) -> Map.entry(
                        row.getString("id"), row.getTimestamp("left_at").toInstant()))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** A sign of life: whoever sends something, or adds the account, has not blocked it. */
    void heard(Handle handle, String chat, Instant at) {
        handle.createUpdate("UPDATE chat SET heard_at = :at WHERE id = :id AND (heard_at IS NULL OR heard_at < :at)")
                .bind("at", at)
                .bind("id", chat)
                .execute();
        int back = handle.createUpdate("UPDATE chat SET blocked_at = NULL WHERE id = :id AND blocked_at <= :at")
                .bind("at", at)
                .bind("id", chat)
                .execute();
        if (back == 1) {
            returner.back(handle, chat);
        }
    }
}
