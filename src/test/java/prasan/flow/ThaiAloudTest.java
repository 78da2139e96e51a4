package prasan.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A text is read aloud as somebody says it who stands at the microphone of a village. */
class ThaiAloudTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            พ.ศ. 2569 | พุทธศักราช 2569
            09.00 น. | เก้านาฬิกา
            เวลา 13:30 | เวลา สิบสามนาฬิกาสามสิบนาที
            09.00-12.00 น. | เก้านาฬิกาถึงสิบสองนาฬิกา
            09.00 น. - 16.30 น. | เก้านาฬิกาถึงสิบหกนาฬิกาสามสิบนาที
            15 ธ.ค. | วันที่ 15 ธันวาคม
            วันที่ 15 ธ.ค. 2569 | วันที่ 15 ธันวาคม พุทธศักราช 2569
            ๑๕-๑๗ ธ.ค. ๖๙ | วันที่ 15 ถึง 17 ธันวาคม พุทธศักราช 2569
            วันจันทร์ที่ 7 ธันวาคม 2569 | วันจันทร์ที่ 7 ธันวาคม พุทธศักราช 2569
            05/12/2569 | วันที่ 5 ธันวาคม พุทธศักราช 2569
            15 ธ.ค. 09.00 น. | วันที่ 15 ธันวาคม เก้านาฬิกา
            โทร. 034-511-200 | โทรศัพท์ ศูนย์สามสี่ ห้าหนึ่งหนึ่ง สองศูนย์ศูนย์
            สายด่วน 1669 | สายด่วน หนึ่งหกหกเก้า
            หมู่ 5 ต.ลาดหญ้า อ.เมือง จ.กาญจนบุรี | หมู่ที่ 5 ตำบลลาดหญ้า อำเภอเมือง จังหวัดกาญจนบุรี
            ม.5 | หมู่ที่ 5
            ศอช.ต. ลาดหญ้า | ศูนย์ประสานงานองค์การชุมชนระดับตำบล ลาดหญ้า
            ณ รพ.สต. | ณ โรงพยาบาลส่งเสริมสุขภาพตำบล
            งบ 480,000 บาท | งบ สี่แสนแปดหมื่น บาท
            1,250,000.50 บาท | หนึ่งล้านสองแสนห้าหมื่นจุดห้าศูนย์ บาท
            ลด 50% | ลด 50 เปอร์เซ็นต์
            ยาว 3.5 กม. | ยาว สามจุดห้า กิโลเมตร
            กว้าง 450 ม. | กว้าง 450 เมตร
            3-5 คน | 3 ถึง 5 คน
            บ้านเลขที่ 12/3 | บ้านเลขที่ 12 ทับ 3
            พบกัน 🙏 นะคะ | พบกัน นะคะ
            ดูที่ https://example.org/a?b=1 ได้ | ดูที่ ได้
            """)
    void itIsSaid(String written, String said) {
        assertThat(ThaiAloud.of(written)).isEqualTo(said);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 10, 11, 20, 21, 101, 111, 1001, 21_121, 480_000, 1_000_000, 1_000_001, 21_000_021})
    void aNumberInWordsIsReadAsItself(long number) {
        assertThat(ThaiNumbers.read(ThaiNumberWords.of(number))).isEqualByComparingTo(BigDecimal.valueOf(number));
    }

    @Test
    void aTextOfSeveralLinesKeepsThem() {
        assertThat(ThaiAloud.of("วาระ\n- แผนปี พ.ศ. 2570\n- อื่น ๆ")).isEqualTo("วาระ\nแผนปี พุทธศักราช 2570\nอื่น ๆ");
    }
}
