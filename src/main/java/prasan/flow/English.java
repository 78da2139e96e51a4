package prasan.flow;

/** Tells English from Thai, by its letters. */
final class English {
    static final String LANGUAGE = "en";
    /** "ok" and "4G" are Thai, too. */
    private static final int LETTERS_LEAST = 6;

    private English() {}

    /** Returns true for a text of several Latin letters and no Thai one. */
    static boolean is(String text) {
        long latin = text.chars()
                .filter(c -> (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
                .count();
        return latin >= LETTERS_LEAST && text.chars().noneMatch(c -> c >= 'ก' && c <= '๛');
    }
}
