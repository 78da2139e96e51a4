package prasan.chat;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** The officers' ears in conversations that they have taken over, while the bot is silent. Called in the turn's transaction, which may be run again. */
public interface Officers {

    /**
     * Something that a leader sent.
     *
     * @param id LINE's message id, by which the same message is known again
     * @param text as typed, or what stands for something that has no text
     * @param photo whether it is a photo, which {@link Photos} keeps under the same id
     * @param at when it was sent, UTC
     */
    record Heard(String id, String text, boolean photo, Instant at) {}

    /** The leader said something that is meant for the officer. */
    void hear(Handle handle, String chat, Heard heard);

    /** The leader was told that no officer has answered in time: any other may take the conversation. */
    void passOn(Handle handle, String chat, Instant at);

    /** The leader waits for no officer any more. Nothing happens if the officer has closed the conversation already. */
    void left(Handle handle, String chat, Instant at);
}
