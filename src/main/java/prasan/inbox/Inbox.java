package prasan.inbox;

import java.sql.SQLTransactionRollbackException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;
import prasan.db.Order;
import prasan.db.Refused;
import prasan.db.Slice;
import prasan.db.Where;

/**
 * The durable list of events that LINE delivered. An event is here, once, before LINE gets its 200; from then on nothing but this table decides whether it has been answered.
 * Safe for all threads.
 */
public final class Inbox {
    /** An event that fails this often is marked FAILED, so that it no longer blocks its chat. */
    public static final int ATTEMPTS = 3;
    /** Longer than an event is made to wait at a time: what is due later than that was written before the clock was set back. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private static final int CAUSE_LENGTH = 2000;
    private static final String OURS = "prasan.";
    /** How often a store is tried that MariaDB has rolled back. */
    private static final int STORE_ATTEMPTS = 5;

    private final Jdbi jdbi;
    private final Clock clock;

    public Inbox(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /**
     * An event as it came.
     *
     * @param eventId LINE's webhookEventId, the key by which a second delivery is known; at most 64 ASCII characters
     * @param chat the chat it belongs to, {@code null} when it names none
     * @param sender who said it in a chat of several people, {@code null} elsewhere
     * @param raw its JSON text
     * @param waiting whether a turn is to answer it; otherwise it is only kept
     */
    public record Entry(
            String eventId,
            @Nullable String chat,
            @Nullable String sender,
            String type,
            Instant occurredAt,
            Instant receivedAt,
            String raw,
            boolean waiting) {
        /** An event of a chat with one person. */
        public Entry(
                String eventId,
                @Nullable String chat,
                String type,
                Instant occurredAt,
                Instant receivedAt,
                String raw,
                boolean waiting) {
            this(eventId, chat, null, type, occurredAt, receivedAt, raw, waiting);
        }
    }

    /** An event that waits for its turn. */
    public record Waiting(long id, String eventId, String chat, Instant receivedAt, String raw, int attempts) {}

    /**
     * Stores the events, leaving out those that are here already, without waiting for the turns that have them in hand. Committed on return.
     */
    public void store(List<Entry> delivered) {
        if (delivered.isEmpty()) {
            return;
        }
        var entries = unknown(delivered);
        if (entries.isEmpty()) {
            return;
        }
        for (int attempt = 1; ; attempt++) {
            try {
                jdbi.useHandle(handle -> insert(handle, entries));
                return;
            } catch (UnableToExecuteStatementException e) {
                // the same events, delivered twice at once in another order, wait for each other
                if (!(e.getCause() instanceof SQLTransactionRollbackException) || attempt == STORE_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** An insert would wait for the lock of a row that is there, as long as a turn takes; this reads what is committed. */
    private List<Entry> unknown(List<Entry> delivered) {
        var known = jdbi.withHandle(handle -> handle.createQuery("SELECT event_id FROM inbox WHERE event_id IN (<ids>)")
                .bindList("ids", delivered.stream().map(Entry::eventId).toList())
                .mapTo(String.class)
                .set());
        return delivered.stream()
                .filter(entry -> !known.contains(entry.eventId()))
                .toList();
    }

    /** Stores an event of our own in the caller's transaction; one that is here already is left as it is. */
    public void store(Handle handle, Entry entry) {
        insert(handle, List.of(entry));
    }

    private static void insert(Handle handle, List<Entry> entries) {
        // "ON DUPLICATE KEY" rather than IGNORE, which would also hide values that do not fit
        var sql = new StringBuilder(
                "INSERT INTO inbox (event_id, chat_id, sender, type, occurred_at, received_at, raw, state) VALUES ");
        sql.append("(?, ?, ?, ?, ?, ?, ?, ?),".repeat(entries.size()));
        sql.setLength(sql.length() - 1);
        sql.append(" ON DUPLICATE KEY UPDATE event_id = VALUES(event_id)");
        try (var insert = handle.createUpdate(sql.toString())) {
            int i = 0;
            for (var entry : entries) {
                insert.bind(i++, entry.eventId());
                insert.bind(i++, entry.chat());
                insert.bind(i++, entry.sender());
                insert.bind(i++, entry.type());
                insert.bind(i++, entry.occurredAt());
                insert.bind(i++, entry.receivedAt());
                insert.bind(i++, entry.raw());
                insert.bind(i++, entry.waiting() ? "WAITING" : "STORED");
            }
            insert.execute();
        }
    }

    /** The chats that have events whose time has come. */
    public Set<String> chatsWaiting(int limit) {
        return Set.copyOf(jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT DISTINCT chat_id FROM inbox
                        WHERE state = 'WAITING' AND (next_attempt_at IS NULL OR next_attempt_at <= :now OR next_attempt_at > :never)
                        LIMIT :limit""")
                .bind("now", clock.instant())
                .bind("never", clock.instant().plus(LONGEST))
                .bind("limit", limit)
                .mapTo(String.class)
                .list()));
    }

    /** The waiting events of the chats, for each chat in the order in which they happened. An event that waits for a further attempt holds back the later ones of its chat. */
    public List<Waiting> waiting(Handle handle, Collection<String> chats) {
        var now = clock.instant();
        var all = handle.createQuery("""
                        SELECT id, event_id, chat_id, received_at, raw, attempts, next_attempt_at FROM inbox
                        WHERE state = 'WAITING' AND chat_id IN (<chats>) ORDER BY chat_id, occurred_at, id""")
                .bindList("chats", List.copyOf(chats))
                .map((row, context) -> {
                    var next = row.getTimestamp("next_attempt_at");
                    return new Due(
                            new Waiting(
                                    row.getLong("id"),
                                    row.getString("event_id"),
                                    row.getString("chat_id"),
                                    row.getTimestamp("received_at").toInstant(),
                                    row.getString("raw"),
                                    row.getInt("attempts")),
                            next == null
                                    || !next.toInstant().isAfter(now)
                                    || next.toInstant().isAfter(now.plus(LONGEST)));
                })
                .list();
        var heldBack = new java.util.HashSet<String>();
        return all.stream()
                .filter(due -> {
                    if (!due.now) {
                        heldBack.add(due.event.chat());
                    }
                    return !heldBack.contains(due.event.chat());
                })
                .map(due -> due.event)
                .toList();
    }

    private record Due(Waiting event, boolean now) {}

    /** The events have been answered. */
    public void done(Handle handle, List<Long> ids) {
        if (!ids.isEmpty()) {
            handle.createUpdate(
                            "UPDATE inbox SET state = 'DONE', done_at = :now, next_attempt_at = NULL WHERE id IN (<ids>)")
                    .bind("now", clock.instant())
                    .bindList("ids", ids)
                    .execute();
        }
    }

    /** Holds the event back, and with it the later ones of its chat, until then or until {@link #goOn}. */
    public void hold(Handle handle, Waiting event, Instant until) {
        handle.createUpdate("UPDATE inbox SET next_attempt_at = :until WHERE id = :id AND state = 'WAITING'")
                .bind("until", until)
                .bind("id", event.id())
                .execute();
    }

    /** Lets an event of the chat that was held back, and has not failed, be answered at once. */
    public void goOn(Handle handle, String chat) {
        handle.createUpdate(
                        "UPDATE inbox SET next_attempt_at = NULL WHERE chat_id = :chat AND state = 'WAITING' AND attempts = 0")
                .bind("chat", chat)
                .execute();
    }

    /** Notes a failed attempt: the event is tried again later, or given up after {@link #ATTEMPTS}. @return whether it was given up */
    public boolean failed(Handle handle, Waiting event, Throwable cause) {
        int attempts = event.attempts() + 1;
        boolean given = attempts >= ATTEMPTS;
        // the class and the place, not the message: messages may quote what a person wrote
        var text = describe(cause);
        int noted = handle.createUpdate("""
                        UPDATE inbox SET attempts = :attempts, cause = :cause, state = :state, next_attempt_at = :next,
                            done_at = :done
                        WHERE id = :id AND state = 'WAITING' AND attempts = :before""")
                .bind("attempts", attempts)
                .bind("before", event.attempts())
                .bind("cause", text.substring(0, Math.min(text.length(), CAUSE_LENGTH)))
                .bind("state", given ? "FAILED" : "WAITING")
                .bind("next", given ? null : clock.instant().plus(Duration.ofSeconds(1L << attempts)))
                .bind("done", given ? clock.instant() : null)
                .bind("id", event.id())
                .execute();
        // another node may have answered it meanwhile
        return given && noted == 1;
    }

    /** An event that was given up. */
    public record Failure(
            long id,
            String chat,
            String type,
            Instant occurredAt,
            int attempts,
            @Nullable String cause) {}

    /** What the events that were given up can be sorted by, besides the order in which they were delivered. */
    static final List<Order<Failure>> FAILURE_ORDERS = List.of(
            new Order<>("occurredAt", "occurred_at", Instant.class, Failure::occurredAt),
            new Order<>("type", "type", String.class, Failure::type));

    /** A part of the events that were given up. */
    public List<Failure> failures(Handle handle, Slice<Failure> slice) {
        var where = new Where().slice(slice, "id");
        return where.bind(handle.createQuery(
                        "SELECT id, chat_id AS chat, type, occurred_at, attempts, cause FROM inbox WHERE state = 'FAILED' AND "
                                + where + slice.ordered("id")))
                .map(ConstructorMapper.of(Failure.class))
                .list();
    }

    /**
     * An event, whatever has become of it.
     *
     * @throws Refused {@code unknown-event}
     */
    Failure read(Handle handle, long id) {
        return handle.createQuery(
                        "SELECT id, COALESCE(chat_id, '') AS chat, type, occurred_at, attempts, cause FROM inbox WHERE id = :id")
                .bind("id", id)
                .map(ConstructorMapper.of(Failure.class))
                .findOne()
                .orElseThrow(() -> new Refused("unknown-event"));
    }

    /**
     * Has an event that was given up tried again from the beginning.
     *
     * @throws Refused {@code unknown-event} when no such event was given up
     */
    public Failure retry(Handle handle, long id) {
        var failure = handle.createQuery("""
                        SELECT id, chat_id AS chat, type, occurred_at, attempts, cause FROM inbox
                        WHERE state = 'FAILED' AND id = :id FOR UPDATE""")
                .bind("id", id)
                .map(ConstructorMapper.of(Failure.class))
                .findOne()
                .orElseThrow(() -> new Refused("unknown-event"));
        handle.createUpdate(
                        "UPDATE inbox SET state = 'WAITING', attempts = 0, next_attempt_at = NULL, done_at = NULL WHERE id = :id")
                .bind("id", id)
                .execute();
        return failure;
    }

    /** Classes and places of a failure and its causes, without their messages. */
    public static String describe(Throwable cause) {
        var text = new StringBuilder();
        for (Throwable t = cause; t != null; t = t.getCause()) {
            text.append(text.isEmpty() ? "" : " caused by ").append(t.getClass().getName());
            var frames = t.getStackTrace();
            if (frames.length > 0) {
                text.append(" at ").append(frames[0]);
            }
            // the first of ours tells where to look; deep in a library the rest says little
            Stream.of(frames)
                    .skip(1)
                    .filter(frame -> frame.getClassName().startsWith(OURS))
                    .findFirst()
                    .filter(ours -> !frames[0].getClassName().startsWith(OURS))
                    .ifPresent(ours -> text.append(" from ").append(ours));
        }
        return text.toString();
    }
}
