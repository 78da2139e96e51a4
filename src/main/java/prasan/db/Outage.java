package prasan.db;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Failures for which the database is to blame and not what was asked of it: they pass, and the same is to be tried again. Safe for all threads. */
public final class Outage {
    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);
    private static final long PERIOD = Duration.ofMinutes(1).toNanos();
    private static final AtomicLong NEXT = new AtomicLong(System.nanoTime());

    /** SQLSTATE of a transaction that was rolled back for another one. */
    private static final String ROLLED_BACK = "40001";

    /**
     * MariaDB's numbers for what passes but comes as any kind of SQLException: a file that cannot be written, disk full (1021, 3, 1026), an error of the storage (1030), too many connections
     * (1040), the server stops (1053), table full (1114), a lock that took too long (1205), too many locks (1206), read-only (1290, 1836), a statement or connection that was ended (1317, 1927).
     */
    private static final Set<Integer> PASSING =
            Set.of(3, 1021, 1026, 1030, 1040, 1053, 1114, 1205, 1206, 1290, 1317, 1836, 1927);

    private Outage() {}

    /** Whether the failure is one, or was caused by one. */
    public static boolean is(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).anyMatch(Outage::itself);
    }

    private static boolean itself(Throwable failure) {
        return failure instanceof SQLTransientException
                || failure instanceof SQLRecoverableException
                || failure instanceof SQLNonTransientConnectionException
                || (failure instanceof SQLException sql
                        && (ROLLED_BACK.equals(sql.getSQLState()) || PASSING.contains(sql.getErrorCode())));
    }

    /** Says in the log that the database is away: one line a minute, for everybody meets it. */
    public static void tell(Throwable failure) {
        long now = System.nanoTime();
        long next = NEXT.get();
        if (now >= next && NEXT.compareAndSet(next, now + PERIOD)) {
            var cause = Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                    .filter(Outage::itself)
                    .findFirst()
                    .orElse(failure);
            LOG.error(
                    "the database is away or busy ({} {}); what waits is tried again, and for a minute nothing more is said of it",
                    cause.getClass().getSimpleName(),
                    cause instanceof SQLException sql ? sql.getErrorCode() : "");
        }
    }
}
