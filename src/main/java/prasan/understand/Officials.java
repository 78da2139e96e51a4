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
    private static final Pattern OTHERS =
            Pattern.compile("แก๊ง|มิจฉาชีพ|แอบอ้าง|ปลอม(?:เป็น|ตัว)|คอลเซ็นเตอร์|อ้างว่าเป็น|ขอบคุณ|ชื่นชม|ถูกคนร้าย");

    private Officials() {}

    /** @param text normalised */
    static boolean complainedOf(String text) {
        return !OTHERS.matcher(text).find()
                && (COMPLAINT.matcher(text).find() || DOES.matcher(text).find());
    }
}
