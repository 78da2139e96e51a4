package prasan.outbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import prasan.http.About;

/** What became of something that was to be sent, without its words and without who gets it. */
public record DeliveryView(
        long id,

        @About(
                "WAITING to be sent, HELD for want of quota, SENT, REFUSED by LINE, UNCLEAR, SPLIT into smaller ones, ENDED unsent, "
                        + "MISSED by somebody who has blocked the account")
        Verdict.State state,

        @About("REPLY, PUSH or MULTICAST") @Nullable String sentAs,

        @About("what it says, by which the month's pushes are counted")
        PushKind kind,

        @About("which people may stop; none for answers") @Nullable
        String topic,

        @About("what it tells of: a change of a report, a project, an award") @Nullable
        String about,

        @About("how many people it goes to") int people,

        int attempts,
        @About("why it was not sent, or not yet") @Nullable String failure,
        Instant createdAt,
        Instant nextAttemptAt,
        @About("from when it is of no use any more") Instant validUntil,
        @Nullable Instant doneAt) {}
