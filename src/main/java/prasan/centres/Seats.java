package prasan.centres;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import prasan.db.Fields;
import prasan.db.Refused;
import prasan.members.Member;
import prasan.members.MemberRole;
import prasan.members.MemberRoles;

/**
 * The seats of the centres' committees. A term is a role of a member, so that it gives rights and invitations as long as it lasts and no longer; a name without a LINE account is a
 * member without one. Works inside the caller's transaction; safe for all threads.
 */
public final class Seats {
    private static final int TERM_YEARS_MAX = 10;
    private static final String SELECT = """
            SELECT s.id, s.centre_id, s.position, s.number, r.id AS role, r.member_id, m.name, m.chat_id IS NOT NULL AS linked, r.starts_on, r.ends_on
            FROM seat s
            LEFT JOIN member_role r ON r.seat_id = s.id AND r.starts_on <= :on AND r.ends_on >= :on
            LEFT JOIN member m ON m.id = r.member_id
            """;

    private final MemberRoles roles;

    public Seats(MemberRoles roles) {
        this.roles = roles;
    }

    /** The seats of a centre and who holds them on a day, in the order of {@link Position}. */
    public List<Seat> of(Handle handle, long centre, LocalDate on) {
        return select(handle, "s.centre_id = :key", centre, on).stream()
                .sorted(Comparator.comparing(Seat::position).thenComparing(Seat::number))
                .toList();
    }

    /**
     * The seat of a centre.
     *
     * @throws Refused {@code unknown-seat}
     */
    public Seat require(Handle handle, long centre, long seat, LocalDate on) {
        return select(handle, "s.id = :key", seat, on).stream()
                .filter(found -> found.centreId() == centre)
                .findFirst()
                .orElseThrow(() -> new Refused("unknown-seat", Map.of("seat", seat)));
    }

    /** The seat of that position and number, if the centre has one. */
    public Optional<Seat> find(Handle handle, long centre, Position position, int number, LocalDate on) {
        return of(handle, centre, on).stream()
                .filter(seat -> seat.position() == position && seat.number() == number)
                .findFirst();
    }

    private static List<Seat> select(Handle handle, String condition, long key, LocalDate on) {
        return handle.createQuery(SELECT + "WHERE " + condition)
                .bind("key", key)
                .bind("on", on)
                .map((row, context) -> new Seat(
                        row.getLong("id"),
                        row.getLong("centre_id"),
                        Position.valueOf(row.getString("position")),
                        row.getInt("number"),
                        row.getObject("role") == null
                                ? null
                                : new Seat.Holder(
                                        row.getLong("role"),
                                        row.getLong("member_id"),
                                        row.getString("name"),
                                        row.getBoolean("linked"),
                                        row.getObject("starts_on", LocalDate.class),
                                        row.getObject("ends_on", LocalDate.class))))
                .list();
    }

    /**
     * Adds a vacant seat.
     *
     * @param number {@code null} for the next one of the position
     * @throws Refused {@code seat-taken} if there is one of that number, or a second chair is asked for
     */
    public Seat add(Handle handle, Centre centre, Position position, @Nullable Integer number, LocalDate on) {
        lock(handle, centre);
        var there = of(handle, centre.id(), on).stream()
                .filter(seat -> seat.position() == position)
                .map(Seat::number)
                .toList();
        int next = number != null ? number : there.isEmpty() ? 1 : there.getLast() + 1;
        if (there.contains(next) || (position == Position.CHAIR && next > 1)) {
            throw new Refused("seat-taken", Map.of("seat", position + " " + next));
        }
        new Fields().that("number", next >= 1 && next <= 99, "must be 1 to 99").orRefuse();
        long id = handle.createUpdate(
                        "INSERT INTO seat (centre_id, position, number) VALUES (:centre, :position, :number)")
                .bind("centre", centre.id())
                .bind("position", position)
                .bind("number", next)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
        return require(handle, centre.id(), id, on);
    }

    /**
     * Takes away a seat that nobody ever held.
     *
     * @throws Refused {@code seat-used}
     */
    public void remove(Handle handle, Centre centre, Seat seat) {
        lock(handle, centre);
        if (handle.createQuery("SELECT EXISTS (SELECT 1 FROM member_role WHERE seat_id = :seat)")
                .bind("seat", seat.id())
                .mapTo(Boolean.class)
                .one()) {
            throw new Refused("seat-used");
        }
        handle.createUpdate("DELETE FROM seat WHERE id = :seat")
                .bind("seat", seat.id())
                .execute();
    }

    /**
     * Gives a seat to a member for a term.
     *
     * @param by the officer who says so
     * @return the role that the member has by it
     * @throws Refused {@code seat-held} if somebody holds it on one of the days; {@code already-seated} if the member holds another seat of the centre then; {@code invalid-fields}
     */
    public MemberRole give(
            Handle handle,
            Centre centre,
            Seat seat,
            long member,
            LocalDate from,
            LocalDate until,
            String by,
            Instant at) {
        new Fields()
                .that("endsOn", !until.isBefore(from), "must not be before the first day")
                .that(
                        "endsOn",
                        !until.isAfter(from.plusYears(TERM_YEARS_MAX)),
                        "must not be more than " + TERM_YEARS_MAX + " years later")
                .orRefuse();
        lock(handle, centre);
        refuse(handle, "seat-held", "r.seat_id = :key", seat.id(), centre, from, until);
        refuse(handle, "already-seated", "r.member_id = :key", member, centre, from, until);
        var grant = new MemberRole.Grant(Member.Role.CON_COMMITTEE, centre.area(), null, from, until);
        return roles.seat(handle, member, seat.id(), grant, MemberRole.Proof.officer(by), at);
    }

    private static void refuse(
            Handle handle, String code, String condition, long key, Centre centre, LocalDate from, LocalDate until) {
        if (handle.createQuery("SELECT EXISTS (SELECT 1 FROM member_role r JOIN seat s ON s.id = r.seat_id WHERE "
                        + condition + " AND s.centre_id = :centre AND r.starts_on <= :until AND r.ends_on >= :from)")
                .bind("key", key)
                .bind("centre", centre.id())
                .bind("from", from)
                .bind("until", until)
                .mapTo(Boolean.class)
                .one()) {
            throw new Refused(code);
        }
    }

    /**
     * Ends the term of whoever holds a seat.
     *
     * @param seat as it is on a day of the term
     * @param last the last day that it counts; one before its first day takes it away
     * @return the term as it is now, none if it was taken away
     * @throws Refused {@code seat-vacant}; {@code invalid-fields} for a {@code lastDay} after the end that it has, or of another era
     */
    public Optional<Seat.Holder> end(Handle handle, Centre centre, Seat seat, LocalDate last, Instant at) {
        lock(handle, centre);
        var holder = seat.holder();
        if (holder == null) {
            throw new Refused("seat-vacant");
        }
        roles.end(handle, roles.require(handle, holder.role()), last, at);
        return Optional.ofNullable(
                require(handle, centre.id(), seat.id(), holder.startsOn()).holder());
    }

    /** Terms of one centre are given one after the other, so that none overlap. */
    static void lock(Handle handle, Centre centre) {
        handle.createQuery("SELECT id FROM centre WHERE id = :id FOR UPDATE")
                .bind("id", centre.id())
                .mapTo(Long.class)
                .one();
    }
}
