package prasan.notices;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;
import prasan.flow.Value;
import prasan.members.Member;
import prasan.officers.Job;

/**
 * By what the recipients of a notice are addressed: by a role that it is for, and else by their foremost one in its area, กำนัน and ผู้ใหญ่บ้าน before all others; officers who are no members by their
 * job. Whoever has none is not addressed.
 */
final class Greeting {
    private static final String FOREMOST = Arrays.stream(Member.Role.values())
            .sorted(Comparator.comparing((Member.Role role) -> role != Member.Role.KAMNAN)
                    .thenComparing(role -> role != Member.Role.VILLAGE_HEAD))
            .map(role -> "'" + role + "'")
            .collect(Collectors.joining(", "));

    private static final String ROLE = """
            COALESCE((SELECT h.role FROM member_role h
                WHERE h.member_id = <member> AND h.starts_on <= :greetOn AND (h.ends_on IS NULL OR h.ends_on >= :greetOn)
                    AND COALESCE(h.area, '') LIKE CONCAT(:greetWithin, '%')
                ORDER BY h.role NOT IN (<greetRoles>), FIELD(h.role, <foremost>) LIMIT 1),
                (SELECT o.job FROM officer o WHERE o.id = <officer>))""".replace("<foremost>", FOREMOST);

    private Greeting() {}

    /**
     * Returns the column of the role or job by which somebody is addressed.
     *
     * @param member the column of the member's id, and {@code officer} that of the officer's
     */
    static String column(Notice.Facts facts, String member, String officer) {
        return facts.greet() ? ROLE.replace("<member>", member).replace("<officer>", officer) : "NULL";
    }

    /** Binds what the column names. */
    static <S extends SqlStatement<S>> S bind(S statement, Notice.Facts facts, LocalDate on) {
        if (!facts.greet()) {
            return statement;
        }
        var roles = roles(facts);
        return statement
                .bind("greetOn", on)
                .bind("greetWithin", facts.audience().prefix())
                .bindList("greetRoles", roles.isEmpty() ? List.of("") : roles);
    }

    private static List<String> roles(Notice.Facts facts) {
        return facts.audience().parts().stream()
                .flatMap(part ->
                        part.seats() == null ? part.roles().stream() : List.of(Member.Role.CON_COMMITTEE).stream())
                .map(Enum::name)
                .toList();
    }

    /** A role by which some of its recipients are addressed, to show how it looks; {@code null} where it does not greet. */
    static @Nullable String example(Notice.Facts facts) {
        return facts.greet() ? roles(facts).stream().findFirst().orElse(Member.Role.VILLAGE_HEAD.name()) : null;
    }

    /** A role or a job as texts name it. */
    static Value.Code code(String role) {
        boolean job = Arrays.stream(Job.values()).anyMatch(known -> known.name().equals(role));
        return new Value.Code(job ? "job" : "role", role);
    }
}
