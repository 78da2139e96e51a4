package prasan.members;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import prasan.db.Scope;
import prasan.db.Slice;
import prasan.db.Where;

/**
 * The list of members, written so that whatever is filtered goes by an index among 300,000 of them: the database's own choice of plan is led where it would read a table from end to
 * end. {@code NationTest} has every plan explained.
 */
final class MemberSearch {
    private static final int FEW = 3_000;

    private MemberSearch() {}

    static List<Member> list(Handle handle, Scope scope, Members.Filter filter, LocalDate on, Slice<Member> slice) {
        var where = new Where()
                .scope("m.area", scope)
                .area("m.area", filter.area())
                .and("(m.chat_id IS NOT NULL) = :linked", "linked", filter.linked())
                .slice(slice, "m.id");
        boolean entered = slice.order() == null;
        var wanted = List.copyOf(PersonName.wanted(Objects.requireNonNullElse(filter.text(), "")));
        if (!wanted.isEmpty()) {
            // a name alone: the page is cut before the members are read, for a short one fits thousands
            boolean alone = entered
                    && scope.isNational()
                    && filter.area() == null
                    && filter.role() == null
                    && filter.linked() == null;
            var page =
                    "SELECT DISTINCT n.member_id FROM member_name n WHERE (n.beginning LIKE :typed OR n.beginning LIKE :bare) AND "
                            + new Where().slice(slice, "n.member_id") + slice.ordered("n.member_id + 0");
            where.and(
                    alone
                            ? "m.id IN (SELECT member_id FROM (" + page + ") named)"
                            : "m.id IN (SELECT n.member_id FROM member_name n WHERE n.beginning LIKE :typed OR n.beginning LIKE :bare)",
                    Map.of("typed", Where.beginning(wanted.getFirst()), "bare", Where.beginning(wanted.getLast())));
        }
        var from = Members.SELECT;
        // + 0: what a name or an area leaves is sorted; read in the order of an index until the page is full, a rare
        // name would cost the whole table
        boolean everywhere = scope.isNational() && filter.area() == null && wanted.isEmpty();
        var order = slice.ordered(everywhere ? "m.id" : "m.id + 0");
        if (filter.role() != null) {
            var held = "r.role = :role AND r.starts_on <= :on AND (r.ends_on IS NULL OR r.ends_on >= :on)";
            if (everywhere && entered) {
                // walks the holders of the role in order until the page is full
                from = from.replaceFirst(
                        "FROM member m", "FROM member_role r STRAIGHT_JOIN member m ON m.id = r.member_id");
                order = " GROUP BY r.member_id" + slice.ordered("r.member_id");
            } else if (everywhere && few(handle, filter.role())) {
                held = "m.id IN (SELECT r.member_id FROM member_role r WHERE " + held + ")";
                order = slice.ordered("m.id + 0");
            } else {
                // asks only for the members that the other conditions leave; as EXISTS it would first gather all
                // holders
                held = "(SELECT 1 FROM member_role r WHERE r.member_id = m.id AND " + held + " LIMIT 1) IS NOT NULL";
            }
            where.and(held, Map.of("role", filter.role(), "on", on));
        }
        return where.bind(handle.createQuery(from + "WHERE " + where + order))
                .map(ConstructorMapper.of(Member.class))
                .list();
    }

    /** Whether those who ever held a role are so few that they are sorted sooner than found by going through all members in order. */
    private static boolean few(Handle handle, Member.Role role) {
        return handle.createQuery("SELECT COUNT(*) FROM (SELECT 1 FROM member_role WHERE role = :role LIMIT :few) held")
                        .bind("role", role)
                        .bind("few", FEW)
                        .mapTo(Integer.class)
                        .one()
                < FEW;
    }
}
