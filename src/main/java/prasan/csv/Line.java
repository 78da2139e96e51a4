package prasan.csv;

import java.util.List;

/**
 * A line of a file as it is written, the heading or another.
 *
 * @param number counted from 1, as the person's program shows it
 */
record Line(long number, List<String> cells) {
    Line {
        cells = List.copyOf(cells);
    }
}
