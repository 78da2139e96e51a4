package prasan;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import prasan.simulator.WebhookCall;
import prasan.support.Api;
import prasan.support.Chat;
import prasan.support.FakeLine;
import prasan.support.SlowLink;
import prasan.support.TestDatabase;

/**
 * LINE gives a webhook two seconds, and the fake LINE holds to it: a call that takes longer has no status. With 200 ms for each statement the webhook still answers in time, because it
 * waits for one statement only.
 */
class SlowDatabaseTest {

    @Test
    void theWebhookAnswersInTimeAndTheConversationGoesOn() throws Exception {
        try (var line = FakeLine.start(Clock.systemUTC());
                var database = TestDatabase.fresh();
                var link = SlowLink.to(URI.create(TestDatabase.url("x").substring("jdbc:".length()))
                        .getPort())) {
            var url = "jdbc:mariadb://127.0.0.1:" + link.port() + "/" + Bot.schema(database);
            try (var app = App.start(Bot.config(line, url), false, Clock.systemUTC(), progress -> {})) {
                line.webhook("http://127.0.0.1:" + app.port() + "/webhook");
                link.delay(Duration.ofMillis(200));
                var chat = new Chat(line, line.user("นายสมมุติ ช้า"), Duration.ofSeconds(40));
                List<WebhookCall> calls = new ArrayList<>();
                chat.step(p -> calls.add(p.says("แจ้งปัญหา").lastWebhook()), "เรื่องใดคะ");
                chat.step(p -> calls.add(p.taps("ถนน/สะพาน").lastWebhook()), "รายละเอียด");
                chat.step(p -> calls.add(p.says("ถนนเป็นหลุมใหญ่").lastWebhook()), "หมู่ที่เท่าไร");
                assertThat(calls).allMatch(WebhookCall::taken);
            }
        }
    }

    @Test
    void aDatabaseThatIsAwayIsToldQuicklyAndItsReturnIsSeen() throws Exception {
        try (var line = FakeLine.start(Clock.systemUTC());
                var database = TestDatabase.fresh();
                var link = SlowLink.to(URI.create(TestDatabase.url("x").substring("jdbc:".length()))
                        .getPort())) {
            var url = "jdbc:mariadb://127.0.0.1:" + link.port() + "/" + Bot.schema(database);
            try (var app = App.start(Bot.config(line, url), false, Clock.systemUTC(), progress -> {})) {
                var api = new Api(app.port(), Bot.KEY);
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
        }
    }

    @Test
    void aTokenThatLineRefusesIsNamedByTheReadinessCheck() throws Exception {
        try (var line = FakeLine.start(Clock.systemUTC());
                var database = TestDatabase.fresh()) {
            var url = TestDatabase.url(Bot.schema(database));
            try (var app =
                    App.start(Bot.config(line, url, null, "another-token"), false, Clock.systemUTC(), progress -> {})) {
                var api = new Api(app.port(), Bot.KEY);
                Awaitility.await().until(() -> api.get("/readyz").status() == 503);
                assertThat(api.get("/readyz").json().path("failing").toString())
                        .isEqualTo("[\"LINE_CHANNEL_ACCESS_TOKEN\"]");
            }
        }
    }

    /** The locks of transactions that nobody can end any more are the server's to end; meanwhile everybody else is answered. */
    @Test
    void everybodyIsAnsweredThoughTheWayToTheDatabaseDiesWithoutAWord() throws Exception {
        try (var line = FakeLine.start(Clock.systemUTC());
                var database = TestDatabase.fresh();
                var link = SlowLink.to(URI.create(TestDatabase.url("x").substring("jdbc:".length()))
                        .getPort())) {
            line.platform().redeliver(1000, Duration.ofMillis(500));
            var url = "jdbc:mariadb://127.0.0.1:" + link.port() + "/" + Bot.schema(database);
            try (var app = App.start(Bot.config(line, url), false, Clock.systemUTC(), progress -> {})) {
                line.webhook("http://127.0.0.1:" + app.port() + "/webhook");
                link.delay(Duration.ofMillis(30));
                var chats = IntStream.range(0, 12)
                        .mapToObj(i -> new Chat(line, line.user("นายสมมุติ " + i), Duration.ofSeconds(60)))
                        .toList();
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
    }
}
