package prasan.notices;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;
import prasan.chat.Topic;
import prasan.db.Order;
import prasan.db.Slice;
import prasan.db.Where;
import prasan.flow.BuddhistEra;

/** The ledger: a row for each person that a notice is for. Works inside the caller's transaction; safe for all threads. */
final class Recipients {
    /** Why somebody is skipped. */
    static final String NO_LINE = "NO_LINE";

    static final String STOPPED = "STOPPED";

    /** Why it is over for somebody whose account is theirs no more, or who was forgotten. */
    static final String GONE = "GONE";

    /** Why somebody is refused who may have got it: it is not sent to them again. */
    static final String UNCLEAR = "UNCLEAR";

    private static final int SLICE = 5_000;

    // what becomes of a member of the audience at once
    private static final String STATE = """
            CASE WHEN m.chat_id IS NULL THEN 'SKIPPED' WHEN c.blocked_at IS NOT NULL THEN 'BLOCKED' WHEN <stopped> THEN 'SKIPPED' ELSE 'DUE' END""";
    private static final String REASON =
            "CASE WHEN m.chat_id IS NULL THEN 'NO_LINE' WHEN c.blocked_at IS NULL AND <stopped> THEN 'STOPPED' END";

    /**
     * A row of the ledger.
     *
     * @param member {@code null} for one who was forgotten
     * @param area that they were told for, or {@code null}
     */
    public record Recipient(
            long id,
            @Nullable Long member,
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

    /** Some of the audience, who read the same. */
    public record Group(RecipientState state, @Nullable String reason, String language, boolean large, int people) {}

    /** Counts an audience as it is now, without writing anything. */
    List<Group> count(Handle handle, Notice.Facts facts, Instant at) {
        var query = handle.createQuery("SELECT " + state(facts, STATE) + " AS state, " + state(facts, REASON)
                + " AS reason, COALESCE(c.language, 'th') AS language, m.text_size = 'LARGE' AS large, COUNT(DISTINCT m.id) AS people "
                + everybody(facts) + " GROUP BY 1, 2, 3, 4");
        return bind(query, facts, at).map(ConstructorMapper.of(Group.class)).list();
    }

    /**
     * Writes down the next of those that a notice is for, in the order of their ids: few enough that whoever writes to us meanwhile, whose row is read here, waits for a moment only.
     *
     * @return whether there may be more
     */
    boolean write(Handle handle, Notice notice, Instant at) {
        var facts = notice.facts();
        var insert = handle.createUpdate(
                "INSERT INTO notice_recipient (notice_id, version, person, member_id, chat_id, area, state, reason, updated_at)"
                        + " SELECT :notice, :version, m.id, m.id, m.chat_id, MIN(" + place(facts) + "), "
                        + state(facts, STATE) + ", " + state(facts, REASON) + ", :at " + everybody(facts)
                        + " AND m.id > :after GROUP BY m.id ORDER BY m.id LIMIT " + SLICE);
        return bind(insert, facts, at)
                        .bind("notice", notice.id())
                        .bind("version", notice.version())
                        .bind("after", last(handle, notice))
                        .bind("at", at)
                        .execute()
                == SLICE;
    }

    private static long last(Handle handle, Notice notice) {
        return handle.createQuery("SELECT COALESCE(MAX(person), 0) FROM notice_recipient WHERE notice_id = :notice")
                .bind("notice", notice.id())
                .mapTo(Long.class)
                .one();
    }

    private static String state(Notice.Facts facts, String sql) {
        var stopped =
                "EXISTS (SELECT 1 FROM member_stopped_topic s WHERE s.topic IN (<topics>) AND s.member_id = m.id)";
        var agreed = "EXISTS (SELECT 1 FROM member_consent k WHERE k.member_id = m.id AND k.topic = 'NEWS'"
                + " AND k.withdrawn_at IS NULL)";
        boolean news = facts.audience().topics().contains(Topic.NEWS);
        return sql.replace("<stopped>", news ? "(" + stopped + " OR NOT " + agreed + ")" : stopped);
    }

    private static String everybody(Notice.Facts facts) {
        var follows = facts.follows();
        return follows == null ? facts.audience().audience().everybody() : Followers.everybody(follows);
    }

    private static String place(Notice.Facts facts) {
        return facts.follows() == null ? facts.audience().audience().place() : "r.area";
    }

    private static <S extends SqlStatement<S>> S bind(S statement, Notice.Facts facts, Instant at) {
        statement.bindList("topics", facts.heeded());
        var follows = facts.follows();
        return follows == null
                ? facts.audience().audience().bind(statement, BuddhistEra.day(at))
                : statement.bind("followed", follows.number());
    }

    /** How many stand where; states that nobody is in are left out. */
    Map<RecipientState, Integer> counts(Handle handle, long notice) {
        var counts = new EnumMap<RecipientState, Integer>(RecipientState.class);
        handle.createQuery(
                        "SELECT state, COUNT(*) AS people FROM notice_recipient WHERE notice_id = :notice GROUP BY state")
                .bind("notice", notice)
                .map((row, context) -> Map.entry(RecipientState.valueOf(row.getString("state")), row.getInt("people")))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    /** Whether anybody is due or on the way. */
    boolean open(Handle handle, long notice) {
        return handle.createQuery(
                        "SELECT EXISTS (SELECT 1 FROM notice_recipient WHERE notice_id = :notice AND state IN ('DUE', 'SENDING'))")
                .bind("notice", notice)
                .mapTo(Boolean.class)
                .one();
    }

    /** How many have said that they have read it. */
    int acknowledged(Handle handle, long notice) {
        return handle.createQuery("SELECT COUNT(acknowledged_at) FROM notice_recipient WHERE notice_id = :notice")
                .bind("notice", notice)
                .mapTo(Integer.class)
                .one();
    }

    /** A part of the ledger. */
    List<Recipient> list(
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
                        SELECT n.id, n.member_id AS member, COALESCE(m.name, m.display_name) AS name, n.area, n.state, n.reason, n.version,
                            n.acknowledged_at, n.choice, n.updated_at
                        FROM notice_recipient n LEFT JOIN member m ON m.id = n.member_id WHERE\s""" + where + slice.ordered("n.id")))
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
    List<Reach> reach(Handle handle, long notice, int digits) {
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

    /** One who is due. */
    public record Due(long id, String chat, String language, boolean large) {}

    /** The first who are due, in the order of the ledger. */
    List<Due> due(Handle handle, long notice, int most) {
        return handle.createQuery("""
                        SELECT n.id, n.chat_id AS chat, c.language, COALESCE(m.text_size = 'LARGE', FALSE) AS large
                        FROM notice_recipient n JOIN chat c ON c.id = n.chat_id LEFT JOIN member m ON m.id = n.member_id
                        WHERE n.notice_id = :notice AND n.state = 'DUE' ORDER BY n.id LIMIT :most""")
                .bind("notice", notice)
                .bind("most", most)
                .map(ConstructorMapper.of(Due.class))
                .list();
    }

    /**
     * Takes those of them who are still due and have a chat, held until the transaction ends: somebody may have been forgotten since they were read.
     *
     * @return their chats
     */
    List<String> take(Handle handle, List<Due> due, Instant at) {
        var ids = due.stream().map(Due::id).toList();
        handle.createUpdate(
                        "UPDATE notice_recipient SET state = 'SENDING', outbox_id = NULL, updated_at = :at WHERE id IN (<ids>) AND state = 'DUE' AND chat_id IS NOT NULL")
                .bindList("ids", ids)
                .bind("at", at)
                .execute();
        return handle.createQuery(
                        "SELECT chat_id FROM notice_recipient WHERE id IN (<ids>) AND state = 'SENDING' AND outbox_id IS NULL ORDER BY id")
                .bindList("ids", ids)
                .mapTo(String.class)
                .list();
    }

    /** A row of the outbox carries those who were taken. */
    void carried(Handle handle, List<Due> due, long outbox) {
        handle.createUpdate(
                        "UPDATE notice_recipient SET outbox_id = :outbox WHERE id IN (<ids>) AND state = 'SENDING' AND outbox_id IS NULL")
                .bind("outbox", outbox)
                .bindList("ids", due.stream().map(Due::id).toList())
                .execute();
    }

    /** What became of those whom a row of the outbox carries; of {@code only} some of them, if they are named. */
    int settle(
            Handle handle,
            long outbox,
            @Nullable List<String> only,
            RecipientState state,
            @Nullable String reason,
            Instant at) {
        if (only != null && only.isEmpty()) {
            return 0;
        }
        var update = handle.createUpdate(
                        "UPDATE notice_recipient SET state = :state, reason = LEFT(:reason, 300), updated_at = :at"
                                + " WHERE outbox_id = :outbox AND state = 'SENDING'"
                                + (only == null ? "" : " AND chat_id IN (<chats>)"))
                .bind("state", state)
                .bind("reason", reason)
                .bind("outbox", outbox)
                .bind("at", at);
        return (only == null ? update : update.bindList("chats", only)).execute();
    }

    /** Another row of the outbox carries these from now on. */
    void move(Handle handle, long from, long to, List<String> chats) {
        if (!chats.isEmpty()) {
            handle.createUpdate(
                            "UPDATE notice_recipient SET outbox_id = :to WHERE outbox_id = :from AND chat_id IN (<chats>)")
                    .bind("from", from)
                    .bind("to", to)
                    .bindList("chats", chats)
                    .execute();
        }
    }

    /** Ends what was not sent. */
    void over(Handle handle, long notice, String reason, Instant at) {
        handle.createUpdate(
                        "UPDATE notice_recipient SET state = 'OVER', reason = :reason, updated_at = :at WHERE notice_id = :notice AND state = 'DUE'")
                .bind("reason", reason)
                .bind("at", at)
                .bind("notice", notice)
                .execute();
    }

    /** Sends again to those whom LINE refused. @return how many */
    int again(Handle handle, long notice, Instant at) {
        return handle.createUpdate(
                        "UPDATE notice_recipient SET state = 'DUE', reason = NULL, outbox_id = NULL, updated_at = :at"
                                + " WHERE notice_id = :notice AND state = 'REFUSED' AND reason <> 'UNCLEAR' AND chat_id IS NOT NULL")
                .bind("at", at)
                .bind("notice", notice)
                .execute();
    }

    /** Whether a notice was sent to a chat. */
    static boolean has(Handle handle, long notice, String chat) {
        return handle.createQuery(
                        "SELECT EXISTS (SELECT 1 FROM notice_recipient WHERE notice_id = :notice AND chat_id = :chat AND state <> 'DUE')")
                .bind("notice", notice)
                .bind("chat", chat)
                .mapTo(Boolean.class)
                .one();
    }

    /** Says that somebody has read it. @return whether it was for them and had not been said before */
    boolean acknowledge(Handle handle, long notice, String chat, Instant at) {
        Followers.answered(handle, notice, chat, at);
        return handle.createUpdate(
                                "UPDATE notice_recipient SET acknowledged_at = :at WHERE notice_id = :notice AND chat_id = :chat AND acknowledged_at IS NULL")
                        .bind("at", at)
                        .bind("notice", notice)
                        .bind("chat", chat)
                        .execute()
                > 0;
    }

    /** Groups people by how they read. */
    static Map<Reading, List<Due>> byReading(List<Due> due) {
        var groups = new LinkedHashMap<Reading, List<Due>>();
        due.forEach(one -> groups.computeIfAbsent(new Reading(one.language(), one.large()), r -> new ArrayList<>())
                .add(one));
        return groups;
    }

    /** How somebody reads. */
    record Reading(String language, boolean large) {}
}
