package prasan.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prasan.http.Csv;

/** Reads CSV: RFC 4180, UTF-8 with or without a byte order mark. Another encoding is refused and not guessed, because Thai text read as the wrong one is silently spoilt. */
final class CsvFile {
    private CsvFile() {}

    /** The lines up to the first one that cannot be read; what is wrong is added to the flaws. */
    static List<Line> lines(byte[] file, List<Table.Flaw> flaws) {
        var text = decode(file, flaws);
        var lines = new ArrayList<Line>();
        if (text == null) {
            return lines;
        }
        // rows of another length are reported by the table, all of them
        try (var reader = CsvReader.builder()
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .ofCsvRecord(text)) {
            reader.forEach(row -> lines.add(new Line(
                    row.getStartingLineNumber(),
                    row.getFields().stream().map(Csv::read).toList())));
        } catch (CsvParseException broken) {
            long line = lines.isEmpty() ? 1 : lines.getLast().number();
            flaws.add(new Table.Flaw(line, null, "what follows is not CSV: " + broken.getMessage()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return lines;
    }

    private static @Nullable String decode(byte[] file, List<Table.Flaw> flaws) {
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
                    new Table.Flaw(
                            line,
                            null,
                            "is not UTF-8 (it may be Windows-874 or TIS-620); save the sheet as \"CSV UTF-8\" or as an .xlsx and import that"));
            return null;
        }
    }
}
