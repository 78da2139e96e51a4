package prasan.outbox;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Who may be told of something: asked when it is written, and again before it is sent, which may be days later. */
@FunctionalInterface
public interface Wanted {
    /**
     * Asks in the caller's transaction.
     *
     * @param topic which people may have stopped; {@code null} for what they asked for
     * @param about what it tells of ({@code award-announced:17}), which may not be true any more; {@code null} where nothing has to be
     */
    Standing of(Handle handle, @Nullable String topic, @Nullable String about, List<String> chats);

    /** Whether the time is right to tell it. */
    enum Time {
        NOW,
        /** At another hour of the day. */
        LATER,
        /** Not before somebody says so. */
        HALTED
    }

    /**
     * The chats in their order, without those that do not want it.
     *
     * @param open can be told
     * @param away have blocked the account
     * @param time what may not go now ends as {@link Outbox#NOT_NOW}, and whoever wrote it writes it again in time
     */
    record Standing(List<String> open, List<String> away, Time time) {
        public Standing(List<String> open, List<String> away) {
            this(open, away, Time.NOW);
        }

        public Standing {
            open = List.copyOf(open);
            away = List.copyOf(away);
        }
    }
}
