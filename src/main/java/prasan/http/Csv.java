package prasan.http;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.Writer;
import java.text.Normalizer;
import java.util.regex.Pattern;

/** CSV files (RFC 4180) that Thai Excel opens as they are meant, and the guard of their cells. Workbooks are read with it too: a sheet is soon saved as the other kind. */
public final class Csv {
    /** Excel takes a file without this mark for one in the encoding of its country. */
    private static final String MARK = "\uFEFF";

    /** Any number of ', so that reading undoes what writing did and nothing else; then what is not seen, among it letters that are wide as a space, and marks. */
    private static final Pattern UNSEEN = Pattern.compile(
            "'*+(?<begins>[\\t\\r]?)[\\p{Cc}\\p{Cf}\\p{Cn}\\p{Co}\\p{Cs}\\p{Z}\\p{M}\u115F\u1160\u2800\u3164\uFFA0]*+");

    /** What begins a formula, also as a small, wide, raised or lowered sign, which some spreadsheets make plain first. */
    private static final String FORMULA = "=+-@\u2212";

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
        var beginning = UNSEEN.matcher(text);
        if (!beginning.lookingAt() || !beginning.group("begins").isEmpty()) {
            return true;
        }
        if (beginning.end() == text.length()) {
            return false;
        }
        var seen = Character.toString(text.codePointAt(beginning.end()));
        return FORMULA.indexOf(Normalizer.normalize(seen, Normalizer.Form.NFKC).charAt(0)) >= 0;
    }
}
