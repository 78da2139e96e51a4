package prasan.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import prasan.flow.TakenBack;
import prasan.line.Bare;

/**
 * Forgets what was said in a chat: in the store of events, in what a replay needs, and in what was sent, which repeats it. What was filed as a report stays, as an official record.
 *
 * @see <a href="https://developers.line.biz/en/docs/messaging-api/receiving-messages/">LINE: unsent messages should be deleted</a>
 */
final class Forgetting {
    /** Every state, so that the index on state and chat is of use. */
    private static final String EVENTS =
            "SELECT id, event_id, received_at, raw FROM inbox WHERE state IN ('STORED', 'WAITING', 'DONE', 'FAILED') AND chat_id = :chat";

    static final String OVER = "state IN ('SENT', 'REFUSED', 'UNCLEAR', 'SPLIT', 'ENDED')";

    private Forgetting() {}

    /**
     * A message that was taken back.
     *
     * @param event that brought it
     */
    record Found(String event, TakenBack message) {}

    private record Row(long id, String event, Instant received, String raw) {
        static Row read(ResultSet row) throws SQLException {
            return new Row(
                    row.getLong("id"),
                    row.getString("event_id"),
                    row.getTimestamp("received_at").toInstant(),
                    row.getString("raw"));
        }
    }

    /** The message was taken back. @return what it said; nothing if it has not come yet */
    static Optional<Found> message(Handle handle, String chat, String messageId) {
        List<Found> found = new ArrayList<>();
        // the database cannot look into every JSON that LINE may send: what names the message is looked at here
        handle.createQuery(EVENTS + " AND raw LIKE CONCAT('%', :message, '%')")
                .bind("chat", chat)
                .bind("message", messageId)
                .map((row, context) -> Row.read(row))
                .list()
                .forEach(row -> Bare.said(row.raw(), messageId).ifPresent(said -> {
                    var message = new TakenBack(messageId, said.words(), said.lat(), said.lon());
                    bare(handle, row);
                    Rounds.forget(handle, chat, row.event());
                    sent(handle, chat, row, message);
                    found.add(new Found(row.event(), message));
                }));
        return found.stream().findFirst();
    }

    /** The account has left the chat: nothing that was said there is kept. */
    static void chat(Handle handle, String chat) {
        handle.createQuery(EVENTS)
                .bind("chat", chat)
                .map((row, context) -> Row.read(row))
                .list()
                .forEach(row -> bare(handle, row));
        handle.execute("UPDATE inbox SET sender = NULL WHERE chat_id = ? AND sender IS NOT NULL", chat);
        handle.execute("UPDATE played_round SET acts = NULL, begins = NULL WHERE chat_id = ?", chat);
        handle.execute("UPDATE outbox SET messages = '[]' WHERE " + OVER + " AND chat_id = ?", chat);
    }

    private static void bare(Handle handle, Row row) {
        handle.createUpdate("UPDATE inbox SET raw = :raw WHERE id = :id")
                .bind("raw", Bare.of(row.raw()))
                .bind("id", row.id())
                .execute();
    }

    /** What was said to the person since then may repeat the message; what is not sent yet and does, is sent no more. */
    private static void sent(Handle handle, String chat, Row row, TakenBack message) {
        handle.createUpdate("""
                        UPDATE outbox o LEFT JOIN played_round r ON r.cause_key = o.cause_key SET o.messages = '[]'
                        WHERE o.state IN ('SENT', 'REFUSED', 'UNCLEAR', 'SPLIT', 'ENDED') AND o.chat_id = :chat AND o.created_at >= :since
                        AND (r.id IS NULL OR r.acts IS NULL)""")
                .bind("chat", chat)
                .bind("since", row.received())
                .execute();
        handle
                .createQuery(
                        "SELECT id, messages FROM outbox WHERE state IN ('WAITING', 'HELD', 'MISSED') AND chat_id = :chat")
                .bind("chat", chat)
                .map((waiting, context) -> Map.entry(waiting.getLong("id"), waiting.getString("messages")))
                .list()
                .stream()
                .filter(waiting -> repeats(waiting.getValue(), message))
                .forEach(waiting -> handle.execute("DELETE FROM outbox WHERE id = ?", waiting.getKey()));
    }

    private static boolean repeats(String messages, TakenBack message) {
        try {
            return Sessions.JSON.readTree(messages).findValuesAsText("text").stream()
                    .anyMatch(message::tells);
        } catch (JsonProcessingException damaged) {
            return true;
        }
    }
}
