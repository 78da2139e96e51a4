package prasan.understand;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How senders introduce themselves: "ดิฉันชื่อสมหญิง ทดสอบ", "ผมผู้ใหญ่สมชาย หมู่ 5", "เป็น อสม. อยู่หมู่ 9". A person who is only mentioned ("ผู้ใหญ่บ้านไม่มาดู") is no introduction.
 *
 * @param end the place behind it; for one at the end of a text, the place where it begins
 * @param name with its title; empty if none
 * @param role code of the role; empty if none
 */
record Introduction(int end, String name, String role) {
    private record Role(String code, Pattern words) {}

    private static Role role(String code, String words) {
        return new Role(code, Pattern.compile(words));
    }

    /** The longer words first. */
    private static final List<Role> ROLES = List.of(
            role(
                    "ASSISTANT_HEAD",
                    "ผู้ช่วย ?(?:ผู้ใหญ่(?:บ้าน)?|ผญบ\\.?)|ผช\\.? ?(?:ผญบ\\.?|ผู้ใหญ่(?:บ้าน)?)|ผู้ช่วย(?=ฯ)ฯ|assistant (?:village )?head(?:man)?"),
            role("KAMNAN_INSPECTOR", "สารวัตรกำนัน"),
            role("TAMBON_DOCTOR", "แพทย์ประจำตำบล"),
            role("VILLAGE_COMMITTEE", "(?:คณะ)?กรรมการ(?:ประจำ)?หมู่บ้าน|กก\\.? ?หมู่บ้าน|(?<![ก-๙.])กม\\.(?! ?[0-9])"),
            role("CON_COMMITTEE", "(?:คณะ)?กรรมการ ?ศอช\\.?(?:ต\\.?)?|ประธาน ?ศอช\\.?(?:ต\\.?)?"),
            role(
                    "COUNCIL_MEMBER",
                    "สมาชิก ?(?:สภา)? ?(?:อบต\\.?|เทศบาล[ก-๙]*|องค์การบริหารส่วนตำบล)|ส\\.? ?อบต\\.?|สท\\.?(?![ก-๙])|ส\\.ท\\.|council member"),
            role("HEALTH_VOLUNTEER", "(?:ประธาน)? ?(?:อสม\\.?|อาสาสมัครสาธารณสุข(?:ประจำหมู่บ้าน)?)|health volunteer"),
            role("VOLUNTEER_LEADER", "ผู้นำ ?(?:อช\\.?|อาสาพัฒนา(?:ชุมชน)?)|อช\\.(?![ก-๙])"),
            role("GROUP_LEADER", "(?:ประธาน|หัวหน้า|ผู้นำ)(?:กลุ่ม|ชุมชน|แม่บ้าน|ชมรม|วิสาหกิจ)[ก-๙]*|group leader"),
            role("KAMNAN", "(?:พ่อ|แม่)?กำนัน|kamnan"),
            role(
                    "VILLAGE_HEAD",
                    "ผู้ใหญ่บ้าน|ผญบ\\.?|(?:พ่อ|แม่)หลวง(?:บ้าน)?|พ่อบ้านหลวง|ผู้ใหญ่(?!ใจดี|หลาย|คน)|village (?:head(?:man)?|chief|leader)|headman"),
            role(
                    "RESIDENT",
                    "ชาวบ้าน(?:ธรรมดา)?|ลูกบ้าน|ราษฎร|ประชาชน(?:ในพื้นที่|ทั่วไป)?|คนในพื้นที่|(?:a )?(?:villager|resident)"));

    /** Roles that somebody else is called by as well: one's own only where the sender says so. */
    private static final Map<String, Boolean> OFTEN_OTHERS = Map.of("RESIDENT", true);

    private static final String BOUND = "(?=\\s|$|◇|" + Courtesy.PARTICLE
            + "|เอง|คนใหม่|,|ขอ|อยาก|จะ(?=แจ้ง|ขอ|มา)|รบกวน|มีเรื่อง|แจ้ง|อยู่|ประจำ|ของ|จาก|ที่|หญิง)";
    private static final Pattern SELF = Pattern.compile(Courtesy.SELF);
    private static final Pattern CALLED = Pattern.compile(
            "(?:มี)?(?:ชื่อ|นามว่า)(?:เต็ม|จริง|ว่า)?(?!ว่าอะไร|อะไร|เสียง)\\s?[:]?\\s?|my name is |name is ");
    private static final Pattern TITLE = Pattern.compile(
            "นาย(?!ก|อำเภอ|ทุน|หน้า|จ้าง|ช่าง|ตำรวจ)|นาง(?:สาว)?|น\\.?ส\\.|ว่าที่ ?ร\\.ต\\.|ร\\.ต\\.[ทอต]\\.|ด\\.ต\\.|จ\\.ส\\.[ทอต]\\.|ดาบ(?:ตำรวจ)?|จ่า|ครู|หมอ|อาจารย์|mr\\.? |mrs\\.? |miss ");
    private static final Pattern AS = Pattern.compile(
            "(?:ก็)?(?:เป็น|ในฐานะ(?:ที่เป็น)?|ในนาม(?:ของ)?|ในตำแหน่ง|ตำแหน่ง|ดำรงตำแหน่ง|ทำหน้าที่|ปฏิบัติหน้าที่|รายงานตัว(?:ครับ|ค่ะ)?|(?:am|is) (?:the |a )?|the |a |รักษาการ)\\s?");
    private static final Pattern NEW =
            Pattern.compile("\\s?(?:คน(?:ใหม่|ปัจจุบัน)|(?:ที่)?เพิ่ง(?:เข้า)?รับตำแหน่ง|เอง|ฯ|นี้){1,4}");
    private static final Pattern JOB = Pattern.compile(
            "เป็น(?:ครู|อาจารย์|คน(?!ไข้|ป่วย|พิการ|แก่|จน|ไร้|เร่)|พ่อค้า|แม่ค้า|เกษตรกร|ชาวนา|ชาวสวน|ชาวไร่|สมาชิก|นักเรียน|เจ้าของ|เลขา|รอง|พนักงาน|ข้าราชการ|เจ้าหน้าที่|ผู้ปกครอง|พัฒนากร|ตัวแทน|อดีต|แม่บ้าน|อาสา|ผู้ดูแล)([ก-๙.]*)");
    private static final Pattern LIVES = Pattern.compile(
            "(?:(?:พัก|อาศัย|บ้าน)?อยู่(?:ที่|ใน)?|(?:มา)?จาก|เป็นคน|คน|ลูกบ้าน|ชาวบ้าน|ของ|แห่ง|ประจำ|ใน|ที่|บ้าน|เขต|พื้นที่|of|from|in|at|live in)?\\s?(?:บ้านเลขที่ ?[0-9/]+\\s?)?(?:◇++[\\s,/\\-]{0,3}){1,8}");
    private static final Pattern LIVES_SAID =
            Pattern.compile("(?:พัก|อาศัย|บ้าน)?อยู่|(?:มา)?จาก|เป็นคน|คน|ลูกบ้าน|ชาวบ้าน|บ้านเลขที่|from|live");
    private static final Pattern RUN = Pattern.compile("[ก-๎]+|[a-z]+");
    private static final Pattern CUT = Pattern.compile(
            "ครับ|คับ|ค่ะ|คะ(?!แ)|จ้า(?!ย)|จ้ะ|นะ(?=ครับ|คะ|ค่ะ)|เอง|เป็น|อยู่|ขอ(?=แจ้ง|ร้อง|รบ|อนุ|ให้|ความ)|จะ(?=แจ้ง|ขอ|มา|บอก)|มา(?=แจ้ง|จาก|บอก)|อยาก|บ้าน|ผู้ใหญ่|กำนัน|ผู้ช่วย|ตำแหน่ง|อสม|แจ้ง|สมาชิก|ประธาน|จาก|ไฟดับ|น้ำไม่|ถนน|แม่(?=$)");
    /** What no surname begins with. */
    private static final Pattern NO_NAME = Pattern.compile(
            "^(?:ครับ|คับ|ค่ะ|คะ|เอา|โกง|ขาย|ค้า|เปิด|เก็บ|เรียก|ขู่|ด่า|ตี(?!ร)|กิน|เป็น|อยู่|ขอ|จะ|มา(?!ลี|นะ|นพ|โนช|ลัย|รุต|นิตย์|ศ)|บ้าน|ผู้|กำนัน|อสม|ตำแหน่ง|จาก|แจ้ง|มี(?!ชัย|สุข|ศรี|ทรัพย์|โชค)|ที่|หมู่|ไฟ|น้ำ|ถนน|ไม่|บ่|อยาก|รบกวน|ช่วย|ชาวบ้าน|ลูกบ้าน|เรื่อง|โทร|ประธาน|สมาชิก|ใน|ของ|ตอน|เมื่อ|วัน(?=นี้|ก่อน)|แต่|เพราะ|ดิฉัน|ผม|ฉัน|พอดี|อายุ|ครู|ยัง|คือ|เห็น|ฝน(?!ทอง)|ต้น|รถ"
                    + "|คน|เด็ก|หมา|ยาย|ลูก|หลัง|หน้า|แล้ว|ว่า|เดือดร้อน|โดน|ถูก|ได้|ทำ|ให้|เคย|ตั้งแต่|ด้วย|เนื่อง|ซอย|ปรึกษา|สอบถาม|ถาม|รายงาน|ฝาก|ต้องการ|เพิ่ง|ลาออก|ย้าย|หมด|เลิก|ทุก|หลาย|ข้าง|อยาก|ตาม|และ|กับ|หรือ|the|a|no|my|our|i|from|of|there|we|at)");

    /** What is called so, and nobody: "ชื่อหมู่บ้านผิด". */
    private static final Pattern NOBODY = Pattern.compile(
            "^(?:หมู่|ถนน|โครงการ|ซอย|อะไร|ว่า|ที่|ใน|ของ|ผิด|นี้|นั้น|ใคร|คน|เสียง|กลุ่ม|ไม่|ผม|ฉัน|ดิฉัน|เดิม|ใหม่|แล้ว|หาย|ตก)");

    private static final int NAME_LEAST = 2;
    private static final int NAME_MOST = 20;

    /**
     * The introduction that begins there.
     *
     * @param typed the text, for the name
     * @param text the same with digits 0-9, small Latin letters, and areas blotted out
     * @param told whether a matter was announced before: then only who says "I" means oneself
     * @param problem whether words tell of a problem, and so are no name
     */
    static @Nullable Introduction at(String typed, String text, int at, boolean told, Predicate<String> problem) {
        var found = new Finder(typed, text, at, problem);
        return (!told || found.speaksOfSelf()) && found.run() ? found.introduction() : null;
    }

    /** The introduction with which the text ends there; null if it ends otherwise. */
    static @Nullable Introduction last(String typed, String text, int start, int end, Predicate<String> problem) {
        var selves =
                LAST.matcher(text).region(Math.max(start, end - LAST_MOST), end).useTransparentBounds(true);
        while (selves.find()) {
            var found = new Finder(typed, text, selves.start(), problem);
            if (selves.start() > start
                    && found.run()
                    && Courtesy.skip(text, found.at) >= end
                    && !(found.name + found.role).isEmpty()) {
                return new Introduction(selves.start(), found.name, found.role);
            }
        }
        return null;
    }

    /** The name and role under a letter. */
    static Introduction signed(String typed, String text, int at, Predicate<String> problem) {
        var found = new Finder(typed, text, at, problem);
        found.sign();
        return found.introduction();
    }

    private static final Pattern LAST = Pattern.compile("(?<=\\s)" + Courtesy.SELF);
    private static final int LAST_MOST = 90;

    /** What is found of one, piece by piece. */
    private static final class Finder {
        private final String typed;
        private final String text;
        private final Predicate<String> problem;
        private int at;
        private String name = "";
        private String role = "";
        private boolean self;
        private boolean lives;
        private boolean greeted;
        private boolean place;
        private boolean job;

        Finder(String typed, String text, int at, Predicate<String> problem) {
            this.typed = typed;
            this.text = text;
            this.at = at;
            this.problem = problem;
        }

        Introduction introduction() {
            return new Introduction(at, name, role);
        }

        boolean speaksOfSelf() {
            return SELF.matcher(text).region(at, text.length()).lookingAt()
                    || CALLED.matcher(text).region(at, text.length()).lookingAt();
        }

        void sign() {
            int start = at;
            self = true;
            if (!titled() && !role()) {
                name(at, true);
            }
            while (called() || titled() || role() || job() || lives() || trifle(start)) {
                // goes on with the next piece
            }
        }

        boolean run() {
            int start = at;
            greeted = start > 0;
            self = take(SELF);
            while (called() || titled() || role() || job() || lives() || trifle(start)) {
                // goes on with the next piece
            }
            boolean told = (!name.isEmpty() && (self || !role.isEmpty() || place))
                    || (self && (!role.isEmpty() || job || lives))
                    || (!role.isEmpty() && place)
                    || (lives && greeted);
            return told && ends();
        }

        /** Whether a piece ends there and not a sentence about somebody: "ผู้ใหญ่บ้านหมู่ 4 ไม่มาดู". */
        private boolean ends() {
            return self || !name.isEmpty() || polite || lives;
        }

        private boolean polite;

        private boolean trifle(int start) {
            int next = Courtesy.skip(text, at);
            if (next == at || at == start) {
                return false;
            }
            polite |= PARTICLES.matcher(text.substring(at, next)).find() || next == text.length();
            at = next;
            return true;
        }

        private static final Pattern PARTICLES = Pattern.compile(Courtesy.PARTICLE);

        private boolean called() {
            int before = at;
            if (name.isEmpty() && take(CALLED)) {
                int from = at;
                take(TITLE);
                if (name(from, true)) {
                    self = true;
                    return true;
                }
            }
            at = before;
            return oneself();
        }

        /** "ป้าสมศรีเอง". */
        private boolean oneself() {
            var own = OWN.matcher(text).region(at, text.length());
            if (!name.isEmpty() || !role.isEmpty() || !self || !own.lookingAt() || doubtful(at, own.end(1))) {
                return false;
            }
            name = typed.substring(at, own.end(1));
            at = own.end();
            return true;
        }

        private static final Pattern OWN = Pattern.compile("([ก-๎]{2,14}?)เอง(?=\\s|$|" + Courtesy.PARTICLE + ")");

        private boolean titled() {
            int before = at;
            if (name.isEmpty() && (self || !role.isEmpty()) && take(TITLE) && name(before, false)) {
                return true;
            }
            at = before;
            return false;
        }

        private boolean role() {
            int before = at;
            if (!role.isEmpty()) {
                return false;
            }
            boolean as = take(AS);
            for (var candidate : ROLES) {
                if (!take(candidate.words())) {
                    continue;
                }
                if (OFTEN_OTHERS.containsKey(candidate.code()) && !(self || as)) {
                    break;
                }
                take(NEW);
                int after = at;
                boolean named = name.isEmpty() && (self || as || isOneself()) && !bound() && name(at, false);
                if (!named) {
                    at = after;
                }
                if (named || bound()) {
                    role = candidate.code();
                    self |= as && (before == 0 || self);
                    return true;
                }
                break;
            }
            at = before;
            return false;
        }

        private boolean isOneself() {
            var run = RUN.matcher(text).region(at, text.length());
            return run.lookingAt() && run.group().contains("เอง");
        }

        private boolean bound() {
            return BOUNDED.matcher(text).region(at, text.length()).lookingAt();
        }

        private static final Pattern BOUNDED = Pattern.compile(BOUND);

        private boolean job() {
            var said = JOB.matcher(text).region(at, text.length());
            if (self && said.lookingAt() && !problem.test(said.group(1))) {
                job = true;
                at = said.end();
            }
            return job && take(LIVES);
        }

        private boolean lives() {
            int before = at;
            boolean said = LIVES_SAID.matcher(text).region(at, text.length()).lookingAt();
            if ((self || !role.isEmpty() || !name.isEmpty() || (said && greeted)) && take(LIVES)) {
                lives |= said;
                place = true;
                return at > before;
            }
            return false;
        }

        private boolean take(Pattern pattern) {
            var matcher = pattern.matcher(text).region(at, text.length());
            if (matcher.lookingAt() && matcher.end() > at) {
                at = matcher.end();
                return true;
            }
            return false;
        }

        /** Takes a name and perhaps a surname. */
        private boolean name(int from, boolean certain) {
            int first = word(at);
            if (first - at < NAME_LEAST
                    || NOBODY.matcher(text.substring(at, first)).find()
                    || problem.test(text.substring(at, first))
                    || (!certain && doubtful(at, first))) {
                return false;
            }
            int end = first;
            if (first < text.length() && text.charAt(first) == ' ' && (certain || first - at < NAME_MOST)) {
                int surname = word(first + 1);
                int length = surname - first - 1;
                if (length >= NAME_LEAST && length <= NAME_MOST && !doubtful(first + 1, surname)) {
                    end = surname;
                }
            }
            name = typed.substring(from, end).strip();
            at = end;
            return true;
        }

        private int word(int start) {
            var run = RUN.matcher(text).region(start, text.length());
            if (!run.lookingAt()) {
                return start;
            }
            var cut = CUT.matcher(run.group());
            return cut.find(Math.min(NAME_LEAST, run.group().length())) ? start + cut.start() : run.end();
        }

        private boolean doubtful(int start, int end) {
            var word = text.substring(start, end);
            return word.length() > NAME_MOST || NO_NAME.matcher(word).find() || problem.test(word);
        }
    }
}
