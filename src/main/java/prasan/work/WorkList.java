package prasan.work;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import prasan.db.Order;
import prasan.db.Slice;
import prasan.db.Where;
import prasan.http.Caller;
import prasan.http.Right;

/**
 * Everything that waits for an officer, of all features: read from their tables, each kind only where the officer has the right to it. Works inside the caller's transaction; safe for
 * all threads.
 */
public final class WorkList {
    /** A danger that was seen stays on the list so long, that others see who looks after it. */
    private static final Duration SEEN = Duration.ofDays(1);

    /** A report that was opened again waits from then on. */
    private static final String REPORT_SINCE = "COALESCE(r.reopened_at, r.created_at)";

    /** Where the leader lives; where they lived, if the chat is another person's now; what they named where nobody knows. */
    private static final String HANDOVER_AREA = "COALESCE(IF(h.parted, h.parted_area, m.area), h.area)";

    private static final String OVERDUE = "h.passed_on IS NOT NULL OR COALESCE(h.answer_by <= :now, FALSE)";

    private final BiFunction<Caller, Where, Where> reports;

    /** @param reports adds the conditions on the reports {@code r} that somebody may see */
    public WorkList(BiFunction<Caller, Where, Where> reports) {
        this.reports = reports;
    }

    /** What lists can be sorted by, besides the usual order. */
    static final List<Order<WorkItem>> ORDERS = List.of(
            new Order<>("dueAt", "w.due_at", Instant.class, WorkItem::dueAt),
            new Order<>("since", "w.since", Instant.class, WorkItem::since),
            new Order<>("area", "w.area", String.class, WorkItem::area));

    /**
     * Returns a part of what waits for an officer.
     *
     * @param caller the officer
     * @param kind only of this kind, {@code null} for all
     * @param area code of an area: from there and from all below it; {@code null} for all
     */
    List<WorkItem> list(
            Handle handle,
            Caller caller,
            WorkItem.@Nullable Kind kind,
            @Nullable String area,
            Instant at,
            Slice<WorkItem> asked) {
        var order = asked.order();
        // without another order the list goes by its positions, the least first
        var slice = new Slice<>(order, order != null && asked.descending(), asked.key(), asked.after(), asked.limit());
        var parts = Stream.of(WorkItem.Kind.values())
                .filter(one -> kind == null || kind == one)
                .map(one -> part(one, caller))
                .toList();
        var all = new Where().area("w.area", area).slice(slice, "w.position");
        var query = handle.createQuery("SELECT * FROM ("
                        + parts.stream().map(Part::sql).collect(Collectors.joining(" UNION ALL "))
                        + ") w WHERE " + all + slice.ordered("w.position"))
                .bind("recently", at.minus(SEEN))
                .bind("now", at);
        all.bind(query);
        parts.forEach(part -> part.where().bind(query));
        return query.map((row, context) -> item(row)).list();
    }

    /** The rows of one kind. */
    private record Part(String select, Where where) {
        String sql() {
            return select + " AND " + where;
        }
    }

    private Part part(WorkItem.Kind kind, Caller caller) {
        var where = new Where(kind.name().toLowerCase(Locale.ROOT));
        var read = caller.scope(Right.READ);
        var members = caller.scope(Right.MEMBER);
        return switch (kind) {
            case DANGER ->
                new Part(
                        select(
                                        kind,
                                        "d.id",
                                        "d.id",
                                        "d.kind",
                                        "IF(d.seen_at IS NULL, 'WAITING', 'SEEN')",
                                        "COALESCE(d.area, m.area)",
                                        "d.heard_at",
                                        "d.heard_at",
                                        "d.seen_by",
                                        // 38 years: before everything else
                                        "IF(d.seen_at IS NULL, 20000000, 0)")
                                + " FROM danger d LEFT JOIN member m ON m.chat_id = d.chat_id WHERE (d.seen_at IS NULL OR d.heard_at > :recently)",
                        // an unseen one of which nobody knows where it is: for whoever reads reports anywhere
                        where.scope(
                                "COALESCE(d.area, m.area)",
                                read,
                                read.prefixes().isEmpty()
                                        ? "1 = 0"
                                        : "(d.seen_at IS NULL AND COALESCE(d.area, m.area) IS NULL)"));
            case REPORT ->
                new Part(
                        select(
                                        kind,
                                        "r.id",
                                        "r.number",
                                        "r.category",
                                        "r.status",
                                        "r.area",
                                        REPORT_SINCE,
                                        REPORT_SINCE + " + INTERVAL 15 DAY",
                                        "(SELECT c.changed_by FROM report_change c WHERE c.report_id = r.id AND c.changed_by <> 'reporter' AND c.created_at >= "
                                                + REPORT_SINCE + " ORDER BY c.seq DESC LIMIT 1)",
                                        "0")
                                + " FROM report r WHERE r.status NOT IN ('RESOLVED', 'CLOSED', 'REJECTED', 'WITHDRAWN')",
                        reports.apply(caller, where));
            case HANDOVER ->
                new Part(
                        select(
                                        kind,
                                        "h.id",
                                        "h.id",
                                        "NULL",
                                        "IF(" + OVERDUE + ", 'OVERDUE', 'WAITING')",
                                        HANDOVER_AREA,
                                        "COALESCE(h.waiting_since, h.opened_at)",
                                        // the bot ends one that an officer has answered after seven days
                                        "COALESCE(h.answer_by, h.opened_at + INTERVAL 7 DAY)",
                                        // nobody has one that nobody has answered in time: the next officer takes it
                                        "IF(" + OVERDUE
                                                + ", NULL, (SELECT s.officer FROM handover_message s WHERE s.handover_id = h.id AND s.officer IS NOT NULL ORDER BY s.id DESC LIMIT 1))",
                                        // 19 years: after unseen dangers, before everything else
                                        "IF(h.passed_on IS NULL, 0, 10000000)")
                                + " FROM handover h LEFT JOIN member m ON m.chat_id = h.chat_id WHERE h.closed_at IS NULL",
                        where.scope(HANDOVER_AREA, read));
            case REGISTRATION ->
                new Part(
                        select(
                                        kind,
                                        "g.id",
                                        "g.id",
                                        "g.role",
                                        "'WAITING'",
                                        "g.area",
                                        "g.asked_at",
                                        "g.asked_at + INTERVAL 15 DAY",
                                        "NULL",
                                        "0")
                                + " FROM registration g WHERE g.state = 'WAITING'",
                        where.scope("g.area", members));
            case ERASURE ->
                new Part(
                        select(
                                        kind,
                                        "e.id",
                                        "e.id",
                                        "NULL",
                                        "'WAITING'",
                                        "e.area",
                                        "e.asked_at",
                                        // the end of the day in Thailand
                                        "TIMESTAMP(e.due_on) + INTERVAL 17 HOUR",
                                        "NULL",
                                        "0")
                                + " FROM erasure e WHERE e.state = 'WAITING'",
                        where.scope("e.area", members));
        };
    }

    private static String select(
            WorkItem.Kind kind,
            String id,
            String key,
            String subject,
            String state,
            String area,
            String since,
            String due,
            String owner,
            String earlier) {
        var reminders = kind == WorkItem.Kind.REPORT
                ? "(SELECT COUNT(*) FROM report_reminder k WHERE k.report_id = r.id)"
                : "0";
        return "SELECT '" + kind + "' AS kind, CONVERT(" + key + " USING utf8mb4) AS item_key, CONVERT(" + subject
                + " USING utf8mb4) AS subject, CONVERT(" + state + " USING utf8mb4) AS state, " + area + " AS area, "
                + since + " AS since, " + due + " AS due_at, CONVERT(" + owner + " USING utf8mb4) AS owner, "
                + reminders + " AS reminders, " + position(kind, id, due, earlier)
                + " AS position";
    }

    /**
     * Returns the place of a row in the usual order: unseen dangers, then conversations that nobody has answered in time, then what is due first. It is unique and changes only with the row, so that pages follow one another by it.
     *
     * @param earlier minutes by which it goes before its time
     */
    private static String position(WorkItem.Kind kind, String id, String due, String earlier) {
        return "((TIMESTAMPDIFF(MINUTE, '1970-01-01', %s) - %s) * 8 + %d) * 8589934592 + %s"
                .formatted(due, earlier, kind.digit(), id);
    }

    private static WorkItem item(ResultSet row) throws SQLException {
        return new WorkItem(
                row.getLong("position"),
                WorkItem.Kind.valueOf(row.getString("kind")),
                row.getString("item_key"),
                row.getString("subject"),
                row.getString("state"),
                row.getString("area"),
                row.getTimestamp("since").toInstant(),
                row.getTimestamp("due_at").toInstant(),
                row.getString("owner"),
                row.getInt("reminders"));
    }
}
