package prasan.db;

import java.util.function.Function;

/**
 * Something that a list can be sorted by.
 *
 * @param <R> the rows
 * @param name as clients say it
 * @param column SQL, never {@code NULL}; no code of ASCII characters, since what a client sends is compared with it
 * @param type of the column: a String, a number, a LocalDate or an Instant
 * @param key what a row has there
 */
public record Order<R>(String name, String column, Class<?> type, Function<R, ?> key) {}
