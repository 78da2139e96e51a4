package prasan.officers;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import prasan.areas.AreaQuery;
import prasan.audit.Audit;
import prasan.db.Refused;
import prasan.http.About;
import prasan.http.Endpoint;
import prasan.http.Page;
import prasan.http.Paging;
import prasan.http.Request;
import prasan.http.Right;

/** The officers and what they may do, over HTTP. */
public final class OfficerRoutes {
    static final String ID = "of the officer";
    static final String UNKNOWN = "Choose one of the list of officers";
    static final String ENDED = "Nothing can be done: the officer has ended";
    static final String BEYOND = "Ask somebody who has all the rights that the officer has, or is to have";
    /** The whole country, where it has to be named. */
    static final String COUNTRY = "TH";

    static final String GRANTED = "beginning of area codes; TH for the whole country";
    static final String AREA = "beginning of area codes; null for the whole country";

    private final Jdbi jdbi;
    private final Officers officers;
    private final Grants grants;
    private final Clock clock;

    public OfficerRoutes(Jdbi jdbi, Officers officers, Grants grants, Clock clock) {
        this.jdbi = jdbi;
        this.officers = officers;
        this.grants = grants;
        this.clock = clock;
    }

    record GrantView(
            long id,
            @About(GRANTED) String area,
            List<Right> rights,

            @About("first day in Thailand") @Nullable LocalDate from,

            @About("last day in Thailand") @Nullable LocalDate until,

            @About("whose duties the officer does (รักษาราชการแทน)") @Nullable
            String actingFor,

            String grantedBy,
            Instant createdAt,
            @Nullable Instant endedAt,

            @About("whether it is in force today") boolean inForce) {}

    record OfficerView(
            long id,
            String name,
            String position,
            @Nullable Job job,
            @Nullable String phone,
            @About(AREA) @Nullable String area,
            @Nullable String username,

            @About("whether they have linked a LINE account")
            boolean linked,

            Instant createdAt,
            @Nullable Instant endedAt,

            @About("oldest first; null in a list") @Nullable List<GrantView> grants) {}

    record NewOfficer(
            @About(max = 100, example = "นางสาวพิมพ์ใจ ตัวอย่าง")
            String name,

            @About(max = 100, example = "พัฒนากรอำเภอเมืองกาญจนบุรี")
            String position,

            @About("by which notices can be for officers") @Nullable
            Job job,

            @About(max = 20, example = "034 511 778") @Nullable
            String phone,

            @About(value = AREA, example = "7101") @Nullable String area,

            @About(value = "to sign in by: 3 to 50 of a-z, 0-9, dot, _ and -", example = "pimjai.t") @Nullable
            String username) {}

    /** What is left out stays as it is; null clears it. */
    record OfficerChange(
            @Nullable String name,
            @Nullable String position,
            @Nullable Job job,
            @Nullable String phone,
            @About(AREA) @Nullable String area,
            @Nullable String username) {}

    record NewGrant(
            @About(value = GRANTED, example = "7101") String area,
            List<Right> rights,

            @About("first day in Thailand; at once if left out") @Nullable
            LocalDate from,

            @About("last day in Thailand; for good if left out") @Nullable
            LocalDate until,

            @About(value = "whose duties the officer does (รักษาราชการแทน): with from and until", max = 200) @Nullable
            String actingFor) {}

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/api/officers", "listOfficers", "Officers, the latest first", this::list)
                        .right(Right.ADMIN)
                        .query("area", String.class, "code of an area: officers who are posted there and in all below")
                        .query("text", String.class, "words of the name or the position")
                        .query("ended", Boolean.class, "true for those who have ended instead")
                        .givesPage(OfficerView.class, Officers.ORDERS),
                Endpoint.post("/api/officers", "createOfficer", "Adds an officer, who may do nothing yet", this::create)
                        .right(Right.ADMIN)
                        .takes(NewOfficer.class)
                        .gives(OfficerView.class)
                        .creates()
                        .once()
                        .refuses(409, "username-taken", "Choose another username")
                        .refuses(422, "invalid-fields", "Correct the fields that are named")
                        .refuses(422, "outside-area", "Send an area in which you have the right ADMIN")
                        .refuses(422, "unknown-area", "Send the code of an area that exists"),
                officer(Endpoint.get("/api/officers/{id}", "readOfficer", "An officer with their grants", this::read))
                        .versioned(),
                officer(Endpoint.patch(
                                "/api/officers/{id}",
                                "changeOfficer",
                                "Change what is known of an officer",
                                this::change))
                        .takes(OfficerChange.class)
                        .versioned()
                        .refuses(403, "beyond-own-rights", BEYOND)
                        .refuses(409, "officer-ended", ENDED)
                        .refuses(409, "username-taken", "Choose another username")
                        .refuses(422, "invalid-fields", "Correct the fields that are named")
                        .refuses(422, "outside-area", "Send an area in which you have the right ADMIN")
                        .refuses(422, "unknown-area", "Send the code of an area that exists"),
                officer(Endpoint.post(
                                "/api/officers/{id}/end",
                                "endOfficer",
                                "Ends an officer's work, and with it grants, keys and sessions",
                                this::end))
                        .once()
                        .refuses(403, "beyond-own-rights", BEYOND)
                        .refuses(409, "officer-ended", ENDED),
                officer(Endpoint.post(
                                "/api/officers/{id}/grants",
                                "grant",
                                "Grants rights in an area, none that the one who grants has not",
                                this::grant))
                        .takes(NewGrant.class)
                        .creates()
                        .once()
                        .refuses(403, "beyond-own-rights", BEYOND)
                        .refuses(409, "officer-ended", ENDED)
                        .refuses(422, "invalid-fields", "Correct the fields that are named")
                        .refuses(422, "unknown-area", "Send the code of an area that exists"),
                Endpoint.delete("/api/officers/{id}/grants/{grant}", "endGrant", "Ends a grant", this::endGrant)
                        .right(Right.ADMIN)
                        .path("id", Long.class, ID)
                        .path("grant", Long.class, "id of the grant")
                        .gives(OfficerView.class)
                        .refuses(403, "beyond-own-rights", BEYOND)
                        .refuses(404, "unknown-officer", UNKNOWN)
                        .refuses(404, "unknown-grant", "Choose one that the officer has")
                        .refuses(409, "officer-ended", ENDED));
    }

    private static Endpoint officer(Endpoint endpoint) {
        return endpoint.right(Right.ADMIN)
                .path("id", Long.class, ID)
                .gives(OfficerView.class)
                .refuses(404, "unknown-officer", UNKNOWN);
    }

    private Page<OfficerView> list(Request request) {
        var area = AreaQuery.of(request);
        var text = request.query("text", String.class);
        boolean ended = Boolean.TRUE.equals(request.query("ended", Boolean.class));
        var slice = request.slice(Officers.ORDERS);
        var rows = jdbi.withHandle(handle -> officers.list(handle, request.scope(), area, text, ended, slice));
        return Paging.page(slice, rows, Officer::id, officer -> view(officer, null));
    }

    private Object create(Request request) {
        var body = request.body(NewOfficer.class);
        var facts = new Officer.Facts(
                body.name(), body.position(), body.job(), body.phone(), country(body.area()), body.username());
        var at = clock.instant();
        return request.made(
                jdbi,
                at,
                handle -> {
                    var officer = officers.create(handle, request.scope(), facts, at);
                    Audit.write(handle, request, row(officer), null, officer.facts(), at);
                    return detail(handle, officer);
                },
                made -> String.valueOf(made.id()),
                (handle, id) -> detail(handle, officers.require(handle, request.scope(), Long.parseLong(id))));
    }

    private OfficerView read(Request request) {
        return jdbi.inTransaction(handle -> detail(handle, officers.require(handle, request.scope(), id(request))));
    }

    private OfficerView change(Request request) {
        return jdbi.inTransaction(handle -> {
            var at = clock.instant();
            var old = kept(handle, request, at);
            request.seen(detail(handle, old));
            var typed = old.facts();
            var editable = new Editable(
                    typed.name(), typed.position(), typed.job(), typed.phone(), code(typed.area()), typed.username());
            var now = request.patched(OfficerChange.class, editable);
            var facts = new Officer.Facts(
                    now.name(), now.position(), now.job(), now.phone(), country(now.area()), now.username());
            var officer = officers.change(handle, request.scope(), old.id(), facts);
            Audit.write(handle, request, row(officer), old.facts(), officer.facts(), at);
            return detail(handle, officer);
        });
    }

    /** The facts as the API writes them: the whole country is null. */
    record Editable(
            String name,
            String position,
            @Nullable Job job,
            @Nullable String phone,
            @Nullable String area,
            @Nullable String username) {}

    private Object end(Request request) {
        var at = clock.instant();
        return request.once(
                jdbi,
                at,
                handle -> {
                    var old = kept(handle, request, at);
                    var officer = officers.end(handle, request.scope(), old.id(), at);
                    Audit.write(handle, request, row(officer), new End(null), new End(at), at);
                    return detail(handle, officer);
                },
                handle -> detail(handle, officers.require(handle, request.scope(), id(request))));
    }

    record End(@Nullable Instant endedAt) {}

    private Object grant(Request request) {
        var body = request.body(NewGrant.class);
        var wanted = new Grants.Wanted(
                granted(body.area()), Set.copyOf(body.rights()), body.from(), body.until(), body.actingFor());
        var at = clock.instant();
        return request.once(
                jdbi,
                at,
                handle -> {
                    var officer = officers.lock(handle, request.scope(), id(request));
                    var grant = grants.add(handle, officer, wanted, request.caller(), at);
                    Audit.write(handle, request, row(officer), null, grant, at);
                    return detail(handle, officer);
                },
                handle -> detail(handle, officers.require(handle, request.scope(), id(request))));
    }

    private OfficerView endGrant(Request request) {
        return jdbi.inTransaction(handle -> {
            var at = clock.instant();
            var officer = kept(handle, request, at);
            var grant = grants.end(handle, officer, request.path("grant", Long.class), at);
            Audit.write(handle, request, row(officer), grant, null, at);
            return detail(handle, officer);
        });
    }

    private Officer kept(Handle handle, Request request, Instant at) {
        var officer = officers.lock(handle, request.scope(), id(request));
        grants.requireKeeper(handle, officer, request.caller(), Entrance.today(at));
        return officer;
    }

    static Audit.Row row(Officer officer) {
        return new Audit.Row(
                "officer", String.valueOf(officer.id()), officer.facts().area());
    }

    private static long id(Request request) {
        return request.path("id", Long.class);
    }

    /** Asked for by name: what is left out by mistake is not the whole country. */
    private static String granted(String code) {
        return code.equals(COUNTRY) ? "" : country(code);
    }

    /** An area as grants are told of. */
    static String named(String area) {
        return area.isEmpty() ? COUNTRY : area;
    }

    private static String country(@Nullable String code) {
        if (code != null && code.isBlank()) {
            // left empty by mistake, it would be the whole country
            throw new Refused("unknown-area", Map.of("area", code));
        }
        return Objects.requireNonNullElse(code, "");
    }

    private static @Nullable String code(String area) {
        return area.isEmpty() ? null : area;
    }

    private OfficerView detail(Handle handle, Officer officer) {
        var today = Entrance.today(clock.instant());
        return view(
                officer,
                grants.list(handle, officer.id()).stream()
                        .map(grant -> new GrantView(
                                grant.id(),
                                named(grant.area()),
                                grant.rights().stream().sorted().toList(),
                                grant.fromDay(),
                                grant.untilDay(),
                                grant.actingFor(),
                                grant.grantedBy(),
                                grant.createdAt(),
                                grant.endedAt(),
                                grant.inForce(today)))
                        .toList());
    }

    private static OfficerView view(Officer officer, @Nullable List<GrantView> grants) {
        var facts = officer.facts();
        return new OfficerView(
                officer.id(),
                facts.name(),
                facts.position(),
                facts.job(),
                facts.phone(),
                code(facts.area()),
                facts.username(),
                officer.linked(),
                officer.createdAt(),
                officer.endedAt(),
                grants);
    }
}
