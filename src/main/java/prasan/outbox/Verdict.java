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
        SPLIT,
        ENDED,
        MISSED
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

    /**
     * Two smaller rows in place of one to many people, of which both have somebody.
     *
     * @param first how many people the first of them has; at least 1, and less than all
     * @param rest when the others are tried, or {@code null} for at once; until then they are held
     */
    record Split(int first, String failure, @Nullable Instant rest) implements Verdict {
        @Override
        public State state() {
            return State.SPLIT;
        }
    }
}
