package prasan.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.chrono.ThaiBuddhistDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DecimalStyle;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThaiDaysTest {
    /** A Wednesday. */
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 18);

    private static final Locale THAI = Locale.forLanguageTag("th");

    @ParameterizedTest
    @CsvSource({
        "วันนี้, 0",
        "มื้อนี้, 0",
        "today, 0",
        "พรุ่งนี้, 1",
        "พรุ่ง นี้, 1",
        "พรุ่งนี้เช้า, 1",
        "พรุ่งนี้ตอนบ่าย, 1",
        "มื้ออื่น, 1",
        "วันพูก, 1",
        "ต่อเช้า, 1",
        "Tomorrow, 1",
        "มะรืน, 2",
        "มะรืนนี้, 2",
        "the day after tomorrow, 2",
        "เมื่อวาน, -1",
        "เมื่อวานนี้, -1",
        "เมื่อวานเย็น, -1",
        "มื้อวาน, -1",
        "ตะวา, -1",
        "แต่แรกวา, -1",
        "yesterday, -1",
        "เมื่อวานซืน, -2",
        "เมื่อวานซืนนี้, -2",
        "อาทิตย์หน้า, 7",
        "สัปดาห์หน้า, 7",
        "next week, 7",
        "อาทิตย์ที่แล้ว, -7",
        "อีก 3 วัน, 3",
        "อีก๓วัน, 3",
        "อีกสามวัน, 3",
        "อีกซาววัน, 20",
        "อีก 3 วันข้างหน้า, 3",
        "in 3 days, 3",
        "in 1 day, 1",
        "อีก 2 อาทิตย์, 14",
        "อีกสองสัปดาห์, 14",
        "อีก 1 เดือน, 30",
        "3 วันก่อน, -3",
        "3 มื้อก่อน, -3",
        "สามวันที่แล้ว, -3",
        "เมื่อ 3 วันก่อน, -3",
        "3 days ago, -3",
        "2 อาทิตย์ก่อน, -14",
        "1 เดือนที่แล้ว, -31",
    })
    void aDayIsReadByItsDistanceFromToday(String typed, int days) {
        assertThat(ThaiDays.read(typed, TODAY)).isEqualTo(TODAY.plusDays(days));
    }

    @ParameterizedTest
    @CsvSource({
        "วันศุกร์, 2026-11-20",
        "ศุกร์นี้, 2026-11-20",
        "วันศุกร์นี้, 2026-11-20",
        "วันศุกร์ที่จะถึงนี้, 2026-11-20",
        "วันศุกร์หน้า, 2026-11-27",
        "ศุกร์หน้า, 2026-11-27",
        "วันศุกร์สัปดาห์หน้า, 2026-11-27",
        "วันศุกร์ที่แล้ว, 2026-11-13",
        "วันพุธ, 2026-11-18",
        "วันพุธนี้, 2026-11-18",
        "วันพุธหน้า, 2026-11-25",
        "วันพุธที่แล้ว, 2026-11-11",
        "วันจันทร์นี้, 2026-11-23",
        "วันจันทร์หน้า, 2026-11-23",
        "วันจันทร์หน้าตอนบ่าย, 2026-11-23",
        "วันจันทร์ที่ผ่านมา, 2026-11-16",
        "วันอาทิตย์นี้, 2026-11-22",
        "วันอาทิตย์หน้า, 2026-11-29",
        "วันอาทิตย์ที่แล้ว, 2026-11-15",
        "พฤหัส, 2026-11-19",
        "วันพฤหัสบดี, 2026-11-19",
        "พฤหัสฯ นี้, 2026-11-19",
        "Monday, 2026-11-23",
        "next Monday, 2026-11-23",
        "next Fri, 2026-11-27",
        "this friday, 2026-11-20",
        "on Friday, 2026-11-20",
        "last friday, 2026-11-13",
    })
    void aWeekdayIsRead(String typed, LocalDate day) {
        assertThat(ThaiDays.read(typed, TODAY)).isEqualTo(day);
    }

    @ParameterizedTest
    @CsvSource({
        "วันจันทร์นี้, 2026-11-23",
        "วันจันทร์หน้า, 2026-11-30",
        "วันอาทิตย์นี้, 2026-11-22",
        "วันอาทิตย์หน้า, 2026-11-29",
    })
    void onASundayTheWeekThatIsToBeginIsThisOne(String typed, LocalDate day) {
        assertThat(ThaiDays.read(typed, LocalDate.of(2026, 11, 22))).isEqualTo(day);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "22 พ.ย. 69",
                "22 พ.ย. 2569",
                "22 พย 69",
                "22พย69",
                "22พ.ย.69",
                "22.พ.ย.69",
                "๒๒ พ.ย. ๒๕๖๙",
                "22 พฤศจิกายน 2569",
                "22 พฤศจิกา 69",
                "22 เดือนพฤศจิกายน พ.ศ. 2569",
                "22 พฤศจิกายน ปี 2569",
                "วันที่ 22 พฤศจิกายน พ.ศ.2569",
                "22 พฤศจิกายน ค.ศ. 2026",
                "22/11/2569",
                "๒๒/๑๑/๒๕๖๙",
                "22/11/69",
                "22-11-69",
                "22.11.69",
                "22 11 69",
                "22/11/2026",
                "22-11-2026",
                "2026-11-22",
                "2569-11-22",
                "22 Nov 2026",
                "22 November 2026",
                "22nd Nov. 2026",
                "Nov 22, 2026",
                "November 22 2026",
                "22 Nov 2569",
                "วันอาทิตย์ที่ 22 พฤศจิกายน 2569",
                "อาทิตย์ที่ 22 พ.ย. 69",
                "Sunday, 22 Nov 2026",
                "Sun 22 Nov",
                "22 พ.ย.",
                "22 พฤศจิกายน",
                "22/11",
                "Nov 22",
                "22 Nov",
                "วันที่ 22",
                "วันที่ 22 นี้",
                "วันที่ยี่สิบสอง",
                "วันที่ 22 เดือนนี้",
                "22 เดือนนี้",
                "วันอาทิตย์ที่ 22",
                "วันอาทิตย์ที่ 22 นี้"
            })
    void aDateIsReadHoweverItIsTyped(String typed) {
        assertThat(ThaiDays.read(typed, TODAY)).isEqualTo("2026-11-22");
    }

    @ParameterizedTest
    @CsvSource({
        "18 พ.ย., 2026-11-18",
        "17 พ.ย., 2027-11-17",
        "1 มกราคม, 2027-01-01",
        "5/1, 2027-01-05",
        "วันที่ 18, 2026-11-18",
        "วันที่ 5, 2026-12-05",
        "วันที่ 05, 2026-12-05",
        "วันที่ 31, 2026-12-31",
        "วันที่ 5 เดือนนี้, 2026-11-05",
        "วันที่ 5 เดือนหน้า, 2026-12-05",
        "28 ก.พ., 2027-02-28",
        "1 พ.ย. 2569, 2026-11-01",
        "15 กรกฏาคม 2500, 1957-07-15",
        "15 ก.ค. 2480, 1937-07-15",
        "15 ก.พ. 2482, 1940-02-15",
        "29 ก.พ. 2482, 1940-02-29",
        "15 เม.ย. 2483, 1940-04-15",
        "15 ก.พ. 2484, 1941-02-15",
    })
    void whatIsLeftOutIsWhatComesNext(String typed, LocalDate day) {
        assertThat(ThaiDays.read(typed, TODAY)).isEqualTo(day);
    }

    @ParameterizedTest
    @CsvSource({
        "วันที่ 30, 2027-01-31, 2027-03-30",
        "29 ก.พ., 2027-03-01, 2028-02-29",
        "29 ก.พ., 2024-03-01, 2028-02-29",
        "29/2, 2026-11-22, 2028-02-29"
    })
    void monthsThatDoNotHaveTheDayArePassedOver(String typed, LocalDate today, LocalDate day) {
        assertThat(ThaiDays.read(typed, today)).isEqualTo(day);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s ค่ะ", "%sครับ", "%s นะคะ", "%s น้า", "ครับ %s ครับ", "ค่ะ %s นะคะ 🙏", " %s\n"})
    void politenessAroundIsNoMatter(String around) {
        for (var typed : List.of("จันทร์หน้า", "๒๓ พ.ย.", "๒๓/๑๑/๒๕๖๙", "อีก ๕ วัน", "วันที่ ๒๓", "23 พ.ย. ๖๙")) {
            assertThat(ThaiDays.read(around.formatted(typed), TODAY)).as(typed).isEqualTo("2026-11-23");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ค่ะ",
                "31 เม.ย.",
                "31 เม.ย. 69",
                "31/4/2569",
                "29 ก.พ. 2569",
                "22/11/26",
                "15 ก.พ. 2483",
                "30 ก.พ.",
                "0 พ.ย. 69",
                "วันที่ 32",
                "วันที่ 0",
                "วันที่ 31 เดือนนี้",
                "22/13/2569",
                "22 พ.ย. 1234",
                "22 พ.ย. 256",
                "22 พ.ย. 25690",
                "22 พ.ย. 9999",
                "22 Nov 26",
                "22 Foo 2026",
                "22 ดี 69",
                "วันจันทร์ที่ 22 พ.ย. 69",
                "Monday 22 Nov 2026",
                "วันจันทร์ที่ 22"
            })
    void whatIsNoDayOfTheCalendarIsNone(String typed) {
        assertThat(ThaiDays.read(typed, TODAY)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5",
                "22",
                "22-11",
                "22.11",
                "22 11",
                "2569",
                "พ.ย. 69",
                "พฤศจิกายน",
                "อาทิตย์",
                "อาทิตย์นี้",
                "เดือนหน้า",
                "วันก่อน",
                "วันหน้า",
                "วันไหนก็ได้",
                "อีกวันสองวัน",
                "อีก 2-3 วัน",
                "สองสามวันก่อน",
                "อีกหลายวัน",
                "3 วัน",
                "อีก 99999 วัน",
                "in days",
                "ประมาณวันที่ 5",
                "พรุ่งนี้หรือมะรืน",
                "พรุ่งนี้ 9 โมง",
                "22-23 พ.ย. 69",
                "22 พ.ย. 69 - 25 พ.ย. 69",
                "next last monday",
                "this monday หน้า",
                "วันเกิด",
                "monthly",
                "ไม่แน่ใจ"
            })
    void anythingElseIsNone(String typed) {
        assertThat(ThaiDays.read(typed, TODAY)).isNull();
    }

    static Stream<LocalDate> years() {
        return Stream.of(2000, 2024, 2026, 2027, 2100).map(year -> LocalDate.of(year, 1, 1));
    }

    @ParameterizedTest
    @MethodSource("years")
    void everyDayOfAYearIsReadAsItIsPrinted(LocalDate first) {
        var patterns =
                List.of("d MMM yyyy", "d MMMM yyyy", "EEEE'ที่' d MMMM yyyy", "d/M/yyyy", "dd-MM-yyyy", "yyyy-MM-dd");
        for (var day = first; day.getYear() == first.getYear(); day = day.plusDays(1)) {
            for (var pattern : patterns) {
                var thai = DateTimeFormatter.ofPattern(pattern, THAI);
                var digits = thai.withDecimalStyle(DecimalStyle.of(THAI).withZeroDigit('๐'));
                var buddhist = ThaiBuddhistDate.from(day);
                for (var printed : List.of(thai.format(buddhist), digits.format(buddhist), thai.format(day))) {
                    assertThat(ThaiDays.read(printed, TODAY)).as(printed).isEqualTo(day);
                }
            }
            var english = DateTimeFormatter.ofPattern("EEEE, d MMMM yyyy", Locale.ENGLISH);
            assertThat(ThaiDays.read(english.format(day), TODAY)).isEqualTo(day);
        }
    }

    @Test
    void everyDayOfTheComingYearIsReadWithoutItsYear() {
        var thai = DateTimeFormatter.ofPattern("d MMM", THAI);
        var english = DateTimeFormatter.ofPattern("MMMM d", Locale.ENGLISH);
        for (int i = 0; i < 365; i++) {
            var day = TODAY.plusDays(i);
            assertThat(ThaiDays.read(thai.format(day), TODAY)).isEqualTo(day);
            assertThat(ThaiDays.read(english.format(day), TODAY)).isEqualTo(day);
        }
    }

    @Test
    void aLongTextIsNone() {
        assertThat(ThaiDays.read("22 พ.ย. ".repeat(600), TODAY)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "20 ต.ค., 2026-10-20",
        "20 ธ.ค., 2025-12-20",
        "18 พ.ย., 2026-11-18",
        "20/12, 2025-12-20",
        "วันที่ 5, 2026-11-05",
        "วันที่ 20, 2026-10-20",
        "วันที่ 31, 2026-10-31",
        "วันจันทร์, 2026-11-16",
        "วันพุธ, 2026-11-18",
        "วันจันทร์หน้า, 2026-11-23",
        "พรุ่งนี้, 2026-11-19",
        "20 ธ.ค. 69, 2026-12-20",
    })
    void ofSomethingThatHasHappenedTheLastSuchDayIsMeant(String typed, LocalDate day) {
        assertThat(ThaiDays.readPast(typed, TODAY)).isEqualTo(day);
    }
}
