package prasan.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import prasan.flow.Input;
import prasan.flow.Need;
import prasan.flow.Value;

/** What each type of question takes, what it refuses, and in which words. */
class SlotsTest {
    private static final Value.Area LAT_YA = new Value.Area("710107", "ต.ลาดหญ้า", "Lat Ya");
    private static final Value.Area MOO_5 = new Value.Area("71010705", "หมู่ 5 ต.ลาดหญ้า", "Moo 5, Lat Ya");

    /** One question with these lines, and a summary in which its answer can be seen. */
    private static Play question(String... lines) {
        var play = Play.of("""
                flow: one
                title: ถาม
                start: [ถาม]
                steps:
                  - ask: it
                    text: ถามอะไรคะ
                    label: คำตอบ
                    %s
                  - confirm: [it]
                    text: ถูกต้องไหมคะ
                """.formatted(String.join("\n    ", lines)));
        return play;
    }

    private static Play begun(String... lines) {
        var play = question(lines);
        assertThat(play.says("ถาม")).startsWith("ถามอะไรคะ");
        return play;
    }

    @ParameterizedTest
    @CsvSource({"12,12", "๑๒,12", "สิบสอง,12", "12 คน,12", "1,1", "200,200"})
    void aNumberInDigitsOrWords(String typed, String value) {
        var play = begun("type: number", "min: 1", "max: 200");
        assertThat(play.says(typed)).contains("ถูกต้องไหมคะ");
        assertThat(play.value("it")).isEqualTo(value);
    }

    @Test
    void aNumberOutsideItsBoundsOrNoneIsRefusedWithTheReason() {
        var play = begun("type: number", "min: 1", "max: 200");
        assertThat(play.says("201")).startsWith("ขอเป็นตัวเลขตั้งแต่ 1 ถึง 200 ค่ะ");
        assertThat(play.says("0")).startsWith("ขอเป็นตัวเลขตั้งแต่ 1 ถึง 200 ค่ะ");
        assertThat(play.says("หลายคน")).startsWith("ข้อนี้กรุณาพิมพ์เป็นตัวเลขค่ะ");
        assertThat(play.sticker()).startsWith("ข้อนี้กรุณาพิมพ์เป็นตัวเลขค่ะ").endsWith("[ยกเลิก]");
    }

    @Test
    void aDayThatIsStillToCome() {
        var play = begun("type: day", "only: future");
        assertThat(play.says("เมื่อวาน")).startsWith("วันที่ 21 พ.ย. 2569 ผ่านมาแล้วค่ะ");
        assertThat(play.says("สักวัน")).startsWith("กรุณาพิมพ์วันที่ค่ะ");
        assertThat(play.says("25 ธ.ค. 69")).contains("คำตอบ: 25 ธ.ค. 2569");
        assertThat(play.value("it")).isEqualTo("2026-12-25");
    }

    @Test
    void aDayThatHasBeen() {
        var play = begun("type: day", "only: past");
        assertThat(play.says("พรุ่งนี้")).startsWith("วันที่ 23 พ.ย. 2569 ยังมาไม่ถึงค่ะ");
        play.says("วานซืน");
        assertThat(play.value("it")).isEqualTo("2026-11-20");
    }

    @Test
    void todayIsTheDayInThailandAndBothToComeAndPast() {
        for (var only : List.of("future", "past", "any")) {
            var play = question("type: day", "only: " + only);
            play.at(Instant.parse("2026-11-22T17:30:00Z"));
            play.says("ถาม");
            play.says("วันนี้");
            assertThat(play.value("it")).as(only).isEqualTo("2026-11-23");
        }
    }

    @Test
    void aTimeOfDay() {
        var play = begun("type: time");
        assertThat(play.says("เดี๋ยว")).startsWith("กรุณาพิมพ์เวลาค่ะ");
        assertThat(play.says("บ่ายสองครึ่ง")).contains("คำตอบ: 14.30 น.");
        assertThat(play.value("it")).isEqualTo("14:30");
    }

    @Test
    void aTelephoneNumber() {
        var play = begun("type: phone");
        assertThat(play.says("1300")).startsWith("กรุณาพิมพ์หมายเลขโทรศัพท์ค่ะ");
        assertThat(play.says("๐๘๑ ๒๓๔ ๕๖๗๘")).contains("คำตอบ: 081-234-5678");
        assertThat(play.value("it")).isEqualTo("+66812345678");
    }

    @Test
    void severalTextsOneAfterTheOther() {
        var play = begun("type: several", "max: 3", "skip: ข้าม");
        assertThat(play.says("จอบ")).startsWith("ได้รับแล้ว 1 รายการค่ะ").endsWith("[พอแล้ว] [ยกเลิก]");
        assertThat(play.says("เสียม")).startsWith("ได้รับแล้ว 2 รายการค่ะ");
        play.says("ถังน้ำ");
        assertThat(play.says("บันได")).startsWith("ครบ 3 รายการแล้วค่ะ");
        assertThat(play.photo("p")).startsWith("เก็บรูปไว้ 1 รูปแล้วค่ะ");
        assertThat(play.taps("พอแล้ว")).contains("คำตอบ: จอบ, เสียม, ถังน้ำ");
    }

    @Test
    void severalTextsAreGivenAnewAfterGoingBack() {
        var play = begun("type: several", "max: 3");
        play.says("จอบ");
        assertThat(play.says("ย้อนกลับ")).startsWith("ถามอะไรคะ").doesNotContain("พอแล้ว");
        play.says("เสียม");
        assertThat(play.says("พอแล้ว")).contains("คำตอบ: เสียม");
    }

    @ParameterizedTest
    @CsvSource({"ถนน/สะพาน", "สะพาน", "2", "๒", "ROAD"})
    void aChoiceByItsLabelAPartOfItItsNumber(String typed) {
        var play = begun("type: choice", "options: {WATER: ประปา, ROAD: ถนน/สะพาน}");
        if (typed.equals("ROAD")) {
            assertThat(play.says(typed)).startsWith("กรุณาแตะเลือกจากปุ่ม").endsWith("[ประปา] [ถนน/สะพาน] [ยกเลิก]");
            play.taps("ถนน/สะพาน");
        } else {
            play.says(typed);
        }
        assertThat(play.value("it")).isEqualTo("one.it/ROAD");
    }

    @Test
    void aChoiceRefusesWhatIsNotOffered() {
        var play = begun("type: choice", "options: {WATER: ประปา, ROAD: ถนน/สะพาน}");
        for (var typed : List.of("3", "0", "ไฟฟ้า")) {
            assertThat(play.says(typed)).as(typed).startsWith("กรุณาแตะเลือกจากปุ่ม");
        }
        assertThat(play.pin(14, 99, null)).startsWith("กรุณาแตะเลือกจากปุ่ม");
    }

    @Test
    void aTextOfTheRightLength() {
        var play = begun("type: text", "min: 5", "max: 10", "refused: {short: สั้นไปค่ะ}");
        assertThat(play.says("ไฟ")).startsWith("สั้นไปค่ะ");
        assertThat(play.says("ไฟฟ้าดับทั้งหมู่บ้าน"))
                .startsWith("ข้อความยาวไปนิดค่ะ ขอไม่เกิน 10 ตัวอักษร (ที่พิมพ์มา 20");
        assertThat(play.says("  ไฟเเดง   ดับ ")).contains("คำตอบ: ไฟแดง ดับ");
    }

    @Test
    void photosUpToTheLimit() {
        var play = begun("type: images", "max: 2", "skip: ไม่มี");
        assertThat(play.says("เดี๋ยวส่งค่ะ"))
                .startsWith("ข้อนี้กรุณาส่งเป็นรูปภาพ")
                .contains("[ไม่มี]");
        assertThat(play.photo("a"))
                .startsWith("ได้รับรูปที่ 1 แล้วค่ะ ส่งเพิ่มได้อีก 1 รูป")
                .doesNotContain("[ไม่มี]");
        assertThat(play.photo("b")).startsWith("ได้รับครบ 2 รูปแล้วค่ะ");
        assertThat(play.photo("c")).startsWith("เก็บไว้ 2 รูปแรกแล้วค่ะ");
        assertThat(play.taps("พอแล้ว")).contains("คำตอบ: 2 รูป");
    }

    @Test
    void aPlaceByPinOrInWords() {
        var play = begun("type: place");
        assertThat(play.photo("a")).startsWith("เก็บรูปไว้ 1 รูปแล้วค่ะ");
        assertThat(play.says("?")).contains("ตำแหน่ง");
        assertThat(play.pin(14.1, 99.4, null)).contains("คำตอบ: พิกัดที่ส่งมา");
        assertThat(play.value("it")).isEqualTo("14.1,99.4");
        play.taps("แก้ไข");
        play.taps("คำตอบ");
        assertThat(play.says("หน้าวัด")).contains("คำตอบ: หน้าวัด");
    }

    @Test
    void anAreaIsAskedForUntilItIsAVillage() {
        var play = begun("type: area", "level: village").work(need -> {
            var look = (Need.Look) need;
            return look.within() == null
                    ? Input.Found.refused("village", new Input.Item(LAT_YA, "ลาดหญ้า", "ต.ลาดหญ้า", List.of()))
                    : Input.Found.of(List.of(new Input.Item(MOO_5, "หมู่ 5", "หมู่ 5 ต.ลาดหญ้า", List.of())));
        });
        assertThat(play.says("ลาดหญ้า")).startsWith("ต.ลาดหญ้า หมู่ที่เท่าไรคะ");
        assertThat(play.says("5")).contains("คำตอบ: หมู่ 5 ต.ลาดหญ้า");
        assertThat(play.needed()).contains("query: 5", "within: 710107", "level: village");
    }

    @Test
    void ofSeveralAreasOneIsChosenAndGoingBackAsksForTheAreaAgain() {
        var items = IntStream.rangeClosed(1, 12)
                .mapToObj(i -> new Input.Item(
                        new Value.Area("71%02d".formatted(i), "อ.ที่ " + i, "No. " + i),
                        "ที่ " + i,
                        "อ.ที่ " + i,
                        List.of()))
                .toList();
        var play = begun("type: area").work(need -> Input.Found.of(items));
        assertThat(play.says("ท่าเสา"))
                .contains("พบหลายรายการค่ะ", "*ข้อ 1–8 จาก 12 ข้อ*", "8: อ.ที่ 8", "[ที่ 8] [ดูเพิ่ม]")
                .doesNotContain("9: ");
        assertThat(play.taps("ดูเพิ่ม"))
                .contains("*ข้อ 9–12 จาก 12 ข้อ*", "9: อ.ที่ 9", "[ที่ 9] [ที่ 10] [ที่ 11] [ที่ 12]")
                .doesNotContain("8: ");
        assertThat(play.says("ย้อนกลับ")).startsWith("ถามอะไรคะ").doesNotContain("[ที่ 1]");
        play.says("ท่าเสา");
        play.says("๑๒");
        assertThat(play.value("it")).isEqualTo("7112");
    }

    @Test
    void aReferenceFromWhatThereIs() {
        var play = question("type: reference", "from: test.rooms").work(need -> {
            var look = (Need.Look) need;
            var rooms = List.of(room("BIG", "ห้องใหญ่"), room("SMALL", "ห้องเล็ก"));
            if (look.query() == null) {
                return Input.Found.of(rooms);
            }
            return look.query().equals("เล็ก") ? Input.Found.of(rooms.subList(1, 2)) : Input.Found.refused("none");
        });
        assertThat(play.says("ถาม")).endsWith("[ห้องใหญ่] [ห้องเล็ก] [ยกเลิก]");
        assertThat(play.says("ห้องลับ")).startsWith("ไม่พบข้อมูลค่ะ").endsWith("[ห้องใหญ่] [ห้องเล็ก] [ยกเลิก]");
        assertThat(play.says("เล็ก")).contains("คำตอบ: ห้องเล็ก");
        play.taps("แก้ไข");
        play.taps("คำตอบ");
        play.says("1");
        assertThat(play.value("it")).isEqualTo("@BIG");
    }

    @Test
    void aReferenceWithNothingToChooseFromGoesWhereTheFlowSays() {
        var play = Play.of("""
                flow: none
                title: ถาม
                start: [ถาม]
                steps:
                  - ask: it
                    type: reference
                    from: test.rooms
                    text: ห้องใดคะ
                    empty: sorry
                  - end: done
                  - id: sorry
                    say: ยังไม่มีห้องค่ะ
                """).work(need -> Input.Found.of(List.of()));
        assertThat(play.says("ถาม")).startsWith("ยังไม่มีห้องค่ะ");
        assertThat(play.over()).isTrue();
    }

    private static Input.Item room(String id, String label) {
        return new Input.Item(new Value.Ref(id, label), label, label, List.of());
    }
}
