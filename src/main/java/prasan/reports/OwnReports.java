package prasan.reports;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
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
    private static final String OPEN = in(status -> !status.ended());

    /** What is being done, and what is only said to be done. */
    private static final String UNSETTLED = in(status -> !status.ended() || status == ReportStatus.RESOLVED);

    /** As many photos as a report can have with all that was added, and as many voice messages, videos and files. */
    private static final int MOST = 99;

    /**
     * What a reporter adds; at least one of its parts is there.
     *
     * @param media message ids of voice messages, videos, files and photos that were sent when no photo was asked for
     */
    public record Added(
            @Nullable String detail,
            @Nullable String place,
            @Nullable Double lat,
            @Nullable Double lon,
            List<String> photos,
            List<String> media) {
        public Added {
            photos = List.copyOf(photos);
            media = List.copyOf(media);
        }

        /** Words, and what was sent with them. */
        static Added words(@Nullable String detail, List<String> media) {
            return new Added(detail, null, null, null, List.of(), media);
        }
    }

    /** Returns a chat's reports that have not ended, newest first. */
    public List<Report> open(Handle handle, String chat, @Nullable String text, int most) {
        return list(handle, own(chat, text), OPEN, most);
    }

    /** Returns a chat's reports that have not ended, or are only said to be solved, newest first. */
    public List<Report> unsettled(Handle handle, String chat, @Nullable String text, int most) {
        return list(handle, own(chat, text), UNSETTLED, most);
    }

    private static Where own(String chat, @Nullable String text) {
        return new Where()
                .and("m.chat_id = :chat", "chat", chat)
                .and(
                        "(LOCATE(:text, CONVERT(r.number USING utf8mb4)) > 0 OR LOCATE(:text, r.detail) > 0 OR LOCATE(:text, r.place) > 0)",
                        "text",
                        text == null ? null : Thai.clean(text));
    }

    /** Returns the latest report of a chat that was filed after a moment and has not ended. */
    public Optional<Report> recent(Handle handle, String chat, Instant since) {
        var where = new Where().and("m.chat_id = :chat", "chat", chat).and("r.created_at > :since", "since", since);
        return list(handle, where, OPEN, 1).stream().findFirst();
    }

    private static String in(Predicate<ReportStatus> which) {
        return Arrays.stream(ReportStatus.values())
                .filter(which)
                .map(status -> "'" + status + "'")
                .collect(Collectors.joining(", ", "r.status IN (", ")"));
    }

    private static List<Report> list(Handle handle, Where where, String which, int most) {
        return where.bind(handle.createQuery(
                        Reports.SELECT + "WHERE " + where + " AND " + which + " ORDER BY r.id DESC LIMIT :most"))
                .bind("most", most)
                .map(ConstructorMapper.of(Report.class))
                .list();
    }

    /**
     * Adds words, photos, a place, voice messages or files to a report, once for a cause.
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
        added.photos().forEach(photo -> attach(handle, report, causeKey, "report_photo", photo));
        for (var sent : added.media()) {
            boolean photo = handle.createQuery("SELECT kind = 'photo' FROM photo WHERE message_id = :sent")
                    .bind("sent", sent)
                    .mapTo(boolean.class)
                    .findOne()
                    .orElse(false);
            attach(handle, report, causeKey, photo ? "report_photo" : "report_media", sent);
        }
        handle.createUpdate("UPDATE report SET updated_at = :at WHERE id = :id")
                .bind("at", at)
                .bind("id", report.id())
                .execute();
    }

    /** Leaves a report to those with the right to what is sensitive, for what was added to it says so. */
    void restrict(Handle handle, String number, String chat, boolean official) {
        handle.createUpdate(
                        "UPDATE report SET restricted = TRUE, about_official = about_official OR :official WHERE id = :id")
                .bind("official", official)
                .bind("id", lock(handle, number, chat).id())
                .execute();
    }

    /** What is part of a report already stays there. */
    private static void attach(Handle handle, Report report, String causeKey, String table, String sent) {
        handle.createUpdate("""
                        INSERT INTO %1$s (report_id, seq, message_id, addition_id)
                        SELECT :report, (SELECT COALESCE(MAX(seq), 0) + 1 FROM %1$s WHERE report_id = :report), :sent, id
                        FROM report_addition WHERE cause_key = :cause
                        AND (SELECT COUNT(*) FROM %1$s WHERE report_id = :report) < :most
                        ON DUPLICATE KEY UPDATE message_id = VALUES(message_id)""".formatted(table))
                .bind("report", report.id())
                .bind("sent", sent)
                .bind("cause", causeKey)
                .bind("most", MOST)
                .execute();
    }

    /** Returns what was added to a report, oldest first. */
    public List<Report.Addition> additions(Handle handle, long report) {
        return handle.createQuery("""
                        SELECT a.detail, a.place, a.lat, a.lon, a.created_at,
                               (SELECT GROUP_CONCAT(p.seq ORDER BY p.seq) FROM report_photo p WHERE p.addition_id = a.id) AS photos,
                               (SELECT GROUP_CONCAT(p.seq ORDER BY p.seq) FROM report_media p WHERE p.addition_id = a.id) AS media
                        FROM report_addition a WHERE a.report_id = :report ORDER BY a.id""")
                .bind("report", report)
                .map((row, context) -> new Report.Addition(
                        row.getString("detail"),
                        row.getString("place"),
                        row.getObject("lat", Double.class),
                        row.getObject("lon", Double.class),
                        numbers(row.getString("photos")),
                        numbers(row.getString("media")),
                        row.getTimestamp("created_at").toInstant()))
                .list();
    }

    private static List<Integer> numbers(@Nullable String joined) {
        return joined == null
                ? List.of()
                : Arrays.stream(joined.split(",", -1)).map(Integer::valueOf).toList();
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
     * Opens a report again that is said to be solved and is not. One that an officer has opened meanwhile stays open, and what the reporter says stands in its timeline.
     *
     * @throws Refused {@code unknown}, {@code over} for one that is closed, rejected or withdrawn
     */
    public void reopen(Handle handle, String number, String chat, @Nullable String note, Instant at) {
        var report = lock(handle, number, chat);
        boolean solved = report.status() == ReportStatus.RESOLVED;
        if (!solved) {
            open(report);
        }
        move(handle, report, solved ? ReportStatus.REOPENED : report.status(), note, at);
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
        handle.createUpdate(
                        "UPDATE report SET " + Reports.REOPENED + ", status = :status, updated_at = :at WHERE id = :id")
                .bind("status", to)
                .bind("at", at)
                .bind("id", report.id())
                .execute();
        Reports.write(handle, report.id(), to, note, Reports.REPORTER, at);
    }
}
