package prasan.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of the outbox that has been claimed for one attempt, as it was before the claim.
 *
 * @param chat the receiver, or {@code null} for several
 * @param recipients the receivers, if there are several
 * @param attempts how many there were before
 * @param replyTriedAt when a reply was first tried that may have arrived
 * @param pushTriedAt when a push or multicast was first tried that may have arrived
 * @param terms what it is, and how long it is of use
 * @param heldUntil when an earlier push of the chat will be tried again for which there is no quota
 */
record Delivery(
        long id,
        @Nullable String chat,
        List<String> recipients,
        @Nullable String replyToken,
        @Nullable Instant replyUntil,
        UUID retryKey,
        String messages,
        int attempts,
        @Nullable Instant replyTriedAt,
        @Nullable Instant pushTriedAt,
        Terms terms,
        @Nullable Instant heldUntil) {

    /**
     * @param kind what the month's pushes are counted by
     * @param answers whether it answers what somebody sent
     * @param topic as {@link Wanted} has it
     * @param about as {@link Wanted} has it
     * @param until from when it is of no use any more
     */
    record Terms(
            PushKind kind,
            boolean answers,
            @Nullable String topic,
            @Nullable String about,
            Instant until) {}

    static final String COLUMNS = """
            id, chat_id, recipients, reply_token, reply_until, retry_key, messages, attempts, reply_tried_at, push_tried_at,
            kind, answers, topic, about, valid_until,
            (SELECT MAX(h.next_attempt_at) FROM outbox AS h WHERE h.chat_id = o.chat_id AND h.id < o.id AND h.state = 'HELD' AND %s)
                AS held_until""".formatted(PushKind.waits("o", "h"));

    static Delivery read(ResultSet row) throws SQLException {
        return new Delivery(
                row.getLong("id"),
                row.getString("chat_id"),
                Outbox.read(row.getString("recipients")),
                row.getString("reply_token"),
                instant(row, "reply_until"),
                UUID.fromString(row.getString("retry_key")),
                row.getString("messages"),
                row.getInt("attempts"),
                instant(row, "reply_tried_at"),
                instant(row, "push_tried_at"),
                new Terms(
                        PushKind.valueOf(row.getString("kind")),
                        row.getBoolean("answers"),
                        row.getString("topic"),
                        row.getString("about"),
                        row.getTimestamp("valid_until").toInstant()),
                instant(row, "held_until"));
    }

    Delivery to(List<String> users) {
        return new Delivery(
                id,
                chat,
                users,
                replyToken,
                replyUntil,
                retryKey,
                messages,
                attempts,
                replyTriedAt,
                pushTriedAt,
                terms,
                heldUntil);
    }

    Delivery saying(String joined) {
        return new Delivery(
                id,
                chat,
                recipients,
                replyToken,
                replyUntil,
                retryKey,
                joined,
                attempts,
                replyTriedAt,
                pushTriedAt,
                terms,
                heldUntil);
    }

    /** How many people get it; a group counts as one. */
    int people() {
        return chat == null ? recipients.size() : 1;
    }

    /** LINE's ids: C a group, R a room. What is sent there counts for each member. */
    boolean toGroup() {
        return chat != null && (chat.startsWith("C") || chat.startsWith("R"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp timestamp = row.getTimestamp(column);
        return timestamp == null ? null : timestamp.toInstant();
    }
}
