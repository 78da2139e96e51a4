package prasan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import prasan.http.Right;

/** How far a notice comes, heard as it goes. */
class NoticeProgressTest {
    private final NoticeDesk desk = new NoticeDesk();
    private final String key = desk.targets.keyFor("7101", Set.of(Right.NOTICE), null, null);
    private boolean closed;
    private final OkHttpClient client =
            new OkHttpClient.Builder().readTimeout(Duration.ofSeconds(30)).build();

    @AfterEach
    void close() {
        if (!closed) {
            desk.close();
        }
        client.connectionPool().evictAll();
    }

    private Request progress(String number) {
        return new Request.Builder()
                .url("http://127.0.0.1:" + desk.bot.app.port() + "/api/notices/" + number + "/progress")
                .header("Authorization", "Bearer " + key)
                .build();
    }

    /** Listens on a thread of its own; {@code end} is added where the stream ends. */
    private List<String> listen(String number) {
        var heard = new CopyOnWriteArrayList<String>();
        Thread.ofVirtual().start(() -> {
            try (var answer = client.newCall(progress(number)).execute()) {
                heard.add(answer.code() + " " + answer.header("Content-Type"));
                var body = answer.body().source();
                for (var line = body.readUtf8Line(); line != null; line = body.readUtf8Line()) {
                    heard.add(line);
                }
                heard.add("end");
            } catch (IOException broken) {
                heard.add("broken");
            }
        });
        return heard;
    }

    @Test
    void eachChangeIsAnEventUntilTheNoticeIsFinished() {
        desk.member("นางตัวอย่าง หนึ่ง");
        var number = desk.draft(",\"startsAt\":\"2026-12-01T04:00:00Z\"");
        desk.step(number, "send");
        var heard = listen(number);
        await().atMost(Bot.PATIENCE)
                .until(() -> heard.stream().anyMatch(line -> line.contains("\"waitsFor\":\"START\"")));
        desk.clock.advance(Duration.ofHours(2));
        await().atMost(Bot.PATIENCE).until(() -> heard.contains("end"));
        assertThat(heard.getFirst()).isEqualTo("200 text/event-stream");
        assertThat(heard.get(1)).isEqualTo("event: progress");
        var last =
                heard.stream().filter(line -> line.startsWith("data:")).toList().getLast();
        assertThat(last).contains("\"status\":\"FINISHED\"", "\"accepted\":1");
        // what does not change any more is told once
        var over = listen(number);
        await().atMost(Bot.PATIENCE).until(() -> over.contains("end"));
        assertThat(over).hasSize(5);
    }

    @Test
    void theStreamsAreFewAndEndWithTheServer() throws IOException {
        var number = desk.draft(",\"startsAt\":\"2026-12-01T04:00:00Z\"");
        desk.member("นางตัวอย่าง หนึ่ง");
        desk.step(number, "send");
        var open = IntStream.range(0, 20).mapToObj(i -> listen(number)).toList();
        await().atMost(Bot.PATIENCE).untilAsserted(() -> assertThat(open).allMatch(heard -> heard.size() > 2));
        try (var answer = client.newCall(progress(number)).execute()) {
            assertThat(answer.code()).isEqualTo(503);
            assertThat(answer.body().string()).contains("too-many-streams");
        }
        closed = true;
        desk.close();
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(open).allMatch(heard -> heard.contains("end")));
    }
}
