package prasan.centres;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import prasan.areas.Areas;
import prasan.audit.Audit;
import prasan.db.Fields;
import prasan.flow.BuddhistEra;
import prasan.http.About;
import prasan.http.Endpoint;
import prasan.http.Request;
import prasan.http.Right;
import prasan.members.Member;
import prasan.members.Members;

/** The committees of the ศอช. over HTTP: seats are added, given for a term, and become vacant. */
public final class SeatRoutes {
    record NewSeat(
            Position position,

            @About("the next one of the position if left out") @Nullable
            Integer number) {}

    record NewTerm(
            @About(value = "id of a member who lives where you have the right; or else send a name", example = "1")
            @Nullable
            Long member,

            @About("of somebody who is in no list of members yet: is added to it") @Nullable
            String name,

            @About(value = "the first day", example = "2025-10-01")
            LocalDate startsOn,

            @About(value = "the last day", example = "2029-09-30")
            LocalDate endsOn) {}

    record TermEnd(
            @About("a day of the term, for one that is over or still to come; today if left out") @Nullable
            LocalDate on,

            @About("the last day that it counts, today if left out; before its first day, it is taken away") @Nullable
            LocalDate lastDay) {}

    /** A term as it is written down. */
    record Term(Position position, int number, long member, LocalDate startsOn, LocalDate endsOn) {
        static @Nullable Term of(Seat seat, Seat.@Nullable Holder by) {
            return by == null
                    ? null
                    : new Term(seat.position(), seat.number(), by.member(), by.startsOn(), by.endsOn());
        }
    }

    private final Jdbi jdbi;
    private final Centres centres;
    private final Seats seats;
    private final Members members;
    private final Areas areas;
    private final Clock clock;

    public SeatRoutes(Jdbi jdbi, Centres centres, Seats seats, Members members, Areas areas, Clock clock) {
        this.jdbi = jdbi;
        this.centres = centres;
        this.seats = seats;
        this.members = members;
        this.areas = areas;
        this.clock = clock;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                centre(Endpoint.post("/api/centres/{code}/seats", "addSeat", "Add a vacant seat", this::add))
                        .takes(NewSeat.class)
                        .creates()
                        .once()
                        .refuses(409, "seat-taken", "Choose another number; there is one chair")
                        .refuses(422, "invalid-fields", CentreRoutes.FIELDS),
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
                        .refuses(409, "member-ended", "Choose somebody who is a member")
                        .refuses(409, "already-seated", "Choose somebody who holds no other seat of this centre")
                        .refuses(422, "invalid-fields", CentreRoutes.FIELDS),
                seat(Endpoint.post(
                                "/api/centres/{code}/seats/{seat}/end",
                                "endTerm",
                                "End the term of whoever holds a seat, or is to hold it",
                                this::end))
                        .takes(TermEnd.class)
                        .once()
                        .refuses(409, "seat-vacant", "Nothing is left to do")
                        .refuses(422, "invalid-fields", CentreRoutes.FIELDS));
    }

    private static Endpoint centre(Endpoint endpoint) {
        return endpoint.path("code", String.class, CommitteeView.CODE)
                .right(Right.MEMBER)
                .gives(CommitteeView.class)
                .refuses(404, "unknown-centre", CentreRoutes.UNKNOWN);
    }

    private static Endpoint seat(Endpoint endpoint) {
        return centre(endpoint)
                .path("seat", Long.class, "id of the seat")
                .refuses(404, "unknown-seat", "Read the centre for its seats");
    }

    private Object add(Request request) {
        var body = request.body(NewSeat.class);
        var at = clock.instant();
        return request.once(
                jdbi,
                at,
                handle -> {
                    var today = BuddhistEra.day(at);
                    var centre = locked(handle, request, today);
                    var seat = seats.add(handle, centre, body.position(), body.number(), today);
                    var made = new NewSeat(seat.position(), seat.number());
                    Audit.write(handle, request, CentreRoutes.row(centre), null, made, at);
                    return view(handle, request, today);
                },
                handle -> view(handle, request, BuddhistEra.day(at)));
    }

    private CommitteeView remove(Request request) {
        return jdbi.inTransaction(handle -> {
            var at = clock.instant();
            var today = BuddhistEra.day(at);
            var centre = locked(handle, request, today);
            var seat = seat(handle, request, centre, today);
            seats.remove(handle, centre, seat);
            var gone = new NewSeat(seat.position(), seat.number());
            Audit.write(handle, request, CentreRoutes.row(centre), gone, null, at);
            return view(handle, request, today);
        });
    }

    private Object give(Request request) {
        var body = request.body(NewTerm.class);
        var at = clock.instant();
        return request.once(
                jdbi,
                at,
                handle -> {
                    var today = BuddhistEra.day(at);
                    var centre = locked(handle, request, today);
                    var seat = seat(handle, request, centre, today);
                    long member = person(handle, request, centre, body, at);
                    var by = request.caller().name();
                    seats.give(handle, centre, seat, member, body.startsOn(), body.endsOn(), by, at);
                    var term = new Term(seat.position(), seat.number(), member, body.startsOn(), body.endsOn());
                    Audit.write(handle, request, CentreRoutes.row(centre), null, term, at);
                    return view(handle, request, today);
                },
                handle -> view(handle, request, BuddhistEra.day(at)));
    }

    private long person(Handle handle, Request request, Centre centre, NewTerm body, Instant at) {
        var known = body.member();
        if (known != null) {
            new Fields()
                    .that("name", body.name() == null, "must not be there beside member")
                    .orRefuse();
            return members.require(handle, request.scope(), known).id();
        }
        var name = Objects.requireNonNullElse(body.name(), "");
        return members.create(handle, new Member.Facts(null, name, centre.area(), Member.TextSize.NORMAL), at)
                .id();
    }

    private Object end(Request request) {
        var body = request.body(TermEnd.class);
        var at = clock.instant();
        return request.once(
                jdbi,
                at,
                handle -> {
                    var today = BuddhistEra.day(at);
                    var centre = locked(handle, request, today);
                    var seat = seat(handle, request, centre, Objects.requireNonNullElse(body.on(), today));
                    var ended = seats.end(handle, centre, seat, Objects.requireNonNullElse(body.lastDay(), today), at);
                    Audit.write(
                            handle,
                            request,
                            CentreRoutes.row(centre),
                            Term.of(seat, seat.holder()),
                            Term.of(seat, ended.orElse(null)),
                            at);
                    return view(handle, request, today);
                },
                handle -> view(handle, request, BuddhistEra.day(at)));
    }

    private Centre locked(Handle handle, Request request, LocalDate on) {
        return centres.lock(handle, request.scope(), request.path("code", String.class), on);
    }

    private Seat seat(Handle handle, Request request, Centre centre, LocalDate on) {
        return seats.require(handle, centre.id(), request.path("seat", Long.class), on);
    }

    private CommitteeView view(Handle handle, Request request, LocalDate on) {
        var centre = centres.require(handle, request.scope(), request.path("code", String.class), on);
        return CommitteeView.of(handle, centre, on, seats, areas);
    }
}
