package prasan.flow;

import java.util.regex.Pattern;

/** Characters as people count them: a Thai consonant with its vowel and tone mark is one, an emoji is one. LINE counts labels so. */
public final class Graphemes {
    private static final Pattern ONE = Pattern.compile("\\X");

    private Graphemes() {}

    public static int count(String text) {
        return (int) ONE.matcher(text).results().count();
    }

    /** The text, or its beginning with an ellipsis, in at most {@code max} graphemes. */
    public static String cut(String text, int max) {
        if (count(text) <= max) {
            return text;
        }
        var out = new StringBuilder();
        ONE.matcher(text).results().limit(max - 1L).forEach(match -> out.append(match.group()));
        return out.append('…').toString();
    }
}
