package prasan.db;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Something that a list can be sorted by. Rows that have nothing there come before all others.
 *
 * @param <R> the rows
 * @param name as clients say it
 * @param column SQL: a plain column, so that an index can serve the order
 * @param type of the column: a String, a number, a LocalDate or an Instant
 * @param key what a row has there
 */
public record Order<R>(String name, String column, Class<?> type, Function<R, ? extends @Nullable Object> key) {}
