package prasan.retention;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import javax.sql.DataSource;

/** Has {@link Retention} run once a night, when few people write, by one of the servers on the database; a night that was missed is made up for at the next start. Close it before the database. */
public final class Nightly implements AutoCloseable {
    private static final ZoneId THAILAND = ZoneId.of("Asia/Bangkok");
    private static final LocalTime TIME = LocalTime.of(2, 30);
    private static final Duration LOOK = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Scheduler scheduler;

    /** Starts to look at the time. */
    public Nightly(DataSource database, Retention retention, Clock clock) {
        var task = Tasks.recurring("retention", Schedules.daily(THAILAND, TIME))
                .execute((instance, context) -> retention.run());
        scheduler = Scheduler.create(database)
                .startTasks(task)
                .threads(1)
                .pollingInterval(LOOK)
                .alwaysPersistTimestampInUTC()
                .shutdownMaxWait(PATIENCE)
                .clock(clock::instant)
                .build();
        scheduler.start();
    }

    @Override
    public void close() {
        scheduler.stop();
    }
}
