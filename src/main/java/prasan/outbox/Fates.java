package prasan.outbox;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What has become of rows of the outbox, for whoever keeps a ledger of them. Works inside the caller's transaction. */
public final class Fates {
    private static final String COLUMNS =
            "SELECT o.id, o.state, o.failure, COALESCE(o.push_tried_at, o.reply_tried_at) AS tried_at, o.answers, o.chat_id, o.recipients FROM outbox o ";

    private Fates() {}

    /** How a row ended. */
    public enum End {
        /** LINE has taken it. */
        SENT,
        REFUSED,
        /** It may have arrived. */
        UNCLEAR,
        /** It was not sent, as it was of no use or nobody wanted it. */
        ENDED,
        /** Other rows took its place. */
        SPLIT
    }

    /**
     * A row that is over.
     *
     * @param chats to whom it went; who was left out on the way is not there
     * @param answer whether it answers what somebody sent
     * @param perhaps whether a try may have arrived, of which nothing was heard
     */
    public record Fate(
            long row, End end, @Nullable String failure, List<String> chats, boolean perhaps, boolean answer) {
        /** The row whose messages this one's were put to, if they were. */
        public OptionalLong joined() {
            return failure != null && failure.startsWith(Outbox.JOINED)
                    ? OptionalLong.of(Long.parseLong(failure.substring(Outbox.JOINED.length())))
                    : OptionalLong.empty();
        }

        /** Whether it ended because it was not its time. */
        public boolean notNow() {
            return Outbox.NOT_NOW.equals(failure);
        }
    }

    /** A row, whether it is over or not. */
    public record Part(long row, List<String> chats) {}

    /** Those of the rows that are over. */
    public static List<Fate> of(Handle handle, List<Long> rows) {
        return rows.isEmpty()
                ? List.of()
                : handle.createQuery(COLUMNS + "WHERE o.id IN (<rows>) AND " + Outbox.OVER)
                        .bindList("rows", rows)
                        .map((row, context) -> new Fate(
                                row.getLong("id"),
                                End.valueOf(row.getString("state")),
                                row.getString("failure"),
                                chats(row.getString("chat_id"), row.getString("recipients")),
                                row.getTimestamp("tried_at") != null,
                                row.getBoolean("answers")))
                        .list();
    }

    /** Whether any of the rows waits for the month's quota. */
    public static boolean held(Handle handle, List<Long> rows) {
        return !rows.isEmpty()
                && handle.createQuery("SELECT EXISTS (SELECT 1 FROM outbox WHERE id IN (<rows>) AND state = 'HELD')")
                        .bindList("rows", rows)
                        .mapTo(Boolean.class)
                        .one();
    }

    /** Those of the rows that are no more: what they said was forgotten with the person, or with time. */
    public static List<Long> gone(Handle handle, List<Long> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        var there = handle.createQuery("SELECT id FROM outbox WHERE id IN (<rows>)")
                .bindList("rows", rows)
                .mapTo(Long.class)
                .set();
        return rows.stream().filter(row -> !there.contains(row)).toList();
    }

    /** The rows that took the place of one. */
    public static List<Part> parts(Handle handle, long row) {
        return List.of(Outbox.split(row, 0), Outbox.split(row, 1)).stream()
                .flatMap(cause -> ofCause(handle, cause).stream())
                .toList();
    }

    /** The row of a cause. */
    public static Optional<Part> ofCause(Handle handle, String cause) {
        return handle.createQuery(COLUMNS + "WHERE o.cause_key = :cause")
                .bind("cause", cause)
                .map((row, context) ->
                        new Part(row.getLong("id"), chats(row.getString("chat_id"), row.getString("recipients"))))
                .findOne();
    }

    private static List<String> chats(@Nullable String chat, @Nullable String recipients) {
        return chat == null ? Outbox.read(recipients) : List.of(chat);
    }
}
