package prasan.notices;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import prasan.http.About;
import prasan.officers.OfficeHours;
import prasan.outbox.Fates;
import prasan.outbox.PushSwitch;

/** Shows officers a notice and how far it has come. Works inside the caller's transaction; safe for all threads. */
final class NoticeViews {
    private final OfficeHours hours;
    private final Clock clock;

    NoticeViews(OfficeHours hours, Clock clock) {
        this.hours = hours;
        this.clock = clock;
    }

    record Counts(
            int due,

            @About("wait to go along with an answer") int riding,

            int sending,
            int accepted,
            int refused,
            int blocked,
            int skipped,
            int over,

            @About("went along with an answer, which cost nothing")
            int rode,

            int acknowledged) {}

    record NoticeView(
            @About(example = "N-6912-0003") String number,
            NoticeStatus status,
            String title,
            String text,
            @Nullable String titleEn,
            @Nullable String textEn,
            @About("of its texts, from 1") int version,
            Notice.Whom audience,
            Speed speed,
            boolean pushRest,
            boolean acknowledge,
            boolean greet,
            List<Choice> choices,
            @Nullable Link link,
            boolean replies,
            @Nullable Follows follows,
            @Nullable Instant startsAt,
            @Nullable Instant latestAt,

            @About("whether a second officer has to approve it yet")
            boolean approvalNeeded,

            @About("what keeps it from being sent now; null for nothing, or when it is not to be sent") @Nullable
            WaitsFor waitsFor,

            String createdBy,
            @Nullable String approvedBy,
            @Nullable Instant begunAt,
            @Nullable Instant endedAt,

            @About("of recipients, by what became of it; all 0 before it begins")
            Counts counts,

            @About("who chose each of the choices, in their order; empty before it begins")
            List<Integer> chosen,

            Instant createdAt,
            Instant updatedAt) {}

    /** What keeps a notice from being sent. */
    enum WaitsFor {
        APPROVAL,
        START,
        OFFICE_HOURS,
        /** All pushes are stopped. */
        PUSHES,
        /** The month's quota does not suffice. */
        QUOTA
    }

    /** As in a list: without how far it has come, which takes counting. */
    record NoticeItem(
            String number,
            NoticeStatus status,
            String title,
            Notice.Whom audience,
            Speed speed,

            @About("whether a second officer has to approve it yet")
            boolean approvalNeeded,

            String createdBy,
            @Nullable Instant begunAt,
            @Nullable Instant endedAt,
            Instant createdAt,
            Instant updatedAt) {}

    static NoticeItem item(Notice notice) {
        var facts = notice.facts();
        return new NoticeItem(
                notice.number(),
                notice.status(),
                facts.title(),
                facts.audience(),
                facts.speed(),
                notice.approvalNeeded(),
                notice.createdBy(),
                notice.begunAt(),
                notice.endedAt(),
                notice.createdAt(),
                notice.updatedAt());
    }

    NoticeView of(Handle handle, Notice notice) {
        var facts = notice.facts();
        Map<RecipientState, Integer> counts = notice.begunAt() == null ? Map.of() : Ledger.counts(handle, notice.id());
        return new NoticeView(
                notice.number(),
                notice.status(),
                facts.title(),
                facts.text(),
                facts.titleEn(),
                facts.textEn(),
                notice.version(),
                facts.audience(),
                facts.speed(),
                facts.pushRest(),
                facts.acknowledge(),
                facts.greet(),
                facts.choices(),
                facts.link(),
                facts.replies(),
                facts.follows(),
                facts.startsAt(),
                facts.latestAt(),
                notice.approvalNeeded(),
                waitsFor(handle, notice),
                notice.createdBy(),
                notice.approvedBy(),
                notice.begunAt(),
                notice.endedAt(),
                new Counts(
                        counts.getOrDefault(RecipientState.DUE, 0),
                        counts.getOrDefault(RecipientState.RIDING, 0),
                        counts.getOrDefault(RecipientState.SENDING, 0),
                        counts.getOrDefault(RecipientState.ACCEPTED, 0),
                        counts.getOrDefault(RecipientState.REFUSED, 0),
                        counts.getOrDefault(RecipientState.BLOCKED, 0),
                        counts.getOrDefault(RecipientState.SKIPPED, 0),
                        counts.getOrDefault(RecipientState.OVER, 0),
                        counts.isEmpty() ? 0 : Ledger.rode(handle, notice.id()),
                        counts.isEmpty() ? 0 : Ledger.acknowledged(handle, notice.id())),
                notice.begunAt() == null ? List.of() : Asking.counts(handle, notice),
                notice.createdAt(),
                notice.updatedAt());
    }

    private @Nullable WaitsFor waitsFor(Handle handle, Notice notice) {
        var now = clock.instant();
        var starts = notice.facts().startsAt();
        if (notice.status() != NoticeStatus.WAITING && notice.status() != NoticeStatus.SENDING) {
            return null;
        } else if (notice.approvalNeeded()) {
            return WaitsFor.APPROVAL;
        } else if (starts != null && starts.isAfter(now)) {
            return WaitsFor.START;
        } else if (notice.facts().speed() == Speed.ORDINARY && !hours.open(now)) {
            return WaitsFor.OFFICE_HOURS;
        }
        if (PushSwitch.stopped(handle)) {
            return WaitsFor.PUSHES;
        }
        return Fates.held(handle, Batches.open(handle, notice.id())) ? WaitsFor.QUOTA : null;
    }
}
