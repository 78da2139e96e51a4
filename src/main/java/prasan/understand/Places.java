package prasan.understand;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** หมู่ ตำบล อำเภอ จังหวัด and บ้าน in a message, found before it is classified, so that a village called "fire wood" starts no fire. */
final class Places {
    private static final String THAI = "[ก-๛]";
    private static final Pattern MOO =
            Pattern.compile("(?:หมู่(?:บ้าน)?(?: ?ที่)?|(?<![ก-๛a-z])(?<!ก\\.)(?<![0-9])(?<![0-9] )ม\\.?|\\bmoo\\.?) ?"
                    + "(?:([0-9]{1,2})(?![0-9])(?! ?(?:ต้น|ปลาย|เมตร))|(?<=หมู่|หมู่ที่|หมู่ )(" + Numbers.WORDS
                    + ")(?! ?(?:คน|หลัง|บ้าน|ครัว)))");
    /** ม.3 at school: the words before it say so. */
    private static final Pattern SCHOOL =
            Pattern.compile("(?:นักเรียน|(?<!โรง)เรียน(?:อยู่|ชั้น|จบ)?|ชั้น|จบ|มัธยม|ระดับ|ขึ้น) ?(?:ชั้น)?$");

    private static final Pattern TAMBON = Pattern.compile("(?:ตำบล|(?<![ก-๛.])ต\\.) ?(?=" + THAI + ")");
    private static final Pattern DISTRICT =
            Pattern.compile("(?:(?<![ก-๛.])(?:กิ่ง)?อำเภอ|(?<![ก-๛.])อ\\.) ?(?=" + THAI + ")");
    private static final Pattern PROVINCE = Pattern.compile("(?:(?<![ก-๛.])จังหวัด|(?<![ก-๛.])จ\\.) ?(?=" + THAI + ")");
    private static final Pattern VILLAGE = Pattern.compile("(?:(?<![ก-๛.])|(?<=อยู่|จาก))บ้าน(?=[ก-๛])");
    private static final Pattern RUN = Pattern.compile("[ก-๎]+");
    private static final Pattern NO_NAME = Pattern.compile(
            "^(?:เรา|เฮา|ผม|ฉัน|นี้|นั้น|ไหน|ข้าง|อื่น|เดียว|ละ|หน่อย|ของ|ครับ|ค่ะ|คะ|ที่|ใน|เลย|ด้วย|ให้|พิมพ์|ผิด|จัด|รับ|ปี|หรือ|แล้ว|ได้|ใกล้|หมู่|ท่าน|พวก|ใด|ยัง|พี่|เจ้า|ทำ|มา|บ่|ไม่|อะไร)");
    private static final Pattern NO_VILLAGE = Pattern.compile(
            "^(?:เลขที่|หลัง|คน|ผม|ฉัน|เรา|เฮา|นี้|นั้น|พัง|ผุ|ไฟ|เช่า|ใกล้|ข้าง|พอเพียง|มั่นคง|ผู้|กำนัน|ยาย|ป้า|ลุง|แม่เฒ่า|แม่อุ๊ย|พ่อใหญ่|ช่อง"
                    + "|ทุก|หมด|ได้|ไม่|บ่|มี|จะ|สิ|โดน|ถูก|อยู่|ทั้ง|เรือน|เก่า(?!$)|ใหม่(?!$)|เขา(?!$)|เปิ้น|เพื่อน|น้ำ(?:ท่วม|ไม่|เข้า)|เมือง$|ของ|ใคร|ไหน|ทรุด|โทรม|ร้าง|แตก|ล้ม|ตัวเอง|ที่|ยัง|หลาย|ปลูก|มุง|สร้าง|ญาติ|เล็ก|หนู|แก|แล้ว|ละ|ท่าน|ตายาย|ดิฉัน|นาย|นาง|หลาน)");
    /** Words that end a name when somebody types on without a space. */
    private static final Pattern AFTER_NAME = Pattern.compile(
            "(?:ครับ|คับ|ค่ะ|คะ|จ้า|เจ้า|หน่อย|ขอ|ไม่|บ่|มี|เมื่อ|ตั้งแต่|แล้ว|ตำบล|อำเภอ|จังหวัด|หมู่|ถนน|น้ำไม่|น้ำท่วม|ไฟดับ|ไฟไหม้|ช่วย|เดือดร้อน|ด่วน|ชาวบ้าน|เลย|ด้วย)");

    private static final int NAME_LEAST = 2;

    private final AreaNames names;

    /**
     * What a place is called.
     *
     * @param start in the text, with the label (ต.)
     * @param value name or number
     */
    private record Named(String slot, int start, int end, Object value) {}

    /**
     * @param slots moo, tambon, amphoe, province, village: the first of each that the text names
     * @param rest the text with the names blotted out, as long as before
     */
    record Found(Map<String, Object> slots, String rest) {}

    Places(AreaNames names) {
        this.names = names;
    }

    private boolean tambon(String name) {
        return names.tambons().contains(name);
    }

    private boolean province(String name) {
        return names.provinces().contains(name);
    }

    /** @param text clean, digits 0-9, Latin letters small */
    Found find(String text) {
        var rest = new StringBuilder(text);
        var named = new ArrayList<Named>();
        moo(rest, named);
        labelled("tambon", TAMBON, rest, named);
        labelled("amphoe", DISTRICT, rest, named);
        labelled("province", PROVINCE, rest, named);
        afterMoo(rest, named);
        village(rest, named);
        alone(rest, named);
        var slots = new LinkedHashMap<String, Object>();
        for (var key : List.of("moo", "tambon", "amphoe", "province", "village")) {
            named.stream()
                    .filter(name -> name.slot().equals(key))
                    .min(java.util.Comparator.comparing(Named::start))
                    .ifPresent(name -> slots.put(key, name.value()));
        }
        return new Found(slots, rest.toString());
    }

    private static void moo(StringBuilder rest, List<Named> named) {
        var moo = MOO.matcher(rest.toString());
        while (moo.find()) {
            var number = Numbers.of(moo.group(1) != null ? moo.group(1) : moo.group(2));
            boolean school = moo.group().startsWith("ม")
                    && SCHOOL.matcher(rest.substring(Math.max(0, moo.start() - 14), moo.start()))
                            .find();
            if (number.isPresent() && number.get() > 0 && number.get() < 100 && !school) {
                blot(rest, moo.start(), moo.end());
                named.add(new Named("moo", moo.start(), moo.end(), number.get()));
            }
        }
    }

    private void labelled(String slot, Pattern label, StringBuilder rest, List<Named> named) {
        var found = label.matcher(rest.toString());
        while (found.find()) {
            var name = name(rest.toString(), found.end());
            boolean word = found.group().length() > 3;
            if (name != null && !(word && NO_NAME.matcher(name).find())) {
                blot(rest, found.start(), found.end() + name.length());
                named.add(new Named(slot, found.start(), found.end() + name.length(), name));
            }
        }
    }

    /** A tambon's name that follows the number of the village without ต. */
    private void afterMoo(StringBuilder rest, List<Named> named) {
        if (named.stream().anyMatch(name -> name.slot().equals("tambon"))) {
            return;
        }
        for (var moo : named.stream().filter(name -> name.slot().equals("moo")).toList()) {
            int start = moo.end() < rest.length() && rest.charAt(moo.end()) == ' ' ? moo.end() + 1 : moo.end();
            var run = run(rest.toString(), start);
            if (tambon(run) && !run.startsWith("บ้าน")) {
                blot(rest, start, start + run.length());
                named.add(new Named("tambon", start, start + run.length(), run));
                return;
            }
        }
    }

    private void village(StringBuilder rest, List<Named> named) {
        var village = VILLAGE.matcher(rest.toString());
        while (village.find()) {
            int start = village.start();
            var name = name(rest.toString(), village.end());
            if (name == null || NO_VILLAGE.matcher(name).find()) {
                continue;
            }
            int end = village.end() + name.length();
            boolean besideNumber = named.stream()
                    .filter(other -> !other.slot().equals("village"))
                    .anyMatch(other -> Math.abs(start - other.end()) <= 1 || Math.abs(other.start() - end) <= 1);
            if (besideNumber || TOPONYM.matcher(name).find()) {
                blot(rest, start, end);
                named.add(new Named("village", start, end, "บ้าน" + name));
            }
        }
    }

    /** What villages are usually called: water, hills, fields and trees. */
    private static final Pattern TOPONYM = Pattern.compile(
            "^(?:หนอง|โคก|โนน|ดอน|ห้วย|คลอง|ท่า|วัง|นา(?!ย|ง)|บาง|ทุ่ง|ดง|คำ|บึง|บ่อ|ป่า|สัน|แม่(?!เฒ่า)|ปาก|ควน|เกาะ|แหลม|สระ|โพธิ์|โพน|หัว|เหล่า|กุด|ลาด|ไร่|สวน|ซับ|พุ|ปง|ร่อง|เวียง|กลาง|ใน|เนิน|หาด|หลวง|น้ำ|ช่องด่าน|ตาด|ขาม|ไทร|หลุง)[ก-๛]");

    private void alone(StringBuilder rest, List<Named> named) {
        if (named.stream().anyMatch(name -> name.slot().equals("province"))) {
            return;
        }
        var run = RUN.matcher(rest.toString());
        while (run.find()) {
            if (province(run.group())) {
                blot(rest, run.start(), run.end());
                named.add(new Named("province", run.start(), run.end(), run.group()));
                return;
            }
        }
    }

    /** The name that begins there: as far as the Thai letters go, or to a word that no name has, or to a name that is known. */
    private @Nullable String name(String text, int start) {
        var run = run(text, start);
        if (!tambon(run)) {
            var known = knownStart(run);
            run = known.isEmpty() ? cut(run, AFTER_NAME.matcher(run)) : known;
        }
        return run.length() < NAME_LEAST ? null : run;
    }

    private static String run(String text, int start) {
        var run = RUN.matcher(text);
        return run.find(start) && run.start() == start ? run.group() : "";
    }

    private String knownStart(String run) {
        var cut = cut(run, AFTER_NAME.matcher(run));
        return cut.length() < run.length() && !tambon(cut)
                ? java.util.stream.IntStream.iterate(cut.length(), n -> n > NAME_LEAST, n -> n - 1)
                        .filter(n -> Trie.mayEnd(run, n))
                        .mapToObj(n -> run.substring(0, n))
                        .filter(this::tambon)
                        .findFirst()
                        .orElse("")
                : "";
    }

    private static String cut(String run, Matcher after) {
        return after.find(Math.min(NAME_LEAST, run.length())) ? run.substring(0, after.start()) : run;
    }

    private static void blot(StringBuilder rest, int start, int end) {
        for (int i = start; i < end; i++) {
            rest.setCharAt(i, '\u25C7');
        }
    }
}
