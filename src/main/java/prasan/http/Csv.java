package prasan.http;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.regex.Pattern;

/** CSV files (RFC 4180) that Thai Excel opens as they are meant. */
public final class Csv {
    /** Excel takes a file without this mark for one in the encoding of its country. */
    private static final String MARK = "\uFEFF";

    /**
     * What a spreadsheet takes for a formula, if need be after characters that are not seen; also the signs of full width, which some make narrow first. Then any number of ', so that reading undoes
     * what writing did and nothing else.
     */
    private static final Pattern FORMULA =
            Pattern.compile("'*(?:[\\t\\r]|[\\p{Cc}\\p{Cf}\\p{Z}]*+[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20\u2212])");

    private Csv() {}

    /**
     * Begins a file.
     *
     * @param out takes UTF-8; what is written may wait in the writer until it is flushed or closed
     */
    public static CsvWriter begin(Writer out) throws IOException {
        out.write(MARK);
        return CsvWriter.builder().build(out);
    }

    /** The text of a cell: one that a spreadsheet would take for a formula gets a ' before it (OWASP, CSV Injection), which {@link #read} takes away again. */
    public static String written(String text) {
        return guarded(text) ? "'" + text : text;
    }

    /** What {@link #written} was given. */
    public static String read(String cell) {
        return cell.startsWith("'") && guarded(cell.substring(1)) ? cell.substring(1) : cell;
    }

    /** A text that has such a ' of its own gets another, so that the way back gives all texts as they were. */
    private static boolean guarded(String text) {
        return FORMULA.matcher(text).lookingAt();
    }
}
