package prasan.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static prasan.flow.PersonalWords.Kind.ACCOUNT;
import static prasan.flow.PersonalWords.Kind.EMAIL;
import static prasan.flow.PersonalWords.Kind.MOBILE;
import static prasan.flow.PersonalWords.Kind.NATIONAL_ID;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is somebody's own is found however it is written, and what an office gives is not taken for it. */
class PersonalWordsTest {
    private static final Set<String> OFFICE = Set.of("034-511-000");

    // made up; its last digit fits
    @ParameterizedTest
    @ValueSource(
            strings = {
                "เลข 1234567890121 ค่ะ",
                "1-2345-67890-12-1",
                "1 2345 67890 12 1",
                "1.2345.67890.12.1",
                "๑-๒๓๔๕-๖๗๘๙๐-๑๒-๑",
                "๑๒๓๔๕๖๗๘๙๐๑๒๑",
                "1–2345–67890–12–1",
                "12345 67890 121",
                "1 2 3 4 5 6 7 8 9 0 1 2 1",
                "1\u200b234567890121",
                "1234567890121"
            })
    void aNationalIdIsFound(String text) {
        assertThat(PersonalWords.in(text, OFFICE)).contains(NATIONAL_ID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "โทร 081-234-5678",
                "0812345678",
                "๐๘๑-๒๓๔-๕๖๗๘",
                "08 1234 5678",
                "061.234.5678",
                "+66 81 234 5678",
                "+66(0)812345678",
                "ผู้ใหญ่สมชาย 09-8765-4321 หรือ 034-511-200"
            })
    void aMobileNumberIsFound(String text) {
        assertThat(PersonalWords.in(text, OFFICE)).containsExactly(MOBILE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "123-4-56789-0",
                "โอนเข้าบัญชี 020012345678 ธ.ก.ส.",
                "เลขที่บัญชี ๑๒๓ ๔ ๕๖๗๘๙ ๐",
                "4567890123 ธนาคารออมสิน",
                "Please transfer to 4567890123"
            })
    void aBankAccountIsFound(String text) {
        assertThat(PersonalWords.in(text, OFFICE)).containsExactly(ACCOUNT);
    }

    @Test
    void anAddressOfAPersonIsFoundAndThatOfAnOfficeIsNot() {
        assertThat(PersonalWords.in("ส่งที่ Somchai.T@gmail.com", OFFICE)).containsExactly(EMAIL);
        assertThat(PersonalWords.in("ส่งที่ kanchanaburi@cdd.go.th", OFFICE)).isEmpty();
        assertThat(PersonalWords.in("https://example.org/?to=a%40b", OFFICE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ขอเชิญประชุมวันที่ 15 ธ.ค. เวลา 09.00 น. สอบถาม 034-511-200 หรือ 02-141-6000",
                "อบรมวันที่ 06.12.2569 09.00-12.00 น. ห้อง 12",
                "06-12-2569 09.00 น. และ 08.30-16.30 15 ธ.ค.",
                "5-12-2569 09.00 น.",
                "เจ็บป่วยฉุกเฉิน 1669 สายด่วน 1300 1567",
                // the last digit does not fit
                "รหัส 1234567890123",
                // of an office
                "เลขประจำตัวผู้เสียภาษี 0994000160321",
                "งบประมาณ 1,250,000 บาท โครงการ 71010705-2569",
                "บัญชีรายชื่อครัวเรือน 15-12-2569 09.00 น."
            })
    void whatAnOfficeGivesIsNotTakenForIt(String text) {
        assertThat(PersonalWords.in(text, OFFICE)).isEmpty();
    }

    @Test
    void theOfficesOwnMobileMayBeGiven() {
        assertThat(PersonalWords.in("โทร 081-234-5678", Set.of("0812345678"))).isEmpty();
        assertThat(PersonalWords.in("โทร 081-234-5679", Set.of("0812345678"))).containsExactly(MOBILE);
    }

    @Test
    void theRuleSaysWhatToDo() {
        assertThat(PersonalWords.rule("โทร 081-234-5678", Set.of()))
                .isEqualTo("must have no mobile number: give the office's telephone");
        assertThat(PersonalWords.rule("ขอเชิญประชุม", Set.of())).isEmpty();
        assertThat(PersonalWords.rule(null, Set.of())).isEmpty();
    }
}
