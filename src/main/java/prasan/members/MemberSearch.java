package prasan.members;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;
import prasan.db.Scope;
import prasan.db.Where;

/**
 * The list of members, written so that whatever is filtered goes by an index among 300,000 of them: the database's own choice of plan is led where it would read a table from end to
 * end. {@code NationTest} has every plan explained.
 */
final class MemberSearch {
    private MemberSearch() {}

    static List<Member> list(
            Handle handle, Scope scope, Members.Filter filter, LocalDate on, @Nullable Long before, int limit) {
        var where = new Where()
                .scope("m.area", scope)
                .area("m.area", filter.area())
                .and("(m.chat_id IS NOT NULL) = :linked", "linked", filter.linked())
                .and("m.id < :before", "before", before);
        var wanted = List.copyOf(PersonName.wanted(Objects.requireNonNullElse(filter.text(), "")));
        if (!wanted.isEmpty()) {
            // a name alone: the page is cut before the members are read, for a short one fits thousands
            boolean alone =
                    scope.isNational() && filter.area() == null && filter.role() == null && filter.linked() == null;
            var page =
                    "SELECT DISTINCT n.member_id FROM member_name n WHERE (n.beginning LIKE :typed OR n.beginning LIKE :bare)"
                            + (before == null ? "" : " AND n.member_id < :before")
                            + " ORDER BY n.member_id + 0 DESC LIMIT :limit";
            where.and(
                    alone
                            ? "m.id IN (SELECT member_id FROM (" + page + ") named)"
                            : "m.id IN (SELECT n.member_id FROM member_name n WHERE n.beginning LIKE :typed OR n.beginning LIKE :bare)",
                    Map.of("typed", Where.beginning(wanted.getFirst()), "bare", Where.beginning(wanted.getLast())));
        }
        var from = Members.SELECT;
        // + 0: what a name or an area leaves is sorted; read in the order of ids until the page is full, a rare name
        // would cost the whole table
        boolean everywhere = scope.isNational() && filter.area() == null;
        var order = everywhere && wanted.isEmpty() ? " ORDER BY m.id DESC" : " ORDER BY m.id + 0 DESC";
        if (filter.role() != null) {
            var held = "r.role = :role AND r.starts_on <= :on AND (r.ends_on IS NULL OR r.ends_on >= :on)";
            if (everywhere && wanted.isEmpty()) {
                // walks the holders of the role in order until the page is full
                from = from.replaceFirst(
                        "FROM member m", "FROM member_role r STRAIGHT_JOIN member m ON m.id = r.member_id");
                order = " GROUP BY r.member_id ORDER BY r.member_id DESC";
            } else {
                // asks only for the members that the other conditions leave; as EXISTS it would first gather all
                // holders
                held = "(SELECT 1 FROM member_role r WHERE r.member_id = m.id AND " + held + " LIMIT 1) IS NOT NULL";
            }
            where.and(held, Map.of("role", filter.role(), "on", on));
        }
        return where.bind(handle.createQuery(from + "WHERE " + where + order + " LIMIT :limit"))
                .bind("limit", limit)
                .map(ConstructorMapper.of(Member.class))
                .list();
    }
}
