package prasan.notices;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import prasan.audit.Audit;
import prasan.db.Refused;
import prasan.http.Endpoint;
import prasan.http.Request;
import prasan.notices.NoticeViews.NoticeView;

/** Reminds those who have not answered a notice, in one step: the same text once more, sent as every notice is. */
final class ReminderRoutes {
    private final Jdbi jdbi;
    private final Notices notices;
    private final Prices prices;
    private final NoticeViews views;
    private final Clock clock;

    ReminderRoutes(Jdbi jdbi, Notices notices, Prices prices, NoticeViews views, Clock clock) {
        this.jdbi = jdbi;
        this.notices = notices;
        this.prices = prices;
        this.views = views;
        this.clock = clock;
    }

    List<Endpoint> endpoints() {
        return List.of(OneNotice.of(Endpoint.post(
                        "/api/notices/{number}/remind",
                        "remindOfNotice",
                        "Write and send a reminder to those who have not answered; it waits for an approval as every notice",
                        this::remind))
                .gives(NoticeView.class)
                .once()
                .creates()
                .refuses(403, Urgency.MISSING, Urgency.HINT)
                .refuses(409, "not-finished", "Wait until it is finished")
                .refuses(409, "follows-reminder", "Remind of the notice that it reminds of")
                .refuses(409, "asks-nothing", "It asks for nothing that one could be reminded of")
                .refuses(409, "already-reminded", "Each notice is reminded of once")
                .refuses(409, "nobody-silent", "All who were reached have answered")
                .refuses(409, "too-late", "No more answers are taken: write another")
                .refuses(422, "invalid-fields", "Write another without the personal data that its text has"));
    }

    private Object remind(Request request) {
        var at = clock.instant();
        return request.made(
                jdbi,
                at,
                handle -> {
                    var first = notices.lock(handle, request.scope(), OneNotice.number(request));
                    Urgency.require(request, first);
                    var draft =
                            notices.create(handle, request.scope(), reminder(first, at), OneNotice.writer(request), at);
                    return views.of(handle, sent(handle, request, draft, at));
                },
                NoticeView::number,
                (handle, number) -> views.of(handle, notices.require(handle, request.scope(), number)));
    }

    private Notice sent(Handle handle, Request request, Notice draft, Instant at) {
        if (prices.due(handle, draft.facts(), at) == 0) {
            throw new Refused("nobody-silent");
        }
        boolean approval = prices.approvalNeeded(handle, draft.facts(), at);
        var notice = notices.send(handle, draft, approval, at);
        Audit.write(handle, request, OneNotice.row(notice), null, notice.facts(), at);
        return notice;
    }

    private static Notice.Facts reminder(Notice first, Instant at) {
        var facts = first.facts();
        var latest = still(facts.latestAt(), at);
        return new Notice.Facts(
                facts.title(),
                facts.text(),
                facts.titleEn(),
                facts.textEn(),
                facts.audience(),
                facts.speed(),
                facts.pushRest() && latest != null,
                facts.acknowledge(),
                facts.greet(),
                facts.choices(),
                facts.link(),
                facts.replies(),
                new Follows(first.number(), Follows.To.SILENT),
                null,
                latest);
    }

    /** As long as the first is of use, a reminder of it is. */
    private static @Nullable Instant still(@Nullable Instant latest, Instant at) {
        return latest != null && latest.isAfter(at) ? latest : null;
    }
}
