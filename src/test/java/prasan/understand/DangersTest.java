package prasan.understand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import prasan.chat.Folder;
import prasan.flow.Danger;

class DangersTest {
    private static final Dangers DANGERS = Dangers.of(Folder.packaged().files());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            บ้านตาคำไฟลุกท่วมแล้ว | FIRE
            เด็กตกสระ | MEDICAL
            ไฟช๊อตคน | MEDICAL
            มอไซล้มหัวแตกเลือดออกเยอะ | MEDICAL
            ปากเบี้ยวแขนอ่อนแรง พูดไม่ชัด | MEDICAL
            เจ็บหน้าอกมาก | MEDICAL
            หายใจบ่ออก | MEDICAL
            งูเห่ากัด | MEDICAL
            กินยาฆ่าหญ้า | MEDICAL
            ไม่อยากอยู่แล้ว | SUICIDE
            เมียจะคลอดแล้ว | MEDICAL
            คนเมาถือขวานไล่ฟันคน | CRIME
            ผัวกระทืบเมีย | FAMILY
            หลานถูกจับตัวไป | CRIME
            น้ำท่วมสูงติดอยู่บนหลังคา | DISASTER
            เรียกรถพยาบาลให้หน่อย | MEDICAL
            my house is on fire | FIRE
            he is not breathing | MEDICAL
            ช่วยด้วย | HELP
            จ่วยโตย | HELP
            ซอยแน | HELP
            sos | HELP
            ไฟใหม้บ้าน | FIRE
            ไฟไหม้บ้านยาย 555 กำลังไหม้จริงๆ | FIRE
            ลูกหายใจไม่ออก!!!! | MEDICAL
            พ่อ ไม่ หายใจ แล้ว | MEDICAL
            คนท้องเจ็บท้องจะคลอด ถนนน้ำท่วมรถออกไม่ได้ | MEDICAL
            สายไฟขาดตกน้ำ มีคนเดินลุยอยู่ | POWER_LINE
            น้ำป่าทะลักเข้าหมู่บ้าน สูงเท่าเอวแล้ว ขอเรือด่วน!! | DISASTER
            """)
    void dangerIsHeardWithItsKind(String text, String kind) {
        assertThat(DANGERS.hear(text)).contains(new Danger(kind, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ท่อแตกน้ำไหลนองถนน",
                "โครงการถนนติดอยู่ในแผนมา 3 ปีแล้ว",
                "ข้าวจมน้ำหมดแล้ว 20 ไร่",
                "รถชนะเลิศประกวด",
                "ขอสนับสนุนรถกู้ชีพตำบล",
                "ปีที่แล้วไฟไหม้บ้านยาย อยากขอเงินช่วยเหลือ",
                "ซ้อมลูกทุ่งเสียงดังทุกคืน",
                "ฝนตกน้ำท่วม",
                "อาจจะถูกรถชน",
                "ถ้าไฟไหม้จะลำบาก",
                "กลัวเด็กตกน้ำ",
                "อบรมช่วยคนจมน้ำ",
                "ดูข่าวคนถูกยิงแล้วสงสาร",
                "ค่าไฟแพงจนหัวใจจะวาย",
                "ควายตกน้ำ",
                "ไฟดับทั้งหมู่บ้าน",
                "สวัสดีค่ะ",
                "ขอบคุณครับ",
                "ใช่",
                "หมู่ 5",
                "1",
                "",
                "   ",
                "👍"
            })
    void whatOnlySoundsLikeDangerIsNone(String text) {
        assertThat(DANGERS.hear(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ช่วยหน่อยค่ะ", "help"})
    void aWeakCryIsPerhapsDanger(String text) {
        assertThat(DANGERS.hear(text)).contains(new Danger("HELP", false));
    }

    /** ตะเคียน is a tree and a village, not เฆี่ยน; ทับยายเชียง is a tambon, and nobody lies under anything. */
    @Test
    void aNameOfAPlaceIsNoDanger() throws IOException {
        assertThat(DANGERS.hear(
                        "เรียน นายอำเภอ ด้วยฝายน้ำล้นห้วยตะเคียน หมู่ที่ 3 ชำรุดเสียหายจากน้ำหลาก ราษฎรไม่มีน้ำใช้"))
                .isEmpty();
        try (var areas = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(DangersTest.class.getResourceAsStream("/areas/areas.csv")),
                StandardCharsets.UTF_8))) {
            var names = areas.lines()
                    .skip(1)
                    .map(line -> line.split(",", -1)[1])
                    .distinct()
                    .toList();
            assertThat(names).hasSizeGreaterThan(6000);
            assertThat(names.stream()
                            .flatMap(name -> Stream.of("ถนนบ้าน%sพังเป็นหลุมครับ", "โรงเรียน%sไม่มีห้องน้ำ")
                                    .map(text -> text.formatted(name)))
                            .filter(text ->
                                    DANGERS.hear(text).filter(Danger::certain).isPresent()))
                    .isEmpty();
        }
    }

    @Test
    void theSameEventInAnotherTimeIsNone() {
        assertThat(DANGERS.hear("รถชนกันหน้าวัด มีคนเจ็บ")).map(Danger::certain).contains(true);
        assertThat(certain("เมื่อปีก่อนรถชนกันหน้าวัด มีคนเจ็บ")).isFalse();
        assertThat(certain("ข่าวรถชนกันหน้าวัด มีคนเจ็บ")).isFalse();
        assertThat(certain("กลัวรถชนกันหน้าวัด")).isFalse();
        assertThat(certain("รถชนกันหน้าวัดบ่อยมาก ขอไฟกระพริบ")).isFalse();
    }

    @Test
    void aWordIsNotTakenForAnotherThatSoundsAlike() {
        assertThat(DANGERS.hear("ผัวเมามาซ้อมอีกแล้ว")).contains(new Danger("FAMILY", true));
        assertThat(certain("เรียกช่างมาซ่อมอีกแล้ว")).isFalse();
        assertThat(DANGERS.explain("ได้ยินเสียงเฆี่ยน เด็กร้อง").getFirst()).doesNotContain("เสี่ยง");
    }

    @Test
    void whatBeganYesterdayAndGoesOnIsDanger() {
        assertThat(DANGERS.hear("เมื่อวานแม่ล้ม ตอนนี้ปลุกไม่ตื่น")).contains(new Danger("MEDICAL", true));
        assertThat(certain("เมื่อวานไฟดับ ตอนนี้ก็ยังไม่มา")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ตอนนี้น้ำขุ่น",
                "ตอนนี้น้ำยังไม่มา",
                "ตอนนี้ตาไปไร่",
                "ตอนนี้ลูกเรียนออนไลน์ไม่ได้",
                "ตอนนี้หมอกลงด้วย",
                "ตอนนี้ยายรออยู่"
            })
    void thatSomethingHappensNowIsNoSignOfDanger(String text) {
        assertThat(certain(text)).isFalse();
    }

    private static boolean certain(String text) {
        return DANGERS.hear(text).filter(Danger::certain).isPresent();
    }

    @Test
    void longAndHostileTextsAreReadToo() {
        var long5000 = "ถนนเป็นหลุมมาก ".repeat(400);
        assertThat(DANGERS.hear(long5000)).isEmpty();
        for (var text : List.of(
                "น".repeat(5000),
                "เ".repeat(5000),
                "คน".repeat(2500),
                "ิ่".repeat(2000),
                "ตก".repeat(2000),
                "\n\t\r ".repeat(500),
                "ไฟ .. <คน> | ไหม้")) {
            assertThat(DANGERS.explain(text)).hasSize(2);
        }
    }

    @Test
    void twoReadersOfTheSameFilesHearTheSame() {
        var other = Dangers.of(Folder.packaged().files());
        for (var text : List.of("งูกัดพ่อ", "ไฟไหม้", "น้ำไม่ไหล", "แม่ไม่สบายมาก", "ลุงล้ม")) {
            assertThat(other.explain(text)).isEqualTo(DANGERS.explain(text));
        }
        var heard = IntStream.range(0, 64)
                .parallel()
                .mapToObj(i -> DANGERS.hear("งูกัดพ่อ"))
                .distinct()
                .toList();
        assertThat(heard).containsExactly(Optional.of(new Danger("MEDICAL", true)));
    }

    @Test
    void theReasonsNameVerdictKindAndCues() {
        assertThat(DANGERS.explain("งูเห่ากัดพ่อ").getFirst())
                .startsWith("danger      DANGER MEDICAL")
                .contains("<งู>กัด");
    }

    private static Map<String, String> files(String cues, String examples) {
        var files = new HashMap<>(Folder.packaged().files());
        files.put(Dangers.CUES, cues);
        files.put(Dangers.EXAMPLES, examples);
        return files;
    }

    @Test
    void faultyFilesAreReportedAtTheirPlace() {
        var cues = """
                group\tคน\t-\tคน | เด็ก
                sign\tFLOOD\t4\tน้ำท่วม
                sign\tFIRE\t9\tไฟไหม้
                sign\tFIRE\t4\t<บ้าน>ไหม้
                oops\t-\t1\tไฟไหม้
                sign\tFIRE\t4\tไฟไหม้ | .. บ้าน
                sign\tFIRE\t4
                """;
        assertThatThrownBy(() -> Dangers.of(files(cues, "ไฟไหม้\tFIRE\nน้ำไหล\tWATER\n")))
                .isInstanceOf(Faulty.class)
                .hasMessageContaining("understanding-danger.tsv:2:6: no kind of danger: FLOOD")
                .hasMessageContaining("understanding-danger.tsv:3:11: the weight is 1 to 4, not 9")
                .hasMessageContaining("understanding-danger.tsv:4:13: no group: บ้าน")
                .hasMessageContaining("understanding-danger.tsv:5:1: no part of a message: oops")
                .hasMessageContaining("understanding-danger.tsv:6:13: a word is missing")
                .hasMessageContaining("understanding-danger.tsv:7:")
                .hasMessageContaining("understanding-danger-examples.tsv:2:8: no kind of danger, nor NONE: WATER");
    }

    @Test
    void filesWithoutSignsOrExamplesAreRefused() {
        assertThatThrownBy(() -> Dangers.of(files("", "ไฟไหม้\tFIRE\nน้ำไหล\tNONE\n")))
                .isInstanceOf(Faulty.class)
                .hasMessageContaining("there must be a sign of danger");
        assertThatThrownBy(() -> Dangers.of(files("sign\tFIRE\t4\tไฟไหม้\n", "ไฟไหม้\tFIRE\n")))
                .isInstanceOf(Faulty.class)
                .hasMessageContaining("there must be examples of danger and of NONE");
        assertThatThrownBy(() -> Dangers.of(Map.of()))
                .isInstanceOf(Faulty.class)
                .hasMessageContaining("understanding-danger.tsv:1:1: the file is missing");
    }
}
