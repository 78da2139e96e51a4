package prasan.notices;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;
import prasan.db.Order;
import prasan.db.Slice;
import prasan.db.Where;
import prasan.flow.BuddhistEra;

/** Those whom a notice is for and LINE does not reach, and who can be rung to tell them. Works inside the caller's transaction. */
final class Unreachable {
    /**
     * Somebody whom LINE does not reach.
     *
     * @param area that they are told for
     * @param reason NO_LINE, BLOCKED, REFUSED
     * @param phone of an officer
     * @param post where the officer is posted
     * @param villageHead of the village that they are told for
     * @param centre area of the nearest ศอช. that has a phone; {@code null} for the central office, or none
     * @param holder of its first seat that is held
     */
    public record Person(
            long id,
            @Nullable Long member,
            @Nullable Long officer,
            @Nullable String name,
            @Nullable String area,
            String reason,
            @Nullable String phone,
            @Nullable String post,
            @Nullable String villageHead,
            @Nullable String centre,
            @Nullable String holder,
            @Nullable String centrePhone) {}

    /** What lists can be sorted by. */
    static final List<Order<Person>> ORDERS = List.of(new Order<>("area", "u.area", String.class, Person::area));

    private static final String NOW = """
            (SELECT IF(p.person < 0, 1 - 2 * p.person, 2 * p.person) AS id, MAX(p.member) AS member, MAX(p.officer) AS officer, MIN(p.area) AS area,
                IF(p.chat IS NULL, 'NO_LINE', 'BLOCKED') AS reason
            FROM <people> p LEFT JOIN chat c ON c.id = p.chat WHERE p.chat IS NULL OR c.blocked_at IS NOT NULL GROUP BY p.person) u""";

    private static final String LEDGER = """
            (SELECT n.id, n.member_id AS member, n.officer_id AS officer, n.area, IF(n.state = 'SKIPPED', n.reason, n.state) AS reason
            FROM notice_recipient n WHERE n.notice_id = :notice AND COALESCE(n.member_id, n.officer_id) IS NOT NULL
                AND (n.state IN ('BLOCKED', 'REFUSED') OR n.state = 'SKIPPED' AND n.reason = 'NO_LINE')) u""";

    private static final String WITH_PHONES = """
            SELECT u.id, u.member, u.officer, COALESCE(m.name, m.display_name, o.name) AS name, u.area, u.reason, o.phone, o.area AS post,
                (SELECT h.name FROM member_role r JOIN member h ON h.id = r.member_id
                 WHERE r.role = 'VILLAGE_HEAD' AND r.area = u.area AND r.starts_on <= :on AND (r.ends_on IS NULL OR r.ends_on >= :on)
                 ORDER BY r.verified = 'SELF', r.id LIMIT 1) AS village_head,
                t.area AS centre, t.phone AS centre_phone,
                (SELECT h.name FROM seat s JOIN member_role r ON r.seat_id = s.id AND r.starts_on <= :on AND r.ends_on >= :on JOIN member h ON h.id = r.member_id
                 WHERE s.centre_id = t.id ORDER BY s.position <> 'CHAIR', s.position <> 'VICE_CHAIR', s.position <> 'SECRETARY', s.position, s.number LIMIT 1) AS holder
            FROM (<page>) u LEFT JOIN member m ON m.id = u.member LEFT JOIN officer o ON o.id = u.officer
                LEFT JOIN centre t ON t.id = (SELECT k.id FROM centre k
                    WHERE k.phone IS NOT NULL AND k.code IN (LEFT(u.area, 6), LEFT(u.area, 4), LEFT(u.area, 2), 'TH')
                    ORDER BY k.code = 'TH', CHAR_LENGTH(k.code) DESC LIMIT 1)""";

    private Unreachable() {}

    /** A part of them: by the ledger, or before it is written by the audience as it is now. */
    static List<Person> list(Handle handle, Notice notice, Slice<Person> slice, Instant at) {
        boolean begun = notice.begunAt() != null;
        var people = notice.facts().people();
        var where = new Where().slice(slice, "u.id");
        var page = "SELECT * FROM " + (begun ? LEDGER : NOW.replace("<people>", people.everybody())) + " WHERE " + where
                + slice.ordered("u.id");
        var query = where.bind(handle.createQuery(WITH_PHONES.replace("<page>", page) + slice.ordered("u.id")));
        var on = BuddhistEra.day(at);
        return (begun ? query.bind("notice", notice.id()) : people.bind(query, on))
                .bind("on", on)
                .map(ConstructorMapper.of(Person.class))
                .list();
    }
}
