package prasan.understand;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What politeness, letters and announcements put around the matter of a message. The patterns look at text with small Latin letters and with areas blotted out. */
final class Courtesy {
    /** A word of this list ends where a syllable ends. */
    private static final String SYLLABLE_ENDS = "(?![ะ-ฺ็-๎])";

    static final String PARTICLE =
            "(?:(?:ครับผม|คับผม|ครับ+|คับ+|ค้าบ+|คร้าบ+|ฮับ|ฮะ|ค่ะ+|คร่ะ|คะ+(?!แนน|เน)|ค่า+(?![ก-ฮเ-ไ])|จ้า+(?!ง|ย)|จ้ะ|จ๊ะ|จ๋า|เจ้า(?!หน้า|ของ|อาวาส|ที่)|เด้อ|เน้อ|เนาะ|นะ|น่ะ|หล่า)"
                    + SYLLABLE_ENDS + ")";
    private static final String TRIFLE = "[\\s,.!~…:;\"'()*\\-[\\p{So}\\p{Sk}&&[^◇]]\uFE0F\u200D]";
    private static final Pattern TRIFLES = Pattern.compile(TRIFLE + "++|" + PARTICLE + "|ๆ");
    private static final Pattern TRIFLES_LAST =
            Pattern.compile("(?:[\\s,.!~…:;[\\p{So}\\p{Sk}&&[^◇]]\uFE0F\u200D]|" + PARTICLE + ")$");
    /** The longest particle, with a letter held for long. */
    private static final int TRIFLE_MOST = 16;

    private static final String POLITE = "(?:\\s*" + PARTICLE + "){0,5}+";

    /** Whoever is spoken to. */
    private static final String ADDRESSEE =
            "(?:ท่าน|คุณ)?(?:พี่(?:บ่าว|สาว|น้อง|ๆ)?|น้อง(?:ๆ|ประสาน)?|หมอ|เจ้าหน้าที่(?:ทุก(?:ท่าน|คน))?|จนท\\.?|ทีมงาน|แอดมิน|แอด|ประสาน|ทุก(?:คน|ท่าน)|นายก(?:ฯ|เทศมนตรี|อบต\\.?| อบต\\.?)?|ปลัด(?:อำเภอ|อบต\\.?)?|นายอำเภอ|ผู้ว่า(?:ฯ|ราชการ)?"
                    + "|พัฒนากร|ผู้ใหญ่(?:บ้าน)?|กำนัน|อบต\\.?|เทศบาล|ศูนย์|ท่าน|ลูก|หลาน|คุณ|พ่อ|แม่|sir|madam|all)"
                    + SYLLABLE_ENDS;

    static final String SELF =
            "(?:(?:เกล้า)?กระผม|ผม|ดิฉัน|ดิชั้น|ดิฉั้น|อิฉัน|ฉัน|หนู|ข้าพเจ้า|ข้าเจ้า|ข้อย|เรา|i(?= )|(?:ป้า|ลุง|ยาย|น้า|พี่|แม่|พ่อ)(?=ชื่อ|มีเรื่อง|มา(?:ขอ|แจ้ง|บอก|ร้อง)|ขอ(?:แจ้ง|ร้อง)|จะ(?:แจ้ง|ขอ|บอก)|อยาก|เอง|[ก-๎]{2,14}เอง))(?:เอง)?\\s?";

    private static final Pattern GREETING = Pattern.compile(
            "(?:(?:กราบ|ขอ)?(?:สวัสดี|หวัดดี|สวัดดี|สหวัสดี|อรุณสวัสดิ์|ฮัลโหล|ฮาโหล|เฮลโหล)|ดี(?=ครับ|ค่ะ|คับ|จ้า)|hello|hi(?![a-z])|good (?:morning|afternoon|evening)|dear)"
                    + "(?:\\s?(?:ยาม|ตอน)?(?:เช้า|เที่ยง|บ่าย|เย็น|ค่ำ|สาย)(?:ๆ)?|\\s?ปีใหม่|\\s?วัน(?:จันทร์|อังคาร|พุธ|พฤหัส(?:บดี)?|ศุกร์|เสาร์|อาทิตย์|สงกรานต์|หยุด))?"
                    + POLITE + "(?:\\s?" + ADDRESSEE + "(?=\\s|$|" + PARTICLE + "))?");
    private static final Pattern CALL = Pattern.compile(
            ADDRESSEE + "(?:\\s?" + ADDRESSEE + ")?\\s?(?:ครับ|คับ|คะ|ค่ะ|ขา|จ๋า|จ๊ะ|จ้ะ|เจ้า)(?![ก-๙])");
    private static final Pattern SMALL_TALK = Pattern.compile(
            "(?:มีใคร(?:อยู่)?(?:ไหม|มั้ย|บ้าง)|สบายดี(?:ไหม|มั้ย|หรือเปล่า|กันไหม)|กินข้าว(?:กัน)?(?:หรือ)?(?:ยัง|แล้ว(?:หรือ)?ยัง)|ขอให้มีความสุข(?:มาก)?\\s?ๆ?|ขอให้สุขภาพแข็งแรง|ยินดีที่ได้รู้จัก|how are you"
                    + "|ขอ(?:อภัย|โทษ)(?:ด้วย)?(?:ที่|ที)?(?:ต้อง)?(?:มา)?(?:รบกวน)?(?:ใน)?(?:เวลา(?:นี้|ทำงาน)?|วันหยุด|ยามวิกาล|ดึก(?:ๆ)?)?"
                    + "|ฝาก(?:เนื้อ)?(?:ฝาก)?ตัว(?:ด้วย)?|มารายงานตัว|ลืมแนะนำตัว(?:ไป)?|ขอแนะนำตัว(?:ก่อน)?|ด้วยความเคารพ(?:อย่างสูง|ยิ่ง)?"
                    + "(?:" + POLITE + "ท่าน)?)(?=\\s|$|" + PARTICLE + ")");

    private static final String ADVERB =
            "(?:มาก(?:มาย)?|มากๆ|ๆ|ล่วงหน้า|จริง(?:ๆ)?|ด้วย|เป็นอย่าง(?:ยิ่ง|สูง|มาก)|อย่าง(?:ยิ่ง|สูง)|เลย|ไว้|ณ โอกาสนี้|ค่า|หลาย|เด้อ|แต๊ๆ|กัน|ใจ|คุณ|สำหรับ(?:ความช่วยเหลือ|ข้อมูล)?|"
                    + "เจ้าหน้าที่|ท่าน(?:นายก|ผู้ว่า(?:ฯ)?|ปลัด|กำนัน|ผู้ใหญ่)?|คุณ(?:หมอ)?|ทีมงาน|ทุก(?:คน|ท่าน)|แอดมิน|(?:นาย)?ช่าง|ประสาน|อบต\\.?|เทศบาล|น้อง|พี่|very much|so much|sir|you|a lot|in advance)";
    private static final String THANKS_WORD =
            "(?:(?:ก่อนอื่น(?:เลย)?\\s?)?(?:ต้อง)?(?:กราบ)?(?:ขอ)?(?:ขอบพระคุณ|ขอบคุณ|ขอบคุน|ขอบใจ|ขอบน้ำใจ)|thank(?:s| you))";
    private static final String THANKS = THANKS_WORD + "(?:\\s?(?:" + ADVERB + "|" + PARTICLE + ")){0,12}+";
    private static final Pattern THANKS_ALONE = Pattern.compile(THANKS + "(?=\\s|$|แต่|ขอ|จะ)");
    /** Thanks before what is not well. */
    private static final Pattern THANKS_BUT = Pattern.compile(
            THANKS_WORD + "(?=.{0,80}?" + POLITE
                    + "\\s?(?:แต่(?!ง|ก่อน|เช้า|เมื่อ|ละ|วัน)|ครั้งนี้|คราวนี้|รอบนี้|ทีนี้|แล้วก็(?:ขอ|จะ|อยาก|มี)|แล้ว(?:ขอ|จะ)แจ้ง|วันนี้(?:ขอ|จะ|มี)|\\bbut\\b))");
    /** Thanks with what they are for, as far as a space. */
    private static final Pattern THANKS_FOR = Pattern.compile(THANKS + "(?:\\s?ที่)?[^\\s]*");

    private static final Pattern JOINT = Pattern.compile(
            "(?:แต่(?:ว่า)?(?!ง|ก่อน|เช้า|เมื่อ|ละ|วัน|มื้อ)|ครั้งนี้|คราวนี้|รอบนี้|ทีนี้|แล้วก็|แล้ว(?=ขอ|จะ)|และ(?=ขอ|จะ)|วันนี้(?=ขอ|จะ|มี)|คือ(?:ว่า)?(?:อย่างนี้|แบบนี้|ยังงี้)?|พอดี(?:ว่า)?|เนื่อง(?:มา)?(?:ด้วย|จาก)|ตามที่(?:ได้)?|but )");
    /** How a letter begins. */
    private static final Pattern LETTER =
            Pattern.compile("(?:กราบ ?นมัสการ|กราบ|ขอ)?เรียน(?!\\s?(?:ให้ทราบ|แจ้ง|ว่า))(?:\\s(?=ด้วย|เนื่อง|ตามที่|"
                    + SELF + "|ขอ|เรื่อง|อ้างถึง|แจ้ง))?");
    /** Titles and offices. */
    private static final Pattern OFFICE = Pattern.compile(
            "ท่าน|คุณ|พี่|น้อง|ครู|หมอ|อาจารย์|นายก|นายอำเภอ|ปลัด|ผู้(?:ว่า|อำนวยการ|ใหญ่|ช่วย|(?:ที่)?เกี่ยวข้อง|รับผิดชอบ|บริหาร|จัดการ|กำกับ|ดูแล|บังคับบัญชา|การ|นำ)|ผอ|ผญบ|ผกก|หัวหน้า|กำนัน|เจ้าหน้าที่|จนท|ทีม|แอด|หน่วย|สำนัก|กอง(?!ขยะ)|ฝ่าย|ส่วน|ศูนย์|อบต|อบจ|รพ|เทศบาล|องค์กา?ร|อำเภอ|จังหวัด|เขต|กรม|การไฟฟ้า|การประปา|ประธาน|สมาชิก|คณะ|พัฒนา|รัฐมนตรี|อธิบดี|เลขา|รอง|ทุก(?:คน|ท่าน|ฝ่าย)|ที่(?:เคารพ|นับถือ|เกี่ยวข้อง)|sir|madam|◇");
    /** A word of the addressee's, as far as a space or a particle. */
    private static final Pattern ADDRESSED = Pattern.compile(
            "\\s?(?:และ|กับ|ถึง|ผ่าน)?(?:" + OFFICE.pattern() + ")(?:(?!" + PARTICLE + ")[ก-๎.◇a-z]){0,60}+");

    private static final Pattern DATED = Pattern.compile(
            "(?:วันที่ ?)?[0-9]{1,2} ?(?:มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม) ?(?:พ\\.ศ\\. ?)?25[0-9]{2}(?=\\s+เรื่อง|\\s+เรียน)");
    private static final Pattern SUBJECT = Pattern.compile("เรื่อง\\s*[:]?\\s+(?=[ก-๙])");
    private static final Pattern BODY = Pattern.compile(
            "ด้วย(?=\\s|ราษฎร|ชาวบ้าน|ทาง|ใน|หมู่|◇|ข้าพเจ้า|กระผม|ผม|ดิฉัน|มี|ขณะ|ปัจจุบัน|ถนน|น้ำ|ไฟ|ประชาชน)");

    private static final String MODAL =
            "(?:ก็|เลย|จะ|ขอ|อยาก|ต้องการ|ใคร่|มา|รบกวน|ขออนุญาต|อนุญาต|ประสงค์|มีความ|พอ|คือ|เพื่อ|มีเรื่อง|มีปัญหา|มีเหตุ|มีข้อ|เรื่อง(?=จะ|ที่จะ|มา|อยาก|ขอ|แจ้ง|ปรึกษา)|ที่(?=จะ|อยาก)|สัก|i want to|i would like to|i need to|want to)\\s?";
    private static final String TELL =
            "(?:แจ้ง(?!เกิด|ตาย|ไป|ไว้|ผิด|ซ้ำ|ยัง|ที่|ได้|เบาะ|แล้ว|ความ(?!เดือดร้อน)|ชื่อ|เตือน|ให้ทราบ|ครั้ง|ใคร|ตรงไหน|อีก|หลาย|บ่อย|ทุก|เจ้าหน้าที่)|ร้องเรียน(?!.{0,3}(?:เจ้าหน้าที่|ผู้ใหญ่|กำนัน|นายก|ผญบ|ปลัด|ตำรวจ|อบต|ครู|หมอ|สมาชิก|ผู้ช่วย|ผู้นำ|นายอำเภอ|พัฒนากร|อสม|กรรมการ|ประธาน|ข้าราชการ|เทศกิจ|ไป|หลาย))|ร้องทุกข์|รายงาน(?!ตัว|การ|ผล)"
                    + "|report(?!ed)(?: a problem)?)";
    /** Needs that somebody wants to. */
    private static final String SPEAK =
            "(?:ปรึกษา|หารือ|บอก|เล่า(?:ให้ฟัง)?|พูด|คุย|เรียน(?:ให้ทราบ|แจ้ง)?|ขอความช่วยเหลือ(?!ด้าน|เรื่องเงิน)|ขอความกรุณา|ขอ(?=$))";

    private static final String ABOUT =
            "(?:\\s?(?:ให้(?:ท่าน)?ทราบ|ว่า|ถึง|เกี่ยวกับ|(?:ใน)?เรื่อง|ปัญหา|เหตุ|หน่อย|ด้วย|[0-9]{1,2} ?(?:เรื่อง|ข้อ)|(?:สอง|สาม|สี่)(?:เรื่อง|ข้อ)|เจ้าหน้าที่(?=ว่า|\\s)|"
                    + PARTICLE + ")){0,12}+";
    private static final Pattern ANNOUNCED = Pattern.compile(
            "(?:" + SELF + ")?(?:(?:" + MODAL + "){0,6}+" + TELL + "|(?:" + MODAL + "){1,6}+" + SPEAK + ")" + ABOUT);
    private static final Pattern LEAVE = Pattern.compile("(?:(?:" + SELF
            + ")?(?:มี|ได้รับ)(?:ความ)?(?:เรื่อง|ปัญหา)(?:เดือดร้อน)?(?:ให้ช่วย|ขอให้ช่วย|รบกวน)?(?:หน่อย)?(?=\\s|"
            + PARTICLE + ")"
            + "|(?:ขอ)?รบกวน(?:หน่อย|เจ้าหน้าที่|ท่าน|ทีมงาน|ด้วย|สอบถาม(?:หน่อย)?){0,5}+(?=\\s|" + PARTICLE
            + ")|ขออนุญาต(?:หน่อย|สอบถาม)?(?=\\s|" + PARTICLE + ")"
            + "|(?:ไม่ทราบว่า|ไม่รู้ว่า)?\\s?(?:สามารถ)?แจ้ง(?:เรื่อง|ปัญหา)?(?:ตรงนี้|ที่นี่|ทางนี้|ทางไลน์)?(?:ได้(?:ไหม|มั้ย|หรือเปล่า|หรือไม่)|ถูกไหม)(?=\\s|"
            + PARTICLE + ")"
            + "|(?:อยาก|ต้องการ)?(?:ขอ)?ความช่วยเหลือ(?=\\s|" + PARTICLE + ")|ได้โปรด(?:ช่วย)?(?:ด้วย)?(?=\\s|"
            + PARTICLE + ")|ฝากด้วย(?=\\s|" + PARTICLE + "))");

    private static final List<Pattern> FRONT =
            List.of(GREETING, CALL, SMALL_TALK, THANKS_ALONE, DATED, SUBJECT, BODY, ANNOUNCED, LEAVE);

    /** How a letter asks for an answer in general; to ask for something more is a part of the matter. */
    private static final String REQUEST =
            "(?:\\s|เพื่อ|ให้|ด้วย|โปรด|ขอ|ได้|ความ|อนุเคราะห์|กรุณา|เมตตา|ทราบ|และ|หรือ|พิจารณา|ดำเนินการ|แก้ไข|ช่วยเหลือ|ช่วย|ตรวจสอบ|สั่งการ|ต่อไป|(?:ตาม)?(?:ที่)?(?:เห็น)?สมควร|ตาม|อำนาจหน้าที่|โดย|เร่งด่วน|ด่วน|เร็ว|ที่สุด|หน่วยงานที่เกี่ยวข้อง|ผู้เกี่ยวข้อง|ท่าน|ปัญหา(?:นี้|ดังกล่าว)?|เรื่อง(?:นี้|ดังกล่าว)|จะเป็นพระคุณ(?:อย่าง(?:ยิ่ง|สูง))?|จัก|จะ|เป็น|พระคุณ|อย่าง(?:ยิ่ง|สูง)|"
                    + PARTICLE + "){0,40}+";

    private static final Pattern CLOSING =
            Pattern.compile("(?:จึง(?:ใคร่)?(?:ขอ)?(?:กราบ)?เรียน(?:มา)?(?:ยัง[^\\s]{0,30})?" + REQUEST
                    + "|(?:ขอ)?แสดงความ(?:เคารพ)?นับถือ(?:อย่างสูง|อย่างยิ่ง)?(?:[^\\n]{0,60}|(?:\\s*\\n[^\\n]{0,40}){1,3})|ด้วยความเคารพ(?:อย่างสูง|นับถือ)?"
                    + "|(?:ขอ)?ฝาก(?:เรื่องนี้|เรื่อง|ไว้|พิจารณา|ดูแล)?ด้วย|(?:\\(|-)?ทีมแอดมิน[ก-๙]*\\)?|regards|"
                    + "(?<=\\s)" + THANKS + "(?:\\s?(?:ที่|สำหรับ)(?!.*แต่)[^\\n]{2,60})|(?:อยาก(?:จะ)?)?" + THANKS
                    + ")" + POLITE + "[\\s.!)]*$");

    private Courtesy() {}

    /** The place behind the spaces, punctuation and particles there. */
    static int skip(String text, int at) {
        int end = at;
        for (int before = -1; before < end && end < text.length(); ) {
            before = end;
            end = end(TRIFLES, text, end);
        }
        return end;
    }

    /** The end of the text without spaces, punctuation and particles before it. */
    static int trimmed(String text, int start, int end) {
        int trimmed = end;
        for (int before = end + 1; before > trimmed && trimmed > start; ) {
            before = trimmed;
            var last = TRIFLES_LAST.matcher(text).region(Math.max(start, trimmed - TRIFLE_MOST), trimmed);
            trimmed = last.find() ? last.start() : trimmed;
        }
        return trimmed;
    }

    /** The place behind one courtesy that begins there; the same place for none. */
    static int front(String text, int at, boolean after, Predicate<String> problem) {
        int end = addressed(text, at, problem);
        for (var pattern : FRONT) {
            end = Math.max(end, end(pattern, text, at));
        }
        end = Math.max(end, thanked(text, at, problem));
        return end == at && after ? end(JOINT, text, at) : Math.max(end, end == at ? letter(text, at) : end);
    }

    /** The place behind thanks for something, where a matter of its own follows: after a "but" it is that of the thanks. */
    private static int thanked(String text, int at, Predicate<String> problem) {
        int end = end(THANKS_FOR, text, at);
        int next = skip(text, end);
        return end > at
                        && end(JOINT, text, next) == next
                        && (announces(text, next, text.length()) || problem.test(text.substring(next)))
                ? end
                : at;
    }

    /** The place behind the addressee of a letter: a word that tells of a problem is none. */
    private static int addressed(String text, int at, Predicate<String> problem) {
        int end = end(LETTER, text, at);
        for (int before = at; before < end; ) {
            before = end;
            int next = end(ADDRESSED, text, end);
            var told = OFFICE.matcher(text.substring(end, next)).replaceAll(" ");
            end = problem.test(told) ? end : next;
        }
        return end > at && (end == at + 1 || !text.startsWith("เรียน", end - "เรียน".length())) ? end : at;
    }

    private static int letter(String text, int at) {
        return at > 0 ? at : Math.max(at, end(OFFICIAL_JOINT, text, at));
    }

    private static final Pattern OFFICIAL_JOINT = Pattern.compile(
            "(?:เนื่องด้วย|เนื่องจาก|ตามที่(?:ได้)?|คือว่า(?:อย่างนี้|แบบนี้)?|คืออย่างนี้|พอดี(?:ว่า)?(?=ผ่าน|เห็น|มี|\\s))");

    /** The start of a closing that ends there, or the end. */
    static int back(String text, int start, int end) {
        Matcher closing = CLOSING.matcher(text).region(start, end);
        return closing.find() ? closing.start() : end;
    }

    private static final Pattern SOLVED_BUT = Pattern.compile(
            "(?:แล้ว|ขอบคุณ|ขอบใจ|เรียบร้อย|เสร็จ|ดี(?:มาก|ขึ้น)?)[^\\n]{0,40}?แต่(?:ว่า|ก็)?(?!ง|ก่อน|เช้า|เมื่อ|ละ|วัน|มื้อ)\\s?(.+)$",
            Pattern.DOTALL);

    /** What follows "… is done, but"; empty if that is not said. */
    static Optional<String> afterBut(String text) {
        var found = SOLVED_BUT.matcher(text);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    /** The text without words of thanks that say nothing else, or before a but. */
    static String withoutThanks(String text) {
        return THANKS_BUT.matcher(THANKS_ALONE.matcher(text).replaceAll(" ")).replaceAll(" ");
    }

    /** Whether a text thanks and goes on with a but, or with something else that is a report. */
    static boolean thanksAndMore(String text, Predicate<String> report) {
        return THANKS_BUT.matcher(text).find()
                || (thanks(text)
                        && report.test(THANKS_FOR.matcher(text).replaceAll(" ").strip()));
    }

    /** The place of a signature in a closing; the end if there is none. */
    static int signature(String text, int start, int end) {
        var signed = SIGNED.matcher(text).region(start, end);
        return signed.find() ? signed.end() : end;
    }

    private static final Pattern SIGNED =
            Pattern.compile("นับถือ(?:อย่างสูง|อย่างยิ่ง)?" + POLITE + "[\\s.,:(]*(?:ลงชื่อ[\\s:(]*)?");

    static boolean thanks(String text) {
        return Pattern.compile(THANKS_WORD).matcher(text).find();
    }

    static boolean greets(String text) {
        return GREETING.matcher(text).find();
    }

    static boolean announces(String text, int start, int end) {
        return ANNOUNCED.matcher(text).region(start, end).lookingAt();
    }

    private static int end(Pattern pattern, String text, int at) {
        var matcher = pattern.matcher(text).region(at, text.length()).useTransparentBounds(true);
        return matcher.lookingAt() ? matcher.end() : at;
    }
}
