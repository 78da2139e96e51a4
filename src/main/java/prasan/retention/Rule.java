package prasan.retention;

import java.util.List;

/**
 * How long one kind of row is kept.
 *
 * @param name as administrators call it
 * @param about what is removed, for people
 * @param days how long it is kept unless an administrator says otherwise
 * @param least the fewest days it may be kept: something still works with it until then
 * @param statements what removes at most {@code :most} of the rows that are older than {@code :before}; each is run until it finds no more, before the next one
 */
record Rule(String name, String about, int days, int least, List<String> statements) {
    Rule {
        statements = List.copyOf(statements);
    }
}
