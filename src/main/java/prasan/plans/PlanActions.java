package prasan.plans;

import static prasan.flow.Signature.Kind.READ;
import static prasan.flow.Signature.Kind.SOURCE;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import prasan.areas.Areas;
import prasan.chat.Actions;
import prasan.chat.Years;
import prasan.flow.BuddhistEra;
import prasan.flow.Graphemes;
import prasan.flow.Input;
import prasan.flow.Need;
import prasan.flow.Polite;
import prasan.flow.Print;
import prasan.flow.Signature;
import prasan.flow.ThaiNumbers;
import prasan.flow.Type;
import prasan.flow.Value;

/** What flows can ask of the plans: which fiscal years an area has projects in, which projects, and everything of one. */
public final class PlanActions {
    /** More than this nobody reads through; words of the name narrow it down. */
    private static final int MOST = 50;

    /** What fits on a card with room to spare: LINE takes 30 KB, and a Thai character with its vowel and tone mark is 9 bytes. */
    private static final int CHANGES = 8;

    private static final int NOTE = 150;
    private static final int NAME = 200;

    private static final int LABEL = 20;
    private static final int TAMBON = 6;
    private static final int MOO_MAX = 99;
    private static final int FISCAL_AHEAD = 3;
    private static final Pattern VILLAGE = Pattern.compile(
            "(?:โครงการ)?(?:ทั้งหมด)? ?(?:ของ|ใน|ที่)? ?(?:หมู่(?:บ้าน)?(?: ?ที่)?|ม\\.?|moo) ?([0-9]{1,2}|[ก-๙]+)");

    private final Projects projects;
    private final Areas areas;
    private final Function<String, Print> print;

    /**
     * @param print how values are printed, by language
     */
    public PlanActions(Projects projects, Areas areas, Function<String, Print> print) {
        this.projects = projects;
        this.areas = areas;
        this.print = print;
    }

    public void register(Actions actions) {
        actions.source(source("plans.years", Map.of("area", Type.AREA)), this::years);
        actions.source(source("plans.projects", Map.of("area", Type.AREA, "year", Type.REF)), this::projects);
        actions.action(
                new Signature(
                                "plans.read",
                                READ,
                                Map.of("project", Type.REF),
                                Map.of(
                                        "found",
                                        Map.ofEntries(
                                                Map.entry("code", Type.TEXT),
                                                Map.entry("name", Type.TEXT),
                                                Map.entry("stage", Type.CODE),
                                                Map.entry("next", Type.CODE),
                                                Map.entry("stageOn", Type.DAY),
                                                Map.entry("budget", Type.MONEY),
                                                Map.entry("source", Type.TEXT),
                                                Map.entry("agency", Type.TEXT),
                                                Map.entry("doType", Type.CODE),
                                                Map.entry("year", Type.TEXT),
                                                Map.entry("area", Type.AREA),
                                                Map.entry("history", Type.ROWS)),
                                        "unknown",
                                        Map.of()))
                        .rows("history", "on", "stage", "note")
                        .words(Map.of("stage", "plan-stage", "next", "plan-next", "doType", "do-type")),
                this::read);
    }

    private static Signature source(String name, Map<String, Type> inputs) {
        return new Signature(name, SOURCE, inputs, Map.of());
    }

    Input.Found years(Actions.Context context, Need.Look look) {
        var years = look.inputs().get("area") instanceof Value.Area area
                ? projects.years(context.handle(), around(area))
                : List.<Integer>of();
        return Years.choose(look, years, context.pick("ปีงบ", "FY"), fiscalYear(context));
    }

    Input.Found projects(Actions.Context context, Need.Look look) {
        if (!(look.inputs().get("area") instanceof Value.Area area)) {
            return Input.Found.refused("none");
        }
        var year = look.inputs().get("year") instanceof Value.Ref ref ? Integer.valueOf(ref.id()) : null;
        var village = village(area, look.query());
        var filter = village == null
                ? new Projects.Filter(around(area), year, null, look.query())
                : new Projects.Filter(village, year, null, null);
        var items = projects.choice(context.handle(), filter, area.code(), MOST).stream()
                .map(project -> item(context, project))
                .toList();
        return items.isEmpty() ? Input.Found.refused("none") : Input.Found.of(items);
    }

    /** The year of the Buddhist era whose budget runs: it begins in October of the year before. */
    private static int fiscalYear(Actions.Context context) {
        return BuddhistEra.day(context.at()).plusMonths(FISCAL_AHEAD).getYear() + BuddhistEra.OFFSET;
    }

    /** The village of the tambon that somebody asks for by its number, or {@code null}: โครงการของหมู่ 5. */
    private static @Nullable String village(Value.Area area, @Nullable String query) {
        var asked = query == null ? null : VILLAGE.matcher(Polite.bare(query));
        if (asked == null || !asked.matches() || area.code().length() < TAMBON) {
            return null;
        }
        var number = ThaiNumbers.read(asked.group(1));
        return number == null || number.signum() <= 0 || number.compareTo(BigDecimal.valueOf(MOO_MAX)) > 0
                ? null
                : "%s%02d".formatted(around(area), number.intValue());
    }

    /** A village has few projects of its own, and those of its tambon serve it too. */
    private static String around(Value.Area area) {
        return area.code().length() > TAMBON ? area.code().substring(0, TAMBON) : area.code();
    }

    private Input.Item item(Actions.Context context, Project project) {
        var facts = project.facts();
        var print = this.print.apply(context.language());
        return new Input.Item(
                new Value.Ref(project.code(), facts.name()),
                Graphemes.cut(facts.name(), LABEL),
                facts.name(),
                List.of(
                        print.of(stage(project.stage())),
                        print.of(new Value.Money(facts.budgetBaht())),
                        print.of(areas.value(context.handle(), facts.area()))));
    }

    Input.Outcome read(Actions.Context context, Map<String, Value> inputs) {
        var found = inputs.get("project") instanceof Value.Ref ref
                ? projects.find(context.handle(), ref.id())
                : Optional.<Project>empty();
        return found.map(project -> new Input.Outcome("found", card(context.handle(), project)))
                .orElseGet(() -> new Input.Outcome("unknown", Map.of()));
    }

    private Map<String, Value> card(Handle handle, Project project) {
        var facts = project.facts();
        var history = projects.history(handle, project.id());
        return Map.ofEntries(
                Map.entry("code", Value.text(project.code())),
                Map.entry("name", Value.text(Graphemes.cut(facts.name(), NAME))),
                Map.entry("stage", stage(project.stage())),
                Map.entry("next", new Value.Code("plan-next", project.stage().name())),
                Map.entry("stageOn", new Value.Day(project.stageChangedOn())),
                Map.entry("budget", new Value.Money(facts.budgetBaht())),
                Map.entry("source", Value.text(facts.budgetSource())),
                Map.entry("agency", Value.text(facts.agency())),
                Map.entry("doType", new Value.Code("do-type", facts.doType().name())),
                Map.entry("year", Value.text(String.valueOf(facts.fiscalYearBe()))),
                Map.entry("area", areas.value(handle, facts.area())),
                Map.entry(
                        "history",
                        new Value.Rows(history.stream()
                                .skip(Math.max(0, history.size() - CHANGES))
                                .map(PlanActions::row)
                                .toList())));
    }

    private static Map<String, Value> row(Project.Change change) {
        return Map.of(
                "on",
                new Value.Day(change.changedOn()),
                "stage",
                stage(change.stage()),
                "note",
                change.note() == null ? new Value.None() : new Value.Text(Graphemes.cut(change.note(), NOTE)));
    }

    private static Value stage(PlanStage stage) {
        return new Value.Code("plan-stage", stage.name());
    }
}
