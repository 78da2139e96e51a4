package prasan.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import prasan.line.Outcome;
import prasan.outbox.Rules.How;
import prasan.outbox.Verdict.Again;
import prasan.outbox.Verdict.Over;
import prasan.outbox.Verdict.State;

class RulesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T05:00:00Z");
    private static final Instant UNTIL = NOW.plusSeconds(50);
    private static final Instant EARLIER = NOW.minusSeconds(5);
    private static final Delivery.Terms TERMS =
            new Delivery.Terms(PushKind.ANSWER, true, null, null, NOW.plusSeconds(3600));
    private static final Outcome INVALID_TOKEN = new Outcome.Refused(400, "Invalid reply token", null);
    private static final Outcome UNCLEAR = new Outcome.Unclear("timeout");

    @Test
    void repliesWhileTheTokenLivesAndThenPushes() {
        assertThat(Rules.how(reply(null), NOW)).isEqualTo(How.REPLY);
        assertThat(Rules.how(reply(null), UNTIL.minusNanos(1))).isEqualTo(How.REPLY);
        // the first attempt is LINE's to judge
        assertThat(Rules.how(reply(null), UNTIL)).isEqualTo(How.REPLY);
        assertThat(Rules.how(reply(null, 1), UNTIL)).isEqualTo(How.PUSH);
        assertThat(Rules.how(push(null), NOW)).isEqualTo(How.PUSH);
        assertThat(Rules.how(multicast(), NOW)).isEqualTo(How.MULTICAST);
    }

    @Test
    void anUnclearReplyIsRepeatedAsReplyAndPushedWhenItsTokenHasRunOut() {
        assertThat(again(reply(null), How.REPLY, UNCLEAR))
                .returns(NOW, Again::replyTriedAt)
                .returns(false, Again::push)
                .returns(State.WAITING, Again::state);
        assertThat(Rules.how(reply(EARLIER), NOW)).isEqualTo(How.REPLY);
        assertThat(Rules.how(reply(EARLIER, 1), UNTIL)).isEqualTo(How.PUSH);
        assertThat(again(reply(EARLIER), How.REPLY, UNCLEAR).replyTriedAt()).isEqualTo(EARLIER);
    }

    @Test
    void anInvalidTokenAfterAnUnclearReplyMeansThatItHadArrivedWhileTheTokenIsSurelyGoodOtherwise() {
        var doubtful = UNTIL.minus(Rules.DOUBTFUL);
        assertThat(Rules.verdict(reply(EARLIER), How.REPLY, INVALID_TOKEN, doubtful.minusNanos(1), false))
                .isEqualTo(new Over(State.SENT, null, null));
        assertThat((Again) Rules.verdict(reply(EARLIER), How.REPLY, INVALID_TOKEN, doubtful, false))
                .returns(doubtful, Again::next)
                .returns(EARLIER, Again::replyTriedAt)
                .returns(true, Again::push);
    }

    @Test
    void aReplyIsTriedEveryFewSecondsWhileItsTokenLives() {
        var tried = new Delivery(1, "U1", List.of(), "t1", UNTIL, new UUID(1, 2), "[]", 9, EARLIER, null, TERMS, null);
        assertThat(Duration.between(NOW, again(tried, How.REPLY, UNCLEAR).next()))
                .isLessThanOrEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void aMulticastForWhichTheQuotaIsTooSmallGoesToThoseWhomItReaches() {
        var later = NOW.plusSeconds(600);
        assertThat(Rules.limited(multicast(), How.MULTICAST, 1, later, NOW))
                .isEqualTo(new Verdict.Split(1, "the month's quota has 1 left", later));
        assertThat(Rules.limited(multicast(), How.MULTICAST, 2, later, NOW)).returns(State.WAITING, Verdict::state);
        assertThat(Rules.limited(push(null), How.PUSH, 1, later, NOW)).returns(State.WAITING, Verdict::state);
    }

    @Test
    void aPushToAGroupIsHeldWhenTheQuotaMayBeTooSmallForIt() {
        var group = new Delivery(1, "C1", List.of(), null, null, new UUID(1, 2), "[]", 0, null, null, TERMS, null);
        assertThat(Rules.limited(group, How.PUSH, 3, NOW.plusSeconds(600), NOW)).returns(State.HELD, Verdict::state);
        assertThat(Rules.limited(group, How.PUSH, 500, NOW.plusSeconds(600), NOW))
                .returns(State.WAITING, Verdict::state);
    }

    @Test
    void anInvalidTokenAtTheFirstAttemptLeadsToAPushAtOnce() {
        assertThat(again(reply(null), How.REPLY, INVALID_TOKEN))
                .returns(NOW, Again::next)
                .returns(null, Again::replyTriedAt)
                .returns(true, Again::push);
    }

    @Test
    void messagesThatLineRefusesAreNotPushedToBeRefusedAgain() {
        var wrong = new Outcome.Refused(400, "wrong", "messages[0].text");
        assertThat(verdict(reply(null), How.REPLY, wrong)).isEqualTo(new Over(State.REFUSED, null, "400 wrong"));
        assertThat(verdict(multicast(), How.MULTICAST, wrong)).isEqualTo(new Over(State.REFUSED, null, "400 wrong"));
    }

    @Test
    void whatSurelyDidNotArriveLeavesTheWayToAPushOpen() {
        for (var outcome : List.of(new Outcome.Limited(), new Outcome.Retry("no connection"))) {
            assertThat(again(reply(null), How.REPLY, outcome))
                    .returns(null, Again::replyTriedAt)
                    .returns(false, Again::push);
            // but an earlier unclear attempt stays unclear
            assertThat(again(reply(EARLIER), How.REPLY, outcome).replyTriedAt()).isEqualTo(EARLIER);
            assertThat(again(push(null), How.PUSH, outcome).pushTriedAt()).isNull();
            assertThat(again(push(EARLIER), How.PUSH, outcome).pushTriedAt()).isEqualTo(EARLIER);
        }
    }

    @Test
    void anUnclearPushIsRepeatedUnderItsKeyForLessThanADay() {
        assertThat(again(push(null), How.PUSH, UNCLEAR).pushTriedAt()).isEqualTo(NOW);
        assertThat(again(push(EARLIER), How.PUSH, UNCLEAR).pushTriedAt()).isEqualTo(EARLIER);
        assertThat(Rules.how(push(EARLIER), EARLIER.plus(Duration.ofHours(23)).minusNanos(1)))
                .isEqualTo(How.PUSH);
        assertThat(Rules.how(push(EARLIER), EARLIER.plus(Duration.ofHours(23)))).isNull();
    }

    @Test
    void aPushThatIsRefusedIsOver() {
        assertThat(verdict(push(null), How.PUSH, new Outcome.Refused(400, "bad id", null)))
                .isEqualTo(new Over(State.REFUSED, null, "400 bad id"));
        assertThat(verdict(multicast(), How.MULTICAST, new Outcome.Refused(403, "no", null)))
                .isEqualTo(new Over(State.REFUSED, null, "403 no"));
    }

    @Test
    void aMulticastRefusedForItsOnlyReceiverIsOver() {
        var one = new Delivery(1, null, List.of("U1"), null, null, new UUID(1, 2), "[]", 0, null, null, TERMS, null);
        assertThat(verdict(one, How.MULTICAST, new Outcome.Refused(400, "to[0] is invalid", null)))
                .returns(State.REFUSED, Verdict::state);
    }

    @Test
    void aMulticastRefusedForAReceiverIsSplit() {
        assertThat(verdict(multicast(), How.MULTICAST, new Outcome.Refused(400, "to[1] is invalid", null)))
                .returns(State.SPLIT, Verdict::state);
        assertThat(verdict(multicast(), How.MULTICAST, new Outcome.Refused(400, "no", "to[1]")))
                .returns(State.SPLIT, Verdict::state);
    }

    @Test
    void theWaitGrowsDifferentlyForEachRowUpToTenMinutes() {
        for (int attempts = 1; attempts < 100; attempts++) {
            var full = Math.min(600_000L, 1000L << Math.min(attempts - 1, 30));
            assertThat(Backoff.after(attempts, 7).toMillis()).isBetween(full / 2, full);
        }
        assertThat(Backoff.after(5, 1)).isNotEqualTo(Backoff.after(5, 2));
    }

    private static Verdict verdict(Delivery delivery, How how, Outcome outcome) {
        return Rules.verdict(delivery, how, outcome, NOW, false);
    }

    private static Again again(Delivery delivery, How how, Outcome outcome) {
        return (Again) verdict(delivery, how, outcome);
    }

    private static Delivery reply(@Nullable Instant replyTriedAt) {
        return reply(replyTriedAt, 0);
    }

    private static Delivery reply(@Nullable Instant replyTriedAt, int attempts) {
        return new Delivery(
                1, "U1", List.of(), "t1", UNTIL, new UUID(1, 2), "[]", attempts, replyTriedAt, null, TERMS, null);
    }

    private static Delivery push(@Nullable Instant pushTriedAt) {
        return new Delivery(1, "U1", List.of(), null, null, new UUID(1, 2), "[]", 0, null, pushTriedAt, TERMS, null);
    }

    private static Delivery multicast() {
        return new Delivery(1, null, List.of("U1", "U2"), null, null, new UUID(1, 2), "[]", 0, null, null, TERMS, null);
    }
}
