package prasan.members;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import prasan.areas.AreaQuery;
import prasan.audit.Audit;
import prasan.http.About;
import prasan.http.Endpoint;
import prasan.http.Page;
import prasan.http.Paging;
import prasan.http.Request;
import prasan.http.Right;

/** What officers do over HTTP with people who want to be forgotten: see who waits until when, and decide. */
public final class ErasureRoutes {
    private static final String ID = "of the erasure";
    private static final String UNKNOWN = "Choose one of the list of erasures";
    private static final String DECIDED = "Read the erasure: it has been decided";

    private final Jdbi jdbi;
    private final Erasures erasures;
    private final Clock clock;

    public ErasureRoutes(Jdbi jdbi, Erasures erasures, Clock clock) {
        this.jdbi = jdbi;
        this.erasures = erasures;
        this.clock = clock;
    }

    record ErasureView(
            long id,
            @About("id of the person") long member,

            @About("null once they are forgotten") @Nullable String name,

            @About("code of the village that they lived in when they asked") @Nullable
            String area,

            Instant askedAt,
            @About("the last day to decide in time") LocalDate dueOn,
            ErasureState state,
            @Nullable Instant decidedAt,
            @Nullable String decidedBy,

            @About("the lawful ground of a refusal") @Nullable
            String reason) {}

    record Ground(
            @About(
                    value = "the lawful ground, told to the person as it is",
                    max = 500,
                    lines = true,
                    example = "ท่านดำรงตำแหน่งกรรมการ ศอช. อยู่ ต้องเก็บทะเบียนไว้จนครบวาระ (มาตรา 24 (4))")
            String reason) {}

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(
                                "/api/erasures",
                                "listErasures",
                                "Lists people who want to be forgotten, newest first",
                                this::list)
                        .right(Right.MEMBER)
                        .query("state", ErasureState.class, "WAITING unless another is asked for")
                        .query("area", String.class, "code of an area: people from there and from all below it")
                        .givesPage(ErasureView.class, Erasures.ORDERS),
                Endpoint.post(
                                "/api/erasures/{id}/approve",
                                "approveErasure",
                                "Forgets the person, for good; what has to stay is nobody's from then on",
                                this::approve)
                        .right(Right.MEMBER)
                        .path("id", Long.class, ID)
                        .gives(ErasureView.class)
                        .once()
                        .refuses(404, "unknown-erasure", UNKNOWN)
                        .refuses(409, "already-decided", DECIDED),
                Endpoint.post(
                                "/api/erasures/{id}/refuse",
                                "refuseErasure",
                                "Keeps the person, who is told the lawful ground in chat",
                                this::refuse)
                        .right(Right.MEMBER)
                        .path("id", Long.class, ID)
                        .takes(Ground.class)
                        .gives(ErasureView.class)
                        .once()
                        .refuses(404, "unknown-erasure", UNKNOWN)
                        .refuses(409, "already-decided", DECIDED)
                        .refuses(422, "invalid-fields", "Correct the fields that are named"));
    }

    private Page<ErasureView> list(Request request) {
        var state = Objects.requireNonNullElse(request.query("state", ErasureState.class), ErasureState.WAITING);
        var area = AreaQuery.of(request);
        var slice = request.slice(Erasures.ORDERS);
        return jdbi.inTransaction(handle -> Paging.page(
                slice, erasures.list(handle, request.scope(), state, area, slice), Erasure::id, ErasureRoutes::view));
    }

    private Object approve(Request request) {
        var id = request.path("id", Long.class);
        return decide(
                request,
                id,
                (handle, at) -> erasures.carryOut(
                        handle, request.scope(), id, request.caller().name(), at));
    }

    private Object refuse(Request request) {
        var id = request.path("id", Long.class);
        var reason = request.body(Ground.class).reason();
        return decide(
                request,
                id,
                (handle, at) -> erasures.refuse(
                        handle, request.scope(), id, reason, request.caller().name(), at));
    }

    private Object decide(Request request, long id, BiFunction<Handle, Instant, Erasure> decision) {
        var at = clock.instant();
        return request.once(
                jdbi,
                at,
                handle -> {
                    var old = erasures.require(handle, request.scope(), id);
                    var now = decision.apply(handle, at);
                    Audit.write(
                            handle, request, new Audit.Row("erasure", String.valueOf(id), now.area()), old, now, at);
                    return view(now);
                },
                handle -> view(erasures.require(handle, request.scope(), id)));
    }

    private static ErasureView view(Erasure erasure) {
        return new ErasureView(
                erasure.id(),
                erasure.memberId(),
                erasure.name(),
                erasure.area(),
                erasure.askedAt(),
                erasure.dueOn(),
                erasure.state(),
                erasure.decidedAt(),
                erasure.decidedBy(),
                erasure.reason());
    }
}
