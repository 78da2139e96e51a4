package prasan.members;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
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
                "Mr. สมชาย ใจดี",
                "Mr.สมชาย ใจดี",
                "นายแพทย์สมชาย ใจดี",
                "นายแพทย์ สมชาย ใจดี",
                "นพ. สมชาย ใจดี",
                "นพ.สมชาย ใจดี",
                "น.พ.สมชาย ใจดี",
                "รต.สมชาย ใจดี",
                "จสต.สมชาย ใจดี",
                "น.พ.สมชาย ใจดี",
                "นายดาบตำรวจ สมชาย ใจดี",
                "นายหมวดเอก สมชาย ใจดี",
                "นายกองตรีสมชาย ใจดี",
                "พล.ร.อ.สมชาย ใจดี",
                "พล.ร.ต. สมชาย ใจดี",
                "พลเรือเอก สมชาย ใจดี",
                "พลอากาศเอกสมชาย ใจดี",
                "นาวาอากาศโท สมชาย ใจดี",
                "เรืออากาศตรี สมชาย ใจดี",
                "พันจ่าอากาศเอก สมชาย ใจดี",
                "จ่าเอก สมชาย ใจดี",
                "พลทหาร สมชาย ใจดี",
                "หลวงตาสมชาย ใจดี",
                "พ.ต.อ.พิเศษ สมชาย ใจดี",
                "พ.ต.อ.(พิเศษ) สมชาย ใจดี",
                "ร.ต.ท. (หญิง) สมชาย ใจดี",
                "ร้อยตรี(หญิง) สมชาย ใจดี",
                "ดร สมชาย ใจดี",
                "รตอ. สมชาย ใจดี",
                "ร.ต.อ สมชาย ใจดี",
                "น.ส.สมชาย ใจดี",
                "นส. สมชาย ใจดี",
                "คุณ สมชาย ใจดี"
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
        "สิบเอก ใจดี, สิบเอกใจดี",
        "พันโท ใจดี, พันโทใจดี",
        "นายสิบเอก ใจดี, สิบเอกใจดี",
        "นพ ใจดี, นพใจดี",
        "คุณ ใจดี, คุณใจดี",
        "นายแพทย์ ใจดี, แพทย์ใจดี",
        "พลโทน ใจดี, พลโทนใจดี",
        "กำนันสมชาย, สมชาย",
        "mr.somchai jaidee, somchaijaidee",
        "นาย, นาย"
    })
    void aNameIsNotTakenForATitle(String name, String whole) {
        assertThat(PersonName.whole(name)).isEqualTo(whole);
    }

    @ParameterizedTest
    @CsvSource({
        "นายคุณธรรม ใจดี, นายธรรม ใจดี",
        "นายคุณากร ใจดี, นายากร ใจดี",
        "นางสาวนวล ใจดี, นางสาวนางนวล ใจดี",
        "พันโท ใจดี, สิบเอก ใจดี",
        "พันโท ใจดี, นายสมชาย ใจดี"
    })
    void thoseAreTwoPeople(String one, String other) {
        assertThat(Members.sameName(one, other)).isFalse();
    }

    @Test
    void politeOrASyllable() {
        assertThat(PersonName.beginnings("คุณธรรม ใจดี")).contains("คุณธรรมใจดี", "ธรรมใจดี", "ใจดี");
        assertThat(Members.sameName("คุณธรรม ใจดี", "นายธรรม ใจดี")).isTrue();
        assertThat(Members.surelySameName("คุณธรรม ใจดี", "นายธรรม ใจดี")).isFalse();
        assertThat(Members.surelySameName("คุณธรรม ใจดี", "นายคุณธรรม ใจดี")).isTrue();
        assertThat(Members.surelySameName("คุณ สมชาย ใจดี", "พ.ต.ท.สมชาย ใจดี")).isTrue();
    }
}
