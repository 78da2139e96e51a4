package prasan.notices;

import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import prasan.audit.Audit;
import prasan.http.About;
import prasan.http.Endpoint;
import prasan.http.Page;
import prasan.http.Paging;
import prasan.http.Request;
import prasan.http.Right;

/** Whom LINE does not reach, over HTTP: a list to ring by. */
final class UnreachableRoutes {
    private final Jdbi jdbi;
    private final Notices notices;
    private final Clock clock;

    UnreachableRoutes(Jdbi jdbi, Notices notices, Clock clock) {
        this.jdbi = jdbi;
        this.notices = notices;
        this.clock = clock;
    }

    record UnreachableView(
            @About("id; null for an officer who is none") @Nullable
            Long member,

            @About("id, for one who is told as an officer") @Nullable
            Long officer,

            @Nullable String name,
            @About("that they are told for") @Nullable String area,

            @About("NO_LINE, BLOCKED, or REFUSED by LINE") String reason,

            @About("of an officer, for those with the right ADMIN there") @Nullable
            String phone,

            @About("of their village") @Nullable String villageHead,

            @About("area of the nearest ศอช. that has a phone; null for the central office, or none") @Nullable
            String centre,

            @About("of its first seat that is held, for those with the right READ there") @Nullable
            String holder,

            @About("of the ศอช., for those with the right READ there") @Nullable
            String centrePhone) {}

    List<Endpoint> endpoints() {
        return List.of(OneNotice.of(Endpoint.get(
                        "/api/notices/{number}/unreachable",
                        "listUnreachable",
                        "Whom LINE does not reach, and whom to ring: before it is sent as it is now, then by the ledger",
                        this::list))
                .givesPage(UnreachableView.class, Unreachable.ORDERS));
    }

    private Page<UnreachableView> list(Request request) {
        var slice = request.slice(Unreachable.ORDERS);
        var at = clock.instant();
        return jdbi.inTransaction(handle -> {
            var notice = notices.require(handle, request.scope(), OneNotice.number(request));
            var people = Unreachable.list(handle, notice, slice, at);
            Audit.read(handle, request, OneNotice.row(notice), at);
            return Paging.page(slice, people, Unreachable.Person::id, one -> view(request, one));
        });
    }

    /** A phone is for those who may look it up where it is kept. */
    private static UnreachableView view(Request request, Unreachable.Person one) {
        var reads = request.caller().scope(Right.READ);
        boolean officers = request.caller().scope(Right.ADMIN).covers(one.post());
        boolean home = reads.covers(one.area());
        boolean centre = reads.covers(one.centre());
        return new UnreachableView(
                one.member(),
                one.officer(),
                one.name(),
                one.area(),
                one.reason(),
                officers ? one.phone() : null,
                home ? one.villageHead() : null,
                one.centre(),
                centre ? one.holder() : null,
                centre ? one.centrePhone() : null);
    }
}
