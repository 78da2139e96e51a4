package prasan.csv;

import java.util.List;

/** How large a file is, counted line by line while it is read: a small one can otherwise be made to fill the memory. */
final class Size {
    /** The whole country has 75,000 villages. */
    private static final int MOST_LINES = 200_000;

    private static final int MOST_CELLS = 2_000_000;
    private static final int MOST_CHARACTERS = 20_000_000;
    /** As in Excel. */
    private static final int MOST_IN_A_CELL = 32_767;

    private int lines;
    private int cells;
    private long characters;

    /** The file is too large to be read on. */
    static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooLarge() {
            super(
                    "is too large: at most " + MOST_LINES + " lines and " + MOST_CELLS + " cells, and " + MOST_IN_A_CELL
                            + " characters in a cell; import it in parts",
                    null,
                    false,
                    false);
        }
    }

    /** @throws TooLarge when this line is over the bounds */
    List<String> counted(List<String> line) {
        lines++;
        cells += line.size();
        boolean large = false;
        for (var cell : line) {
            characters += cell.length();
            large |= cell.length() > MOST_IN_A_CELL;
        }
        if (lines > MOST_LINES || cells > MOST_CELLS || characters > MOST_CHARACTERS || large) {
            throw new TooLarge();
        }
        return line;
    }
}
