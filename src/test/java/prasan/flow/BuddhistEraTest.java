package prasan.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuddhistEraTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2570",
                "๒๕๗๐",
                "70",
                "๗๐",
                "ปี 2570",
                "ปี๗๐",
                "ปีงบ 70",
                "ปีงบประมาณ พ.ศ. ๒๕๗๐",
                "งบประมาณ 2570",
                "พ.ศ.2570",
                "พศ 2570",
                "2027",
                "ค.ศ. 2027",
                "FY 2027",
                " 2570 "
            })
    void aYearIsReadHoweverItIsTyped(String typed) {
        assertThat(BuddhistEra.year(typed)).hasValue(2570);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ปีหน้า", "257", "25700", "ถนน 70", "70 บาท", "26", "๒๖", "ปีงบ 26"})
    void whatIsNoYearIsNone(String typed) {
        assertThat(BuddhistEra.year(typed)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-02",
                "2569-11-02",
                "2/11/2569",
                "02/11/69",
                "๒/๑๑/๒๕๖๙",
                "2-11-2569",
                "2.11.69",
                "2/11/2026",
                "2 พ.ย. 69",
                "02 พฤศจิกายน พ.ศ. ๒๕๖๙",
                "2 Nov 2026",
                "2-พ.ย.-69",
                "2-พ.ย.-2569",
                "2/พ.ย./69",
                "02-Nov-2026",
                "2569/11/2",
                "2026/11/02",
                "2569.11.02"
            })
    void aDayIsReadHoweverItIsTyped(String typed) {
        assertThat(BuddhistEra.day(typed)).contains(LocalDate.of(2026, 11, 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "31/2/2569",
                "2026-13-01",
                "11/2569",
                "2/11-2569",
                "31 เม.ย. 69",
                "2 Nov 26",
                "22/11/26",
                "๒๒-๑๑-๒๖",
                "15/2/2483",
                "22 พ.ย. 26",
                "1 ต.ค. 30",
                "22-พ.ย.-26",
                "22-Nov-26",
                "2569/11-22",
                "พ.ย. 69",
                "เมื่อวาน",
                "20261102"
            })
    void whatIsNoDayOfTheCalendarIsNone(String typed) {
        assertThat(BuddhistEra.day(typed)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"29/2/2567,2024-02-29", "2567-02-29,2024-02-29"})
    void leapDaysAreThoseOfTheCommonEra(String typed, LocalDate day) {
        assertThat(BuddhistEra.day(typed)).contains(day);
    }
}
