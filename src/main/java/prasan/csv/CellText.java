package prasan.csv;

import org.jspecify.annotations.Nullable;

/**
 * What a cell of a workbook shows; what cannot be known is a flaw.
 *
 * @param text empty where there is a flaw
 * @param flaw the end of a sentence about the cell
 */
record CellText(String text, @Nullable String flaw) {
    static final CellText EMPTY = new CellText("", null);

    static CellText of(String text) {
        return text.isEmpty() ? EMPTY : new CellText(text, null);
    }

    static CellText flawed(String flaw) {
        return new CellText("", flaw);
    }
}
