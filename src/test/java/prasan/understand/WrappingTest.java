package prasan.understand;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import prasan.chat.Folder;

/** What is said around the matter of a message, and what is not lost by it. */
class WrappingTest {
    private static final Understanding UNDERSTANDING =
            Understanding.of(Folder.packaged().files());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "สวัสดีครับ ผมผู้ใหญ่สมชาย หมู่ 5 น้ำไม่ไหลครับ | น้ำไม่ไหล | WATER",
                "ดิฉันชื่อสมหญิง ทดสอบ อยู่หมู่ 5 ต.ลาดหญ้า อ.เมืองกาญจนบุรี ไฟตกบ่อยมากเลย | ไฟตกบ่อยมากเลย | POWER",
                "ขอบคุณครับ แต่ไฟยังดับอยู่นะ | ไฟยังดับอยู่ | POWER or NR_REPORT_STILL",
                "น้ำไม่ไหลสามวันแล้ว ขอบคุณครับ | น้ำไม่ไหลสามวันแล้ว | WATER",
                "จะแจ้งเรื่องไฟครับ | เรื่องไฟ | POWER",
                "มีเรื่องจะแจ้งค่ะ ถนนพัง | ถนนพัง | ROAD",
                "ขอรบกวนแจ้งสะพานขาดหน้าวัดครับ | สะพานขาดหน้าวัด | ROAD",
                "ขอซ่อมฝาย | ขอซ่อมฝาย | WATER",
                "เรียน นายก อบต. ด้วยถนนในหมู่บ้านชำรุด จึงเรียนมาเพื่อโปรดพิจารณา | ถนนในหมู่บ้านชำรุด | ROAD",
                "ปัญหา: ท่อประปาแตก จุดเกิดเหตุ: หน้าตลาด ผู้แจ้ง: นายสมมุติ ตัวอย่าง | ท่อประปาแตก หน้าตลาด | WATER",
                "แจ้งไปหลายครั้งแล้ว ถนนหน้าวัดเป็นหลุมลึกมาก | แจ้งไปหลายครั้งแล้ว ถนนหน้าวัดเป็นหลุมลึกมาก | ROAD",
                "เรียนเจ้าหน้าที่ น้ำประปาไม่ไหลมา 3 วันแล้ว ขอให้มาดูด้วยครับ | น้ำประปาไม่ไหลมา 3 วันแล้ว ขอให้มาดูด้วย | WATER",
                "เรียนผู้ใหญ่ครับ บ้านผมน้ำไม่ไหล มีเด็กเล็กด้วย | บ้านผมน้ำไม่ไหล มีเด็กเล็กด้วย | WATER",
                "เรียน ผอ.เขตการไฟฟ้า ไฟตกทุกเย็น แจ้งหลายครั้งแล้ว | ไฟตกทุกเย็น แจ้งหลายครั้งแล้ว | POWER",
                "เรียน ถนนหน้าบ้านพังมาก ขอให้มาซ่อมด้วย | เรียน ถนนหน้าบ้านพังมาก ขอให้มาซ่อมด้วย | ROAD",
                "จึงเรียนมาเพื่อโปรดแก้ไขปัญหาน้ำไม่ไหล | จึงเรียนมาเพื่อโปรดแก้ไขปัญหาน้ำไม่ไหล | WATER",
                "ผมเป็นเกษตรกรน้ำท่วมนาหมดแล้ว | ผมเป็นเกษตรกรน้ำท่วมนาหมดแล้ว | DISASTER",
                "ขอบคุณที่มาซ่อมไฟหน้าวัดเมื่อวาน แต่ตอนนี้ดับอีกแล้ว | ขอบคุณที่มาซ่อมไฟหน้าวัดเมื่อวาน แต่ตอนนี้ดับอีกแล้ว | POWER or NR_THANKS",
                "เสาไฟหน้าบ้านเอียงแล้ว ฝากดูให้ด้วย ขอบคุณที่รับฟัง | เสาไฟหน้าบ้านเอียงแล้ว ฝากดูให้ด้วย | POWER",
                "ประเภท: ไฟฟ้า ปัญหา: ไฟดับทั้งซอย ผู้แจ้ง: นายสมมุติ ตัวอย่าง หมายเหตุ: มีผู้ป่วยใช้ออกซิเจน เวลา: ตั้งแต่ตีสอง | ประเภท: ไฟฟ้า ไฟดับทั้งซอย หมายเหตุ: มีผู้ป่วยใช้ออกซิเจน เวลา: ตั้งแต่ตีสอง | POWER"
            })
    void theMatterIsKeptBehindWhatIsSaidAroundIt(String text, String matter, String category) {
        var understood = UNDERSTANDING.apply(text);

        assertThat(understood.matter()).isEqualTo(matter);
        assertThat(category.split(" or ")).contains(understood.guesses().getFirst());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ดิฉันชื่อสมหญิง ทดสอบ อยู่หมู่ 5 ต.ลาดหญ้า ไฟตก | สมหญิง ทดสอบ | ''",
                "สวัสดีครับ ผมผู้ใหญ่สมชาย หมู่ 5 น้ำไม่ไหลครับ | สมชาย | VILLAGE_HEAD",
                "ผมนายทองดี ตัวอย่าง ผช.ผญบ. ม.2 ขยะไม่มีคนเก็บครับ | นายทองดี ตัวอย่าง | ASSISTANT_HEAD",
                "ผมเป็นสารวัตรกำนัน ถนนขาดครับ | '' | KAMNAN_INSPECTOR",
                "ดิฉันแพทย์ประจำตำบลค่ะ มีไข้เลือดออก | '' | TAMBON_DOCTOR",
                "ผมเป็น อสม. หมู่ 9 ครับ ยุงเยอะมาก | '' | HEALTH_VOLUNTEER",
                "ผมสมาชิก อบต. หมู่ 3 ครับ ไฟทางดับ | '' | COUNCIL_MEMBER",
                "ผมเป็นชาวบ้านหมู่ 2 ครับ น้ำไม่ไหล | '' | RESIDENT",
                "น้ำไม่ไหลสามวันแล้วครับ ผมชื่อสมชาย ตัวอย่าง ขอบคุณครับ | สมชาย ตัวอย่าง | ''",
                "ถนนพังมาก จึงเรียนมาเพื่อโปรดพิจารณา ขอแสดงความนับถือ นายสมชาย ตัวอย่าง ผู้ใหญ่บ้าน | นายสมชาย ตัวอย่าง | VILLAGE_HEAD",
                "ขอร้องเรียนกรรมการหมู่บ้านเอาเงินไปใช้เอง | '' | ''",
                "มีคนขายยาหลังวัด ชื่อสมชาย ตัวอย่าง | '' | ''",
                "ผู้ใหญ่บ้านไม่มาดูเลย ถนนพัง | '' | ''",
                "กำนันครับ น้ำไม่ไหล | '' | ''"
            })
    void sendersAreReadAsTheyIntroduceThemselves(String text, String name, String role) {
        var understood = UNDERSTANDING.apply(text);

        assertThat(understood.name()).isEqualTo(name);
        assertThat(understood.role()).isEqualTo(role);
    }

    @ParameterizedTest
    @CsvSource({
        "ผมชื่อสมปอง ทดลอง เป็นผู้ใหญ่บ้าน หมู่ 1 ครับ, NR_INTRODUCTION",
        "สวัสดีครับ, NR_GREETING",
        "ขอบคุณมากๆเลยครับ, NR_THANKS"
    })
    void aMannerIsTheAnswerWhereNothingElseIsSaid(String text, String code) {
        var understood = UNDERSTANDING.apply(text);

        assertThat(understood.guesses().getFirst()).isEqualTo(code);
        assertThat(understood.sure()).isTrue();
        assertThat(understood.matter()).isEmpty();
        assertThat(understood.matters()).isEmpty();
    }

    @Test
    void aListOfProblemsIsSeveralMattersAndSentencesAboutOneProblemAreOne() {
        assertThat(UNDERSTANDING
                        .apply("มีเรื่องมาแจ้ง 2 เรื่อง หมู่ 5 ครับ 1. ไฟถนนดับทั้งสาย 2. ท่อประปารั่วหน้าวัด")
                        .matters())
                .containsExactly("หมู่ 5 ไฟถนนดับทั้งสาย", "ท่อประปารั่วหน้าวัด");
        assertThat(UNDERSTANDING
                        .apply("เรื่องแรก ถนนเป็นหลุม อีกเรื่องคือขยะไม่มีคนเก็บ")
                        .matters())
                .containsExactly("ถนนเป็นหลุม", "ขยะไม่มีคนเก็บ");
        assertThat(UNDERSTANDING
                        .apply("ถนนพังมาก รถวิ่งไม่ได้เลย เป็นหลุมทั้งสาย")
                        .matters())
                .hasSize(1);
    }

    @Test
    void whatIsNoMatterOfItsOwnBelongsToTheOneBefore() {
        assertThat(UNDERSTANDING
                        .apply(
                                "หมู่ 5 ผู้สูงอายุล้มไปแล้ว 2 คน 1. ไฟทางดับ 2. ถนนเป็นหลุม 3. ลูกร้องไห้ทั้งคืน 4. ขอบคุณค่ะ")
                        .matters())
                .containsExactly("หมู่ 5 ผู้สูงอายุล้มไปแล้ว 2 คน ไฟทางดับ", "ถนนเป็นหลุม ลูกร้องไห้ทั้งคืน");
    }

    @ParameterizedTest
    @CsvSource({"ขอบคุณที่มาซ่อมไฟเมื่อวาน แต่ตอนนี้ดับอีกแล้ว", "ขอบคุณที่ดูแลครับ แต่ยังไม่มาเลย"})
    void thanksWithAButAreNoThanks(String text) {
        var understood = UNDERSTANDING.apply(text);

        assertThat(understood.sure() && understood.guesses().getFirst().equals("NR_THANKS"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "ผู้ใหญ่บ้านขายยาบ้าเอง, true",
        "ผู้ใหญ่บ้านเปิดบ่อนการพนัน, true",
        "กำนันทำร้ายชาวบ้าน, true",
        "ลูกชายกำนันขายยา, true",
        "อยากร้องเรียนนายอำเภอ, true",
        "อยากร้องเรียนพัฒนากร, true",
        "ผู้ใหญ่บ้านไม่เคยทำอะไรเลย แจ้งอะไรก็เฉย, true",
        "ผู้ใหญ่บ้านแจ้งว่ามีคนขายยาบ้า, false",
        "อยากให้ผู้ใหญ่บ้านมาดู มีคนขายยาหลังวัด, false",
        "ผู้ใหญ่บ้านโดนทำร้าย, false",
        "ตำรวจจับคนขายยาบ้าได้แล้ว, false",
        "วัยรุ่นเสพยาหน้าบ้านกำนัน, false",
        "ขโมยขึ้นบ้านผู้ใหญ่, false",
        "ร้องเรียนเรื่องถนนพัง, false"
    })
    void whatAnOfficialDoesIsToldFromWhatAnOfficialIsAskedFor(String text, boolean official) {
        assertThat(UNDERSTANDING.apply(text).official()).isEqualTo(official);
    }

    @ParameterizedTest
    @CsvSource({"อยากร้องเรียนผู้ใหญ่บ้าน", "นายกโกงงบถนน", "เจ้าหน้าที่เรียกเงินค่าเซ็นเอกสาร"})
    void aComplaintAboutAnOfficialIsSensitive(String text) {
        var guess = UNDERSTANDING.guess(text);

        assertThat(guess.first()).isEqualTo("OTHER");
        assertThat(guess.slots()).containsEntry("sub", "official");
        assertThat(guess.understood().sensitive()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "ผัวตีเมียทุกคืนข้างบ้าน",
        "มีคนขายยาบ้าหลังวัด",
        "แม่ป่วยหนักไม่มีรถไปหาหมอ",
        "หนี้นอกระบบตามทวงขู่จะทำร้าย",
        "เด็กอายุ 14 ท้อง"
    })
    void whatIsNobodyElsesBusinessIsSensitive(String text) {
        assertThat(UNDERSTANDING.apply(text).sensitive()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "หลังวัดมีคนขายยา อย่าบอกชื่อผมนะ",
        "ไม่ประสงค์ออกนาม ถนนพังครับ",
        "น้ำเสียจากโรงงาน ขอปกปิดชื่อ",
        "ห้ามเปิดเผยชื่อ มีคนตัดไม้",
        "keep me anonymous, someone sells drugs"
    })
    void whoWantsNoNameIsHeardAnywhere(String text) {
        assertThat(UNDERSTANDING.apply(text).nameless()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"แม่ป่วย", "มีเรื่องจะถาม", "หมา", "มีดบาด", "ก", "อืม"})
    void shortTextsAreNeverTakenForAngerOrThanks(String text) {
        var understood = UNDERSTANDING.apply(text);

        assertThat(understood.sure()
                        && Set.of("NR_ABUSE", "NR_THANKS")
                                .contains(understood.guesses().getFirst()))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "ไฟมาแล้วครับ, NR_REPORT_SOLVED",
        "น้ำไหลแล้ว ขอบคุณ, NR_REPORT_SOLVED",
        "ยังไม่มีใครมาดูเลย, NR_REPORT_STILL",
        "แจ้งซ้ำ ไฟดับเหมือนเดิม, NR_REPORT_STILL",
        "ยังไม่เสร็จ ถนนยังพังเหมือนเดิม, NR_REPORT_STILL",
        "ขอยกเลิกเรื่องที่แจ้งไว้, NR_REPORT_WITHDRAW",
        "ไม่ต้องมาแล้ว แจ้งผิด, NR_REPORT_WITHDRAW",
        "เพิ่มรูปเรื่องเมื่อกี้, NR_REPORT_ADD",
        "ย้ายบ้านแล้วครับไปอยู่หมู่ 3, NR_MOVED",
        "ผมลาออกจากผู้ใหญ่บ้านแล้ว, NR_MOVED",
        "เปลี่ยนผู้ใหญ่บ้านแล้ว ผมไม่ได้เป็นแล้ว, NR_MOVED",
        "แก้ชื่อ, NR_MY_DATA",
        "ลบข้อมูลฉันที, NR_MY_DATA",
        "อ่านไม่ออกตัวมันเล็ก, NR_LARGE_TEXT",
        "ขอตัวใหญ่ ๆ, NR_LARGE_TEXT",
        "ไม่อยากรับข่าวแล้ว, NR_STOP_NEWS",
        "หยุดส่งข่าวสาร, NR_STOP_NEWS",
        "เลื่อนประชุมหรอ, NR_MEETING",
        "ใครดูแลเรื่องนี้จะคุยด้วย, NR_CONTACT",
        "ยกเลิกเถอะ กดผิด, NR_CANCEL"
    })
    void whatIsSaidAboutOnesReportsAndOnesselfIsKnown(String text, String code) {
        var understood = UNDERSTANDING.apply(text);

        assertThat(understood.guesses().getFirst()).isEqualTo(code);
        assertThat(understood.sure()).isTrue();
    }

    @Test
    void aFullDescriptionStaysAReportThoughItWasToldBefore() {
        assertThat(UNDERSTANDING
                        .apply("แจ้งไปหลายรอบแล้ว ถนนหน้าโรงเรียนเป็นหลุมลึก รถล้มทุกวัน")
                        .guesses()
                        .getFirst())
                .isEqualTo("ROAD");
    }

    @Test
    void namesOfImportedAreasAreKnownFromThenOn() {
        var files = new java.util.HashMap<>(Folder.packaged().files());
        files.put(AreaNames.FILE, "tambon\tทุ่งสมมุติไฟ\n");
        var wider = Understanding.of(files);

        assertThat(wider.guess("น้ำไม่ไหล ม.3 ทุ่งสมมุติไฟ").slots()).containsEntry("tambon", "ทุ่งสมมุติไฟ");
        assertThat(UNDERSTANDING.guess("น้ำไม่ไหล ม.3 ทุ่งสมมุติไฟ").slots()).doesNotContainKey("tambon");
    }

    @ParameterizedTest
    @CsvSource({"ไฟดับ หมู่ห้า", "ไฟดับ หมู่ ๕", "ไฟดับ หมู่ที่ห้า", "ไฟดับ ม.5"})
    void numbersOfVillagesAreReadInWords(String text) {
        assertThat(UNDERSTANDING.apply(text).where()).isEqualTo("หมู่ 5");
    }

    @Test
    void aCommunityAndATownArePlaces() {
        assertThat(UNDERSTANDING
                        .apply("น้ำไม่ไหล ชุมชนวัดใต้ เทศบาลเมืองกาญจนบุรี")
                        .place())
                .contains("ชุมชนวัดใต้")
                .contains("เทศบาลเมืองกาญจนบุรี");
    }

    @ParameterizedTest
    @CsvSource({"!", "ครับ", "ขอ", "ขอบคุณ", "ผมชื่อ", "🙏", "ม.3 ", "น้ำไม่ไหล"})
    void whatIsRepeatedForLongIsReadToItsEnd(String text) {
        assertThat(UNDERSTANDING.apply(text.repeat(5000 / text.length())).guesses())
                .isNotEmpty();
    }
}
