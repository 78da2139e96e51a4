package prasan.plans;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import prasan.areas.Area;
import prasan.areas.Areas;
import prasan.csv.Import;
import prasan.csv.Importer;
import prasan.csv.Row;
import prasan.db.Characters;
import prasan.flow.BuddhistEra;

/**
 * Projects from a sheet, one a line, by their code. A stage other than the one kept is a move like any other: it must be legal, and is told to those who follow the project. The column
 * {@code history} is optional and holds the stages before: {@code PROPOSED 2025-10-06; VILLAGE_PLAN 25/11/2568 a note}; a new project takes it all, one that is there already takes
 * what is new in it.
 */
public final class ProjectImport implements Import.Kind {
    private static final Map<String, DoType> DO_TYPES =
            Map.of("ทำเอง", DoType.SELF, "ทำร่วม", DoType.JOINT, "ทำให้", DoType.AGENCY);

    private final Projects projects;
    private final Areas areas;
    private final Importer by;

    public ProjectImport(Projects projects, Areas areas, Importer by) {
        this.projects = projects;
        this.areas = areas;
        this.by = by;
    }

    @Override
    public List<String> required() {
        return List.of("code", "name", "dimension", "budget_baht", "do_type", "fiscal_year_be", "area");
    }

    @Override
    public List<String> optional() {
        // the last two, which nobody sets, are in an export of the list
        return List.of(
                "objective",
                "target",
                "indicator",
                "budget_source",
                "agency",
                "priority",
                "lat",
                "lon",
                "stage",
                "stage_changed_on",
                "history",
                "created_at",
                "updated_at");
    }

    @Override
    public List<String> lines() {
        return List.of("objective", "target", "indicator", "history");
    }

    @Override
    public @Nullable String column(String refusal) {
        return switch (refusal) {
            case "illegal-move" -> "stage";
            case "before-last-move", "on" -> "stage_changed_on";
            case "unknown-area", "outside-area" -> "area";
            default -> null;
        };
    }

    @Override
    public Optional<Import.Change> take(Handle handle, Row row, Instant at) {
        var code = row.text("code");
        var known = projects.find(handle, code);
        var facts = facts(handle, row, known.map(Project::facts).orElse(null));
        var steps = steps(row, known.isEmpty(), BuddhistEra.day(at));
        if (row.flawed()) {
            return Optional.empty();
        }
        if (known.isEmpty()) {
            projects.create(handle, by.scope(), code, facts, steps, by.name(), at);
            var details = new ArrayList<>(Import.cells(facts));
            steps.forEach(step -> details.add("stage: " + step.stage() + " " + step.changedOn()));
            return Optional.of(new Import.Change(code, facts.area(), Import.Effect.NEW, details));
        }
        return change(handle, row, known.get(), facts, steps, at);
    }

    private Optional<Import.Change> change(
            Handle handle, Row row, Project old, Project.Facts facts, List<Project.Step> steps, Instant at) {
        var details = new ArrayList<>(Import.differences(old.facts(), facts));
        if (!details.isEmpty()) {
            projects.change(handle, by.scope(), old.code(), facts, at);
        }
        if (steps.isEmpty()) {
            return Optional.of(changed(old, facts, details));
        }
        var further = further(projects.history(handle, old.id()), steps);
        if (!further.isEmpty()) {
            details.add("stage: " + old.stage() + " → "
                    + String.join(
                            " → ",
                            further.stream().map(step -> step.stage().name()).toList()));
            projects.move(handle, by.scope(), old.code(), further, by.name(), at);
        } else if (row.has("stage_changed_on") && !steps.getLast().changedOn().equals(old.stageChangedOn())) {
            details.add("stage_changed_on: " + old.stageChangedOn() + " → "
                    + steps.getLast().changedOn());
            var kept = projects.history(handle, old.id()).getLast();
            var step = new Project.Step(kept.stage(), steps.getLast().changedOn(), kept.note());
            projects.correct(handle, by.scope(), old.code(), step, by.name(), at);
        }
        return Optional.of(changed(old, facts, details));
    }

    private static Import.Change changed(Project old, Project.Facts facts, List<String> details) {
        var effect = details.isEmpty() ? Import.Effect.UNCHANGED : Import.Effect.CHANGED;
        return new Import.Change(old.code(), facts.area(), effect, details);
    }

    /** The steps that are not kept yet: those behind the kept ones where the sheet has the whole history, else the last where it is another stage. */
    private static List<Project.Step> further(List<Project.Change> kept, List<Project.Step> sheet) {
        if (sheet.size() >= kept.size() && same(kept, sheet)) {
            return sheet.subList(kept.size(), sheet.size());
        }
        return sheet.getLast().stage() == kept.getLast().stage() ? List.of() : List.of(sheet.getLast());
    }

    private static boolean same(List<Project.Change> kept, List<Project.Step> sheet) {
        for (int i = 0; i < kept.size(); i++) {
            if (kept.get(i).stage() != sheet.get(i).stage()
                    || !kept.get(i).changedOn().equals(sheet.get(i).changedOn())) {
                return false;
            }
        }
        return true;
    }

    private Project.Facts facts(Handle handle, Row row, Project.@Nullable Facts old) {
        return new Project.Facts(
                row.text("name"),
                row.text("dimension"),
                row.optional("objective", old == null ? null : old.objective()),
                row.optional("target", old == null ? null : old.target()),
                row.optional("indicator", old == null ? null : old.indicator()),
                row.required("budget_baht", "an amount in baht", BigDecimal.ZERO, Row::number),
                row.optional("budget_source", old == null ? null : old.budgetSource()),
                row.code("do_type", DoType.class, DO_TYPES),
                row.optional("agency", old == null ? null : old.agency()),
                row.year("fiscal_year_be"),
                row.required(
                        "area",
                        "the code of an area",
                        "",
                        code -> areas.known(handle, code).map(Area::code)),
                old != null && !row.has("priority")
                        ? old.priority()
                        : row.optional(
                                "priority",
                                "a whole number",
                                cell -> Row.number(cell).map(BigDecimal::intValueExact)),
                old != null && !row.has("lat") ? old.lat() : row.optional("lat", "a latitude in degrees", Row::number),
                old != null && !row.has("lon")
                        ? old.lon()
                        : row.optional("lon", "a longitude in degrees", Row::number));
    }

    /** The steps of the sheet; none where it does not say where a project that is kept stands. */
    private static List<Project.Step> steps(Row row, boolean isNew, LocalDate today) {
        if (!row.has("stage")) {
            return isNew ? List.of(new Project.Step(PlanStage.PROPOSED, today, null)) : List.of();
        }
        var steps = new ArrayList<Project.Step>();
        var history = row.optional("history");
        for (var text : history == null ? new String[0] : history.split(";")) {
            step(text.strip())
                    .ifPresentOrElse(
                            steps::add,
                            () -> row.flaw(
                                    "history",
                                    "\"" + Characters.shown(text.strip())
                                            + "\" is not a stage, a day and a note: PROPOSED 2025-10-06"));
        }
        var stage = row.code("stage", PlanStage.class, Map.of());
        var on = row.has("stage_changed_on")
                ? row.required(
                        "stage_changed_on", "a day like 2026-08-02 or 2/8/2569", LocalDate.EPOCH, BuddhistEra::day)
                : today;
        steps.add(new Project.Step(stage, on, null));
        return steps;
    }

    private static Optional<Project.Step> step(String text) {
        var words = text.split(" ", 3);
        if (words.length < 2) {
            return Optional.empty();
        }
        var note = words.length == 3 ? words[2] : null;
        return List.of(PlanStage.values()).stream()
                .filter(stage -> stage.name().equalsIgnoreCase(words[0]))
                .findFirst()
                .flatMap(stage -> BuddhistEra.day(words[1]).map(on -> new Project.Step(stage, on, note)));
    }
}
