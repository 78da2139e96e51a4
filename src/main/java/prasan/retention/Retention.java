package prasan.retention;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import prasan.db.Fields;
import prasan.db.Order;
import prasan.db.Refused;
import prasan.db.Slice;
import prasan.db.Where;

/**
 * Removes what has been kept for long enough, and keeps a log of how much that was. Small transactions, so that no conversation waits for them; a run that is cut off is simply done again. Safe
 * for all threads.
 */
public final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final int MOST = 500;
    private static final int CENTURY = 36_500;

    private final Jdbi jdbi;
    private final Clock clock;

    public Retention(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** A rule, and how many days it keeps its rows now. */
    record Term(Rule rule, int days) {}

    /** All rules, with their days. */
    static List<Term> terms(Handle handle) {
        var set = handle.createQuery("SELECT rule, days FROM retention")
                .collectRows(Collectors.toMap(
                        row -> row.getColumn("rule", String.class), row -> row.getColumn("days", Integer.class)));
        return Rules.ALL.stream()
                .map(rule -> new Term(rule, set.getOrDefault(rule.name(), rule.days())))
                .toList();
    }

    /** @throws Refused {@code unknown-rule} */
    static Term term(Handle handle, String name) {
        return terms(handle).stream()
                .filter(term -> term.rule().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Refused("unknown-rule"));
    }

    /**
     * Keeps the rows of a rule for another number of days.
     *
     * @throws Refused {@code invalid-fields}
     */
    static void keep(Handle handle, Rule rule, int days, String by, Instant at) {
        new Fields()
                .that(
                        "days",
                        days >= rule.least() && days <= CENTURY,
                        "must be " + rule.least() + " to " + CENTURY + " days")
                .orRefuse();
        handle.createUpdate("""
                        INSERT INTO retention (rule, days, changed_by, changed_at) VALUES (:rule, :days, :by, :at)
                        ON DUPLICATE KEY UPDATE days = VALUES(days), changed_by = VALUES(changed_by), changed_at = VALUES(changed_at)""")
                .bind("rule", rule.name())
                .bind("days", days)
                .bind("by", by)
                .bind("at", at)
                .execute();
    }

    /**
     * Runs all rules. One that fails does not keep the others from running: its row in the log says so.
     *
     * @return how many rows were removed, or made nobody's
     */
    public long run() {
        return jdbi.withHandle(Retention::terms).stream().mapToLong(this::run).sum();
    }

    private long run(Term term) {
        var rule = term.rule();
        var started = clock.instant();
        var before = started.minus(Duration.ofDays(term.days()));
        long rows = 0;
        String failure = null;
        try {
            for (var statement : rule.statements()) {
                rows += all(statement, before, started);
            }
        } catch (JdbiException e) {
            failure = String.valueOf(e.getCause());
            LOG.warn("retention: {} failed: {}", rule.name(), failure);
        }
        LOG.info("retention: {}: {} rows older than {}", rule.name(), rows, before);
        log(rule, started, before, rows, failure);
        return rows;
    }

    private long all(String statement, Instant before, Instant now) {
        long rows = 0;
        int last;
        do {
            last = jdbi.withHandle(handle -> {
                var update =
                        handle.createUpdate(statement).bind("before", before).bind("most", MOST);
                return (statement.contains(":now") ? update.bind("now", now) : update).execute();
            });
            rows += last;
        } while (last > 0);
        return rows;
    }

    private void log(Rule rule, Instant started, Instant before, long rows, @Nullable String failure) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO retention_run (rule, started_at, finished_at, older_than, row_count, failure)
                        VALUES (:rule, :started, :finished, :before, :rows, :failure)""")
                .bind("rule", rule.name())
                .bind("started", started)
                .bind("finished", clock.instant())
                .bind("before", before)
                .bind("rows", rows)
                .bind("failure", failure == null ? null : failure.substring(0, Math.min(failure.length(), 500)))
                .execute());
    }

    /** What the log can be sorted by, besides the order in which it was written. */
    static final List<Order<Run>> RUN_ORDERS = List.of(
            new Order<>("startedAt", "started_at", Instant.class, Run::startedAt),
            new Order<>("rule", "rule", String.class, Run::rule),
            new Order<>("rowCount", "row_count", Long.class, Run::rowCount));

    /** A part of the log: of one rule, or of all for {@code null}. */
    static List<Run> runs(Handle handle, @Nullable String rule, Slice<Run> slice) {
        var where = new Where().and("rule = :rule", "rule", rule).slice(slice, "id");
        return where.bind(handle.createQuery("SELECT * FROM retention_run WHERE " + where + slice.ordered("id")))
                .map(ConstructorMapper.of(Run.class))
                .list();
    }
}
