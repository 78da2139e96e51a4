package prasan.csv;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;

/** Reads the first sheet of an XLSX workbook (ECMA-376), each cell as it is {@link Shown}; a day is written as such, in the Christian era, which is how Excel keeps it. */
final class XlsxFile {
    /** Unpacked; a small file can otherwise be made to fill the memory. */
    private static final long MOST_BYTES = 100L << 20;

    private static final int MOST_COLUMNS = 100;

    private XlsxFile() {}

    /** Whether the bytes begin as those of a workbook do: with the mark of a ZIP archive. */
    static boolean is(byte[] file) {
        return file.length > 3 && file[0] == 'P' && file[1] == 'K' && file[2] == 3 && file[3] == 4;
    }

    /** Whether they begin as those of the older kind (.xls) do. */
    static boolean isOlder(byte[] file) {
        return file.length > 3
                && (file[0] & 0xFF) == 0xD0
                && (file[1] & 0xFF) == 0xCF
                && (file[2] & 0xFF) == 0x11
                && (file[3] & 0xFF) == 0xE0;
    }

    /** The lines that are not empty, up to the first one that cannot be read; what is wrong is added to the flaws. */
    static List<Line> lines(byte[] file, List<Table.Flaw> flaws) {
        var lines = new ArrayList<Line>();
        try {
            if (!fits(file)) {
                flaws.add(new Table.Flaw(1, null, "the workbook is too large; import it in parts"));
                return lines;
            }
            try (var book = new ReadableWorkbook(new ByteArrayInputStream(file), new ReadingOptions(true, true));
                    var rows = book.getFirstSheet().openStream()) {
                var size = new Size();
                rows.forEach(row -> read(row, book.isDate1904(), lines, size, flaws));
            }
        } catch (Size.TooLarge large) {
            flaws.add(new Table.Flaw(
                    lines.isEmpty() ? 1 : lines.getLast().number(), null, String.valueOf(large.getMessage())));
        } catch (IOException | RuntimeException broken) {
            // the reader has no one way of saying that it cannot read a file
            flaws.add(new Table.Flaw(
                    lines.isEmpty() ? 1 : lines.getLast().number(),
                    null,
                    "the workbook cannot be read; save it again as .xlsx, or as \"CSV UTF-8\""));
        }
        return lines;
    }

    private static void read(Row row, boolean from1904, List<Line> lines, Size size, List<Table.Flaw> flaws) {
        var cells = new ArrayList<String>();
        for (var cell : row.getCells(0, Math.min(row.getCellCount(), MOST_COLUMNS))) {
            cells.add(cell == null ? "" : text(row, cell, from1904, flaws));
        }
        // a sheet does not say where its rows end: they end with the last cell that has something
        while (!cells.isEmpty() && cells.getLast().isBlank()) {
            cells.removeLast();
        }
        if (!cells.isEmpty()) {
            lines.add(new Line(row.getRowNum(), size.counted(cells)));
        }
    }

    private static String text(Row row, Cell cell, boolean from1904, List<Table.Flaw> flaws) {
        var shown = Shown.of(cell, from1904);
        if (shown.flaw() != null) {
            flaws.add(new Table.Flaw(row.getRowNum(), null, "the cell " + cell.getAddress() + " " + shown.flaw()));
        }
        return shown.text();
    }

    /** Whether it stays within bounds when it is unpacked, which is counted and not believed. */
    private static boolean fits(byte[] file) throws IOException {
        long left = MOST_BYTES;
        try (var zip = ZipFile.builder().setByteArray(file).get()) {
            for (var entry : Collections.list(zip.getEntries())) {
                try (var in = zip.getInputStream(entry)) {
                    long size = XmlSize.of(in, left);
                    if (size < 0) {
                        return false;
                    }
                    left -= size;
                }
            }
        }
        return true;
    }
}
