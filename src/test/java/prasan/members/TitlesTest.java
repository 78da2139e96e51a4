package prasan.members;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TitlesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "สมชาย ใจดี",
                "นายสมชาย ใจดี",
                "นาย สมชาย  ใจดี",
                "ร.ต.อ.สมชาย ใจดี",
                "ร.ต.อ. สมชาย ใจดี",
                "ร. ต. อ. สมชาย ใจดี",
                "ร้อยตำรวจเอก สมชาย ใจดี",
                "ด.ต.หญิงสมชาย ใจดี",
                "ด.ต.หญิง สมชาย ใจดี",
                "จ.ส.อ.สมชาย ใจดี",
                "ดร.สมชาย ใจดี",
                "ดร. นายสมชาย ใจดี",
                "นาย ดร.สมชาย ใจดี",
                "ผศ.ดร.สมชาย ใจดี",
                "ว่าที่ ร.ต.สมชาย ใจดี",
                "ว่าที่ร้อยตรีสมชาย ใจดี",
                "ว่าที่ร้อยตรีหญิง สมชาย ใจดี",
                "พระครูสมชาย ใจดี",
                "พระ สมชาย ใจดี",
                "กำนันสมชาย ใจดี",
                "ผู้ใหญ่บ้านนายสมชาย ใจดี",
                "คุณสมชาย ใจดี",
                "Mr. สมชาย ใจดี"
            })
    void aTitleMakesNoOtherPerson(String name) {
        assertThat(PersonName.whole(name)).isEqualTo("สมชายใจดี");
        assertThat(Members.sameName(name, "พ.ต.ท. สมชาย ใจดี")).isTrue();
        assertThat(Members.sameName(name, "นายสมศักดิ์ ใจดี")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "คุณากร ใจดี, คุณากรใจดี",
        "นายคุณากร ใจดี, คุณากรใจดี",
        "นายคุณธรรม ใจดี, คุณธรรมใจดี",
        "นายพลเอก ใจดี, พลเอกใจดี",
        "นางสาวนางนวล ใจดี, นางนวลใจดี",
        "กำนัน, กำนัน",
        "นาย, นาย"
    })
    void aNameIsNotTakenForATitle(String name, String whole) {
        assertThat(PersonName.whole(name)).isEqualTo(whole);
    }

    @ParameterizedTest
    @CsvSource({"นายคุณธรรม ใจดี, นายธรรม ใจดี", "นายคุณากร ใจดี, นายากร ใจดี", "นางสาวนวล ใจดี, นางสาวนางนวล ใจดี"})
    void thoseAreTwoPeople(String one, String other) {
        assertThat(Members.sameName(one, other)).isFalse();
    }
}
