package prasan.csv;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import prasan.db.Characters;
import prasan.http.Csv;

/** The rows of one sheet of a workbook, each cell as it is shown. One object for one sheet. */
final class XlsxSheet {
    private static final int MOST_COLUMNS = 100;
    private static final int MOST_LETTERS_OF_A_NUMBER = 64;

    private static final Pattern ADDRESS = Pattern.compile("([A-Z]{1,3})[0-9]{1,7}");
    /** A character by its code (ST_Xstring). */
    private static final Pattern CODED = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    private static final Pattern DAY = Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T00:00(?::00(?:\\.0+)?)?Z?)?");

    private final XlsxPart part;
    private final List<String> strings;
    private final XlsxStyles styles;
    private final boolean from1904;
    private final List<Line> lines;
    private final List<Table.Flaw> flaws;
    private final Size size = new Size();

    /**
     * @param strings those that its cells name by their number
     * @param from1904 whether days are counted from 1904
     * @param lines to be filled with the lines that are not empty
     */
    XlsxSheet(
            XlsxPart part,
            List<String> strings,
            XlsxStyles styles,
            boolean from1904,
            List<Line> lines,
            List<Table.Flaw> flaws) {
        this.part = part;
        this.strings = strings;
        this.styles = styles;
        this.from1904 = from1904;
        this.lines = lines;
        this.flaws = flaws;
    }

    void read() throws XMLStreamException {
        long row = 0;
        while (part.next() && !part.ends("sheetData")) {
            if (part.begins("row")) {
                size.line();
                var number = part.attribute("r");
                row = number == null ? row + 1 : Integer.parseInt(number);
                row(row);
                if (flaws.size() >= Import.MOST_FLAWED) {
                    flaws.add(Table.Flaw.last(row));
                    return;
                }
            }
        }
    }

    private void row(long row) throws XMLStreamException {
        var cells = new ArrayList<String>();
        int column = -1;
        while (part.next() && !part.ends("row")) {
            if (part.begins("c")) {
                var address = part.attribute("r");
                column = address == null ? column + 1 : column(address);
                var cell = cell();
                size.cell(cell.text().length());
                put(cells, column, cell.text());
                var flaw = cell.flaw() != null
                                || column < MOST_COLUMNS
                                || cell.text().isBlank()
                        ? cell.flaw()
                        : "is beyond the " + MOST_COLUMNS + " columns that are read";
                if (flaw != null) {
                    flaws.add(new Table.Flaw(
                            row, null, "the cell " + (address == null ? column + 1 : address) + " " + flaw));
                }
            }
        }
        // a sheet does not say where its rows end: they end with the last cell that has something
        while (!cells.isEmpty() && cells.getLast().isBlank()) {
            cells.removeLast();
        }
        if (!cells.isEmpty()) {
            lines.add(new Line(row, cells));
        }
    }

    private static void put(List<String> cells, int column, String text) {
        if (column < MOST_COLUMNS && !text.isEmpty()) {
            while (cells.size() <= column) {
                cells.add("");
            }
            cells.set(column, text);
        }
    }

    private static int column(String address) {
        var match = ADDRESS.matcher(address);
        if (!match.matches()) {
            throw new IllegalArgumentException("no address of a cell");
        }
        return match.group(1).chars().reduce(0, (column, letter) -> column * 26 + letter - 'A' + 1) - 1;
    }

    private CellText cell() throws XMLStreamException {
        var type = part.attribute("t");
        var format = styles.of(part.attribute("s"));
        boolean formula = false;
        String value = null;
        while (part.next() && !part.ends("c")) {
            if (part.begins("f")) {
                formula = true;
            } else if (part.begins("v")) {
                value = part.text();
            } else if (part.begins("is")) {
                value = string(part, "is");
            }
        }
        boolean text = "str".equals(type);
        if (formula && (value == null || (value.isEmpty() && !text))) {
            return CellText.flawed(
                    "has a formula that was never calculated; open the file in a spreadsheet, save it and import that");
        }
        return value == null || (value.isEmpty() && !"e".equals(type))
                ? CellText.EMPTY
                : shown(type == null ? "n" : type, value, format);
    }

    private CellText shown(String type, String value, String format) {
        return switch (type) {
            case "n" -> number(value, format);
            case "s" -> text(strings.get(Integer.parseInt(value.strip())));
            case "str", "inlineStr" -> text(value);
            case "b" -> CellText.of(value.strip().equals("1") ? "true" : "false");
            case "d" -> day(value.strip());
            default -> CellText.flawed("shows an error");
        };
    }

    private CellText number(String value, String format) {
        if (value.length() > MOST_LETTERS_OF_A_NUMBER) {
            return CellText.flawed("has no number: " + Characters.shown(value));
        }
        try {
            return NumberFormat.shown(new BigDecimal(value.strip()), format, from1904);
        } catch (NumberFormatException none) {
            return CellText.flawed("has no number: " + Characters.shown(value));
        }
    }

    private static CellText day(String value) {
        var day = DAY.matcher(value);
        return day.matches()
                ? CellText.of(day.group(1))
                : CellText.flawed("shows a day with a time of it; write the day alone");
    }

    private static CellText text(String written) {
        var text = CODED.matcher(written)
                .replaceAll(
                        code -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(code.group(1), 16))));
        return CellText.of(Csv.read(text));
    }

    /** The text of a string, which may be in pieces, without how it is spoken. */
    static String string(XlsxPart part, String end) throws XMLStreamException {
        var text = new StringBuilder();
        boolean spoken = false;
        while (part.next() && !part.ends(end)) {
            if (part.begins("rPh") || part.ends("rPh")) {
                spoken = part.begins("rPh");
            } else if (part.begins("t") && !spoken) {
                text.append(part.text());
                Size.fits(text.length());
            }
        }
        return text.toString();
    }
}
