package prasan.chat;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import prasan.chat.Eraser.Unsent;
import prasan.flow.TakenBack;
import prasan.line.Bare;

/**
 * Forgets what was said in a chat: in the store of events, in what a replay needs, and in what was sent, which repeats it. What was filed as a report stays, as an official record.
 *
 * @see <a href="https://developers.line.biz/en/docs/messaging-api/receiving-messages/">LINE: unsent messages should be deleted</a>
 */
final class Forgetting {
    private static final String ROWS = "SELECT id, event_id, chat_id, received_at, raw FROM inbox WHERE ";

    /** Every state, so that the index on state and chat is of use. */
    private static final String EVENTS = ROWS + "state IN ('STORED', 'WAITING', 'DONE', 'FAILED') AND chat_id = :chat";

    private static final String APART = ROWS + "state IN ('STORED', 'DONE') AND chat_id LIKE 'former-%'";

    private Forgetting() {}

    private record Row(long id, String event, String chat, Instant received, String raw) {
        static Row read(ResultSet row) throws SQLException {
            return new Row(
                    row.getLong("id"),
                    row.getString("event_id"),
                    row.getString("chat_id"),
                    row.getTimestamp("received_at").toInstant(),
                    row.getString("raw"));
        }
    }

    /**
     * Finds a message that was taken back: in its chat, or where it is kept apart since the person lost that phone.
     *
     * @return what it said; nothing if it has not come yet
     */
    static List<Unsent> find(Handle handle, String chat, String messageId) {
        var here = find(handle, EVENTS, chat, messageId);
        return here.isEmpty()
                ? find(handle, APART + " AND raw LIKE CONCAT('%\"', :chat, '\"%')", chat, messageId)
                : here;
    }

    private static List<Unsent> find(Handle handle, String events, String chat, String messageId) {
        // the database cannot look into every JSON that LINE may send: what names the message is looked at here
        return handle
                .createQuery(events + " AND raw LIKE CONCAT('%', :message, '%')")
                .bind("chat", chat)
                .bind("message", messageId)
                .map((row, context) -> Row.read(row))
                .stream()
                .flatMap(row -> Bare.said(row.raw(), messageId).stream()
                        .map(said -> new Unsent(
                                row.chat(),
                                row.event(),
                                row.received(),
                                new TakenBack(messageId, said.words(), said.lat(), said.lon()))))
                .toList();
    }

    /** Forgets the message, and what was answered to it and since, which may repeat it. */
    static void message(Handle handle, Unsent unsent) {
        handle.createQuery(ROWS + "event_id = :event")
                .bind("event", unsent.event())
                .map((row, context) -> Row.read(row))
                .list()
                .forEach(row -> bare(handle, row));
        Rounds.forget(handle, unsent.chat(), unsent.event());
        var message = unsent.message();
        if (!message.words().isEmpty() || message.lat() != null) {
            Answers.forget(handle, unsent.chat(), unsent.received());
        }
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
        Answers.forget(handle, chat);
    }

    private static void bare(Handle handle, Row row) {
        handle.createUpdate("UPDATE inbox SET raw = :raw WHERE id = :id")
                .bind("raw", Bare.of(row.raw(), row.event()))
                .bind("id", row.id())
                .execute();
    }
}
