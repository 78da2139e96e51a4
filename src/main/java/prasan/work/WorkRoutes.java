package prasan.work;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import prasan.areas.AreaQuery;
import prasan.areas.Areas;
import prasan.flow.BuddhistEra;
import prasan.http.About;
import prasan.http.Endpoint;
import prasan.http.Page;
import prasan.http.Paging;
import prasan.http.Request;
import prasan.http.Right;

/**
 * What waits for an officer, over HTTP, on one list. Open to everybody with a key: each kind is shown where its own routes would show it, so an officer without rights has an empty
 * list. It tells no words and no names, so that only opening a row is a reading of it.
 */
public final class WorkRoutes {

    private final SensitiveWork sensitive = new SensitiveWork();
    private final Jdbi jdbi;
    private final WorkList work;
    private final Areas areas;
    private final Clock clock;

    public WorkRoutes(Jdbi jdbi, WorkList work, Areas areas, Clock clock) {
        this.jdbi = jdbi;
        this.work = work;
        this.areas = areas;
        this.clock = clock;
    }

    record WorkView(
            WorkItem.Kind kind,

            @About(value = "what its own routes call it: the number of a report, or an id", example = "R-6911-0023")
            String key,

            @About("what it is about: the kind of danger, the category or the role; null for other kinds") @Nullable
            String subject,

            @About(
                    "a report's status; WAITING for what nobody has decided, SEEN for a danger that an officer looks after, OVERDUE for a conversation in which nobody has answered in time and that any officer may take")
            String state,

            @About("code of the area; null when it is not known, which only the whole country sees") @Nullable
            String area,

            @About("in Thai") @Nullable String areaName,

            @About("when it began to wait") Instant since,

            @About(
                    "when it should be done: a report 15 days after it was filed or opened again, a danger at once, a conversation after two office hours")
            Instant dueAt,

            @About("the officer who last had it in hand; null for nobody") @Nullable
            String owner,

            @About("on how many days the reporter asked what became of the report")
            int reminders) {}

    record HiddenView(
            @About("code of the district") String area,
            @About("in Thai") String areaName,
            int waiting,
            @About("since when the first one waits") Instant since,

            @About("officers who may see them; if there are none, ask an administrator to name some")
            List<SensitiveWork.Viewer> officers) {}

    record HiddenList(List<HiddenView> items) {}

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/api/work", "listWork", "Lists what waits for you, in all of your areas", this::list)
                        .known()
                        .query("kind", WorkItem.Kind.class, "only those of that kind")
                        .query("area", String.class, "code of an area: work from there and from all below it")
                        .givesPage(
                                WorkView.class,
                                WorkList.ORDERS,
                                "dangers that nobody has seen, then overdue conversations, then what is due first,"),
                Endpoint.get(
                                "/api/work/sensitive",
                                "listSensitiveWork",
                                "Tells in which of your districts sensitive reports wait that you may not see, and who may",
                                this::hidden)
                        .right(Right.READ)
                        .gives(HiddenList.class));
    }

    private Page<WorkView> list(Request request) {
        var kind = request.query("kind", WorkItem.Kind.class);
        var area = AreaQuery.of(request);
        var slice = request.slice(WorkList.ORDERS);
        return jdbi.inTransaction(handle -> Paging.page(
                slice,
                work.list(handle, request.caller(), kind, area, clock.instant(), slice),
                WorkItem::position,
                item -> view(handle, item)));
    }

    private HiddenList hidden(Request request) {
        var today = BuddhistEra.day(clock.instant());
        return jdbi.inTransaction(handle -> new HiddenList(
                sensitive.list(handle, request.scope(), request.caller().scope(Right.SENSITIVE)).stream()
                        .map(hidden -> new HiddenView(
                                hidden.area(),
                                areas.value(handle, hidden.area()).th(),
                                hidden.waiting(),
                                hidden.since(),
                                sensitive.viewers(handle, hidden.area(), today)))
                        .toList()));
    }

    private WorkView view(Handle handle, WorkItem item) {
        var area = item.area();
        return new WorkView(
                item.kind(),
                item.key(),
                item.subject(),
                item.state(),
                area,
                area == null ? null : areas.value(handle, area).th(),
                item.since(),
                item.dueAt(),
                item.owner(),
                item.reminders());
    }
}
