package prasan.understand;

import java.util.regex.Pattern;

/** Complaints about the conduct of an official: "อยากร้องเรียนผู้ใหญ่บ้าน", "นายกโกงงบถนน", "เจ้าหน้าที่เรียกเงิน". That one does not come is no such complaint. */
final class Officials {
    private static final String OFFICIAL =
            "(?:ผู้ใหญ่(?:บ้าน)?|ผญบ\\.?|ผู้ช่วย(?:ผู้ใหญ่(?:บ้าน)?)?|กำนัน|นายก(?:ฯ| ?อบต\\.?| ?เทศมนตรี|เทศบาล)?|ปลัด|เจ้าหน้าที่|จนท\\.?|ข้าราชการ|ตำรวจ|สมาชิก ?อบต\\.?|ส\\.?อบต\\.?|สท\\.?|อบต\\.?|เทศบาล|พัฒนากร|ครูใหญ่|ผอ\\.?|อสม\\.?|นายอำเภอ|ป่าไม้|เทศกิจ|ผู้นำ|กรรมการ(?:หมู่บ้าน|กองทุน)?|ประธาน(?:กองทุน|ชุมชน)?|official|officer|mayor|village head|headman|police)";
    private static final String MISCONDUCT =
            "(?:โกง|คดโกง|ทุจริต|คอร์รัปชั่?น|เรียก(?:รับ)?(?:เก็บ)?(?:เงิน|ค่า|สินบน|ส่วย)|เก็บเงินใต้โต๊ะ|เก็บหัวคิว|รับ(?:ส่วย|สินบน|เงินใต้โต๊ะ)|ใต้โต๊ะ|กินหัวคิว|หัวคิว|เงินทอน|ยักยอก|อม(?:เงิน|งบ)|หักเงิน|กินงบ|ฮั้ว|เอาเงิน(?:กองทุน|หลวง)|เลือกปฏิบัติ|ลำเอียง|เล่นพรรคเล่นพวก|(?:ให้|ช่วย|แจก)(?:แต่|เฉพาะ)(?:พวก|ญาติ|คนสนิท)|ใช้อำนาจ|พูดจา(?:ไม่ดี|ไม่สุภาพ|หยาบ)|ไม่สุภาพ|หยาบคาย|ด่าชาวบ้าน|ละเว้น|ละเลยหน้าที่|ทิ้งหน้าที่|ประพฤติ|ข่มขู่|ข่มเหง|รังแก|คุกคาม|ลวนลาม|เมาแล้วด่า|มีเอี่ยว|ปล่อยกู้ชาวบ้าน"
                    + "|bribe|corrupt|demand(?:s|ed)? money|embezzl|cheat|stole the money)";
    private static final Pattern COMPLAINT = Pattern.compile(
            "(?:ร้องเรียน|ร้องทุกข์|ฟ้อง|เอาผิด|complain(?:t)? (?:about|against))(?:พฤติกรรม|การทำงาน|เรื่อง|ถึง|ของ|ท่าน|ตัว| ){0,4}"
                    + OFFICIAL + "(?!.{0,3}เรื่อง)");
    private static final Pattern DOES =
            Pattern.compile(OFFICIAL + ".{0,25}?" + MISCONDUCT + "|" + MISCONDUCT + ".{0,20}?" + OFFICIAL);
    /** What anybody may do, and is told of an official only where the official is the one who does it. */
    private static final String CRIME =
            "(?:ขายยา|ค้ายา|ส่งยา|เสพ|เล่นยา|ติดยา|เอี่ยว|เปิดบ่อน|ตั้งบ่อน|ตั้งวง(?=ไพ่|พนัน|ไฮโล)|เล่น(?:ไพ่|พนัน|ไฮโล)|เป็นเจ้ามือ|ขายหวย|ทำร้าย|ตบ|ต่อย|ตี(?=คน|ชาว|ลูก|เมีย|เด็ก|ผม|หัว|ครู)|เตะ|กระทืบ|ซ้อม(?=ชาว|ลูก|เมีย|คน)|ยิง(?=คน|ชาว|ปืน|ลูก|เมีย|ใส่|กัน)|ฟัน(?=คน|ชาว)|แทง(?=คน|ชาว|หวย)|ข่มขืน|ทำอนาจาร|ขโมย(?!ขึ้น|เข้า|ลัก|มา|งัด)|ลัก(?=ของ|รถ|ไม้|วัว|เงิน|ทรัพย์|น้ำ|ไฟ)|ปล้น|ฮุบ|โกง|บุกรุก(?!ตรวจ)|รุกที่|รุกป่า|ตัดไม้|ค้าไม้|ขายที่หลวง|ขายเสียง|ซื้อเสียง|ปล่อย(?:เงิน)?กู้|ขู่|รีดไถ|ไถเงิน|เมาอาละวาด|ด่า(?=ชาว|คน|ลูก)|เอาเงิน(?!ไปให้|มาให้|เข้า))(?!คนร้าย|โจร|ผู้ต้องหา)";

    private static final Pattern COMMITS = Pattern.compile(
            "(?<!เรียน|แจ้ง|บอก|ถึง|ฝาก|วอน|ให้|หา|พบ|เจอ|กับ|ของ|หน้าบ้าน|หลังบ้าน|ข้างบ้าน|ใน|และ)" + OFFICIAL
                    + "(?: ?(?:(?:หมู่(?:ที่)?|ม\\.?) ?[0-9]{1,2} ?|คน(?:นี้|เดิม|เก่า|ปัจจุบัน|หนึ่ง)|บ้านนี้|เอง|ก็|เขา|มัน|แก|ชอบ|แอบ|ลักลอบ|มา|ไป|ยัง|ได้|เป็นคน|เมา(?:แล้ว)?|พาพวก|ร่วม|จะ)){0,4}"
                    + CRIME);
    private static final Pattern IDLE = Pattern.compile(
            OFFICIAL
                    + " ?(?:หมู่(?:ที่)? ?[0-9]{1,2} ?)?(?:คนนี้|เรา)?(?:ไม่เคย(?:ทำอะไร|ช่วยอะไร|สนใจ)|ไม่ทำอะไร|ไม่ทำงาน|ไม่สนใจชาวบ้าน)");
    private static final Pattern OTHERS =
            Pattern.compile("แก๊ง|มิจฉาชีพ|แอบอ้าง|ปลอม(?:เป็น|ตัว)|คอลเซ็นเตอร์|อ้างว่าเป็น|ขอบคุณ|ชื่นชม|ถูกคนร้าย");

    private Officials() {}

    /**
     * Returns true if the message complains of an official.
     *
     * @param text normalised
     * @param report whether it tells of a problem at all
     */
    static boolean complainedOf(String text, boolean report) {
        return !OTHERS.matcher(text).find()
                && (COMPLAINT.matcher(text).find()
                        || COMMITS.matcher(text).find()
                        || (report ? DOES : IDLE).matcher(text).find());
    }
}
