package prasan.retention;

import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import prasan.audit.Audit;
import prasan.http.About;
import prasan.http.Endpoint;
import prasan.http.Page;
import prasan.http.Paging;
import prasan.http.Request;
import prasan.http.Right;

/** What is kept for how long, over HTTP: for administrators of the whole country. */
public final class RetentionRoutes {
    private final Jdbi jdbi;
    private final Retention retention;
    private final Clock clock;

    public RetentionRoutes(Jdbi jdbi, Retention retention, Clock clock) {
        this.jdbi = jdbi;
        this.retention = retention;
        this.clock = clock;
    }

    record RuleView(
            @About(value = "of the rule", example = "messages")
            String name,

            @About("what is removed") String about,
            @About("how long it is kept now") int days,

            @About("how long it is kept unless somebody changes it")
            int usualDays,

            @About("the fewest days it can be kept") int leastDays) {}

    record Table(List<RuleView> rules) {
        Table {
            rules = List.copyOf(rules);
        }
    }

    record Days(
            @About(value = "how long to keep it", example = "120")
            int days) {}

    record Done(
            @About("rows that were removed, or made nobody's")
            long rows) {}

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/api/retention", "listRetentionRules", "What is kept for how long", this::rules)
                        .national(Right.ADMIN)
                        .gives(Table.class),
                Endpoint.patch(
                                "/api/retention/{rule}",
                                "changeRetentionRule",
                                "Keeps something longer or shorter, from the next run on",
                                this::change)
                        .national(Right.ADMIN)
                        .path("rule", String.class, "name of the rule")
                        .takes(Days.class)
                        .gives(RuleView.class)
                        .versioned()
                        .refuses(404, "unknown-rule", "Choose a rule of GET /api/retention")
                        .refuses(422, "invalid-fields", "Correct the fields that are named"),
                Endpoint.get("/api/retention/runs", "listRetentionRuns", "What was removed, newest first", this::runs)
                        .national(Right.ADMIN)
                        .query("rule", String.class, "name of a rule")
                        .givesPage(Run.class, Retention.RUN_ORDERS),
                Endpoint.post(
                                "/api/retention/runs",
                                "runRetention",
                                "Removes at once what is due; otherwise it is done every night",
                                this::run)
                        .national(Right.ADMIN)
                        .gives(Done.class)
                        .creates());
    }

    private Table rules(Request request) {
        return new Table(jdbi.withHandle(Retention::terms).stream()
                .map(RetentionRoutes::view)
                .toList());
    }

    private static RuleView view(Retention.Term term) {
        var rule = term.rule();
        return new RuleView(rule.name(), rule.about(), term.days(), rule.days(), rule.least());
    }

    private RuleView change(Request request) {
        var name = request.path("rule", String.class);
        var days = request.body(Days.class).days();
        return jdbi.inTransaction(handle -> {
            var now = clock.instant();
            var term = Retention.term(handle, name);
            var old = view(term);
            request.seen(old);
            Retention.keep(handle, term.rule(), days, request.caller().name(), now);
            var changed = view(Retention.term(handle, name));
            Audit.write(handle, request, new Audit.Row("retention", name, null), old, changed, now);
            return changed;
        });
    }

    private Page<Run> runs(Request request) {
        var slice = request.slice(Retention.RUN_ORDERS);
        var rule = request.query("rule", String.class);
        var rows = jdbi.withHandle(handle -> Retention.runs(handle, rule, slice));
        return Paging.page(slice, rows, Run::id, run -> run);
    }

    private Done run(Request request) {
        var rows = retention.run();
        jdbi.useTransaction(handle -> Audit.write(
                handle, request, new Audit.Row("retention", "all", null), null, new Done(rows), clock.instant()));
        return new Done(rows);
    }
}
