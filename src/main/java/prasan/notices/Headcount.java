package prasan.notices;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;
import prasan.chat.Topic;
import prasan.flow.BuddhistEra;

/** Whom a notice would reach if it began now, and what would become of each at once: counted before it is sent, and written down by {@link Recipients} when it begins. Works inside the caller's transaction. */
final class Headcount {
    private static final int SAMPLES = 5;

    // what becomes of a member of the audience at once
    static final String STATE = """
            CASE WHEN <twice> OR p.chat IS NULL THEN 'SKIPPED' WHEN c.blocked_at IS NOT NULL THEN 'BLOCKED' WHEN <stopped> THEN 'SKIPPED' ELSE 'DUE' END""";
    static final String REASON =
            "CASE WHEN <twice> THEN 'TWICE' WHEN p.chat IS NULL THEN 'NO_LINE' WHEN c.blocked_at IS NULL AND <stopped> THEN 'STOPPED' END";

    /** Some of the audience, who read the same. */
    public record Group(
            RecipientState state,
            @Nullable String reason,
            String language,
            boolean large,
            @Nullable String role,
            int people) {}

    /** Counts an audience as it is now, without writing anything. */
    static List<Group> count(Handle handle, Notice.Facts facts, Instant at) {
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
    static List<Sample> samples(Handle handle, Notice.Facts facts, Instant at) {
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

    /** @param twice whether somebody before them has the notice by the same account */
    static String state(Notice.Facts facts, String sql, String twice) {
        var stopped =
                "EXISTS (SELECT 1 FROM member_stopped_topic s WHERE s.topic IN (<topics>) AND s.member_id = p.member)";
        // what officers are told belongs to their work
        var agreed = "(p.member IS NULL OR EXISTS (SELECT 1 FROM member_consent k WHERE k.member_id = p.member"
                + " AND k.topic = 'NEWS' AND k.withdrawn_at IS NULL))";
        boolean news = facts.audience().topics().contains(Topic.NEWS);
        return sql.replace("<twice>", twice)
                .replace("<stopped>", news ? "(" + stopped + " OR NOT " + agreed + ")" : stopped);
    }

    static <S extends SqlStatement<S>> S bind(S statement, Notice.Facts facts, Instant at) {
        return facts.people().bind(statement.bindList("topics", facts.heeded()), BuddhistEra.day(at));
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
    static People now(Notice.Facts facts) {
        return new AudiencePeople(facts.audience().parts());
    }

    private Headcount() {}
}
