package prasan.outbox;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import prasan.outbox.Verdict.State;

/** What is asked of a push before it goes, in the transaction that claims it: whether it is of use, and who wants it and can be reached. What LINE may have already is not changed any more. */
record Recheck(Outbox outbox, Wanted wanted) {

    /**
     * A row as it may go.
     *
     * @param verdict what becomes of it instead, or {@code null}
     */
    record Checked(Delivery delivery, @Nullable Verdict verdict) {}

    Checked of(Handle handle, Delivery delivery, Instant now) {
        if (delivery.people() == 0) {
            return new Checked(delivery, Rules.ended("nobody is left to tell"));
        }
        if (!now.isBefore(delivery.terms().until())) {
            return new Checked(delivery, Rules.ended("of no use any more"));
        }
        var terms = delivery.terms();
        var chats = delivery.chat() == null ? delivery.recipients() : List.of(delivery.chat());
        var standing = wanted.of(handle, terms.topic(), terms.about(), chats);
        if (delivery.pushTriedAt() != null && !standing.open().isEmpty()) {
            // it may have arrived: with other words or other people its retry key would be worth nothing
            return new Checked(delivery, Rules.waits(delivery, standing.time(), now));
        }
        if (standing.time() != Wanted.Time.NOW) {
            return new Checked(delivery, Rules.ended(Outbox.NOT_NOW));
        }
        return delivery.chat() == null ? several(handle, delivery, standing) : one(handle, delivery, standing, now);
    }

    private Checked several(Handle handle, Delivery delivery, Wanted.Standing standing) {
        if (!delivery.terms().answers() && delivery.pushTriedAt() == null) {
            for (var chat : standing.away()) {
                outbox.missed(
                        handle, chat, delivery.messages(), "missed:" + delivery.id() + ":" + chat, delivery.terms());
            }
        }
        if (standing.open().isEmpty()) {
            return new Checked(delivery, Rules.ended("nobody wants it, or it is not true any more"));
        }
        if (standing.open().size() < delivery.recipients().size()) {
            outbox.narrow(handle, delivery, standing.open());
        }
        return new Checked(delivery.to(standing.open()), null);
    }

    private static Checked one(Handle handle, Delivery delivery, Wanted.Standing standing, Instant now) {
        if (standing.open().isEmpty()) {
            return new Checked(delivery, notTold(delivery, standing));
        }
        if (!delivery.terms().answers() || delivery.replyUntil() == null) {
            return new Checked(delivery, null);
        }
        return LateAnswers.of(handle, delivery, now);
    }

    private static Verdict notTold(Delivery delivery, Wanted.Standing standing) {
        if (standing.away().isEmpty()) {
            return Rules.ended("not wanted, or not true any more");
        }
        var blocked = "the account is blocked";
        return delivery.terms().answers() ? Rules.ended(blocked) : new Verdict.Over(State.MISSED, null, blocked);
    }
}
