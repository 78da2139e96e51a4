package prasan.members;

import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import prasan.db.Refused;

/** Counts the wrong codes that a chat has named, so that nobody finds one by trying. Works inside the caller's transaction. */
public final class CodeTries {
    /** So many wrong codes a chat may name in so long; then it has to wait. */
    static final int MISSES = 5;

    static final Duration MISSED = Duration.ofHours(24);

    private CodeTries() {}

    /**
     * Says no to a chat that has named too many wrong ones, whatever the next one is.
     *
     * @throws Refused {@code blocked}
     */
    public static void require(Handle handle, String chat, Instant at) {
        int misses = handle.createQuery(
                        "SELECT COUNT(*) FROM invitation_miss WHERE chat_id = :chat AND tried_at > :since")
                .bind("chat", chat)
                .bind("since", at.minus(MISSED))
                .mapTo(Integer.class)
                .one();
        if (misses >= MISSES) {
            throw new Refused("blocked");
        }
    }

    /** Notes that a chat has named a code that there is none of. */
    public static void missed(Handle handle, String chat, Instant at) {
        handle.execute("INSERT INTO invitation_miss (chat_id, tried_at) VALUES (?, ?)", chat, at);
    }
}
