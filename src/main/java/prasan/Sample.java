package prasan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import prasan.areas.Areas;
import prasan.awards.AwardImport;
import prasan.awards.AwardTypeImport;
import prasan.awards.Awards;
import prasan.centres.CentreImport;
import prasan.centres.Centres;
import prasan.centres.Seats;
import prasan.csv.Import;
import prasan.csv.Importer;
import prasan.csv.Row;
import prasan.csv.Table;
import prasan.db.Scope;
import prasan.http.Caller;
import prasan.http.Right;
import prasan.members.MemberImport;
import prasan.members.MemberRoles;
import prasan.members.Members;
import prasan.officers.Grants;
import prasan.officers.Officer;
import prasan.officers.Officers;
import prasan.plans.ProjectImport;
import prasan.plans.Projects;
import prasan.reports.Category;
import prasan.reports.ReportStatus;

/**
 * The sample data of the demo: a province at work, with fictional people. Projects, awards, members and centres come through the imports that staff use. Reports are written as
 * rows, since no member has a chat to file them from, and they have a past.
 */
public final class Sample {
    private static final String OFFICER = "พัฒนากร (ตัวอย่าง)";
    private static final String REPORTER = "reporter";
    private static final Set<Right> FIELD = EnumSet.of(Right.READ, Right.TRIAGE, Right.PLAN);
    private static final EnumSet<Right> FAR = EnumSet.of(Right.SENSITIVE, Right.ADMIN);

    private Sample() {}

    /**
     * Loads the sample data into a database that has areas and nothing else; does nothing when there are projects, awards or reports already.
     *
     * @return whether it did
     */
    public static boolean load(Jdbi jdbi, Clock clock) {
        if (!jdbi.withHandle(Sample::empty)) {
            return false;
        }
        var areas = new Areas();
        var roles = new MemberRoles();
        var members = new Members(roles);
        // nobody is told of the past
        var projects = new Projects(
                areas, (handle, kind, topic, chats, template, values, once) -> {}, (handle, project) -> List.of());
        var awards = new Awards(
                areas, (handle, kind, topic, chats, template, values, once) -> {}, (handle, area) -> List.of());
        jdbi.useTransaction(handle -> {
            bring(handle, new ProjectImport(projects, areas, Importer.OPERATOR), "projects", clock);
            bring(handle, new AwardTypeImport(awards), "award_types", clock);
            bring(handle, new AwardImport(awards, areas, Importer.OPERATOR), "awards", clock);
            bring(handle, new MemberImport(members, roles, areas, Importer.OPERATOR), "members", clock);
            bring(
                    handle,
                    new CentreImport(new Centres(areas), new Seats(roles), members, roles, areas, Importer.OPERATOR),
                    "centres",
                    clock);
            reports(handle, areas);
            officers(handle, areas, clock.instant());
        });
        return true;
    }

    private static boolean empty(Handle handle) {
        return handle.createQuery(
                        "SELECT NOT EXISTS (SELECT 1 FROM project) AND NOT EXISTS (SELECT 1 FROM report) AND NOT EXISTS (SELECT 1 FROM award)")
                .mapTo(Boolean.class)
                .one();
    }

    private static void bring(Handle handle, Import.Kind kind, String name, Clock clock) {
        var result = Import.run(handle, kind, file(name), clock.instant());
        if (result.refused()) {
            throw broken(name, result.lines());
        }
    }

    /** They have no keys yet: an administrator makes them. */
    private static void officers(Handle handle, Areas areas, Instant at) {
        officer(handle, areas, "นางสาวพิมพ์ใจ ตัวอย่าง", "พัฒนากรอำเภอเมืองกาญจนบุรี", "7101", "pimjai", FIELD, at);
        officer(
                handle,
                areas,
                "นายธนา สมมติ",
                "พัฒนาการอำเภอเมืองกาญจนบุรี",
                "7101",
                "thana",
                EnumSet.complementOf(FAR),
                at);
        officer(
                handle,
                areas,
                "นางวรรณา สมมติ",
                "พัฒนาการจังหวัดกาญจนบุรี",
                "71",
                "wanna",
                EnumSet.allOf(Right.class),
                at);
    }

    private static void officer(
            Handle handle,
            Areas areas,
            String name,
            String position,
            String area,
            String username,
            Set<Right> rights,
            Instant at) {
        var by = new Caller(OFFICER, null, List.of(new Caller.Grant("", rights)));
        var officer = new Officers(areas)
                .create(handle, Scope.ALL, new Officer.Facts(name, position, null, null, area, username), at);
        new Grants(areas).add(handle, officer, new Grants.Wanted(area, rights, null, null, null), by, at);
    }

    private static void reports(Handle handle, Areas areas) {
        var columns = List.of(
                "number", "category", "detail", "area", "lat", "lon", "reporter", "anonymous", "project", "history");
        each("reports", columns, row -> {
            var number = row.text("number");
            var changes = Stream.of(row.text("history").split(";"))
                    .map(step -> Step.read(step.strip()))
                    .toList();
            var category = row.code("category", Category.class, Map.of());
            long id = handle.createUpdate("""
                            INSERT INTO report (number, filed_by, category, detail, area, lat, lon, reporter, anonymous, restricted, status, project_id, created_at, updated_at)
                            VALUES (:number, CONCAT('sample:', :number), :category, :detail, :area, :lat, :lon,
                                (SELECT id FROM member WHERE code = :reporter), :anonymous, :sensitive, :status,
                                (SELECT id FROM project WHERE code = :project), :createdAt, :updatedAt)
                            """)
                    .bind("number", number)
                    .bind("category", category)
                    .bind("sensitive", category.sensitive())
                    .bind("detail", row.text("detail"))
                    .bind("area", areas.require(handle, row.text("area")).code())
                    .bind("lat", row.optional("lat", "degrees", Row::number))
                    .bind("lon", row.optional("lon", "degrees", Row::number))
                    .bind("reporter", row.optional("reporter"))
                    .bind("anonymous", row.yes("anonymous"))
                    .bind("status", changes.getLast().status())
                    .bind("project", row.optional("project"))
                    .bind("createdAt", changes.getFirst().at())
                    .bind("updatedAt", changes.getLast().at())
                    .executeAndReturnGeneratedKeys("id")
                    .mapTo(Long.class)
                    .one();
            for (int i = 0; i < changes.size(); i++) {
                var change = changes.get(i);
                handle.createUpdate("""
                                INSERT INTO report_change (report_id, seq, status, note, changed_by, created_at) VALUES (:report, :seq, :status, :note, :by, :at)
                                """)
                        .bind("report", id)
                        .bind("seq", i + 1)
                        .bind("status", change.status())
                        .bind("note", change.note())
                        .bind("at", change.at())
                        .bind("by", i == 0 ? REPORTER : OFFICER)
                        .execute();
            }
        });
        // R-6911-0040: the numbers that new reports get go on from here
        handle.execute("""
                INSERT INTO report_counter (month, last)
                SELECT SUBSTRING(number, 3, 4), MAX(CAST(SUBSTRING(number, 8) AS INT)) FROM report GROUP BY SUBSTRING(number, 3, 4)
                """);
    }

    /** A change of a report: {@code FORWARDED 2026-09-28T16:30:00+07:00 a note}. */
    private record Step(
            ReportStatus status, Instant at, @Nullable String note) {
        static Step read(String text) {
            var words = text.split(" ", 3);
            return new Step(
                    ReportStatus.valueOf(words[0]),
                    OffsetDateTime.parse(words[1]).toInstant(),
                    words.length == 3 ? words[2] : null);
        }
    }

    private static void each(String name, List<String> columns, Consumer<Row> use) {
        var csv = Table.read(file(name), columns, List.of(), List.of());
        csv.rows().forEach(use);
        if (!csv.flaws().isEmpty()) {
            throw broken(name, csv.flaws());
        }
    }

    private static IllegalStateException broken(String name, List<?> flaws) {
        return new IllegalStateException("the packaged sample " + name + " is broken: " + flaws);
    }

    private static byte[] file(String name) {
        try (var in = Objects.requireNonNull(Sample.class.getResourceAsStream("/sample/" + name + ".csv"))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
