package prasan.chat;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Messages that people took back. LINE may deliver the message after its end: it is then not answered. Safe for all threads. */
final class Unsent {
    private Unsent() {}

    /** The message was taken back. */
    static void note(Handle handle, String chat, String messageId, Instant at) {
        handle.createUpdate("""
                        INSERT INTO unsent (message_id, chat_id, at) VALUES (:message, :chat, :at)
                        ON DUPLICATE KEY UPDATE message_id = VALUES(message_id)""")
                .bind("message", messageId)
                .bind("chat", chat)
                .bind("at", at)
                .execute();
    }

    /** Returns the messages that were taken back in these chats. */
    static Set<String> of(Handle handle, Collection<String> chats) {
        return handle.createQuery("SELECT message_id FROM unsent WHERE chat_id IN (<chats>)")
                .bindList("chats", List.copyOf(chats))
                .mapTo(String.class)
                .set();
    }
}
