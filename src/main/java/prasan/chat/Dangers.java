package prasan.chat;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The officers' record of messages that tell of danger to life. Called in the turn's transaction, which may be run again. */
public interface Dangers {

    /**
     * A message that told of danger to life.
     *
     * @param cause the event, by which the same danger is known again
     * @param kind code of what it is, such as {@code FIRE}
     * @param said the words, as typed
     * @param group whether it was said in a group
     * @param sender who said it there, as far as LINE tells; {@code null} elsewhere
     * @param at when it was sent, UTC
     */
    record Heard(
            String cause,
            String kind,
            String said,
            boolean group,
            @Nullable String sender,
            Instant at) {
        public Heard(String cause, String kind, String said, boolean group, Instant at) {
            this(cause, kind, said, group, null, at);
        }
    }

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
}
