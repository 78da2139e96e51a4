package prasan.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import prasan.http.Csv;

/** Reads CSV: RFC 4180, with commas, semicolons or tabs, in any encoding of {@link FileText}. */
final class CsvFile {
    private static final Pattern SAID = Pattern.compile("^sep=(.)\r?\n");

    private CsvFile() {}

    /** The lines up to the first one that cannot be read; what is wrong is added to the flaws. */
    static List<Line> lines(byte[] bytes, Headings headings, List<Table.Flaw> flaws) {
        var text = FileText.of(bytes, flaws);
        var lines = new ArrayList<Line>();
        if (text == null) {
            return lines;
        }
        try (var reader = reader(text, separator(text, headings))) {
            var size = new Size();
            reader.forEach(row -> lines.add(new Line(
                    row.getStartingLineNumber(),
                    size.counted(row.getFields().stream().map(Csv::read).toList()))));
        } catch (Size.TooLarge large) {
            flaws.add(new Table.Flaw(
                    lines.isEmpty() ? 1 : lines.getLast().number(), null, String.valueOf(large.getMessage())));
        } catch (CsvParseException broken) {
            long line = lines.isEmpty() ? 1 : lines.getLast().number();
            flaws.add(new Table.Flaw(line, null, "what follows is not CSV: " + broken.getMessage()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return lines;
    }

    private static CsvReader<CsvRecord> reader(String text, char separator) {
        // rows of another length are reported by the table, all of them
        return CsvReader.builder()
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .fieldSeparator(separator)
                .ofCsvRecord(text);
    }

    /** What the file says itself, else that with which its first lines name the most columns, else that of its first line. */
    private static char separator(String text, Headings headings) {
        var said = SAID.matcher(text);
        if (said.find()) {
            return said.group(1).charAt(0);
        }
        char best = usual(text);
        long most = named(text, best, headings);
        for (char separator : new char[] {',', ';', '\t'}) {
            long named = named(text, separator, headings);
            if (named > most) {
                best = separator;
                most = named;
            }
        }
        return best;
    }

    private static char usual(String text) {
        var first = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        var separator = first.indexOf(',') >= 0 ? ',' : first.indexOf('\t') >= 0 ? '\t' : ';';
        return first.indexOf(separator) >= 0 ? separator : ',';
    }

    private static long named(String text, char separator, Headings headings) {
        long most = 0;
        try (var reader = reader(text, separator)) {
            int left = Headings.TITLE_MOST;
            for (var rows = reader.iterator(); left > 0 && rows.hasNext(); left--) {
                most = Math.max(most, headings.count(rows.next().getFields()));
            }
        } catch (CsvParseException notWithThis) {
            return most;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return most;
    }
}
