package prasan.understand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import prasan.chat.Folder;

class UnderstandingTest {
    private static final Map<String, String> FILES = Folder.packaged().files();
    private static final Understanding UNDERSTANDING = Understanding.of(FILES);

    @ParameterizedTest
    @CsvSource({
        "น้ำไม่ไหลสามวันแล้วค่ะ หมู่ 8 บ้านหนองปลาไหล, WATER",
        "น้ำไม่ไหลสามวันแล้วค่ะหมู่๘บ้านหนองปลาไหล, WATER",
        "น้ำปะปาไม่ใหลเลยยยยย, WATER",
        "น้ำบ่ไหลมาสองมื้อแล้วเด้อ, WATER",
        "น้ำบ่ไหลแหมแล้วเจ้า จ่วยผ่อหื้อกำ, WATER",
        "หนนพังเหม็ดแล้ว แขบมาแลที, ROAD",
        "ไฟดับทั้งหมู่บ้านตั้งแต่เมื่อคืน, POWER",
        "ขี้เหยื้อบ่มีไผมาเก็บ, ENVIRONMENT",
        "โครงการถนนคอนกรีตหมู่ 5 ถึงไหนแล้ว, NR_PLAN_STATUS",
        "ปีนี้ใครได้โล่บ้างคะ, NR_AWARD",
        "เรื่องที่แจ้งน้ำไม่ไหลไปเมื่อวานถึงไหนแล้ว, NR_REPORT_STATUS",
        "สวัสดีค่าาาา, NR_GREETING",
        "ขอบคุณที่มาซ่อมถนนให้นะคะ, NR_THANKS",
        "ฝันว่าน้ำท่วมบ้าน ซื้อเลขอะไรดี, NR_RANDOM",
        "ระบบห่วยแตก, NR_ABUSE"
    })
    void theFirstGuessIsWhatIsMeant(String message, String category) {
        assertThat(UNDERSTANDING.guess(message).first()).isEqualTo(category);
    }

    @Test
    void aClearReportStartsAndSaysWhatItAlreadyTells() {
        var guess = UNDERSTANDING.guess(
                "น้ำไม่ไหล ๓ วันแล้วค่ะ หมู่ ๘ ต.ลาดหญ้า หน้าวัดดอนเจดีย์ เดือดร้อน 20 หลังคาเรือน");

        assertThat(guess.clear()).isTrue();
        assertThat(guess.slotsJson())
                .isEqualTo(
                        "{\"sub\": \"tap_outage\", \"moo\": 8, \"tambon\": \"ลาดหญ้า\", \"place\": \"หน้าวัดดอนเจดีย์\","
                                + " \"since_text\": \"๓ วัน\", \"since_days\": 3, \"households\": 20}");
        assertThat(guess.toTsv(true))
                .startsWith("น้ำไม่ไหล ๓ วัน")
                .contains("\tWATER\t")
                .contains("\tyes\t{");
    }

    @ParameterizedTest
    @CsvSource({
        "โครงการขุดบ่อบาดาลหมู่ 3 ได้งบหรือยัง",
        "ไฟดับต้องโทรเบอร์ไหน",
        "แจ้งไฟดับไปเมื่อวานทำไมยังไม่มีใครมา",
        "ดูข่าวน้ำท่วมแล้วสงสารจัง",
        "ขายข้าวสารกิโลละ 25 ส่งถึงบ้าน",
        "ประชุมเรื่องน้ำท่วมพรุ่งนี้กี่โมง",
        "ขอบคุณที่มาซ่อมไฟให้ครับ",
        "มีเรื่อง",
        "ก",
        "🙏",
        "...",
        "ช่วยที"
    })
    void whatIsNoReportOrNotClearStartsNothing(String message) {
        assertThat(UNDERSTANDING.guess(message).clear()).isFalse();
    }

    @Test
    void aTambonIsKnownByItsWholeNameAlsoWithoutItsLabel() {
        assertThat(UNDERSTANDING.guess("ลิงลงมารื้อครัว ม.3 ปากแพรก").slots()).containsEntry("tambon", "ปากแพรก");
        assertThat(UNDERSTANDING.guess("ไฟดับ ม.4 ต.ทุ่งกระบ่ำ").slots())
                .containsEntry("tambon", "ทุ่งกระบ่ำ")
                .containsEntry("moo", 4);
        assertThat(UNDERSTANDING.guess("ไฟดับค่ะ ผญบ.ม.4").slots()).containsEntry("moo", 4);
    }

    @Test
    void aSchoolClassAndAKilometreAreNoVillages() {
        assertThat(UNDERSTANDING.guess("เด็กเรียน ม.3 ไม่มีเงินเรียนต่อ").slots())
                .doesNotContainKey("moo");
        assertThat(UNDERSTANDING.guess("ถนนพังตรง กม.12").slots()).doesNotContainKey("moo");
    }

    @Test
    void explainsByWordsAndLetters() {
        assertThat(UNDERSTANDING.explain("ไฟดับทั้งหมู่บ้าน", true))
                .anyMatch(line -> line.startsWith("first") && line.contains("POWER"))
                .anyMatch(line -> line.startsWith("word") && line.contains("ไฟดับ → POWER/outage"))
                .anyMatch(line -> line.startsWith("started") && line.endsWith("yes"));
    }

    @Test
    void theSameFilesGiveTheSameNumbers() {
        var again = Understanding.of(FILES);

        assertThat(again.guess("ถนนเป็นหลุม")).isEqualTo(UNDERSTANDING.guess("ถนนเป็นหลุม"));
    }

    @Test
    void messagesOfATextAreItsFirstColumn() {
        assertThat(Understanding.messages("\uFEFFtext\tcategory\texpected\r\nไฟดับ\tPOWER\t{}\r\n\nน้ำท่วม"))
                .containsExactly("ไฟดับ", "", "น้ำท่วม");
        assertThat(Understanding.messages("text me")).containsExactly("text me");
    }

    @Test
    void faultsOfTheFilesAreToldWithTheirPlaces() {
        var files = new HashMap<>(FILES);
        files.put(Understanding.EXAMPLES, "ไฟดับ\tPOWER\nน้ำไม่ไหล\tน้ำ\n");
        files.put(Understanding.WORDS, "POWER\toutage\t9\tไฟดับ\nHEALTH\t-\t4\t1669\n");
        files.put(Understanding.SPELLINGS, "lao\tบ่\tไม่\n");
        files.remove(Understanding.SLOTS);

        assertThatThrownBy(() -> Understanding.of(files))
                .isInstanceOf(Faulty.class)
                .hasMessageContaining("understanding-slots.tsv:1:1: the file is missing")
                .hasMessageContaining("understanding-words.tsv:1:14: the weight is 1 to 8, not 9")
                .hasMessageContaining("understanding-words.tsv:2:12: a number alone is any number: 1669")
                .hasMessageContaining("understanding-spellings.tsv:1:1: no kind of word: lao")
                .hasMessageContaining("understanding-examples.tsv:2:11: no category: น้ำ");
    }

    @Test
    void anExampleOfACategoryThatNoWordSpeaksForIsASlip() {
        var files = new HashMap<>(FILES);
        files.merge(Understanding.EXAMPLES, "น้ำไม่ไหลเลย\tWATRE\n", String::concat);
        assertThatThrownBy(() -> Understanding.of(files))
                .isInstanceOf(Faulty.class)
                .hasMessageContaining("no word of understanding-words.tsv speaks for WATRE");
    }

    @Test
    void wordsThatOnlyEndLikeParticlesAreKept() {
        var spelling = Spelling.read(
                "spellings", "keep\tหน้า\nkeep\tนาที\nparticle\tน้า\nparticle\tที\n", new java.util.ArrayList<>());

        assertThat(spelling.withoutParticles("ข้างหน้า ห้านาที มาดูที")).isEqualTo("ข้างหน้า ห้านาที มาดู ");
    }
}
