package prasan.understand;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A message in the fields of a form, as the centres that people telephone write it: "ปัญหา: … จุดเกิดเหตุ: … ผู้แจ้ง: …". */
final class Form {
    private static final Pattern LABEL = Pattern.compile("(?<=^|[\\s,/])(?:"
            + "(เรื่อง(?:ที่แจ้ง|ร้องเรียน)?|ปัญหา(?:ที่พบ|ที่แจ้ง)?|รายละเอียด(?:ปัญหา|เพิ่มเติม|เหตุ)?|อาการ|เหตุ(?:การณ์)?|หัวข้อ|สิ่งที่พบ|ความต้องการ|problem|issue|details?)"
            + "|((?:จุด|สถานที่)(?:เกิดเหตุ)?|ที่เกิดเหตุ|พื้นที่|บริเวณ|ซอย|ถนน|ที่อยู่|ตำแหน่ง|พิกัด|จุดสังเกต|ใกล้เคียง|place|location)"
            + "|((?:ชื่อ)?ผู้(?:แจ้ง|ร้อง(?:เรียน)?)|ชื่อ(?:-?สกุล|ผู้แจ้ง)?|name)"
            + "|(เบอร์(?:โทร(?:ศัพท์)?|ติดต่อ)?|โทร(?:ศัพท์)?|ติดต่อ(?:กลับ)?|ประเภท|วันที่(?:แจ้ง|พบ)?|เวลา|หมายเหตุ|phone|date))"
            + " ?: ?");

    private static final int LEAST = 2;
    private static final int NAME_MOST = 40;
    private static final Pattern NO_NAME = Pattern.compile("ไม่|[0-9]|◇|^-");
    private static final Pattern EMPTY = Pattern.compile("[\\s\\p{Punct}]*");

    private Form() {}

    /**
     * What is filled in.
     *
     * @param matter all but the name, as it was typed; notes, times and telephone numbers with their labels
     * @param problem the problem alone
     * @param place empty if none
     * @param name empty if none
     */
    record Filled(String matter, String problem, String place, String name) {}

    /** @param text the typed text with digits 0-9, small Latin letters, and areas blotted out */
    static Optional<Filled> read(String typed, String text) {
        var labels = LABEL.matcher(text).results().toList();
        if (labels.size() < LEAST) {
            return Optional.empty();
        }
        var problems = new ArrayList<String>();
        var places = new ArrayList<String>();
        var matter = new ArrayList<String>();
        var before = typed.substring(0, labels.getFirst().start()).strip();
        if (!before.isEmpty()) {
            problems.add(before);
            matter.add(before);
        }
        var name = "";
        for (int i = 0; i < labels.size(); i++) {
            var label = labels.get(i);
            int end = i + 1 < labels.size() ? labels.get(i + 1).start() : typed.length();
            var value = typed.substring(label.end(), end).strip();
            if (label.group(1) != null) {
                problems.add(value);
                matter.add(value);
            } else if (label.group(2) != null) {
                places.add(value);
                matter.add(value);
            } else if (label.group(3) != null
                    && value.length() <= NAME_MOST
                    && !NO_NAME.matcher(text.substring(label.end(), end)).find()) {
                name = value;
            } else if (!EMPTY.matcher(value).matches()) {
                matter.add(typed.substring(label.start(), end).strip());
            }
        }
        var problem = joined(problems);
        return problem.isEmpty()
                ? Optional.empty()
                : Optional.of(new Filled(joined(matter), problem, joined(places), name));
    }

    private static String joined(List<String> parts) {
        return String.join(" ", parts.stream().filter(part -> !part.isEmpty()).toList());
    }
}
