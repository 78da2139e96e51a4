package prasan.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Takes the due rows of a table for one attempt, so that no two takers have the same row: a claimed row is due again only when its lease ends, which is when the attempt counts as lost.
 * The number of attempts tells whose claim it is.
 *
 * @param index of the table over the state and the order
 * @param order the column by which the rows are taken
 * @param longest more than anything is made to wait at a time: what is due later was written before the clock was set back
 * @param condition what else a row {@code o} must fulfil; may use {@code :now}
 */
record Claims<T>(
        String table,
        String index,
        String order,
        Duration longest,
        String columns,
        String condition,
        Reader<T> reader) {

    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** For what waits between attempts as {@link Backoff} has it. */
    static final Duration LONGEST = Duration.ofMinutes(15);

    /** Locks the rows of that state that have been due the longest, leaving out what another taker has locked. */
    List<T> due(Handle handle, String state, Instant now, int limit) {
        // the index gives the order: without it MariaDB locks all due rows to sort them
        return handle.createQuery("SELECT " + columns + " FROM " + table + " AS o FORCE INDEX (" + index + ")"
                        + " WHERE o.state = :state AND (o.next_attempt_at <= :now OR o.next_attempt_at > :never) AND "
                        + condition
                        + " ORDER BY o." + order + " LIMIT :limit FOR UPDATE SKIP LOCKED")
                .bind("state", state)
                .bind("now", now)
                .bind("never", now.plus(longest))
                .bind("limit", limit)
                .map((row, context) -> reader.read(row))
                .list();
    }

    /**
     * Claims locked rows.
     *
     * @param marks further assignments, or empty; may use {@code :now}
     */
    void lease(Handle handle, List<Long> ids, Instant now, Instant until, String marks) {
        if (!ids.isEmpty()) {
            handle.createUpdate("UPDATE " + table + " SET attempts = attempts + 1, next_attempt_at = :until" + marks
                            + " WHERE id IN (<ids>)")
                    .bindList("ids", ids)
                    .bind("until", until)
                    .bind("now", now)
                    .execute();
        }
    }
}
