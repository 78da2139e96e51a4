package prasan.officers;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import prasan.areas.Area;
import prasan.areas.Areas;
import prasan.db.Fields;
import prasan.db.Refused;
import prasan.flow.BuddhistEra;
import prasan.http.Caller;
import prasan.http.Right;

/**
 * What officers may do where. Nobody gives more than they have: no right, area or time, nor the means to act as somebody who has more. Works inside the caller's transaction; safe for
 * all threads.
 */
public final class Grants {
    private final Areas areas;

    public Grants(Areas areas) {
        this.areas = areas;
    }

    /** Follows an area that gets another code: the areas of officers and grants are beginnings of codes and no references. */
    public static void recode(Handle handle, String was, String code) {
        for (var table : List.of("officer", "officer_grant")) {
            handle.createUpdate("UPDATE " + table + " SET area = :code WHERE area = :was")
                    .bind("code", code)
                    .bind("was", was)
                    .execute();
        }
    }

    /** What is to be granted, see {@link Grant}. */
    public record Wanted(
            String area,
            Set<Right> rights,
            @Nullable LocalDate fromDay,
            @Nullable LocalDate untilDay,
            @Nullable String actingFor) {}

    /**
     * Grants something.
     *
     * @param by who grants it
     * @throws Refused {@code invalid-fields}, {@code unknown-area}, {@code beyond-own-rights} when the one who grants it has not all of it
     */
    public Grant add(Handle handle, Officer officer, Wanted wanted, Caller by, Instant at) {
        var from = wanted.fromDay();
        var until = wanted.untilDay();
        new Fields()
                .that("rights", !wanted.rights().isEmpty(), "must not be empty")
                .that("from", plausible(from), "must have a year of the common era")
                .that("until", plausible(until), "must have a year of the common era")
                .that("until", from == null || until == null || !until.isBefore(from), "must not be before from")
                .that("from", wanted.actingFor() == null || from != null, "must be told for one who acts for somebody")
                .that(
                        "until",
                        wanted.actingFor() == null || until != null,
                        "must be told for one who acts for somebody")
                .optional("actingFor", wanted.actingFor(), 200)
                .orRefuse();
        var area = wanted.area().isEmpty() ? "" : existing(handle, areas, wanted.area());
        if (!by.may(area, wanted.rights(), until)) {
            throw new Refused("beyond-own-rights");
        }
        long id = handle.createUpdate("""
                        INSERT INTO officer_grant (officer_id, area, rights, from_day, until_day, acting_for, granted_by, created_at)
                        VALUES (:officer, :area, :names, :fromDay, :untilDay, :actingFor, :by, :at)""")
                .bind("officer", officer.id())
                .bind("names", wanted.rights().stream().map(Right::name).collect(Collectors.joining(",")))
                .bind("area", area)
                .bind("fromDay", from)
                .bind("untilDay", until)
                .bind("actingFor", wanted.actingFor())
                .bind("by", by.name())
                .bind("at", at)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
        return require(handle, officer, id);
    }

    /**
     * The code of an area that there is, as it is now. Unlike a place that people live in, a village without a row is none: nobody is to be let into what was mistyped.
     *
     * @throws Refused {@code unknown-area}
     */
    static String existing(Handle handle, Areas areas, String code) {
        return areas.byCode(handle, code)
                .map(Area::code)
                .orElseThrow(() -> new Refused("unknown-area", Map.of("area", code)));
    }

    /**
     * Ends a grant.
     *
     * @throws Refused {@code unknown-grant} for one that the officer has not, or not any more
     */
    public Grant end(Handle handle, Officer officer, long id, Instant at) {
        var ended = handle.createUpdate(
                        "UPDATE officer_grant SET ended_at = :at WHERE id = :id AND officer_id = :officer AND ended_at IS NULL")
                .bind("at", at)
                .bind("id", id)
                .bind("officer", officer.id())
                .execute();
        if (ended == 0) {
            throw new Refused("unknown-grant");
        }
        return require(handle, officer, id);
    }

    /** All that an officer has been granted, oldest first, also what is over. */
    public List<Grant> list(Handle handle, long officer) {
        return handle.createQuery("SELECT * FROM officer_grant WHERE officer_id = :officer ORDER BY id")
                .bind("officer", officer)
                .map((row, context) -> grant(row))
                .list();
    }

    /** The officer as one who makes requests, with what is in force on that day in Thailand. */
    Caller caller(Handle handle, long officer, String name, LocalDate today) {
        return caller(handle, officer, name, Instant.MAX, today);
    }

    /** The same, without what was granted after a time. */
    Caller caller(Handle handle, long officer, String name, Instant granted, LocalDate today) {
        return new Caller(
                name,
                officer,
                list(handle, officer).stream()
                        .filter(grant ->
                                grant.inForce(today) && !grant.createdAt().isAfter(granted))
                        .map(grant -> new Caller.Grant(grant.area(), grant.rights(), grant.untilDay()))
                        .toList());
    }

    /**
     * Says no to those who would take away more than they have themselves now.
     *
     * @throws Refused {@code beyond-own-rights}
     */
    void requireKeeper(Handle handle, Officer officer, Caller by, LocalDate today) {
        require(handle, officer, today, grant -> by.may(grant.area(), grant.rights(), today));
    }

    /**
     * Says no to those who would get more than they have themselves, or for longer: an officer's key or password opens all that the officer may do.
     *
     * @throws Refused {@code beyond-own-rights}
     */
    void requirePeer(Handle handle, Officer officer, Caller by, LocalDate today) {
        require(handle, officer, today, grant -> by.may(grant.area(), grant.rights(), grant.untilDay()));
    }

    private void require(Handle handle, Officer officer, LocalDate today, Predicate<Grant> has) {
        if (!list(handle, officer.id()).stream()
                .filter(grant -> grant.lives(today))
                .allMatch(has)) {
            throw new Refused("beyond-own-rights");
        }
    }

    private Grant require(Handle handle, Officer officer, long id) {
        return list(handle, officer.id()).stream()
                .filter(grant -> grant.id() == id)
                .findFirst()
                .orElseThrow(() -> new Refused("unknown-grant"));
    }

    private static boolean plausible(@Nullable LocalDate day) {
        return day == null || BuddhistEra.plausible(day);
    }

    private static Grant grant(ResultSet row) throws SQLException {
        var ended = row.getTimestamp("ended_at");
        return new Grant(
                row.getLong("id"),
                row.getString("area"),
                Arrays.stream(row.getString("rights").split(","))
                        .map(Right::valueOf)
                        .collect(Collectors.toSet()),
                row.getObject("from_day", LocalDate.class),
                row.getObject("until_day", LocalDate.class),
                row.getString("acting_for"),
                row.getString("granted_by"),
                row.getTimestamp("created_at").toInstant(),
                ended == null ? null : ended.toInstant());
    }
}
