package prasan.centres;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import prasan.areas.Area;
import prasan.areas.AreaQuery;
import prasan.areas.Areas;
import prasan.audit.Audit;
import prasan.audit.Masked;
import prasan.flow.BuddhistEra;
import prasan.http.About;
import prasan.http.Endpoint;
import prasan.http.Page;
import prasan.http.Paging;
import prasan.http.Request;
import prasan.http.Right;

/** The ศอช. over HTTP. Their seats are {@link SeatRoutes}. */
public final class CentreRoutes {
    static final String UNKNOWN = "Look the code up in the list";
    static final String FIELDS = "Correct the fields that are named";
    private static final String ON = "the day that is asked about; today by default";

    record NewCentre(
            @About(value = "code of a province, district or tambon; none for the central office", example = "710107")
            @Nullable
            String area,

            @About(max = 300, example = "ศาลาประชาคม หมู่ 1") @Nullable
            String place,

            @Masked @About(max = 30, example = "034 000 000") @Nullable
            String phone) {}

    /** What is left out stays as it is; null clears it. */
    record CentreChange(
            @About(max = 300, example = "ศาลาประชาคม หมู่ 2") @Nullable
            String place,

            @About(max = 30, example = "034 000 000") @Nullable
            String phone) {}

    private final Jdbi jdbi;
    private final Centres centres;
    private final Seats seats;
    private final Areas areas;
    private final Clock clock;

    public CentreRoutes(Jdbi jdbi, Centres centres, Seats seats, Areas areas, Clock clock) {
        this.jdbi = jdbi;
        this.centres = centres;
        this.seats = seats;
        this.areas = areas;
        this.clock = clock;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/api/centres", "listCentres", "Centres, the latest entered first", this::list)
                        .right(Right.READ)
                        .query("area", String.class, "code of an area: centres of it and of all below it")
                        .query("level", Area.Level.class, "of the centre's area")
                        .query("on", LocalDate.class, ON)
                        .givesPage(CommitteeView.CentreView.class, Centres.ORDERS)
                        .givesFile(SheetRow.class, this::lines),
                Endpoint.post("/api/centres", "createCentre", "Add a centre, without seats", this::create)
                        .right(Right.MEMBER)
                        .takes(NewCentre.class)
                        .gives(CommitteeView.class)
                        .creates()
                        .once()
                        .refuses(409, "centre-taken", "Change the one that the area has")
                        .refuses(422, "invalid-fields", FIELDS)
                        .refuses(422, "outside-area", "Send an area in which you have the right MEMBER")
                        .refuses(422, "unknown-area", "Send the code of an area that exists"),
                one(Endpoint.get("/api/centres/{code}", "readCentre", "A centre and its committee", this::read))
                        .right(Right.READ)
                        .query("on", LocalDate.class, ON)
                        .versioned(),
                one(Endpoint.patch("/api/centres/{code}", "changeCentre", "Change where it is found", this::change))
                        .right(Right.MEMBER)
                        .takes(CentreChange.class)
                        .versioned()
                        .refuses(422, "invalid-fields", FIELDS));
    }

    private static Endpoint one(Endpoint endpoint) {
        return endpoint.path("code", String.class, CommitteeView.CODE)
                .gives(CommitteeView.class)
                .refuses(404, "unknown-centre", UNKNOWN);
    }

    private Page<CommitteeView.CentreView> list(Request request) {
        return page(request, (handle, centre) -> CommitteeView.view(handle, centre, areas));
    }

    private <V> Page<V> page(Request request, BiFunction<Handle, Centre, V> view) {
        var filter = new Centres.Filter(AreaQuery.of(request), request.query("level", Area.Level.class));
        var on = on(request);
        var slice = request.slice(Centres.ORDERS);
        return jdbi.withHandle(handle -> Paging.page(
                slice,
                centres.list(handle, request.scope(), filter, on, slice),
                Centre::id,
                centre -> view.apply(handle, centre)));
    }

    /** A line of a file, with the columns of {@link CentreImport}. */
    record SheetRow(
            String area,
            @Nullable Position position,
            @Nullable Integer number,
            @Nullable String name,
            @Nullable LocalDate startsOn,
            @Nullable LocalDate endsOn,
            @Nullable String place,
            @Nullable String phone) {}

    /** A line for each seat, and one for a centre that has none. */
    private Page<List<SheetRow>> lines(Request request) {
        var on = on(request);
        return page(request, (handle, centre) -> {
            var held = seats.of(handle, centre.id(), on).stream()
                    .map(seat -> line(centre, seat))
                    .toList();
            return held.isEmpty() ? List.of(line(centre, null)) : held;
        });
    }

    private static SheetRow line(Centre centre, @Nullable Seat seat) {
        var holder = seat == null ? null : seat.holder();
        return new SheetRow(
                centre.code(),
                seat == null ? null : seat.position(),
                seat == null ? null : seat.number(),
                holder == null ? null : holder.name(),
                holder == null ? null : holder.startsOn(),
                holder == null ? null : holder.endsOn(),
                centre.place(),
                centre.phone());
    }

    private LocalDate on(Request request) {
        return Objects.requireNonNullElseGet(
                request.query("on", LocalDate.class), () -> BuddhistEra.day(clock.instant()));
    }

    private CommitteeView read(Request request) {
        var on = on(request);
        return jdbi.withHandle(handle ->
                view(handle, centres.require(handle, request.scope(), request.path("code", String.class), on), on));
    }

    private Object create(Request request) {
        var body = request.body(NewCentre.class);
        var at = clock.instant();
        return request.made(
                jdbi,
                at,
                handle -> {
                    var facts = new Centre.Facts(body.place(), body.phone());
                    var centre = centres.create(handle, request.scope(), body.area(), facts, at);
                    Audit.write(handle, request, row(centre), null, body, at);
                    return view(handle, centre, BuddhistEra.day(at));
                },
                made -> made.centre().code(),
                (handle, code) -> view(
                        handle,
                        centres.require(handle, request.scope(), code, BuddhistEra.day(at)),
                        BuddhistEra.day(at)));
    }

    private CommitteeView change(Request request) {
        return jdbi.inTransaction(handle -> {
            var at = clock.instant();
            var today = BuddhistEra.day(at);
            var old = centres.lock(handle, request.scope(), request.path("code", String.class), today);
            request.seen(view(handle, old, today));
            var before = new Centre.Facts(old.place(), old.phone());
            var facts = request.patched(CentreChange.class, before);
            var now = centres.change(handle, request.scope(), old.code(), facts, today, at);
            Audit.write(handle, request, row(now), before, facts, at);
            return view(handle, now, today);
        });
    }

    private CommitteeView view(Handle handle, Centre centre, LocalDate on) {
        return CommitteeView.of(handle, centre, on, seats, areas);
    }

    static Audit.Row row(Centre centre) {
        return new Audit.Row("centre", centre.code(), centre.area());
    }
}
