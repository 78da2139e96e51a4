package prasan.flow;

import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Thai text as phones really send it, made comparable. The same word arrives in several code point sequences that look alike on screen ({@code น้ำ} with U+0E4D U+0E32 for
 * U+0E33, {@code เเ} for {@code แ}, the tone mark before the vowel), and neither Unicode normalisation nor any collation of the database makes them equal.
 *
 * <p>Pure functions; each gives its own result back unchanged.
 */
public final class Thai {
    // Zero-width characters, the soft hyphen, fillers and halves of pairs; U+200D only beside Thai letters, for it
    // holds emoji together.
    private static final Pattern INVISIBLE = Pattern.compile(
            "[\u00AD\u034F\u061C\u115F\u1160\u180E\u200B\u200C\u200E\u200F\u2060-\u2065\u206A-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB\\p{Cs}]");
    private static final Pattern JOINER =
            Pattern.compile("(?<=[\u0E00-\u0E7F])\u200D++|(?<!\u200D)\u200D++(?=[\u0E00-\u0E7F])");
    /** What strict doors refuse: characters that control a machine, and those that turn the direction of what follows. */
    private static final Pattern REFUSED = Pattern.compile("[\\p{Cc}\u202A-\u202E\u2066-\u2069&&[^\\n\\r\\t]]");

    private static final Pattern SPACES = Pattern.compile("[\\p{Zs}\\t]+");
    private static final Pattern LINE_BREAKS =
            Pattern.compile(" ?(?:\\r\\n?|\\n|[\u2028\u2029])[\\p{Zs}\\t\\r\\n\u2028\u2029]*");
    private static final Pattern TWO_SARA_E = Pattern.compile("เเ");
    private static final Pattern SARA_AM_IN_TWO = Pattern.compile("\u0E4D([\u0E31\u0E34-\u0E3A\u0E47-\u0E4C]*)\u0E32");
    /** A tone mark belongs to the consonant before ะ or า. */
    private static final Pattern TONE_TOO_LATE = Pattern.compile("(?<![ะา])[ะา][ะา\u0E48-\u0E4B]*[\u0E48-\u0E4B]");

    private static final Pattern TONE = Pattern.compile("[\u0E48-\u0E4B]");
    private static final Pattern VOWEL_BESIDE = Pattern.compile("[ะา]");
    /** What stands on, under or (sara am) partly on a consonant. */
    private static final Pattern MARKS = Pattern.compile("[\u0E31\u0E33-\u0E3A\u0E47-\u0E4E]{2,}");

    private static final Pattern STRETCHED = Pattern.compile("([^0-9])\\1{2,}");
    private static final Pattern ANY_SPACE = Pattern.compile("\\s+");

    private static final int MOST_ROUNDS = 5;

    private Thai() {}

    /**
     * The text as it is to be stored: the same to read, but each word in its one proper sequence of code points, invisible characters gone, runs of spaces and of line breaks
     * made one, none at the ends.
     */
    public static String clean(String text) {
        if (plain(text)) {
            return text;
        }
        var before = text;
        var after = cleanedOnce(before);
        // of marks in no order that a word has, the order of one may only come about by that of another
        for (int i = 0; i < MOST_ROUNDS && !after.equals(before); i++) {
            before = after;
            after = cleanedOnce(before);
        }
        return after;
    }

    /** Whether it has nothing but Latin letters, digits, single spaces and consonants with at most one mark: most cells of files are so, and read much sooner. */
    private static boolean plain(String text) {
        char before = ' ';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean consonant = c >= 'ก' && c <= 'ฮ';
            boolean mark = c >= 'ะ' && c <= '\u0E3A' && before >= 'ก' && before <= 'ฮ';
            if (!(c > ' ' && c <= '~') && !consonant && !mark && (c != ' ' || before == ' ')) {
                return false;
            }
            before = c;
        }
        return before != ' ' || text.isEmpty();
    }

    private static String cleanedOnce(String text) {
        var s = JOINER.matcher(INVISIBLE.matcher(text).replaceAll("")).replaceAll("");
        s = SPACES.matcher(s).replaceAll(" ");
        s = LINE_BREAKS.matcher(s).replaceAll("\n");
        s = TWO_SARA_E.matcher(s).replaceAll("แ");
        s = SARA_AM_IN_TWO.matcher(s).replaceAll("$1\u0E33");
        s = TONE_TOO_LATE.matcher(s).replaceAll(late -> tonesFirst(late.group()));
        return MARKS.matcher(s).replaceAll(marks -> inOrder(marks.group())).strip();
    }

    /** What was said in a chat, as it is to be stored: {@link #clean}, and without what an office's form would be refused for. Nobody is asked to type a message anew for that. */
    public static String said(String typed) {
        return clean(REFUSED.matcher(typed).replaceAll(""));
    }

    private static String tonesFirst(String marks) {
        return VOWEL_BESIDE.matcher(marks).replaceAll("") + TONE.matcher(marks).replaceAll("");
    }

    /** Marks on one consonant, each once: vowel, tone mark, others, sara am. */
    private static String inOrder(String marks) {
        return marks.chars()
                .distinct()
                .mapToObj(Character::toString)
                .sorted(Comparator.comparingInt(Thai::place))
                .collect(Collectors.joining());
    }

    private static int place(String mark) {
        char c = mark.charAt(0);
        if (c == '\u0E33') {
            return 3;
        }
        return c <= '\u0E47' ? 0 : c <= '\u0E4B' ? 1 : 2;
    }

    /**
     * The text for comparing, never for showing: {@link #clean}, and besides Thai digits as 0-9, Latin letters small, a character said three times or more said once
     * ({@code มากกกก}; digits are left alone), line breaks as spaces.
     */
    public static String normalise(String text) {
        var s = ANY_SPACE.matcher(clean(text.replace("\u200D", ""))).replaceAll(" ");
        return STRETCHED.matcher(digits(s).toLowerCase(Locale.ROOT)).replaceAll("$1");
    }

    /** Thai digits as 0-9. */
    public static String digits(String text) {
        var out = new StringBuilder(text);
        for (int i = 0; i < out.length(); i++) {
            char c = out.charAt(i);
            if (c >= '๐' && c <= '๙') {
                out.setCharAt(i, (char) (c - '๐' + '0'));
            }
        }
        return out.toString();
    }
}
