package prasan.members;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is put before names in Thailand, in one table: ranks, degrees, orders of monks, นาย and นาง, offices and the polite คุณ; several after each other, with a space behind or without. */
final class Titles {
    /** Abbreviations, which people write with and without dots and spaces; with หญิง behind for women. */
    private static final String SHORT =
            "พล.อ. พล.ท. พล.ต. พ.อ. พ.ท. พ.ต. ร.อ. ร.ท. ร.ต. จ.ส.อ. จ.ส.ท. จ.ส.ต. ส.อ. ส.ท. ส.ต."
                    + " พล.ต.อ. พล.ต.ท. พล.ต.ต. พ.ต.อ. พ.ต.ท. พ.ต.ต. ร.ต.อ. ร.ต.ท. ร.ต.ต. ด.ต. ส.ต.อ. ส.ต.ท. ส.ต.ต. พล.ต.จ. พล.จ."
                    + " พล.ร.อ. พล.ร.ท. พล.ร.ต. พล.ร.จ. พล.อ.อ. พล.อ.ท. พล.อ.ต. พล.อ.จ."
                    + " น.อ. น.ท. น.ต. พ.จ.อ. พ.จ.ท. พ.จ.ต. จ.อ. จ.ท. จ.ต. พ.อ.อ. พ.อ.ท. พ.อ.ต. อส. ม.จ. ม.ร.ว. ม.ล."
                    + " มว.อ. มว.ท. มว.ต. ก.อ. ก.ท. ก.ต."
                    + " ศ. รศ. ผศ. ดร. น.พ. พ.ญ. ทพ. ทพญ. ทญ. ภก. ภญ. น.สพ. สพ.ญ. พ.จ. อ. ด.ช. ด.ญ. น.ส.";

    private static final String RANKS =
            "(?:พล|พัน|ร้อย|นาวา|เรือ|พันจ่า|จ่าสิบ|จ่า|สิบ)(?:ตำรวจ|อากาศ|เรือ)?(?:เอก|โท|ตรี|จัตวา)"
                    + "|นาย(?:หมวด|หมู่|กอง)(?:ใหญ่|เอก|โท|ตรี)|(?:นาย)?ดาบตำรวจ|จ่าสิบตำรวจ|พลทหาร|พลตำรวจ";

    private static final String LONG =
            "ศาสตราจารย์ รองศาสตราจารย์ ผู้ช่วยศาสตราจารย์ อาจารย์ ดอกเตอร์ ด็อกเตอร์ นายแพทย์ แพทย์หญิง ทันตแพทย์ ทันตแพทย์หญิง"
                    + " เภสัชกร เภสัชกรหญิง นายสัตวแพทย์ สัตวแพทย์หญิง"
                    + " พระครูปลัด พระครูสมุห์ พระครูใบฎีกา พระครู พระมหา พระอธิการ พระอาจารย์ พระปลัด พระสมุห์ พระใบฎีกา"
                    + " หลวงพ่อ หลวงปู่ หลวงตา หลวงพี่ แม่ชี สามเณร หม่อมเจ้า"
                    + " หม่อมราชวงศ์ หม่อมหลวง ท่านผู้หญิง คุณหญิง ผู้ใหญ่บ้าน ผู้ใหญ่ กำนัน";

    /** After one of these comes the name, but for an abbreviation: นาย ดร.สมชาย. */
    private static final String CIVIL = "เด็กชาย เด็กหญิง นางสาว นาง นาย";

    /** Of a colonel or a woman. */
    private static final String BEHIND = "(?: ?\\(?พิเศษ\\)?)?(?: ?\\(หญิง\\)|หญิง)?";

    /** A name does not begin with a vowel or a tone that needs a letter before it (คุณากร is a name), nor has it one letter. */
    private static final String NAME = "(?=[ก-ฮเ-ไa-z][^ ])";

    private static final String ACTING = "(?:ว่าที่ ?)?(?:";

    private static final Pattern ABBREVIATED = Pattern.compile(ACTING + words(glued(SHORT), "\\. ?") + ")" + BEHIND
            + " ?" + NAME + "|(?:mrs?|ms|miss|dr|prof)(?:\\. ?| )" + NAME);
    private static final Pattern WITHOUT_DOTS =
            Pattern.compile(ACTING + words(SHORT, "\\.?") + ")" + BEHIND + " " + NAME);
    private static final Pattern WRITTEN_OUT =
            Pattern.compile(ACTING + RANKS + "|" + words(LONG, "") + "|พระ(?= ))" + BEHIND + " ?" + NAME);
    private static final Pattern NAMED = Pattern.compile("(?:" + words(CIVIL, "") + ") ?" + NAME);
    private static final Pattern POLITE = Pattern.compile("คุณ ?" + NAME);

    private Titles() {}

    /** The last dot is written, those within may be left out: น.พ. and นพ. */
    private static String glued(String list) {
        return Arrays.stream(list.split(" "))
                .flatMap(word -> Stream.of(word, word.replaceAll("\\.(?=.)", "")))
                .distinct()
                .collect(Collectors.joining(" "));
    }

    /** The longer ones before those that they begin with. */
    private static String words(String list, String dot) {
        return Arrays.stream(list.split(" "))
                .sorted((one, other) -> other.length() - one.length())
                .map(word -> word.replace(".", dot))
                .collect(Collectors.joining("|"));
    }

    /**
     * The name, as {@link prasan.flow.Thai#normalise} gives it, with all its titles, then with one less each time, until none is left.
     *
     * @param polite whether คุณ without a space behind is one, too; it may be the first syllable of a name
     */
    static Set<String> without(String name, boolean polite) {
        var forms = new LinkedHashSet<String>();
        var rest = name;
        boolean named = false;
        while (forms.add(rest)) {
            int end = Math.max(end(ABBREVIATED, rest), beforeTwo(WITHOUT_DOTS, rest));
            if (end == 0 && !named) {
                end = Math.max(beforeTwo(WRITTEN_OUT, rest), polite(rest, polite));
                int civil = end(NAMED, rest);
                named = civil > end;
                end = Math.max(end, civil);
            }
            rest = rest.substring(end);
        }
        return forms;
    }

    private static int end(Pattern title, String name) {
        var match = title.matcher(name);
        return match.lookingAt() ? match.end() : 0;
    }

    /** As {@link #end}; not where the word stands alone before one other: that is somebody's first name. */
    private static int beforeTwo(Pattern title, String name) {
        int end = end(title, name);
        return end > 0 && name.charAt(end - 1) == ' ' && name.indexOf(' ', end) < 0 ? 0 : end;
    }

    private static int polite(String name, boolean glued) {
        int end = beforeTwo(POLITE, name);
        return end > 0 && (glued || name.charAt(end - 1) == ' ') ? end : 0;
    }
}
