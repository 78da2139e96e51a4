package prasan.members;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import prasan.areas.Area;
import prasan.areas.AreaQuery;
import prasan.areas.Areas;
import prasan.audit.Audit;
import prasan.audit.Masked;
import prasan.chat.Topic;
import prasan.db.Refused;
import prasan.db.Scope;
import prasan.flow.BuddhistEra;
import prasan.http.About;
import prasan.http.Endpoint;
import prasan.http.Page;
import prasan.http.Paging;
import prasan.http.Request;
import prasan.http.Right;

/** The register of members over HTTP. */
public final class MemberRoutes {
    private static final String UNKNOWN = "Look the id up in the list";
    private static final String FIELDS = "Correct the fields that are named";
    private static final String OUTSIDE = "Send an area in which you have the right MEMBER";
    private static final String UNKNOWN_AREA = "Send the code of an area that exists";

    record NewMember(
            @About("number in an office's register") @Nullable
            String code,

            @About(value = "of the person", example = "นายสมมติ ตัวอย่าง")
            String name,

            @About(value = PersonView.HOME, example = "71010705")
            String area,

            Member.@Nullable TextSize textSize) {}

    /** What is left out stays as it is; null clears it. */
    record MemberChange(
            @Nullable String code,
            @Nullable String name,
            @About(PersonView.HOME) @Nullable String area,
            Member.@Nullable TextSize textSize) {}

    record SamePerson(
            @About("id of the member whose LINE account it is now; that row goes away")
            long member,

            @About(
                    value =
                            "what the chat of that account shows who types รหัสยืนยันบัญชี there; needed where nobody has said whose account it is, but for those who keep members of the whole country",
                    example = "ABCD-2345")
            @Nullable
            String code) {}

    record Count(int members) {}

    static final String ENDED = "Link the person's LINE account to the member, which begins the membership again";
    private static final String WAITING = "Decide the wish to be forgotten first";

    private final Jdbi jdbi;
    private final Members members;
    private final MemberRoles roles;
    private final Areas areas;
    private final AudienceCounts counts;
    private final Clock clock;

    public MemberRoutes(Jdbi jdbi, Members members, MemberRoles roles, Areas areas, Clock clock) {
        this.jdbi = jdbi;
        this.members = members;
        this.roles = roles;
        this.areas = areas;
        this.clock = clock;
        counts = new AudienceCounts(members, clock);
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/api/members", "listMembers", "Members, the latest first", this::list)
                        .right(Right.READ)
                        .query("area", String.class, "code of an area: those who live there and below it")
                        .query("role", Member.Role.class, "that they have today")
                        .query("text", String.class, "how the name or a later part of it begins")
                        .query("linked", Boolean.class, "whether they have a LINE account")
                        .givesPage(PersonView.MemberView.class, Members.ORDERS)
                        .givesFile(SheetRow.class, this::lines),
                Endpoint.post("/api/members", "createMember", "Add a person who has not written yet", this::create)
                        .right(Right.MEMBER)
                        .takes(NewMember.class)
                        .gives(PersonView.class)
                        .creates()
                        .once()
                        .refuses(409, "code-taken", "Choose another number, or change the member who has it")
                        .refuses(422, "invalid-fields", FIELDS)
                        .refuses(422, "outside-area", OUTSIDE)
                        .refuses(422, "unknown-area", UNKNOWN_AREA),
                one(Endpoint.get("/api/members/{id}", "readMember", "A member, with all roles", this::read))
                        .right(Right.READ)
                        .versioned(),
                one(Endpoint.patch(
                                "/api/members/{id}", "changeMember", "Correct what is kept of a member", this::change))
                        .right(Right.MEMBER)
                        .takes(MemberChange.class)
                        .versioned()
                        .refuses(409, "member-ended", ENDED)
                        .refuses(409, "code-taken", "Choose another number")
                        .refuses(422, "invalid-fields", FIELDS)
                        .refuses(422, "outside-area", OUTSIDE)
                        .refuses(422, "unknown-area", UNKNOWN_AREA),
                one(Endpoint.post("/api/members/{id}/end", "endMember", "End a membership, with all roles", this::end))
                        .right(Right.MEMBER)
                        .once()
                        .refuses(409, "erasure-waiting", WAITING),
                one(Endpoint.post(
                                "/api/members/{id}/unlink",
                                "unlinkMember",
                                "Take the LINE account from a member whose phone is lost",
                                this::unlink))
                        .right(Right.MEMBER)
                        .once()
                        .refuses(409, "erasure-waiting", WAITING),
                one(Endpoint.post(
                                "/api/members/{id}/link",
                                "linkMember",
                                "Give a member the LINE account that they have now; what they filed with it becomes theirs",
                                this::link))
                        .right(Right.MEMBER)
                        .takes(SamePerson.class)
                        .once()
                        .refuses(409, "erasure-waiting", WAITING)
                        .refuses(
                                403,
                                "proof-missing",
                                "Have the person type รหัสยืนยันบัญชี in the chat, and send the code that it shows")
                        .refuses(409, "not-linked", "Name the member whose LINE account it is")
                        .refuses(422, "same-member", "Name the other member"),
                Endpoint.get("/api/audience", "countAudience", "How many would be told", this::count)
                        .right(Right.NOTICE)
                        .query(
                                "area",
                                String.class,
                                "code of an area; the whole country, as it was within the last minute, if left out")
                        .query(
                                "role",
                                Member.Role.class,
                                "those who have it there today; all who live there if left out")
                        .query("level", Area.Level.class, "of the areas of the roles")
                        .query("topic", Topic.class, "leaves out those who have stopped it")
                        .query("verified", Boolean.class, "leaves out roles that nobody has vouched for")
                        .gives(Count.class)
                        .refuses(422, "outside-area", "Ask for an area in which you have the right NOTICE"));
    }

    static Endpoint one(Endpoint endpoint) {
        return endpoint.path("id", Long.class, "of the member")
                .gives(PersonView.class)
                .refuses(404, "unknown-member", UNKNOWN);
    }

    private Page<PersonView.MemberView> list(Request request) {
        return page(request, (handle, member) -> PersonView.view(member));
    }

    private <V> Page<V> page(Request request, BiFunction<Handle, Member, V> view) {
        var filter = new Members.Filter(
                AreaQuery.of(request),
                request.query("role", Member.Role.class),
                request.query("text", String.class),
                request.query("linked", Boolean.class));
        var slice = request.slice(Members.ORDERS);
        var today = BuddhistEra.day(clock.instant());
        return jdbi.withHandle(handle -> Paging.page(
                slice,
                members.list(handle, request.scope(), filter, today, slice),
                Member::id,
                member -> view.apply(handle, member)));
    }

    /** A line of a file, with the columns of {@link MemberImport}. */
    record SheetRow(
            long id,
            @Nullable String code,
            @Nullable String name,
            Member.@Nullable Role role,
            @Nullable String area,
            @Nullable String home,
            @Nullable String title,
            @Nullable LocalDate startsOn,
            @Nullable LocalDate endsOn,
            Member.TextSize textSize) {}

    /** Those who have said who they are, a line for each of their roles; what they are by a seat is in the file of the centres. */
    private Page<List<SheetRow>> lines(Request request) {
        return page(request, (handle, member) -> {
            if (member.name() == null) {
                return List.of();
            }
            var own = roles.all(handle, member.id()).stream()
                    .filter(role -> role.seatId() == null)
                    .map(role -> line(member, role))
                    .toList();
            return own.isEmpty() ? List.of(line(member, null)) : own;
        });
    }

    private static SheetRow line(Member member, @Nullable MemberRole role) {
        return new SheetRow(
                member.id(),
                member.code(),
                member.name(),
                role == null ? null : role.role(),
                role == null ? null : role.area(),
                member.area(),
                role == null ? null : role.title(),
                role == null ? null : role.startsOn(),
                role == null ? null : role.endsOn(),
                member.textSize());
    }

    private PersonView read(Request request) {
        return jdbi.withHandle(handle -> PersonView.of(
                handle, members.require(handle, request.scope(), request.path("id", Long.class)), members, roles));
    }

    private Object create(Request request) {
        var body = request.body(NewMember.class);
        var at = clock.instant();
        return request.made(
                jdbi,
                at,
                handle -> {
                    var facts = new Member.Facts(
                            body.code(),
                            body.name(),
                            home(handle, request, body.area()),
                            Objects.requireNonNullElse(body.textSize(), Member.TextSize.NORMAL));
                    var member = members.create(handle, facts, at);
                    Audit.write(handle, request, row(member), null, Kept.of(member), at);
                    return PersonView.of(handle, member, members, roles);
                },
                made -> String.valueOf(made.member().id()),
                (handle, id) -> PersonView.of(
                        handle, members.require(handle, request.scope(), Long.parseLong(id)), members, roles));
    }

    private PersonView change(Request request) {
        return jdbi.inTransaction(handle -> {
            var old = locked(handle, request);
            request.seen(PersonView.of(handle, old, members, roles));
            var before = new Member.Facts(
                    old.code(), Objects.requireNonNullElse(old.name(), ""), old.area(), old.textSize());
            var wanted = request.patched(MemberChange.class, before);
            var home = home(handle, request, wanted.area());
            var member = members.change(
                    handle, old.id(), new Member.Facts(wanted.code(), wanted.name(), home, wanted.textSize()));
            Audit.write(handle, request, row(member), Kept.of(old), Kept.of(member), clock.instant());
            return PersonView.of(handle, member, members, roles);
        });
    }

    private Object end(Request request) {
        var at = clock.instant();
        return request.once(
                jdbi,
                at,
                handle -> {
                    var old = locked(handle, request);
                    var member = members.end(handle, old.id(), at);
                    Audit.write(handle, request, row(old), Kept.of(old), Kept.of(member), at);
                    return PersonView.of(handle, member, members, roles);
                },
                handle -> PersonView.of(
                        handle,
                        members.require(handle, request.scope(), request.path("id", Long.class)),
                        members,
                        roles));
    }

    private Object unlink(Request request) {
        var at = clock.instant();
        return request.once(
                jdbi,
                at,
                handle -> {
                    var old = locked(handle, request);
                    var member = members.unlink(handle, old.id());
                    Audit.write(handle, request, row(old), Kept.of(old), Kept.of(member), at);
                    return PersonView.of(handle, member, members, roles);
                },
                handle -> PersonView.of(
                        handle,
                        members.require(handle, request.scope(), request.path("id", Long.class)),
                        members,
                        roles));
    }

    private Object link(Request request) {
        var body = request.body(SamePerson.class);
        var at = clock.instant();
        return request.once(
                jdbi,
                at,
                handle -> {
                    var old = locked(handle, request);
                    var phone = phone(handle, request, body, at);
                    var member = members.link(handle, old.id(), phone.id(), body.code() != null, at);
                    Audit.write(handle, request, row(old), Kept.of(old), Kept.of(member), at);
                    var linked = new Linked(phone.id(), member.id());
                    Audit.write(handle, request, row(member), null, linked, at);
                    Audit.write(handle, request, row(phone), null, linked, at);
                    return PersonView.of(handle, member, members, roles);
                },
                handle -> PersonView.of(
                        handle,
                        members.require(handle, request.scope(), request.path("id", Long.class)),
                        members,
                        roles));
    }

    /** What the audit tells of two rows that were one person's: the id of the one that went away, and of the one that is the person now. */
    record Linked(long gone, long member) {}

    /** The row of a LINE account: of a member whom one may see; or of somebody who has not said yet who they are, for those who show that they speak with that person. */
    private Member phone(Handle handle, Request request, SamePerson same, Instant at) {
        var row = members.lock(handle, Scope.ALL, same.member());
        var chat = row.chat();
        if (chat == null || row.name() != null || row.area() != null) {
            return members.require(handle, request.scope(), same.member());
        }
        var code = same.code();
        if (!request.scope().isNational() && (code == null || !LinkCodes.take(handle, chat, code, at))) {
            throw new Refused("proof-missing");
        }
        return row;
    }

    private Count count(Request request) {
        var area = Objects.requireNonNullElse(AreaQuery.of(request), "");
        request.scope().require(area);
        var role = request.query("role", Member.Role.class);
        var level = request.query("level", Area.Level.class);
        var audience = new Audience(
                area,
                role == null ? Set.of() : Set.of(role),
                level == null ? Set.of() : Set.of(level),
                request.query("topic", Topic.class),
                Boolean.TRUE.equals(request.query("verified", Boolean.class)));
        return new Count(jdbi.withHandle(handle -> counts.of(handle, audience)));
    }

    /** What the audit tells of a member: that the name changed, but not what it was. */
    record Kept(
            @Masked @Nullable String code,
            @Masked @Nullable String name,
            @Nullable String area,
            Member.TextSize textSize,
            @Masked @Nullable String chat,
            @Nullable Instant endedAt) {
        static Kept of(Member member) {
            return new Kept(
                    member.code(), member.name(), member.area(), member.textSize(), member.chat(), member.endedAt());
        }
    }

    private Member locked(Handle handle, Request request) {
        return members.lock(handle, request.scope(), request.path("id", Long.class));
    }

    private @Nullable String home(Handle handle, Request request, @Nullable String area) {
        var code = area == null ? null : areas.require(handle, area).code();
        request.scope().require(code);
        return code;
    }

    static Audit.Row row(Member member) {
        return new Audit.Row("member", String.valueOf(member.id()), member.area());
    }
}
