package prasan.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import prasan.line.LineClient;
import prasan.simulator.ApiCall;
import prasan.simulator.BotApi;
import prasan.support.FakeLine;
import prasan.support.TestDatabase;

/** LINE counts by its own clock, so this one runs in real time. */
class PaceTest {
    private static final int CALLS = 600;
    private static final String HELLO = "[{\"type\":\"text\",\"text\":\"สวัสดีค่ะ\"}]";

    @Test
    void multicastsStayBelowTheRateOfLine() throws Exception {
        var clock = Clock.systemUTC();
        try (var line = FakeLine.start(clock);
                var database = TestDatabase.empty();
                var client = new LineClient(line.apiUrl(), line.apiUrl(), FakeLine.TOKEN, Duration.ofSeconds(10))) {
            var two = List.of(line.user("คนหนึ่ง").id(), line.user("คนสอง").id());
            var outbox = new Outbox(clock, UUID::randomUUID);
            Wanted wanted = (handle, topic, about, chats) -> new Wanted.Standing(chats, List.of());
            database.jdbi().useTransaction(handle -> {
                for (int i = 0; i < CALLS; i++) {
                    outbox.tell(handle, PushKind.NOTICE, null, "news", Duration.ofDays(1), two, HELLO, "news:" + i);
                }
            });
            var sender = new Sender(
                    database.jdbi(),
                    outbox,
                    wanted,
                    client,
                    new Quota(client, 0),
                    (handle, chat) -> HELLO,
                    clock,
                    new SimpleMeterRegistry());
            sender.start();
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> database.jdbi()
                            .withHandle(handle -> handle.createQuery(
                                            "SELECT COUNT(*) = 0 FROM outbox WHERE state <> 'SENT'")
                                    .mapTo(Boolean.class)
                                    .one()));
            sender.stop(Duration.ofSeconds(10));
            assertThat(line.calls(BotApi.MULTICAST))
                    .hasSize(CALLS)
                    .extracting(ApiCall::status)
                    .containsOnly(200);
        }
    }
}
