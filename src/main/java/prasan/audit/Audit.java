package prasan.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import prasan.db.Order;
import prasan.db.Scope;
import prasan.db.Slice;
import prasan.db.Where;
import prasan.http.Caller;
import prasan.http.Request;

/**
 * Who did what to which row, and who read what is sensitive. Written in the transaction of the change, so that there is never one without the other; only ever added to, which the
 * database enforces. Safe for all threads.
 */
public final class Audit {
    private static final int BATCH = 1_000;

    private Audit() {}

    /**
     * The row that is told of.
     *
     * @param subject its table
     * @param key as people name it
     * @param area where it belongs, {@code null} for nowhere
     * @param sensitive whether only those with the right to what is sensitive may know of it
     */
    public record Row(String subject, String key, @Nullable String area, boolean sensitive) {
        /** What a long key is cut to, as the column has no more. */
        private static final int KEY = 64;

        public Row {
            if (key.codePointCount(0, key.length()) > KEY) {
                key = key.substring(0, key.offsetByCodePoints(0, KEY - 1)) + "…";
            }
        }

        public Row(String subject, String key, @Nullable String area) {
            this(subject, key, area, false);
        }
    }

    /**
     * Who does something, and how.
     *
     * @param officer their id, {@code null} for nobody that is kept
     * @param address where it comes from
     * @param action id of an operation of the API, or a command
     */
    public record Act(String who, @Nullable Long officer, String address, String action) {}

    /** What was done to a row; {@code before} and {@code after} as for {@link #write(Handle, Request, Row, Record, Record, Instant)}. */
    public record Deed(
            Row row, @Nullable Record before, @Nullable Record after) {}

    /**
     * Which entries to list; {@code null} leaves a condition out.
     *
     * @param from the earliest moment
     * @param until the moment after the last one
     */
    public record Filter(
            @Nullable Long officer,
            @Nullable String who,
            @Nullable String action,
            @Nullable String subject,
            @Nullable String key,
            @Nullable Instant from,
            @Nullable Instant until) {}

    /**
     * Adds what a request did.
     *
     * @param before what the row held, {@code null} for one that was not there
     * @param after what it holds now, {@code null} for one that is gone; of two records only the fields that differ are kept, without what is {@link Masked}
     */
    public static void write(
            Handle handle, Request request, Row row, @Nullable Record before, @Nullable Record after, Instant at) {
        write(handle, request, request.caller(), row, before, after, at);
    }

    /** As {@link #write(Handle, Request, Row, Record, Record, Instant)}, for somebody who only becomes known by the request. */
    public static void write(
            Handle handle,
            Request request,
            Caller who,
            Row row,
            @Nullable Record before,
            @Nullable Record after,
            Instant at) {
        var act = new Act(who.name(), who.officer(), request.address(), request.action());
        write(handle, act, List.of(new Deed(row, before, after)), at);
    }

    /** Adds what somebody did to many rows at once. */
    public static void write(Handle handle, Act act, List<Deed> deeds, Instant at) {
        for (int from = 0; from < deeds.size(); from += BATCH) {
            var batch = handle.prepareBatch("""
                    INSERT INTO audit (at, who, officer_id, address, action, subject, row_key, area, restricted, old_values, new_values)
                    VALUES (:at, :who, :officer, :address, :action, :subject, :key, :area, :sensitive, :before, :after)""");
            for (var deed : deeds.subList(from, Math.min(from + BATCH, deeds.size()))) {
                var difference = Difference.of(deed.before(), deed.after());
                batch.bind("at", at)
                        .bindMethods(act)
                        .bindMethods(deed.row())
                        .bind("before", difference.before())
                        .bind("after", difference.after())
                        .add();
            }
            batch.execute();
        }
    }

    /** Adds that a request read a row that is sensitive. */
    public static void read(Handle handle, Request request, Row row, Instant at) {
        write(handle, request, row, null, null, at);
    }

    /** What the audit can be sorted by, besides the order in which it was written: the oldest entries can so be read first. */
    static final List<Order<Entry>> ORDERS = List.of(new Order<>("at", "at", Instant.class, Entry::at));

    /**
     * A part of the entries that fit.
     *
     * @param sensitive where, of the scope, also what was done to sensitive rows
     */
    static List<Entry> list(Handle handle, Scope scope, Scope sensitive, Filter filter, Slice<Entry> slice) {
        var where = new Where()
                .scope("area", scope)
                .scope("area", sensitive, "NOT restricted")
                .and("officer_id = :officer", "officer", filter.officer())
                .and("who = :who", "who", filter.who())
                .and("action = :action", "action", filter.action())
                .and("subject = :subject", "subject", filter.subject())
                .and("row_key = :key", "key", filter.key())
                .and("at >= :from", "from", filter.from())
                .and("at < :until", "until", filter.until())
                .slice(slice, "id");
        return where.bind(handle.createQuery("SELECT * FROM audit WHERE " + where + slice.ordered("id")))
                .map((row, context) -> entry(row))
                .list();
    }

    private static Entry entry(ResultSet row) throws SQLException {
        var officer = row.getLong("officer_id");
        var known = !row.wasNull();
        return new Entry(
                row.getLong("id"),
                row.getTimestamp("at").toInstant(),
                row.getString("who"),
                known ? officer : null,
                row.getString("address"),
                row.getString("action"),
                row.getString("subject"),
                row.getString("row_key"),
                row.getString("area"),
                new Difference(row.getString("old_values"), row.getString("new_values")).changes());
    }
}
