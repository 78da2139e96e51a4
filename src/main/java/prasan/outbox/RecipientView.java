package prasan.outbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import prasan.http.About;

/** What became of a delivery for one of those it goes to. */
public record RecipientView(
        @About("number of the member; null for a group, and for somebody who is no member any more") @Nullable
        Long member,

        Verdict.State state,

        @About("since when they have blocked the account") @Nullable
        Instant notReachableSince) {}
