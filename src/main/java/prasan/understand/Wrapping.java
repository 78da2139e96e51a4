package prasan.understand;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A message without what is wrapped around its matter: greeting, introduction, letter, thanks.
 *
 * @param matter in the person's own words; empty if nothing else is said
 * @param said the part of the matter by which its category is told
 * @param place from a form; empty otherwise
 * @param name by which the sender introduces themselves; empty if none
 * @param role code of the sender's role; empty if none
 * @param manner what the message is if it has no matter: a code NR_…
 */
record Wrapping(String matter, String said, String place, String name, String role, String manner) {
    static final String INTRODUCTION = "NR_INTRODUCTION";
    private static final String GREETING = "NR_GREETING";
    static final String THANKS = "NR_THANKS";
    private static final String HELP = "NR_HELP";

    /** How often it was told before, which says nothing of what. */
    private static final Pattern BEFORE = Pattern.compile(
            "(?:เคย)?แจ้ง(?:เรื่อง(?:นี้|ดังกล่าว)?)?(?:ไป)?(?:แล้ว)? ?(?:ตั้ง)?(?:หลาย|[0-9]{1,2}(?:-[0-9]{1,2})?|สอง|สาม|สี่|ห้า) ?(?:ครั้ง|รอบ|หน|ที)(?:แล้ว)?|แจ้งครั้งที่ ?[0-9]{1,2}(?:แล้ว)?|แจ้งครั้งที่(?:สอง|สาม|สี่|ห้า)(?:แล้ว)?|(?:เคย)?แจ้ง(?:เรื่อง(?:นี้|ดังกล่าว))?ไป(?:แล้ว)(?:(?=แต่|ก็)| )");
    /** Words of which a name stays unsaid. */
    private static final Pattern NAMELESS = Pattern.compile(
            "(?:ผม|ดิฉัน|ฉัน|หนู)?(?:ขอ|ห้าม|อย่า|ไม่(?:อยาก|ต้องการ|ประสงค์(?:จะ)?|ขอ|ต้อง|กล้า)?|ช่วย|ให้|โปรด|กรุณา|แต่){0,4} ?(?:ออกนาม|เอ่ยนาม|เอ่ยชื่อ|ออกชื่อ|ปกปิดชื่อ|ปิดชื่อ|สงวนชื่อ|สงวนนาม|ลงชื่อ|(?:เปิดเผย|บอก|ระบุ|แสดง)(?:ชื่อ|ตัวตน|ตัว|นาม)|ให้ใครรู้ว่า(?:ผม|ดิฉัน|ฉัน|เรา|หนู)?(?:เป็นคน)?แจ้ง)(?:ของ)?(?:ผม|ดิฉัน|ฉัน|เรา|หนู|ผู้แจ้ง)?(?:นะ|ด้วย|เลย|เด็ดขาด){0,4}(?:ครับ|ค่ะ|คะ|จ้ะ)?");

    private static final Pattern NAMELESS_FRONT = Pattern.compile("(?:" + NAMELESS.pattern() + ")(?=[\\s,]|$)");

    /** A number of a list behind which nothing else stands. */
    private static final Pattern LISTED = Pattern.compile("\\s[2-9][.)]$");

    private static final int ENOUGH = 6;
    private static final int CLEAR = 8;
    private static final String ABOUT = "เรื่อง";

    /**
     * Takes a message apart.
     *
     * @param typed clean
     * @param text the same, as long, with digits 0-9, small Latin letters, and areas blotted out
     * @param problem whether words tell of a problem
     */
    static Wrapping of(String typed, String text, Predicate<String> problem) {
        var form = Form.read(typed, text);
        if (form.isPresent()) {
            var filled = form.get();
            return new Wrapping(filled.matter(), filled.problem(), filled.place(), filled.name(), "", "");
        }
        var parts = new Parts(typed, text, problem);
        parts.takeFront();
        parts.takeBack();
        var matter = parts.matter();
        return new Wrapping(matter, said(matter, problem), "", parts.name, parts.role, parts.manner(matter));
    }

    /** A message from which one piece after the other is taken, in front and at the end. Free words that tell of a problem are never taken. */
    private static final class Parts {
        private final String typed;
        private final String text;
        private final Predicate<String> problem;
        private int start;
        private int end;
        private String name = "";
        private String role = "";
        private boolean introduced;
        private boolean announced;
        private int about = -1;

        Parts(String typed, String text, Predicate<String> problem) {
            this.typed = typed;
            this.text = text;
            this.problem = problem;
            this.start = Courtesy.skip(text, 0);
            this.end = text.length();
        }

        void takeFront() {
            for (int before = -1; before < start && start < text.length(); ) {
                before = start;
                var introduction = Introduction.at(typed, text, start, announced, problem);
                if (introduction != null) {
                    introduced(introduction);
                    start = Courtesy.skip(text, introduction.end());
                    continue;
                }
                int taken = Math.max(Courtesy.front(text, start, start > 0, problem), nameless(text, start));
                announced |= taken > start && Courtesy.announces(text, start, taken);
                int spoken = text.lastIndexOf(ABOUT, taken);
                about = spoken >= start && Courtesy.skip(text, spoken + ABOUT.length()) >= taken ? spoken : about;
                start = Courtesy.skip(text, taken);
            }
        }

        void takeBack() {
            for (int before = end + 1; before > end && end > start; ) {
                before = end;
                end = Courtesy.trimmed(text, start, end);
                int taken = Courtesy.back(text, start, end);
                if (taken == end) {
                    takeLastIntroduction();
                    continue;
                }
                int unsigned = Courtesy.signature(text, taken, end);
                if (problem.test(text.substring(taken, unsigned))) {
                    return;
                }
                if (unsigned < end) {
                    var introduction = Introduction.signed(typed, text, unsigned, problem);
                    introduced(introduction);
                    if (problem.test(text.substring(Math.min(end, introduction.end()), end))) {
                        return;
                    }
                }
                end = taken;
            }
            if (LISTED.matcher(text.substring(0, Math.min(text.length(), end + 1)))
                    .find()) {
                end--;
            }
        }

        private void takeLastIntroduction() {
            var introduction = Introduction.last(typed, text, start, end, problem);
            if (introduction != null) {
                introduced(introduction);
                end = introduction.end();
            }
        }

        private void introduced(Introduction introduction) {
            name = name.isEmpty() ? introduction.name() : name;
            role = role.isEmpty() ? introduction.role() : role;
            introduced = true;
        }

        String matter() {
            int from = end - start <= ENOUGH && about >= 0 && end > start ? about : start;
            return from < end ? typed.substring(from, end).strip() : "";
        }

        String manner(String matter) {
            if (!matter.isEmpty()) {
                return "";
            }
            if (introduced) {
                return INTRODUCTION;
            }
            return Courtesy.thanks(text) ? THANKS : announced || !Courtesy.greets(text) ? HELP : GREETING;
        }
    }

    private static int nameless(String text, int at) {
        var found = NAMELESS_FRONT.matcher(text).region(at, text.length());
        return found.lookingAt() ? found.end() : at;
    }

    private static String said(String matter, Predicate<String> problem) {
        var said = Courtesy.withoutThanks(
                NAMELESS.matcher(BEFORE.matcher(matter).replaceAll(" ")).replaceAll(" "));
        said = Courtesy.afterBut(said).filter(problem).orElse(said).strip();
        return said.length() >= CLEAR && !said.equals(matter) && problem.test(said) ? said : matter;
    }
}
