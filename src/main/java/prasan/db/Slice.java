package prasan.db;

import org.jspecify.annotations.Nullable;

/**
 * A part of a sorted list: so many rows behind a given one. Rows with the same key follow one another by their ids.
 *
 * @param order {@code null} for the order in which the rows were entered
 * @param descending the greatest, or latest, first
 * @param key what the row before has in the order's column
 * @param after the id of the row before, {@code null} to begin
 * @param limit how many rows at most
 */
public record Slice<R>(
        @Nullable Order<R> order,
        boolean descending,
        @Nullable Object key,
        @Nullable Long after,
        int limit) {

    /** The first rows, the latest entered first. */
    public static <R> Slice<R> latest(int limit) {
        return new Slice<>(null, true, null, null, limit);
    }

    /** The condition on the rows, for {@link Where#slice}. */
    String condition(String id) {
        var beyond = descending ? " < " : " > ";
        return order == null
                ? id + beyond + ":slice_id"
                : "(" + order.column() + beyond + ":slice_key OR " + order.column() + " = :slice_key AND " + id + beyond
                        + ":slice_id)";
    }

    /** The end of the statement. */
    public String ordered(String id) {
        var direction = descending ? " DESC" : "";
        return " ORDER BY " + (order == null ? "" : order.column() + direction + ", ") + id + direction + " LIMIT "
                + limit;
    }
}
