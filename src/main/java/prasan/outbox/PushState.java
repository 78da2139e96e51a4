package prasan.outbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import prasan.http.About;

/** Where the switch of all pushes stands. */
public record PushState(
        @About("whether all pushes wait") boolean stopped,

        @About("why it was turned last") @Nullable String reason,

        @About("who turned it") @Nullable String by,
        @Nullable Instant since) {}
