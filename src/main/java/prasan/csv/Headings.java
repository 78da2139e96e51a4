package prasan.csv;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import prasan.flow.Thai;

/** The names of columns: those of the API, and what offices write instead. A Thai word that stands for several columns is the one that the file can have. */
final class Headings {
    /** By column, as README.md lists them. */
    private static final Map<String, List<String>> THAI = Map.ofEntries(
            Map.entry("code", List.of("รหัส", "เลขทะเบียน", "รหัสโครงการ", "รหัสรางวัล")),
            Map.entry("id", List.of("ลำดับในระบบ")),
            Map.entry("member", List.of("รหัสสมาชิก", "เลขทะเบียนสมาชิก")),
            Map.entry(
                    "name", List.of("ชื่อ", "ชื่อสกุล", "ชื่อ-สกุล", "ชื่อ-นามสกุล", "ชื่อและนามสกุล", "ชื่อโครงการ")),
            Map.entry("name_th", List.of("ชื่อ", "ชื่อไทย", "ชื่อภาษาไทย")),
            Map.entry("name_en", List.of("ชื่ออังกฤษ", "ชื่อภาษาอังกฤษ")),
            Map.entry("postcode", List.of("รหัสไปรษณีย์")),
            Map.entry("code_was", List.of("รหัสเดิม")),
            Map.entry("role", List.of("บทบาท", "ตำแหน่ง")),
            Map.entry("position", List.of("ตำแหน่ง")),
            Map.entry("number", List.of("ลำดับที่", "ที่นั่ง")),
            Map.entry("area", List.of("พื้นที่", "รหัสพื้นที่")),
            Map.entry("home", List.of("ภูมิลำเนา", "ที่อยู่")),
            Map.entry("title", List.of("ชื่อกลุ่ม", "ชื่อรางวัล")),
            Map.entry("starts_on", List.of("วันเริ่ม", "วันที่เริ่ม", "เริ่มวันที่", "ตั้งแต่วันที่")),
            Map.entry("ends_on", List.of("วันสิ้นสุด", "วันที่สิ้นสุด", "ถึงวันที่", "สิ้นสุดวันที่")),
            Map.entry("text_size", List.of("ขนาดตัวอักษร")),
            Map.entry("place", List.of("สถานที่", "ที่ตั้ง")),
            Map.entry("phone", List.of("โทรศัพท์", "เบอร์โทร", "เบอร์โทรศัพท์")),
            Map.entry("dimension", List.of("ด้าน", "มิติ")),
            Map.entry("objective", List.of("วัตถุประสงค์")),
            Map.entry("target", List.of("เป้าหมาย", "กลุ่มเป้าหมาย")),
            Map.entry("indicator", List.of("ตัวชี้วัด")),
            Map.entry("budget_baht", List.of("งบประมาณ", "งบประมาณ(บาท)")),
            Map.entry("budget_source", List.of("แหล่งงบประมาณ", "ที่มาของงบประมาณ")),
            Map.entry("do_type", List.of("วิธีดำเนินการ", "ลักษณะการดำเนินการ")),
            Map.entry("agency", List.of("หน่วยงาน", "หน่วยงานรับผิดชอบ")),
            Map.entry("fiscal_year_be", List.of("ปีงบประมาณ")),
            Map.entry("priority", List.of("ลำดับความสำคัญ")),
            Map.entry("lat", List.of("ละติจูด")),
            Map.entry("lon", List.of("ลองจิจูด")),
            Map.entry("stage", List.of("ขั้นตอน", "สถานะ")),
            Map.entry("stage_changed_on", List.of("วันที่เปลี่ยนสถานะ", "วันที่ถึงขั้นตอน")),
            Map.entry("history", List.of("ประวัติ")),
            Map.entry("type", List.of("ประเภท", "ประเภทรางวัล")),
            Map.entry("year_be", List.of("ปี", "พ.ศ.", "ปีพ.ศ.")),
            Map.entry("recipient", List.of("ผู้ได้รับรางวัล")),
            Map.entry("recipient_kind", List.of("ประเภทผู้ได้รับ")),
            Map.entry("recipient_area", List.of("พื้นที่ผู้ได้รับ")),
            Map.entry("occupation", List.of("อาชีพ")),
            Map.entry("achievement", List.of("ผลงาน")),
            Map.entry("prize", List.of("รางวัล", "ของรางวัล")),
            Map.entry("ceremony", List.of("งานพิธี")),
            Map.entry("ceremony_on", List.of("วันพิธี", "วันที่จัดพิธี")),
            Map.entry("venue", List.of("สถานที่จัดพิธี")),
            Map.entry("publish_consent", List.of("ยินยอมเผยแพร่")),
            Map.entry("status", List.of("สถานะ")));

    /** No heading has so many. */
    private static final int MOST_LETTERS = 200;

    /** So many lines above the heading are looked at. */
    static final int TITLE_MOST = 10;

    private final Map<String, String> columns = new HashMap<>();
    private final Collection<String> required;

    /**
     * @param required the columns that the file must have
     * @param optional those that it can have besides
     */
    Headings(Collection<String> required, Collection<String> optional) {
        this.required = required;
        Stream.concat(required.stream(), optional.stream()).forEach(column -> {
            columns.put(column, column);
            THAI.getOrDefault(column, List.of()).forEach(word -> columns.putIfAbsent(plain(word), column));
        });
    }

    private static String plain(String heading) {
        return Thai.normalise(heading).replace(" ", "");
    }

    /** The column that a heading names, alone or with its other name in brackets: {@code ชื่อ (name)}; the heading itself where it names none. */
    String column(String heading) {
        if (heading.length() > MOST_LETTERS) {
            return heading;
        }
        var plain = plain(heading);
        int bracket = plain.indexOf('(');
        if (columns.containsKey(plain) || bracket < 1 || !plain.endsWith(")")) {
            return columns.getOrDefault(plain, Thai.clean(heading));
        }
        var inside = columns.get(plain.substring(bracket + 1, plain.length() - 1));
        var outside = columns.get(plain.substring(0, bracket));
        return outside != null ? outside : inside != null ? inside : Thai.clean(heading);
    }

    /** Whether a line names columns, so that what stands above it is a title. */
    boolean names(Line line) {
        var named = line.cells().stream()
                .map(this::column)
                .filter(required::contains)
                .distinct()
                .count();
        return named * 2 >= required.size() && named > 0;
    }

    /** As {@link #names}, of a line below the heading; most have no cell that looks like one. */
    boolean namesAgain(Line line) {
        return line.cells().stream()
                        .anyMatch(cell -> cell.length() <= MOST_LETTERS
                                && (cell.indexOf('(') >= 0
                                        || columns.containsKey(
                                                cell.replace(" ", "").toLowerCase(Locale.ROOT))))
                && names(line);
    }

    /** How many columns a line names. */
    long count(List<String> cells) {
        return cells.stream()
                .map(this::column)
                .filter(columns::containsKey)
                .distinct()
                .count();
    }

    /** Which line is the heading: of the first ones that name columns, the one that names most; above it there may be a title. */
    int line(List<Line> lines) {
        return IntStream.range(0, Math.min(lines.size(), TITLE_MOST))
                .filter(i -> names(lines.get(i)))
                .boxed()
                .max(Comparator.comparingLong((Integer i) -> count(lines.get(i).cells()))
                        .thenComparing(Comparator.reverseOrder()))
                .orElse(0);
    }
}
