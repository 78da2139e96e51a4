package prasan.officers;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conversation that an officer has taken over.
 *
 * @param chat LINE's id of it
 * @param name of the leader, {@code null} when neither they nor LINE have told it
 * @param role code, {@code null} for somebody who has not said who they are; so is {@code area}, code of the village, unless they have named an area
 * @param reachable whether the leader has not blocked the account: otherwise they hear nothing
 * @param gathered what the leader had answered when the officer was asked for
 * @param about number of what was asked about, {@code null} for most
 * @param openedAt UTC
 * @param waitingSince since when the leader waits for a word of an officer; {@code null} while an officer has had the last word
 * @param answerBy when, by the office hours, they have waited too long
 * @param closedAt UTC; {@code null} while it is open, as is {@code closedBy}
 */
public record Handover(
        long id,
        String chat,
        @Nullable String name,
        @Nullable String role,
        @Nullable String area,
        boolean reachable,
        List<Gathered> gathered,
        @Nullable String about,
        Instant openedAt,
        @Nullable Instant waitingSince,
        @Nullable Instant answerBy,
        @Nullable Instant closedAt,
        @Nullable String closedBy) {
    public Handover {
        gathered = List.copyOf(gathered);
    }

    /** Returns true if the leader has waited too long for an officer. */
    public boolean overdue(Instant now) {
        return closedAt == null && answerBy != null && !answerBy.isAfter(now);
    }

    /** An answer and what it is an answer to, in Thai. */
    public record Gathered(String label, String value) {}

    /**
     * What was said in it.
     *
     * @param officer who wrote it, {@code null} for the leader
     * @param text {@code null} when the leader has taken it back
     * @param photo whether the leader sent a photo, which {@code text} only stands for
     * @param media {@code audio}, {@code video} or {@code file} if the leader sent that, which {@code text} only stands for
     */
    public record Message(
            long id,
            @Nullable String officer,
            @Nullable String text,
            boolean photo,
            @Nullable String media,
            Instant createdAt) {}

    /** What the leader sent; without bytes, {@code lost} says why: {@code TAKEN_BACK}, {@code UNFETCHED}, or {@code null} while they are still to come from LINE. Never compared. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Sent(
            @Nullable String mediaType,
            byte @Nullable [] content,
            @Nullable String lost) {}
}
