package prasan.outbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What becomes of a row after an attempt. */
sealed interface Verdict {

    /** The states of a row, as the schema explains them. */
    enum State {
        WAITING,
        HELD,
        SENT,
        REFUSED,
        UNCLEAR,
        SPLIT
    }

    State state();

    @Nullable
    String failure();

    /** No further attempt. */
    record Over(
            State state,
            @Nullable String requestId,
            @Nullable String failure) implements Verdict {}

    /**
     * Another attempt, at {@code next} or later.
     *
     * @param replyTriedAt when a reply was first tried that may have arrived
     * @param pushTriedAt when a push was first tried that may have arrived
     * @param push whether the reply token is of no more use
     */
    record Again(
            State state,
            String failure,
            Instant next,
            @Nullable Instant replyTriedAt,
            @Nullable Instant pushTriedAt,
            boolean push)
            implements Verdict {}
}
