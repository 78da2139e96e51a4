package prasan;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import prasan.audit.Audit;
import prasan.csv.Import;
import prasan.csv.Import.Effect;
import prasan.csv.Importer;
import prasan.http.About;
import prasan.http.Content;
import prasan.http.Endpoint;
import prasan.http.Problem;
import prasan.http.Request;
import prasan.http.Right;

/** Files that are brought in, by the command {@code import} or over HTTP. What they change is in the audit, row by row. */
final class Imports {

    /** What a file can have. */
    enum Kind {
        AREAS("areas", "area", Right.ADMIN, true),
        MEMBERS("members", "member", Right.MEMBER, false),
        CENTRES("centres", "centre", Right.MEMBER, false),
        PROJECTS("projects", "project", Right.PLAN, false),
        AWARD_TYPES("award-types", "award-type", Right.AWARD, true),
        AWARDS("awards", "award", Right.AWARD, false);

        /** All of them, for people. */
        static final String ALL = Arrays.stream(values()).map(Kind::toString).collect(Collectors.joining(", "));

        private final String word;
        private final String subject;
        private final Right right;
        private final boolean national;

        Kind(String word, String subject, Right right, boolean national) {
            this.word = word;
            this.subject = subject;
            this.right = right;
            this.national = national;
        }

        @Override
        public String toString() {
            return word;
        }

        static @Nullable Kind of(String word) {
            return Arrays.stream(values())
                    .filter(kind -> kind.word.equals(word))
                    .findFirst()
                    .orElse(null);
        }
    }

    private final Jdbi jdbi;
    private final Features features;
    private final Clock clock;

    Imports(Jdbi jdbi, Features features, Clock clock) {
        this.jdbi = jdbi;
        this.features = features;
        this.clock = clock;
    }

    private record Imported(List<String> changes) {
        Imported {
            changes = List.copyOf(changes);
        }
    }

    /** Brings a file in for the command. */
    Import.Result run(Kind kind, byte[] file, boolean apply) {
        var act = new Audit.Act(Importer.OPERATOR.name(), null, "command line", "import");
        return run(kind, file, apply, Importer.OPERATOR, act);
    }

    private Import.Result run(Kind kind, byte[] file, boolean apply, Importer by, Audit.Act act) {
        var now = clock.instant();
        return Import.run(jdbi, features.sheet(kind, by), file, now, apply, (handle, result) -> {
            var deeds = result.changes().stream()
                    .filter(change -> change.effect() != Effect.UNCHANGED)
                    .map(change -> deed(kind, change))
                    .toList();
            Audit.write(handle, act, deeds, now);
        });
    }

    private static Audit.Deed deed(Kind kind, Import.Change change) {
        var row = new Audit.Row(kind.subject, change.audited(), change.area());
        // what a person or a centre is called, or gets an award for, stays out of what is kept for years: which cells
        // changed, and not how;
        // what is new can be read in its row
        var changes = kind.right == Right.MEMBER || kind == Kind.AWARDS || change.effect() == Effect.NEW
                ? change.details().stream()
                        .map(detail -> detail.split(":", 2)[0])
                        .distinct()
                        .toList()
                : change.details();
        return new Audit.Deed(row, null, new Imported(changes));
    }

    private record ImportedRow(
            @About(value = "what the row is known by", example = "KRI-70-0001")
            String key,

            Effect effect,
            @About("one for each cell that changed") List<String> details) {}

    private record ImportReport(
            @About("false for a dry run: nothing was kept") boolean applied,
            long added,
            long changed,
            long unchanged,

            @About("rows that are new or changed, the first 1,000")
            List<ImportedRow> changes,

            List<String> notes) {}

    List<Endpoint> endpoints() {
        return Arrays.stream(Kind.values()).map(this::endpoint).toList();
    }

    private Endpoint endpoint(Kind kind) {
        var id = "import"
                + Arrays.stream(kind.word.split("-"))
                        .map(part -> part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1))
                        .collect(Collectors.joining());
        var endpoint = Endpoint.post(
                        "/api/imports/" + kind,
                        id,
                        "Brings in a CSV or XLSX file, all of it or nothing; tells what it changes, and changes it with apply=true",
                        request -> take(kind, request))
                .query("apply", Boolean.class, "false, the default, for a dry run: nothing is kept")
                .takesFile("text/csv", Content.XLSX)
                .gives(ImportReport.class)
                .refuses(422, "faulty-file", "Correct what \"errors\" names, by line and column");
        return kind.national ? endpoint.national(kind.right) : endpoint.right(kind.right);
    }

    private Object take(Kind kind, Request request) {
        boolean apply = Boolean.TRUE.equals(request.query("apply", Boolean.class));
        var caller = request.caller();
        var act = new Audit.Act(caller.name(), caller.officer(), request.address(), request.action());
        var by = new Importer(request.scope(), caller.name());
        var result = run(kind, request.file(), apply, by, act);
        if (result.refused()) {
            throw new Problem(
                    422,
                    "faulty-file",
                    "Correct what \"errors\" names, by line and column",
                    Map.of(
                            "count",
                            result.flaws().size(),
                            "errors",
                            result.flaws().stream().limit(Import.MOST_FLAWS).toList()));
        }
        var changes = result.changes().stream()
                .filter(change -> change.effect() != Effect.UNCHANGED)
                .limit(Import.MOST_CHANGES)
                .map(change -> new ImportedRow(change.key(), change.effect(), change.details()))
                .toList();
        return new ImportReport(
                apply,
                result.count(Effect.NEW),
                result.count(Effect.CHANGED),
                result.count(Effect.UNCHANGED),
                changes,
                result.notes());
    }
}
