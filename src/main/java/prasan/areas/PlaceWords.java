package prasan.areas;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import prasan.flow.Thai;

/**
 * What a person's words say about where something is: "หมู่ที่ ๕ ต.ลาดหญ้า", "ไทรโยค กาญจนบุรี", or the address that LINE sends with a pin. What is not the name of an area is
 * passed over.
 *
 * @param names names of areas, known to the atlas, with the level that the words give them, if any
 * @param moo the number of a village as it was typed, or {@code null}
 * @param postcode or {@code null}
 * @param others words that name no area of the atlas, and so may be a village's name
 */
record PlaceWords(
        List<Name> names, @Nullable Integer moo, @Nullable String postcode, List<String> others) {

    record Name(String text, Area.@Nullable Level level) {}

    private static final Pattern NUMBER = Pattern.compile("(?:ที่ ?)?(\\d{1,3})");
    // ม. is also the end of กม. and the beginning of มัธยม; before a number and after no Thai letter it is a village.
    private static final Pattern MOO =
            Pattern.compile("(?:หมู่(?:บ้าน)?(?: ?ที่)?|(?<![ก-๙])ม\\.?|\\bm(?:oo|u)?\\.?) ?(\\d{1,3})(?!\\d)");
    private static final Pattern POSTCODE = Pattern.compile("(?<!\\d)([1-9]\\d{4})(?!\\d)");
    private static final Pattern LABEL = Pattern.compile(
            "(?:(?<tambon>ตำบล|แขวง|ต\\.)|(?<district>กิ่งอำเภอ|อำเภอ|เขต|อ\\.)|(?<province>จังหวัด|จ\\.)) ?");
    private static final Pattern HOUSE_APART = Pattern.compile("(?<![ก-๙])บ้าน ");
    private static final Pattern BREAK = Pattern.compile("[ ,;:()/\"'.]+");
    private static final int WORDS_IN_A_NAME = 5;

    /** The names that begin with บ้าน taken for those of villages, when there are others beside them: บ้านเก่า is a tambon and a village of others. */
    PlaceWords withHouses() {
        var houses = names.stream()
                .filter(name -> name.level() == null && name.text().startsWith(VillageName.HOUSE))
                .toList();
        var rest = names.stream().filter(name -> !houses.contains(name)).toList();
        return houses.isEmpty() || rest.isEmpty()
                ? this
                : new PlaceWords(
                        rest, moo, postcode, houses.stream().map(Name::text).toList());
    }

    static PlaceWords read(String typed, Atlas atlas) {
        var rest = new StringBuilder(Thai.normalise(typed));
        var alone = NUMBER.matcher(rest);
        if (alone.matches()) {
            return new PlaceWords(List.of(), Integer.valueOf(alone.group(1)), null, List.of());
        }
        var postcode = take(POSTCODE, rest);
        var moo = take(MOO, rest);
        var names = new ArrayList<Name>();
        takeLabelled(rest, atlas, names);
        var others = new ArrayList<String>();
        takeOthers(HOUSE_APART.matcher(rest).replaceAll(VillageName.HOUSE), atlas, names, others);
        return new PlaceWords(names, moo == null ? null : Integer.valueOf(moo), postcode, others);
    }

    private static @Nullable String take(Pattern pattern, StringBuilder from) {
        var matcher = pattern.matcher(from);
        if (!matcher.find()) {
            return null;
        }
        var found = matcher.group(1);
        from.replace(matcher.start(), matcher.end(), " , ");
        return found;
    }

    /** Names after ต. อ. จ. and the like; the next label may follow without a space. */
    private static void takeLabelled(StringBuilder rest, Atlas atlas, List<Name> names) {
        var label = LABEL.matcher(rest);
        for (int from = 0; label.find(from); label = LABEL.matcher(rest)) {
            var level = level(label);
            var name = atlas.nameAtStart(rest.substring(label.end()), level, PlaceWords::mayFollow);
            if (!name.isEmpty()) {
                names.add(new Name(name, level));
            }
            from = label.start();
            rest.replace(from, label.end() + name.length(), " , ");
        }
    }

    private static Area.Level level(Matcher label) {
        if (label.group("tambon") != null) {
            return Area.Level.TAMBON;
        }
        return label.group("district") != null ? Area.Level.DISTRICT : Area.Level.PROVINCE;
    }

    private static boolean mayFollow(String rest) {
        return rest.isEmpty()
                || !Character.UnicodeScript.of(rest.codePointAt(0)).equals(Character.UnicodeScript.THAI)
                || LABEL.matcher(rest).lookingAt();
    }

    /** Names that stand alone; those in English have several words. */
    private static void takeOthers(String rest, Atlas atlas, List<Name> names, List<String> others) {
        var words = BREAK.split(rest);
        for (int i = 0; i < words.length; i++) {
            int known = names.size();
            for (int n = Math.min(WORDS_IN_A_NAME, words.length - i); n > 0; n--) {
                var name = String.join(" ", List.of(words).subList(i, i + n));
                if (!atlas.named(name, null).isEmpty()) {
                    names.add(new Name(name, null));
                    i += n - 1;
                    break;
                }
            }
            if (names.size() == known && words[i].length() > 1) {
                others.add(words[i]);
            }
        }
    }
}
