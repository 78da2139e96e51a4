package prasan.chat;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import prasan.flow.TakenBack;

/** The officers' record of messages that tell of danger to life. Called in the turn's transaction, which may be run again. */
public interface Dangers {

    /**
     * A message that told of danger to life.
     *
     * @param cause the event, by which the same danger is known again
     * @param kind code of what it is, such as {@code FIRE}
     * @param said the words, as typed
     * @param group whether it was said in a group
     * @param at when it was sent, UTC
     */
    record Heard(String cause, String kind, String said, boolean group, Instant at) {}

    /** Keeps a danger for officers to see, once for its cause. */
    void heard(Handle handle, String chat, Heard heard);

    /**
     * Where something is, as a message says or a pin shows.
     *
     * @param words as typed, or of the pin; may be empty
     * @param lat WGS 84 degrees, there when {@code lon} is: for a pin
     */
    record Spot(
            String words, @Nullable Double lat, @Nullable Double lon) {}

    /** Notes where the danger is that the person told of shortly before, if that is what the message says. */
    default void spotted(Handle handle, String chat, Spot spot, Instant at) {}

    /**
     * A message was taken back: that there was a danger stays, its words and its place do not.
     *
     * @param cause the event that the message was
     */
    default void forget(Handle handle, String chat, String cause, TakenBack message) {}

    /** The account has left the group: the words that were said there are to be forgotten. */
    default void left(Handle handle, String chat) {}
}
