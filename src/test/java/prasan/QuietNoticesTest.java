package prasan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import prasan.http.Right;
import prasan.simulator.BotApi;
import prasan.support.Api;
import prasan.support.Chat;
import prasan.support.FakePerson;
import prasan.support.SettableClock;

/** Notices that go along with the answers to what people write, and those whose time is not now. */
class QuietNoticesTest {
    /** A Tuesday, ten in the morning in Bangkok. */
    private static final Instant NOW = Instant.parse("2026-12-01T03:00:00Z");

    private static final Instant LATEST = NOW.plus(Duration.ofHours(2));
    private static final String WORDS = "ตลาดนัดสินค้าชุมชนทุกวันเสาร์";

    private final SettableClock clock = new SettableClock(NOW);
    private final Bot bot = Bot.start(null, clock);
    private final Targets targets = new Targets(bot.database.jdbi());
    private final Api writer = officer();
    private final Api approver = officer();

    @AfterEach
    void close() {
        bot.close();
    }

    private Api officer() {
        return new Api(bot.app.port(), targets.keyFor("7101", Set.of(Right.NOTICE, Right.READ), null, null));
    }

    private List<FakePerson> members(int many) {
        var people = IntStream.range(0, many)
                .mapToObj(i -> bot.line.user("นางตัวอย่าง " + i))
                .toList();
        bot.database.jdbi().useTransaction(handle -> {
            for (var person : people) {
                handle.execute("INSERT INTO chat (id, kind, created_at) VALUES (?, 'user', ?)", person.id(), NOW);
                handle.execute(
                        "INSERT INTO member (chat_id, name, area, created_at) VALUES (?, 'นางตัวอย่าง', '71010705', ?)",
                        person.id(),
                        NOW);
            }
        });
        return people;
    }

    private String sent(String speed, String more) {
        var made = writer.post(
                "/api/notices",
                "{\"title\":\"ตลาดนัดชุมชน\",\"text\":\"" + WORDS + "\",\"audience\":{\"area\":\"710107\"},\"speed\":\""
                        + speed + "\"" + more + "}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        var number = made.at("/number");
        assertThat(step(writer, number, "send").status()).isEqualTo(200);
        if (writer.get("/api/notices/" + number).at("/approvalNeeded").equals("true")) {
            assertThat(step(approver, number, "approve").status()).isEqualTo(200);
        }
        await().atMost(Bot.PATIENCE)
                .untilAsserted(
                        () -> assertThat(writer.get("/api/notices/" + number).at("/begunAt"))
                                .isNotEqualTo("null"));
        return number;
    }

    private static Api.Answer step(Api api, String number, String step) {
        return api.send(
                "/api/notices/" + number + "/" + step, request -> request.post(RequestBody.create(new byte[0])));
    }

    private void pushes(String turned) {
        assertThat(new Api(bot.app.port(), Bot.KEY)
                        .post("/api/pushes/" + turned, "{\"reason\":\"ทดสอบ\"}")
                        .status())
                .isEqualTo(200);
    }

    private void counts(String number, String state, int many) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(writer.get("/api/notices/" + number).at("/counts/" + state))
                                .isEqualTo(String.valueOf(many)));
    }

    private static long heard(FakePerson person) {
        return person.texts().stream().filter(text -> text.contains(WORDS)).count();
    }

    private Chat chat(FakePerson person) {
        return new Chat(bot.line, person, Bot.PATIENCE);
    }

    @Test
    void ofAThousandPeopleSixHundredWriteAndOnlyTheOthersCostAPush() {
        var people = members(1000);
        var number = sent("QUIET", ",\"pushRest\":true,\"latestAt\":\"" + LATEST + "\"");
        counts(number, "riding", 1000);
        assertThat(writer.get("/api/notices/" + number + "/price").at("/pushes"))
                .isEqualTo("1000");

        people.subList(0, 600).forEach(person -> person.says("สวัสดีค่ะ"));
        counts(number, "rode", 600);
        assertThat(bot.line.calls(BotApi.MULTICAST)).isEmpty();
        assertThat(bot.line.calls(BotApi.PUSH)).isEmpty();
        assertThat(writer.get("/api/notices/" + number).at("/status")).isEqualTo("SENDING");

        clock.advance(Duration.ofHours(2));
        counts(number, "accepted", 1000);
        await().atMost(Bot.PATIENCE)
                .untilAsserted(
                        () -> assertThat(writer.get("/api/notices/" + number).at("/status"))
                                .isEqualTo("FINISHED"));
        assertThat(people).allSatisfy(person -> assertThat(heard(person)).isEqualTo(1));
        assertThat(bot.line.calls(BotApi.MULTICAST)).hasSize(1);
        assertThat(writer.get("/api/notices/" + number).at("/counts/rode")).isEqualTo("600");
        assertThat(new Api(bot.app.port(), Bot.KEY).get("/api/quota").at("/pushes/0/people"))
                .isEqualTo("400");
    }

    @Test
    void itGoesAlongOnlyWhenNothingIsAskedNoDangerIsToldAndNoOfficerAnswers() {
        var people = members(3);
        var number = sent("QUIET", "");
        counts(number, "riding", 3);
        assertThat(writer.get("/api/notices/" + number + "/price").at("/pushes"))
                .isEqualTo("0");

        var asked = chat(people.getFirst());
        asked.step(p -> p.says("แจ้งปัญหา"), "");
        assertThat(heard(asked.person())).as("while a question is put").isZero();
        asked.step(p -> p.says("ยกเลิก"), "");
        asked.step(p -> p.says("เมนู"), "ต้องการทำอะไรคะ");
        assertThat(heard(asked.person())).as("when it is over").isEqualTo(1);

        var danger = chat(people.get(1));
        danger.step(p -> p.says("ไฟไหม้บ้านค่ะ ช่วยด้วย"), "199");
        assertThat(heard(danger.person())).as("after a danger").isZero();
        clock.advance(Duration.ofHours(1));
        danger.step(p -> p.says("เมนู"), "");
        assertThat(heard(danger.person())).as("later").isEqualTo(1);

        var officer = chat(people.get(2));
        officer.step(p -> p.says("ติดต่อเจ้าหน้าที่"), "");
        officer.step(p -> p.says("เรื่องเงินกู้ของหมู่บ้าน"), "");
        officer.person().says("ต้องใช้เอกสารอะไรบ้างคะ");
        assertThat(heard(officer.person())).as("with an officer").isZero();
        counts(number, "riding", 1);
    }

    @Test
    void whoeverStopsItsTopicMeanwhileIsNotTold() {
        var person = chat(members(1).getFirst());
        var number = sent("QUIET", "");
        counts(number, "riding", 1);
        bot.database
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
        var people = members(3);
        pushes("stop");
        var number = sent("ORDINARY", ",\"latestAt\":\"" + NOW.plus(Duration.ofDays(2)) + "\"");
        counts(number, "sending", 3);
        assertThat(step(writer, number, "pause").status()).isEqualTo(200);
        pushes("start");
        counts(number, "due", 3);
        // half past four
        clock.advance(Duration.ofHours(7));
        assertThat(step(writer, number, "resume").status()).isEqualTo(200);
        assertThat(writer.get("/api/notices/" + number).at("/waitsFor")).isEqualTo("OFFICE_HOURS");
        assertThat(people).allSatisfy(person -> assertThat(heard(person)).isZero());
        clock.advance(Duration.ofHours(16));
        counts(number, "accepted", 3);
        assertThat(people).allSatisfy(person -> assertThat(heard(person)).isEqualTo(1));
    }
}
