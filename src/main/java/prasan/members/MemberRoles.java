package prasan.members;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;
import prasan.db.Fields;
import prasan.db.Refused;

/** What members are in the community. Works inside the caller's transaction; safe for all threads. */
public final class MemberRoles {
    /**
     * SQL for the role of the member {@code m} that has no end, or else that ends last; {@code NULL} for somebody without any. It tells who a person is, not what they may do.
     */
    public static final String LATEST = """
            (SELECT held.role FROM member_role held WHERE held.member_id = m.id
             ORDER BY held.ends_on IS NULL DESC, held.ends_on DESC, held.starts_on DESC, held.id DESC LIMIT 1)""";

    private static final String SELECT = """
            SELECT id, member_id, seat_id, role, area, title, starts_on, ends_on, verified, verified_by, verified_at FROM member_role
            """;

    private static final int TITLE_MAX = 200;

    /** All roles of a member, past ones and those to come too, the latest first. */
    public List<MemberRole> all(Handle handle, long member) {
        return handle.createQuery(SELECT + "WHERE member_id = :member ORDER BY starts_on DESC, id DESC")
                .bind("member", member)
                .map(ConstructorMapper.of(MemberRole.class))
                .list();
    }

    /** The roles that a member has on a day, in the order of {@link Member.Role}. */
    public List<MemberRole> inForce(Handle handle, long member, LocalDate on) {
        return all(handle, member).stream()
                .filter(role -> role.inForce(on))
                .sorted(Comparator.comparing(MemberRole::role))
                .toList();
    }

    /**
     * The role of that id.
     *
     * @throws Refused {@code unknown-role}
     */
    public MemberRole require(Handle handle, long id) {
        return handle.createQuery(SELECT + "WHERE id = :id")
                .bind("id", id)
                .map(ConstructorMapper.of(MemberRole.class))
                .findOne()
                .orElseThrow(() -> new Refused("unknown-role", Map.of("role", id)));
    }

    /**
     * Gives a member a role, beside those that they have.
     *
     * @param grant its area has a row
     * @throws Refused {@code invalid-fields}; {@code member-ended}
     */
    public MemberRole give(Handle handle, long member, MemberRole.Grant grant, MemberRole.Proof proof, Instant at) {
        checked(grant);
        handle.createQuery("SELECT ended_at FROM member WHERE id = :member AND ended_at IS NOT NULL")
                .bind("member", member)
                .mapTo(Instant.class)
                .findOne()
                .ifPresent(ended -> {
                    throw new Refused("member-ended", Map.of("member", member));
                });
        long id = handle.createUpdate("""
                        INSERT INTO member_role (member_id, role, area, title, starts_on, ends_on, verified, verified_by, verified_at, created_at)
                        VALUES (:member, :role, :area, :title, :startsOn, :endsOn, :verified, :by, :verifiedAt, :at)""")
                .bind("member", member)
                .bindMethods(grant)
                .bindMethods(proof)
                .bind("verifiedAt", verifiedAt(proof, at))
                .bind("at", at)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
        return require(handle, id);
    }

    /**
     * Replaces what a role is; who vouches for it stays.
     *
     * @throws Refused {@code invalid-fields}
     */
    public MemberRole change(Handle handle, long role, MemberRole.Grant grant) {
        checked(grant);
        handle.createUpdate(
                        "UPDATE member_role SET role = :role, area = :area, title = :title, starts_on = :startsOn, ends_on = :endsOn WHERE id = :id")
                .bindMethods(grant)
                .bind("id", role)
                .execute();
        return require(handle, role);
    }

    /** Notes the seat of a ศอช. that a role is. */
    public void seat(Handle handle, long role, long seat) {
        handle.createUpdate("UPDATE member_role SET seat_id = :seat WHERE id = :role")
                .bind("seat", seat)
                .bind("role", role)
                .execute();
    }

    private static void checked(MemberRole.Grant grant) {
        var area = grant.area();
        var until = grant.endsOn();
        new Fields()
                .that("area", area != null || grant.role() == Member.Role.CON_COMMITTEE, "must not be empty")
                .that("area", area == null || grant.role().area(area).equals(area), "must be a tambon, or wider")
                .that("startsOn", plausible(grant.startsOn()), "must be a day of the Christian era such as 2026-11-22")
                .that(
                        "endsOn",
                        until == null || plausible(until),
                        "must be a day of the Christian era such as 2026-11-22")
                .that("endsOn", until == null || !until.isBefore(grant.startsOn()), "must not be before the first day")
                .optional("title", grant.title(), TITLE_MAX)
                .orRefuse();
    }

    /** A year of the Buddhist era taken for one of the Christian would be a term of the far future. */
    private static boolean plausible(LocalDate day) {
        return day.getYear() > 1900 && day.getYear() < 2400;
    }

    private static @Nullable Instant verifiedAt(MemberRole.Proof proof, Instant at) {
        return proof.by() == null ? null : at;
    }

    /** Notes who vouches for a role. */
    public MemberRole verify(Handle handle, long role, MemberRole.Proof proof, Instant at) {
        handle.createUpdate(
                        "UPDATE member_role SET verified = :verified, verified_by = :by, verified_at = :at WHERE id = :role")
                .bindMethods(proof)
                .bind("at", verifiedAt(proof, at))
                .bind("role", role)
                .execute();
        return require(handle, role);
    }

    /**
     * Ends a role, if it has not ended before.
     *
     * @param last the last day that it counts; one before its first day takes it away as if it had never been
     */
    public void end(Handle handle, MemberRole role, LocalDate last) {
        if (last.isBefore(role.startsOn())) {
            handle.createUpdate("DELETE FROM member_role WHERE id = :id")
                    .bind("id", role.id())
                    .execute();
        } else if (role.endsOn() == null || role.endsOn().isAfter(last)) {
            handle.createUpdate("UPDATE member_role SET ends_on = :last WHERE id = :id")
                    .bind("last", last)
                    .bind("id", role.id())
                    .execute();
        }
    }
}
