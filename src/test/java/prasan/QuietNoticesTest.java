package prasan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import prasan.http.Right;
import prasan.simulator.BotApi;
import prasan.support.Api;
import prasan.support.FakePerson;

/** Notices that go along with the answers to what people write, and those whose time is not now. */
class QuietNoticesTest {
    private static final Instant NOW = NoticeDesk.NOW;
    private static final Instant LATEST = NOW.plus(Duration.ofHours(2));

    private final NoticeDesk desk = new NoticeDesk();
    private final Api approver = desk.officer("7101", Right.NOTICE);

    @AfterEach
    void close() {
        desk.close();
    }

    private String sent(String speed, String more) {
        var number = desk.made(NoticeDesk.notice(more).replace("ORDINARY", speed));
        assertThat(desk.step(number, "send").status()).isEqualTo(200);
        if (desk.read(number).at("/approvalNeeded").equals("true")) {
            assertThat(NoticeDesk.step(approver, number, "approve").status()).isEqualTo(200);
        }
        await().atMost(Bot.PATIENCE)
                .untilAsserted(
                        () -> assertThat(desk.read(number).at("/begunAt")).isNotEqualTo("null"));
        return number;
    }

    private void pushes(String turned) {
        assertThat(desk.bot
                        .api
                        .post("/api/pushes/" + turned, "{\"reason\":\"ทดสอบ\"}")
                        .status())
                .isEqualTo(200);
    }

    private void counts(String number, String state, int many) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(desk.read(number).at("/counts/" + state)).isEqualTo(String.valueOf(many)));
    }

    private static long heard(FakePerson person) {
        return person.texts().stream()
                .filter(text -> text.contains(NoticeDesk.WORDS))
                .count();
    }

    @Test
    void ofAThousandPeopleSixHundredWriteAndOnlyTheOthersCostAPush() {
        var people = desk.members(1000);
        var number = sent("QUIET", ",\"pushRest\":true,\"latestAt\":\"" + LATEST + "\"");
        counts(number, "riding", 1000);
        assertThat(desk.writer.get("/api/notices/" + number + "/price").at("/pushes"))
                .isEqualTo("1000");

        people.subList(0, 600).forEach(person -> person.says("สวัสดีค่ะ"));
        counts(number, "rode", 600);
        assertThat(desk.bot.line.calls(BotApi.MULTICAST)).isEmpty();
        assertThat(desk.bot.line.calls(BotApi.PUSH)).isEmpty();
        assertThat(desk.read(number).at("/status")).isEqualTo("SENDING");

        desk.clock.advance(Duration.ofHours(2));
        counts(number, "accepted", 1000);
        await().atMost(Bot.PATIENCE)
                .untilAsserted(() -> assertThat(desk.read(number).at("/status")).isEqualTo("FINISHED"));
        assertThat(people).allSatisfy(person -> assertThat(heard(person)).isEqualTo(1));
        assertThat(desk.bot.line.calls(BotApi.MULTICAST)).hasSize(1);
        assertThat(desk.read(number).at("/counts/rode")).isEqualTo("600");
        assertThat(desk.bot.api.get("/api/quota").at("/pushes/0/people")).isEqualTo("400");
    }

    @Test
    void itGoesAlongOnlyWhenNothingIsAskedNoDangerIsToldAndNoOfficerAnswers() {
        var people = desk.members(3);
        var number = sent("QUIET", "");
        counts(number, "riding", 3);
        assertThat(desk.writer.get("/api/notices/" + number + "/price").at("/pushes"))
                .isEqualTo("0");

        var asked = desk.chat(people.getFirst());
        asked.step(p -> p.says("แจ้งปัญหา"), "");
        assertThat(heard(asked.person())).as("while a question is put").isZero();
        asked.step(p -> p.says("ยกเลิก"), "");
        asked.step(p -> p.says("เมนู"), "ต้องการทำอะไรคะ");
        assertThat(heard(asked.person())).as("when it is over").isEqualTo(1);

        var danger = desk.chat(people.get(1));
        danger.step(p -> p.says("ไฟไหม้บ้านค่ะ ช่วยด้วย"), "199");
        assertThat(heard(danger.person())).as("after a danger").isZero();
        desk.clock.advance(Duration.ofHours(1));
        danger.step(p -> p.says("เมนู"), "");
        assertThat(heard(danger.person())).as("later").isEqualTo(1);

        var officer = desk.chat(people.get(2));
        officer.step(p -> p.says("ติดต่อเจ้าหน้าที่"), "");
        officer.step(p -> p.says("เรื่องเงินกู้ของหมู่บ้าน"), "");
        officer.person().says("ต้องใช้เอกสารอะไรบ้างคะ");
        assertThat(heard(officer.person())).as("with an officer").isZero();
        counts(number, "riding", 1);
    }

    @Test
    void whoeverStopsItsTopicMeanwhileIsNotTold() {
        var person = desk.chat(desk.members(1).getFirst());
        var number = sent("QUIET", "");
        counts(number, "riding", 1);
        desk.bot
                .database
                .jdbi()
                .useHandle(handle -> handle.execute(
                        "INSERT INTO member_stopped_topic (topic, member_id, stopped_at) SELECT 'NEWS', id, ? FROM member WHERE chat_id = ?",
                        NOW,
                        person.person().id()));
        person.step(p -> p.says("เมนู"), "");
        counts(number, "skipped", 1);
        assertThat(heard(person.person())).isZero();
    }

    @Test
    void whatIsInTheOutboxDoesNotGoWhileTheNoticeIsHaltedOrItsHoursAreOver() {
        var people = desk.members(3);
        pushes("stop");
        var number = sent("ORDINARY", ",\"latestAt\":\"" + NOW.plus(Duration.ofDays(2)) + "\"");
        counts(number, "sending", 3);
        assertThat(desk.step(number, "pause").status()).isEqualTo(200);
        pushes("start");
        counts(number, "due", 3);
        // half past four
        desk.clock.advance(Duration.ofHours(7));
        assertThat(desk.step(number, "resume").status()).isEqualTo(200);
        assertThat(desk.read(number).at("/waitsFor")).isEqualTo("OFFICE_HOURS");
        assertThat(people).allSatisfy(person -> assertThat(heard(person)).isZero());
        desk.clock.advance(Duration.ofHours(16));
        counts(number, "accepted", 3);
        assertThat(people).allSatisfy(person -> assertThat(heard(person)).isEqualTo(1));
    }
}
