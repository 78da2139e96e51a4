package prasan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import prasan.http.Right;
import prasan.simulator.BotApi;
import prasan.simulator.Fault;
import prasan.support.Api;
import prasan.support.Chat;
import prasan.support.FakePerson;
import prasan.support.SettableClock;

/** Notices from the draft to the ledger: over HTTP on the one side, in chats on the other. */
class NoticesTest {
    /** A Tuesday, ten in the morning in Bangkok. */
    private static final Instant NOW = Instant.parse("2026-12-01T03:00:00Z");

    private static final String TITLE = "ประชุมประจำเดือน";
    private static final String WORDS = "ขอเชิญประชุมวันที่ 15 ธ.ค. เวลา 09.00 น.";

    private final SettableClock clock = new SettableClock(NOW);
    private final Bot bot = Bot.start(null, clock);
    private final Targets targets = new Targets(bot.database.jdbi());
    private final Api writer = officer("7101", Right.NOTICE, Right.URGENT, Right.READ);

    @AfterEach
    void close() {
        bot.close();
    }

    private Api officer(String area, Right... rights) {
        return new Api(bot.app.port(), targets.keyFor(area, Set.of(rights), null, null));
    }

    private FakePerson member(String name) {
        var person = bot.line.user(name);
        row(name, person.id(), "71010705");
        return person;
    }

    private void row(String name, @Nullable String chat, String area) {
        bot.database.jdbi().useTransaction(handle -> {
            if (chat != null) {
                handle.execute("INSERT INTO chat (id, kind, created_at) VALUES (?, 'user', ?)", chat, NOW);
            }
            handle.execute(
                    "INSERT INTO member (chat_id, name, area, created_at) VALUES (?, ?, ?, ?)", chat, name, area, NOW);
        });
    }

    private static String notice(String more) {
        return "{\"title\":\"" + TITLE + "\",\"text\":\"" + WORDS
                + "\",\"audience\":{\"area\":\"710107\"},\"speed\":\"ORDINARY\"" + more + "}";
    }

    private static String draft(Api api, String more) {
        var made = api.post("/api/notices", notice(more));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.at("/status")).isEqualTo("DRAFT");
        return made.at("/number");
    }

    private static Api.Answer step(Api api, String number, String step) {
        return api.send(
                "/api/notices/" + number + "/" + step, request -> request.post(RequestBody.create(new byte[0])));
    }

    private void is(String number, String status) {
        await().atMost(Bot.PATIENCE)
                .untilAsserted(
                        () -> assertThat(writer.get("/api/notices/" + number).at("/status"))
                                .isEqualTo(status));
    }

    private List<String> ledger(String number) {
        var items = writer.get("/api/notices/" + number + "/recipients?limit=200")
                .json()
                .path("items");
        return IntStream.range(0, items.size())
                .mapToObj(i -> items.path(i))
                .map(item ->
                        item.path("name").asText() + " " + item.path("state").asText() + " "
                                + item.path("reason").asText())
                .sorted()
                .toList();
    }

    private static long heard(FakePerson person) {
        return person.texts().stream().filter(text -> text.contains(WORDS)).count();
    }

    @Test
    void aNoticeReachesItsAudienceOnceAndTheLedgerTellsOfEachPerson() {
        var one = member("นางตัวอย่าง หนึ่ง");
        var two = member("นางตัวอย่าง สอง");
        var blocking = member("นางตัวอย่าง ปิดกั้น");
        blocking.blocks();
        row("นางตัวอย่าง ไม่มีไลน์", null, "71010705");
        var stopped = new Chat(bot.line, member("นางตัวอย่าง หยุดข่าว"), Bot.PATIENCE);
        stopped.step(p -> p.says("หยุดรับข่าว"), "ใช่ไหมคะ");
        stopped.step(p -> p.taps("หยุดรับข่าว"), "หยุดส่งข่าวให้แล้ว");
        var elsewhere = bot.line.user("นายอื่น");
        row("นายอื่น", elsewhere.id(), "710201");
        var number = draft(writer, "");
        var price = writer.get("/api/notices/" + number + "/price");
        assertThat(price)
                .returns("2", answer -> answer.at("/recipients"))
                .returns("1", answer -> answer.at("/withoutLine"))
                .returns("1", answer -> answer.at("/blocked"))
                .returns("1", answer -> answer.at("/stopped"))
                .returns("1", answer -> answer.at("/calls"))
                .returns("2", answer -> answer.at("/pushes"))
                .returns("false", answer -> answer.at("/approvalNeeded"));
        assertThat(step(writer, number, "send").status()).isEqualTo(200);
        is(number, "FINISHED");

        assertThat(ledger(number))
                .containsExactly(
                        "นางตัวอย่าง ปิดกั้น BLOCKED null",
                        "นางตัวอย่าง สอง ACCEPTED null",
                        "นางตัวอย่าง หนึ่ง ACCEPTED null",
                        "นางตัวอย่าง หยุดข่าว SKIPPED STOPPED",
                        "นางตัวอย่าง ไม่มีไลน์ SKIPPED NO_LINE");
        assertThat(heard(one)).isEqualTo(1);
        assertThat(heard(two)).isEqualTo(1);
        assertThat(heard(elsewhere)).isZero();
        assertThat(bot.line.calls(BotApi.MULTICAST)).hasSize(1);
        assertThat(step(writer, number, "send").status()).isEqualTo(409);
        assertThat(writer.get("/api/notices/" + number + "/recipients?state=SKIPPED&format=CSV")
                        .text())
                .contains("นางตัวอย่าง ไม่มีไลน์");
    }

    @Test
    void whoReadsItSaysSoByOneTapAndTheSilentAreListed() {
        var reading = member("นางตัวอย่าง อ่าน");
        var silent = member("นางตัวอย่าง เงียบ");
        var chat = new Chat(bot.line, reading, Bot.PATIENCE);
        var number = draft(writer, ",\"acknowledge\":true");
        step(writer, number, "send");
        is(number, "FINISHED");
        assertThat(heard(silent)).isEqualTo(1);

        chat.hears("ประชุมประจำเดือน");
        chat.step(p -> p.taps("รับทราบ"), "รับทราบแล้วค่ะ");
        assertThat(writer.get("/api/notices/" + number).at("/counts/acknowledged"))
                .isEqualTo("1");
        assertThat(writer.get("/api/notices/" + number + "/reach"))
                .returns("71010705", answer -> answer.at("/items/0/area"))
                .returns("1", answer -> answer.at("/items/0/silent"));
        assertThat(writer.get("/api/notices/" + number + "/recipients?acknowledged=false&state=ACCEPTED")
                        .at("/items/0/name"))
                .isEqualTo("นางตัวอย่าง เงียบ");

        chat.step(p -> p.says("ข่าวสาร"), "ข่าวสารถึงท่าน");
        chat.step(p -> p.taps("เลือก"), WORDS);
        var other = new Chat(bot.line, bot.line.user("นายมาใหม่"), Bot.PATIENCE);
        other.step(p -> p.says("ข่าวสาร"), "ยังไม่มีข่าวสาร");
    }

    @Test
    void aSecondOfficerApprovesWhatIsUrgentOrForMany() {
        var one = member("นางตัวอย่าง หนึ่ง");
        var second = officer("71", Right.NOTICE, Right.URGENT);
        var urgent = writer.post("/api/notices", notice("").replace("ORDINARY", "URGENT"))
                .at("/number");
        assertThat(writer.get("/api/notices/" + urgent + "/price").at("/approvalNeeded"))
                .isEqualTo("true");
        assertThat(step(writer, urgent, "send"))
                .returns("WAITING", answer -> answer.at("/status"))
                .returns("true", answer -> answer.at("/approvalNeeded"));
        assertThat(step(writer, urgent, "approve"))
                .returns(403, Api.Answer::status)
                .returns("own-notice", answer -> answer.at("/code"));
        assertThat(heard(one)).isZero();
        assertThat(step(second, urgent, "approve").status()).isEqualTo(200);
        is(urgent, "FINISHED");
        assertThat(heard(one)).isEqualTo(1);
        assertThat(step(second, urgent, "approve").at("/code")).isEqualTo("not-waiting");

        // five are many here
        IntStream.range(0, 5).forEach(i -> member("นางสมมุติ " + i));
        var many = draft(writer, "");
        step(writer, many, "send");
        assertThat(writer.get("/api/notices/" + many).at("/approvalNeeded")).isEqualTo("true");
        // whoever changes anything of somebody else's draft is a writer, too
        var theirs = draft(second, "");
        assertThat(writer.send(
                                "/api/notices/" + theirs,
                                request -> request.patch(RequestBody.create(
                                        "{\"speed\":\"URGENT\",\"audience\":{\"area\":\"7101\"}}", Api.JSON_TYPE)))
                        .at("/version"))
                .isEqualTo("2");
        step(second, theirs, "send");
        assertThat(step(writer, theirs, "approve").at("/code")).isEqualTo("own-notice");
    }

    @Test
    void anOrdinaryNoticeWaitsForTheOffice() {
        var one = member("นางตัวอย่าง หนึ่ง");
        // half past five in the afternoon
        clock.set(Instant.parse("2026-12-01T10:30:00Z"));
        var number = draft(writer, "");
        step(writer, number, "send");
        assertThat(writer.get("/api/notices/" + number))
                .returns("WAITING", answer -> answer.at("/status"))
                .returns("OFFICE_HOURS", answer -> answer.at("/waitsFor"));
        clock.set(Instant.parse("2026-12-02T01:31:00Z"));
        is(number, "FINISHED");
        assertThat(heard(one)).isEqualTo(1);
    }

    @Test
    void aNoticeThatIsCancelledGoesToNobodyElse() {
        var one = member("นางตัวอย่าง หนึ่ง");
        bot.line.platform().fault(BotApi.PUSH, new Fault.Status(500), 1000);
        bot.line.platform().fault(BotApi.INFO, new Fault.Status(500), 1000);
        var number = draft(writer, "");
        step(writer, number, "send");
        is(number, "SENDING");
        assertThat(step(writer, number, "pause").at("/status")).isEqualTo("PAUSED");
        assertThat(step(writer, number, "resume").at("/status")).isEqualTo("SENDING");
        assertThat(step(writer, number, "cancel").at("/status")).isEqualTo("CANCELLED");
        assertThat(step(writer, number, "cancel").at("/code")).isEqualTo("already-ended");
        assertThat(heard(one)).isZero();
    }

    /** What waits in the outbox for a phone that was lost goes with it, and the notice still ends. */
    @Test
    void anAccountThatIsUnlinkedMeanwhileIsTold() {
        member("นางตัวอย่าง หนึ่ง");
        bot.line.platform().fault(BotApi.PUSH, new Fault.Status(500), 1000);
        bot.line.platform().fault(BotApi.INFO, new Fault.Status(500), 1000);
        var number = draft(writer, "");
        step(writer, number, "send");
        is(number, "SENDING");
        await().until(() ->
                writer.get("/api/notices/" + number).at("/counts/sending").equals("1"));
        var id = bot.database
                .jdbi()
                .withHandle(handle -> handle.createQuery("SELECT MAX(id) FROM member")
                        .mapTo(String.class)
                        .one());
        assertThat(officer("7101", Right.MEMBER, Right.READ)
                        .send(
                                "/api/members/" + id + "/unlink",
                                request -> request.post(RequestBody.create(new byte[0])))
                        .status())
                .isEqualTo(200);
        is(number, "FINISHED");
        assertThat(ledger(number)).containsExactly("นางตัวอย่าง หนึ่ง OVER GONE");
    }

    /** Whom a notice is for is known when it begins: when that is many more than when it was sent, it waits for an approval. */
    @Test
    void aNoticeThatIsForManyMoreWhenItBeginsIsApprovedFirst() {
        member("นางตัวอย่าง หนึ่ง");
        var number = draft(writer, ",\"startsAt\":\"2026-12-01T05:00:00Z\"");
        step(writer, number, "send");
        assertThat(writer.get("/api/notices/" + number).at("/waitsFor")).isEqualTo("START");
        IntStream.range(0, 5).forEach(i -> member("นางสมมุติ " + i));
        clock.advance(Duration.ofHours(3));
        await().until(() -> writer.get("/api/notices/" + number).at("/waitsFor").equals("APPROVAL"));
        assertThat(bot.line.calls(BotApi.MULTICAST)).isEmpty();
        assertThat(step(officer("71", Right.NOTICE), number, "approve").status())
                .isEqualTo(200);
        is(number, "FINISHED");
        assertThat(writer.get("/api/notices/" + number).at("/counts/accepted")).isEqualTo("6");
    }

    @Test
    void whatLineRefusesIsToldAndCanBeSentAgain() {
        var one = member("นางตัวอย่าง หนึ่ง");
        row("นางตัวอย่าง ไม่รู้จัก", "U00000000000000000000000000000bad", "71010705");
        var number = draft(writer, "");
        step(writer, number, "send");
        is(number, "FINISHED");
        assertThat(heard(one)).isEqualTo(1);
        assertThat(ledger(number)).hasSize(2).anyMatch(line -> line.startsWith("นางตัวอย่าง ไม่รู้จัก REFUSED 400"));
        assertThat(step(writer, number, "retry").at("/status")).isEqualTo("SENDING");
        is(number, "FINISHED");
        assertThat(heard(one)).isEqualTo(1);
    }

    @Test
    void officersSeeAndSendOnlyWhereTheyHaveTheRight() {
        assertThat(writer.post("/api/notices", notice("").replace("710107", "7102")))
                .returns(422, Api.Answer::status)
                .returns("outside-area", answer -> answer.at("/code"));
        assertThat(writer.post("/api/notices", notice("").replace("710107", "TH"))
                        .at("/code"))
                .isEqualTo("outside-area");
        var number = draft(writer, "");
        var stranger = officer("7102", Right.NOTICE);
        assertThat(stranger.get("/api/notices/" + number).status()).isEqualTo(404);
        assertThat(step(stranger, number, "cancel").status()).isEqualTo(404);
        assertThat(stranger.get("/api/notices").json().path("items")).isEmpty();
        assertThat(writer.post("/api/notices", notice(",\"titleEn\":\"Meeting\""))
                        .at("/code"))
                .isEqualTo("invalid-fields");
        var late = draft(writer, ",\"latestAt\":\"2026-12-01T04:00:00Z\"");
        clock.advance(Duration.ofHours(2));
        assertThat(step(writer, late, "send").at("/code")).isEqualTo("too-late");
    }
}
