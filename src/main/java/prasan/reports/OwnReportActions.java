package prasan.reports;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import prasan.chat.Actions;
import prasan.chat.Actions.Context;
import prasan.db.Refused;
import prasan.flow.Care;
import prasan.flow.Input;
import prasan.flow.Print;
import prasan.flow.Signature;
import prasan.flow.Type;
import prasan.flow.Understood;
import prasan.flow.Value;

/** What flows can do with a report that the person has filed: add to it, ask what became of it, say that it is solved, withdraw it. */
public final class OwnReportActions {
    /** Words that come so soon after a report are likely to belong to it. */
    private static final Duration RECENT = Duration.ofHours(24);

    private static final int MOST = 50;
    private static final String REPORT = "report";
    private static final String NUMBER = "number";
    private static final String DETAIL = "detail";
    private static final String OVER = "over";
    private static final String UNKNOWN = "unknown";

    private static final Signature LATEST = new Signature(
                    "reports.recent",
                    Signature.Kind.READ,
                    Map.of(),
                    Map.of(
                            "recent",
                            Map.of(REPORT, Type.REF, NUMBER, Type.TEXT, "category", Type.CODE, "filed", Type.MOMENT),
                            "none",
                            Map.of()))
            .words(Map.of("category", "category"));

    private static final Signature FIND = new Signature(
            "reports.find",
            Signature.Kind.READ,
            Map.of(NUMBER, Type.TEXT),
            Map.of("found", Map.of(REPORT, Type.REF), UNKNOWN, Map.of()));

    private static final Signature OPEN = new Signature("reports.open", Signature.Kind.SOURCE, Map.of(), Map.of());

    private static final Signature UNSETTLED =
            new Signature("reports.unsettled", Signature.Kind.SOURCE, Map.of(), Map.of());

    private static final Signature STATE = new Signature(
            "reports.state",
            Signature.Kind.READ,
            Map.of(REPORT, Type.REF),
            Map.of("open", Map.of(), "resolved", Map.of(), OVER, Map.of(), UNKNOWN, Map.of()));

    private static final Signature ADD = new Signature(
                    "reports.add",
                    Signature.Kind.WRITE,
                    Map.of(REPORT, Type.REF, DETAIL, Type.TEXT, "photos", Type.IMAGES, "place", Type.PLACE),
                    Map.of("added", Map.of(NUMBER, Type.TEXT), OVER, Map.of(), UNKNOWN, Map.of()))
            .optional(DETAIL, "photos", "place")
            .takingMedia();

    private static final Signature WITHDRAW = new Signature(
                    "reports.withdraw",
                    Signature.Kind.WRITE,
                    Map.of(REPORT, Type.REF, "reason", Type.TEXT),
                    Map.of("withdrawn", Map.of(NUMBER, Type.TEXT), "late", Map.of(), UNKNOWN, Map.of()))
            .optional("reason")
            .takingMedia();

    private static final Signature REMIND = new Signature(
                    "reports.remind",
                    Signature.Kind.WRITE,
                    Map.of(REPORT, Type.REF, DETAIL, Type.TEXT),
                    Map.of(
                            "reminded",
                            Map.of(NUMBER, Type.TEXT, "count", Type.NUMBER),
                            "today",
                            Map.of(),
                            OVER,
                            Map.of(),
                            UNKNOWN,
                            Map.of()))
            .optional(DETAIL)
            .takingMedia();

    private static final Signature REOPEN = new Signature(
                    "reports.reopen",
                    Signature.Kind.WRITE,
                    Map.of(REPORT, Type.REF, "note", Type.TEXT),
                    Map.of("reopened", Map.of(NUMBER, Type.TEXT, "due", Type.DAY), OVER, Map.of(), UNKNOWN, Map.of()))
            .optional("note")
            .takingMedia();

    private static final Signature SOLVE = new Signature(
                    "reports.solve",
                    Signature.Kind.WRITE,
                    Map.of(REPORT, Type.REF, "note", Type.TEXT),
                    Map.of("solved", Map.of(NUMBER, Type.TEXT), OVER, Map.of(), UNKNOWN, Map.of()))
            .optional("note")
            .takingMedia();

    private final OwnReports reports;
    private final Function<String, Print> print;
    private final Function<String, Optional<Understood>> understands;

    /**
     * What a reporter does with their reports.
     *
     * @param print prints values in a language, by its code
     * @param understands what a typed text is taken for; nothing where texts are not understood
     */
    public OwnReportActions(
            OwnReports reports, Function<String, Print> print, Function<String, Optional<Understood>> understands) {
        this.reports = reports;
        this.print = print;
        this.understands = understands;
    }

    public void register(Actions actions) {
        actions.action(LATEST, (context, inputs) -> recent(context));
        actions.action(FIND, this::find);
        actions.source(OPEN, (context, look) -> open(context, look.query()));
        actions.source(UNSETTLED, (context, look) -> unsettled(context, look.query()));
        actions.action(STATE, this::state);
        actions.action(REOPEN, this::reopen);
        actions.action(ADD, this::add);
        actions.action(WITHDRAW, this::withdraw);
        actions.action(REMIND, this::remind);
        actions.action(SOLVE, this::solve);
    }

    Input.Outcome recent(Context context) {
        return reports.recent(context.handle(), context.chat(), context.at().minus(RECENT))
                .map(report -> new Input.Outcome(
                        "recent",
                        Map.of(
                                REPORT,
                                reference(context, report),
                                NUMBER,
                                new Value.Text(report.number()),
                                "category",
                                new Value.Code("category", report.category().name()),
                                "filed",
                                new Value.Moment(report.createdAt()))))
                .orElseGet(() -> new Input.Outcome("none", Map.of()));
    }

    Input.Outcome find(Context context, Map<String, Value> inputs) {
        var typed = text(inputs, NUMBER);
        var number = typed == null ? null : ReportNumber.typed(typed);
        if (number == null) {
            throw new Refused(UNKNOWN);
        }
        var report = reports.read(context.handle(), number, context.chat());
        return new Input.Outcome("found", Map.of(REPORT, reference(context, report)));
    }

    /** Tells a report by its number and what it is about. */
    private Value.Ref reference(Context context, Report report) {
        var category = new Value.Code("category", report.category().name());
        return new Value.Ref(
                report.number(),
                report.number() + " " + print.apply(context.language()).of(category));
    }

    Input.Found open(Context context, @Nullable String query) {
        var number = query == null ? null : ReportNumber.typed(query);
        var found = reports.open(context.handle(), context.chat(), number == null ? query : number, MOST);
        return found(context, found);
    }

    Input.Found unsettled(Context context, @Nullable String query) {
        var number = query == null ? null : ReportNumber.typed(query);
        return found(
                context, reports.unsettled(context.handle(), context.chat(), number == null ? query : number, MOST));
    }

    private Input.Found found(Context context, List<Report> found) {
        return found.isEmpty()
                ? Input.Found.refused("none")
                : Input.Found.of(
                        found.stream().map(report -> item(context, report)).toList());
    }

    Input.Outcome state(Context context, Map<String, Value> inputs) {
        var status =
                reports.read(context.handle(), number(inputs), context.chat()).status();
        var state = !status.ended() ? "open" : status == ReportStatus.RESOLVED ? "resolved" : OVER;
        return new Input.Outcome(state, Map.of());
    }

    private Input.Item item(Context context, Report report) {
        var item = ReportActions.item(report, print.apply(context.language()));
        return new Input.Item(reference(context, report), item.label(), item.title(), item.lines());
    }

    Input.Outcome add(Context context, Map<String, Value> inputs) {
        var number = number(inputs);
        var place = inputs.get("place") instanceof Value.Place given ? given : null;
        var added = new OwnReports.Added(
                text(inputs, DETAIL),
                place == null ? null : place.words(),
                place == null ? null : place.lat(),
                place == null ? null : place.lon(),
                inputs.get("photos") instanceof Value.Images photos ? photos.ids() : List.of(),
                context.media());
        add(context, number, added);
        return done("added", number);
    }

    Input.Outcome withdraw(Context context, Map<String, Value> inputs) {
        var number = number(inputs);
        alsoSent(context, number, null);
        reports.withdraw(context.handle(), number, context.chat(), text(inputs, "reason"), context.at());
        return done("withdrawn", number);
    }

    Input.Outcome remind(Context context, Map<String, Value> inputs) {
        var number = number(inputs);
        // stays, even if it is the second time today
        alsoSent(context, number, text(inputs, DETAIL));
        int count = reports.remind(context.handle(), number, context.chat(), context.at());
        return new Input.Outcome(
                "reminded",
                Map.of(NUMBER, new Value.Text(number), "count", new Value.Quantity(BigDecimal.valueOf(count))));
    }

    Input.Outcome solve(Context context, Map<String, Value> inputs) {
        var number = number(inputs);
        alsoSent(context, number, null);
        reports.solve(context.handle(), number, context.chat(), text(inputs, "note"), context.at());
        return done("solved", number);
    }

    Input.Outcome reopen(Context context, Map<String, Value> inputs) {
        var number = number(inputs);
        reports.reopen(context.handle(), number, context.chat(), text(inputs, "note"), context.at());
        alsoSent(context, number, null);
        return new Input.Outcome(
                "reopened",
                Map.of(
                        NUMBER,
                        new Value.Text(number),
                        "due",
                        new Value.Day(reports.read(context.handle(), number, context.chat())
                                .dueOn())));
    }

    /** Adds what was sent besides the answers, such as a voice message, to a report that is open. */
    private void alsoSent(Context context, String number, @Nullable String detail) {
        if (detail != null || !context.media().isEmpty()) {
            var added = OwnReports.Added.words(detail, context.media());
            add(context, number, added);
        }
    }

    /** What is added may be for fewer eyes than what was filed: then all of the report is. */
    private void add(Context context, String number, OwnReports.Added added) {
        var handle = context.handle();
        reports.add(handle, number, context.chat(), added, context.once(), context.at());
        var care = EnumSet.noneOf(Care.class);
        care.addAll(context.care());
        if (added.detail() != null) {
            understands.apply(added.detail()).map(CareActions::care).ifPresent(care::addAll);
        }
        if (care.contains(Care.SENSITIVE) || care.contains(Care.OFFICIAL)) {
            reports.restrict(handle, number, context.chat(), care.contains(Care.OFFICIAL));
        }
    }

    private static Input.Outcome done(String outcome, String number) {
        return new Input.Outcome(outcome, Map.of(NUMBER, new Value.Text(number)));
    }

    private static String number(Map<String, Value> inputs) {
        if (inputs.get(REPORT) instanceof Value.Ref report) {
            return report.id();
        }
        throw new Refused(UNKNOWN);
    }

    private static @Nullable String text(Map<String, Value> inputs, String name) {
        return inputs.get(name) instanceof Value.Text text ? text.text() : null;
    }
}
