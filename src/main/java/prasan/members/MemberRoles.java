package prasan.members;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;
import prasan.areas.Area;
import prasan.db.Fields;
import prasan.db.Refused;
import prasan.flow.BuddhistEra;

/** What members are in the community; a registration that waits for a role goes with it ({@link Waiting}). Works inside the caller's transaction; safe for all threads. */
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
    /** A year of the Buddhist era taken for one of the Christian would be a term of the far future. */
    private static final String DAY = "must be a day of the Christian era such as 2026-11-22";

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
     * @throws Refused {@code invalid-fields}; {@code member-ended}; {@code role-held} for one that they have, with that title, on some of the days; {@code role-taken} for the head of
     *     a village or the kamnan of a tambon that has another one then
     */
    public MemberRole give(Handle handle, long member, MemberRole.Grant grant, MemberRole.Proof proof, Instant at) {
        notHeld(handle, member, 0, grant);
        return give(handle, member, null, grant, proof, at);
    }

    /**
     * Gives a member the role that a seat of a ศอช. is, whatever they said of themselves before.
     *
     * @throws Refused {@code invalid-fields}; {@code member-ended}
     */
    public MemberRole seat(
            Handle handle, long member, long seat, MemberRole.Grant grant, MemberRole.Proof proof, Instant at) {
        return give(handle, member, seat, grant, proof, at);
    }

    /**
     * Gives a member a role from today on, which they do not have today; where an officer has given it to them from a later day on, until that.
     *
     * @throws Refused {@code member-ended}
     */
    MemberRole begin(Handle handle, long member, Member.Role role, String area, MemberRole.Proof proof, Instant at) {
        var today = BuddhistEra.day(at);
        var until = all(handle, member).stream()
                .filter(held -> held.role() == role && area.equals(held.area()) && held.title() == null)
                .map(held -> held.startsOn().minusDays(1))
                .filter(last -> !last.isBefore(today))
                .min(Comparator.naturalOrder())
                .orElse(null);
        return give(handle, member, null, new MemberRole.Grant(role, area, null, today, until), proof, at);
    }

    private MemberRole give(
            Handle handle,
            long member,
            @Nullable Long seat,
            MemberRole.Grant grant,
            MemberRole.Proof proof,
            Instant at) {
        checked(grant);
        if (proof.verified() != MemberRole.Verified.SELF) {
            alone(handle, member, grant);
        }
        handle.createQuery("SELECT ended_at FROM member WHERE id = :member AND ended_at IS NOT NULL")
                .bind("member", member)
                .mapTo(Instant.class)
                .findOne()
                .ifPresent(ended -> {
                    throw new Refused("member-ended", Map.of("member", member));
                });
        long id = handle.createUpdate("""
                        INSERT INTO member_role (member_id, seat_id, role, area, title, starts_on, ends_on, verified, verified_by, verified_at, created_at)
                        VALUES (:member, :seat, :role, :area, :title, :startsOn, :endsOn, :verified, :by, :verifiedAt, :at)""")
                .bind("member", member)
                .bind("seat", seat)
                .bindMethods(grant)
                .bindMethods(proof)
                .bind("verifiedAt", verifiedAt(proof, at))
                .bind("at", at)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
        Waiting.settle(handle, this, member, at);
        return require(handle, id);
    }

    /**
     * Replaces what a role is; who vouches for it stays.
     *
     * @throws Refused {@code invalid-fields}; {@code role-held} as for {@link #give}
     */
    public MemberRole change(Handle handle, long role, MemberRole.Grant grant, Instant at) {
        checked(grant);
        var kept = require(handle, role);
        if (kept.seatId() == null) {
            notHeld(handle, kept.memberId(), role, grant);
        }
        if (kept.verified() != MemberRole.Verified.SELF) {
            alone(handle, kept.memberId(), grant);
        }
        handle.createUpdate(
                        "UPDATE member_role SET role = :role, area = :area, title = :title, starts_on = :startsOn, ends_on = :endsOn WHERE id = :id")
                .bindMethods(grant)
                .bind("id", role)
                .execute();
        Waiting.settle(handle, this, kept.memberId(), at);
        return require(handle, role);
    }

    /** Whoever leads two groups has two roles with a title each; anything else is held once a day. A seat is another thing than what somebody says of themselves. */
    private void notHeld(Handle handle, long member, long but, MemberRole.Grant grant) {
        var until = grant.endsOn();
        if (all(handle, member).stream()
                .filter(held -> held.id() != but && held.seatId() == null)
                .filter(held -> held.role() == grant.role() && Objects.equals(held.area(), grant.area()))
                .filter(held -> Objects.equals(held.title(), grant.title()))
                .filter(held -> until == null || !held.startsOn().isAfter(until))
                .anyMatch(held -> held.endsOn() == null || !held.endsOn().isBefore(grant.startsOn()))) {
            throw new Refused("role-held", Map.of("member", member));
        }
    }

    /** A village has one head and a tambon one kamnan: whoever vouches for a second one decides first when the other's term ends. */
    private static void alone(Handle handle, long member, MemberRole.Grant grant) {
        var area = grant.area();
        if (area != null && Member.Role.ONE_AN_AREA.contains(grant.role())) {
            // of two at the same time, the later one sees the earlier
            handle.createQuery("SELECT code FROM area WHERE code = :area FOR UPDATE")
                    .bind("area", area)
                    .mapTo(String.class)
                    .findOne();
            other(handle, member, grant).ifPresent(other -> {
                throw new Refused("role-taken", Map.of("area", area, "member", other));
            });
        }
    }

    /** The id of another member of whom an officer or a code says that they hold the one such role of the area on some of the days. */
    static Optional<Long> other(Handle handle, long member, MemberRole.Grant grant) {
        if (!Member.Role.ONE_AN_AREA.contains(grant.role())) {
            return Optional.empty();
        }
        return handle.createQuery("""
                        SELECT r.member_id FROM member_role r JOIN member m ON m.id = r.member_id
                        WHERE r.role = :role AND r.area = :area AND r.verified <> 'SELF' AND r.member_id <> :member AND m.ended_at IS NULL
                          AND r.starts_on <= COALESCE(:endsOn, r.starts_on) AND COALESCE(r.ends_on, :startsOn) >= :startsOn ORDER BY r.id LIMIT 1""")
                .bindMethods(grant)
                .bind("member", member)
                .mapTo(Long.class)
                .findOne();
    }

    private static void checked(MemberRole.Grant grant) {
        var levels = grant.role().levels();
        var until = grant.endsOn();
        new Fields()
                .that(
                        "area",
                        levels.contains(Area.Level.of(Objects.requireNonNullElse(grant.area(), ""))),
                        "must be of the level "
                                + levels.stream().map(Area.Level::name).collect(Collectors.joining(" or ")))
                .that("startsOn", BuddhistEra.plausible(grant.startsOn()), DAY)
                .that("endsOn", until == null || BuddhistEra.plausible(until), DAY)
                .that("endsOn", until == null || !until.isBefore(grant.startsOn()), "must not be before the first day")
                .optional("title", grant.title(), TITLE_MAX)
                .orRefuse();
    }

    private static @Nullable Instant verifiedAt(MemberRole.Proof proof, Instant at) {
        return proof.by() == null ? null : at;
    }

    /**
     * Notes who vouches for a role.
     *
     * @throws Refused {@code role-taken} for the head of a village or the kamnan of a tambon that has another one
     */
    public MemberRole verify(Handle handle, long role, MemberRole.Proof proof, Instant at) {
        var held = require(handle, role);
        if (proof.verified() != MemberRole.Verified.SELF) {
            var grant = new MemberRole.Grant(held.role(), held.area(), held.title(), held.startsOn(), held.endsOn());
            alone(handle, held.memberId(), grant);
        }
        handle.createUpdate(
                        "UPDATE member_role SET verified = :verified, verified_by = :by, verified_at = :at WHERE id = :role")
                .bindMethods(proof)
                .bind("at", verifiedAt(proof, at))
                .bind("role", role)
                .execute();
        var now = require(handle, role);
        Waiting.settle(handle, this, now.memberId(), at);
        return now;
    }

    /**
     * Ends a role.
     *
     * @param last the last day that it counts; one before its first day takes it away as if it had never been
     * @throws Refused {@code invalid-fields} for a {@code lastDay} after the end that it has, or of another era
     */
    public void end(Handle handle, MemberRole role, LocalDate last, Instant at) {
        new Fields()
                .that("lastDay", BuddhistEra.plausible(last), DAY)
                .that(
                        "lastDay",
                        role.endsOn() == null || !last.isAfter(role.endsOn()),
                        "must not be after the last day that there is")
                .orRefuse();
        if (last.isBefore(role.startsOn())) {
            handle.createUpdate("DELETE FROM member_role WHERE id = :id")
                    .bind("id", role.id())
                    .execute();
        } else {
            handle.createUpdate("UPDATE member_role SET ends_on = :last WHERE id = :id")
                    .bind("last", last)
                    .bind("id", role.id())
                    .execute();
        }
        Waiting.settle(handle, this, role.memberId(), at);
    }
}
