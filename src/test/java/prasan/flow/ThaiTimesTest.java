package prasan.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThaiTimesTest {
    private static final String[] HOURS = {
        "เที่ยงคืน", "ตีหนึ่ง", "ตีสอง", "ตีสาม", "ตีสี่", "ตีห้า", "หกโมงเช้า", "เจ็ดโมง", "แปดโมง", "เก้าโมง",
                "สิบโมง", "สิบเอ็ดโมง",
        "เที่ยง", "บ่ายโมง", "บ่ายสอง", "บ่ายสาม", "บ่ายสี่", "ห้าโมงเย็น", "หกโมงเย็น", "หนึ่งทุ่ม", "สองทุ่ม",
                "สามทุ่ม", "สี่ทุ่ม", "ห้าทุ่ม"
    };

    @ParameterizedTest
    @CsvSource({
        "09.00 น., 09:00",
        "9.30, 09:30",
        "09:30, 09:30",
        "13:45, 13:45",
        "๑๓.๓๐ น., 13:30",
        "๑๓.๓๐น, 13:30",
        "เวลา 13.30 น., 13:30",
        "13 น., 13:00",
        "0.05, 00:05",
        "23.59 น., 23:59",
        "24.00 น., 00:00",
        "13.30 นาฬิกา, 13:30",
        "9 นาฬิกา, 09:00",
        "9 นาฬิกา 5 นาที, 09:05",
        "สิบสามนาฬิกาสามสิบนาที, 13:30",
        "9 a.m., 09:00",
        "9am, 09:00",
        "at 9:30 AM, 09:30",
        "2pm, 14:00",
        "2.15 p.m., 14:15",
        "12 am, 00:00",
        "12pm, 12:00",
        "noon, 12:00",
        "midnight, 00:00",
    })
    void aTimeByTheClockIsRead(String typed, LocalTime time) {
        assertThat(ThaiTimes.read(typed)).isEqualTo(time);
    }

    @ParameterizedTest
    @CsvSource({
        "9 โมง, 09:00",
        "๙โมง, 09:00",
        "9 โมงเช้า, 09:00",
        "เก้าโมงเช้า, 09:00",
        "เก้าโมงตรง, 09:00",
        "9 โมงครึ่ง, 09:30",
        "9 โมงครึ่งตอนเช้า, 09:30",
        "เก้าโมงเช้าครึ่ง, 09:30",
        "9 โมง 45, 09:45",
        "9 โมง 05, 09:05",
        "เก้าโมงสิบห้านาที, 09:15",
        "เก้าโมงห้านาที, 09:05",
        "ตอน 9 โมง, 09:00",
        "โมงเช้า, 07:00",
        "สามโมงเช้า, 09:00",
        "6 โมงเช้า, 06:00",
        "สิบเอ็ดโมง, 11:00",
        "12 โมง, 12:00",
        "เที่ยง, 12:00",
        "เที่ยงวัน, 12:00",
        "เที่ยงครึ่ง, 12:30",
        "เที่ยงสิบห้า, 12:15",
        "บ่ายโมง, 13:00",
        "บ่ายโมงครึ่ง, 13:30",
        "บ่ายหนึ่ง, 13:00",
        "บ่ายสอง, 14:00",
        "บ่าย 2, 14:00",
        "บ่ายสองโมง, 14:00",
        "บ่ายสองครึ่ง, 14:30",
        "บ่ายสองโมงสิบห้า, 14:15",
        "บ่ายสามสี่สิบห้า, 15:45",
        "สองโมงบ่าย, 14:00",
        "4 โมงเย็น, 16:00",
        "5 โมงเย็น, 17:00",
        "ห้าโมงครึ่งตอนเย็น, 17:30",
        "ห้าโมงแลง, 17:00",
        "หกโมงเย็น, 18:00",
        "ทุ่ม, 19:00",
        "ทุ่มนึง, 19:00",
        "หนึ่งทุ่ม, 19:00",
        "ทุ่มครึ่ง, 19:30",
        "2 ทุ่ม, 20:00",
        "สองทุ่มครึ่ง, 20:30",
        "สองทุ่มสิบห้า, 20:15",
        "ห้าทุ่ม, 23:00",
        "หกทุ่ม, 00:00",
        "เที่ยงคืน, 00:00",
        "เที่ยงคืนครึ่ง, 00:30",
        "ตีสอง, 02:00",
        "ตี 2, 02:00",
        "ตีสองครึ่ง, 02:30",
        "ตีสองสิบห้า, 02:15",
        "ตี ๕, 05:00",
    })
    void aTimeAsItIsSpokenIsRead(String typed, LocalTime time) {
        assertThat(ThaiTimes.read(typed)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s ค่ะ", "%sครับ", "%s นะคะ", "ครับ %s ครับ", "ค่ะ เวลา %s ค่ะ", " %s\n"})
    void politenessAroundIsNoMatter(String around) {
        assertThat(ThaiTimes.read(around.formatted("๑๓.๓๐ น."))).isEqualTo("13:30");
        assertThat(ThaiTimes.read(around.formatted("บ่ายโมงครึ่ง"))).isEqualTo("13:30");
    }

    @ParameterizedTest
    @ValueSource(strings = {"6 โมง", "หกโมง", "สามโมง", "สองโมง", "สี่โมงครึ่ง", "ห้าโมง", "9", "เก้า", "930"})
    void whatCanMeanTwoTimesIsNone(String typed) {
        assertThat(ThaiTimes.read(typed)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "น.",
                "โมง",
                "บ่าย",
                "เช้า",
                "ตี",
                "ตีหก",
                "ตีสิบสอง",
                "บ่ายหก",
                "เจ็ดทุ่ม",
                "13 โมง",
                "เจ็ดโมงเย็น",
                "สิบสองโมงเช้า",
                "25.00",
                "24.30",
                "9.60",
                "9.5",
                "9.3.0",
                "9:30:00",
                "13pm",
                "0am",
                "9 โมง 5",
                "9 โมง 75",
                "9 โมงครึ่งครึ่ง",
                "9 โมงกว่า",
                "ประมาณ 9 โมง",
                "9 โมงถึงเที่ยง",
                "9.00-12.00 น.",
                "พรุ่งนี้ 9 โมง",
                "เที่ยงๆ",
                "ทุ่มเท",
                "ตีสองคน",
                "9.30 บาท",
                "attic"
            })
    void anythingElseIsNone(String typed) {
        assertThat(ThaiTimes.read(typed)).isNull();
    }

    @Test
    void everyMinuteOfADayIsReadByTheClockAndAsItIsSpoken() {
        var printed = DateTimeFormatter.ofPattern("HH.mm 'น.'", Locale.ROOT);
        var english = DateTimeFormatter.ofPattern("h:mm a", Locale.ENGLISH);
        for (int i = 0; i < 24 * 60; i++) {
            var time = LocalTime.MIDNIGHT.plusMinutes(i);
            assertThat(ThaiTimes.read(printed.format(time))).isEqualTo(time);
            assertThat(ThaiTimes.read(english.format(time))).isEqualTo(time);
            assertThat(ThaiTimes.read(time.toString())).isEqualTo(time);
            var minutes = time.getMinute() == 0 ? "" : time.getMinute() + " นาที";
            assertThat(ThaiTimes.read(HOURS[time.getHour()] + minutes)).isEqualTo(time);
        }
    }

    @Test
    void aLongTextIsNone() {
        assertThat(ThaiTimes.read("9โมงเช้า".repeat(600))).isNull();
    }
}
