package prasan.reports;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import prasan.areas.Areas;
import prasan.chat.Actions;
import prasan.db.Slice;
import prasan.flow.BuddhistEra;
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

    /** The longest place in words that is kept. */
    private static final int PLACE = 300;

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
                            "area", Type.AREA,
                            "name", Type.TEXT,
                            "role", Type.CODE,
                            "anonymous", Type.CODE,
                            "sensitive", Type.CODE,
                            "official", Type.CODE),
                    Map.of(
                            "filed",
                            Map.of("number", Type.TEXT, "due", Type.DAY, "handler", Type.TEXT, "phone", Type.TEXT)))
            .optional("photos", "place", "name", "role", "anonymous", "sensitive", "official")
            .takingMedia()
            .words(Map.of(
                    "category",
                    "category",
                    "role",
                    "role",
                    "anonymous",
                    "yes-no",
                    "sensitive",
                    "yes-no",
                    "official",
                    "yes-no"));

    private static final Signature MINE = new Signature("reports.mine", Signature.Kind.SOURCE, Map.of(), Map.of());

    private static final Signature READ = new Signature(
                    "reports.read",
                    Signature.Kind.READ,
                    Map.of("report", Type.REF),
                    Map.of(
                            "found",
                            Map.ofEntries(
                                    Map.entry("number", Type.TEXT),
                                    Map.entry("category", Type.CODE),
                                    Map.entry("status", Type.CODE),
                                    Map.entry("filed", Type.MOMENT),
                                    Map.entry("changed", Type.MOMENT),
                                    Map.entry("area", Type.AREA),
                                    Map.entry("detail", Type.TEXT),
                                    Map.entry("due", Type.DAY),
                                    Map.entry("handler", Type.TEXT),
                                    Map.entry("phone", Type.TEXT),
                                    Map.entry("reminders", Type.NUMBER),
                                    Map.entry("timeline", Type.ROWS)),
                            "unknown",
                            Map.of()))
            .rows("timeline", "at", "status", "note")
            .words(Map.of("category", "category", "status", "report-status"))
            .personal("detail", "timeline");

    private final Reports reports;
    private final Areas areas;
    private final Reporters reporters;
    private final Office office;
    private final Function<String, Print> print;

    /**
     * @param office tells reporters who handles their reports
     * @param print prints values in a language, by its code
     */
    public ReportActions(
            Reports reports, Areas areas, Reporters reporters, Office office, Function<String, Print> print) {
        this.reports = reports;
        this.areas = areas;
        this.reporters = reporters;
        this.office = office;
        this.print = print;
    }

    public void register(Actions actions) {
        actions.action(FILE, this::file);
        actions.source(MINE, (context, look) -> mine(context, look.query()));
        actions.action(READ, this::read);
    }

    Input.Outcome file(Actions.Context context, Map<String, Value> inputs) {
        var place = inputs.get("place") instanceof Value.Place given ? given : null;
        var category =
                Category.valueOf(input(inputs, "category", Value.Code.class).code());
        var area = areas.require(
                        context.handle(),
                        input(inputs, "area", Value.Area.class).code())
                .code();
        var privacy = Filing.Privacy.of(
                category,
                yes(inputs, "sensitive"),
                yes(inputs, "official"),
                inputs.get("anonymous") instanceof Value.Code said ? said.code().equals("YES") : null);
        if (!privacy.anonymous() && inputs.get("name") instanceof Value.Text name) {
            var role = inputs.get("role") instanceof Value.Code given ? given.code() : null;
            reporters.remember(context.handle(), context.chat(), name.text(), role, area, context.at());
        }
        var filing = new Filing(
                context.once(),
                context.chat(),
                category,
                input(inputs, "detail", Value.Text.class).text(),
                area,
                words(place, input(inputs, "area", Value.Area.class).community()),
                place == null ? null : place.lat(),
                place == null ? null : place.lon(),
                inputs.get("photos") instanceof Value.Images photos ? photos.ids() : List.of(),
                context.media(),
                privacy,
                context.at());
        var number = reports.file(context.handle(), filing);
        return new Input.Outcome(
                "filed",
                Map.of(
                        "number",
                        new Value.Text(number),
                        "due",
                        new Value.Day(BuddhistEra.day(context.at()).plusDays(Report.DAYS)),
                        "handler",
                        office.name(context, area),
                        "phone",
                        office.phoneOrNone()));
    }

    private static boolean yes(Map<String, Value> inputs, String name) {
        return inputs.get(name) instanceof Value.Code said && said.code().equals("YES");
    }

    /** Where it is in words: the ชุมชน, of which the area's code says nothing, before the place. */
    private static @Nullable String words(Value.@Nullable Place place, @Nullable String community) {
        var said = place == null ? null : place.words();
        var all = Stream.of(community, said)
                .filter(part -> part != null && !part.isEmpty())
                .collect(Collectors.joining(" "));
        return all.isEmpty() ? null : Graphemes.fit(all, PLACE);
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

    static Input.Item item(Report report, Print print) {
        return new Input.Item(
                new Value.Ref(report.number(), report.number()),
                report.number(),
                report.number() + " " + print.of(category(report)),
                List.of(
                        print.of(status(report.status())),
                        print.of(new Value.Day(BuddhistEra.day(report.createdAt()))),
                        Graphemes.cut(report.detail(), EXCERPT)));
    }

    Input.Outcome read(Actions.Context context, Map<String, Value> inputs) {
        var handle = context.handle();
        var id = input(inputs, "report", Value.Ref.class).id();
        var typed = ReportNumber.typed(id);
        return reports.own(handle, typed == null ? id : typed, context.chat())
                .map(report -> new Input.Outcome("found", values(context, report)))
                .orElseGet(() -> new Input.Outcome("unknown", Map.of()));
    }

    private Map<String, Value> values(Actions.Context context, Report report) {
        var handle = context.handle();
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
        boolean ended = report.status().ended();
        return Map.ofEntries(
                Map.entry("number", new Value.Text(report.number())),
                Map.entry("category", category(report)),
                Map.entry("status", status(report.status())),
                Map.entry("filed", new Value.Moment(report.createdAt())),
                Map.entry("changed", new Value.Moment(report.updatedAt())),
                Map.entry("area", areas.value(handle, report.area())),
                Map.entry("detail", new Value.Text(Graphemes.cut(report.detail(), DETAIL))),
                Map.entry("due", ended ? new Value.None() : new Value.Day(report.dueOn())),
                Map.entry("handler", office.name(context, report.area())),
                Map.entry("phone", office.phoneOrNone()),
                Map.entry(
                        "reminders",
                        report.reminders() == 0
                                ? new Value.None()
                                : new Value.Quantity(BigDecimal.valueOf(report.reminders()))),
                Map.entry("timeline", new Value.Rows(timeline)));
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
