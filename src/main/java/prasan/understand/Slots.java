package prasan.understand;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers, times and spots that a message says, beside the areas of {@link Places} and the words of {@link SlotRules}. Nothing is guessed. */
final class Slots {
    private static final Pattern PEOPLE = Pattern.compile("(" + Numbers.ANY + ") ?(?:คน|ราย|ชีวิต)(?!ละ|เดียว|ที่)");
    private static final Pattern ALONE =
            Pattern.compile("อยู่(?:กัน)?คนเดียว|ตัวคนเดียว|อยู่ตัวเดียว|ตามลำพัง|คนเดียวลำพัง");
    private static final Pattern HOUSEHOLDS = Pattern.compile("(" + Numbers.ANY
            + ") ?(?:หลังคาเรือน|หลังคา|ครัวเรือน|ครอบครัว|ครัว(?![ก-๛])|หลัง(?!จาก|ฝน|เขา|วัด|บ้าน))");
    private static final Pattern ANIMALS =
            Pattern.compile("(?<!วัน)(" + Numbers.ANY + ")(?:กว่า)? ?(?:ตัว(?!เอง|ตน|อย่าง)|โต(?![ก-๛]))");
    private static final Pattern LENGTH = Pattern.compile("(?:ยาว|ระยะทาง|ระยะ)[^0-9]{0,12}([0-9]{1,5}) ?(?:เมต|ม\\.)");
    private static final Pattern RAI = Pattern.compile("(" + Numbers.ANY + ")(?:กว่า)? ?ไร่(?!ละ)");
    private static final Pattern REPORT = Pattern.compile("(?<![a-z])r[ -]?([0-9]{4})[ -]?([0-9]{4})(?![0-9])");
    private static final Pattern PROJECT = Pattern.compile("(?<![a-z])([a-z]{2,4})-([0-9]{2,4})-([0-9]{3,5})(?![0-9])");
    private static final Pattern OF_PROJECT = Pattern.compile(
            "โครงการ([ก-๎]{3,40}?)(?=\\s|◇|$|ถึง|ไปถึง|ไปไหน|ไปฮอด|ได้งบ|ได้รับ|หรือ|ไหม|มั้ย|บ่|ที่|ปี|อนุมัติ|ผ่าน|เข้าแผน|เข้า|บรรจุ|ในแผน|ของ|ไม่|ได้|จะ|เมื่อ|ตอน|ยัง|แล้ว|เป็น|หมู่|บ้านเฮา|บ้านเรา)");
    private static final Pattern OF_BUDGET = Pattern.compile(
            "งบ(?:ประมาณ)?((?:ขุด|ซ่อม|สร้าง|ทำ|เจาะ|ลาด|ขยาย|ปรับปรุง|ติดตั้ง|ประปา|สะพาน|ถนน|ไฟ|ศาลา|ฝาย|ลาน|สนาม)[ก-๎]{0,30}?)(?=\\s|◇|$|บ่|ไหม|มั้ย|หรือ|ออก|อนุมัติ|ผ่าน|ได้|ไป|เข้า|มา|เมื่อ|ตอน|ยัง|แล้ว|ปี)");
    private static final Pattern NO_PROJECT = Pattern.compile(
            "^(?:ที่|อะไร|ไหน|ของ|เรา|เฮา|ไป|ถึง|ปี|ใน|นี้|ต่าง|เดิม|ได้|หมู่|บ้านเรา|บ้านเฮา|ใด|ก็|มี|หยัง|ตำบล|ทั้ง)");

    private Slots() {}

    /** Numbers of a report: people, households, animals, length and area. */
    static Map<String, Object> counts(String text) {
        var slots = new LinkedHashMap<String, Object>();
        number(PEOPLE, text).ifPresent(n -> slots.put("people", n));
        if (!slots.containsKey("people") && ALONE.matcher(text).find()) {
            slots.put("people", 1);
        }
        number(HOUSEHOLDS, text).ifPresent(n -> slots.put("households", n));
        number(ANIMALS, text).ifPresent(n -> slots.put("count", n));
        number(LENGTH, text).ifPresent(n -> slots.put("length_m", n));
        number(RAI, text).ifPresent(n -> slots.put("area_rai", n));
        return slots;
    }

    private static Optional<Integer> number(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .flatMap(found -> Numbers.of(found.group(1)).stream())
                .findFirst();
    }

    /** What a question about a project is about. */
    static Map<String, Object> project(String text) {
        return List.of(OF_PROJECT, OF_BUDGET).stream()
                .flatMap(pattern -> pattern.matcher(text).results())
                .map(found -> found.group(1))
                .filter(name -> !NO_PROJECT.matcher(name).find())
                .findFirst()
                .map(name -> Map.<String, Object>of("keyword", name))
                .orElse(Map.of());
    }

    /** Numbers of reports and projects, as they are printed. */
    static Map<String, Object> references(String text) {
        var slots = new LinkedHashMap<String, Object>();
        var report = REPORT.matcher(text);
        if (report.find()) {
            slots.put("report_no", "R-%s-%s".formatted(report.group(1), report.group(2)));
        }
        var project = PROJECT.matcher(text);
        if (project.find()) {
            slots.put("project_code", project.group().toUpperCase(Locale.ROOT));
        }
        return slots;
    }

    /** The text with numbers of reports and projects told in words, for the classifier. */
    static String inWords(String text) {
        var reports = REPORT.matcher(text).replaceAll(" ติดตามเรื่อง ");
        return PROJECT.matcher(reports).replaceAll(" รหัสโครงการ ");
    }
}
