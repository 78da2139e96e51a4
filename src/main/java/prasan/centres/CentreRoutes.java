package prasan.centres;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import prasan.areas.Area;
import prasan.areas.AreaQuery;
import prasan.areas.Areas;
import prasan.audit.Audit;
import prasan.flow.BuddhistEra;
import prasan.http.About;
import prasan.http.Endpoint;
import prasan.http.Page;
import prasan.http.Request;
import prasan.http.Right;
import prasan.members.Members;

/** The ศอช. and their committees over HTTP. */
public final class CentreRoutes {
    private static final String CODE = "the area's code, or TH for the central office";
    private static final String UNKNOWN = "Look the code up in the list";
    private static final String FIELDS = "Correct the fields that are named";
    private static final String OUTSIDE = "Send an area in which you have the right MEMBER";
    private static final String ON = "the day that is asked about; today by default";

    record CentreView(
            @About(value = CODE, example = "710107") String code,
            Area.Level level,
            String name,
            @Nullable String place,
            @Nullable String phone,
            int seats,
            @About("seats that somebody holds") int held,
            @About("a committee has 9 to 25 people and a chair") List<Centre.Warning> warnings) {}

    record SeatView(
            long id,
            Position position,
            String positionTh,
            int number,
            @About("vacant without one") @Nullable HolderView holder) {}

    record HolderView(
            long member,
            String name,
            @About("whether the person has a LINE account") boolean linked,
            LocalDate startsOn,
            @About("the last day of the term") LocalDate endsOn) {}

    record CommitteeView(CentreView centre, List<SeatView> committee) {}

    record NewCentre(
            @About("code of a province, district or tambon; none for the central office") @Nullable String area,
            @Nullable String place,
            @Nullable String phone) {}

    /** What is left out stays as it is; null clears it. */
    record CentreChange(@Nullable String place, @Nullable String phone) {}

    record NewSeat(
            Position position,
            @About("the next one of the position if left out") @Nullable Integer number) {}

    record NewTerm(
            @About("id of a member") @Nullable Long member,

            @About("of somebody who is no member yet; one of the two is needed")
            @Nullable String name,

            @About(value = "the first day", example = "2025-10-01") LocalDate startsOn,
            @About(value = "the last day", example = "2029-09-30") LocalDate endsOn) {}

    record TermEnd(@About("the last day that it counts; today if left out") @Nullable LocalDate lastDay) {}

    private final Jdbi jdbi;
    private final Centres centres;
    private final Seats seats;
    private final Members members;
    private final Areas areas;
    private final Clock clock;

    public CentreRoutes(Jdbi jdbi, Centres centres, Seats seats, Members members, Areas areas, Clock clock) {
        this.jdbi = jdbi;
        this.centres = centres;
        this.seats = seats;
        this.members = members;
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
                        .givesPage(CentreView.class),
                Endpoint.post("/api/centres", "createCentre", "Add a centre, without seats", this::create)
                        .right(Right.MEMBER)
                        .takes(NewCentre.class)
                        .gives(CommitteeView.class)
                        .creates()
                        .once()
                        .refuses(409, "centre-taken", "Change the one that the area has")
                        .refuses(422, "invalid-fields", FIELDS)
                        .refuses(422, "outside-area", OUTSIDE)
                        .refuses(422, "unknown-area", "Send the code of an area that exists"),
                one(Endpoint.get("/api/centres/{code}", "readCentre", "A centre and its committee", this::read))
                        .right(Right.READ)
                        .query("on", LocalDate.class, ON)
                        .versioned(),
                one(Endpoint.patch("/api/centres/{code}", "changeCentre", "Change where a centre is found", this::change))
                        .right(Right.MEMBER)
                        .takes(CentreChange.class)
                        .versioned()
                        .refuses(422, "invalid-fields", FIELDS),
                one(Endpoint.post("/api/centres/{code}/seats", "addSeat", "Add a vacant seat to the committee", this::add))
                        .right(Right.MEMBER)
                        .takes(NewSeat.class)
                        .creates()
                        .once()
                        .refuses(409, "seat-taken", "Choose another number; there is one chair")
                        .refuses(422, "invalid-fields", FIELDS),
                seat(Endpoint.delete(
                                "/api/centres/{code}/seats/{seat}",
                                "removeSeat",
                                "Take away a seat that nobody ever held",
                                this::remove))
                        .refuses(409, "seat-used", "Leave it vacant: its terms are kept"),
                seat(Endpoint.post(
                                "/api/centres/{code}/seats/{seat}/terms",
                                "giveSeat",
                                "Give a seat to a person for a term",
                                this::give))
                        .takes(NewTerm.class)
                        .creates()
                        .once()
                        .refuses(404, "unknown-member", "Look the member up in the list")
                        .refuses(409, "seat-held", "End the term that is there on these days first")
                        .refuses(409, "already-seated", "Choose somebody who holds no other seat of this centre")
                        .refuses(422, "invalid-fields", FIELDS),
                seat(Endpoint.post(
                                "/api/centres/{code}/seats/{seat}/end",
                                "endTerm",
                                "End the term of whoever holds a seat",
                                this::end))
                        .takes(TermEnd.class)
                        .once()
                        .refuses(409, "seat-vacant", "Nothing is left to do"));
    }

    private static Endpoint one(Endpoint endpoint) {
        return endpoint.path("code", String.class, CODE)
                .gives(CommitteeView.class)
                .refuses(404, "unknown-centre", UNKNOWN);
    }

    private static Endpoint seat(Endpoint endpoint) {
        return endpoint.path("code", String.class, CODE)
                .path("seat", Long.class, "id of the seat")
                .right(Right.MEMBER)
                .gives(CommitteeView.class)
                .refuses(404, "unknown-centre", UNKNOWN)
                .refuses(404, "unknown-seat", "Read the centre for its seats");
    }

    private Page<CentreView> list(Request request) {
        var filter = new Centres.Filter(AreaQuery.of(request), request.query("level", Area.Level.class));
        var paging = request.paging();
        return jdbi.withHandle(handle -> paging.page(
                centres.list(handle, request.scope(), filter, on(request), paging.after(), paging.rows()),
                Centre::id,
                centre -> view(handle, centre)));
    }

    private CommitteeView read(Request request) {
        return jdbi.withHandle(handle -> view(handle, centre(handle, request, on(request)), on(request)));
    }

    private Object create(Request request) {
        var body = request.body(NewCentre.class);
        var at = clock.instant();
        return request.once(jdbi, at, handle -> {
            var facts = new Centre.Facts(body.place(), body.phone());
            var centre = centres.create(handle, request.scope(), body.area(), facts, at);
            Audit.write(handle, request, row(centre), null, body, at);
            return view(handle, centre, BuddhistEra.day(at));
        });
    }

    private CommitteeView change(Request request) {
        return jdbi.inTransaction(handle -> {
            var at = clock.instant();
            var today = BuddhistEra.day(at);
            var old = locked(handle, request, today);
            request.seen(view(handle, old, today));
            var before = new Centre.Facts(old.place(), old.phone());
            var facts = request.patched(CentreChange.class, before);
            var now = centres.change(handle, request.scope(), old.code(), facts, today, at);
            Audit.write(handle, request, row(now), before, facts, at);
            return view(handle, now, today);
        });
    }

    private Object add(Request request) {
        var body = request.body(NewSeat.class);
        var at = clock.instant();
        return request.once(jdbi, at, handle -> {
            var today = BuddhistEra.day(at);
            var centre = locked(handle, request, today);
            var seat = seats.add(handle, centre, body.position(), body.number(), today);
            Audit.write(handle, request, row(centre), null, new NewSeat(seat.position(), seat.number()), at);
            return view(handle, centre(handle, request, today), today);
        });
    }

    private CommitteeView remove(Request request) {
        return jdbi.inTransaction(handle -> {
            var at = clock.instant();
            var today = BuddhistEra.day(at);
            var centre = locked(handle, request, today);
            var seat = seat(handle, request, centre, today);
            seats.remove(handle, centre, seat);
            Audit.write(handle, request, row(centre), new NewSeat(seat.position(), seat.number()), null, at);
            return view(handle, centre(handle, request, today), today);
        });
    }

    /** A term as it is written down. */
    record Term(Position position, int number, long member, LocalDate startsOn, LocalDate endsOn) {}

    private Object give(Request request) {
        var body = request.body(NewTerm.class);
        var at = clock.instant();
        return request.once(jdbi, at, handle -> {
            var today = BuddhistEra.day(at);
            var centre = locked(handle, request, today);
            var seat = seat(handle, request, centre, today);
            long member = seats.person(handle, members, request.scope(), centre, body.member(), body.name(), at);
            seats.give(handle, centre, seat, member, body.startsOn(), body.endsOn(), request.caller().name(), at);
            var term = new Term(seat.position(), seat.number(), member, body.startsOn(), body.endsOn());
            Audit.write(handle, request, row(centre), null, term, at);
            return view(handle, centre(handle, request, today), today);
        });
    }

    private Object end(Request request) {
        var body = request.body(TermEnd.class);
        var at = clock.instant();
        return request.once(jdbi, at, handle -> {
            var today = BuddhistEra.day(at);
            var centre = locked(handle, request, today);
            var seat = seat(handle, request, centre, today);
            var last = Objects.requireNonNullElse(body.lastDay(), today);
            seats.end(handle, centre, seat, last);
            var holder = Objects.requireNonNull(seat.holder());
            var before = new Term(seat.position(), seat.number(), holder.member(), holder.startsOn(), holder.endsOn());
            var after = new Term(seat.position(), seat.number(), holder.member(), holder.startsOn(), last);
            Audit.write(handle, request, row(centre), before, after, at);
            return view(handle, centre(handle, request, today), today);
        });
    }

    private LocalDate on(Request request) {
        return Objects.requireNonNullElseGet(request.query("on", LocalDate.class), () -> BuddhistEra.day(clock.instant()));
    }

    private Centre centre(Handle handle, Request request, LocalDate on) {
        return centres.require(handle, request.scope(), request.path("code", String.class), on);
    }

    private Centre locked(Handle handle, Request request, LocalDate on) {
        Seats.lock(handle, centre(handle, request, on));
        return centre(handle, request, on);
    }

    private Seat seat(Handle handle, Request request, Centre centre, LocalDate on) {
        return seats.require(handle, centre.id(), request.path("seat", Long.class), on);
    }

    private static Audit.Row row(Centre centre) {
        return new Audit.Row("centre", centre.code(), centre.area());
    }

    private CentreView view(Handle handle, Centre centre) {
        var area = centre.area();
        return new CentreView(
                centre.code(),
                centre.level(),
                area == null ? centre.kindTh() : centre.kindTh() + " " + areas.value(handle, area).th(),
                centre.place(),
                centre.phone(),
                centre.seats(),
                centre.held(),
                centre.warnings());
    }

    private CommitteeView view(Handle handle, Centre centre, LocalDate on) {
        return new CommitteeView(
                view(handle, centre),
                seats.of(handle, centre.id(), on).stream().map(CentreRoutes::view).toList());
    }

    private static SeatView view(Seat seat) {
        var holder = seat.holder();
        return new SeatView(
                seat.id(),
                seat.position(),
                seat.position().nameTh(),
                seat.number(),
                holder == null
                        ? null
                        : new HolderView(
                                holder.member(), holder.name(), holder.linked(), holder.startsOn(), holder.endsOn()));
    }
}
