package prasan.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import prasan.flow.Session.Frame;

class TakenBackTest {
    private static TakenBack message(String text) {
        return new TakenBack("m1", List.of(text), null, null);
    }

    @Test
    void aShortMessageIsOnlyItself() {
        assertThat(message("ครับ").tells("น้ำไม่ไหลครับ")).isFalse();
        assertThat(message("ครับ").tells("ครับ")).isTrue();
        assertThat(message("ครับ").tells("น้ำไม่ไหล\nครับ")).isTrue();
        assertThat(message("น้ำประปาไม่ไหลทั้งหมู่บ้าน").tells("น้ำประปาไม่ไหลทั้งหมู่บ้าน มาสามวันแล้ว"))
                .isTrue();
    }

    @Test
    void whatWasTakenFromAMessageIsAPartOfIt() {
        assertThat(message("ท่อแตกหน้าวัดป่า").tells("วัดป่า")).isTrue();
        assertThat(message("ท่อแตกหน้าวัดป่า").tells("วัดใหม่")).isFalse();
    }

    @Test
    void whatIsPrintedIsLongerThanWhatWasTyped() {
        assertThat(message("ป่าแดดครับ").tellsPrinted("ต.ป่าแดด อ.แม่สรวย จ.เชียงราย"))
                .isTrue();
        assertThat(message("500000").tellsPrinted("500,000 บาท")).isTrue();
        assertThat(message("ครับ").tellsPrinted("น้ำไม่ไหลครับ")).isFalse();
        assertThat(message("ป่าแดด").tellsPrinted("ต.ป่างิ้ว อ.แม่สรวย จ.เชียงราย"))
                .isFalse();
    }

    @Test
    void everyKindOfAnswerThatWasTypedGoes() {
        gone("50", new Value.Quantity(BigDecimal.valueOf(50)));
        gone("๕๐", new Value.Money(BigDecimal.valueOf(50)));
        gone("22/11/2569", new Value.Day(LocalDate.of(2026, 11, 22)));
        gone("พรุ่งนี้", new Value.Day(LocalDate.of(2026, 11, 22)));
        gone("10.30 น.", new Value.TimeOfDay(LocalTime.of(10, 30)));
        gone("081-234-5678", new Value.Phone("+66812345678"));
        stays("ครับ", new Value.Quantity(BigDecimal.valueOf(50)));
        stays("51", new Value.Quantity(BigDecimal.valueOf(50)));
        stays("ครับ", new Value.Day(LocalDate.of(2026, 11, 22)));
        stays("ครับ", new Value.TimeOfDay(LocalTime.of(10, 30)));
        stays("ครับ", new Value.Text("ไม่มีน้ำใช้ครับ"));
    }

    private static void gone(String said, Value value) {
        assertThat(left(said, value)).as(said).isEmpty();
    }

    private static void stays(String said, Value value) {
        assertThat(left(said, value)).as(said).hasSize(1);
    }

    private static Map<String, Value> left(String said, Value value) {
        return message(said)
                .from(new Frame("report", "detail", Map.of("slot", value)))
                .slots();
    }
}
