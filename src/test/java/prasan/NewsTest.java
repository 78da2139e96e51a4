package prasan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import prasan.simulator.BotApi;
import prasan.support.Chat;
import prasan.support.FakePerson;

/** ข่าวสาร shows what concerns a person, also what was sent before they came. */
class NewsTest {
    private static final String NONE = "ยังไม่มีข่าวสาร";

    private final NoticeDesk desk = new NoticeDesk();
    private final FakePerson early = desk.member("นางตัวอย่าง มาก่อน");

    @AfterEach
    void close() {
        desk.close();
    }

    private Chat later() {
        return desk.chat(desk.member("นายตัวอย่าง มาทีหลัง"));
    }

    private int calls() {
        return desk.bot.line.calls(BotApi.MULTICAST).size()
                + desk.bot.line.calls(BotApi.PUSH).size();
    }

    @Test
    void whoeverCameLaterReadsItAndAcknowledgesItWithoutAPush() {
        var number = desk.sent(",\"acknowledge\":true");
        int pushed = calls();
        var later = later();
        later.step(p -> p.says("ข่าวสาร"), NoticeDesk.TITLE);
        assertThat(desk.ledger(number)).hasSize(1);
        later.step(p -> p.says(number), NoticeDesk.WORDS);
        assertThat(desk.ledger(number))
                .contains("นายตัวอย่าง มาทีหลัง ACCEPTED READ")
                .hasSize(2);
        later.step(p -> p.taps("รับทราบ"), "ขอบคุณ");
        assertThat(desk.read(number))
                .returns("2", answer -> answer.at("/counts/accepted"))
                .returns("0", answer -> answer.at("/counts/rode"))
                .returns("1", answer -> answer.at("/counts/acknowledged"))
                .returns("FINISHED", answer -> answer.at("/status"));
        // reading it again changes nothing
        later.step(p -> p.says("ข่าวสาร"), NoticeDesk.TITLE);
        later.step(p -> p.says(number), NoticeDesk.WORDS);
        assertThat(desk.ledger(number)).hasSize(2);
        assertThat(calls()).isEqualTo(pushed);
    }

    @Test
    void itIsForThoseOfItsAreaAndRolesAlone() {
        desk.sent("");
        var elsewhere = desk.chat(desk.member("นางตัวอย่าง ที่อื่น", "710108"));
        elsewhere.step(p -> p.says("ข่าวสาร"), NONE);

        desk.bot.database.jdbi().useHandle(handle -> handle.execute("DELETE FROM member_role"));
        var number = desk.made("{\"title\":\"เฉพาะกำนัน\",\"text\":\"ขอเชิญกำนันประชุม\",\"speed\":\"ORDINARY\","
                + "\"audience\":{\"area\":\"7101\",\"roles\":[\"KAMNAN\"]}}");
        assertThat(desk.step(number, "send").status()).isEqualTo(200);
        desk.is(number, "FINISHED");
        elsewhere.step(p -> p.says("ข่าวสาร"), NONE);
        desk.bot
                .database
                .jdbi()
                .useHandle(handle -> handle.execute(
                        "INSERT INTO member_role (member_id, role, area, starts_on, verified, created_at)"
                                + " SELECT id, 'KAMNAN', '710108', '2026-11-01', 'SELF', ? FROM member WHERE chat_id = ?",
                        NoticeDesk.NOW,
                        elsewhere.person().id()));
        elsewhere.step(p -> p.says("ข่าวสาร"), "เฉพาะกำนัน");
    }

    @Test
    void aCorrectionStandsInThePlaceOfTheFirstAndWhatIsOverIsNotShown() {
        var first = desk.sent(",\"acknowledge\":true");
        var number =
                desk.made("{\"title\":\"ประชุมเลื่อน\",\"text\":\"เลื่อนเป็นวันที่ 16 ธ.ค.\",\"speed\":\"ORDINARY\","
                        + "\"follows\":{\"number\":\"" + first + "\",\"to\":\"RECIPIENTS\"}}");
        assertThat(desk.step(number, "send").status()).isEqualTo(200);
        desk.is(number, "FINISHED");
        assertThat(desk.step(first, "remind").status()).isEqualTo(201);
        var later = later();
        later.step(p -> p.says("ข่าวสาร"), "ประชุมเลื่อน");
        assertThat(later.person().labels()).noneMatch(label -> label.contains(NoticeDesk.TITLE));
        later.step(p -> p.says(first), "ไม่พบข่าวนี้");

        desk.clock.advance(Duration.ofDays(10));
        desk.chat(desk.member("นางตัวอย่าง มาอีกสิบวัน")).step(p -> p.says("ข่าวสาร"), "ประชุมเลื่อน");
        desk.clock.advance(Duration.ofDays(51));
        desk.chat(desk.member("นางตัวอย่าง มาช้าไป")).step(p -> p.says("ข่าวสาร"), NONE);
    }

    @Test
    void aQuietOneThatIsReadThereDoesNotGoAlongOnceMore() {
        var number = desk.made(NoticeDesk.notice("").replace("ORDINARY", "QUIET"));
        assertThat(desk.step(number, "send").status()).isEqualTo(200);
        desk.is(number, "SENDING");
        var chat = desk.chat(early);
        chat.step(p -> p.says("ข่าวสาร"), NoticeDesk.TITLE);
        chat.step(p -> p.says(number), NoticeDesk.WORDS);
        desk.is(number, "FINISHED");
        chat.step(p -> p.says("เมนู"), "ต้องการทำอะไร");
        assertThat(early.texts().stream().filter(text -> text.contains(NoticeDesk.WORDS)))
                .hasSize(1);
        assertThat(desk.ledger(number)).containsExactly("นางตัวอย่าง มาก่อน ACCEPTED READ");
    }

    @Test
    void aQuietOneThatIsNotApprovedYetIsReadByNobody() {
        var number = desk.made(NoticeDesk.notice("").replace("ORDINARY", "QUIET"));
        assertThat(desk.step(number, "send").status()).isEqualTo(200);
        desk.is(number, "SENDING");
        desk.bot
                .database
                .jdbi()
                .useHandle(handle ->
                        handle.execute("UPDATE notice SET status = 'WAITING', begun_at = NULL, released_at = NULL"));
        desk.chat(early).step(p -> p.says("ข่าวสาร"), NONE);
        assertThat(desk.ledger(number)).containsExactly("นางตัวอย่าง มาก่อน RIDING null");
    }

    @Test
    void whoeverHadNoLineThenIsTold() {
        var number = desk.sent("");
        desk.bot
                .database
                .jdbi()
                .useHandle(handle -> handle.execute(
                        "UPDATE notice_recipient SET chat_id = NULL, state = 'SKIPPED', reason = 'NO_LINE'"));
        var chat = desk.chat(early);
        chat.step(p -> p.says("ข่าวสาร"), NoticeDesk.TITLE);
        chat.step(p -> p.says(number), NoticeDesk.WORDS);
        assertThat(desk.ledger(number)).containsExactly("นางตัวอย่าง มาก่อน ACCEPTED READ");
    }
}
