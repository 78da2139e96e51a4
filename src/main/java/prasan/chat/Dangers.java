package prasan.chat;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

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
}
