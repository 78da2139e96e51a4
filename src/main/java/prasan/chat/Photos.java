package prasan.chat;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import prasan.outbox.Errands;

/** Photos that were sent as part of an answer. Safe for all threads. */
public final class Photos {
    private final Errands errands;

    public Photos(Errands errands) {
        this.errands = errands;
    }

    /** Notes a photo and has its bytes fetched after the turn. */
    void expect(Handle handle, String chat, String messageId, Instant at) {
        handle.createUpdate("""
                        INSERT INTO photo (message_id, chat_id, created_at) VALUES (:message, :chat, :at)
                        ON DUPLICATE KEY UPDATE message_id = VALUES(message_id)""")
                .bind("message", messageId)
                .bind("chat", chat)
                .bind("at", at)
                .execute();
        errands.content(handle, messageId);
    }

    /**
     * The person took a message back: a photo loses its bytes, a text its words in the store of events. What was filed as a report stays, as an official record.
     *
     * @see <a href="https://developers.line.biz/en/docs/messaging-api/receiving-messages/">LINE: unsent messages should be deleted</a>
     */
    void forget(Handle handle, String chat, String messageId) {
        handle.createUpdate("UPDATE photo SET content = NULL WHERE message_id = :message AND chat_id = :chat")
                .bind("message", messageId)
                .bind("chat", chat)
                .execute();
        handle.createUpdate("""
                        UPDATE inbox SET raw = JSON_REMOVE(raw, '$.message.text')
                        WHERE state IN ('DONE', 'STORED', 'FAILED') AND chat_id = :chat
                          AND JSON_VALUE(raw, '$.message.id') = :message""").bind("message", messageId).bind("chat", chat).execute();
    }
}
