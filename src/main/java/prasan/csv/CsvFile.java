package prasan.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import prasan.http.Csv;

/** Reads CSV: RFC 4180, {@link Decoded}. */
final class CsvFile {
    private CsvFile() {}

    /** The lines up to the first one that cannot be read; what is wrong is added to the flaws. */
    static List<Line> lines(byte[] bytes, List<Table.Flaw> flaws) {
        var file = Decoded.of(bytes, flaws);
        var lines = new ArrayList<Line>();
        if (file == null) {
            return lines;
        }
        // rows of another length are reported by the table, all of them
        try (var reader = CsvReader.builder()
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .fieldSeparator(file.separator())
                .ofCsvRecord(file.text())) {
            var size = new Size();
            reader.forEach(row -> lines.add(new Line(
                    row.getStartingLineNumber(),
                    size.counted(row.getFields().stream().map(Csv::read).toList()))));
        } catch (Size.TooLarge large) {
            long line = lines.isEmpty() ? 1 : lines.getLast().number();
            flaws.add(new Table.Flaw(line, null, String.valueOf(large.getMessage())));
        } catch (CsvParseException broken) {
            long line = lines.isEmpty() ? 1 : lines.getLast().number();
            flaws.add(new Table.Flaw(line, null, "what follows is not CSV: " + broken.getMessage()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return lines;
    }
}
