package prasan.notices;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
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

    /** Why somebody has it who was not sent it: they read it among the news. */
    static final String READ = "READ";

    /** Why somebody is refused who may have got it: it is not sent to them again. */
    static final String UNCLEAR = "UNCLEAR";

    private static final int SLICE = 5_000;
    /** Answers that are looked at together. */
    private static final int ANSWERS = 1_000;

    private static final int SAMPLES = 5;

    // what becomes of a member of the audience at once
    private static final String STATE = """
            CASE WHEN <twice> OR p.chat IS NULL THEN 'SKIPPED' WHEN c.blocked_at IS NOT NULL THEN 'BLOCKED' WHEN <stopped> THEN 'SKIPPED' ELSE 'DUE' END""";
    private static final String REASON =
            "CASE WHEN <twice> THEN 'TWICE' WHEN p.chat IS NULL THEN 'NO_LINE' WHEN c.blocked_at IS NULL AND <stopped> THEN 'STOPPED' END";

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

    /** Some of the audience, who read the same. */
    public record Group(
            RecipientState state,
            @Nullable String reason,
            String language,
            boolean large,
            @Nullable String role,
            int people) {}

    /** Counts an audience as it is now, without writing anything. */
    List<Group> count(Handle handle, Notice.Facts facts, Instant at) {
        var query = handle.createQuery("SELECT " + state(facts, STATE, "FALSE") + " AS state, "
                + state(facts, REASON, "FALSE")
                + " AS reason, COALESCE(c.language, 'th') AS language, COALESCE(m.text_size = 'LARGE', FALSE) AS large, "
                + Greeting.column(facts, "p.member", "p.officer") + " AS role, COUNT(DISTINCT p.person) AS people FROM "
                + facts.people().everybody()
                + " p LEFT JOIN chat c ON c.id = p.chat LEFT JOIN member m ON m.id = p.member GROUP BY 1, 2, 3, 4, 5");
        Greeting.bind(query, facts, BuddhistEra.day(at));
        return bind(query, facts, at).map(ConstructorMapper.of(Group.class)).list();
    }

    /**
     * One of an audience, to see whom it is.
     *
     * @param officer whether they are told as an officer
     */
    public record Sample(@Nullable String name, @Nullable String area, boolean officer, boolean reached) {}

    /** A few of those who would be reached, and a few of those who have no LINE account. */
    List<Sample> samples(Handle handle, Notice.Facts facts, Instant at) {
        return Stream.of(samples(handle, facts, true, at), samples(handle, facts, false, at))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Sample> samples(Handle handle, Notice.Facts facts, boolean reached, Instant at) {
        var query = handle.createQuery(
                "SELECT DISTINCT COALESCE(m.name, m.display_name, o.name) AS name, p.area, p.officer IS NOT NULL AS officer, :reached AS reached FROM "
                        + facts.people().everybody()
                        + " p LEFT JOIN chat c ON c.id = p.chat LEFT JOIN member m ON m.id = p.member LEFT JOIN officer o ON o.id = p.officer WHERE "
                        + (reached ? state(facts, STATE, "FALSE") + " = 'DUE'" : "p.chat IS NULL") + " LIMIT "
                        + SAMPLES);
        var bound = reached ? bind(query, facts, at) : facts.people().bind(query, BuddhistEra.day(at));
        return bound.bind("reached", reached)
                .map(ConstructorMapper.of(Sample.class))
                .list();
    }

    /**
     * Writes down the next of those that a notice is for, in the order of their ids: few enough that whoever writes to us meanwhile, whose row is read here, waits for a moment only. Of two
     * who had the same account one after the other the first has the notice.
     *
     * @return whether there may be more
     */
    boolean write(Handle handle, Notice notice, Instant at) {
        var facts = notice.facts();
        var insert = handle.createUpdate(
                "INSERT INTO notice_recipient (notice_id, version, person, member_id, officer_id, chat_id, area, state, reason, updated_at)"
                        + " SELECT :notice, :version, p.person, MAX(p.member), MAX(p.officer), IF(w.id IS NULL, p.chat, NULL), MIN(p.area), "
                        + state(
                                facts,
                                facts.speed() == Speed.QUIET ? STATE.replace("'DUE'", "'RIDING'") : STATE,
                                "w.id IS NOT NULL")
                        + ", "
                        + state(facts, REASON, "w.id IS NOT NULL")
                        + ", :at FROM " + facts.people().next(SLICE)
                        + " p LEFT JOIN chat c ON c.id = p.chat"
                        + " LEFT JOIN notice_recipient w ON w.notice_id = :notice AND w.chat_id = p.chat"
                        + " GROUP BY p.person ORDER BY p.person LIMIT " + SLICE);
        return bind(insert, facts, at)
                        .bind("notice", notice.id())
                        .bind("version", notice.version())
                        .bind("after", last(handle, notice))
                        .bind("at", at)
                        .execute()
                == SLICE;
    }

    private static long last(Handle handle, Notice notice) {
        return handle.createQuery(
                        "SELECT COALESCE(MAX(person), :first) FROM notice_recipient WHERE notice_id = :notice")
                .bind("first", Long.MIN_VALUE)
                .bind("notice", notice.id())
                .mapTo(Long.class)
                .one();
    }

    /** @param twice whether somebody before them has the notice by the same account */
    private static String state(Notice.Facts facts, String sql, String twice) {
        var stopped =
                "EXISTS (SELECT 1 FROM member_stopped_topic s WHERE s.topic IN (<topics>) AND s.member_id = p.member)";
        // what officers are told belongs to their work
        var agreed = "(p.member IS NULL OR EXISTS (SELECT 1 FROM member_consent k WHERE k.member_id = p.member"
                + " AND k.topic = 'NEWS' AND k.withdrawn_at IS NULL))";
        boolean news = facts.audience().topics().contains(Topic.NEWS);
        return sql.replace("<twice>", twice)
                .replace("<stopped>", news ? "(" + stopped + " OR NOT " + agreed + ")" : stopped);
    }

    private static <S extends SqlStatement<S>> S bind(S statement, Notice.Facts facts, Instant at) {
        return facts.people().bind(statement.bindList("topics", facts.heeded()), BuddhistEra.day(at));
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
                        "SELECT EXISTS (SELECT 1 FROM notice_recipient WHERE notice_id = :notice AND state IN ('DUE', 'RIDING', 'SENDING'))")
                .bind("notice", notice)
                .mapTo(Boolean.class)
                .one();
    }

    /** How many were told with an answer. */
    int rode(Handle handle, long notice) {
        return handle.createQuery(
                        "SELECT COUNT(*) FROM notice_recipient WHERE notice_id = :notice AND rode AND state = 'ACCEPTED'")
                .bind("notice", notice)
                .mapTo(Integer.class)
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
    public record Due(
            long id,
            String chat,
            String language,
            boolean large,
            @Nullable String role) {}

    /** The first who are due, in the order of the ledger. */
    List<Due> due(Handle handle, Notice notice, Instant at, int most) {
        var query = handle.createQuery("""
                        SELECT n.id, n.chat_id AS chat, c.language, COALESCE(m.text_size = 'LARGE', FALSE) AS large,\s""" + Greeting.column(notice.facts(), "n.member_id", "n.officer_id") + """
                         AS role
                        FROM notice_recipient n JOIN chat c ON c.id = n.chat_id LEFT JOIN member m ON m.id = n.member_id
                        WHERE n.notice_id = :notice AND n.state = 'DUE' ORDER BY n.id LIMIT :most""");
        return Greeting.bind(query, notice.facts(), BuddhistEra.day(at))
                .bind("notice", notice.id())
                .bind("most", most)
                .map(ConstructorMapper.of(Due.class))
                .list();
    }

    /**
     * Takes those of them who are still due and have a chat, held until the transaction ends: somebody may have been forgotten since they were read.
     *
     * @return their chats
     */
    List<String> take(Handle handle, Notice.Facts facts, List<Due> due, Instant at) {
        var ids = due.stream().map(Due::id).toList();
        skipStopped(handle, facts, ids, at);
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

    /** The first whom a quiet notice waits for in a chat; nothing where none does. */
    static Optional<Waiting> riding(Handle handle, String chat, Instant now) {
        return handle.createQuery("""
                        SELECT n.id, r.id AS row_id, c.language, COALESCE(m.text_size = 'LARGE', FALSE) AS large
                        FROM notice_recipient r JOIN notice n ON n.id = r.notice_id JOIN chat c ON c.id = r.chat_id
                            LEFT JOIN member m ON m.id = r.member_id
                        WHERE r.chat_id = :chat AND r.state = 'RIDING' AND n.status = 'SENDING' AND n.latest_at > :now
                        ORDER BY r.id LIMIT 1""")
                .bind("chat", chat)
                .bind("now", now)
                .map((row, context) -> new Waiting(
                        row.getLong("id"),
                        row.getLong("row_id"),
                        new Reading(row.getString("language"), row.getBoolean("large"))))
                .findOne();
    }

    /** Somebody whom a quiet notice waits for. */
    record Waiting(long notice, long row, Reading reading) {}

    /** Takes somebody whom a quiet notice waits for. @return false if another has, or they have stopped its topic */
    static boolean ride(Handle handle, Notice notice, long row, Instant at) {
        skipStopped(handle, notice.facts(), List.of(row), at);
        return handle.createUpdate(
                                "UPDATE notice_recipient SET state = 'SENDING', rode = TRUE, outbox_id = NULL, updated_at = :at WHERE id = :row AND state = 'RIDING'")
                        .bind("at", at)
                        .bind("row", row)
                        .execute()
                > 0;
    }

    /** By what somebody is addressed whom a notice waits for. */
    static @Nullable String role(Handle handle, Notice notice, long row, Instant at) {
        var query = handle.createQuery("SELECT " + Greeting.column(notice.facts(), "n.member_id", "n.officer_id")
                + " FROM notice_recipient n WHERE n.id = :row");
        return Greeting.bind(query, notice.facts(), BuddhistEra.day(at))
                .bind("row", row)
                .mapTo(String.class)
                .findOne()
                .orElse(null);
    }

    /** Says which answer somebody's notice went along with; without one it waits for the next. */
    static void rides(Handle handle, long row, OptionalLong outbox) {
        if (outbox.isPresent()) {
            handle.execute("UPDATE notice_recipient SET outbox_id = ? WHERE id = ?", outbox.getAsLong(), row);
        } else {
            handle.execute("UPDATE notice_recipient SET state = 'RIDING', rode = FALSE WHERE id = ?", row);
        }
    }

    /** Leaves out those who have stopped a topic since their rows were written. */
    private static void skipStopped(Handle handle, Notice.Facts facts, List<Long> rows, Instant at) {
        handle.createUpdate("""
                        UPDATE notice_recipient r SET r.state = 'SKIPPED', r.reason = 'STOPPED', r.updated_at = :at
                        WHERE r.id IN (<rows>) AND r.state IN ('DUE', 'RIDING')
                            AND EXISTS (SELECT 1 FROM member_stopped_topic s WHERE s.topic IN (<topics>) AND s.member_id = r.member_id)""")
                .bind("at", at)
                .bindList("rows", rows)
                .bindList("topics", facts.heeded())
                .execute();
    }

    /** The rows of the outbox with which a quiet notice is going along. */
    List<Long> answers(Handle handle, long notice) {
        return handle.createQuery("""
                        SELECT DISTINCT outbox_id FROM notice_recipient
                        WHERE notice_id = :notice AND state = 'SENDING' AND rode AND outbox_id IS NOT NULL LIMIT :most""")
                .bind("notice", notice)
                .bind("most", ANSWERS)
                .mapTo(Long.class)
                .list();
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
                        "UPDATE notice_recipient SET state = 'OVER', reason = :reason, updated_at = :at WHERE notice_id = :notice AND state IN ('DUE', 'RIDING')")
                .bind("reason", reason)
                .bind("at", at)
                .bind("notice", notice)
                .execute();
    }

    /** Whoever a quiet notice has not reached by its latest time is told by a push. */
    void pushRest(Handle handle, long notice, Instant at) {
        handle.createUpdate(
                        "UPDATE notice_recipient SET state = 'DUE', updated_at = :at WHERE notice_id = :notice AND state = 'RIDING'")
                .bind("at", at)
                .bind("notice", notice)
                .execute();
    }

    /** Takes those back whom a row of the outbox did not reach: they are told by another one. */
    void back(Handle handle, long outbox, Instant at) {
        handle.createUpdate("""
                        UPDATE notice_recipient SET state = IF(rode, 'RIDING', 'DUE'), rode = FALSE, outbox_id = NULL, updated_at = :at
                        WHERE outbox_id = :outbox AND state = 'SENDING'""").bind("outbox", outbox).bind("at", at).execute();
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
                        "SELECT EXISTS (SELECT 1 FROM notice_recipient WHERE notice_id = :notice AND chat_id = :chat AND state NOT IN ('DUE', 'RIDING'))")
                .bind("notice", notice)
                .bind("chat", chat)
                .mapTo(Boolean.class)
                .one();
    }

    /** Whether a notice would be sent to a chat if it began now. */
    static boolean concerns(Handle handle, Notice.Facts facts, String chat, Instant at) {
        var query = handle.createQuery("SELECT EXISTS (SELECT 1 FROM "
                + now(facts).withAccount() + " p JOIN chat c ON c.id = p.chat WHERE "
                + state(facts, STATE, "FALSE") + " = 'DUE')");
        return now(facts)
                .bind(query.bindList("topics", facts.heeded()), BuddhistEra.day(at))
                .bind("chat", chat)
                .mapTo(Boolean.class)
                .one();
    }

    /** Those whom it is for by what it says, even where it follows another. */
    private static People now(Notice.Facts facts) {
        return new AudiencePeople(facts.audience().parts());
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
        var people = now(notice.facts());
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
        due.forEach(one -> groups.computeIfAbsent(
                        new Reading(one.language(), one.large(), one.role()), r -> new ArrayList<>())
                .add(one));
        return groups;
    }

    /**
     * How somebody reads.
     *
     * @param role by which they are addressed, as {@link Greeting} has it
     */
    record Reading(String language, boolean large, @Nullable String role) {
        /** For whoever is not addressed. */
        Reading(String language, boolean large) {
            this(language, large, null);
        }

        Reading addressed(@Nullable String as) {
            return new Reading(language, large, as);
        }
    }
}
