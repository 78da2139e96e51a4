package prasan.members;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;
import prasan.areas.Area;
import prasan.chat.Topic;

/**
 * Whom something is told to: members who can be written to, by where they are.
 *
 * <p>Without roles and levels, all who live in the area. With either, those who hold such a role there on that day: {@code 71}, CON_COMMITTEE, PROVINCE and DISTRICT are the
 * committees of the province's own ศอช. and of its districts', but not of its tambons'.
 *
 * @param area the code of an area, for what is in it and below it; empty for the whole country
 * @param roles any of these; empty for all
 * @param levels the levels of the areas that the roles are for; empty for all
 * @param topic leaves out those who have stopped it, and of {@code NEWS} those who have not agreed to it; {@code null} leaves nobody out
 * @param verifiedOnly leaves out roles that only the person themselves speaks of
 */
public record Audience(
        String area,
        Set<Member.Role> roles,
        Set<Area.Level> levels,
        @Nullable Topic topic,
        boolean verifiedOnly) {

    /** All who live in an area and have not stopped the topic. */
    public static Audience living(String area, @Nullable Topic topic) {
        return new Audience(area, Set.of(), Set.of(), topic, false);
    }

    /** Whether a person may be there twice. */
    boolean byRole() {
        return !roles.isEmpty() || !levels.isEmpty();
    }

    /** From FROM on; {@code m} is the member. A person who holds two roles is there twice. */
    String from() {
        return from("JOIN chat c ON c.id = m.chat_id WHERE c.blocked_at IS NULL", "");
    }

    /**
     * From FROM on, with those who cannot be written to: {@code m} is the member. A person who holds two roles, {@code r}, is there twice.
     *
     * @param names what the names of its values end with, so that a statement can have several audiences
     */
    public String everybody(String names) {
        return from("WHERE m.ended_at IS NULL", names);
    }

    /** The column of the area that a person is there for. */
    public String place() {
        return byRole() ? "r.area" : "m.area";
    }

    private String from(String chats, String names) {
        var from = new StringBuilder("FROM ")
                .append(byRole() ? "member_role r JOIN member m ON m.id = r.member_id " : "member m ")
                .append(chats);
        if (!area.isEmpty()) {
            from.append(" AND ").append(place()).append(" LIKE CONCAT(:area" + names + ", '%')");
        }
        if (byRole()) {
            from.append(" AND r.role IN (<roles" + names + ">) AND r.starts_on <= :on"
                    + " AND (r.ends_on IS NULL OR r.ends_on >= :on)");
        }
        if (!levels.isEmpty()) {
            from.append(" AND COALESCE(CHAR_LENGTH(r.area), 0) IN (<digits" + names + ">)");
        }
        if (byRole() && verifiedOnly) {
            from.append(" AND r.verified <> 'SELF'");
        }
        if (topic != null) {
            from.append(
                    " AND NOT EXISTS (SELECT 1 FROM member_stopped_topic s WHERE s.topic = :topic AND s.member_id = m.id)");
        }
        if (topic == Topic.NEWS) {
            from.append(" AND EXISTS (SELECT 1 FROM member_consent k WHERE k.member_id = m.id AND k.topic = 'NEWS'"
                    + " AND k.withdrawn_at IS NULL)");
        }
        return from.toString();
    }

    /** Binds what {@link #from} names. */
    <S extends SqlStatement<S>> S bind(S statement, LocalDate on) {
        return bind(statement, on, "");
    }

    /** Binds what {@link #everybody} names. */
    public <S extends SqlStatement<S>> S bind(S statement, LocalDate on, String names) {
        if (!area.isEmpty()) {
            statement.bind("area" + names, area);
        }
        if (byRole()) {
            statement
                    .bindList("roles" + names, List.copyOf(roles.isEmpty() ? Set.of(Member.Role.values()) : roles))
                    .bind("on", on);
        }
        if (!levels.isEmpty()) {
            statement.bindList(
                    "digits" + names, levels.stream().map(Area.Level::digits).toList());
        }
        return topic == null ? statement : statement.bind("topic", topic);
    }
}
