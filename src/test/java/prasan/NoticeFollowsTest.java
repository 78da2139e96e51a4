package prasan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import prasan.http.Right;
import prasan.support.Api;

/** Notices that follow another: corrections of it, and the one reminder to those who are silent. */
class NoticeFollowsTest {
    private static final String ASKS = ",\"acknowledge\":true";

    private final NoticeDesk desk = new NoticeDesk();

    @AfterEach
    void close() {
        desk.close();
    }

    private static String following(String number, String to) {
        return "{\"title\":\"เลื่อนประชุม\",\"text\":\"ประชุมวันที่ 16 ธ.ค. แทน\",\"speed\":\"ORDINARY\",\"follows\":{\"number\":\""
                + number + "\",\"to\":\"" + to + "\"}}";
    }

    private Api.Answer remind(String number) {
        return desk.step(number, "remind");
    }

    @Test
    void aCorrectionGoesToThoseWhoGotTheFirstAndStandsInItsPlace() {
        var one = desk.chat(desk.member("นางตัวอย่าง หนึ่ง"));
        var blocking = desk.member("นางตัวอย่าง ปิดกั้น");
        blocking.blocks();
        var first = desk.sent("");
        var later = desk.chat(desk.member("นางตัวอย่าง มาทีหลัง"));
        var number = desk.made(following(first, "RECIPIENTS"));
        assertThat(desk.read(number))
                .returns("710107", answer -> answer.at("/audience/area"))
                .returns(first, answer -> answer.at("/follows/number"));
        assertThat(desk.writer.get("/api/notices/" + number + "/price").at("/recipients"))
                .isEqualTo("1");
        desk.step(number, "send");
        desk.is(number, "FINISHED");
        assertThat(desk.ledger(number)).containsExactly("นางตัวอย่าง หนึ่ง ACCEPTED null");
        one.hears("แก้ไขประกาศ " + number);
        one.step(p -> p.says("ข่าวสาร"), "เลื่อนประชุม");
        assertThat(one.person().texts().getLast()).doesNotContain(NoticeDesk.TITLE);
        one.step(p -> p.taps("เลือก"), "แก้ไขประกาศ");
        // it was not sent to who came later, and concerns them
        later.step(p -> p.says("ข่าวสาร"), "เลื่อนประชุม");
    }

    @Test
    void theSilentAreRemindedOnce() {
        var answering = desk.chat(desk.member("นางตัวอย่าง ตอบ"));
        var silent = desk.chat(desk.member("นางตัวอย่าง เงียบ"));
        var first = desk.sent(ASKS);
        answering.hears(NoticeDesk.TITLE);
        answering.step(p -> p.taps("รับทราบ"), "รับทราบแล้วค่ะ");
        silent.hears(NoticeDesk.TITLE);

        var made = remind(first);
        assertThat(made)
                .returns(201, Api.Answer::status)
                .returns(first, answer -> answer.at("/follows/number"))
                .returns("true", answer -> answer.at("/acknowledge"));
        desk.is(made.at("/number"), "FINISHED");
        assertThat(desk.ledger(made.at("/number"))).containsExactly("นางตัวอย่าง เงียบ ACCEPTED null");
        silent.hears("เตือนอีกครั้ง " + first);
        assertThat(remind(first).at("/code")).isEqualTo("already-reminded");
        assertThat(remind(made.at("/number")).at("/code")).isEqualTo("follows-reminder");
        // an answer to the reminder is one to the first
        silent.step(p -> p.taps("รับทราบ"), "รับทราบแล้วค่ะ");
        assertThat(desk.read(first).at("/counts/acknowledged")).isEqualTo("2");
    }

    @Test
    void anAnswerCancelsTheReminderBeforeItIsWrittenAndBeforeItGoes() {
        var early = desk.chat(desk.member("นางตัวอย่าง ตอบก่อน"));
        var late = desk.chat(desk.member("นางตัวอย่าง ตอบทัน"));
        desk.member("นางตัวอย่าง เงียบ");
        var first = desk.sent(ASKS);
        early.hears(NoticeDesk.TITLE);
        late.hears(NoticeDesk.TITLE);
        // what is written in the outbox stays there while all pushes are stopped
        desk.bot.api.post("/api/pushes/stop", "{\"reason\":\"ทดสอบ\"}");
        var reminder = remind(first).at("/number");
        await().atMost(Bot.PATIENCE)
                .until(() -> desk.read(reminder).at("/counts/sending").equals("3"));
        early.step(p -> p.taps("รับทราบ"), "รับทราบแล้วค่ะ");
        late.step(p -> p.taps("รับทราบ"), "รับทราบแล้วค่ะ");
        desk.bot.api.post("/api/pushes/start", "{\"reason\":\"ทดสอบ\"}");
        desk.is(reminder, "FINISHED");
        assertThat(desk.ledger(reminder))
                .containsExactly(
                        "นางตัวอย่าง ตอบก่อน SKIPPED ANSWERED",
                        "นางตัวอย่าง ตอบทัน SKIPPED ANSWERED",
                        "นางตัวอย่าง เงียบ ACCEPTED null");
    }

    @Test
    void aReminderToManyWaitsForAnApproval() {
        IntStream.range(0, 5).forEach(i -> desk.member("นางสมมุติ " + i));
        var second = desk.officer("71", Right.NOTICE);
        var first = desk.draft(ASKS);
        desk.step(first, "send");
        NoticeDesk.step(second, first, "approve");
        desk.is(first, "FINISHED");
        var reminder = remind(first);
        assertThat(reminder.at("/approvalNeeded")).isEqualTo("true");
        assertThat(desk.step(reminder.at("/number"), "approve").at("/code")).isEqualTo("own-notice");
        // one that is cancelled makes room for another
        desk.step(reminder.at("/number"), "cancel");
        var again = remind(first).at("/number");
        NoticeDesk.step(second, again, "approve");
        desk.is(again, "FINISHED");
        assertThat(desk.read(again).at("/counts/accepted")).isEqualTo("5");
    }

    @Test
    void onlyWhatFitsIsFollowed() {
        desk.member("นางตัวอย่าง หนึ่ง");
        var plain = desk.sent("");
        assertThat(remind(plain).at("/code")).isEqualTo("asks-nothing");
        var draft = desk.draft(ASKS);
        assertThat(remind(draft).at("/code")).isEqualTo("not-finished");
        assertThat(desk.writer
                        .post("/api/notices", following(plain, "RECIPIENTS").replace("N-", "X-"))
                        .status())
                .isEqualTo(404);
        assertThat(desk.writer
                        .post(
                                "/api/notices",
                                following(plain, "RECIPIENTS")
                                        .replace("\"speed\"", "\"audience\":{\"area\":\"7101\"},\"speed\""))
                        .at("/code"))
                .isEqualTo("invalid-fields");
        var asking = desk.sent(",\"choices\":[{\"th\":\"ไป\"},{\"th\":\"ไม่\"}],\"latestAt\":\"2026-12-02T03:00:00Z\"");
        desk.clock.advance(Duration.ofDays(2));
        // the officer's key is over by then
        assertThat(NoticeDesk.step(desk.bot.api, asking, "remind").at("/code")).isEqualTo("too-late");
    }
}
