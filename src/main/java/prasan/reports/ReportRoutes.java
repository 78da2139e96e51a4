package prasan.reports;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import prasan.areas.Area;
import prasan.areas.AreaQuery;
import prasan.areas.Areas;
import prasan.audit.Audit;
import prasan.http.About;
import prasan.http.Content;
import prasan.http.Endpoint;
import prasan.http.Page;
import prasan.http.Paging;
import prasan.http.Request;
import prasan.http.Right;

/** What officers do with reports over HTTP. */
public final class ReportRoutes {
    private static final String NUMBER = "such as R-6911-0023";
    private static final String UNKNOWN = "Look the number up in the list of reports";

    private static final int DISTRICT = Area.Level.DISTRICT.digits();

    private final OwnReports own = new OwnReports();
    private final Jdbi jdbi;
    private final Reports reports;
    private final Areas areas;
    private final Clock clock;

    public ReportRoutes(Jdbi jdbi, Reports reports, Areas areas, Clock clock) {
        this.jdbi = jdbi;
        this.reports = reports;
        this.areas = areas;
        this.clock = clock;
    }

    record Reporter(@Nullable String name, @Nullable String role) {}

    record Place(
            @Nullable String words,
            @About("WGS 84 degrees") @Nullable Double lat,
            @Nullable Double lon) {}

    record ReportView(
            @About(example = "R-6911-0023") String number,
            ReportStatus status,
            Category category,
            String detail,
            @About("code of the village") String area,
            @About("in Thai") String areaName,
            @Nullable Place place,

            @About("null when the report is anonymous") @Nullable
            Reporter reporter,

            @About("whether only those with the right SENSITIVE see it")
            boolean sensitive,

            @About("whether it is a complaint about an official, which is seen for a whole district or more")
            boolean aboutOfficial,

            @About("how many, those that were added later among them")
            int photos,

            @About("on how many days the reporter asked what became of it")
            int reminders,

            @About("the last day in Thailand to tell the reporter what is done")
            LocalDate dueOn,

            @About("how many voice messages, videos and files")
            int media,

            @About("code of the project in the plan that it led to") @Nullable
            String project,

            Instant createdAt,
            Instant updatedAt,

            @About("what happened, oldest first; null in a list") @Nullable
            List<ReportChange> timeline,

            @About("where it can be moved to; null in a list") @Nullable
            List<ReportStatus> next,

            @About("what the reporter added after filing, oldest first; null in a list") @Nullable
            List<ReportAddition> additions,

            @About(
                    "since when the reporter cannot be told, having blocked the account: they are told when they are back; null in a list")
            @Nullable
            Instant notReachableSince) {}

    record ReportAddition(
            @Nullable String detail,
            @Nullable Place place,
            @About("numbers of its photos") List<Integer> photos,

            @About("numbers of its voice messages, videos and files")
            List<Integer> media,

            Instant at) {}

    record ReportChange(ReportStatus status, @Nullable String note, String by, Instant at) {}

    record StatusChange(
            ReportStatus status,

            @About(value = "told to the reporter as it is", max = 1000, lines = true, example = "ช่างเข้าตรวจสอบแล้ว")
            @Nullable
            String note,

            @About("code of a project, for LINKED_TO_PLAN") @Nullable
            String project) {}

    record Correction(
            Category category,

            @About("whether its words are sensitive whatever its category; as it is if left out") @Nullable
            Boolean sensitive) {}

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(
                                "/api/reports",
                                "listReports",
                                "Lists reports, newest first unless sorted otherwise",
                                this::list)
                        .right(Right.READ)
                        .query("area", String.class, "code of an area: reports from there and from all below it")
                        .query("status", ReportStatus.class, "only those that stand there")
                        .query("category", Category.class, "only those of that kind")
                        .query("text", String.class, "part of the number, the detail or the place")
                        .givesPage(ReportView.class, Reports.ORDERS),
                Endpoint.get(
                                "/api/reports/{number}",
                                "readReport",
                                "Reads a report and what happened to it",
                                this::read)
                        .right(Right.READ)
                        .path("number", String.class, NUMBER)
                        .gives(ReportView.class)
                        .versioned()
                        .refuses(404, "unknown-report", UNKNOWN),
                Endpoint.patch(
                                "/api/reports/{number}",
                                "correctReport",
                                "Corrects the category of a report; a sensitive one is then seen only by those with the right SENSITIVE",
                                this::correct)
                        .right(Right.TRIAGE)
                        .path("number", String.class, NUMBER)
                        .takes(Correction.class)
                        .gives(ReportView.class)
                        .versioned()
                        .refuses(404, "unknown-report", UNKNOWN),
                Endpoint.post(
                                "/api/reports/{number}/status",
                                "changeReportStatus",
                                "Moves a report or adds a note to it; the reporter is told in chat",
                                this::change)
                        .right(Right.TRIAGE)
                        .path("number", String.class, NUMBER)
                        .takes(StatusChange.class)
                        .gives(ReportView.class)
                        .versioned()
                        .once()
                        .refuses(404, "unknown-report", UNKNOWN)
                        .refuses(409, "illegal-move", "Choose one of the statuses in \"allowed\"")
                        .refuses(422, "nothing-new", "Write a note or choose another status")
                        .refuses(422, "project-missing", "Name the project in the plan")
                        .refuses(422, "project-not-asked", "Name a project only with LINKED_TO_PLAN")
                        .refuses(422, "unknown-project", "Look the project's code up in the list of projects"),
                Endpoint.get(
                                "/api/reports/{number}/photos/{seq}",
                                "readReportPhoto",
                                "Gives a photo as it was sent",
                                this::photo)
                        .right(Right.READ)
                        .path("number", String.class, NUMBER)
                        .path("seq", Integer.class, "from 1")
                        .givesPicture()
                        .refuses(404, "unknown-photo", "Ask for one of the photos that the report has")
                        .refuses(404, "photo-not-fetched", "Try again in a minute: it is being fetched from LINE")
                        .refuses(404, "photo-taken-back", "Do not wait for it: the person has taken it back")
                        .refuses(
                                404,
                                "photo-lost",
                                "Ask the person to send it again, as JPEG or PNG: it could not be fetched or read"),
                Endpoint.get(
                                "/api/reports/{number}/media/{seq}",
                                "readReportMedia",
                                "Gives a voice message, a video or a file of a report",
                                this::media)
                        .right(Right.READ)
                        .path("number", String.class, NUMBER)
                        .path("seq", Integer.class, "from 1")
                        .givesMedia()
                        .refuses(404, "unknown-media", "Ask for one of those that the report has")
                        .refuses(404, "media-not-fetched", "Try again in a minute: it is being fetched from LINE")
                        .refuses(404, "media-taken-back", "Do not wait for it: the person has taken it back")
                        .refuses(
                                404,
                                "media-lost",
                                "Ask the person to send it again, as JPEG or PNG: it could not be fetched or read"));
    }

    private static Sight sight(Request request) {
        return new Sight(request.scope(), request.caller().scope(Right.SENSITIVE));
    }

    private Page<ReportView> list(Request request) {
        var search = new Search(
                AreaQuery.of(request),
                request.query("status", ReportStatus.class),
                request.query("category", Category.class),
                request.query("text", String.class),
                null);
        var slice = request.slice(Reports.ORDERS);
        return jdbi.inTransaction(handle ->
                Paging.page(slice, reports.list(handle, sight(request), search, slice), Report::id, report -> {
                    noteReading(handle, request, report);
                    return view(handle, report, null, null, null, null);
                }));
    }

    private ReportView read(Request request) {
        var number = request.path("number", String.class);
        return jdbi.inTransaction(handle -> {
            var report = reports.read(handle, sight(request), number);
            noteReading(handle, request, report);
            return detail(handle, report);
        });
    }

    private Object change(Request request) {
        var number = request.path("number", String.class);
        var body = request.body(StatusChange.class);
        var note = body.note() == null || body.note().isBlank()
                ? null
                : body.note().strip();
        var move = new Reports.Move(body.status(), note, body.project());
        var at = clock.instant();
        return request.once(
                jdbi,
                at,
                handle -> {
                    var old = reports.lock(handle, sight(request), number);
                    request.seen(detail(handle, old));
                    reports.change(
                            handle,
                            sight(request),
                            number,
                            move,
                            request.caller().name(),
                            at);
                    var now = reports.read(handle, sight(request), number);
                    Audit.write(handle, request, row(now), standing(handle, old), standing(handle, now), at);
                    return detail(handle, now);
                },
                handle -> {
                    var report = reports.read(handle, sight(request), number);
                    noteReading(handle, request, report);
                    return detail(handle, report);
                });
    }

    /** What a correction changes. */
    record Kind(Category category, boolean sensitive) {
        static Kind of(Report report) {
            return new Kind(report.category(), report.sensitive());
        }
    }

    private ReportView correct(Request request) {
        var number = request.path("number", String.class);
        var body = request.body(Correction.class);
        var at = clock.instant();
        return jdbi.inTransaction(handle -> {
            var old = reports.lock(handle, sight(request), number);
            request.seen(detail(handle, old));
            reports.correct(handle, old, body.category(), body.sensitive(), at);
            // whoever corrects it may see what they did, though it may now be out of their sight
            var now = reports.read(handle, Sight.ALL, number);
            Audit.write(handle, request, row(now), Kind.of(old), Kind.of(now), at);
            return detail(handle, now);
        });
    }

    /** What a move changes. Notes are not repeated: they stand in the timeline. */
    record Standing(ReportStatus status, @Nullable String project, int steps) {}

    private Standing standing(Handle handle, Report report) {
        return new Standing(
                report.status(),
                report.project(),
                reports.timeline(handle, report.id()).size());
    }

    private static Audit.Row row(Report report) {
        // who keeps officers of the village does not learn of a complaint either
        var area = report.aboutOfficial() && report.area().length() > DISTRICT
                ? report.area().substring(0, DISTRICT)
                : report.area();
        return new Audit.Row("report", report.number(), area, report.sensitive());
    }

    /** Whoever reads what is sensitive is written down. */
    private void noteReading(Handle handle, Request request, Report report) {
        if (report.sensitive()) {
            Audit.read(handle, request, row(report), clock.instant());
        }
    }

    private Content photo(Request request) {
        var number = request.path("number", String.class);
        var seq = request.path("seq", Integer.class);
        var photo = jdbi.inTransaction(handle -> {
            var found = reports.photo(handle, sight(request), number, seq);
            noteReading(handle, request, reports.read(handle, sight(request), number));
            return found;
        });
        if (photo.content() == null) {
            throw Content.missing("photo", photo.lost());
        }
        return Content.picture(photo.mediaType(), photo.content());
    }

    private Content media(Request request) {
        var number = request.path("number", String.class);
        var seq = request.path("seq", Integer.class);
        var media = jdbi.inTransaction(handle -> {
            var found = reports.media(handle, sight(request), number, seq);
            noteReading(handle, request, reports.read(handle, sight(request), number));
            return found;
        });
        if (media.content() == null) {
            throw Content.missing("media", media.lost());
        }
        return Content.media(media.mediaType(), media.content());
    }

    private ReportView detail(Handle handle, Report report) {
        var timeline = reports.timeline(handle, report.id()).stream()
                .map(change -> new ReportChange(change.status(), change.note(), change.changedBy(), change.createdAt()))
                .toList();
        var additions = own.additions(handle, report.id()).stream()
                .map(added -> new ReportAddition(
                        added.detail(),
                        place(added.place(), added.lat(), added.lon()),
                        added.photos(),
                        added.media(),
                        added.createdAt()))
                .toList();
        return view(
                handle,
                report,
                timeline,
                List.copyOf(report.status().next()),
                additions,
                Reports.notReachableSince(handle, report.id()));
    }

    private static @Nullable Place place(@Nullable String words, @Nullable Double lat, @Nullable Double lon) {
        return words == null && lat == null ? null : new Place(words, lat, lon);
    }

    private ReportView view(
            Handle handle,
            Report report,
            @Nullable List<ReportChange> timeline,
            @Nullable List<ReportStatus> next,
            @Nullable List<ReportAddition> additions,
            @Nullable Instant notReachableSince) {
        var known = report.reporterName() != null || report.reporterRole() != null;
        return new ReportView(
                report.number(),
                report.status(),
                report.category(),
                report.detail(),
                report.area(),
                areas.value(handle, report.area()).th(),
                place(report.place(), report.lat(), report.lon()),
                known ? new Reporter(report.reporterName(), report.reporterRole()) : null,
                report.sensitive(),
                report.aboutOfficial(),
                report.photos(),
                report.reminders(),
                report.dueOn(),
                report.media(),
                report.project(),
                report.createdAt(),
                report.updatedAt(),
                timeline,
                next,
                additions,
                notReachableSince);
    }
}
