package prasan.notices;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import prasan.http.About;
import prasan.line.Limits;
import prasan.outbox.Quota;

/** What a notice costs, known before it is sent. */
final class Prices {
    /** LINE takes so many multicasts a second ("Rate limits"). */
    private static final int A_SECOND = Limits.MULTICASTS_PER_SECOND;

    private final Quota quota;
    private final int approvalFrom;

    Prices(Quota quota, int approvalFrom) {
        this.quota = quota;
        this.approvalFrom = approvalFrom;
    }

    record Price(
            @About("whom it would reach now") int recipients,

            @About("are in the audience and have no LINE account here: ring them")
            int withoutLine,

            @About("have blocked the account") int blocked,
            @About("have stopped a topic of it") int stopped,

            @About("of LINE's API, at most: a quiet notice goes along with answers")
            int calls,

            @About(
                    "that it takes of the month's quota, at most: one for each recipient, none for a quiet notice that is not pushed")
            int pushes,

            @About("how many the month has left; null for as many as one likes, or when LINE does not tell") @Nullable
            Long left,

            @About("how many it has left then; less than 0 when they do not suffice") @Nullable
            Long leftAfterwards,

            @About("that LINE's rate allows it in, at least")
            int seconds,

            @About("by a second officer") boolean approvalNeeded,

            @About("a few whom it would reach, and a few who have no LINE account here")
            List<SampleView> samples) {}

    record SampleView(
            @Nullable String name,
            @Nullable String area,
            @About("whether they are told as an officer") boolean officer,
            boolean reached) {}

    /** LINE is asked outside of any transaction. */
    Price of(Jdbi jdbi, Notice.Facts facts, Instant at) {
        var groups = jdbi.withHandle(handle -> Headcount.count(handle, facts, at));
        int due = people(groups, RecipientState.DUE, null);
        int calls = groups.stream()
                .filter(group -> group.state() == RecipientState.DUE)
                .mapToInt(group -> Math.ceilDiv(group.people(), Limits.RECIPIENTS))
                .sum();
        boolean free = facts.speed() == Speed.QUIET && !facts.pushRest();
        var said = quota.month(at);
        var month = said == null || said.limit() == null ? null : Long.valueOf(said.left());
        return new Price(
                due,
                people(groups, RecipientState.SKIPPED, Recipients.NO_LINE),
                people(groups, RecipientState.BLOCKED, null),
                people(groups, RecipientState.SKIPPED, Recipients.STOPPED),
                free ? 0 : calls,
                free ? 0 : due,
                month,
                month == null ? null : month - (free ? 0 : due),
                free ? 0 : Math.ceilDiv(calls, A_SECOND),
                approvalNeeded(facts, due),
                jdbi.withHandle(handle -> Headcount.samples(handle, facts, at)).stream()
                        .map(one -> new SampleView(one.name(), one.area(), one.officer(), one.reached()))
                        .toList());
    }

    /** Whether a second officer has to approve it. */
    boolean approvalNeeded(Handle handle, Notice.Facts facts, Instant at) {
        return approvalNeeded(facts, due(handle, facts, at));
    }

    /** Whom it would reach now. */
    int due(Handle handle, Notice.Facts facts, Instant at) {
        return people(Headcount.count(handle, facts, at), RecipientState.DUE, null);
    }

    private boolean approvalNeeded(Notice.Facts facts, int people) {
        return facts.speed() == Speed.URGENT || people >= approvalFrom;
    }

    private static int people(List<Headcount.Group> groups, RecipientState state, @Nullable String reason) {
        return groups.stream()
                .filter(group -> group.state() == state && (reason == null || reason.equals(group.reason())))
                .mapToInt(Headcount.Group::people)
                .sum();
    }
}
