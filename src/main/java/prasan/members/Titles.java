package prasan.members;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is put before names in Thailand, in one table: ranks, degrees, orders of monks, นาย and นาง, offices and the polite คุณ; several after each other, with a space behind or without. */
final class Titles {
    /** Abbreviations, which people write with and without spaces; with หญิง behind for women. */
    private static final String SHORT =
            "พล.อ. พล.ท. พล.ต. พ.อ. พ.ท. พ.ต. ร.อ. ร.ท. ร.ต. จ.ส.อ. จ.ส.ท. จ.ส.ต. ส.อ. ส.ท. ส.ต."
                    + " พล.ต.อ. พล.ต.ท. พล.ต.ต. พ.ต.อ. พ.ต.ท. พ.ต.ต. ร.ต.อ. ร.ต.ท. ร.ต.ต. ด.ต. จ.ส.ต. ส.ต.อ. ส.ต.ท. ส.ต.ต. พล.ต.จ."
                    + " น.อ. น.ท. น.ต. พ.จ.อ. พ.จ.ท. พ.จ.ต. จ.อ. จ.ท. จ.ต. พ.อ.อ. พ.อ.ท. พ.อ.ต. อส. ม.จ. ม.ร.ว. ม.ล."
                    + " ศ. รศ. ผศ. ดร. นพ. พญ. ทพ. ทพญ. ทญ. ภก. ภญ. น.สพ. สพ.ญ. พ.จ. อ.";

    private static final String LONG =
            "พลเอก พลโท พลตรี พันเอก(?:พิเศษ)? พันโท พันตรี ร้อยเอก ร้อยโท ร้อยตรี จ่าสิบเอก จ่าสิบโท จ่าสิบตรี สิบเอก สิบโท สิบตรี"
                    + " พลตำรวจเอก พลตำรวจโท พลตำรวจตรี พันตำรวจเอก พันตำรวจโท พันตำรวจตรี ร้อยตำรวจเอก ร้อยตำรวจโท ร้อยตำรวจตรี"
                    + " ดาบตำรวจ จ่าสิบตำรวจ สิบตำรวจเอก สิบตำรวจโท สิบตำรวจตรี นาวาเอก นาวาโท นาวาตรี เรือเอก เรือโท เรือตรี พันจ่าเอก พันจ่าโท พันจ่าตรี"
                    + " ศาสตราจารย์ รองศาสตราจารย์ ผู้ช่วยศาสตราจารย์ ดอกเตอร์ ด็อกเตอร์ นายแพทย์ แพทย์หญิง ทันตแพทย์ ทันตแพทย์หญิง"
                    + " พระครูปลัด พระครูสมุห์ พระครูใบฎีกา พระครู พระมหา พระอธิการ พระอาจารย์ พระปลัด พระสมุห์ พระใบฎีกา หลวงพ่อ หลวงปู่ แม่ชี สามเณร"
                    + " หม่อมราชวงศ์ หม่อมหลวง ท่านผู้หญิง คุณหญิง ผู้ใหญ่บ้าน ผู้ใหญ่ กำนัน";

    /** After one of these comes the name, but for an abbreviation: นาย ดร.สมชาย. */
    private static final String CIVIL = "เด็กชาย เด็กหญิง นางสาว นาง นาย ด.ช. ด.ญ. น.ส.";

    private static final String ENGLISH = "mrs?\\.? |miss |ms\\.? |dr\\.? ";

    /** A name does not begin with a vowel or a tone that needs a letter before it: คุณากร is a name. */
    private static final String NAME_FOLLOWS = " ?(?=[ก-ฮเ-ไa-z])";

    private static final Pattern ABBREVIATED =
            Pattern.compile("^(?:ว่าที่ ?)?(?:" + words(SHORT) + ")(?:หญิง)?" + NAME_FOLLOWS);
    private static final Pattern WRITTEN_OUT = Pattern.compile(
            "^(?:ว่าที่ ?)?(?:" + words(LONG) + "|พระ(?= )|คุณ|" + ENGLISH + ")(?:หญิง)?" + NAME_FOLLOWS);
    private static final Pattern NAMED = Pattern.compile("^(?:" + words(CIVIL) + ")" + NAME_FOLLOWS);

    private Titles() {}

    /** The longer ones before those that they begin with. */
    private static String words(String list) {
        return Arrays.stream(list.split(" "))
                .sorted((one, other) -> other.length() - one.length())
                .map(word -> word.replace(".", "\\. ?"))
                .collect(Collectors.joining("|"));
    }

    /** The name, as {@link prasan.flow.Thai#normalise} gives it, with all its titles, then with one less each time, until none is left. */
    static Set<String> without(String name) {
        var forms = new LinkedHashSet<String>();
        var rest = name;
        boolean named = false;
        while (forms.add(rest)) {
            var shorter = ABBREVIATED.matcher(rest).replaceFirst("");
            if (shorter.equals(rest) && !named) {
                shorter = NAMED.matcher(rest).replaceFirst("");
                named = !shorter.equals(rest);
                shorter = named ? shorter : WRITTEN_OUT.matcher(rest).replaceFirst("");
            }
            rest = shorter;
        }
        return forms;
    }
}
