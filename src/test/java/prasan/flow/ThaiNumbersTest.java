package prasan.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThaiNumbersTest {
    private static final String[] ONES = {"", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า"};
    private static final String[] SCALES = {"แสน", "หมื่น", "พัน", "ร้อย"};

    @ParameterizedTest
    @CsvSource(delimiter = '=', textBlock = """
            12 = 12
            ๑๒ = 12
            0 = 0
            05 = 5
            0.5 = 0.5
            1250 = 1250
            1,250 = 1250
            1,250.50 = 1250.5
            ๑,๒๕๐.๕๐ = 1250.5
            12,345,678 = 12345678
            100 = 100
            ฿500 = 500
            12. = 12
            55 = 55
            555 บาท = 555
            12 🙏 = 12
            12🙏🏽 = 12
            """)
    void digitsAreRead(String typed, String number) {
        assertThat(ThaiNumbers.read(typed)).isEqualTo(new BigDecimal(number));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '=', textBlock = """
            ศูนย์ = 0
            หนึ่ง = 1
            นึง = 1
            เก้า = 9
            สิบ = 10
            สิบเอ็ด = 11
            สิบสอง = 12
            ยี่สิบ = 20
            ยี่สิบเอ็ด = 21
            ยี่ สิบ เอ็ด = 21
            ซาว = 20
            ซาวเอ็ด = 21
            ซาวห้า = 25
            เก้าสิบเก้า = 99
            ร้อย = 100
            ร้อยเอ็ด = 101
            ร้อยห้า = 105
            ร้อยห้าสิบ = 150
            ห้าร้อยหนึ่ง = 501
            สองร้อยสิบ = 210
            สองร้อยซาว = 220
            พัน = 1000
            พันห้าร้อย = 1500
            สองพันห้าร้อย = 2500
            พันเอ็ด = 1001
            หนึ่งพันสองร้อยสามสิบสี่ = 1234
            หมื่นห้าพัน = 15000
            ห้าแสนสองหมื่น = 520000
            แสนสองหมื่น = 120000
            ล้าน = 1000000
            สิบเอ็ดล้าน = 11000000
            สองล้านห้าแสน = 2500000
            ร้อยล้าน = 100000000
            สามแสนล้าน = 300000000000
            เก้าแสนเก้าหมื่นเก้าพันเก้าร้อยเก้าสิบเก้า = 999999
            หนึ่งล้านเอ็ด = 1000001
            """)
    void wordsAreRead(String typed, String number) {
        assertThat(ThaiNumbers.read(typed)).isEqualTo(new BigDecimal(number));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '=', textBlock = """
            2 ล้าน = 2000000
            ๒ล้าน = 2000000
            2.5 ล้าน = 2500000
            1,250 ล้าน = 1250000000
            2.5 แสนล้าน = 250000000000
            3 หมื่น = 30000
            1.25 แสน = 125000
            2 ล้าน 5 แสน = 2500000
            2 ล้านห้าแสน = 2500000
            3 หมื่น 5 พัน = 35000
            5 ร้อย = 500
            """)
    void digitsWithAScaleAreRead(String typed, String number) {
        assertThat(ThaiNumbers.read(typed)).isEqualTo(new BigDecimal(number));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '=', textBlock = """
            สามคน = 3
            3 คน = 3
            3 หลัง = 3
            12 หลังคาเรือน = 12
            สิบสองครัวเรือน = 12
            500 บาท = 500
            ๕๐๐บาทถ้วน = 500
            2 ล้านบาท = 2000000
            3 houses = 3
            3 Baht = 3
            """)
    void aCountingWordMayFollow(String typed, String number) {
        assertThat(ThaiNumbers.read(typed)).isEqualTo(new BigDecimal(number));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s ค่ะ",
                "%sครับ",
                "%s นะคะ",
                "%sจ้าาา",
                "ครับ %s",
                "ค่ะ %s ค่ะ",
                " %s\n",
                "%s ครับผม!!",
                "%s เด้อ"
            })
    void politenessAroundIsNoMatter(String around) {
        assertThat(ThaiNumbers.read(around.formatted("ซาว"))).isEqualTo("20");
        assertThat(ThaiNumbers.read(around.formatted("๑๒ คน"))).isEqualTo("12");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ห้าแสนสอง",
                "สองพันห้า",
                "หมื่นห้า",
                "ล้านสอง",
                "สองล้านห้า",
                "ร้อยหนึ่ง",
                "ร้อยนึง",
                "พันหนึ่ง",
                "3 หมื่น 5",
                "2 ล้าน 5",
                "ห้าร้อย 5"
            })
    void whatCanMeanTwoNumbersIsNone(String typed) {
        assertThat(ThaiNumbers.read(typed)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "ค่ะ",
                "คน",
                "บาท",
                "เอ็ด",
                "ยี่",
                "สองสาม",
                "สองสามคน",
                "หนึ่งสองสาม",
                "2-3 คน",
                "12 13",
                "2 500",
                "1,25",
                "12,34,567",
                "1,2500",
                "1.2.3",
                ".5",
                "-5",
                "+5",
                "5%",
                "1e9",
                "0812345678",
                "007",
                "00",
                "0 ล้าน",
                "ประมาณ 12",
                "เกือบร้อย",
                "500 กว่าบาท",
                "หลายคน",
                "ไม่มี",
                "มี 3 คน",
                "3 คน กับ 2 คน",
                "3 กม.",
                "หมู่ 5",
                "ม.5",
                "ร้อยพัน",
                "ร้อยสองร้อย",
                "สองร้อยสามพัน",
                "สองพันร้อย",
                "สิบซาว",
                "ล้านล้าน",
                "2.5 แสน 3 หมื่น",
                "2.5 ล้าน 5 แสน",
                "2.5 ร้อยสิบ",
                "2.5 ร้อยเอ็ด",
                "1.5 แสน 5 แสน",
                "ห้าสิบเอ็ดสอง",
                "ศูนย์คนงาน",
                "สิบล้อ",
                "สามแยก",
                "twelve",
                "555",
                "๕๕๕๕ ค่ะ"
            })
    void anythingElseIsNone(String typed) {
        assertThat(ThaiNumbers.read(typed)).isNull();
    }

    @Test
    void aNumberSpeltInFullIsReadUnlessItEndsInALoneDigit() {
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            int number = i < 2000 ? i + 1 : random.nextInt(1, 1_000_000_000);
            // five thousand and two is said as 5,200 is, for short
            boolean open = number >= 1000 && number % 1000 > 0 && number % 1000 < 10;
            var words = spelt(number);
            assertThat(ThaiNumbers.read(words)).as(words).isEqualTo(open ? null : BigDecimal.valueOf(number));
        }
    }

    private static String spelt(int number) {
        return number < 1_000_000
                ? belowMillion(number)
                : spelt(number / 1_000_000) + "ล้าน" + belowMillion(number % 1_000_000);
    }

    private static String belowMillion(int number) {
        var words = new StringBuilder();
        int scale = 100_000;
        for (var name : SCALES) {
            int digit = number / scale % 10;
            words.append(digit == 0 ? "" : ONES[digit] + name);
            scale /= 10;
        }
        int tens = number / 10 % 10;
        words.append(tens == 0 ? "" : (tens == 1 ? "" : tens == 2 ? "ยี่" : ONES[tens]) + "สิบ");
        return words.append(tens > 0 && number % 10 == 1 ? "เอ็ด" : ONES[number % 10])
                .toString();
    }

    @Test
    void aLongTextIsNone() {
        assertThat(ThaiNumbers.read("สิบล้าน".repeat(600))).isNull();
    }
}
