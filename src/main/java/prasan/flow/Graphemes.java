package prasan.flow;

import java.util.regex.Pattern;

/** Characters as people count them: a Thai consonant with its vowel and tone mark is one, an emoji is one. LINE counts labels so. */
public final class Graphemes {
    private static final Pattern ONE = Pattern.compile("\\X");

    private Graphemes() {}

    public static int count(String text) {
        return (int) ONE.matcher(text).results().count();
    }

    /** The text, or as many whole words of its beginning as fit; cut with an ellipsis where the words are too long for that. */
    public static String words(String text, int max) {
        if (count(text) <= max) {
            return text;
        }
        var fits = cut(text, max + 1);
        int space = fits.lastIndexOf(' ');
        return space < 0 || count(fits.substring(0, space)) < max / 3
                ? cut(text, max)
                : fits.substring(0, space).replaceFirst("[,:]$", "");
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
