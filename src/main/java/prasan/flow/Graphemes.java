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

    /** The text, or its beginning with an ellipsis, in at most {@code max} code points, which is what a column of the database counts; no grapheme is cut in two. */
    public static String fit(String text, int max) {
        if (text.codePointCount(0, text.length()) <= max) {
            return text;
        }
        var most = text.offsetByCodePoints(0, max - 1);
        int end = 0;
        var graphemes = ONE.matcher(text);
        while (graphemes.find() && graphemes.end() <= most) {
            end = graphemes.end();
        }
        return text.substring(0, end) + '…';
    }
}
