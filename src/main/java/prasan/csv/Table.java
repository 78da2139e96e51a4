package prasan.csv;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import prasan.db.Characters;
import prasan.flow.Thai;

/**
 * A file with a heading and rows, as CSV or as the first sheet of an XLSX workbook: which one, its first bytes tell. Columns are found by name, in any order, by their names of the API or in Thai ({@link Headings}); lines of a title above them are passed over.
 *
 * @param rows those that could be read; empty lines are left out
 * @param flaws what is wrong with the file itself
 */
public record Table(List<Row> rows, List<Flaw> flaws) {
    /** In these, Thai digits are typed for Arabic ones. */
    private static final Set<String> CODES =
            Set.of("code", "id", "member", "area", "home", "recipient_area", "postcode", "code_was", "type");

    /**
     * Something wrong with a file.
     *
     * @param line counted from 1, the heading's; the first line of a cell that runs over several
     * @param column the name in the heading, or {@code null} when the whole line is meant
     */
    public record Flaw(long line, @Nullable String column, String reason) {
        /** Ends a list that is long enough. */
        static Flaw last(long line) {
            return new Flaw(line, null, "correct these first: what follows was not read");
        }

        @Override
        public String toString() {
            return "line " + line + (column == null ? "" : ", column " + column) + ": " + reason;
        }
    }

    /**
     * Reads a file.
     *
     * @param required columns that the heading must have
     * @param optional columns that it may have; any other is a flaw
     * @param lines those of them whose cells may have several lines; a character that is not seen is a flaw in all
     */
    public static Table read(
            byte[] file, Collection<String> required, Collection<String> optional, Collection<String> lines) {
        var flaws = new ArrayList<Flaw>();
        var headings = new Headings(required, optional);
        var written = lines(file, headings, flaws);
        if (written.isEmpty()) {
            if (flaws.isEmpty()) {
                flaws.add(new Flaw(1, null, "the file is empty; the first line names the columns"));
            }
            return new Table(List.of(), flaws);
        }
        int at = headings.line(written);
        var heading =
                trimmed(written.get(at).cells()).stream().map(headings::column).toList();
        check(written.get(at).number(), heading, required, optional, flaws);
        var rows = new ArrayList<Row>();
        boolean open = XlsxFile.is(file);
        for (var line : flaws.isEmpty() ? written.subList(at + 1, written.size()) : List.<Line>of()) {
            // a line of separators is empty; one that names the columns again names them in the other language
            if (!trimmed(line.cells()).isEmpty() && !headings.namesAgain(line)) {
                row(heading, lines, fitted(line, heading.size(), open), flaws, rows);
            }
            if (flaws.size() >= Import.MOST_FLAWED) {
                flaws.add(Flaw.last(line.number()));
                break;
            }
        }
        return new Table(rows, flaws);
    }

    private static List<String> trimmed(List<String> cells) {
        int end = cells.size();
        while (end > 0 && empty(cells.get(end - 1))) {
            end--;
        }
        return cells.subList(0, end);
    }

    /** Whether nothing is left of a cell when it is cleaned; most have a letter or a digit. */
    private static boolean empty(String cell) {
        return cell.chars().noneMatch(Character::isLetterOrDigit)
                && Thai.clean(cell).isEmpty();
    }

    /**
     * The line without empty cells that have no heading.
     *
     * @param open whether rows end with their last cell that has something, as those of workbooks do
     */
    private static Line fitted(Line line, int columns, boolean open) {
        var cells = new ArrayList<>(line.cells());
        while (cells.size() > columns && empty(cells.getLast())) {
            cells.removeLast();
        }
        while (open && cells.size() < columns) {
            cells.add("");
        }
        return new Line(line.number(), cells);
    }

    private static List<Line> lines(byte[] file, Headings headings, List<Flaw> flaws) {
        if (XlsxFile.isOlder(file)) {
            flaws.add(new Flaw(1, null, "is an .xls file; save it as .xlsx, or as \"CSV UTF-8\""));
            return List.of();
        }
        return XlsxFile.is(file) ? XlsxFile.lines(file, flaws) : CsvFile.lines(file, headings, flaws);
    }

    private static void row(
            List<String> heading, Collection<String> lines, Line line, List<Flaw> flaws, List<Row> rows) {
        if (line.cells().size() != heading.size()) {
            flaws.add(new Flaw(
                    line.number(),
                    null,
                    "has " + line.cells().size() + " cells where the heading has " + heading.size()));
            return;
        }
        var cells = new ArrayList<String>(heading.size());
        var row = new Row(line.number(), heading, cells, flaws);
        for (int i = 0; i < heading.size(); i++) {
            var column = heading.get(i);
            var clean = Thai.clean(line.cells().get(i));
            var cell = CODES.contains(column) ? Thai.digits(clean) : clean;
            var fault = Characters.fault(cell, lines.contains(column));
            var spoilt = fault == null ? SpoiltText.fault(cell) : null;
            if (fault != null) {
                row.flaw(column, fault);
            } else if (spoilt != null) {
                row.spoilt(column, spoilt);
            }
            cells.add(cell);
        }
        rows.add(row);
    }

    private static void check(
            long line,
            List<String> heading,
            Collection<String> required,
            Collection<String> optional,
            List<Flaw> flaws) {
        for (var column : required) {
            if (!heading.contains(column)) {
                flaws.add(new Flaw(line, column, "is missing"));
            }
        }
        var seen = new HashSet<String>();
        for (var column : heading) {
            if (!required.contains(column) && !optional.contains(column)) {
                flaws.add(new Flaw(
                        line,
                        Characters.shown(column),
                        "is not known; known are " + String.join(", ", required) + ", " + String.join(", ", optional)));
            } else if (!seen.add(column)) {
                flaws.add(new Flaw(line, column, "is there twice"));
            }
        }
    }
}
