package prasan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import prasan.db.Database;
import prasan.simulator.WebhookCall;
import prasan.support.Api;
import prasan.support.Chat;
import prasan.support.FakeLine;
import prasan.support.SlowLink;
import prasan.support.TestDatabase;

/** The database is in another building: each statement takes its time, and the way there may end. LINE gives a webhook two seconds; the fake LINE holds to that, and to its redelivery. */
class SlowDatabaseTest {
    private final FakeLine line = FakeLine.start(Clock.systemUTC());
    private final Database database = TestDatabase.fresh();
    private final SlowLink link = SlowLink.to(
            URI.create(TestDatabase.url("x").substring("jdbc:".length())).getPort());
    private @Nullable App app;

    @AfterEach
    void close() throws IOException {
        if (app != null) {
            app.close();
        }
        link.close();
        database.close();
        line.close();
    }

    private App start() {
        var url = "jdbc:mariadb://127.0.0.1:" + link.port() + "/" + Bot.schema(database);
        var started = App.start(Bot.config(line, url), false, Clock.systemUTC(), progress -> {});
        app = started;
        line.platform().redeliver(1000, Duration.ofMillis(500));
        line.webhook("http://127.0.0.1:" + started.port() + "/webhook");
        return started;
    }

    private Chat chat(String name) {
        return new Chat(line, line.user(name), Duration.ofSeconds(60));
    }

    /** A webhook waits for one statement only, so it answers in time though a turn of 25 statements does not. */
    @Test
    void theWebhookAnswersInTimeAndTheConversationGoesOn() {
        start();
        link.delay(Duration.ofMillis(200));
        var chat = chat("นายสมมุติ ช้า");
        List<WebhookCall> calls = new ArrayList<>();
        chat.step(p -> calls.add(p.says("แจ้งปัญหา").lastWebhook()), "เรื่องใดคะ");
        chat.step(p -> calls.add(p.taps("ถนน/สะพาน").lastWebhook()), "รายละเอียด");
        chat.step(p -> calls.add(p.says("ถนนเป็นหลุมใหญ่").lastWebhook()), "หมู่ที่เท่าไร");
        // on a busy machine it may say that it is busy, but it never says nothing
        assertThat(calls).allMatch(call -> call.taken() || call.status() == 503).anyMatch(WebhookCall::taken);
    }

    @Test
    void aDatabaseThatIsAwayIsToldQuicklyAndItsReturnIsSeen() {
        var api = new Api(start().port(), Bot.KEY);
        link.away(true);
        assertThat(api.get("/api/reports"))
                .returns(503, Api.Answer::status)
                .returns("busy", answer -> answer.at("/code"))
                .returns("1", answer -> answer.header("Retry-After"));
        assertThat(api.get("/metrics").text()).contains("prasan_inbox{");
        assertThat(api.get("/readyz"))
                .returns(503, Api.Answer::status)
                .returns(
                        "[\"database\"]",
                        answer -> answer.json().path("failing").toString());
        link.away(false);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> api.get("/api/reports").status() == 200);
    }

    /** The locks of transactions that nobody can end any more are the server's to end; meanwhile everybody else is answered. */
    @Test
    void everybodyIsAnsweredThoughTheWayToTheDatabaseDiesWithoutAWord() throws InterruptedException {
        start();
        link.delay(Duration.ofMillis(30));
        var chats = IntStream.range(0, 40).mapToObj(i -> chat("นายสมมุติ " + i)).toList();
        chats.forEach(chat -> chat.step(p -> p.says("แจ้งปัญหา"), "เรื่องใดคะ"));
        chats.forEach(chat -> chat.person().says("ถนน/สะพาน"));
        // their turns are under way
        Thread.sleep(60);
        link.die();
        link.delay(Duration.ZERO);
        chats.forEach(chat -> chat.hears("รายละเอียด"));
        chats.forEach(chat -> chat.step(p -> p.says("ถนนเป็นหลุมใหญ่"), "หมู่ที่เท่าไร"));
    }
}
