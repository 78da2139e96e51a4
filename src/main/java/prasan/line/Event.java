package prasan.line;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event of a webhook, read by {@link Events}. Every id fits the column that it is stored in.
 *
 * @param id LINE's webhookEventId, the same for every delivery of the event, or a key made from the event's text if LINE gave none
 * @param type as LINE names it, at most 40 characters; {@code unknown} if LINE gave none
 * @param at when it happened, also if it is delivered again; {@link Instant#EPOCH} if LINE does not say
 * @param standby whether another module channel answers in this chat, so that Prasan must not
 * @param redelivery whether LINE delivered it before; says nothing about whether it was stored
 * @param source {@code null} if LINE gave none that can be stored
 * @param replyToken {@code null} if the event cannot be replied to
 */
public record Event(
        String id,
        String type,
        Instant at,
        boolean standby,
        boolean redelivery,
        @Nullable Source source,
        @Nullable String replyToken,
        Body body) {

    /** LINE delivers again for hours, not for days: what is older was kept by somebody. */
    private static final Duration WINDOW = Duration.ofDays(1);

    /**
     * Whether there is something to do. Not for an event of an unknown kind or without a chat; not for a message in a group or room unless it mentions the account: people talk to
     * each other there. In standby, or when it comes very late, only for what ends something: it is heard, and not answered.
     *
     * @param received when it came, by our clock
     */
    public boolean waits(Instant received) {
        if (source == null) {
            return false;
        }
        boolean late = !at.equals(Instant.EPOCH) && !at.isAfter(received.minus(WINDOW));
        if (late || standby) {
            return switch (body) {
                case Body.Unsend unsend -> true;
                case Body.Leave leave -> true;
                case Body.Unfollow unfollow -> true;
                case Body.Follow follow -> !late;
                default -> false;
            };
        }
        return switch (body) {
            case Body.Unknown() -> false;
            case Body.Text text -> source.kind() == Source.Kind.USER || text.mentionsMe();
            case Body.Image image -> source.kind() == Source.Kind.USER;
            case Body.Location location -> source.kind() == Source.Kind.USER;
            case Body.Media media -> source.kind() == Source.Kind.USER;
            case Body.OtherMessage other -> source.kind() == Source.Kind.USER;
            case Body.Postback postback -> true;
            case Body.Follow follow -> true;
            case Body.Unfollow unfollow -> true;
            case Body.Join join -> true;
            case Body.Leave leave -> true;
            case Body.Unsend unsend -> true;
        };
    }

    /** As {@link #waits(Instant)}, for one that comes at once. */
    public boolean waits() {
        return waits(at);
    }

    /** Whether its words are kept: where a person is alone with the account, and in a group if it is to the account. */
    boolean heard(Instant received) {
        return waits(received)
                && source != null
                && (source.kind() == Source.Kind.USER || body instanceof Body.Text || body instanceof Body.Postback);
    }
}
