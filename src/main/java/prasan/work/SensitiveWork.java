package prasan.work;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import prasan.db.Scope;
import prasan.db.Where;

/**
 * That sensitive reports wait, by district: for officers who may not see them, so that nobody waits for nothing. Of a report it tells neither number nor category nor village; of a complaint about an
 * official nothing at all, since whoever is complained of may be among those who read this. Works inside the caller's transaction; safe for all threads.
 */
final class SensitiveWork {

    /** Reports of a district that wait, the first one since then. */
    record Hidden(String area, int waiting, Instant since) {}

    /** Somebody who may see them. */
    record Viewer(String name, String position, @Nullable String phone) {}

    /**
     * Those in the one scope and not in the other.
     *
     * @param sensitive where the officer sees them on their own list
     */
    List<Hidden> list(Handle handle, Scope read, Scope sensitive) {
        if (sensitive.isNational()) {
            return List.of();
        }
        var where = new Where().scope("r.area", read);
        for (var prefix : sensitive.prefixes()) {
            where.and("r.area NOT LIKE CONCAT(:seen" + prefix + ", '%')", "seen" + prefix, prefix);
        }
        return where.bind(handle.createQuery("""
                        SELECT LEFT(r.area, 4) AS district, COUNT(*) AS waiting, MIN(COALESCE(r.reopened_at, r.created_at)) AS since FROM report r
                        WHERE r.restricted AND NOT r.about_official AND r.status NOT IN ('RESOLVED', 'CLOSED', 'REJECTED', 'WITHDRAWN') AND\s""" + where + " GROUP BY district ORDER BY since"))
                .map((row, context) -> hidden(row))
                .list();
    }

    /** The officers who may see the sensitive reports of a district on a day. */
    List<Viewer> viewers(Handle handle, String district, LocalDate today) {
        return handle.createQuery("""
                        SELECT DISTINCT o.name, o.position, o.phone FROM officer o JOIN officer_grant g ON g.officer_id = o.id
                        WHERE o.ended_at IS NULL AND g.ended_at IS NULL AND FIND_IN_SET('SENSITIVE', g.rights) > 0
                          AND :district LIKE CONCAT(g.area, '%') AND COALESCE(g.from_day <= :today, TRUE) AND COALESCE(g.until_day >= :today, TRUE)
                        ORDER BY o.name LIMIT 20""")
                .bind("district", district)
                .bind("today", today)
                .map((row, context) ->
                        new Viewer(row.getString("name"), row.getString("position"), row.getString("phone")))
                .list();
    }

    private static Hidden hidden(ResultSet row) throws SQLException {
        return new Hidden(
                row.getString("district"),
                row.getInt("waiting"),
                row.getTimestamp("since").toInstant());
    }
}
