package prasan.notices;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import prasan.flow.ThaiAloud;

/** A notice as a village head reads it aloud from the tower (หอกระจายข่าว): greeting, the notice twice as is customary, closing; all written as it is said. Pure functions. */
final class BroadcastText {
    private BroadcastText() {}

    /** @param area whose people it is for, as in an address; {@code null} for the whole country */
    static String of(Notice notice, @Nullable String area) {
        var once = once(notice.facts());
        return said(notice, area, once + "\n\nขอประกาศซ้ำอีกครั้งหนึ่ง\n\n" + once);
    }

    /** As {@link #of}, written once, so that on one sheet the letters are large. */
    static String sheet(Notice notice, @Nullable String area) {
        return said(notice, area, once(notice.facts()) + "\n\n(อ่านซ้ำอีกครั้งหนึ่ง)");
    }

    private static String said(Notice notice, @Nullable String area, String matter) {
        var called = called(notice.facts());
        return called + " " + called + "\n\nสวัสดี" + people(area) + "ทุกท่าน โปรดรับฟังประกาศดังต่อไปนี้\n\n" + matter
                + "\n\nจึงประกาศมาเพื่อทราบโดยทั่วกัน ขอขอบคุณ\n";
    }

    /** What a notice is called on paper and aloud. */
    static String called(Notice.Facts facts) {
        if (facts.follows() != null) {
            return facts.reminds() ? "ประกาศเตือนอีกครั้ง" : "ประกาศแก้ไข";
        }
        return facts.speed() == Speed.URGENT ? "ประกาศด่วน" : "ประกาศ";
    }

    /** @param area as {@link #of} has it */
    static String people(@Nullable String area) {
        return "พี่น้องประชาชน" + (area == null ? "" : "ชาว" + ThaiAloud.of(area));
    }

    private static String once(Notice.Facts facts) {
        List<String> lines = new ArrayList<>();
        lines.add("เรื่อง " + ThaiAloud.of(facts.title()));
        lines.add(ThaiAloud.of(facts.text()));
        if (!facts.choices().isEmpty()) {
            lines.add(facts.choices().stream()
                    .map(choice -> ThaiAloud.of(choice.th()))
                    .collect(Collectors.joining(" หรือ ", "ขอให้ทุกท่านแจ้งผู้ใหญ่บ้านว่า ", "")));
        }
        return String.join("\n", lines);
    }
}
