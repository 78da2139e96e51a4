package prasan.flow;

import java.util.Locale;
import java.util.regex.Pattern;

/** Tells English from Thai, by its letters. */
final class English {
    static final String LANGUAGE = "en";
    /** "ok" and "4G" are Thai, too. */
    private static final int LETTERS_LEAST = 6;

    /** Words that are part of a sentence and of no name. */
    private static final Pattern SENTENCE = Pattern.compile(
            "\\b(?:the|is|are|was|were|has|have|my|our|your|we|you|i|it|not|no|to|and|in|on|at|for|please)\\b");

    /** A name may have as many. */
    private static final int WORDS_LEAST = 4;

    private English() {}

    /** Returns true for an English text that is neither a name nor an address. */
    static boolean isSentence(String text) {
        return is(text)
                && text.strip().split("\\s+").length >= WORDS_LEAST
                && SENTENCE.matcher(text.toLowerCase(Locale.ROOT)).find();
    }

    /** Returns true for a text of several Latin letters and no Thai one. */
    static boolean is(String text) {
        long latin = text.chars()
                .filter(c -> (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
                .count();
        return latin >= LETTERS_LEAST && text.chars().noneMatch(c -> c >= 'ก' && c <= '๛');
    }
}
