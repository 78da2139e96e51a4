package prasan.csv;

import java.util.List;

/** How large a file is, counted while it is read: a small one can otherwise be made to fill the memory. Empty lines and cells count, too. */
final class Size {
    /** The whole country has 75,000 villages. */
    private static final int MOST_LINES = 200_000;

    private static final int MOST_CELLS = 1_000_000;
    private static final int MOST_CHARACTERS = 10_000_000;
    /** As a spreadsheet has it. */
    private static final int MOST_IN_A_CELL = 32_767;

    private int lines;
    private int cells;
    private long characters;

    /** The file is too large to be read on. */
    static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1;

        private TooLarge() {
            super(
                    "is too large: at most " + MOST_LINES + " lines and " + MOST_CELLS + " cells of at most "
                            + MOST_IN_A_CELL + " characters; import it in parts",
                    null,
                    false,
                    false);
        }
    }

    static TooLarge tooLarge() {
        return new TooLarge();
    }

    /** @throws TooLarge when no cell has so much */
    static void fits(int characters) {
        if (characters > MOST_IN_A_CELL) {
            throw tooLarge();
        }
    }

    /** @throws TooLarge when this line is over the bounds */
    void line() {
        if (++lines > MOST_LINES) {
            throw tooLarge();
        }
    }

    /** @throws TooLarge when this cell is over the bounds */
    void cell(int length) {
        fits(length);
        characters += length;
        if (++cells > MOST_CELLS || characters > MOST_CHARACTERS) {
            throw tooLarge();
        }
    }

    /** @throws TooLarge when this line is over the bounds */
    List<String> counted(List<String> line) {
        line();
        line.forEach(cell -> cell(cell.length()));
        return line;
    }
}
