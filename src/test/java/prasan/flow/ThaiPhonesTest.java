package prasan.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThaiPhonesTest {
    private static final String[] BEGINNINGS = {"6", "8", "9", "2", "32", "34", "39", "42", "45", "53", "56", "73", "77"
    };

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0812345678",
                "081-234-5678",
                "081 234 5678",
                "081.234.5678",
                "081–234–5678",
                "08 1234 5678",
                "08-1234-5678",
                "(081) 234-5678",
                "+66812345678",
                "+66 81 234 5678",
                "+66 (0)81-234-5678",
                "66812345678",
                "0066812345678",
                "๐๘๑๒๓๔๕๖๗๘",
                "๐๘๑-๒๓๔-๕๖๗๘",
                "โทร. 081-234-5678",
                "เบอร์ 0812345678",
                "เบอร์โทร: 0812345678",
                "tel 0812345678",
                "0812345678 ค่ะ",
                "081-234-5678ครับ",
                "ครับ ๐๘๑ ๒๓๔ ๕๖๗๘ นะครับ",
                " 0812345678\n",
                "08\u200B12345678"
            })
    void aMobileNumberIsReadHoweverItIsTyped(String typed) {
        assertThat(ThaiPhones.read(typed)).isEqualTo("+66812345678");
    }

    @ParameterizedTest
    @CsvSource({
        "034-123-456, +6634123456",
        "034123456, +6634123456",
        "0 3412 3456, +6634123456",
        "๐๓๔-๑๒๓-๔๕๖ ค่ะ, +6634123456",
        "02-123-4567, +6621234567",
        "0 2123 4567, +6621234567",
        "+66 2 123 4567, +6621234567",
        "077-123-456, +6677123456",
        "0612345678, +66612345678",
        "0912345678, +66912345678",
    })
    void otherNumbersAreRead(String typed, String e164) {
        assertThat(ThaiPhones.read(typed)).isEqualTo(e164);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ค่ะ",
                "081234567",
                "08123456789",
                "812345678",
                "0112345678",
                "0212345678",
                "0312345678",
                "0412345678",
                "0512345678",
                "0712345678",
                "0012345678",
                "031123456",
                "041123456",
                "046123456",
                "051123456",
                "057123456",
                "071123456",
                "078123456",
                "03412345",
                "034-123-4567",
                "02-123-456",
                "191",
                "1300",
                "1800123456",
                "+6681234567",
                "+660812345",
                "+85612345678",
                "+1 212 555 0100",
                "0812345678 0898765432",
                "034-123-456 ต่อ 12",
                "034-123456-7",
                "เบอร์ผม 0812345678 โทรได้เลย",
                "0812345678a",
                "ไม่มี"
            })
    void anythingElseIsNone(String typed) {
        assertThat(ThaiPhones.read(typed)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"+66812345678, 081-234-5678", "+6634123456, 034-123-456", "+6621234567, 02-123-4567"})
    void aNumberIsPrintedAsPeopleWriteIt(String e164, String printed) {
        assertThat(ThaiPhones.print(e164)).isEqualTo(printed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "0812345678", "66812345678", "+660812345678", "+6612345678", "+668123456789", "+6681234567๘"
            })
    void whatIsNoNumberOfThailandIsNotPrintedNorTold(String e164) {
        assertThatThrownBy(() -> ThaiPhones.print(e164))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no telephone number of Thailand in E.164");
    }

    @Test
    void whatIsPrintedIsReadAgain() {
        var random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            var beginning = BEGINNINGS[i % BEGINNINGS.length];
            boolean mobile = "689".contains(beginning);
            var number = new StringBuilder("+66" + beginning);
            while (number.length() < (mobile ? 12 : 11)) {
                number.append(random.nextInt(10));
            }
            var e164 = number.toString();
            assertThat(ThaiPhones.read(ThaiPhones.print(e164))).isEqualTo(e164);
            assertThat(ThaiPhones.read(e164)).isEqualTo(e164);
            assertThat(ThaiPhones.read("0" + e164.substring(3))).isEqualTo(e164);
        }
    }

    @Test
    void aLongTextIsNone() {
        assertThat(ThaiPhones.read("08-".repeat(600))).isNull();
    }
}
