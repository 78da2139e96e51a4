package prasan.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import prasan.line.Limits;
import prasan.line.Outcome;
import prasan.outbox.Verdict.Again;
import prasan.outbox.Verdict.Over;
import prasan.outbox.Verdict.State;

/**
 * Reply or push, and what an outcome means. Pure.
 *
 * <p>A reply is free, and its token works once: after an unclear reply the same reply is tried again, and LINE's "invalid token" then means that it had arrived, as long as the token is
 * surely good otherwise. Later it may mean either: then the person is told by a push, perhaps for the second time, rather than not at all. A push has a retry key, under which LINE takes
 * it once within 24 hours ("Retry failed API requests"); what is still unclear after that is left so. What surely did not arrive is tried until it does: no connection, a wrong access
 * token and the rate limit end for all rows at once.
 */
final class Rules {
    /** LINE forgets a retry key 24 hours after its first use; the same key would then send again. */
    private static final Duration KEY_LIFE = Duration.ofHours(23);

    /** What is left of it for attempts of what waited for another hour. */
    private static final Duration KEY_REST = Duration.ofMinutes(30);

    private static final Duration NOT_NOW_PAUSE = Duration.ofMinutes(5);

    /** LINE takes a reply token for a minute after the event was received, and promises nothing beyond ("Reply token"). In the last part of that time an invalid one may be only too old. */
    static final Duration DOUBTFUL = Duration.ofSeconds(30);

    /** A reply has less than a minute, in which it is tried as often as is useful. */
    private static final Duration REPLY_PAUSE_MOST = Duration.ofSeconds(4);

    private static final Duration AWAY_PAUSE = Duration.ofSeconds(1);

    private Rules() {}

    /** The three ways to send. */
    enum How {
        REPLY,
        PUSH,
        MULTICAST
    }

    /** How to try next, or {@code null} if an earlier attempt may have arrived and must not be repeated any more. */
    static @Nullable How how(Delivery delivery, Instant now) {
        if (delivery.replyUntil() != null && (now.isBefore(delivery.replyUntil()) || delivery.attempts() == 0)) {
            // the first attempt costs nothing: LINE's clock decides whether it is too late, not ours, which may be
            // wrong
            return How.REPLY;
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

    static Verdict ended(String why) {
        return new Over(State.ENDED, null, why);
    }

    /**
     * What may have arrived and may not go now waits while its retry key is good. It goes before that ends, at any hour: that is about the time of day of its first attempt.
     *
     * @return {@code null} to send it
     */
    static @Nullable Verdict waits(Delivery delivery, Wanted.Time time, Instant now) {
        var first = Objects.requireNonNull(delivery.pushTriedAt());
        boolean lasts = now.isBefore(first.plus(KEY_LIFE).minus(KEY_REST));
        return time == Wanted.Time.HALTED || (time == Wanted.Time.LATER && lasts)
                ? new Again(
                        State.WAITING, Outbox.NOT_NOW, now.plus(NOT_NOW_PAUSE), delivery.replyTriedAt(), first, true)
                : null;
    }

    /** The token's time ran out after the claim: nothing was sent. */
    static Verdict late(Delivery delivery, Instant now) {
        return new Again(State.WAITING, "too late to reply", now, delivery.replyTriedAt(), null, true);
    }

    /** @param away whether it is LINE that does not answer, rather than the row that is at fault: then it does not put itself off for long */
    static Verdict verdict(Delivery delivery, How how, Outcome outcome, Instant now, boolean away) {
        var next = now.plus(away ? AWAY_PAUSE : pause(delivery, how));
        return switch (outcome) {
            case Outcome.Sent sent -> new Over(State.SENT, sent.requestId(), null);
            case Outcome.Unclear unclear -> unclear(delivery, how, unclear.reason(), next, now);
            case Outcome.Retry retry -> notSent(delivery, State.WAITING, how, retry.reason(), next);
            case Outcome.Limited limited -> notSent(delivery, State.WAITING, how, "429", next);
            case Outcome.Refused refused ->
                how == How.REPLY ? refusedReply(delivery, refused, now) : refusedPush(delivery, how, refused);
        };
    }

    private static Duration pause(Delivery delivery, How how) {
        var pause = Backoff.after(delivery.attempts() + 1, delivery.retryKey().getLeastSignificantBits());
        return how == How.REPLY && pause.compareTo(REPLY_PAUSE_MOST) > 0 ? REPLY_PAUSE_MOST : pause;
    }

    /** The month's quota of pushes is used up. */
    static Verdict held(Delivery delivery, How how, Instant next) {
        return notSent(delivery, State.HELD, how, "the month's quota is used up", next);
    }

    /**
     * The month has so few pushes left that they are kept for what is urgent.
     *
     * @param fits how many of the people can be told before that
     */
    static Verdict keptBack(Delivery delivery, How how, int fits, Instant next) {
        var reason = "what is left of the month is kept for what is urgent";
        return fits > 0 && fits < delivery.people()
                ? new Verdict.Split(fits, reason, next)
                : notSent(delivery, State.HELD, how, reason, next);
    }

    /**
     * LINE said "too many" while the month's quota has some pushes left.
     *
     * @param left how many; at least 1
     * @param next when the quota is asked again
     */
    static Verdict limited(Delivery delivery, How how, long left, Instant next, Instant now) {
        // the members of a group cannot be counted here; a group has at most 500
        boolean tooFew = delivery.toGroup() ? left < Limits.RECIPIENTS : left < delivery.people();
        if (!tooFew) {
            return verdict(delivery, how, new Outcome.Limited(), now, false);
        }
        var reason = "the month's quota has %d left".formatted(left);
        return delivery.people() > left
                ? new Verdict.Split((int) left, reason, next)
                : notSent(delivery, State.HELD, how, reason, next);
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

    /** Whether LINE says that the messages themselves are wrong, not the receiver or the token. */
    static boolean malformed(Outcome outcome) {
        return outcome instanceof Outcome.Refused refused
                && refused.property() != null
                && !refused.property().startsWith("to");
    }

    private static Verdict refusedReply(Delivery delivery, Outcome.Refused refused, Instant now) {
        var reason = refused.status() + " " + refused.message();
        if (refused.property() != null) {
            // the messages are at fault: as a push they would be refused too
            return new Over(State.REFUSED, null, reason);
        }
        boolean arrived = delivery.replyTriedAt() != null
                && refused.status() == 400
                && now.isBefore(Objects.requireNonNull(delivery.replyUntil()).minus(DOUBTFUL));
        return arrived
                ? new Over(State.SENT, null, null)
                : new Again(State.WAITING, reason, now, delivery.replyTriedAt(), null, true);
    }

    private static Verdict refusedPush(Delivery delivery, How how, Outcome.Refused refused) {
        var reason = refused.status() + " " + refused.message();
        var receiver = refused.property() == null || refused.property().startsWith("to");
        var split = how == How.MULTICAST && refused.status() == 400 && receiver && delivery.people() > 1;
        return split ? new Verdict.Split(delivery.people() / 2, reason, null) : new Over(State.REFUSED, null, reason);
    }
}
