package prasan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import prasan.chat.Replay;
import prasan.simulator.Deed;
import prasan.support.Chat;
import prasan.support.Pictures;
import prasan.support.TestDatabase;

/** What happened to a person is played again from what is stored. */
class ReplayTest {
    private final Bot bot = Bot.start();

    @AfterEach
    void close() {
        // some of these tests spoil what is stored
        bot.app.close();
        bot.line.close();
        bot.database.close();
    }

    private Chat report(String name) {
        var head = bot.villageHead(name);
        head.step(p -> p.says("แจ้งปัญหา"), "เรื่องใดคะ");
        head.step(p -> p.taps("ถนน/สะพาน"), "รายละเอียด");
        head.step(p -> p.says("ถนนเป็นหลุมใหญ่หน้าโรงเรียน"), "ตรวจดู");
        head.step(p -> p.sendsPhoto(Pictures.jpeg()), "1 รูป");
        head.step(p -> p.taps("ส่งเรื่อง"), "ส่งเรื่องถึงเจ้าหน้าที่แล้วค่ะ");
        return head;
    }

    private Replay.Result replayed(Chat chat) {
        return bot.database
                .jdbi()
                .withHandle(handle -> new Replay(handle, ShippedActions.signatures())
                        .run(chat.person().id()));
    }

    private void spoil(String sql) {
        bot.database.jdbi().useHandle(handle -> assertThat(handle.execute(sql)).isPositive());
    }

    @Test
    void anotherRunOfTheProgramSaysTheVeryBytesAndStandsWhereItStood() throws IOException, InterruptedException {
        var head = report("นางตัวอย่าง หนึ่ง");
        var process = command(head.person().id());
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said).matches("(?s).*1[0-9] rounds played again, 0 left out, 0 differences\\s*");
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void aChatThatNothingIsKeptOfIsNoSuccess() throws IOException, InterruptedException {
        var process = command("U00000000000000000000000000000000");
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said).doesNotContain("0 rounds");
        assertThat(process.waitFor()).isEqualTo(1);
    }

    /** The command in another run of the program. */
    private Process command(String chat) throws IOException {
        var command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "prasan.Main",
                        "replay",
                        chat)
                .redirectError(new File("/dev/null"));
        command.environment().put("DATABASE_URL", TestDatabase.url(Bot.schema(bot.database)));
        command.environment().put("DATABASE_USER", TestDatabase.user());
        command.environment().put("DATABASE_PASSWORD", TestDatabase.password());
        return command.start();
    }

    @Test
    void aMessageThatIsNotWhatTheConversationSaysIsFound() {
        var head = report("นางตัวอย่าง สอง");
        spoil(
                "UPDATE outbox SET messages = REPLACE(messages, 'ส่งเรื่องถึงเจ้าหน้าที่แล้วค่ะ', 'ส่งเรื่องแล้ว') WHERE messages LIKE '%ส่งเรื่องถึงเจ้าหน้าที่แล้วค่ะ%'");
        assertThat(replayed(head).differences())
                .singleElement()
                .asString()
                .matches("event:\\w+: the messages are others");
    }

    @Test
    void aSessionThatNoConversationLedToIsFound() {
        var head = report("นางตัวอย่าง สาม");
        head.step(p -> p.says("แจ้งปัญหา"), "เรื่องใดคะ");
        spoil("UPDATE session SET state = REPLACE(state, '\"language\":\"th\"', '\"language\":\"en\"')");
        assertThat(replayed(head).differences())
                .containsExactly("at the end: the session is not the one that is stored");
    }

    @Test
    void anActionThatWasNotDoneIsFound() {
        var head = report("นางตัวอย่าง สี่");
        spoil(
                "UPDATE played_round SET acts = REPLACE(acts, 'reports.file', 'reports.read') WHERE acts LIKE '%reports.file%'");
        assertThat(replayed(head).differences())
                .singleElement()
                .asString()
                .endsWith("reports.file is to be done, it was reports.read");
    }

    @Test
    void aConversationIsReplayedInTheWordsOfItsTime() {
        var head = report("นางตัวอย่าง ห้า");
        // as if the words had been others then: what is kept counts, not what is shipped
        spoil(
                "UPDATE edition SET files = REPLACE(files, 'title: ส่งเรื่องถึงเจ้าหน้าที่แล้วค่ะ', 'title: ได้ส่งเรื่องถึงเจ้าหน้าที่แล้วค่ะ')");
        assertThat(replayed(head).differences()).singleElement().asString().endsWith("the messages are others");
    }

    @Test
    void whatWasTakenBackIsLeftOutAndTheReplayGoesOnAtTheNextBeginning() {
        var head = report("นางตัวอย่าง หก");
        var complete = replayed(head);
        head.step(p -> p.says("ขอบคุณมากค่ะ คุณป้าสมมุติ"), "ยินดีค่ะ");
        var sent = head.person().lastWebhook().body();
        head.person().does(new Deed.Unsend(sent.replaceAll("(?s).*\"id\":\"([0-9]+)\".*", "$1")));
        head.step(p -> p.says("เมนู"), "ต้องการทำอะไรคะ");
        var result = replayed(head);
        assertThat(result.differences()).isEmpty();
        assertThat(result.left()).isEqualTo(1);
        assertThat(result.played()).isGreaterThan(complete.played());
    }

    @Test
    void aReportThatWasTypedFreelyIsRetoldToItsEnd() {
        var head = bot.villageHead("นางตัวอย่าง แปด");
        head.step(p -> p.says("น้ำประปาไม่ไหลมาสามวันแล้ว คุณป้าแดงเดือดร้อนมาก"), "แจ้งปัญหา ประปา");
        head.step(p -> p.taps("ใช่ แจ้งเรื่องนี้"), "ตรวจดู");
        head.step(p -> p.sendsPhoto(Pictures.jpeg()), "1 รูป");
        head.step(p -> p.sendsPlace(null, "ต.ลาดหญ้า อ.เมืองกาญจนบุรี จ.กาญจนบุรี 71190", 14.128, 99.409), "ตรวจดู");
        head.step(p -> p.taps("แก้ไข"), "แก้ไขข้อใดคะ");
        head.step(p -> p.taps("รายละเอียด"), "รายละเอียด");
        head.step(p -> p.says("น้ำไม่ไหลทั้งซอย คนแก่ลำบากมาก"), "ตรวจดู");
        head.step(p -> p.taps("ส่งเรื่อง"), "ส่งเรื่องถึงเจ้าหน้าที่แล้วค่ะ");
        head.step(p -> p.says("ขอบคุณมากค่ะ คุณป้าสมมุติ"), "ยินดีค่ะ");
        var retold = bot.database
                .jdbi()
                .withHandle(handle -> new Replay(handle, ShippedActions.signatures())
                        .retold(head.person().id()));

        assertThat(retold).contains("> [ใช่ แจ้งเรื่องนี้]", "> [ส่งเรื่อง]").noneMatch(line -> line.startsWith("#"));
        assertThat(String.join("\n", retold)).doesNotContain("ป้าแดง", "ป้าสมมุติ", "คนแก่ลำบาก", "14.128");
        assertThat(Bot.retold(bot.database).faults()).isEmpty();
    }

    @Test
    void aConversationIsRetoldAsATranscriptThatHoldsWithNothingPersonalInIt() {
        var head = report("นางตัวอย่าง เจ็ด");
        head.step(p -> p.says("ติดตามเรื่อง"), "เรื่องใดคะ");
        head.step(p -> p.says("1"), "เลขที่");
        var retold = bot.database
                .jdbi()
                .withHandle(handle -> new Replay(handle, ShippedActions.signatures())
                        .retold(head.person().id()));
        assertThat(retold).contains("> [ถนน/สะพาน]", "> [ส่งเรื่อง]").noneMatch(line -> line.startsWith("#"));
        assertThat(String.join("\n", retold))
                .contains("= reports.file {", "ส่งเรื่องถึงเจ้าหน้าที่แล้วค่ะ")
                .doesNotContain("ตัวอย่าง", "โรงเรียน", "-0001", head.person().id());
        assertThat(Bot.retold(bot.database).faults()).isEmpty();
        assertThat(Bot.retold(bot.database).ran()).isEqualTo(1);
    }
}
