package prasan.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import prasan.line.Outcome;
import prasan.outbox.Verdict.Again;
import prasan.outbox.Verdict.Over;
import prasan.outbox.Verdict.State;

/**
 * Reply or push, and what an outcome means. Pure.
 *
 * <p>A reply is free, and its token works once: after an unclear reply the same reply is tried again, and LINE's "invalid token" then means that it had arrived. An unclear reply is never
 * followed by a push, which would be a second message. A push has a retry key, under which LINE takes it once within 24 hours ("Retry failed API requests"); what is still unclear after
 * that is left so. What surely did not arrive is tried until it does: no connection, a wrong access token and the rate limit end for all rows at once.
 */
final class Rules {
    /** LINE forgets a retry key 24 hours after its first use; the same key would then send again. */
    private static final Duration KEY_LIFE = Duration.ofHours(23);

    private Rules() {}

    /** The three ways to send. */
    enum How {
        REPLY,
        PUSH,
        MULTICAST
    }

    /** How to try next, or {@code null} if an earlier attempt may have arrived and must not be repeated any more. */
    static @Nullable How how(Delivery delivery, Instant now) {
        if (delivery.replyUntil() != null) {
            if (now.isBefore(delivery.replyUntil())) {
                return How.REPLY;
            }
            if (delivery.replyTriedAt() != null) {
                return null;
            }
        }
        var first = delivery.pushTriedAt();
        if (first != null && !now.isBefore(first.plus(KEY_LIFE))) {
            return null;
        }
        return delivery.chat() == null ? How.MULTICAST : How.PUSH;
    }

    static Verdict givenUp() {
        return new Over(State.UNCLEAR, null, "no clear answer in time");
    }

    static Verdict verdict(Delivery delivery, How how, Outcome outcome, Instant now) {
        var next = now.plus(
                Backoff.after(delivery.attempts() + 1, delivery.retryKey().getLeastSignificantBits()));
        return switch (outcome) {
            case Outcome.Sent sent -> new Over(State.SENT, sent.requestId(), null);
            case Outcome.Unclear unclear -> unclear(delivery, how, unclear.reason(), next, now);
            case Outcome.Retry retry -> notSent(delivery, State.WAITING, how, retry.reason(), next);
            case Outcome.Limited limited -> notSent(delivery, State.WAITING, how, "429", next);
            case Outcome.Refused refused ->
                how == How.REPLY ? refusedReply(delivery, refused, now) : refusedPush(how, refused);
        };
    }

    /** The month's quota of pushes is used up. */
    static Verdict held(Delivery delivery, How how, Instant next) {
        return notSent(delivery, State.HELD, how, "the month's quota is used up", next);
    }

    /** Also what a claim means whose end nobody has seen. */
    private static Verdict unclear(Delivery delivery, How how, String reason, Instant next, Instant now) {
        return how == How.REPLY
                ? new Again(
                        State.WAITING,
                        reason,
                        next,
                        Objects.requireNonNullElse(delivery.replyTriedAt(), now),
                        null,
                        false)
                : new Again(
                        State.WAITING,
                        reason,
                        next,
                        null,
                        Objects.requireNonNullElse(delivery.pushTriedAt(), now),
                        true);
    }

    /** The claim marked the attempt as one that may have arrived; it has not, so only an earlier mark stays. */
    private static Verdict notSent(Delivery delivery, State state, How how, String reason, Instant next) {
        return new Again(state, reason, next, delivery.replyTriedAt(), delivery.pushTriedAt(), how != How.REPLY);
    }

    private static Verdict refusedReply(Delivery delivery, Outcome.Refused refused, Instant now) {
        var reason = refused.status() + " " + refused.message();
        if (refused.property() != null) {
            // the messages are at fault: as a push they would be refused too
            return new Over(State.REFUSED, null, reason);
        }
        if (delivery.replyTriedAt() == null) {
            return new Again(State.WAITING, reason, now, null, null, true);
        }
        return refused.status() == 400 ? new Over(State.SENT, null, null) : new Over(State.UNCLEAR, null, reason);
    }

    private static Verdict refusedPush(How how, Outcome.Refused refused) {
        var receiver = refused.property() == null || refused.property().startsWith("to");
        var split = how == How.MULTICAST && refused.status() == 400 && receiver;
        return new Over(split ? State.SPLIT : State.REFUSED, null, refused.status() + " " + refused.message());
    }
}
