package prasan.members;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import prasan.areas.Areas;
import prasan.audit.Audit;
import prasan.db.Refused;
import prasan.flow.BuddhistEra;
import prasan.http.About;
import prasan.http.Endpoint;
import prasan.http.Request;
import prasan.http.Right;

/** What members are in the community, over HTTP: roles are given, vouched for and ended. */
public final class MemberRoleRoutes {
    record NewRole(
            Member.Role role,

            @About(value = "code of the area of the role", example = "710107")
            String area,

            @About("such as the name of the group") @Nullable
            String title,

            @About("the first day; today if left out") @Nullable
            LocalDate startsOn,

            @About("the last day") @Nullable LocalDate endsOn) {}

    record RoleEnd(
            @About("the last day that it counts; today if left out") @Nullable
            LocalDate lastDay) {}

    /** What to do about a second head of one village. */
    static final String TAKEN =
            "End the term of the member in \"member\" first, who is the head of the village or the kamnan";

    private final Jdbi jdbi;
    private final Members members;
    private final MemberRoles roles;
    private final Areas areas;
    private final Clock clock;

    public MemberRoleRoutes(Jdbi jdbi, Members members, MemberRoles roles, Areas areas, Clock clock) {
        this.jdbi = jdbi;
        this.members = members;
        this.roles = roles;
        this.areas = areas;
        this.clock = clock;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                MemberRoutes.one(Endpoint.post(
                                "/api/members/{id}/roles",
                                "giveRole",
                                "Give a member a role beside those they have",
                                this::give))
                        .right(Right.MEMBER)
                        .takes(NewRole.class)
                        .creates()
                        .once()
                        .refuses(409, "member-ended", MemberRoutes.ENDED)
                        .refuses(
                                409,
                                "role-held",
                                "Vouch for the role that they have on these days or end it, or name another group")
                        .refuses(409, "role-taken", TAKEN)
                        .refuses(422, "invalid-fields", "Correct the fields that are named")
                        .refuses(422, "outside-area", "Send an area in which you have the right MEMBER")
                        .refuses(422, "unknown-area", "Send the code of an area that exists"),
                role(Endpoint.post("/api/members/{id}/roles/{role}/end", "endRole", "End a role", this::endRole))
                        .takes(RoleEnd.class)
                        .refuses(409, "role-is-seat", "End the term at the centre")
                        .refuses(422, "invalid-fields", "Correct the fields that are named"),
                role(Endpoint.post(
                                "/api/members/{id}/roles/{role}/verify",
                                "verifyRole",
                                "Vouch for a role that a member has by their own word",
                                this::verify))
                        .refuses(409, "role-taken", TAKEN));
    }

    private static Endpoint role(Endpoint endpoint) {
        return endpoint.path("id", Long.class, "of the member")
                .path("role", Long.class, "id of the role")
                .right(Right.MEMBER)
                .gives(PersonView.class)
                .once()
                .refuses(404, "unknown-member", "Look the id up in the list")
                .refuses(404, "unknown-role", "Read the member for the roles");
    }

    private Object give(Request request) {
        var body = request.body(NewRole.class);
        var at = clock.instant();
        return request.once(
                jdbi,
                at,
                handle -> {
                    var member = members.lock(handle, request.scope(), request.path("id", Long.class));
                    var area = areas.require(handle, body.area()).code();
                    request.scope().require(area);
                    var starts = Objects.requireNonNullElse(body.startsOn(), BuddhistEra.day(at));
                    var grant = new MemberRole.Grant(body.role(), area, body.title(), starts, body.endsOn());
                    roles.give(
                            handle,
                            member.id(),
                            grant,
                            MemberRole.Proof.officer(request.caller().name()),
                            at);
                    Audit.write(handle, request, MemberRoutes.row(member), null, grant, at);
                    return PersonView.of(handle, member, members, roles);
                },
                handle -> PersonView.of(
                        handle,
                        members.require(handle, request.scope(), request.path("id", Long.class)),
                        members,
                        roles));
    }

    private Object endRole(Request request) {
        var body = request.body(RoleEnd.class);
        var at = clock.instant();
        return request.once(
                jdbi,
                at,
                handle -> {
                    var member = members.lock(handle, request.scope(), request.path("id", Long.class));
                    var role = roleOf(handle, request, member);
                    if (role.seatId() != null) {
                        throw new Refused("role-is-seat");
                    }
                    var last = Objects.requireNonNullElse(body.lastDay(), BuddhistEra.day(at));
                    roles.end(handle, role, last, at);
                    Audit.write(handle, request, MemberRoutes.row(member), role, ended(handle, member, role), at);
                    return PersonView.of(handle, member, members, roles);
                },
                handle -> PersonView.of(
                        handle,
                        members.require(handle, request.scope(), request.path("id", Long.class)),
                        members,
                        roles));
    }

    private @Nullable MemberRole ended(Handle handle, Member member, MemberRole role) {
        return roles.all(handle, member.id()).stream()
                .filter(held -> held.id() == role.id())
                .findFirst()
                .orElse(null);
    }

    private Object verify(Request request) {
        var at = clock.instant();
        return request.once(
                jdbi,
                at,
                handle -> {
                    var member = members.lock(handle, request.scope(), request.path("id", Long.class));
                    var role = roleOf(handle, request, member);
                    var now = roles.verify(
                            handle,
                            role.id(),
                            MemberRole.Proof.officer(request.caller().name()),
                            at);
                    Audit.write(handle, request, MemberRoutes.row(member), role, now, at);
                    return PersonView.of(handle, member, members, roles);
                },
                handle -> PersonView.of(
                        handle,
                        members.require(handle, request.scope(), request.path("id", Long.class)),
                        members,
                        roles));
    }

    /** Writes down which roles of a member are others than before. */
    static void audit(
            Handle handle,
            Request request,
            Member member,
            List<MemberRole> before,
            List<MemberRole> after,
            Instant at) {
        var olds = before.stream().collect(Collectors.toMap(MemberRole::id, Function.identity()));
        var news = after.stream().collect(Collectors.toMap(MemberRole::id, Function.identity()));
        Stream.concat(before.stream(), after.stream())
                .map(MemberRole::id)
                .distinct()
                .filter(role -> !Objects.equals(olds.get(role), news.get(role)))
                .forEach(role ->
                        Audit.write(handle, request, MemberRoutes.row(member), olds.get(role), news.get(role), at));
    }

    private MemberRole roleOf(Handle handle, Request request, Member member) {
        long id = request.path("role", Long.class);
        return roles.all(handle, member.id()).stream()
                .filter(role -> role.id() == id)
                // a role of elsewhere is not theirs to end or to vouch for, wherever the member lives
                .filter(role -> request.scope().covers(role.area()))
                .findFirst()
                .orElseThrow(() -> new Refused("unknown-role"));
    }
}
