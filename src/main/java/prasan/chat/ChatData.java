package prasan.chat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import prasan.db.References;
import prasan.line.Body;
import prasan.line.Events;
import prasan.outbox.Outbox;

/** What the chats themselves keep about a person: what they sent, what was said to them, where the conversation stands. Works inside the caller's transaction. */
public final class ChatData implements Eraser {
    /** What the cause of the notice begins with that is the last to somebody who was forgotten. */
    public static final String LAST = Outbox.LAST;

    /** Every state, so that the index on state and chat is of use. */
    private static final String OF_CHAT = "state IN ('STORED', 'WAITING', 'DONE', 'FAILED') AND chat_id = :chat";

    private static final List<String> FORGET = List.of(
            // the number of the event stays, by which a second delivery is known
            "UPDATE inbox SET raw = '{}', cause = NULL, chat_id = NULL, state = IF(state = 'STORED', 'STORED', 'DONE') WHERE "
                    + OF_CHAT,
            // what they said to the bot in groups
            "UPDATE played_round SET acts = NULL, begins = NULL WHERE cause_key IN (SELECT CONCAT('event:', event_id) FROM inbox WHERE sender = :chat)",
            "UPDATE inbox SET raw = '{}', sender = NULL WHERE sender = :chat",
            "DELETE FROM played_round WHERE chat_id = :chat",
            "DELETE FROM session WHERE chat_id = :chat",
            "DELETE FROM errand WHERE kind = 'PROFILE' AND subject = :chat",
            // what has to be said last is said yet, unless the account is blocked, and no more kept when it was
            "DELETE FROM outbox WHERE state IN ('WAITING', 'HELD', 'SENT', 'REFUSED', 'UNCLEAR', 'SPLIT', 'ENDED', 'MISSED') AND chat_id = :chat AND (state = 'MISSED' OR cause_key NOT LIKE '"
                    + Outbox.LAST + "%')",
            """
            UPDATE outbox SET state = IF(JSON_LENGTH(recipients) = 1 AND state IN ('WAITING', 'HELD'), 'ENDED', state),
                recipients = JSON_REMOVE(recipients, JSON_UNQUOTE(JSON_SEARCH(recipients, 'one', :chat)))
            WHERE recipients LIKE CONCAT('%"', :chat, '"%')""",
            // a photo or a voice message of a report belongs to the report
            """
            DELETE FROM photo WHERE chat_id = :chat AND message_id NOT IN (SELECT message_id FROM report_photo)
                AND message_id NOT IN (SELECT message_id FROM report_media)""",
            "DELETE FROM unsent WHERE chat_id = :chat",
            "INSERT INTO chat (id, kind, blocked_at, created_at) SELECT :nobody, kind, UTC_TIMESTAMP(6), created_at FROM chat WHERE id = :chat",
            "UPDATE photo SET chat_id = :nobody, file_name = NULL WHERE chat_id = :chat",
            "DELETE FROM chat WHERE id = :chat");

    /** What was said becomes another chat's; what waits to be answered was written by whoever has the phone now. */
    private static final List<String> PART = List.of(
            "INSERT INTO chat (id, kind, blocked_at, created_at) SELECT :apart, kind, UTC_TIMESTAMP(6), created_at FROM chat WHERE id = :chat",
            "DELETE FROM session WHERE chat_id = :chat",
            "UPDATE inbox SET chat_id = :apart, state = IF(state = 'FAILED', 'DONE', state) WHERE state IN ('STORED', 'DONE', 'FAILED') AND chat_id = :chat",
            "UPDATE inbox SET sender = :apart WHERE sender = :chat",
            "DELETE FROM outbox WHERE state IN ('WAITING', 'HELD', 'MISSED') AND chat_id = :chat",
            "UPDATE outbox SET chat_id = :apart WHERE " + Outbox.OVER + " AND chat_id = :chat",
            """
            UPDATE outbox SET state = IF(JSON_LENGTH(recipients) = 1, 'ENDED', state),
                recipients = JSON_REMOVE(recipients, JSON_UNQUOTE(JSON_SEARCH(recipients, 'one', :chat)))
            WHERE state IN ('WAITING', 'HELD') AND recipients LIKE CONCAT('%"', :chat, '"%')""",
            """
            UPDATE outbox SET recipients = REPLACE(recipients, CONCAT('"', :chat, '"'), CONCAT('"', :apart, '"'))
            WHERE recipients LIKE CONCAT('%"', :chat, '"%')""",
            "DELETE FROM errand WHERE kind = 'PROFILE' AND subject = :chat",
            "UPDATE unsent SET chat_id = :apart WHERE chat_id = :chat");

    /** What the person wrote to the bot, alone with it or in groups. */
    public static List<Map<String, Object>> written(Handle handle, String chat) {
        return handle
                .createQuery(
                        "SELECT id, raw, received_at FROM inbox WHERE " + OF_CHAT + " AND type = 'message'"
                                + " UNION ALL SELECT id, raw, received_at FROM inbox WHERE sender = :chat AND type = 'message' ORDER BY id")
                .bind("chat", chat)
                .map((row, context) -> {
                    var at = row.getTimestamp("received_at").toInstant();
                    return Events.read(row.getString("raw")).body() instanceof Body.Text text
                            ? Map.<String, Object>of("at", at, "text", text.text())
                            : null;
                })
                .stream()
                .filter(Objects::nonNull)
                .toList();
    }

    @Override
    public void unsend(Handle handle, Unsent unsent) {
        Forgetting.message(handle, unsent);
    }

    @Override
    public void leave(Handle handle, String chat) {
        Forgetting.chat(handle, chat);
    }

    /** The chat is a stranger's from now on; what was said in it so far becomes that of another, which nobody can be written to in. */
    @Override
    public void unlink(Handle handle, String chat, String apart) {
        for (var part : PART) {
            var update = handle.createUpdate(part).bind("chat", chat);
            (part.contains(":apart") ? update.bind("apart", apart) : update).execute();
        }
        References.to(handle, "chat", "id").move(handle, chat, apart);
    }

    /** Forgets the chat. Whoever writes from it again is a stranger; what has to stay belongs to a chat that nobody has. */
    @Override
    public void erase(Handle handle, String chat) {
        var nobody = handle.createQuery("SELECT CONCAT('nobody-', UUID())")
                .mapTo(String.class)
                .one();
        for (var forget : FORGET) {
            var update = handle.createUpdate(forget).bind("chat", chat);
            (forget.contains(":nobody") ? update.bind("nobody", nobody) : update).execute();
        }
    }
}
