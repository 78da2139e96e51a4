package prasan.chat;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import prasan.flow.Graphemes;
import prasan.line.Body;
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

    /** The person took a message back: a photo or a file loses its bytes, and its name. Of a report that was filed with it, it stays that there was one. */
    void forget(Handle handle, String chat, String messageId) {
        errands.forget(handle, messageId);
        handle.createUpdate("""
                        UPDATE photo SET content = NULL, media_type = NULL, file_name = NULL, lost = 'TAKEN_BACK'
                        WHERE message_id = :message AND chat_id = :chat""").bind("message", messageId).bind("chat", chat).execute();
    }
}
