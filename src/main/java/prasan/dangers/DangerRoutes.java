package prasan.dangers;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
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

/**
 * What officers do over HTTP with messages that told of danger to life.
 *
 * <p>Life goes first: until a danger was seen, every officer who reads reports there sees who said what; one of which nobody knows where it is, every officer who reads reports anywhere. Afterwards the words are for those with the right SENSITIVE there, and
 * the others see the kind, the place, and which officer saw it. Whoever is shown words is written down.
 */
public final class DangerRoutes {
    private static final String UNKNOWN = "Choose one of the list of dangers";

    private final Jdbi jdbi;
    private final DangerRecords dangers;
    private final Areas areas;
    private final Clock clock;

    public DangerRoutes(Jdbi jdbi, DangerRecords dangers, Areas areas, Clock clock) {
        this.jdbi = jdbi;
        this.dangers = dangers;
        this.areas = areas;
        this.clock = clock;
    }

    record DangerPlace(
            @Nullable String words,
            @About("WGS 84 degrees") @Nullable Double lat,
            @Nullable Double lon) {}

    record DangerView(
            long id,
            @About(value = "what it is", example = "FIRE") String kind,

            @About("of the person; null when it is not known, or was seen and you lack the right SENSITIVE") @Nullable
            String name,

            @About(
                    "code of where it is, or of where the person lives as long as that is not known; null when neither is")
            @Nullable
            String area,

            @About("in Thai") @Nullable String areaName,

            @About(
                    "where it is, as the person said or showed afterwards; null when they did not, or it was seen and you lack the right SENSITIVE")
            @Nullable
            DangerPlace place,

            @About(
                    "the first words of the message; null when it was seen and you lack the right SENSITIVE, and after its retention")
            @Nullable
            String said,

            @About("whether it was said in a group") boolean inGroup,

            @About("false when the person has blocked the account")
            boolean reachable,

            Instant heardAt,

            @About("null while no officer has seen it") @Nullable
            Instant seenAt,

            @Nullable String seenBy,

            @About("what the officer did; null for those who lack the right SENSITIVE") @Nullable
            String note) {}

    record DangerSeen(
            @About(value = "what you did, for other officers", max = 1000, lines = true, example = "โทรแจ้ง 1669 แล้ว")
            @Nullable
            String note) {}

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(
                                "/api/dangers",
                                "listDangers",
                                "Lists messages that told of danger to life, newest first unless sorted otherwise",
                                this::list)
                        .right(Right.READ)
                        .query("area", String.class, "code of an area: people from there and from all below it")
                        .query("seen", Boolean.class, "whether an officer has seen them; all if left out")
                        .givesPage(DangerView.class, DangerRecords.ORDERS),
                Endpoint.post(
                                "/api/dangers/{id}/seen",
                                "seeDanger",
                                "Notes that you have seen a danger and look after it",
                                this::see)
                        .right(Right.TRIAGE)
                        .path("id", Long.class, "of the danger")
                        .takes(DangerSeen.class)
                        .gives(DangerView.class)
                        .once()
                        .refuses(404, "unknown-danger", UNKNOWN)
                        .refuses(409, "already-seen", "Ask the officer in \"by\", who has seen it"));
    }

    private Page<DangerView> list(Request request) {
        var area = AreaQuery.of(request);
        var seen = request.query("seen", Boolean.class);
        var slice = request.slice(DangerRecords.ORDERS);
        return jdbi.inTransaction(handle -> Paging.page(
                slice,
                dangers.list(handle, request.scope(), area, seen, slice),
                Danger::id,
                danger -> shown(handle, request, danger)));
    }

    private Object see(Request request) {
        var id = request.path("id", Long.class);
        var written = request.body(DangerSeen.class).note();
        var note = written == null || written.isBlank() ? null : written.strip();
        var at = clock.instant();
        return request.once(
                jdbi,
                at,
                handle -> {
                    var before = dangers.read(handle, request.scope(), id);
                    var danger = dangers.see(
                            handle, request.scope(), id, note, request.caller().name(), at);
                    Audit.write(handle, request, row(danger), standing(before), standing(danger), at);
                    return view(handle, danger, true);
                },
                handle -> shown(handle, request, dangers.read(handle, request.scope(), id)));
    }

    /** What seeing changes; what was said and noted is not repeated. */
    record Standing(@Nullable String seenBy) {}

    private static Standing standing(Danger danger) {
        return new Standing(danger.seenBy());
    }

    private static Audit.Row row(Danger danger) {
        return new Audit.Row("danger", String.valueOf(danger.id()), danger.area(), true);
    }

    private DangerView shown(Handle handle, Request request, Danger danger) {
        Scope sensitive = request.caller().scope(Right.SENSITIVE);
        boolean words = danger.seenBy() == null || sensitive.covers(danger.area());
        if (words) {
            Audit.read(handle, request, row(danger), clock.instant());
        }
        return view(handle, danger, words);
    }

    private DangerView view(Handle handle, Danger danger, boolean words) {
        var area = danger.area();
        return new DangerView(
                danger.id(),
                danger.kind(),
                words ? danger.name() : null,
                area,
                area == null ? null : areas.value(handle, area).th(),
                words && (danger.place() != null || danger.lat() != null)
                        ? new DangerPlace(danger.place(), danger.lat(), danger.lon())
                        : null,
                words ? danger.said() : null,
                danger.fromGroup(),
                danger.reachable(),
                danger.heardAt(),
                danger.seenAt(),
                danger.seenBy(),
                words ? danger.note() : null);
    }
}
