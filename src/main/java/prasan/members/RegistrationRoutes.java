package prasan.members;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import prasan.areas.AreaQuery;
import prasan.areas.Areas;
import prasan.audit.Audit;
import prasan.db.Scope;
import prasan.http.About;
import prasan.http.Endpoint;
import prasan.http.Page;
import prasan.http.Paging;
import prasan.http.Request;
import prasan.http.Right;

/** What officers do over HTTP with people who say that they are leaders: see who waits, and say yes or no. */
public final class RegistrationRoutes {
    private static final String ID = "of the registration";
    private static final String UNKNOWN = "Choose one of the list of registrations";
    private static final String DECIDED = "Read the registration: it has been decided, or the person has changed it";

    private final Jdbi jdbi;
    private final Registrations registrations;
    private final Members members;
    private final MemberRoles roles;
    private final Areas areas;
    private final Clock clock;

    public RegistrationRoutes(
            Jdbi jdbi, Registrations registrations, Members members, MemberRoles roles, Areas areas, Clock clock) {
        this.jdbi = jdbi;
        this.registrations = registrations;
        this.members = members;
        this.roles = roles;
        this.areas = areas;
        this.clock = clock;
    }

    record RegistrationView(
            long id,
            @About("id of the person") long member,
            @Nullable String name,
            @About("what they say they are") Member.Role role,
            @About("code of the area of the role") String area,
            @About("in Thai") String areaName,
            RegistrationState state,
            Instant askedAt,
            @Nullable Instant decidedAt,
            @Nullable String decidedBy,

            @About("why it was refused") @Nullable String reason) {}

    record Refusal(
            @About(
                    value = "told to the person as it is",
                    max = 500,
                    lines = true,
                    example = "หมู่ 5 มีผู้ใหญ่บ้านท่านอื่นอยู่แล้ว กรุณาตรวจหมู่บ้านอีกครั้ง")
            String reason) {}

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(
                                "/api/registrations",
                                "listRegistrations",
                                "Lists people who say that they are leaders, newest first",
                                this::list)
                        .right(Right.MEMBER)
                        .query("state", RegistrationState.class, "WAITING unless another is asked for")
                        .query("area", String.class, "code of an area: roles there and in all below it")
                        .givesPage(RegistrationView.class, Registrations.ORDERS),
                Endpoint.post(
                                "/api/registrations/{id}/approve",
                                "approveRegistration",
                                "Says that the person has the role; they are told in chat",
                                this::approve)
                        .right(Right.MEMBER)
                        .path("id", Long.class, ID)
                        .gives(RegistrationView.class)
                        .once()
                        .refuses(404, "unknown-registration", UNKNOWN)
                        .refuses(409, "already-decided", DECIDED)
                        .refuses(409, "member-ended", MemberRoutes.ENDED)
                        .refuses(409, "role-taken", MemberRoleRoutes.TAKEN),
                Endpoint.post(
                                "/api/registrations/{id}/refuse",
                                "refuseRegistration",
                                "Says that the person does not have the role; they are told why in chat",
                                this::refuse)
                        .right(Right.MEMBER)
                        .path("id", Long.class, ID)
                        .takes(Refusal.class)
                        .gives(RegistrationView.class)
                        .once()
                        .refuses(404, "unknown-registration", UNKNOWN)
                        .refuses(409, "already-decided", DECIDED)
                        .refuses(409, "member-ended", MemberRoutes.ENDED)
                        .refuses(422, "invalid-fields", "Correct the fields that are named"));
    }

    private Page<RegistrationView> list(Request request) {
        var state =
                Objects.requireNonNullElse(request.query("state", RegistrationState.class), RegistrationState.WAITING);
        var area = AreaQuery.of(request);
        var slice = request.slice(Registrations.ORDERS);
        return jdbi.inTransaction(handle -> Paging.page(
                slice,
                registrations.list(handle, request.scope(), state, area, slice),
                Registration::id,
                registration -> view(handle, registration)));
    }

    private Object approve(Request request) {
        var id = request.path("id", Long.class);
        return decide(
                request,
                id,
                (handle, at) -> registrations.approve(
                        handle, request.scope(), id, request.caller().name(), at));
    }

    private Object refuse(Request request) {
        var id = request.path("id", Long.class);
        var reason = request.body(Refusal.class).reason();
        return decide(
                request,
                id,
                (handle, at) -> registrations.refuse(
                        handle, request.scope(), id, reason, request.caller().name(), at));
    }

    private Object decide(Request request, long id, BiFunction<Handle, Instant, Registration> decision) {
        var at = clock.instant();
        return request.once(
                jdbi,
                at,
                handle -> {
                    var old = registrations.require(handle, request.scope(), id);
                    var member = members.lock(handle, Scope.ALL, old.memberId());
                    var before = roles.all(handle, member.id());
                    var now = decision.apply(handle, at);
                    Audit.write(
                            handle,
                            request,
                            new Audit.Row("registration", String.valueOf(id), now.area()),
                            old,
                            now,
                            at);
                    MemberRoleRoutes.audit(handle, request, member, before, roles.all(handle, member.id()), at);
                    return view(handle, now);
                },
                handle -> view(handle, registrations.require(handle, request.scope(), id)));
    }

    private RegistrationView view(Handle handle, Registration registration) {
        return new RegistrationView(
                registration.id(),
                registration.memberId(),
                registration.name(),
                registration.role(),
                registration.area(),
                areas.value(handle, registration.area()).th(),
                registration.state(),
                registration.askedAt(),
                registration.decidedAt(),
                registration.decidedBy(),
                registration.reason());
    }
}
