package prasan.areas;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import prasan.flow.Polite;
import prasan.flow.ThaiNumbers;

/**
 * What a person's words say about where something is: "หมู่ที่ ๕ ต.ลาดหญ้า", "ไทรโยค กาญจนบุรี", or the address that LINE sends with a pin. What is not the name of an area is
 * passed over.
 *
 * @param names names of areas, known to the atlas, with the level that the words give them, if any
 * @param moo the number of a village as it was typed, or {@code null}
 * @param community the name of a ชุมชน, or empty where the words say that there is no หมู่; else {@code null}
 * @param postcode or {@code null}
 * @param others words that name no area of the atlas, and so may be a village's name
 */
record PlaceWords(
        List<Name> names,
        @Nullable Integer moo,
        @Nullable String community,
        @Nullable String postcode,
        List<String> others) {

    record Name(String text, Area.@Nullable Level level) {}

    private static final Pattern NUMBER = Pattern.compile("(?:ที่ ?)?(\\d{1,3}|[ก-๙]+)");
    private static final int NUMBER_MAX = 999;
    private static final String IN_WORDS = "(?:หนึ่ง|เอ็ด|สอง|ยี่|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ|ซาว)+";
    // ม. is also the end of กม. and the beginning of มัธยม; before a number and after no Thai letter it is a village.
    private static final Pattern MOO =
            Pattern.compile("(?:หมู่(?:บ้าน)?(?: ?ที่)?|(?<![ก-๙])ม\\.?|\\bm(?:oo|u)?\\.?) ?(?:(\\d{1,3})(?!\\d)|("
                    + IN_WORDS + ")(?=$|[^ก-๙]|บ้าน|ตำบล|อำเภอ|ต\\.|อ\\.))");
    private static final Pattern COMMUNITY = Pattern.compile("ชุมชน ?([ก-๙0-9]{2,30}+(?: [0-9]{1,2}(?![0-9]))?)");
    /** Says that there are no numbered villages. เทศบาลตำบล has them, towns and cities have not. */
    private static final Pattern NO_MOO = Pattern.compile(
            "(?:ไม่|บ่|บ่อ)มี(?:เลข)? ?(?:หมู่(?:บ้าน)?(?: ?ที่)?|ม\\.)|ทั้ง(?:ตำบล|แขวง)|no (?:moo|village)(?: number)?"
                    + "|(?:อยู่)?(?:ใน|นอก)?(?:เขต)? ?(?:เทศบาล(?:เมือง|นคร)|ท[มน]\\.)(?= ?[ก-๙])|(?:อยู่)?(?:ใน)?(?:เขต)? ?เทศบาล(?!ตำบล)");

    private static final Pattern TOWN = Pattern.compile("เทศบาล(?:เมือง|นคร)|ท[มน]\\.");
    private static final Pattern TOWN_TAMBON = Pattern.compile("(?:ในเขต|เขต|ใน)?เทศบาลตำบล ?|ทต\\. ?");
    private static final Pattern BEFORE = Pattern.compile("^(?:บ้าน)?(?:อยู่|แถว|ตรง|ที่|ใน|คือ){1,6}(?=[ก-๙]{2})");
    private static final Pattern AFTER = Pattern.compile("(?:ครับ|คับ|ค่ะ|คะ|จ้า|จ้ะ|นะ|เด้อ|เจ้า)++$");
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
                        rest,
                        moo,
                        community,
                        postcode,
                        houses.stream().map(Name::text).toList());
    }

    /** Returns the words with the number or the ชุมชน that earlier words gave, unless these give their own. */
    PlaceWords keeping(PlaceWords earlier) {
        return moo != null || community != null
                ? this
                : new PlaceWords(names, earlier.moo, earlier.community, postcode, others);
    }

    static PlaceWords read(String typed, Atlas atlas) {
        var text = Polite.bare(typed);
        var rest = new StringBuilder(TOWN_TAMBON.matcher(text).replaceAll(" ตำบล"));
        var alone = NUMBER.matcher(text);
        if (alone.matches() && atlas.named(text, null).isEmpty() && number(alone.group(1)) != null) {
            return new PlaceWords(List.of(), number(alone.group(1)), null, null, List.of());
        }
        var postcode = take(POSTCODE, rest);
        var moo = take(MOO, rest);
        var community = moo == null ? community(rest, atlas) : null;
        var names = new ArrayList<Name>();
        takeLabelled(rest, atlas, names);
        var others = new ArrayList<String>();
        takeOthers(HOUSE_APART.matcher(rest).replaceAll(VillageName.HOUSE), atlas, names, others);
        return new PlaceWords(names, moo == null ? null : number(moo), community, postcode, others);
    }

    private static @Nullable Integer number(String typed) {
        var number = ThaiNumbers.read(typed);
        return number == null || number.scale() > 0 || number.compareTo(BigDecimal.valueOf(NUMBER_MAX)) > 0
                ? null
                : number.intValue();
    }

    /** Takes out what says that there is no หมู่. A town's own district has its name after เมือง. */
    private static @Nullable String community(StringBuilder rest, Atlas atlas) {
        var name = take(COMMUNITY, rest);
        boolean none = false;
        for (var said = NO_MOO.matcher(rest); said.find(); said = NO_MOO.matcher(rest)) {
            none = true;
            var town = TOWN.matcher(said.group()).find()
                    ? atlas.nameAtStart("เมือง" + rest.substring(said.end()).strip(), null, PlaceWords::mayFollow)
                    : "";
            rest.replace(said.start(), said.end(), town.isEmpty() ? " , " : " , เมือง");
        }
        return name != null ? "ชุมชน" + name : none ? "" : null;
    }

    private static @Nullable String take(Pattern pattern, StringBuilder from) {
        var matcher = pattern.matcher(from);
        if (!matcher.find()) {
            return null;
        }
        var found = matcher.group(1) == null && matcher.groupCount() > 1 ? matcher.group(2) : matcher.group(1);
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

    /** Names that stand alone; those in English have several words, and people set no spaces between those in Thai. */
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
                unknown(words[i], atlas, names, others);
            }
        }
    }

    private static void unknown(String word, Atlas atlas, List<Name> names, List<String> others) {
        var bare = AFTER.matcher(BEFORE.matcher(word).replaceFirst("")).replaceFirst("");
        if (bare.length() <= 1) {
            return;
        }
        var joined = atlas.named(bare, null).isEmpty() ? atlas.joined(bare) : List.of(bare);
        joined.forEach(name -> names.add(new Name(name, null)));
        if (joined.isEmpty()) {
            others.add(bare);
        }
    }
}
