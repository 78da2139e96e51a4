package prasan.chat;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** What people are told with the answer to what they write, which costs nothing. */
@FunctionalInterface
public interface Riding {
    /**
     * Puts what waits for a person before an answer that has been written to the outbox, if there is anything and room for it. Works in the caller's transaction.
     *
     * @param cause of the answer's row
     */
    void along(Handle handle, String chat, String cause, Instant now);
}
