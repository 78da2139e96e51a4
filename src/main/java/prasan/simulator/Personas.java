package prasan.simulator;

import java.util.List;

/** The people of the demo: all made up, each with the same id at every start. */
public final class Personas {
    private Personas() {}

    /** Brings them in. They have not met the bot yet: adding it as a friend is the first thing to try. */
    public static void arrive(Platform platform) {
        Person head = platform.stranger("นางสมมติ ใจดี", "th", "ผู้ใหญ่บ้าน ต.ลาดหญ้า");
        Person kamnan = platform.stranger("นายตัวอย่าง มั่นคง", "th", "กำนัน ต.ลาดหญ้า");
        platform.stranger("นางสาวจำลอง แวะชม", "th", "ผู้มาเยือน");
        platform.stranger("Ms Sample Visitor", "en", "ผู้มาเยือน ใช้ภาษาอังกฤษ");
        platform.group("กลุ่มผู้นำลาดหญ้า (สมมติ)", List.of(head, kamnan));
    }
}
