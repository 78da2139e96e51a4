package prasan.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list is asked for: {@code ?limit=} 1 to 200, 50 by default, and {@code &after=} the cursor that the page before gave. Pages go by key, not by offset, so rows
 * that come in meanwhile neither repeat nor hide others.
 *
 * @param after the id of the last row of the page before, or {@code null} for the first page
 */
public record Paging(int limit, @Nullable Long after) {
    static final int MOST = 200;
    private static final int USUAL = 50;
    private static final String MARK = "id:";

    /** How many rows to read: one more than is shown, which tells whether there is another page. */
    public int rows() {
        return limit + 1;
    }

    /** Makes the page of up to {@link #rows} rows that were read. */
    public <R, V> Page<V> page(List<R> rows, ToLongFunction<R> id, Function<R, V> view) {
        var shown = rows.subList(0, Math.min(limit, rows.size()));
        var next = rows.size() > limit ? cursor(id.applyAsLong(shown.getLast())) : null;
        return new Page<>(shown.stream().map(view).toList(), next);
    }

    static Paging of(@Nullable Integer limit, @Nullable String after) {
        if (limit != null && (limit < 1 || limit > MOST)) {
            throw Problem.badParameter("limit", "is a whole number from 1 to " + MOST);
        }
        return new Paging(limit == null ? USUAL : limit, after == null ? null : id(after));
    }

    private static String cursor(long id) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((MARK + id).getBytes(StandardCharsets.US_ASCII));
    }

    private static long id(String cursor) {
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
            if (text.startsWith(MARK)) {
                return Long.parseLong(text.substring(MARK.length()));
            }
        } catch (IllegalArgumentException notOurs) {
            // not Base64 or not a number: told below
        }
        throw Problem.badParameter("after", "is the value of \"next\" of the page before");
    }
}
