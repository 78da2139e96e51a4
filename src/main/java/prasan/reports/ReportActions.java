package prasan.reports;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import prasan.areas.Areas;
import prasan.chat.Actions;
import prasan.db.Slice;
import prasan.flow.Graphemes;
import prasan.flow.Input;
import prasan.flow.Print;
import prasan.flow.Signature;
import prasan.flow.Type;
import prasan.flow.Value;

/** What flows can do with reports. In chat everybody sees only their own. */
public final class ReportActions {
    /** More than this nobody reads through; a number or words find the others. */
    private static final int MOST = 50;

    private static final int EXCERPT = 40;

    /** What fits on a card with room to spare: LINE takes 30 KB, and a Thai character with its vowel and tone mark is 9 bytes. */
    private static final int CHANGES = 5;

    private static final int NOTE = 200;
    private static final int DETAIL = 500;

    private static final Signature FILE = new Signature(
                    "reports.file",
                    Signature.Kind.WRITE,
                    Map.of(
                            "category", Type.CODE,
                            "detail", Type.TEXT,
                            "photos", Type.IMAGES,
                            "place", Type.PLACE,
                            "area", Type.AREA),
                    Map.of("filed", Map.of("number", Type.TEXT)))
            .optional("photos", "place")
            .words(Map.of("category", "category"));

    private static final Signature MINE = new Signature("reports.mine", Signature.Kind.SOURCE, Map.of(), Map.of());

    private static final Signature READ = new Signature(
                    "reports.read",
                    Signature.Kind.READ,
                    Map.of("report", Type.REF),
                    Map.of(
                            "found",
                            Map.of(
                                    "number", Type.TEXT,
                                    "category", Type.CODE,
                                    "status", Type.CODE,
                                    "filed", Type.MOMENT,
                                    "changed", Type.MOMENT,
                                    "area", Type.AREA,
                                    "detail", Type.TEXT,
                                    "timeline", Type.ROWS),
                            "unknown",
                            Map.of()))
            .rows("timeline", "at", "status", "note")
            .words(Map.of("category", "category", "status", "report-status"))
            .personal("detail", "timeline");

    private final Reports reports;
    private final Areas areas;
    private final Function<String, Print> print;

    /** @param print prints values in a language, by its code */
    public ReportActions(Reports reports, Areas areas, Function<String, Print> print) {
        this.reports = reports;
        this.areas = areas;
        this.print = print;
    }

    public void register(Actions actions) {
        actions.action(FILE, this::file);
        actions.source(MINE, (context, look) -> mine(context, look.query()));
        actions.action(READ, this::read);
    }

    Input.Outcome file(Actions.Context context, Map<String, Value> inputs) {
        var place = inputs.get("place") instanceof Value.Place given ? given : null;
        var filing = new Filing(
                context.once(),
                context.chat(),
                Category.valueOf(input(inputs, "category", Value.Code.class).code()),
                input(inputs, "detail", Value.Text.class).text(),
                areas.require(
                                context.handle(),
                                input(inputs, "area", Value.Area.class).code())
                        .code(),
                place == null ? null : place.words(),
                place == null ? null : place.lat(),
                place == null ? null : place.lon(),
                inputs.get("photos") instanceof Value.Images photos ? photos.ids() : List.of(),
                context.media(),
                context.at());
        var number = reports.file(context.handle(), filing);
        return new Input.Outcome("filed", Map.of("number", new Value.Text(number)));
    }

    Input.Found mine(Actions.Context context, @Nullable String query) {
        var number = query == null ? null : ReportNumber.typed(query);
        var search = new Search(null, null, null, number == null ? query : number, context.chat());
        var found = reports.list(context.handle(), Sight.ALL, search, Slice.latest(MOST));
        return found.isEmpty()
                ? Input.Found.refused("none")
                : Input.Found.of(found.stream()
                        .map(report -> item(report, print.apply(context.language())))
                        .toList());
    }

    private static Input.Item item(Report report, Print print) {
        return new Input.Item(
                new Value.Ref(report.number(), report.number()),
                report.number(),
                report.number() + " " + print.of(category(report)),
                List.of(
                        print.of(status(report.status())),
                        print.of(new Value.Day(LocalDate.ofInstant(report.createdAt(), ReportNumber.BANGKOK))),
                        Graphemes.cut(report.detail(), EXCERPT)));
    }

    Input.Outcome read(Actions.Context context, Map<String, Value> inputs) {
        var handle = context.handle();
        var number = input(inputs, "report", Value.Ref.class).id();
        return reports.own(handle, number, context.chat())
                .map(report -> new Input.Outcome("found", values(handle, report)))
                .orElseGet(() -> new Input.Outcome("unknown", Map.of()));
    }

    private Map<String, Value> values(Handle handle, Report report) {
        var changes = reports.timeline(handle, report.id());
        var timeline = changes.stream()
                .skip(Math.max(0, changes.size() - CHANGES))
                .map(change -> Map.of(
                        "at",
                        new Value.Moment(change.createdAt()),
                        "status",
                        status(change.status()),
                        "note",
                        change.note() == null ? new Value.None() : new Value.Text(Graphemes.cut(change.note(), NOTE))))
                .toList();
        return Map.of(
                "number", new Value.Text(report.number()),
                "category", category(report),
                "status", status(report.status()),
                "filed", new Value.Moment(report.createdAt()),
                "changed", new Value.Moment(report.updatedAt()),
                "area", areas.value(handle, report.area()),
                "detail", new Value.Text(Graphemes.cut(report.detail(), DETAIL)),
                "timeline", new Value.Rows(timeline));
    }

    private static Value category(Report report) {
        return new Value.Code("category", report.category().name());
    }

    private static Value status(ReportStatus status) {
        return new Value.Code("report-status", status.name());
    }

    private static <T extends Value> T input(Map<String, Value> inputs, String name, Class<T> type) {
        @Nullable Value value = inputs.get(name);
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException("the input " + name + " is missing");
        }
        return type.cast(value);
    }
}
