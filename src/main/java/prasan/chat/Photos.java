package prasan.chat;

import java.time.Instant;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import prasan.flow.Graphemes;
import prasan.line.Body;
import prasan.line.Events;
import prasan.outbox.Errands;

/** Photos, and voice messages, videos and files, that were sent as part of an answer or to an officer. Safe for all threads. */
public final class Photos {
    /** A grapheme of a name may be several characters of the column's 255. */
    private static final int FILE_NAME = 60;

    private final Errands errands;

    public Photos(Errands errands) {
        this.errands = errands;
    }

    /** Notes a photo and has its bytes fetched after the turn. */
    void expect(Handle handle, String chat, String messageId, Instant at) {
        note(handle, chat, messageId, at);
        errands.content(handle, messageId);
    }

    /** Notes a voice message, a video or a file and has its bytes fetched after the turn. */
    void expect(Handle handle, String chat, Body.Media media, Instant at) {
        note(handle, chat, media.messageId(), media.kind(), media.name(), at);
        errands.content(handle, media.messageId());
    }

    /** Notes a photo. */
    static void note(Handle handle, String chat, String messageId, Instant at) {
        note(handle, chat, messageId, "photo", null, at);
    }

    private static void note(
            Handle handle, String chat, String messageId, String kind, @Nullable String name, Instant at) {
        handle.createUpdate("""
                        INSERT INTO photo (message_id, chat_id, kind, file_name, created_at)
                        VALUES (:message, :chat, :kind, :name, :at)
                        ON DUPLICATE KEY UPDATE message_id = VALUES(message_id)""")
                .bind("message", messageId)
                .bind("chat", chat)
                .bind("kind", kind)
                .bind("name", name == null ? null : Graphemes.fit(name, FILE_NAME))
                .bind("at", at)
                .execute();
    }

    /**
     * The person took a message back: a photo loses its bytes, a text its words in the store of events. What was filed as a report stays, as an official record.
     *
     * @see <a href="https://developers.line.biz/en/docs/messaging-api/receiving-messages/">LINE: unsent messages should be deleted</a>
     */
    void forget(Handle handle, String chat, String messageId) {
        errands.forget(handle, messageId);
        handle.createUpdate(
                        "UPDATE photo SET content = NULL, file_name = NULL WHERE message_id = :message AND chat_id = :chat")
                .bind("message", messageId)
                .bind("chat", chat)
                .execute();
        // the database cannot look into every JSON that LINE may send: what names the message is looked at here
        handle.createQuery("""
                        SELECT id, raw FROM inbox
                        WHERE state IN ('DONE', 'STORED', 'FAILED') AND chat_id = :chat AND raw LIKE CONCAT('%', :message, '%')""")
                .bind("chat", chat)
                .bind("message", messageId)
                .map((row, context) -> Map.entry(row.getLong("id"), row.getString("raw")))
                .list()
                .forEach(event -> Events.withoutText(event.getValue(), messageId)
                        .ifPresent(raw -> {
                            handle.createUpdate("UPDATE inbox SET raw = :raw WHERE id = :id")
                                    .bind("raw", raw)
                                    .bind("id", event.getKey())
                                    .execute();
                            Rounds.forget(handle, chat, event.getKey());
                        }));
    }
}
