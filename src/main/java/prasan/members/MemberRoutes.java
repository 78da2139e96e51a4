package prasan.members;

import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import prasan.audit.Audit;
import prasan.audit.Masked;
import prasan.db.Scope;
import prasan.http.About;
import prasan.http.Endpoint;
import prasan.http.Request;
import prasan.http.Right;

/** What officers do over HTTP with a person's LINE account: give them that of a new phone, take that of a lost one. */
public final class MemberRoutes {
    private static final String ID = "of the person";
    private static final String UNKNOWN = "Look the person up in the list of registrations or members";

    private final Jdbi jdbi;
    private final Members members;
    private final Clock clock;

    public MemberRoutes(Jdbi jdbi, Members members, Clock clock) {
        this.jdbi = jdbi;
        this.members = members;
        this.clock = clock;
    }

    record Linked(
            long id,
            @Masked @Nullable String name,

            @About("code of the village that they live in") @Nullable
            String area,

            @About("whether they have a LINE account") boolean linked) {
        static Linked of(Member member) {
            return new Linked(member.id(), member.name(), member.area(), member.chat() != null);
        }
    }

    record NewAccount(
            @About("id of the person as who they write from the new phone; that row becomes one with this one")
            long same) {}

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post(
                                "/api/members/{id}/link",
                                "linkMember",
                                "Gives a person the LINE account of their new phone",
                                this::link)
                        .right(Right.MEMBER)
                        .path("id", Long.class, ID)
                        .takes(NewAccount.class)
                        .gives(Linked.class)
                        .refuses(404, "unknown-member", UNKNOWN)
                        .refuses(409, "not-linked", "Let the person write to the account from the new phone first")
                        .refuses(409, "same-member", "Name two rows of the same person"),
                Endpoint.post(
                                "/api/members/{id}/unlink",
                                "unlinkMember",
                                "Takes the LINE account of a lost phone from a person",
                                this::unlink)
                        .right(Right.MEMBER)
                        .path("id", Long.class, ID)
                        .gives(Linked.class)
                        .refuses(404, "unknown-member", UNKNOWN));
    }

    private Linked link(Request request) {
        var id = request.path("id", Long.class);
        var same = request.body(NewAccount.class).same();
        return jdbi.inTransaction(handle -> {
            var old = members.require(handle, request.scope(), id);
            newcomer(handle, request.scope(), same);
            return written(handle, request, old, members.link(handle, id, same));
        });
    }

    /** Who has just written from a new phone may not have said yet where they live. */
    private void newcomer(Handle handle, Scope scope, long id) {
        if (members.find(handle, id).filter(found -> found.area() == null).isEmpty()) {
            members.require(handle, scope, id);
        }
    }

    private Linked unlink(Request request) {
        var id = request.path("id", Long.class);
        return jdbi.inTransaction(handle -> {
            var old = members.require(handle, request.scope(), id);
            return written(handle, request, old, members.unlink(handle, id));
        });
    }

    private Linked written(Handle handle, Request request, Member old, Member now) {
        var row = new Audit.Row("member", String.valueOf(now.id()), now.area());
        Audit.write(handle, request, row, Linked.of(old), Linked.of(now), clock.instant());
        return Linked.of(now);
    }
}
