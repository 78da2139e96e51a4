package prasan.areas;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import prasan.flow.Thai;

/** How the name of a village is kept to be found: lists write it with and without บ้าน, and so do people. */
final class VillageName {
    static final String HOUSE = "บ้าน";
    private static final Pattern NUMBERED = Pattern.compile("(?:หมู่|moo) ?[0-9]+");

    private VillageName() {}

    /** {@code บ้าน หนองบัว} and {@code หนองบัว} are {@code หนองบัว}; {@code null} for a village that is only numbered, and for what is no village. */
    static @Nullable String key(String code, String name) {
        var plain = Thai.normalise(name);
        return Area.Level.of(code) == Area.Level.VILLAGE
                        && !NUMBERED.matcher(plain).matches()
                ? key(plain)
                : null;
    }

    /** The key of a word that may be a village's name. */
    static String key(String word) {
        var key = word.replace(" ", "");
        return key.startsWith(HOUSE) && key.length() > HOUSE.length() ? key.substring(HOUSE.length()) : key;
    }
}
