package prasan.http;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import prasan.db.Order;
import prasan.db.Slice;

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
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,4})?");
    /** Four digits of a year and no more: the database has no other days. */
    private static final DateTimeFormatter DAY = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR, 4)
            .appendPattern("-MM-dd")
            .toFormatter(Locale.ROOT);

    private static final DateTimeFormatter MOMENT = new DateTimeFormatterBuilder()
            .append(DAY)
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendLiteral('Z')
            .toFormatter(Locale.ROOT);
    private static final Pattern SORTED = Pattern.compile("(-?[A-Za-z]+)\\n(.*)\\n([0-9]+)", Pattern.DOTALL);

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

    /** As {@link #page}, of a sorted list. */
    public static <R, V> Page<V> page(Slice<R> slice, List<R> rows, ToLongFunction<R> id, Function<R, V> view) {
        int limit = slice.limit() - 1;
        var shown = rows.subList(0, Math.min(limit, rows.size()));
        var next = rows.size() > limit ? cursor(slice, shown.getLast(), id) : null;
        return new Page<>(shown.stream().map(view).toList(), next);
    }

    private static <R> String cursor(Slice<R> slice, R last, ToLongFunction<R> id) {
        var order = slice.order();
        if (order == null) {
            return cursor(id.applyAsLong(last));
        }
        var text = (slice.descending() ? "-" : "") + order.name() + "\n"
                + order.key().apply(last) + "\n" + id.applyAsLong(last);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The part of a list that is asked for by {@code sort}: a name of the orders, with a {@code -} before it for the greatest first; the latest entered first where it is left out.
     */
    static <R> Slice<R> slice(List<Order<R>> orders, @Nullable String sort, int limit, @Nullable String after) {
        if (sort == null) {
            return new Slice<>(null, true, null, after == null ? null : id(after), limit + 1);
        }
        boolean descending = sort.startsWith("-");
        var name = descending ? sort.substring(1) : sort;
        var order = orders.stream()
                .filter(o -> o.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Problem.badParameter("sort", sortRule(orders)));
        if (after == null) {
            return new Slice<>(order, descending, null, null, limit + 1);
        }
        var parts = SORTED.matcher(decoded(after));
        if (!parts.matches() || !parts.group(1).equals(sort)) {
            throw notOurs();
        }
        try {
            var key = key(order.type(), parts.group(2));
            return new Slice<>(order, descending, key, Long.valueOf(parts.group(3)), limit + 1);
        } catch (NumberFormatException | DateTimeException changed) {
            throw notOurs();
        }
    }

    private static Object key(Class<?> type, String text) {
        if (type == String.class) {
            return text;
        } else if (type == LocalDate.class) {
            return LocalDate.parse(text, DAY);
        } else if (type == Instant.class) {
            // no moment that the database could not compare with
            return LocalDateTime.parse(text, MOMENT).toInstant(ZoneOffset.UTC);
        } else if (NUMBER.matcher(text).matches()) {
            return new BigDecimal(text);
        }
        throw notOurs();
    }

    static String sortRule(List<? extends Order<?>> orders) {
        return orders.stream()
                .map(Order::name)
                .collect(Collectors.joining(", ", "is one of ", ", with a - before it for the greatest first"));
    }

    private static String decoded(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            throw notOurs();
        }
    }

    private static Problem notOurs() {
        return Problem.badParameter("after", "is the value of \"next\" of the page before, in the same order");
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
        var text = decoded(cursor);
        if (!text.startsWith(MARK)) {
            throw notOurs();
        }
        try {
            return Long.parseLong(text.substring(MARK.length()));
        } catch (NumberFormatException noNumber) {
            throw notOurs();
        }
    }
}
