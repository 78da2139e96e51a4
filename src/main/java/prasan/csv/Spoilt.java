package prasan.csv;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What becomes of cells on their way through programs: Thai that was saved or opened as something else, and long numbers. Such a cell says nothing any more; the file has to be saved anew. */
final class Spoilt {
    private static final String ANEW = "; save the sheet anew, as .xlsx or as \"CSV UTF-8\"";

    private static final Map<Pattern, String> SIGNS = signs();

    private Spoilt() {}

    private static Map<Pattern, String> signs() {
        var signs = new LinkedHashMap<Pattern, String>();
        signs.put(Pattern.compile("\uFFFD"), "has lost letters (\uFFFD)" + ANEW);
        signs.put(Pattern.compile("^[^\\p{L}]*\\?{3}[^\\p{L}]*$"), "has lost its Thai letters (???)" + ANEW);
        // Windows-874 read as Windows-1252: ถนน as ¶¹¹
        signs.put(Pattern.compile("[\u00A1-\u00FB]{3,}"), "is Thai that was read as another script" + ANEW);
        // UTF-8 read as Windows-1252, and as Windows-874
        signs.put(Pattern.compile("(?:\u00E0[\u00B8\u00B9].?){2,}"), "is Thai that was read as another script" + ANEW);
        signs.put(Pattern.compile("(?:เ[ธน].){4,}"), "is Thai that was read as another script" + ANEW);
        signs.put(
                Pattern.compile("^[0-9](?:\\.[0-9]+)?E\\+[0-9]{2,}$"),
                "is a number that a spreadsheet has shortened; format its column as text and type it anew");
        return signs;
    }

    /** What is wrong with a cell, as the end of a sentence about it; {@code null} for nothing. */
    static @Nullable String fault(String cell) {
        return SIGNS.entrySet().stream()
                .filter(sign -> sign.getKey().matcher(cell).find())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }
}
