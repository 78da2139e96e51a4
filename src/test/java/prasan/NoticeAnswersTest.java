package prasan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import prasan.http.Right;
import prasan.notices.NoticeData;
import prasan.support.Api;

/** What a notice asks, what people answer by one tap, and who is silent. */
class NoticeAnswersTest {
    private static final String CHOICES =
            ",\"choices\":[{\"th\":\"ไปได้\"},{\"th\":\"ไปไม่ได้\"},{\"th\":\"ส่งคนแทน\"}]";

    private final NoticeDesk desk = new NoticeDesk();

    @AfterEach
    void close() {
        desk.close();
    }

    private String code(String more) {
        return desk.writer.post("/api/notices", NoticeDesk.notice(more)).at("/code");
    }

    @Test
    void oneTapAnswersTheQuestionAndAnotherChangesItUntilTheNoticeIsOver() {
        var one = desk.chat(desk.member("นางตัวอย่าง หนึ่ง"));
        var two = desk.chat(desk.member("นางตัวอย่าง สอง", "710107"));
        desk.member("นางตัวอย่าง เงียบ", "710107");
        var number = desk.sent(CHOICES + ",\"latestAt\":\"2026-12-02T03:00:00Z\"");
        one.hears(NoticeDesk.TITLE);
        one.step(p -> p.taps("ไปได้"), "คำตอบของท่าน: ไปได้");
        one.step(p -> p.taps("ส่งคนแทน"), "เปลี่ยนคำตอบแล้วค่ะ\nคำตอบของท่าน: ส่งคนแทน");
        two.hears(NoticeDesk.TITLE);
        two.step(p -> p.taps("ไปได้"), "คำตอบของท่าน: ไปได้");

        assertThat(desk.read(number))
                .returns("[1,0,1]", answer -> answer.json().path("chosen").toString())
                .returns("2", answer -> answer.at("/counts/acknowledged"));
        assertThat(desk.writer.get("/api/notices/" + number + "/reach").json().path("items"))
                .hasToString(
                        "[{\"area\":\"710107\",\"recipients\":2,\"accepted\":2,\"acknowledged\":1,\"silent\":1,\"chosen\":[1,0,0]},"
                                + "{\"area\":\"71010705\",\"recipients\":1,\"accepted\":1,\"acknowledged\":1,\"silent\":0,\"chosen\":[0,0,1]}]");
        assertThat(desk.writer
                        .get("/api/notices/" + number + "/reach?level=TAMBON")
                        .json()
                        .path("items")
                        .path(0)
                        .path("chosen"))
                .hasToString("[1,0,1]");
        assertThat(desk.writer
                        .get("/api/notices/" + number + "/recipients?format=CSV")
                        .text())
                .contains("ส่งคนแทน");
        // a copy of what is kept about somebody has their answer
        var held = desk.bot
                .database
                .jdbi()
                .withHandle(handle -> new NoticeData().held(handle, one.person().id()));
        assertThat(held.toString()).contains("answer=ส่งคนแทน");
        // the silent, with their names and villages, as a file too
        var silent = "/api/notices/" + number + "/recipients?acknowledged=false&state=ACCEPTED";
        assertThat(desk.writer.get(silent + "&area=710107"))
                .returns("นางตัวอย่าง เงียบ", answer -> answer.at("/items/0/name"))
                .returns("710107", answer -> answer.at("/items/0/area"))
                .returns(true, answer -> answer.json().path("items").path(1).isMissingNode());
        assertThat(desk.writer.get(silent + "&format=CSV").text())
                .contains("นางตัวอย่าง เงียบ", "710107")
                .doesNotContain("นางตัวอย่าง หนึ่ง");
        assertThat(desk.writer.get(silent + "&format=XLSX").status()).isEqualTo(200);

        desk.clock.advance(Duration.ofDays(2));
        two.step(p -> p.taps("ไปไม่ได้"), "ปิดรับคำตอบแล้วค่ะ");
        // the officer's key is over by then
        assertThat(desk.bot.api.get("/api/notices/" + number).json().path("chosen"))
                .hasToString("[1,0,1]");
    }

    @Test
    void aNoticeAsksOneThingInLabelsThatFit() {
        assertThat(code(CHOICES + ",\"acknowledge\":true")).isEqualTo("invalid-fields");
        assertThat(code(",\"choices\":[{\"th\":\"ไป\"}]")).isEqualTo("invalid-fields");
        assertThat(code(",\"choices\":[{\"th\":\"ไป\"},{\"th\":\"ไป\"}]")).isEqualTo("invalid-fields");
        assertThat(code(",\"choices\":[{\"th\":\"ไป\"},{\"th\":\"" + "ก".repeat(21) + "\"}]"))
                .isEqualTo("invalid-fields");
        assertThat(code(",\"choices\":[{\"th\":\"1\"},{\"th\":\"2\"},{\"th\":\"3\"},{\"th\":\"4\"},{\"th\":\"5\"}]"))
                .isEqualTo("invalid-fields");
        assertThat(code(",\"titleEn\":\"Meeting\",\"textEn\":\"Come\",\"choices\":[{\"th\":\"ไป\"},{\"th\":\"ไม่\"}]"))
                .isEqualTo("invalid-fields");
        var number = desk.draft(",\"titleEn\":\"Meeting\",\"textEn\":\"Come\""
                + ",\"choices\":[{\"th\":\"ไป\",\"en\":\"Yes\"},{\"th\":\"ไม่\",\"en\":\"No\"}]");
        assertThat(desk.read(number).at("/choices/1/en")).isEqualTo("No");
    }

    /** While a person answers instead of the bot, a tap on a notice is still taken, and the conversation goes on. */
    @Test
    void whoIsWithAnOfficerAcknowledgesAndAnswersWithoutLeaving() {
        var chat = desk.chat(desk.member("นางตัวอย่าง หนึ่ง"));
        var asking = desk.sent(CHOICES);
        var read = desk.sent(",\"acknowledge\":true");
        chat.hears(NoticeDesk.TITLE);
        chat.step(p -> p.says("ติดต่อเจ้าหน้าที่"), "เรื่องอะไรคะ");
        chat.step(p -> p.says("ขอแก้ชื่อในทะเบียน"), "ส่งเรื่องถึงเจ้าหน้าที่แล้วค่ะ");
        chat.step(p -> p.taps("รับทราบ"), "รับทราบแล้วค่ะ");
        chat.step(p -> p.taps("ไปได้"), "คำตอบของท่าน: ไปได้");
        assertThat(desk.read(read).at("/counts/acknowledged")).isEqualTo("1");
        assertThat(desk.read(asking).at("/chosen/0")).isEqualTo("1");
        // what is said next is for the officer, who has not been left
        chat.step(p -> p.says("ชื่อที่ถูกคือ ตัวอย่างดี"), "ส่งถึงเจ้าหน้าที่แล้วค่ะ");
        Api officer = desk.officer("7101", Right.READ);
        await().untilAsserted(() -> assertThat(officer.get("/api/handovers?limit=5"))
                .returns("null", answer -> answer.at("/items/0/closedAt")));
    }
}
