package prasan.csv;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
    /** So many lines above the heading are looked at. */
    private static final int TITLE_MOST = 10;

    /** In these, Thai digits are typed for Arabic ones. */
    private static final Set<String> CODES =
            Set.of("code", "id", "member", "area", "home", "recipient_area", "postcode", "code_was", "type", "phone");

    /**
     * Something wrong with a file.
     *
     * @param line counted from 1, the heading's; the first line of a cell that runs over several
     * @param column the name in the heading, or {@code null} when the whole line is meant
     */
    public record Flaw(long line, @Nullable String column, String reason) {
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
        var written = lines(file, flaws);
        if (written.isEmpty()) {
            if (flaws.isEmpty()) {
                flaws.add(new Flaw(1, null, "the file is empty; the first line names the columns"));
            }
            return new Table(List.of(), flaws);
        }
        var headings =
                new Headings(Stream.concat(required.stream(), optional.stream()).toList());
        int at = heading(written, headings, required);
        var heading =
                trimmed(written.get(at).cells()).stream().map(headings::column).toList();
        check(written.get(at).number(), heading, required, optional, flaws);
        var rows = new ArrayList<Row>();
        boolean open = XlsxFile.is(file);
        for (var line : flaws.isEmpty() ? written.subList(at + 1, written.size()) : List.<Line>of()) {
            // a line of separators is empty; one that names the columns again names them in the other language
            if (!trimmed(line.cells()).isEmpty() && !headings.names(line, required)) {
                row(heading, lines, fitted(line, heading.size(), open), flaws, rows);
            }
        }
        return new Table(rows, flaws);
    }

    /** Which line names the columns: above it there may be a title. */
    private static int heading(List<Line> written, Headings headings, Collection<String> required) {
        return IntStream.range(0, Math.min(written.size(), TITLE_MOST))
                .filter(i -> headings.names(written.get(i), required))
                .findFirst()
                .orElse(0);
    }

    private static List<String> trimmed(List<String> cells) {
        int end = cells.size();
        while (end > 0 && Thai.clean(cells.get(end - 1)).isEmpty()) {
            end--;
        }
        return cells.subList(0, end);
    }

    /**
     * The line without empty cells that have no heading.
     *
     * @param open whether rows end with their last cell that has something, as those of workbooks do
     */
    private static Line fitted(Line line, int columns, boolean open) {
        var cells = new ArrayList<>(line.cells());
        while (cells.size() > columns && Thai.clean(cells.getLast()).isEmpty()) {
            cells.removeLast();
        }
        while (open && cells.size() < columns) {
            cells.add("");
        }
        return new Line(line.number(), cells);
    }

    private static List<Line> lines(byte[] file, List<Flaw> flaws) {
        if (XlsxFile.isOlder(file)) {
            flaws.add(new Flaw(1, null, "is an .xls file; save it as .xlsx, or as \"CSV UTF-8\""));
            return List.of();
        }
        return XlsxFile.is(file) ? XlsxFile.lines(file, flaws) : CsvFile.lines(file, flaws);
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
        var cells = new LinkedHashMap<String, String>();
        var row = new Row(line.number(), cells, flaws);
        for (int i = 0; i < heading.size(); i++) {
            var column = heading.get(i);
            var clean = Thai.clean(line.cells().get(i));
            var cell = CODES.contains(column) ? Thai.digits(clean) : clean;
            var fault = Characters.fault(cell, lines.contains(column));
            fault = fault == null ? Spoilt.fault(cell) : fault;
            if (fault != null) {
                row.flaw(column, fault);
            }
            cells.put(column, cell);
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
