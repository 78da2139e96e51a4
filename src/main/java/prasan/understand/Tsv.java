package prasan.understand;

import java.util.ArrayList;
import java.util.List;
import prasan.flow.Fault;
import prasan.flow.Mark;

/** Lines of cells between tabs. Empty lines and lines that begin with # are passed over; there is no quoting. */
final class Tsv {
    private Tsv() {}

    /** A line of a file and its number, from 1. */
    record Row(String file, int line, List<String> cells) {

        /** The cell without spaces at its ends; empty if the line is shorter. */
        String cell(int index) {
            return index < cells.size() ? cells.get(index).strip() : "";
        }

        Fault fault(int cell, String message) {
            int column = 1;
            for (int i = 0; i < Math.min(cell, cells.size()); i++) {
                column += cells.get(i).length() + 1;
            }
            return new Fault(new Mark(file, line, column), message);
        }
    }

    /** The lines that have at least so many cells and at most so many; the others become faults. */
    static List<Row> rows(String file, String text, int least, int most, List<Fault> faults) {
        var rows = new ArrayList<Row>();
        int number = 0;
        for (var line : text.lines().toList()) {
            number++;
            // A byte order mark, which Windows Notepad writes, is no letter of the first cell.
            var bare = number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line;
            if (bare.isBlank() || bare.startsWith("#")) {
                continue;
            }
            var row = new Row(file, number, List.of(bare.split("\t", -1)));
            if (row.cells().size() < least || row.cells().size() > most) {
                faults.add(row.fault(
                        most,
                        "has %d cells between tabs, should have %s"
                                .formatted(row.cells().size(), range(least, most))));
            } else {
                rows.add(row);
            }
        }
        return rows;
    }

    private static String range(int least, int most) {
        return least == most ? String.valueOf(least) : least + " to " + most;
    }
}
