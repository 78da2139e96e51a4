package prasan.notices;

import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import prasan.http.Endpoint;
import prasan.http.Events;
import prasan.http.Request;
import prasan.notices.NoticeViews.Counts;
import prasan.notices.NoticeViews.NoticeView;
import prasan.notices.NoticeViews.WaitsFor;

/** How far a notice comes, told as it goes. */
final class ProgressRoutes {
    private final Jdbi jdbi;
    private final Notices notices;
    private final NoticeViews views;

    ProgressRoutes(Jdbi jdbi, Notices notices, NoticeViews views) {
        this.jdbi = jdbi;
        this.notices = notices;
        this.views = views;
    }

    /** What an event tells: as in the notice itself. */
    record Progress(NoticeStatus status, @Nullable WaitsFor waitsFor, Counts counts, List<Integer> chosen) {}

    List<Endpoint> endpoints() {
        return List.of(OneNotice.of(Endpoint.get(
                        "/api/notices/{number}/progress",
                        "followNotice",
                        "Events \"progress\" while it is sent: status, waitsFor, counts and chosen as in the notice, whenever they change; ends with it",
                        this::follow))
                .givesEvents());
    }

    private Events follow(Request request) {
        var number = OneNotice.number(request);
        var scope = request.scope();
        return new Events(
                "progress",
                () -> now(jdbi.withHandle(handle -> views.of(handle, notices.require(handle, scope, number)))));
    }

    private static Events.Now now(NoticeView notice) {
        var counts = notice.counts();
        boolean open = counts.due() + counts.sending() > 0;
        boolean last = switch (notice.status()) {
            case DRAFT, FINISHED -> true;
            case CANCELLED -> !open;
            case WAITING, SENDING, PAUSED -> false;
        };
        return new Events.Now(new Progress(notice.status(), notice.waitsFor(), counts, notice.chosen()), last);
    }
}
