package prasan.chat;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import prasan.flow.TakenBack;

/**
 * How a part of the system forgets what people said, in its own tables. All parts are told, in the transaction of the handle, of each of the four ways in which something is to be forgotten.
 */
public interface Eraser {
    /**
     * A message that was taken back.
     *
     * @param chat where it is kept: the chat that it was sent in, or the one in which what was said on a lost phone is kept apart
     * @param event that brought it
     * @param received when, by our clock
     */
    record Unsent(String chat, String event, Instant received, TakenBack message) {}

    /** A person took a message back. What was filed as a report stays, as an official record. */
    default void unsend(Handle handle, Unsent unsent) {}

    /** The account has left a group: nothing that was said there is kept. */
    default void leave(Handle handle, String chat) {}

    /**
     * The chat is the person's no more, as their phone is lost: what they said in it is kept as another, and what was begun in it ends.
     *
     * @param apart the id of the other, which is no account's
     */
    default void unlink(Handle handle, String chat, String apart) {}

    /** A person is to be forgotten: what is their own goes, and what has to stay is nobody's. */
    default void erase(Handle handle, String chat) {}
}
