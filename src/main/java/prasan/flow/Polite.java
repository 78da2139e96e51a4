package prasan.flow;

import java.util.regex.Pattern;

/** A short answer without what politeness puts around it. */
public final class Polite {
    // น้า also ends หน้า (next), which is no politeness
    private static final String WORD =
            "ครับผม|ครับ|คร้าบ|ค้าบ|คับผม|คับ|ฮับ|ฮะ|ค่ะ|คร่ะ|คะ|ค่า|จ้า|จ้ะ|จ๊ะ|นะ|น่ะ|(?<!ห)น้า|เด้อ|เจ้า|เนาะ|เน้อ";

    private static final String TRIFLE = "[ ,.!~…\\p{So}\\p{Sk}\uFE0F]";
    private static final Pattern BEFORE = Pattern.compile("^(?:(?:" + WORD + ")" + TRIFLE + "*+)++");
    private static final Pattern AFTER = Pattern.compile("(?:" + WORD + "|" + TRIFLE + ")++$");
    private static final Pattern NEEDLESS_SPACE = Pattern.compile("(?<![0-9]) | (?![0-9])");

    /** Longer than any number, day, time or telephone number is; keeps what backtracks from having far to go. */
    private static final int LONGEST = 200;

    private Polite() {}

    /**
     * {@link Thai#normalise Normalised}, without polite particles, punctuation and pictures at the ends, and without spaces, which people set where they like, except those
     * between two digits. Empty for a text that is too long to be such an answer.
     */
    static String without(String typed) {
        if (typed.length() > LONGEST) {
            return "";
        }
        return NEEDLESS_SPACE.matcher(bare(typed)).replaceAll("");
    }

    /** {@link Thai#normalise Normalised}, without polite particles, punctuation and pictures at the ends; words that are nothing else are left as they are. */
    public static String bare(String typed) {
        var text = Thai.normalise(typed);
        if (typed.length() > LONGEST) {
            return text;
        }
        var bare = cut(text);
        return bare.isEmpty() ? text : bare;
    }

    /** Whether the words are polite and nothing else, as ครับ is. */
    static boolean only(String typed) {
        return typed.length() <= LONGEST && cut(Thai.normalise(typed)).isEmpty();
    }

    private static String cut(String text) {
        return AFTER.matcher(BEFORE.matcher(text).replaceFirst("")).replaceFirst("");
    }
}
