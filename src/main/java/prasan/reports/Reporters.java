package prasan.reports;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Keeps who reports, so that they are not asked again. Works inside the caller's transaction. */
@FunctionalInterface
public interface Reporters {

    /**
     * Remembers a person who introduces themselves while they report. Does nothing for somebody who is known.
     *
     * @param role code of what they are, {@code null} for a resident
     * @param home code of an area that has a row
     */
    void remember(Handle handle, String chat, String name, @Nullable String role, String home, Instant at);
}
