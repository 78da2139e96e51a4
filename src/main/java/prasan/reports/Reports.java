package prasan.reports;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import prasan.chat.Pusher;
import prasan.chat.Topic;
import prasan.db.Order;
import prasan.db.Refused;
import prasan.db.Slice;
import prasan.db.Where;
import prasan.flow.BuddhistEra;
import prasan.flow.Value;
import prasan.members.MemberRoles;
import prasan.outbox.PushKind;

/** Reported village problems. Every method works in the transaction of the handle that it is given. */
public final class Reports {
    /** The name of whoever files, where it is told who changed a report: not a name. */
    static final String REPORTER = "reporter";

    static final String SELECT = """
            SELECT r.id, r.number, r.category, r.status, r.detail, r.area, r.place, r.lat, r.lon,
                   IF(r.anonymous, NULL, COALESCE(m.name, m.display_name)) AS reporter_name,
                   IF(r.anonymous, NULL, %s) AS reporter_role,
                   r.restricted AS `sensitive`, r.about_official,
                   (SELECT COUNT(*) FROM report_photo p WHERE p.report_id = r.id) AS photos,
                   (SELECT COUNT(*) FROM report_media p WHERE p.report_id = r.id) AS media,
                   (SELECT COUNT(*) FROM report_reminder k WHERE k.report_id = r.id) AS reminders,
                   project.code AS project, r.created_at, r.updated_at, r.reopened_at
            FROM report r LEFT JOIN member m ON m.id = r.reporter LEFT JOIN project ON project.id = r.project_id
            """.formatted(MemberRoles.LATEST);

    /** A report that is opened again waits from then on; set before the status is. */
    static final String REOPENED = "reopened_at = IF(:status = 'REOPENED' AND status <> 'REOPENED', :at, reopened_at)";

    private final Pusher pusher;
    private final BiFunction<Handle, String, @Nullable Long> projects;

    /**
     * @param pusher tells reporters of changes
     * @param projects finds the id of a project by its code, or {@code null}
     */
    public Reports(Pusher pusher, BiFunction<Handle, String, @Nullable Long> projects) {
        this.pusher = pusher;
        this.projects = projects;
    }

    /** Files a report, once: filed again with the same {@link Filing#once} it changes nothing. Gives its number. */
    public String file(Handle handle, Filing filing) {
        // Locks the month's counter until the transaction ends: numbers come without gaps, and the same filing tried
        // twice at once finds itself below.
        var month = BuddhistEra.month(filing.at());
        var last = handle.createQuery("""
                        INSERT INTO report_counter (month, last) VALUES (:month, 1)
                        ON DUPLICATE KEY UPDATE last = last + 1 RETURNING last""").bind("month", month).mapTo(int.class).one();
        var filed = handle.createQuery("SELECT number FROM report WHERE filed_by = :once")
                .bind("once", filing.once())
                .mapTo(String.class)
                .findOne();
        if (filed.isPresent()) {
            handle.createUpdate("UPDATE report_counter SET last = last - 1 WHERE month = :month")
                    .bind("month", month)
                    .execute();
        }
        return filed.orElseGet(() -> insert(handle, filing, ReportNumber.of(month, last)));
    }

    private static String insert(Handle handle, Filing filing, String number) {
        var id = handle.createUpdate("""
                        INSERT INTO report (number, filed_by, category, detail, area, place, lat, lon, reporter, anonymous, restricted, about_official, status, created_at, updated_at)
                        VALUES (:number, :once, :category, :detail, :area, :place, :lat, :lon, (SELECT id FROM member WHERE chat_id = :chat),
                                :anonymous, :sensitive, :aboutOfficial, 'NEW', :at, :at)""")
                .bindMethods(filing)
                .bind("number", number)
                .bindMethods(filing.privacy())
                .executeAndReturnGeneratedKeys()
                .mapTo(long.class)
                .one();
        attach(handle, "report_photo", id, filing.photos());
        attach(handle, "report_media", id, filing.media());
        write(handle, id, ReportStatus.NEW, null, REPORTER, filing.at());
        return number;
    }

    private static void attach(Handle handle, String table, long report, List<String> messages) {
        var batch = handle.prepareBatch(
                "INSERT INTO " + table + " (report_id, seq, message_id) VALUES (:report, :seq, :message)");
        for (int i = 0; i < messages.size(); i++) {
            batch.bind("report", report)
                    .bind("seq", i + 1)
                    .bind("message", messages.get(i))
                    .add();
        }
        if (batch.size() > 0) {
            batch.execute();
        }
    }

    /** What lists can be sorted by, besides the order in which reports came. */
    static final List<Order<Report>> ORDERS = List.of(
            new Order<>("createdAt", "r.created_at", Instant.class, Report::createdAt),
            new Order<>("updatedAt", "r.updated_at", Instant.class, Report::updatedAt),
            new Order<>("area", "r.area", String.class, Report::area));

    /** A part of the reports that fit. */
    public List<Report> list(Handle handle, Sight sight, Search search, Slice<Report> slice) {
        var where = search.where(sight).slice(slice, "r.id");
        return where.bind(handle.createQuery(SELECT + "WHERE " + where + slice.ordered("r.id")))
                .map(ConstructorMapper.of(Report.class))
                .list();
    }

    /**
     * The report of that number.
     *
     * @throws Refused {@code unknown-report}
     */
    public Report read(Handle handle, Sight sight, String number) {
        return numbered(handle, number, sight.where())
                .map(ConstructorMapper.of(Report.class))
                .findOne()
                .orElseThrow(() -> new Refused("unknown-report"));
    }

    /**
     * As {@link #read}, held until the transaction ends: of two officers at once the second sees what the first did.
     *
     * @throws Refused {@code unknown-report}
     */
    public Report lock(Handle handle, Sight sight, String number) {
        handle.createQuery("SELECT id FROM report WHERE id = :id FOR UPDATE")
                .bind("id", read(handle, sight, number).id())
                .mapTo(long.class)
                .one();
        return read(handle, sight, number);
    }

    /** The report of that number if it is this chat's own. */
    public Optional<Report> own(Handle handle, String number, String chat) {
        return numbered(handle, number, new Where().and("m.chat_id = :chat", "chat", chat))
                .map(ConstructorMapper.of(Report.class))
                .findOne();
    }

    private static Query numbered(Handle handle, String number, Where where) {
        // the database refuses to compare a code with anything but ASCII
        where.and("r.number = :number", "number", ReportNumber.valid(number) ? number : "");
        return where.bind(handle.createQuery(SELECT + "WHERE " + where));
    }

    /** What happened to a report, oldest first. */
    public List<Report.Change> timeline(Handle handle, long id) {
        return handle.createQuery(
                        "SELECT status, note, changed_by, created_at FROM report_change WHERE report_id = :id ORDER BY seq")
                .bind("id", id)
                .map(ConstructorMapper.of(Report.Change.class))
                .list();
    }

    /**
     * A photo of a report, 1 to 4.
     *
     * @throws Refused {@code unknown-photo}
     */
    public Report.Photo photo(Handle handle, Sight sight, String number, int seq) {
        return sent(handle, sight, number, seq, "report_photo", "unknown-photo");
    }

    /**
     * A voice message, a video or a file of a report, from 1.
     *
     * @throws Refused {@code unknown-media}
     */
    public Report.Photo media(Handle handle, Sight sight, String number, int seq) {
        return sent(handle, sight, number, seq, "report_media", "unknown-media");
    }

    private static Report.Photo sent(Handle handle, Sight sight, String number, int seq, String table, String unknown) {
        var where = sight.where();
        return where.bind(handle.createQuery("SELECT p.media_type, p.content, p.lost FROM report r JOIN " + table
                        + " rp ON rp.report_id = r.id JOIN photo p ON p.message_id = rp.message_id"
                        + " WHERE r.number = :number AND rp.seq = :seq AND " + where))
                .bind("number", number)
                .bind("seq", seq)
                .map(ConstructorMapper.of(Report.Photo.class))
                .findOne()
                .orElseThrow(() -> new Refused(unknown));
    }

    /** What an officer does to a report: a move, or a note while it stays. {@code project} is a code, for {@link ReportStatus#LINKED_TO_PLAN} alone. */
    public record Move(
            ReportStatus to,
            @Nullable String note,
            @Nullable String project) {}

    /**
     * Moves a report, or adds a note to it, and tells the reporter.
     *
     * @param by who does it
     * @throws Refused {@code unknown-report}; {@code illegal-move} (from, to, allowed); {@code nothing-new} when it neither moves nor gets a note; {@code project-missing} or
     *     {@code project-not-asked} when the move does not fit with the project; {@code unknown-project}
     */
    public void change(Handle handle, Sight sight, String number, Move move, String by, Instant at) {
        var report = lock(handle, sight, number);
        check(report, move);
        var project = move.project() == null ? null : project(handle, move.project());
        handle.createUpdate(
                        "UPDATE report SET " + REOPENED
                                + ", status = :status, project_id = COALESCE(:project, project_id), updated_at = :at WHERE id = :id")
                .bind("status", move.to())
                .bind("project", project)
                .bind("at", at)
                .bind("id", report.id())
                .execute();
        var change = write(handle, report.id(), move.to(), move.note(), by, at);
        var values = Map.<String, Value>of(
                "number", new Value.Text(number),
                "category", new Value.Code("category", report.category().name()),
                "status", new Value.Code("report-status", move.to().name()),
                "note", Value.text(move.note()),
                "at", new Value.Moment(at));
        pusher.push(
                handle,
                PushKind.REPORT,
                Topic.REPORTS,
                chatOf(handle, report.id()),
                "report-changed",
                values,
                "report-change:" + change);
    }

    /**
     * Puts a report into the category that it belongs to. A sensitive category makes the report sensitive and its reporter unseen; a complaint about an official stays sensitive.
     *
     * @param sensitive whether its words are, {@code null} to leave that as it is
     */
    void correct(Handle handle, Report report, Category category, @Nullable Boolean sensitive, Instant at) {
        boolean restricted =
                category.sensitive() || report.aboutOfficial() || (sensitive == null ? report.sensitive() : sensitive);
        handle.createUpdate("""
                        UPDATE report SET category = :category, restricted = :restricted, anonymous = anonymous OR :hidden, updated_at = :at
                        WHERE id = :id""")
                .bind("category", category)
                .bind("restricted", restricted)
                .bind("hidden", category.sensitive() && !report.category().sensitive())
                .bind("at", at)
                .bind("id", report.id())
                .execute();
    }

    private static void check(Report report, Move move) {
        var from = report.status();
        var stays = from == move.to();
        if (stays ? !from.takesNotes() : !from.next().contains(move.to())) {
            throw new Refused("illegal-move", Map.of("from", from, "to", move.to(), "allowed", from.next()));
        }
        if (stays && move.note() == null) {
            throw new Refused("nothing-new");
        }
        if (move.project() != null && move.to() != ReportStatus.LINKED_TO_PLAN) {
            throw new Refused("project-not-asked");
        }
        if (move.project() == null && move.to() == ReportStatus.LINKED_TO_PLAN && !stays) {
            throw new Refused("project-missing");
        }
    }

    private long project(Handle handle, String code) {
        var id = projects.apply(handle, code);
        if (id == null) {
            throw new Refused("unknown-project");
        }
        return id;
    }

    static long write(Handle handle, long report, ReportStatus status, @Nullable String note, String by, Instant at) {
        return handle.createUpdate("""
                        INSERT INTO report_change (report_id, seq, status, note, changed_by, created_at)
                        SELECT :report, COALESCE(MAX(seq), 0) + 1, :status, :note, :by, :at FROM report_change WHERE report_id = :report""")
                .bind("report", report)
                .bind("status", status)
                .bind("note", note)
                .bind("by", by)
                .bind("at", at)
                .executeAndReturnGeneratedKeys()
                .mapTo(long.class)
                .one();
    }

    /** Since when the reporter has blocked the account, or {@code null}. */
    static @Nullable Instant notReachableSince(Handle handle, long report) {
        return handle.createQuery("""
                        SELECT c.blocked_at FROM report r JOIN member m ON m.id = r.reporter JOIN chat c ON c.id = m.chat_id
                        WHERE r.id = :report AND c.blocked_at IS NOT NULL""")
                .bind("report", report)
                .mapTo(Instant.class)
                .findOne()
                .orElse(null);
    }

    private static List<String> chatOf(Handle handle, long report) {
        return handle.createQuery(
                        "SELECT m.chat_id FROM report r JOIN member m ON m.id = r.reporter WHERE r.id = :report AND m.chat_id IS NOT NULL")
                .bind("report", report)
                .mapTo(String.class)
                .list();
    }

    /** The chats of all whose reports led to a project, each once. */
    public List<String> reportersOf(Handle handle, long project) {
        return handle.createQuery("""
                        SELECT DISTINCT m.chat_id FROM report r JOIN member m ON m.id = r.reporter
                        WHERE r.project_id = :project AND m.chat_id IS NOT NULL ORDER BY m.chat_id""")
                .bind("project", project)
                .mapTo(String.class)
                .list();
    }
}
