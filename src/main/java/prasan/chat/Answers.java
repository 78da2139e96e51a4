package prasan.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import prasan.outbox.Outbox;

/** Forgets what was answered in a chat. What was told of something else than what somebody said there stays and is sent: it repeats nothing of it. */
final class Answers {
    private Answers() {}

    /** Nothing that was said in the chat is kept, nor answered any more. */
    static void forget(Handle handle, String chat) {
        handle.execute("UPDATE outbox SET messages = '[]' WHERE " + Outbox.OVER + " AND chat_id = ?", chat);
        handle.execute("DELETE FROM outbox WHERE state IN ('WAITING', 'HELD') AND answers AND chat_id = ?", chat);
    }

    /** What was said since then may repeat what was taken back, as far as the rounds that led to it are forgotten; what of it is not sent yet is sent no more. */
    static void forget(Handle handle, String chat, Instant since) {
        joined(handle, chat, since);
        handle.createUpdate("""
                        UPDATE outbox o LEFT JOIN played_round r ON r.cause_key = o.cause_key SET o.messages = '[]'
                        WHERE o.""" + Outbox.OVER + """
                         AND o.chat_id = :chat AND o.created_at >= :since
                        AND (r.id IS NULL OR r.acts IS NULL)""")
                .bind("chat", chat)
                .bind("since", since)
                .execute();
        handle.createUpdate("""
                        DELETE o FROM outbox o JOIN played_round r ON r.cause_key = o.cause_key
                        WHERE o.state IN ('WAITING', 'HELD') AND o.answers AND o.chat_id = :chat AND o.created_at >= :since AND r.acts IS NULL""").bind("chat", chat).bind("since", since).execute();
    }

    /** Takes the answers out of those that they went with: they are the last of them. */
    private static void joined(Handle handle, String chat, Instant since) {
        handle.createQuery("""
                        SELECT w.id, w.messages, SUM(JSON_LENGTH(o.messages)) AS last FROM outbox o JOIN played_round r ON r.cause_key = o.cause_key
                        JOIN outbox w ON w.id = CAST(SUBSTRING(o.failure, CHAR_LENGTH(:joined) + 1) AS UNSIGNED)
                        WHERE o.state = 'ENDED' AND o.chat_id = :chat AND o.created_at >= :since AND r.acts IS NULL AND o.failure LIKE CONCAT(:joined, '%')
                            AND w.chat_id = :chat
                        GROUP BY w.id, w.messages""")
                .bind("joined", Outbox.JOINED)
                .bind("chat", chat)
                .bind("since", since)
                .map((row, context) -> new Joined(row.getLong("id"), row.getString("messages"), row.getInt("last")))
                .list()
                .forEach(joined ->
                        handle.execute("UPDATE outbox SET messages = ? WHERE id = ?", joined.without(), joined.id()));
    }

    private record Joined(long id, String messages, int last) {
        String without() {
            try {
                var all = Sessions.JSON.readValue(messages, ArrayNode.class);
                for (int i = 0; i < last && !all.isEmpty(); i++) {
                    all.remove(all.size() - 1);
                }
                return all.toString();
            } catch (JsonProcessingException damaged) {
                return "[]";
            }
        }
    }
}
