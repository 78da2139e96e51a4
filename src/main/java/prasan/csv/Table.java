package prasan.csv;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prasan.db.Characters;
import prasan.flow.Thai;

/**
 * A file with a heading and rows, as CSV or as the first sheet of an XLSX workbook: which one, its first bytes tell. Columns are found by name, in any order.
 *
 * @param rows those that could be read; empty lines are left out
 * @param flaws what is wrong with the file itself
 */
public record Table(List<Row> rows, List<Flaw> flaws) {

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
        var heading = written.getFirst().cells().stream().map(String::strip).toList();
        check(heading, required, optional, flaws);
        var rows = new ArrayList<Row>();
        for (var line : flaws.isEmpty() ? written.subList(1, written.size()) : List.<Line>of()) {
            row(heading, lines, line, flaws, rows);
        }
        return new Table(rows, flaws);
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
            var cell = Thai.clean(line.cells().get(i));
            var fault = Characters.fault(cell, lines.contains(column));
            if (fault != null) {
                row.flaw(column, fault);
            }
            cells.put(column, cell);
        }
        rows.add(row);
    }

    private static void check(
            List<String> heading, Collection<String> required, Collection<String> optional, List<Flaw> flaws) {
        for (var column : required) {
            if (!heading.contains(column)) {
                flaws.add(new Flaw(1, column, "is missing"));
            }
        }
        var seen = new HashSet<String>();
        for (var column : heading) {
            if (!required.contains(column) && !optional.contains(column)) {
                flaws.add(new Flaw(
                        1,
                        Characters.shown(column),
                        "is not known; known are " + String.join(", ", required) + ", " + String.join(", ", optional)));
            } else if (!seen.add(column)) {
                flaws.add(new Flaw(1, column, "is there twice"));
            }
        }
    }
}
