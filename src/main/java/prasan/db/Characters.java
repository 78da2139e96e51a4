package prasan.db;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which characters a text may have that is kept and shown to others. Control characters, separators of lines that few programs know and signs that turn the direction of what follows
 * are not seen, yet change what is: a name could be made to look like another one. The joiners of letters and emoji (U+200C, U+200D) are no such characters.
 *
 * @see <a href="https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing">Unicode Technical Report 36</a>
 */
public final class Characters {
    /** U+2066 to U+2069 and U+202A to U+202E: isolates, embeddings and overrides; {@code Cs}: half of a pair. */
    private static final String UNSEEN = "\\p{Cc}\\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069";

    private static final Pattern UNSEEN_IN_A_LINE = Pattern.compile("[" + UNSEEN + "]");
    /** Besides all that takes no room: marks of direction, halves of words, tags; but for the joiners. */
    private static final Pattern NO_NAME = Pattern.compile(
            "[" + UNSEEN + "\u034F\u115F\u1160\u180B-\u180E\u2800\u3164\uFFA0[\\p{Cf}&&[^\u200C\u200D]]]");

    private static final Pattern UNSEEN_IN_LINES = Pattern.compile("[" + UNSEEN + "&&[^\\n\\r\\t]]");
    /** As much of what a client sent as an answer repeats, by characters as people count them. */
    private static final Pattern SHOWN = Pattern.compile("\\X{0,40}");

    private static final Pattern BREAK = Pattern.compile("\\R|\t");
    private static final int MOST_SHOWN = 400;

    private Characters() {}

    /**
     * What is wrong with a text, as the end of a sentence about it; {@code null} for nothing.
     *
     * @param lines whether it may have several
     */
    public static @Nullable String fault(String text, boolean lines) {
        var unseen = (lines ? UNSEEN_IN_LINES : UNSEEN_IN_A_LINE).matcher(text);
        if (!unseen.find()) {
            return null;
        }
        int character = unseen.group().codePointAt(0);
        return character == '\n' || character == '\r'
                ? "has to be one line"
                : "has the character U+%04X, which cannot be seen".formatted(character);
    }

    /** A name in one line, without what cannot be seen: of what was typed in a chat, where nobody is asked to type it anew for that. */
    public static String inOneLine(String text) {
        return NO_NAME.matcher(BREAK.matcher(text).replaceAll(" ")).replaceAll("");
    }

    /** The beginning of what a client sent, without what cannot be seen: enough to find it again. */
    public static String shown(String text) {
        // of marks without end on one character, too, only some
        var beginning = SHOWN.matcher(text).region(0, Math.min(text.length(), MOST_SHOWN));
        int end = beginning.lookingAt() ? beginning.end() : 0;
        return UNSEEN_IN_A_LINE.matcher(text.substring(0, end)).replaceAll("") + (end < text.length() ? "…" : "");
    }
}
