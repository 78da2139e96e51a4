package prasan.db;

import org.jspecify.annotations.Nullable;

/**
 * A part of a sorted list: so many rows behind a given one. Rows with the same key follow one another by their ids.
 *
 * @param order {@code null} for the order in which the rows were entered
 * @param descending the greatest, or latest, first
 * @param key what the row before has in the order's column, {@code null} for nothing
 * @param after the id of the row before, {@code null} to begin
 * @param limit how many rows at most
 */
public record Slice<R>(
        @Nullable Order<R> order,
        boolean descending,
        @Nullable Object key,
        @Nullable Object after,
        int limit) {

    /** The first rows, the latest entered first. */
    public static <R> Slice<R> latest(int limit) {
        return new Slice<>(null, true, null, null, limit);
    }

    /** The condition on the rows, for {@link Where#slice}. */
    String condition(String id) {
        var beyond = descending ? " < " : " > ";
        var next = id + beyond + ":slice_id";
        if (order == null) {
            return next;
        }
        var column = order.column();
        // NULL is less than everything, but no comparison says so
        if (key == null) {
            return "(" + column + " IS NULL AND " + next + (descending ? ")" : " OR " + column + " IS NOT NULL)");
        }
        return "(" + column + beyond + ":slice_key OR " + column + " = :slice_key AND " + next
                + (descending ? " OR " + column + " IS NULL)" : ")");
    }

    /**
     * The end of the statement.
     *
     * @param id a column, or an expression that is equal to it: by that no index can serve the order, so that the rows are chosen first and then sorted
     */
    public String ordered(String id) {
        var direction = descending ? " DESC" : "";
        return " ORDER BY " + (order == null ? "" : order.column() + direction + ", ") + id + direction + " LIMIT "
                + limit;
    }
}
