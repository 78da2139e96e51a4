package prasan.notices;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;
import prasan.db.Order;
import prasan.db.Slice;
import prasan.db.Where;
import prasan.flow.BuddhistEra;

/** What became of each person whom a notice is for, as officers and the person themselves read it, and what the person says to it. Works inside the caller's transaction. */
final class Ledger {
    /**
     * A row of the ledger.
     *
     * @param member {@code null} for an officer who is none, and for one who was forgotten
     * @param area that they were told for, or {@code null}
     */
    public record Recipient(
            long id,
            @Nullable Long member,
            @Nullable Long officer,
            @Nullable String name,
            @Nullable String area,
            RecipientState state,
            @Nullable String reason,
            int version,
            @Nullable Instant acknowledgedAt,
            @Nullable Integer choice,
            Instant updatedAt) {}

    /** What lists can be sorted by. */
    static final List<Order<Recipient>> ORDERS = List.of(new Order<>("area", "n.area", String.class, Recipient::area));

    /** How many stand where; states that nobody is in are left out. */
    static Map<RecipientState, Integer> counts(Handle handle, long notice) {
        var counts = new EnumMap<RecipientState, Integer>(RecipientState.class);
        handle.createQuery(
                        "SELECT state, COUNT(*) AS people FROM notice_recipient WHERE notice_id = :notice GROUP BY state")
                .bind("notice", notice)
                .map((row, context) -> Map.entry(RecipientState.valueOf(row.getString("state")), row.getInt("people")))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    /** Whether anybody is due or on the way. */
    static boolean open(Handle handle, long notice) {
        return handle.createQuery(
                        "SELECT EXISTS (SELECT 1 FROM notice_recipient WHERE notice_id = :notice AND state IN ('DUE', 'RIDING', 'SENDING'))")
                .bind("notice", notice)
                .mapTo(Boolean.class)
                .one();
    }

    /** How many were told with an answer. */
    static int rode(Handle handle, long notice) {
        return handle.createQuery(
                        "SELECT COUNT(*) FROM notice_recipient WHERE notice_id = :notice AND rode AND state = 'ACCEPTED' AND reason IS NULL")
                .bind("notice", notice)
                .mapTo(Integer.class)
                .one();
    }

    /** How many have said that they have read it. */
    static int acknowledged(Handle handle, long notice) {
        return handle.createQuery("SELECT COUNT(acknowledged_at) FROM notice_recipient WHERE notice_id = :notice")
                .bind("notice", notice)
                .mapTo(Integer.class)
                .one();
    }

    /** A part of the ledger. */
    static List<Recipient> list(
            Handle handle,
            long notice,
            @Nullable RecipientState state,
            @Nullable Boolean acknowledged,
            @Nullable String area,
            Slice<Recipient> slice) {
        var where = new Where().and("n.notice_id = :notice", "notice", notice).area("n.area", area);
        where.and("n.state = :state", "state", state);
        if (acknowledged != null) {
            where.and("(n.acknowledged_at IS NOT NULL) = :acknowledged", "acknowledged", acknowledged);
        }
        where.slice(slice, "n.id");
        return where.bind(handle.createQuery("""
                        SELECT n.id, n.member_id AS member, n.officer_id AS officer, COALESCE(m.name, m.display_name, o.name) AS name, n.area, n.state, n.reason, n.version,
                            n.acknowledged_at, n.choice, n.updated_at
                        FROM notice_recipient n LEFT JOIN member m ON m.id = n.member_id LEFT JOIN officer o ON o.id = n.officer_id WHERE\s""" + where + slice.ordered("n.id")))
                .map(ConstructorMapper.of(Recipient.class))
                .list();
    }

    /**
     * How far a notice has come in one area.
     *
     * @param silent who were reached and have not said that they read it, or answered
     * @param first how many chose the first of the choices, and so on
     */
    public record Reach(
            @Nullable String area,
            int recipients,
            int accepted,
            int acknowledged,
            int silent,
            int first,
            int second,
            int third,
            int fourth) {}

    /** How far a notice has come, by the areas of one level; the silent ones first. */
    static List<Reach> reach(Handle handle, long notice, int digits) {
        return handle.createQuery("""
                        SELECT LEFT(area, :digits) AS area, COUNT(*) AS recipients, SUM(state = 'ACCEPTED') AS accepted,
                            COUNT(acknowledged_at) AS acknowledged, SUM(state = 'ACCEPTED' AND acknowledged_at IS NULL) AS silent,
                            COUNT(IF(choice = 1, 1, NULL)) AS first, COUNT(IF(choice = 2, 1, NULL)) AS second,
                            COUNT(IF(choice = 3, 1, NULL)) AS third, COUNT(IF(choice = 4, 1, NULL)) AS fourth
                        FROM notice_recipient WHERE notice_id = :notice GROUP BY 1 ORDER BY silent DESC, area""")
                .bind("digits", digits)
                .bind("notice", notice)
                .map(ConstructorMapper.of(Reach.class))
                .list();
    }

    /** Whether a notice was sent to a chat. */
    static boolean has(Handle handle, long notice, String chat) {
        return handle.createQuery(
                        "SELECT EXISTS (SELECT 1 FROM notice_recipient WHERE notice_id = :notice AND chat_id = :chat AND state NOT IN ('DUE', 'RIDING'))")
                .bind("notice", notice)
                .bind("chat", chat)
                .mapTo(Boolean.class)
                .one();
    }

    /** Somebody reads among the news what they were not sent: they are told, and nothing is pushed to them. Whoever came later has a row from then on. */
    static void read(Handle handle, Notice notice, String chat, Instant at) {
        int waited = handle.createUpdate("""
                        UPDATE notice_recipient SET state = 'ACCEPTED', rode = TRUE, reason = 'READ', updated_at = :at
                        WHERE notice_id = :notice AND chat_id = :chat AND state = 'RIDING'""")
                .bind("at", at)
                .bind("notice", notice.id())
                .bind("chat", chat)
                .execute();
        if (waited > 0 || has(handle, notice.id(), chat)) {
            return;
        }
        var people = Headcount.now(notice.facts());
        people.bind(handle.createUpdate("""
                        INSERT INTO notice_recipient (notice_id, version, person, member_id, officer_id, chat_id, area, state, reason, rode, updated_at)
                        SELECT :notice, :version, p.person, MAX(p.member), MAX(p.officer), p.chat, MIN(p.area), 'ACCEPTED', 'READ', TRUE, :at
                        FROM\s""" + people.withAccount() + """
                         p GROUP BY p.person, p.chat
                        ON DUPLICATE KEY UPDATE chat_id = VALUES(chat_id), state = 'ACCEPTED', reason = 'READ', rode = TRUE, updated_at = :at"""), BuddhistEra.day(at))
                .bind("notice", notice.id())
                .bind("version", notice.version())
                .bind("chat", chat)
                .bind("at", at)
                .execute();
    }

    /** Says that somebody has read it. @return whether it was for them and had not been said before */
    static boolean acknowledge(Handle handle, long notice, String chat, Instant at) {
        Followers.answered(handle, notice, chat, at);
        return handle.createUpdate(
                                "UPDATE notice_recipient SET acknowledged_at = :at WHERE notice_id = :notice AND chat_id = :chat AND acknowledged_at IS NULL")
                        .bind("at", at)
                        .bind("notice", notice)
                        .bind("chat", chat)
                        .execute()
                > 0;
    }

    private Ledger() {}
}
