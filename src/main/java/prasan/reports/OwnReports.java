package prasan.reports;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;
import prasan.db.Refused;
import prasan.db.Where;
import prasan.flow.BuddhistEra;
import prasan.flow.Thai;

/**
 * What reporters do with their own reports after filing. Officers see all of it; nobody is pushed anything. Every method works in the transaction of the handle, and refuses with
 * {@code unknown} the report of somebody else.
 */
public final class OwnReports {
    private static final String OPEN = Arrays.stream(ReportStatus.values())
            .filter(status -> !status.ended())
            .map(status -> "'" + status + "'")
            .collect(Collectors.joining(", ", "r.status IN (", ")"));

    /** As many photos as a report can have with all that was added. */
    private static final int MOST_PHOTOS = 99;

    /** What a reporter adds; at least one of its parts is there. */
    public record Added(
            @Nullable String detail,
            @Nullable String place,
            @Nullable Double lat,
            @Nullable Double lon,
            List<String> photos) {
        public Added {
            photos = List.copyOf(photos);
        }
    }

    /** Returns a chat's reports that have not ended, newest first. */
    public List<Report> open(Handle handle, String chat, @Nullable String text, int most) {
        var where = new Where()
                .and("m.chat_id = :chat", "chat", chat)
                .and(
                        "(LOCATE(:text, CONVERT(r.number USING utf8mb4)) > 0 OR LOCATE(:text, r.detail) > 0 OR LOCATE(:text, r.place) > 0)",
                        "text",
                        text == null ? null : Thai.clean(text));
        return list(handle, where, most);
    }

    /** Returns the latest report of a chat that was filed after a moment and has not ended. */
    public Optional<Report> recent(Handle handle, String chat, Instant since) {
        var where = new Where().and("m.chat_id = :chat", "chat", chat).and("r.created_at > :since", "since", since);
        return list(handle, where, 1).stream().findFirst();
    }

    private static List<Report> list(Handle handle, Where where, int most) {
        return where.bind(handle.createQuery(
                        Reports.SELECT + "WHERE " + where + " AND " + OPEN + " ORDER BY r.id DESC LIMIT :most"))
                .bind("most", most)
                .map(ConstructorMapper.of(Report.class))
                .list();
    }

    /**
     * Adds words, photos or a place to a report, once for a cause.
     *
     * @throws Refused {@code unknown}, {@code over}
     */
    public void add(Handle handle, String number, String chat, Added added, String causeKey, Instant at) {
        var report = lock(handle, number, chat);
        open(report);
        int rows = handle.createUpdate("""
                        INSERT INTO report_addition (report_id, cause_key, detail, place, lat, lon, created_at)
                        SELECT :report, :cause, :detail, :place, :lat, :lon, :at
                        WHERE NOT EXISTS (SELECT 1 FROM report_addition WHERE cause_key = :cause)""")
                .bindMethods(added)
                .bind("report", report.id())
                .bind("cause", causeKey)
                .bind("at", at)
                .execute();
        if (rows == 0) {
            return;
        }
        for (var photo : added.photos()) {
            // a photo that is part of a report already stays there
            handle.createUpdate("""
                            INSERT INTO report_photo (report_id, seq, message_id, addition_id)
                            SELECT :report, (SELECT COALESCE(MAX(seq), 0) + 1 FROM report_photo WHERE report_id = :report), :photo, id
                            FROM report_addition WHERE cause_key = :cause
                            AND (SELECT COUNT(*) FROM report_photo WHERE report_id = :report) < :most
                            ON DUPLICATE KEY UPDATE message_id = VALUES(message_id)""")
                    .bind("report", report.id())
                    .bind("photo", photo)
                    .bind("cause", causeKey)
                    .bind("most", MOST_PHOTOS)
                    .execute();
        }
        handle.createUpdate("UPDATE report SET updated_at = :at WHERE id = :id")
                .bind("at", at)
                .bind("id", report.id())
                .execute();
    }

    /** Returns what was added to a report, oldest first. */
    public List<Report.Addition> additions(Handle handle, long report) {
        return handle.createQuery("""
                        SELECT a.detail, a.place, a.lat, a.lon, a.created_at,
                               (SELECT GROUP_CONCAT(p.seq ORDER BY p.seq) FROM report_photo p WHERE p.addition_id = a.id) AS photos
                        FROM report_addition a WHERE a.report_id = :report ORDER BY a.id""")
                .bind("report", report)
                .map((row, context) -> {
                    var photos = row.getString("photos");
                    return new Report.Addition(
                            row.getString("detail"),
                            row.getString("place"),
                            row.getObject("lat", Double.class),
                            row.getObject("lon", Double.class),
                            photos == null
                                    ? List.of()
                                    : Arrays.stream(photos.split(",", -1))
                                            .map(Integer::valueOf)
                                            .toList(),
                            row.getTimestamp("created_at").toInstant());
                })
                .list();
    }

    /**
     * Withdraws a report that nobody has in hand.
     *
     * @throws Refused {@code unknown}, {@code late}
     */
    public void withdraw(Handle handle, String number, String chat, @Nullable String reason, Instant at) {
        var report = lock(handle, number, chat);
        if (!report.status().withdrawable()) {
            throw new Refused("late");
        }
        move(handle, report, ReportStatus.WITHDRAWN, reason, at);
    }

    /**
     * Notes that the reporter says it is solved: an open report becomes resolved, a resolved one is closed.
     *
     * @throws Refused {@code unknown}, {@code over}
     */
    public void solve(Handle handle, String number, String chat, @Nullable String note, Instant at) {
        var report = lock(handle, number, chat);
        if (report.status() == ReportStatus.RESOLVED) {
            move(handle, report, ReportStatus.CLOSED, note, at);
            return;
        }
        open(report);
        move(handle, report, ReportStatus.RESOLVED, note, at);
    }

    /**
     * Counts that the reporter asks what became of a report, at most once a day in Thailand.
     *
     * @return on how many days they have asked
     * @throws Refused {@code unknown}, {@code over}, {@code today} for the second time on a day
     */
    public int remind(Handle handle, String number, String chat, Instant at) {
        var report = lock(handle, number, chat);
        open(report);
        int rows = handle.createUpdate("""
                        INSERT INTO report_reminder (report_id, day, created_at)
                        SELECT :report, :day, :at WHERE NOT EXISTS (SELECT 1 FROM report_reminder WHERE report_id = :report AND day = :day)""")
                .bind("report", report.id())
                .bind("day", BuddhistEra.day(at))
                .bind("at", at)
                .execute();
        if (rows == 0) {
            throw new Refused("today");
        }
        return report.reminders() + 1;
    }

    private static Report lock(Handle handle, String number, String chat) {
        var report = own(handle, number, chat);
        handle.createQuery("SELECT id FROM report WHERE id = :id FOR UPDATE")
                .bind("id", report.id())
                .mapTo(long.class)
                .one();
        return own(handle, number, chat);
    }

    /**
     * Returns the report of that number.
     *
     * @throws Refused {@code unknown}
     */
    public Report read(Handle handle, String number, String chat) {
        return own(handle, number, chat);
    }

    private static Report own(Handle handle, String number, String chat) {
        var where = new Where()
                .and("m.chat_id = :chat", "chat", chat)
                .and("r.number = :number", "number", ReportNumber.valid(number) ? number : "");
        return where.bind(handle.createQuery(Reports.SELECT + "WHERE " + where))
                .map(ConstructorMapper.of(Report.class))
                .findOne()
                .orElseThrow(() -> new Refused("unknown"));
    }

    private static void open(Report report) {
        if (report.status().ended()) {
            throw new Refused("over");
        }
    }

    private static void move(Handle handle, Report report, ReportStatus to, @Nullable String note, Instant at) {
        handle.createUpdate("UPDATE report SET status = :status, updated_at = :at WHERE id = :id")
                .bind("status", to)
                .bind("at", at)
                .bind("id", report.id())
                .execute();
        Reports.write(handle, report.id(), to, note, Reports.REPORTER, at);
    }
}
