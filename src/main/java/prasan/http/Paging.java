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
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import prasan.db.Order;
import prasan.db.Slice;

/**
 * Lists page by page: {@code ?limit=} 1 to 200, 50 by default, and {@code &after=} the cursor that the page before gave. Pages go by key, not by offset, so rows that come in meanwhile neither
 * repeat nor hide others.
 */
public final class Paging {
    static final int MOST = 200;
    private static final int USUAL = 50;
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
    /** The order, what the last row has there if it has anything, and its id. */
    private static final Pattern CURSOR = Pattern.compile("(-?[A-Za-z]*)\\n(?:=(.*))?\\n([0-9]+)", Pattern.DOTALL);

    private Paging() {}

    /** Makes the page of the rows that were read, of which there is one more than is shown where another page follows. */
    public static <R, V> Page<V> page(Slice<R> slice, List<R> rows, ToLongFunction<R> id, Function<R, V> view) {
        int limit = slice.limit() - 1;
        var shown = rows.subList(0, Math.min(limit, rows.size()));
        var next = rows.size() > limit ? cursor(slice, shown.getLast(), id) : null;
        return new Page<>(shown.stream().map(view).toList(), next);
    }

    private static <R> String cursor(Slice<R> slice, R last, ToLongFunction<R> id) {
        var order = slice.order();
        var key = order == null ? null : order.key().apply(last);
        var text = (order == null ? "" : (slice.descending() ? "-" : "") + order.name())
                + (key == null ? "\n\n" : "\n=" + key + "\n")
                + id.applyAsLong(last);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The part of a list that is asked for.
     *
     * @param sort a name of the orders, with a {@code -} before it for the greatest first; {@code null} for the latest entered first
     * @param after the cursor of the page before, {@code null} for the first page
     * @throws Problem 400 for what the list cannot be asked for
     */
    static <R> Slice<R> slice(
            List<Order<R>> orders, @Nullable String sort, @Nullable Integer limit, @Nullable String after) {
        if (limit != null && (limit < 1 || limit > MOST)) {
            throw Problem.badParameter("limit", "is a whole number from 1 to " + MOST);
        }
        int rows = (limit == null ? USUAL : limit) + 1;
        boolean descending = sort == null || sort.startsWith("-");
        var order = sort == null ? null : order(orders, descending ? sort.substring(1) : sort);
        if (after == null) {
            return new Slice<>(order, descending, null, null, rows);
        }
        var cursor = CURSOR.matcher(decoded(after));
        if (!cursor.matches() || !cursor.group(1).equals(Objects.requireNonNullElse(sort, ""))) {
            throw notOurs();
        }
        try {
            var text = cursor.group(2);
            var key = order == null || text == null ? null : key(order.type(), text);
            return new Slice<>(order, descending, key, Long.valueOf(cursor.group(3)), rows);
        } catch (NumberFormatException | DateTimeException changed) {
            throw notOurs();
        }
    }

    private static <R> Order<R> order(List<Order<R>> orders, String name) {
        return orders.stream()
                .filter(order -> order.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Problem.badParameter("sort", sortRule(orders)));
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
}
