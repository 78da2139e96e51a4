package prasan.understand;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The spot within the village: "หน้า รร.บ้านทุ่งนา", "ซอยข้างวัดหนองขาว", "สะพานไม้ข้ามห้วย". Only a landmark in a certain position is a spot. */
final class Spot {
    /** Landmarks that say enough alone. */
    private static final String LANDMARK =
            "(?:วัด|โรงเรียน|รร\\.|ร\\.ร\\.|อบต\\.?|อบจ\\.?|เทศบาล|ทต\\.|ตลาดนัด|ตลาดสด|ตลาด|กาด|ศาลาประชาคม|ศาลากลางบ้าน|ศาลาริมน้ำ|ศาลาริมทาง|ศาลาหมู่บ้าน|ศาลา|ซอย|สามแยก|สี่แยก|ปั๊มน้ำมัน|ปั๊ม|ป้อมตำรวจ|โรงพัก"
                    + "|โรงพยาบาล|รพ\\.สต\\.|รพ\\.|สถานีอนามัย|อนามัย|ป่าช้า|เมรุ|ท่าน้ำ|แพ|สนามบอล|สนามกีฬา|สถานีรถไฟ|ศูนย์เด็กเล็ก|ที่ว่าการอำเภอ|บ้านผู้ใหญ่บ้าน|บ้านผู้ใหญ่|บ้านกำนัน|บ้านผญบ\\.?|ทางรถไฟ|โรงสี|โค้งวัด|หอประชุม|อ่างเก็บน้ำ)";
    /** Those that need a name. */
    private static final String NAMED = "(?:เขา|ห้วย|คลอง|หนอง|บึง|สะพาน|โค้ง|แยก|ร้าน|โรงงาน|สวน|ดอย|ควน)";

    private static final String POSITION =
            "(?:หน้า|หลัง|ข้าง|ท้าย|ริม|แถว|ใกล้|ตรง|ปาก|กลาง|ใน|เชิง|หัว|ทางเข้า|ทางไป|ข้างทางหลัง|ตี้|ที่)";
    private static final String NAME = "(?: ?[0-9]{1,3}(?![0-9]| ?(?:วัน|คน|หลัง|เดือน|อาทิตย์|ตัว))|[ก-๎]+)?";
    private static final Pattern AT = Pattern.compile(
            "(?:ซอย|ถนน|ที่ว่าง|ลาน)?(" + POSITION + ") ?(" + LANDMARK + NAME + "|" + NAMED + "[ก-๎]{2,})");
    private static final Pattern LINE = Pattern.compile("สาย ?[ก-๎]+ ?- ?[ก-๎]+");
    private static final Pattern BRIDGE = Pattern.compile(
            "(สะพาน(?:ไม้|คอนกรีต|เหล็ก|แขวน|ปูน)?ข้าม(?:ห้วย|คลอง|แม่น้ำ|ลำน้ำ|หนอง|เหมือง|ทางรถไฟ))[ก-๎]*");
    private static final Pattern WAY = Pattern.compile("(ทาง(?:ขึ้น|ลง))[ก-๎]{2,}");
    /** Where a name ends when somebody types on without a space. */
    private static final Pattern END = Pattern.compile(
            "พัง|ล่ม|ดับ|เสีย|แตก|ขาด|ล้ม|หัก|ทรุด|ไม่|บ่|มี|เป็น|โดน|ถูก|จะ|สิ(?![ก-๛])|แล้ว|มาก|หมด|ทุก|ตอน|ตั้งแต่|เมื่อ|รถ|น้ำไม่|น้ำท่วม|คน|เด็ก|ขอ|ช่วย|ครับ|คับ|ค่ะ|คะ|จ้า|เจ้า|อยู่|กำลัง|ยัง|ก็|ทั้ง|เลย|ชำรุด|รก|ยาว"
                    + "|ที่|กับ|และ|ไป|มา|ให้|ติด|หาย|ใช้|ตัน|ท่วม|เหม็น|เดิน|มืด|หมู่|ถึง|ลื่น|รั่ว|ซ่อม|วันละ|หน่อย|เปิด|ลง|ไหม้|นั้น|นี้|น่า|แจ้ง|ระเบิด|กลัว|สว่าง|ลำบาก|ด่วน|ร้าว|เก่า|นะ|ไหล|แคบ|สูง|เต็ม");

    private Spot() {}

    /** @param rest the text with names of areas blotted out; digits 0-9 */
    static Optional<String> find(String text, String rest) {
        for (var pattern : List.of(LINE, BRIDGE, WAY)) {
            var found = pattern.matcher(rest);
            if (found.find()) {
                int named = found.groupCount() == 0 ? found.end() : found.end(1);
                int end = found.start() + end(found.group(), named - found.start());
                if (found.groupCount() == 0 || end > named || pattern.equals(BRIDGE)) {
                    return Optional.of(text.substring(found.start(), end));
                }
            }
        }
        var at = AT.matcher(rest);
        while (at.find()) {
            // "ที่ศาลา" says the landmark, not the preposition
            boolean bare = at.group(1).equals("ที่") || at.group(1).equals("ตี้");
            int start = bare ? at.start(2) : at.start();
            int landmark = landmarkEnd(rest.substring(at.start(2), at.end(2)));
            int end = at.start(2) + end(rest.substring(at.start(2), at.end(2)), landmark);
            if (end > at.start(2) + 1) {
                return Optional.of(text.substring(start, end).strip());
            }
        }
        return Optional.empty();
    }

    /** What there is in place of a village in a town. */
    private static final Pattern TOWN = Pattern.compile(
            "(?:ชุมชน(?!เดือด|เรา|ของ|ที่|นี้|ต้อง|มี|ไม่|ใน)|เทศบาล(?:นคร|เมือง|ตำบล)|แขวง(?!การ)|(?<![ก-๙])เขต(?!พื้นที่|ป่า|อุทยาน|ทาง))[ก-๎]{2,}");

    /** The communities and towns that the text names, between spaces; empty if none. */
    static String town(String text, String rest) {
        return TOWN.matcher(rest)
                .results()
                .map(found -> text.substring(
                        found.start(),
                        found.start()
                                + end(found.group(), Math.min(found.group().length(), TOWN_LEAST))))
                .collect(Collectors.joining(" "));
    }

    private static final int TOWN_LEAST = 8;

    private static final Pattern LANDMARK_FIRST = Pattern.compile(LANDMARK + "|" + NAMED);

    private static int landmarkEnd(String spot) {
        var landmark = LANDMARK_FIRST.matcher(spot);
        return landmark.lookingAt() ? landmark.end() : 0;
    }

    private static int end(String spot, int from) {
        var end = END.matcher(spot);
        return end.find(Math.min(from, spot.length())) ? end.start() : spot.length();
    }
}
