package prasan.centres;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;
import prasan.areas.Area;
import prasan.areas.Areas;
import prasan.db.Fields;
import prasan.db.Order;
import prasan.db.Refused;
import prasan.db.Scope;
import prasan.db.Slice;
import prasan.db.Where;

/** The ศอช. of all levels, one for an area. Works inside the caller's transaction; safe for all threads. */
public final class Centres {
    /**
     * Which centres to list; {@code null} leaves a condition out.
     *
     * @param area prefix of their areas
     */
    public record Filter(@Nullable String area, Area.@Nullable Level level) {}

    // what is held on the day is counted for the centres that are shown, not for all
    private static final String SELECT = """
            SELECT c.id, c.area, c.code, c.place, c.phone,
                   (SELECT COUNT(*) FROM seat s WHERE s.centre_id = c.id) AS seats,
                   (SELECT COUNT(*) %1$s) AS held,
                   EXISTS (SELECT 1 %1$s AND s.position = 'CHAIR') AS chaired
            FROM centre c
            """.formatted("""
                    FROM seat s JOIN member_role r ON r.seat_id = s.id
                    WHERE s.centre_id = c.id AND r.starts_on <= :on AND r.ends_on >= :on""");

    private static final int PLACE_MAX = 300;
    private static final int PHONE_MAX = 30;

    private final Areas areas;

    public Centres(Areas areas) {
        this.areas = areas;
    }

    /** The centre of that code; none if it lies outside the scope. */
    public Optional<Centre> find(Handle handle, Scope scope, String code, LocalDate on) {
        var where = new Where().scope("c.area", scope).and("c.code = :code", "code", code);
        return where.bind(handle.createQuery(SELECT + "WHERE " + where))
                .bind("on", on)
                .map(ConstructorMapper.of(Centre.class))
                .findOne();
    }

    /**
     * As {@link #find}.
     *
     * @throws Refused {@code unknown-centre}
     */
    public Centre require(Handle handle, Scope scope, String code, LocalDate on) {
        return find(handle, scope, code, on).orElseThrow(() -> new Refused("unknown-centre", Map.of("centre", code)));
    }

    /** As {@link #require}, locked until the transaction ends: what is read of its seats afterwards is no older than the lock. */
    public Centre lock(Handle handle, Scope scope, String code, LocalDate on) {
        Seats.lock(handle, require(handle, scope, code, on));
        return require(handle, scope, code, on);
    }

    /** What lists can be sorted by, besides the order in which centres were entered. */
    public static final List<Order<Centre>> ORDERS = List.of(new Order<>("area", "c.area", String.class, Centre::area));

    /** A part of the centres that fit. */
    public List<Centre> list(Handle handle, Scope scope, Filter filter, LocalDate on, Slice<Centre> slice) {
        var where =
                new Where().scope("c.area", scope).area("c.area", filter.area()).slice(slice, "c.id");
        if (filter.level() != null) {
            where.and(
                    "COALESCE(CHAR_LENGTH(c.area), 0) = :digits",
                    "digits",
                    filter.level().digits());
        }
        return where.bind(handle.createQuery(SELECT + "WHERE " + where + slice.ordered("c.id")))
                .bind("on", on)
                .map(ConstructorMapper.of(Centre.class))
                .list();
    }

    /**
     * Adds a centre, without seats.
     *
     * @param area code of a province, district or tambon; {@code null} for the central office
     * @throws Refused {@code unknown-area}, {@code outside-area}, {@code centre-taken}, {@code invalid-fields}
     */
    public Centre create(Handle handle, Scope scope, @Nullable String area, Centre.Facts facts, Instant at) {
        var known = area == null ? null : areas.require(handle, area).code();
        scope.require(known);
        checked(facts)
                .that("area", known == null || known.length() < Area.Level.VILLAGE.digits(), "must not be a village")
                .orRefuse();
        int added = handle.createUpdate("""
                        INSERT IGNORE INTO centre (area, place, phone, created_at, updated_at) VALUES (:area, :place, :phone, :at, :at)""")
                .bindMethods(facts)
                .bind("area", known)
                .bind("at", at)
                .execute();
        var code = known == null ? Centre.CENTRAL : known;
        if (added == 0) {
            throw new Refused("centre-taken", Map.of("centre", code));
        }
        return require(handle, Scope.ALL, code, LocalDate.EPOCH);
    }

    /**
     * Replaces what is kept of a centre.
     *
     * @throws Refused {@code unknown-centre}, {@code invalid-fields}
     */
    public Centre change(Handle handle, Scope scope, String code, Centre.Facts facts, LocalDate on, Instant at) {
        checked(facts).orRefuse();
        var centre = require(handle, scope, code, on);
        handle.createUpdate("UPDATE centre SET place = :place, phone = :phone, updated_at = :at WHERE id = :id")
                .bindMethods(facts)
                .bind("at", at)
                .bind("id", centre.id())
                .execute();
        return require(handle, scope, code, on);
    }

    private static Fields checked(Centre.Facts facts) {
        return new Fields().optional("place", facts.place(), PLACE_MAX).optional("phone", facts.phone(), PHONE_MAX);
    }
}
