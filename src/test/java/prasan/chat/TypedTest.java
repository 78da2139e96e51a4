package prasan.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import prasan.flow.Input;
import prasan.flow.Need;
import prasan.flow.Value;

/** Messages that are typed when nothing is under way. */
class TypedTest {
    private static final Value.Area TAMBON = new Value.Area("710107", "ต.ลาดหญ้า", "Lat Ya");
    private static final Value.Area VILLAGE = new Value.Area("71010708", "หมู่ 8 ต.ลาดหญ้า", "Moo 8 Lat Ya");
    private static final Input KNOWN = new Input.Outcome(
            "known",
            Map.of(
                    "name",
                    new Value.Text("นายจำลอง"),
                    "role",
                    new Value.Code("role", "KAMNAN"),
                    "area",
                    new Value.Area("71010705", "หมู่ 5 ต.ลาดหญ้า", "Moo 5 Lat Ya")));

    private static Input.Item item(Value.Area area) {
        return new Input.Item(area, area.th(), area.th(), List.of());
    }

    private static Input acted(Need need) {
        return need instanceof Need.Act act && act.action().equals("reports.care")
                ? new Input.Outcome("ordinary", Map.of())
                : KNOWN;
    }

    /** @param found what is found for a query */
    private static Play play(Input.Found found) {
        return Play.of().work(need -> need instanceof Need.Look ? found : acted(need));
    }

    private static String toTheArea(Play play) {
        return play.taps("ใช่ แจ้งเรื่องนี้");
    }

    @Test
    void whatIsMissingInTheAreaIsAskedFor() {
        var play = play(Input.Found.refused("village", item(TAMBON)));

        assertThat(play.says("น้ำประปาขุ่นมาก ต.ลาดหญ้า")).startsWith("แจ้งปัญหา ประปา/น้ำใช้ ต.ลาดหญ้า ใช่ไหมคะ");
        assertThat(toTheArea(play)).startsWith("ต.ลาดหญ้า หมู่ที่เท่าไรคะ");
        assertThat(play.work(need -> Input.Found.of(List.of(item(VILLAGE)))).says("8"))
                .contains("ตรวจดูก่อนส่งนะคะ", "หมู่ 8 ต.ลาดหญ้า");
    }

    @Test
    void anAreaThatIsNotFoundIsAskedForAsIfNothingHadBeenSaid() {
        var play = play(Input.Found.refused("none"));
        play.says("น้ำประปาขุ่นมาก ต.ไม่มีที่นี่");

        assertThat(toTheArea(play)).startsWith("อยู่หมู่ที่เท่าไร ตำบลอะไรคะ").contains("[หมู่ 5 ต.ลาดหญ้า]");
    }

    @Test
    void ofSeveralAreasOneIsChosen() {
        var play = play(
                Input.Found.of(List.of(item(VILLAGE), item(new Value.Area("71050208", "หมู่ 8 ต.ท่าเสา", "Moo 8")))));
        play.says("น้ำประปาขุ่นมาก หมู่ 8 ต.ลาดหญ้า");

        assertThat(toTheArea(play)).contains("1: หมู่ 8 ต.ลาดหญ้า", "2: หมู่ 8 ต.ท่าเสา");
        assertThat(play.taps("หมู่ 8 ต.ท่าเสา")).contains("ตรวจดูก่อนส่งนะคะ", "หมู่ 8 ต.ท่าเสา");
    }

    @Test
    void goingBackAsksForTheAreaThatTheMessageHadAnswered() {
        var play = play(Input.Found.of(List.of(item(VILLAGE))));
        play.says("น้ำประปาขุ่นมาก หมู่ 8 ต.ลาดหญ้า");

        assertThat(toTheArea(play)).contains("ตรวจดูก่อนส่งนะคะ");
        assertThat(play.says("ย้อนกลับ")).startsWith("อยู่หมู่ที่เท่าไร ตำบลอะไรคะ");
    }

    @Test
    void aShortMessageIsADetail() {
        var play = play(Input.Found.of(List.of()));

        assertThat(play.says("ไฟดับ")).startsWith("แจ้งปัญหา ไฟฟ้า/ไฟส่องสว่าง ใช่ไหมคะ");
        assertThat(play.taps("ใช่ แจ้งเรื่องนี้")).contains("ตรวจดูก่อนส่งนะคะ", "รายละเอียด: ไฟดับ");
    }

    @Test
    void theOtherGuessIsOneTapAway() {
        var play = play(Input.Found.of(List.of()));
        play.says("มีเรื่องเดือดร้อน ถนนกับน้ำประปาพังหมด");

        assertThat(play.taps("ถนน/สะพาน")).contains("ตรวจดูก่อนส่งนะคะ");
        assertThat(play.value("category")).isEqualTo("category/ROAD");
        assertThat(play.value("detail")).isEqualTo(TWO_MATTER);
    }

    private static final String TWO = "มีเรื่องเดือดร้อน ถนนกับน้ำประปาพังหมด";
    private static final String TWO_MATTER = "ถนนกับน้ำประปาพังหมด";

    @Test
    void theUnsureQuestionListsItsChoicesAndTakesTheirNumbersAndPartsOfThem() {
        for (var text : List.of("2", "ข้อ 2", "ถนน", "สะพาน", "Roads")) {
            var play = play(Input.Found.of(List.of()));

            assertThat(play.says(TWO))
                    .contains("1. ประปา/น้ำใช้", "2. ถนน/สะพาน", "3. เลือกหัวข้ออื่น", "4. ไม่ได้แจ้งปัญหา");
            assertThat(play.says(text)).as(text).contains("ตรวจดูก่อนส่งนะคะ");
            assertThat(play.value("category")).isEqualTo("category/ROAD");
            assertThat(play.value("detail")).isEqualTo(TWO_MATTER);
        }
    }

    @Test
    void whatIsNoAnswerToTheUnsureQuestionLeavesTheMessageWaiting() {
        for (var text : List.of("ใช่", "ไม่ใช่ค่ะ", "อะไรนะ", "9", "ครับ")) {
            var play = play(Input.Found.of(List.of()));
            play.says(TWO);

            assertThat(play.says(text)).as(text).contains("2. ถนน/สะพาน");
            assertThat(play.value("detail")).isEqualTo(TWO_MATTER);
        }
    }

    @Test
    void anUnsureMessageIsKeptWhileSomethingElseIsPutAside() {
        var play = play(Input.Found.of(List.of()));
        play.says("น้ำประปาขุ่นมาก");
        play.taps("ใช่ แจ้งเรื่องนี้");
        play.says("กว้างเป็นวา");
        play.says("เมนู");

        assertThat(play.says(TWO)).contains("1. ประปา/น้ำใช้");
        assertThat(play.value("detail")).isEqualTo(TWO_MATTER);
        assertThat(play.drafts()).containsExactly("report-problem");
    }

    @Test
    void photosAreKeptWhereverTheReportStandsAndToldOnce() {
        var play = play(Input.Found.of(List.of(item(VILLAGE))));
        play.says("น้ำประปาขุ่นมาก หมู่ 8 ต.ลาดหญ้า");
        assertThat(play.photo("a")).contains("เก็บรูปไว้ 1 รูปแล้วค่ะ", "ใช่ไหมคะ");
        assertThat(play.taps("ใช่ แจ้งเรื่องนี้")).contains("ตรวจดูก่อนส่งนะคะ", "1 รูป");
        var set = new Input.PhotoSet("album", 2);
        assertThat(play.does(new Input.Photo("b", set))).isEmpty();
        assertThat(play.does(new Input.Photo("c", set))).contains("เก็บรูปไว้ 3 รูปแล้วค่ะ");
        assertThat(play.photo("d")).contains("เก็บรูปไว้ 4 รูปแล้วค่ะ", "ตรวจดูก่อนส่งนะคะ");
        assertThat(play.photo("e")).contains("เก็บไว้ 4 รูปแรกแล้วค่ะ", "ตรวจดูก่อนส่งนะคะ");
    }

    @Test
    void aPhotoAtTheSummaryIsKeptThoughTheQuestionForPhotosWasSkipped() {
        var play = play(Input.Found.of(List.of(item(VILLAGE))));
        play.says("น้ำประปาขุ่นมาก หมู่ 8 ต.ลาดหญ้า");

        assertThat(toTheArea(play)).contains("ตรวจดูก่อนส่งนะคะ");
        assertThat(play.photo("a")).contains("เก็บรูปไว้ 1 รูปแล้วค่ะ");
    }

    @Test
    void anOptionIsTakenInEitherLanguage() {
        var play = play(Input.Found.of(List.of()));
        play.says("english");
        play.says("report a problem");

        assertThat(play.says("ถนน/สะพาน")).startsWith("Please");
        assertThat(play.value("category")).isEqualTo("category/ROAD");
    }

    @Test
    void withDangerToLifeTheCardIsAllThatIsSaidAndAReportIsOneTapAway() {
        var play = play(Input.Found.of(List.of(item(VILLAGE))));

        assertThat(play.says("ไฟไหม้บ้านทั้งหลัง หมู่ 3"))
                .startsWith("*ไฟไหม้ โทร 199 ทันทีนะคะ*")
                .contains("[199 ดับเพลิง/กู้ภัย] [1669")
                .endsWith("[แจ้งเรื่องนี้ด้วย]");
        assertThat(play.over()).isTrue();
        assertThat(play.taps("แจ้งเรื่องนี้ด้วย")).contains("ตรวจดูก่อนส่งนะคะ", "ไฟไหม้บ้านทั้งหลัง");
        assertThat(play.value("category")).isEqualTo("category/DISASTER");
    }

    @Test
    void dangerInTheMiddleParksTheConversationAndTheSecondDangerIsHeardToo() {
        var play = play(Input.Found.of(List.of(item(VILLAGE))));
        play.says("น้ำประปาขุ่นมาก");
        play.taps("ใช่ แจ้งเรื่องนี้");

        assertThat(play.says("ไฟไหม้บ้านข้าง ๆ ช่วยด้วย"))
                .contains("โทร 199")
                .endsWith("[แจ้งเรื่องนี้ด้วย] [↩ น้ำประปาขุ่นมาก]");
        assertThat(play.says("พ่อหมดสติไม่หายใจแล้ว"))
                .contains("โทร 1669")
                .endsWith("[แจ้งเรื่องนี้ด้วย] [↩ น้ำประปาขุ่นมาก]");
        assertThat(play.drafts()).containsExactly("report-problem");
    }

    @Test
    void whereItIsSaidAfterTheNumbersBelongsToTheDanger() {
        var play = play(Input.Found.of(List.of(item(VILLAGE))));
        play.says("ไฟไหม้บ้านยายมา ช่วยด้วย");

        assertThat(play.says("หมู่ 8")).contains("ใช่ไหมคะ");
        assertThat(play.value("detail")).contains("ไฟไหม้บ้านยายมา");
    }

    @Test
    void trainingsDrillsNewsAndMoneyAreNoAlarmThoughTheyNameDangers() {
        for (var text : List.of(
                "อบรมดับเพลิงไฟไหม้วันไหนคะ",
                "ซ้อมแผนไฟไหม้ที่โรงเรียนวันพุธนี้นะครับ",
                "ข่าวบอกว่าดินถล่มที่ญี่ปุ่น",
                "เงินชดเชยไฟไหม้ได้หลังละเท่าไหร่",
                "fire drill at school on Wednesday")) {
            assertThat(play(Input.Found.of(List.of())).says(text)).as(text).doesNotContain("199", "1784");
        }
    }

    @Test
    void whoCriesForHelpIsHeardWhateverElseIsSaid() {
        for (var text : List.of(
                "ไฟไหม้บ้านช่วยด้วย",
                "กำลังอบรมอยู่ ไฟไหม้ห้องประชุม ช่วยด้วย",
                "ไม่ใช่ซ้อมแผนนะ ไฟไหม้จริง ด่วน",
                "house on fire please help")) {
            assertThat(play(Input.Found.of(List.of())).says(text)).as(text).contains("[199 ");
        }
    }

    @Test
    void helpAloneIsAnsweredWithTheNumbersAlone() {
        assertThat(play(Input.Found.of(List.of())).says("ช่วยด้วยค่ะ"))
                .startsWith("*หากมีคนอยู่ในอันตราย โปรดโทรทันที*")
                .endsWith("[แจ้งเรื่องนี้ด้วย]");
    }

    @Test
    void cancellingOrGoingBackAtTheQuestionMeansNoReport() {
        var play = play(Input.Found.of(List.of()));
        play.says("น้ำประปาขุ่นมาก");

        assertThat(play.says("ยกเลิก")).startsWith("ได้ค่ะ ไม่ได้แจ้งปัญหานะคะ");
        assertThat(play.over()).isTrue();
    }

    @Test
    void withoutAWordOfItInSystemYamlNothingIsUnderstoodAndWithOneTheListsMustBeThere() {
        var files = new java.util.TreeMap<>(Folder.packaged().files());
        files.keySet().removeIf(name -> name.endsWith(".tsv"));
        var signatures = prasan.ShippedActions.signatures();
        assertThatThrownBy(() -> Conversations.read(new Folder(files), signatures))
                .hasMessageContaining("understanding-words.tsv:1:1: the file is missing");

        for (var system : List.of("system.yaml", "system.en.yaml")) {
            files.computeIfPresent(
                    system,
                    (name, text) -> text.replaceFirst("(?ms)^danger:.*?(?=^typed:)", "")
                            .replaceFirst("(?ms)^typed:.*?(?=^texts:)", ""));
        }
        assertThat(Conversations.read(new Folder(files), signatures).typed()).isNull();
    }
}
