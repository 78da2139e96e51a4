package prasan.understand;

import java.util.regex.Pattern;

/**
 * A text made comparable beyond {@link prasan.flow.Thai#normalise}: letters that sound alike are one letter, a number is 0, Thai words have no spaces between them.
 */
final class Plain {
    private static final String LETTERS = "ใณญฎฏฐฑฒธศษฬภฆ";
    private static final String SOUND_AS = "ไนยดตททททสสลพค";
    private static final Pattern NUMBER = Pattern.compile("[0-9]+(?:[.,:][0-9]+)*");
    private static final Pattern DROPPED = Pattern.compile("[็ๆ]");
    private static final Pattern NOT_WORDS = Pattern.compile("[\\p{Punct}…“”‘’–—\\s]+");
    private static final Pattern SPACE_IN_THAI = Pattern.compile("(?<=[ก-๛]) (?=[ก-๛])");
    private static final Pattern SILENT = Pattern.compile("[ก-ฮ][ิุ]?์");

    private final String toned;
    private final String bare;
    private final int[] origin;

    private Plain(String toned, String bare, int[] origin) {
        this.toned = toned;
        this.bare = bare;
        this.origin = origin;
    }

    /** The text with tone marks. */
    String toned() {
        return toned;
    }

    /** The text without tone marks and silent letters, ร as ล: what is left when somebody types in a hurry. */
    String bare() {
        return bare;
    }

    /** The place in {@link #toned} of that place, or the end, of {@link #bare}. */
    int origin(int place) {
        return origin[place];
    }

    static Plain of(String standard) {
        var s = NUMBER.matcher(standard).replaceAll("0");
        s = DROPPED.matcher(s).replaceAll("");
        s = NOT_WORDS.matcher(s).replaceAll(" ");
        s = SPACE_IN_THAI.matcher(s).replaceAll("").strip();
        var toned = new StringBuilder(s);
        for (int i = 0; i < toned.length(); i++) {
            int letter = LETTERS.indexOf(toned.charAt(i));
            if (letter >= 0) {
                toned.setCharAt(i, SOUND_AS.charAt(letter));
            }
        }
        return bared(toned.toString());
    }

    private static Plain bared(String toned) {
        var bare = new StringBuilder();
        var origin = new int[toned.length() + 1];
        var silent = SILENT.matcher(toned);
        int next = silent.find() ? silent.start() : toned.length();
        for (int i = 0; i < toned.length(); i++) {
            if (i == next) {
                i = silent.end() - 1;
                next = silent.find() ? silent.start() : toned.length();
                continue;
            }
            char c = toned.charAt(i);
            if (c < '่' || c > '๋') {
                origin[bare.length()] = i;
                bare.append(c == 'ร' ? 'ล' : c);
            }
        }
        origin[bare.length()] = toned.length();
        return new Plain(toned, bare.toString(), origin);
    }
}
