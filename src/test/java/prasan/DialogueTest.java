package prasan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import prasan.support.Api;
import prasan.support.Chat;
import prasan.support.Pictures;

/** Whole conversations through the whole program: signed webhook, database, LINE's API. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DialogueTest {
    private Bot bot;

    @BeforeAll
    void start() {
        bot = Bot.start();
    }

    @AfterAll
    void stop() {
        bot.close();
    }

    @Test
    void aReportIsFiledAndEveryChangeIsTold() {
        var head = bot.chat("นางตัวอย่าง หนึ่ง");
        head.step(p -> p.follows(), "ต้องการทำอะไรคะ");
        head.step(p -> p.taps("แจ้งปัญหา"), "เรื่องใดคะ");
        head.step(p -> p.taps("ถนน/สะพาน"), "รายละเอียด");
        head.step(p -> p.says("ถนนเป็นหลุมใหญ่ กว้างสองเมตร"), "หมู่ที่เท่าไร");
        head.step(p -> p.says("ต.ลาดหญ้า อ.เมืองกาญจนบุรี"), "หมู่ที่เท่าไร");
        head.step(p -> p.says("๕"), "ขอทราบชื่อ");
        head.step(p -> p.says("นางตัวอย่าง หนึ่ง"), "ตรวจดูก่อนส่ง");
        head.step(p -> p.sendsPhoto(Pictures.jpeg()), "1 รูป");
        head.step(
                p -> p.sendsPlace(null, "ต.ลาดหญ้า อ.เมืองกาญจนบุรี จ.กาญจนบุรี 71190", 14.128, 99.409),
                "ตรวจดูก่อนส่ง");
        head.step(p -> p.taps("แก้ไข"), "ข้อใดคะ");
        head.step(p -> p.taps("รายละเอียด"), "เล่ารายละเอียด");
        var summary = head.step(p -> p.says("ถนนเป็นหลุมใหญ่หน้าโรงเรียน กว้างสองเมตร"), "ตรวจดูก่อนส่ง");
        assertThat(summary.getLast()).contains("หน้าโรงเรียน", "1 รูป");
        var send = head.button("ส่งเรื่อง");
        var thanks = head.step(p -> p.taps("ส่งเรื่อง"), "ส่งเรื่องถึงเจ้าหน้าที่แล้วค่ะ");
        var number = thanks.getLast().replaceAll("(?s).*(R-[0-9]{4}-[0-9]{4}).*", "$1");

        // a second tap on the same button shows the receipt again and files nothing
        head.step(p -> p.taps(send), number);
        var report = bot.api.get("/api/reports/" + number);
        assertThat(report.status()).isEqualTo(200);
        assertThat(report.at("/category")).isEqualTo("ROAD");
        assertThat(report.at("/area")).isEqualTo("71010705");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> bot.api.get("/api/reports/" + number + "/photos/1").status() == 200);

        var changed = bot.api.post(
                "/api/reports/" + number + "/status", "{\"status\":\"ACKNOWLEDGED\",\"note\":\"จะเข้าตรวจวันจันทร์\"}");
        assertThat(changed.status()).isEqualTo(200);
        var told = head.hears("ความคืบหน้าเรื่องที่แจ้ง");
        assertThat(told.getLast()).contains(number, "รับเรื่องแล้ว", "จะเข้าตรวจวันจันทร์");
        head.step(p -> p.says("ติดตามเรื่อง"), "เรื่องใดคะ");
        var status = head.step(p -> p.says(number), "ทำอะไรกับเรื่องนี้");
        assertThat(String.join("\n", status)).contains(number, "จะเข้าตรวจวันจันทร์");
    }

    @Test
    void wordsAroundTheMatterDecideWhoSeesAReportToo() {
        var shy = bot.chat("นางสมมุติ หก");
        shy.step(
                p -> p.says("อย่าบอกชื่อผมนะ น้ำประปาไม่ไหลทั้งหมู่บ้าน หมู่ 5 ต.ลาดหญ้า อ.เมืองกาญจนบุรี"),
                "ใช่ไหมคะ");
        var unnamed = shy.step(p -> p.says("ใช่ครับ"), "ตรวจดูก่อนส่ง");
        assertThat(String.join("\n", unnamed)).contains("ไม่เปิดเผยชื่อท่าน");
        assertThat(filed(shy).at("/sensitive")).isEqualTo("false");

        var wronged = bot.chat("นางสมมุติ เจ็ด");
        wronged.step(
                p -> p.says("ขอร้องเรียน อสม. ไม่ยอมไปเยี่ยมคนป่วย หมู่ 5 ต.ลาดหญ้า อ.เมืองกาญจนบุรี"), "ใช่ไหมคะ");
        var complaint = wronged.step(p -> p.says("ใช่ครับ"), "ตรวจดูก่อนส่ง");
        assertThat(String.join("\n", complaint)).contains("ไม่เปิดเผยชื่อท่าน");
        assertThat(filed(wronged).at("/aboutOfficial")).isEqualTo("true");
    }

    private Api.Answer filed(Chat chat) {
        var thanks = chat.step(p -> p.taps("ส่งเรื่อง"), "ส่งเรื่องถึงเจ้าหน้าที่แล้วค่ะ");
        var number = thanks.getLast().replaceAll("(?s).*(R-[0-9]{4}-[0-9]{4}).*", "$1");
        return bot.api.get("/api/reports/" + number);
    }

    @Test
    void twoTambonsOfOneNameAreToldApart() {
        var guest = bot.chat("นายสมมุติ สอง");
        guest.step(p -> p.says("ตรวจสอบแผน"), "พื้นที่ใดคะ");
        var choice = guest.step(p -> p.says("ท่าเสา กาญจนบุรี"), "จาก 2 ข้อ");
        assertThat(choice.getLast()).contains("ไทรโยค", "ท่ามะกา");
        guest.step(p -> p.says("1"), "ยังไม่มีโครงการ");
    }

    @Test
    void wordsOfDangerAreAnsweredWithTheHotlinesFirst() {
        var head = bot.villageHead("นางตัวอย่าง สาม");
        var answer = head.step(p -> p.says("ไฟไหม้บ้านทั้งหลัง หมู่ 5 ช่วยด้วย"), "โทร 199");
        assertThat(head.person().labels()).contains("199 ดับเพลิง/กู้ภัย", "1669 เจ็บป่วยฉุกเฉิน", "แจ้งเรื่องนี้ด้วย");
        assertThat(answer).hasSize(1);
        await().untilAsserted(
                        () -> assertThat(bot.api.get("/api/work?kind=DANGER").at("/items/0/kind"))
                                .isEqualTo("DANGER"));
    }

    @Test
    void inAGroupOnlyAMentionIsAnsweredAndNothingIsSaidAboutAnybody() {
        var person = bot.line.user("นายจำลอง สี่");
        var group = bot.line.group("กลุ่มทดสอบ", person);
        person.in(group).says("แจ้งปัญหา");
        person.in(group).saysToBot("แจ้งปัญหา");
        person.in(group).hears("แชตส่วนตัว");
        assertThat(person.in(group).texts()).hasSize(1);
    }

    @Test
    void peopleAreGreetedInTheLanguageOfTheirLine() {
        var thai = bot.line.user("นายจำลอง ไทย").follows();
        thai.hears("ต้องการทำอะไรคะ");
        // in a language that we do not speak
        var other = bot.line.user("นายจำลอง ต่างแดน", "my").follows();
        other.hears("ต้องการทำอะไรคะ");
        // last, as the first profile of a process takes long to fetch, and is waited for two seconds
        var english = bot.line.user("Alex Example", "en-GB").follows();
        english.hears("What would you like to do?");
        assertThat(english.texts().getFirst()).startsWith("Hello, this is \"Prasan\"");
    }

    @Test
    void everythingIsThereInEnglish() {
        var guest = bot.chat("Alex Example");
        guest.step(p -> p.says("English"), "What would you like to do?");
        guest.step(p -> p.taps("Report a problem"), "What is the problem about?");
        guest.step(p -> p.taps("Water supply"), "what happened");
        guest.step(p -> p.says("No water for three days now"), "Which village");
        guest.step(p -> p.says("หมู่ 3 ต.ลาดหญ้า อ.เมืองกาญจนบุรี"), "your name");
        guest.step(p -> p.says("Alex Example"), "Please check");
        var thanks = guest.step(p -> p.taps("Send the report"), "Sent to the officers");
        var number = thanks.getLast().replaceAll("(?s).*(R-[0-9]{4}-[0-9]{4}).*", "$1");
        bot.api.post("/api/reports/" + number + "/status", "{\"status\":\"ACKNOWLEDGED\",\"note\":\"On our way\"}");
        assertThat(guest.hears("News of your report").getLast()).contains("received", "On our way");
    }

    @Test
    void somebodyWhoBlockedTheAccountHearsWhenTheyAreBackOfWhatTheyMissed() {
        var head = bot.villageHead("นางตัวอย่าง ห้า");
        head.step(p -> p.says("แจ้งปัญหา"), "เรื่องใดคะ");
        head.step(p -> p.taps("ประปา/น้ำใช้"), "รายละเอียด");
        head.step(p -> p.says("น้ำไม่ไหลสามวันแล้วค่ะ"), "ตรวจดู");
        var thanks = head.step(p -> p.says("ส่งเรื่อง"), "ส่งเรื่องถึงเจ้าหน้าที่แล้วค่ะ");
        var number = thanks.getLast().replaceAll("(?s).*(R-[0-9]{4}-[0-9]{4}).*", "$1");
        head.person().blocks();
        await().until(() -> bot.database
                        .jdbi()
                        .withHandle(handle -> handle.createQuery(
                                        "SELECT COUNT(*) FROM chat WHERE id = ? AND blocked_at IS NOT NULL")
                                .bind(0, head.person().id())
                                .mapTo(int.class)
                                .one())
                == 1);
        var answer = bot.api.post("/api/reports/" + number + "/status", "{\"status\":\"ACKNOWLEDGED\"}");
        assertThat(answer.at("/notReachableSince")).matches("[0-9]{4}-.*Z");
        var kept = bot.database
                .jdbi()
                .withHandle(handle -> handle.createQuery(
                                "SELECT state FROM outbox WHERE about LIKE 'report-change:%' AND chat_id = ?")
                        .bind(0, head.person().id())
                        .mapTo(String.class)
                        .list());
        assertThat(kept).containsExactly("MISSED");
        var missed = bot.api.get("/api/deliveries?state=MISSED");
        assertThat(missed.text()).contains("report-change:");
        var people = bot.api.get("/api/deliveries/" + missed.at("/items/0/id") + "/recipients");
        assertThat(people.at("/items/0/state")).isEqualTo("MISSED");
        assertThat(people.at("/items/0/notReachableSince")).matches("[0-9]{4}-.*Z");
        assertThat(people.at("/items/0/member")).matches("[0-9]+");

        head.person().follows();
        head.hears("ความคืบหน้า");
        // a block that LINE tells of late, when the person has written since, is none
        var late = JsonNodeFactory.instance
                .objectNode()
                .put("type", "unfollow")
                .put("mode", "active")
                .put("timestamp", System.currentTimeMillis() - 3_600_000)
                .put("webhookEventId", "01KB00000000000000000LATE0");
        late.putObject("source").put("type", "user").put("userId", head.person().id());
        late.putObject("deliveryContext").put("isRedelivery", true);
        assertThat(bot.line.platform().deliver(List.of(late)).taken()).isTrue();
        head.step(p -> p.says("สวัสดีค่ะ"), "ค");
        assertThat(bot.api.get("/api/reports/" + number).at("/notReachableSince"))
                .isEqualTo("null");
    }

    /** A place is as long as its column is, counted as the column counts: marks above and below a letter are letters. */
    @Test
    void aPlaceThatIsJustShortEnoughIsFiledAndALongerOneIsAskedForAgain() {
        var head = bot.villageHead("นางตัวอย่าง ที่อยู่");
        head.step(p -> p.says("แจ้งปัญหา"), "เรื่องใดคะ");
        head.step(p -> p.taps("ถนน/สะพาน"), "รายละเอียด");
        head.step(p -> p.says("ถนนเป็นหลุมใหญ่ค่ะ"), "ตรวจดู");
        head.step(p -> p.taps("แก้ไข"), "ข้อใดคะ");
        head.step(p -> p.taps("สถานที่"), "ตรงไหนคะ");
        head.step(p -> p.says("กี้".repeat(300)), "สั้น ๆ");
        head.step(p -> p.says("กี้".repeat(100)), "ตรวจดู");
        var thanks = head.step(p -> p.taps("ส่งเรื่อง"), "ส่งเรื่องถึงเจ้าหน้าที่แล้วค่ะ");
        var number = thanks.getLast().replaceAll("(?s).*(R-[0-9]{4}-[0-9]{4}).*", "$1");
        assertThat(bot.api.get("/api/reports/" + number).at("/place/words")).isEqualTo("กี้".repeat(100));
    }

    @Test
    void whoeverStoppedATopicHearsNothingOfItUntilTheyWantItAgain() {
        var head = bot.villageHead("นางตัวอย่าง เงียบ");
        head.step(p -> p.says("แจ้งปัญหา"), "เรื่องใดคะ");
        head.step(p -> p.taps("ถนน/สะพาน"), "รายละเอียด");
        head.step(p -> p.says("ถนนเป็นหลุมใหญ่ค่ะ"), "ตรวจดู");
        var thanks = head.step(p -> p.says("ส่งเรื่อง"), "ส่งเรื่องถึงเจ้าหน้าที่แล้วค่ะ");
        var number = thanks.getLast().replaceAll("(?s).*(R-[0-9]{4}-[0-9]{4}).*", "$1");
        wish(head, "เรื่องที่แจ้งไว้", "ไม่รับ");
        wish(head, "แผนและโครงการ", "ไม่รับ");
        var code = "KRI-70-9001";
        assertThat(bot.api
                        .post(
                                "/api/projects",
                                "{\"code\":\"" + code
                                        + "\",\"name\":\"ซ่อมถนน\",\"dimension\":\"โครงสร้างพื้นฐาน\",\"budgetBaht\":1000,\"doType\":\"SELF\",\"fiscalYearBe\":2570,\"area\":\"71010705\"}")
                        .status())
                .isEqualTo(201);
        bot.api.post("/api/reports/" + number + "/status", "{\"status\":\"ACKNOWLEDGED\"}");
        assertThat(bot.api
                        .post(
                                "/api/reports/" + number + "/status",
                                "{\"status\":\"LINKED_TO_PLAN\",\"project\":\"" + code + "\"}")
                        .status())
                .isEqualTo(200);
        bot.api.post("/api/projects/" + code + "/stage", "{\"stage\":\"VILLAGE_PLAN\"}");
        assertThat(told(head)).isEmpty();

        wish(head, "แผนและโครงการ", "รับ");
        bot.api.post("/api/projects/" + code + "/stage", "{\"stage\":\"TAMBON_REVIEW\"}");
        assertThat(told(head)).containsExactly("PLANS");
        head.hears("ซ่อมถนน");
    }

    private void wish(Chat head, String topic, String wish) {
        head.step(p -> p.says("ข้อมูลของฉัน"), "ต้องการทำอะไร");
        head.step(p -> p.taps("เลือกเรื่องที่รับ"), "เรื่องใดคะ");
        head.step(p -> p.taps(topic), "ต้องการรับแจ้ง");
        head.step(p -> p.taps(wish), "ตั้งค่าตามนี้ไหม");
        head.step(p -> p.taps("ตั้งค่า"), "ตั้งค่าให้แล้ว");
    }

    private List<String> told(Chat head) {
        return bot.database
                .jdbi()
                .withHandle(
                        handle -> handle.createQuery("SELECT topic FROM outbox WHERE topic IS NOT NULL AND chat_id = ?")
                                .bind(0, head.person().id())
                                .mapTo(String.class)
                                .list());
    }
}
