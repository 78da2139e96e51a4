package prasan.flow;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Breaks text into lines of a width. Thai has no spaces between words, so the words come from the dictionary of {@link BreakIterator}. */
final class Lines {
    private static final Locale THAI = Locale.of("th");
    private static final Pattern GRAPHEME = Pattern.compile("\\X");

    /** Stands between the parts of a list; a line breaks behind it rather than within a part. */
    static final String BETWEEN = " · ";

    private static final Pattern PARTS = Pattern.compile("(?<=" + BETWEEN + ")");

    private Lines() {}

    /** About how wide the text is at a font size, both in pixels. An estimate, rather too wide than too narrow: which font will show it is not known. */
    static int width(String text, int size) {
        return (int) Math.ceil(text.codePoints().mapToDouble(Lines::em).sum() * size);
    }

    /** The width of one character in parts of the font size. What stands on or below another character takes no room. */
    private static double em(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            case Character.SPACE_SEPARATOR -> 0.3;
            case Character.UPPERCASE_LETTER -> 0.68;
            case Character.LOWERCASE_LETTER, Character.DECIMAL_DIGIT_NUMBER -> 0.56;
            case Character.OTHER_LETTER -> c >= 0x0E00 && c < 0x0E80 ? 0.6 : 1;
            case Character.OTHER_SYMBOL, Character.MATH_SYMBOL, Character.SURROGATE -> 1.2;
            default -> 0.5;
        };
    }

    /** The text in lines no wider than {@code width}. A word that is wider by itself is broken anywhere between two characters. */
    static List<String> wrap(String text, int width, int size) {
        List<String> lines = new ArrayList<>();
        for (var paragraph : text.strip().split("\n", -1)) {
            var line = "";
            for (var word : words(paragraph, width, size)) {
                if (!line.isEmpty() && width((line + word).stripTrailing(), size) > width) {
                    lines.add(line.strip());
                    line = "";
                }
                line += word;
            }
            if (!line.isBlank()) {
                lines.add(line.strip());
            }
        }
        return lines;
    }

    /** {@link #wrap}, but at most {@code most} lines; the last one then ends with an ellipsis. */
    static List<String> wrap(String text, int width, int size, int most) {
        var lines = wrap(text, width, size);
        if (lines.size() <= most) {
            return lines;
        }
        var last = lines.get(most - 1) + "…";
        while (width(last, size) > width) {
            last = Graphemes.cut(last, Graphemes.count(last) - 1);
        }
        var cut = new ArrayList<>(lines.subList(0, most - 1));
        cut.add(last);
        return cut;
    }

    private static List<String> words(String text, int width, int size) {
        List<String> words = new ArrayList<>();
        for (var part : PARTS.split(text, -1)) {
            if (text.contains(BETWEEN) && width(part.strip(), size) <= width) {
                words.add(part);
            } else {
                words(part, width, size, words);
            }
        }
        return words;
    }

    private static void words(String text, int width, int size, List<String> words) {
        var breaks = BreakIterator.getLineInstance(THAI);
        breaks.setText(text);
        int start = breaks.first();
        for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
            var word = text.substring(start, end);
            if (width(word.strip(), size) <= width) {
                words.add(word);
            } else {
                GRAPHEME.matcher(word).results().forEach(one -> words.add(one.group()));
            }
            start = end;
        }
    }
}
