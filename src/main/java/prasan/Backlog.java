package prasan;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;
import prasan.db.Outage;
import prasan.outbox.Quota;

/** How much waits in the inbox and the outbox, and whether pushes are stopped, as gauges. It is counted now and then, so that whoever reads the metrics waits for no database; unknown (NaN) while it is away. */
final class Backlog implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofSeconds(5);
    /** LINE is asked for the month's quota this often when nothing else asks. */
    private static final Duration QUOTA = Duration.ofMinutes(10);

    /** Of each table the states that an operator looks at. */
    private static final Map<String, List<String>> STATES =
            Map.of("inbox", List.of("WAITING", "FAILED"), "outbox", List.of("WAITING", "HELD", "REFUSED"));

    private static final String STOPPED = "pushes stopped";

    private final Jdbi jdbi;
    private final Map<String, Double> counts = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("backlog").factory());

    Backlog(Jdbi jdbi, Quota quota, MeterRegistry meters, Clock now) {
        this.jdbi = jdbi;
        STATES.forEach((table, states) -> states.forEach(state -> meters.gauge(
                table.equals("inbox") ? "prasan.inbox" : "prasan.outbox.rows",
                Tags.of("state", state),
                counts,
                known -> known.getOrDefault(table + " " + state, Double.NaN))));
        meters.gauge("prasan.pushes.stopped", counts, known -> known.getOrDefault(STOPPED, Double.NaN));
        var unused = List.of(
                clock.scheduleWithFixedDelay(this::count, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS),
                clock.scheduleWithFixedDelay(
                        () -> quota.month(now.instant()), QUOTA.toMillis(), QUOTA.toMillis(), TimeUnit.MILLISECONDS));
    }

    private void count() {
        try {
            STATES.forEach((table, states) -> jdbi.useHandle(handle -> {
                var found = handle.createQuery(
                                "SELECT state, COUNT(*) AS rows_of FROM <table> WHERE state IN (<states>) GROUP BY state")
                        .define("table", table)
                        .bindList("states", states)
                        .map((row, context) -> Map.entry(row.getString("state"), row.getDouble("rows_of")))
                        .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
                states.forEach(state -> counts.put(table + " " + state, found.getOrDefault(state, 0.0)));
            }));
            counts.put(
                    STOPPED,
                    jdbi.withHandle(handle -> handle.createQuery("SELECT stopped FROM push_switch")
                            .mapTo(Double.class)
                            .one()));
        } catch (RuntimeException away) {
            // an exception would end the schedule
            counts.clear();
            Outage.tell(away);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
