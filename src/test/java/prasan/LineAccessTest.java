package prasan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import prasan.db.Database;
import prasan.simulator.BotApi;
import prasan.simulator.Fault;
import prasan.support.Api;
import prasan.support.FakeLine;
import prasan.support.TestDatabase;

/** A setting of the channel that is wrong is named by the readiness check. */
class LineAccessTest {
    private final FakeLine line = FakeLine.start(Clock.systemUTC());
    private final Database database = TestDatabase.fresh();

    @AfterEach
    void close() {
        database.close();
        line.close();
    }

    private void isReady(String secret, String token, int status, String failing) {
        var url = TestDatabase.url(Bot.schema(database));
        // LINE knows the address of the webhook beforehand
        line.platform().fault(BotApi.WEBHOOK_TEST, new Fault.Delay(Duration.ofSeconds(1)), 1);
        try (var app =
                App.start(Bot.config(line, url, null, secret, token), false, Clock.systemUTC(), progress -> {})) {
            line.webhook("http://127.0.0.1:" + app.port() + "/webhook");
            var api = new Api(app.port(), Bot.KEY);
            await().atMost(Bot.PATIENCE).until(() -> api.get("/readyz").status() == status);
            assertThat(api.get("/readyz").json().path("failing").toString()).isEqualTo(failing);
        }
    }

    @Test
    void aTokenThatLineRefusesIsNamed() {
        isReady(FakeLine.SECRET, "another-token", 503, "[\"LINE_CHANNEL_ACCESS_TOKEN\"]");
    }

    @Test
    void aSecretThatLineDoesNotSignWithIsNamed() {
        isReady("another-secret", FakeLine.TOKEN, 503, "[\"LINE_CHANNEL_SECRET\"]");
    }
}
