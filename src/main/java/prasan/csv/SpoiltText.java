package prasan.csv;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of cells on their way through programs: Thai that was saved or opened as something else, long numbers, and formulas that came to nothing. Such a cell says nothing any more; the file has to be saved anew.
 */
final class SpoiltText {
    private static final String ANEW = "; save the sheet anew, as .xlsx or as \"CSV UTF-8\"";
    private static final String OTHER_SCRIPT = "is Thai that was read as another script" + ANEW;

    private static final Pattern THAI = Pattern.compile("[ก-๛]");
    /** Not the ??? of somebody who wonders, which follow a word. */
    private static final Pattern QUESTION_MARKS =
            Pattern.compile("(?<![\\p{L}\\p{M}\\p{N}?!])(?:\\?{3}|\\?{2}\\s+\\?{2})");
    /** A word of Thai read as Windows-1252 (ถนน as ¶¹¹) has letters that are none there: nearly all consonants are. */
    private static final Pattern NO_WORD = Pattern.compile(
            "(?:^|[\\s(])(?=[\u00A1-\u00FB]{2})[\u00A1-\u00FB]*[\u00A1-\u00A6\u00A9\u00AA\u00AC-\u00AF\u00B1-\u00B6\u00B8-\u00BA\u00BC-\u00BF]");

    /** @param reason the end of a sentence about a cell */
    private record Sign(Predicate<String> has, String reason) {
        static Sign of(String pattern, String reason) {
            return new Sign(Pattern.compile(pattern).asPredicate(), reason);
        }
    }

    private static final List<Sign> SIGNS = List.of(
            Sign.of("\uFFFD", "has lost letters (\uFFFD)" + ANEW),
            Sign.of(
                    "^#(?:N/A|NAME\\?|DIV/0!|GETTING_DATA|[A-Z]{3,10}!)$|^#{2,}$|^Err:[0-9]{3}$",
                    "is what a spreadsheet shows instead of a value; correct the cell there"),
            new Sign(
                    cell -> QUESTION_MARKS.matcher(cell).find()
                            && !THAI.matcher(cell).find(),
                    "has lost its Thai letters (???)" + ANEW),
            new Sign(
                    cell -> (NO_WORD.matcher(cell).find() || fewAreLatin(cell))
                            && !THAI.matcher(cell).find(),
                    OTHER_SCRIPT),
            // UTF-8 read as Windows-1252, and as Windows-874
            Sign.of("(?:\u00E0[\u00B8\u00B9].?){2,}", OTHER_SCRIPT),
            Sign.of("(?:เ[ธน].){4,}", OTHER_SCRIPT),
            Sign.of(
                    "^-?[0-9](?:[.,][0-9]+)?E\\+[0-9]{2,}$",
                    "is a number that a spreadsheet has shortened; format its column as text and type it anew"));

    private SpoiltText() {}

    /** Whether there are more letters of Windows-1252 than of English: à la carte has less. */
    private static boolean fewAreLatin(String cell) {
        // × and ÷ are no letters
        long others = cell.chars()
                .filter(c -> c >= 0xC0 && c <= 0xFB && Character.isLetter(c))
                .count();
        long english = cell.chars()
                .filter(c -> (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
                .count();
        return others > 1 && others > english;
    }

    /** What is wrong with a cell, as the end of a sentence about it; {@code null} for nothing. */
    static @Nullable String fault(String cell) {
        return SIGNS.stream()
                .filter(sign -> sign.has().test(cell))
                .map(Sign::reason)
                .findFirst()
                .orElse(null);
    }
}
