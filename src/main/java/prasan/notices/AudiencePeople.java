package prasan.notices;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.statement.SqlStatement;
import prasan.members.Audience;
import prasan.members.Member;

/** The people of all parts of an audience. An officer who is a member with the same LINE account is that member; one who is none has their own number below zero. */
record AudiencePeople(List<Part> parts) implements People {
    private static final String OFFICER = "COALESCE(k.id, -o.id)";

    @Override
    public String everybody() {
        return everybody("", "");
    }

    @Override
    public String withAccount() {
        return everybody(" AND m.chat_id = :chat", " AND o.chat_id = :chat");
    }

    private String everybody(String ofMembers, String ofOfficers) {
        return IntStream.range(0, parts.size())
                .mapToObj(i ->
                        parts.get(i).officers() == null ? members(i, place(i)) + ofMembers : officers(i) + ofOfficers)
                .collect(Collectors.joining(" UNION ALL ", "(", ")"));
    }

    @Override
    public String next(int most) {
        return IntStream.range(0, parts.size())
                .mapToObj(i -> parts.get(i).officers() == null
                        ? members(i, "MIN(" + place(i) + ")") + " AND m.id > :after GROUP BY m.id"
                        : officers(i) + " AND " + OFFICER + " > :after")
                .map(part -> "(" + part + " ORDER BY person LIMIT " + most + ")")
                .collect(Collectors.joining(" UNION ALL ", "(", ")"));
    }

    private String members(int i, String area) {
        var seats = parts.get(i).seats();
        return "SELECT m.id AS person, m.id AS member, NULL AS officer, m.chat_id AS chat, " + area + " AS area "
                + audience(i).everybody(String.valueOf(i))
                + (seats == null ? "" : " AND r.seat_id IS NOT NULL")
                + (seats == null || seats.endsBefore() == null ? "" : " AND r.ends_on < :before" + i);
    }

    private String officers(int i) {
        var part = parts.get(i);
        return "SELECT " + OFFICER
                + " AS person, k.id AS member, o.id AS officer, o.chat_id AS chat, NULLIF(o.area, '') AS area"
                + " FROM officer o LEFT JOIN member k ON k.chat_id = o.chat_id WHERE o.ended_at IS NULL"
                + (part.prefix().isEmpty() ? "" : " AND o.area LIKE CONCAT(:area" + i + ", '%')")
                + (jobs(part).isEmpty() ? "" : " AND o.job IN (<jobs" + i + ">)");
    }

    private String place(int i) {
        return audience(i).place();
    }

    private static List<String> jobs(Part part) {
        var officers = part.officers();
        return officers == null
                ? List.of()
                : officers.jobs().stream().map(Enum::name).toList();
    }

    /** A seat is held by one role. */
    private Audience audience(int i) {
        var part = parts.get(i);
        var roles = part.seats() == null ? Set.copyOf(part.roles()) : Set.of(Member.Role.CON_COMMITTEE);
        return new Audience(part.prefix(), roles, Set.copyOf(part.levels()), null, false);
    }

    @Override
    public <S extends SqlStatement<S>> S bind(S statement, LocalDate on) {
        for (int i = 0; i < parts.size(); i++) {
            var part = parts.get(i);
            var seats = part.seats();
            if (part.officers() == null) {
                audience(i).bind(statement, on, String.valueOf(i));
            } else if (!part.prefix().isEmpty()) {
                statement.bind("area" + i, part.prefix());
            }
            if (!jobs(part).isEmpty()) {
                statement.bindList("jobs" + i, jobs(part));
            }
            if (seats != null && seats.endsBefore() != null) {
                statement.bind("before" + i, seats.endsBefore());
            }
        }
        return statement;
    }
}
