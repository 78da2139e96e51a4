package prasan.notices;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;
import prasan.flow.BuddhistEra;

/** The ledger as it is written: a row for each person that a notice is for, from its beginning until it is settled. Works inside the caller's transaction. */
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

    /**
     * Writes down the next of those that a notice is for, in the order of their ids: few enough that whoever writes to us meanwhile, whose row is read here, waits for a moment only. Of two
     * who had the same account one after the other the first has the notice.
     *
     * @return whether there may be more
     */
    static boolean write(Handle handle, Notice notice, Instant at) {
        var facts = notice.facts();
        var insert = handle.createUpdate(
                "INSERT INTO notice_recipient (notice_id, version, person, member_id, officer_id, chat_id, area, state, reason, updated_at)"
                        + " SELECT :notice, :version, p.person, MAX(p.member), MAX(p.officer), IF(w.id IS NULL, p.chat, NULL), MIN(p.area), "
                        + Headcount.state(
                                facts,
                                facts.speed() == Speed.QUIET
                                        ? Headcount.STATE.replace("'DUE'", "'RIDING'")
                                        : Headcount.STATE,
                                "w.id IS NOT NULL")
                        + ", "
                        + Headcount.state(facts, Headcount.REASON, "w.id IS NOT NULL")
                        + ", :at FROM " + facts.people().next(SLICE)
                        + " p LEFT JOIN chat c ON c.id = p.chat"
                        + " LEFT JOIN notice_recipient w ON w.notice_id = :notice AND w.chat_id = p.chat"
                        + " GROUP BY p.person ORDER BY p.person LIMIT " + SLICE);
        return Headcount.bind(insert, facts, at)
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

    /** One who is due. */
    public record Due(
            long id,
            String chat,
            String language,
            boolean large,
            @Nullable String role) {}

    /** The first who are due, in the order of the ledger. */
    static List<Due> due(Handle handle, Notice notice, Instant at, int most) {
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
    static List<String> take(Handle handle, Notice.Facts facts, List<Due> due, Instant at) {
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
    static void carried(Handle handle, List<Due> due, long outbox) {
        handle.createUpdate(
                        "UPDATE notice_recipient SET outbox_id = :outbox WHERE id IN (<ids>) AND state = 'SENDING' AND outbox_id IS NULL")
                .bind("outbox", outbox)
                .bindList("ids", due.stream().map(Due::id).toList())
                .execute();
    }

    /** Leaves out those who have stopped a topic since their rows were written. */
    static void skipStopped(Handle handle, Notice.Facts facts, List<Long> rows, Instant at) {
        handle.createUpdate("""
                        UPDATE notice_recipient r SET r.state = 'SKIPPED', r.reason = 'STOPPED', r.updated_at = :at
                        WHERE r.id IN (<rows>) AND r.state IN ('DUE', 'RIDING')
                            AND EXISTS (SELECT 1 FROM member_stopped_topic s WHERE s.topic IN (<topics>) AND s.member_id = r.member_id)""")
                .bind("at", at)
                .bindList("rows", rows)
                .bindList("topics", facts.heeded())
                .execute();
    }

    /** What became of those whom a row of the outbox carries; of {@code only} some of them, if they are named. */
    static int settle(
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
    static void move(Handle handle, long from, long to, List<String> chats) {
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
    static void over(Handle handle, long notice, String reason, Instant at) {
        handle.createUpdate(
                        "UPDATE notice_recipient SET state = 'OVER', reason = :reason, updated_at = :at WHERE notice_id = :notice AND state IN ('DUE', 'RIDING')")
                .bind("reason", reason)
                .bind("at", at)
                .bind("notice", notice)
                .execute();
    }

    /** Whoever a quiet notice has not reached by its latest time is told by a push. */
    static void pushRest(Handle handle, long notice, Instant at) {
        handle.createUpdate(
                        "UPDATE notice_recipient SET state = 'DUE', updated_at = :at WHERE notice_id = :notice AND state = 'RIDING'")
                .bind("at", at)
                .bind("notice", notice)
                .execute();
    }

    /** Takes those back whom a row of the outbox did not reach: they are told by another one. */
    static void back(Handle handle, long outbox, Instant at) {
        handle.createUpdate("""
                        UPDATE notice_recipient SET state = IF(rode, 'RIDING', 'DUE'), rode = FALSE, outbox_id = NULL, updated_at = :at
                        WHERE outbox_id = :outbox AND state = 'SENDING'""").bind("outbox", outbox).bind("at", at).execute();
    }

    /** Sends again to those whom LINE refused. @return how many */
    static int again(Handle handle, long notice, Instant at) {
        return handle.createUpdate(
                        "UPDATE notice_recipient SET state = 'DUE', reason = NULL, outbox_id = NULL, updated_at = :at"
                                + " WHERE notice_id = :notice AND state = 'REFUSED' AND reason <> 'UNCLEAR' AND chat_id IS NOT NULL")
                .bind("at", at)
                .bind("notice", notice)
                .execute();
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

    private Recipients() {}
}
