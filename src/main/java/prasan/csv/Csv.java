package prasan.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prasan.flow.Thai;

/**
 * A CSV file: RFC 4180 with a heading line, UTF-8 with or without a byte order mark. Columns are found by name, in any order. Another encoding is refused and not guessed, because
 * Thai text read as the wrong one is silently spoilt.
 *
 * @param rows those that could be read; empty lines are left out
 * @param flaws what is wrong with the file itself
 */
public record Csv(List<Row> rows, List<Flaw> flaws) {

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
     */
    public static Csv read(byte[] file, Collection<String> required, Collection<String> optional) {
        var flaws = new ArrayList<Flaw>();
        var text = decode(file, flaws);
        if (text == null) {
            return new Csv(List.of(), flaws);
        }
        var records = records(text, flaws);
        if (records.isEmpty()) {
            flaws.add(new Flaw(1, null, "the file is empty; the first line names the columns"));
            return new Csv(List.of(), flaws);
        }
        var heading = records.getFirst().getFields().stream().map(String::strip).toList();
        check(heading, required, optional, flaws);
        var rows = new ArrayList<Row>();
        for (var line : flaws.isEmpty() ? records.subList(1, records.size()) : List.<CsvRecord>of()) {
            if (line.getFieldCount() != heading.size()) {
                flaws.add(new Flaw(
                        line.getStartingLineNumber(),
                        null,
                        "has " + line.getFieldCount() + " cells where the heading has " + heading.size()));
                continue;
            }
            var cells = new LinkedHashMap<String, String>();
            for (int i = 0; i < heading.size(); i++) {
                cells.put(heading.get(i), Thai.clean(asWritten(line.getField(i))));
            }
            rows.add(new Row(line.getStartingLineNumber(), cells, flaws));
        }
        return new Csv(rows, flaws);
    }

    /** Exports put a ' before what a spreadsheet would take for a formula. */
    private static String asWritten(String cell) {
        return cell.length() > 1 && cell.charAt(0) == '\'' && "=+-@\t\r".indexOf(cell.charAt(1)) >= 0
                ? cell.substring(1)
                : cell;
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
                        column,
                        "is not known; known are " + String.join(", ", required) + ", " + String.join(", ", optional)));
            } else if (!seen.add(column)) {
                flaws.add(new Flaw(1, column, "is there twice"));
            }
        }
    }

    private static List<CsvRecord> records(String text, List<Flaw> flaws) {
        var records = new ArrayList<CsvRecord>();
        // rows of another length are reported below, all of them
        try (var reader = CsvReader.builder()
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .ofCsvRecord(text)) {
            reader.forEach(records::add);
        } catch (CsvParseException broken) {
            long line = records.isEmpty() ? 1 : records.getLast().getStartingLineNumber();
            flaws.add(new Flaw(line, null, "what follows is not CSV: " + broken.getMessage()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return records;
    }

    private static @Nullable String decode(byte[] file, List<Flaw> flaws) {
        var bytes = ByteBuffer.wrap(file);
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        try {
            var text = decoder.decode(bytes).toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException notUtf8) {
            long line = 1;
            for (int i = 0; i < bytes.position(); i++) {
                line += file[i] == '\n' ? 1 : 0;
            }
            flaws.add(
                    new Flaw(
                            line,
                            null,
                            "is not UTF-8 (it may be Windows-874 or TIS-620); save the sheet as \"CSV UTF-8\" and import that"));
            return null;
        }
    }
}
