package prasan.understand;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Since when: "3 วัน", "สองอาทิตย์", "เมื่อคืน", "เป็นเดือน". A rhythm (อาทิตย์ละ 3 วัน), an age and a plan (ภายใน 3 วัน) are no beginning. */
final class Since {
    private static final Map<String, Integer> DAYS =
            Map.of("วัน", 1, "มื้อ", 1, "คืน", 1, "อาทิตย์", 7, "สัปดาห์", 7, "เดือน", 30, "ปี", 365);
    private static final String UNIT = "(วัน|มื้อ|คืน|อาทิตย์|สัปดาห์|เดือน)";
    private static final Pattern COUNTED =
            Pattern.compile("(?<!ละ)(?<!ละ )(?<!ภายใน)(?<!ภายใน )(?<!อีก)(?<!อีก )(?<!อายุ)(?<!อายุ )(" + Numbers.ANY
                    + ") ?" + UNIT + "(?!ที่|นี้|หน้า|เกิด|เสาร์|อาทิตย์|จันทร์|อังคาร|พุธ|พฤหัส|ศุกร์)");
    private static final Pattern YEARS =
            Pattern.compile("(?<!อายุ)(?<!อายุ )(" + Numbers.ANY + ") ?(ปี)(?=(?:กว่า)?(?:มา)?แล้ว)");
    private static final Pattern ONE =
            Pattern.compile("((?:เป็น|เกือบ|ครบ|นับ)" + UNIT + "|เป็น(ปี)|" + UNIT + "(?:กว่า|นึง|หนึ่ง))");
    private static final Pattern MANY =
            Pattern.compile("(?:หลาย|สองสาม|สามสี่|สี่ห้า) ?(?:วัน|มื้อ|คืน|อาทิตย์|สัปดาห์|เดือน|ปี)");
    private static final Pattern POINT = Pattern.compile(
            "เมื่อวานซืน|เมื่อวานนี้|เมื่อวาน|เมื่อคืน|เมื่อเช้า|เมื่อเย็นวาน|เมื่อเย็น|เมื่อกี้|เมื่อสักครู่|เมื่อตะกี้|มื้อวาน|มื้อคืน|ตะวา|แรกวา|(?:อาทิตย์|สัปดาห์|เดือน|ปี)(?:ที่แล้ว|ก่อน|ที่ผ่านมา)"
                    + "|ตั้งแต่(?:เช้า|ตอนเช้า|เที่ยง|บ่าย|เย็น|หัวค่ำ|ต้นเดือน|ต้นปี|สิ้นเดือน|วันจันทร์|วันอังคาร|วันพุธ|วันพฤหัส|วันศุกร์|วันเสาร์|วันอาทิตย์)"
                    + "|ตอน(?:ตี(?:หนึ่ง|สอง|สาม|สี่|ห้า| ?[1-5])|เที่ยงคืน|เช้ามืด|หัวค่ำ|เช้านี้)|วันก่อน");

    private Since() {}

    /**
     * The slots since_text, as it was typed, and since_days, where it is a number of days.
     *
     * @param text clean, with digits as typed
     * @param digits the same text with digits 0-9
     */
    static Map<String, Object> slots(String text, String digits) {
        for (var pattern : List.of(COUNTED, YEARS)) {
            var found = pattern.matcher(digits);
            while (found.find()) {
                var number = Numbers.of(found.group(1));
                if (number.isPresent()) {
                    return slots(text, found.start(), found.end(), number.get() * days(found.group(2)));
                }
            }
        }
        var many = MANY.matcher(digits);
        if (many.find()) {
            return Map.of("since_text", text.substring(many.start(), many.end()));
        }
        var one = ONE.matcher(digits);
        if (one.find()) {
            var unit = one.group(2) != null ? one.group(2) : one.group(3) != null ? one.group(3) : one.group(4);
            return slots(text, one.start(), one.end(), days(unit));
        }
        var point = POINT.matcher(digits);
        return point.find() ? Map.of("since_text", text.substring(point.start(), point.end())) : Map.of();
    }

    private static int days(String unit) {
        return DAYS.getOrDefault(unit, 1);
    }

    private static Map<String, Object> slots(String text, int start, int end, int days) {
        var slots = new LinkedHashMap<String, Object>();
        slots.put("since_text", text.substring(start, end));
        slots.put("since_days", days);
        return slots;
    }
}
