package prasan.line;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import prasan.db.Database;
import prasan.http.Auth;
import prasan.http.Server;
import prasan.inbox.Inbox;
import prasan.support.SettableClock;
import prasan.support.TestDatabase;

class WebhookTest {
    private static final String MESSAGE = """
            {"type":"message","mode":"active","timestamp":1795392000123,"source":{"type":"user","userId":"%s"},
             "webhookEventId":"%s","deliveryContext":{"isRedelivery":false},"replyToken":"t",
             "message":{"id":"1","type":"text","text":"สวัสดี \\uD83E\\uDD28"}}""";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T05:00:00Z"));
    private final Signature signature = new Signature("secret");
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private static final Database DATABASE = TestDatabase.empty();
    private final List<Set<String>> woken = Collections.synchronizedList(new ArrayList<>());
    private final OkHttpClient http = new OkHttpClient();
    private final Server server = Server.start(
            "127.0.0.1",
            0,
            new Auth("key"),
            meters,
            List.of(),
            config -> config.routes.post(
                    "/webhook", new Webhook(signature, new Inbox(DATABASE.jdbi(), clock), woken::add, clock, meters)));

    @AfterEach
    void stop() {
        server.close();
        DATABASE.jdbi().useHandle(handle -> handle.execute("DELETE FROM inbox"));
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void storesEveryEventAndThenWakesTheirChats() throws Exception {
        var odd = "{\"type\":\"message\",\"source\":{\"type\":\"user\",\"userId\":\"U1\"},\"message\":\"?\"}";
        var group = "{\"type\":\"message\",\"source\":{\"type\":\"group\",\"groupId\":\"C1\"},\"webhookEventId\":\"g\","
                + "\"message\":{\"type\":\"text\",\"id\":\"2\",\"text\":\"คุยกันเอง\"}}";
        var standby = MESSAGE.formatted("U3", "s").replace("active", "standby");
        var body = body(
                MESSAGE.formatted("U1", "a"),
                odd,
                "5",
                MESSAGE.formatted("U2", "b"),
                group,
                standby,
                "{\"type\":\"x\"}");
        assertThat(post(body)).isEqualTo(200);

        assertThat(woken).containsExactly(Set.of("U1", "U2"));
        assertThat(
                        column(
                                "SELECT CONCAT_WS(' ', event_id, chat_id, type, state) FROM inbox WHERE event_id NOT LIKE 'sha256:%'"))
                .containsExactlyInAnyOrder(
                        "a U1 message WAITING", "b U2 message WAITING", "g C1 message STORED", "s U3 message STORED");
        // of what is not acted on: that it was
        assertThat(column("SELECT REGEXP_REPLACE(raw, 'sha256:[0-9a-f]+', '#') FROM inbox ORDER BY id"))
                .containsExactly(
                        MESSAGE.formatted("U1", "a"),
                        "{\"type\":\"message\",\"webhookEventId\":\"#\",\"source\":{\"type\":\"user\",\"userId\":\"U1\"}}",
                        "{\"webhookEventId\":\"#\"}",
                        MESSAGE.formatted("U2", "b"),
                        "{\"type\":\"message\",\"webhookEventId\":\"g\",\"source\":{\"type\":\"group\",\"groupId\":\"C1\"},\"message\":{\"type\":\"text\",\"id\":\"2\"}}",
                        "{\"type\":\"message\",\"mode\":\"standby\",\"timestamp\":1795392000123,\"deliveryContext\":{\"isRedelivery\":false},\"webhookEventId\":\"s\",\"source\":{\"type\":\"user\",\"userId\":\"U3\"},\"message\":{\"type\":\"text\",\"id\":\"1\"}}",
                        "{\"type\":\"x\",\"webhookEventId\":\"#\"}");
        assertThat(column("SELECT type FROM inbox WHERE event_id LIKE 'sha256:%' AND state = 'STORED' ORDER BY id"))
                .containsExactly("message", "unknown", "x");
    }

    @Test
    void anEventThatSomebodyKeptForDaysIsStoredAndNotActedOn() throws Exception {
        var old = MESSAGE.formatted("U1", "a").replace("1795392000123", "1795200000000");
        assertThat(post(body(old, MESSAGE.formatted("U2", "b")))).isEqualTo(200);
        assertThat(woken).containsExactly(Set.of("U2"));
        assertThat(column("SELECT CONCAT_WS(' ', event_id, state) FROM inbox"))
                .containsExactlyInAnyOrder("a STORED", "b WAITING");
    }

    @Test
    void keepsTheTimeOfTheEventOrElseOfItsReceipt() throws Exception {
        post(body(MESSAGE.formatted("U1", "a"), "{\"type\":\"follow\",\"webhookEventId\":\"b\"}"));
        List<Instant> times = DATABASE.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT occurred_at FROM inbox ORDER BY event_id")
                        .mapTo(Instant.class)
                        .list());
        assertThat(times).containsExactly(Instant.ofEpochMilli(1795392000123L), clock.instant());
    }

    @Test
    void anEventDeliveredAgainIsAnsweredAndNotStoredAgain() throws Exception {
        var first = body(MESSAGE.formatted("U1", "a"));
        assertThat(post(first)).isEqualTo(200);
        assertThat(post(first.replace("\"isRedelivery\":false", "\"isRedelivery\":true")))
                .isEqualTo(200);
        assertThat(post(body(MESSAGE.formatted("U1", "a"), MESSAGE.formatted("U1", "a"))))
                .isEqualTo(200);
        assertThat(column("SELECT event_id FROM inbox")).hasSize(1);
    }

    @Test
    void theSameEventsAtOnceAreStoredOnceAndAllAnswered() throws Exception {
        var bodies = List.of(
                body(MESSAGE.formatted("U1", "a"), MESSAGE.formatted("U2", "b")),
                body(MESSAGE.formatted("U2", "b"), MESSAGE.formatted("U1", "a")));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var posts = new ArrayList<Callable<Integer>>();
            for (int i = 0; i < 40; i++) {
                var body = bodies.get(i % 2);
                posts.add(() -> post(body));
            }
            for (var answer : threads.invokeAll(posts)) {
                assertThat(answer.get()).isEqualTo(200);
            }
        }
        assertThat(column("SELECT event_id FROM inbox")).hasSize(2);
    }

    @Test
    void anEmptyListIsLinesVerificationAndIsAnswered() throws Exception {
        assertThat(post("{\"destination\":\"U0\",\"events\":[]}")).isEqualTo(200);
        assertThat(woken).isEmpty();
    }

    @Test
    void theHeadersCaseDoesNotMatter() throws Exception {
        var body = body(MESSAGE.formatted("U1", "a"));
        assertThat(post(body, "X-LINE-SIGNATURE", signature.of(body.getBytes(UTF_8))))
                .isEqualTo(200);
    }

    @Test
    void whatLineDidNotSignLeavesNothingButACount() throws Exception {
        var body = body(MESSAGE.formatted("U1", "a"));
        assertThat(post(body, "x-other", "1")).isEqualTo(401);
        assertThat(post(body, Signature.HEADER, new Signature("other").of(body.getBytes(UTF_8))))
                .isEqualTo(401);
        assertThat(post(body, Signature.HEADER, "not base64!")).isEqualTo(401);
        assertThat(post("not even JSON", Signature.HEADER, "")).isEqualTo(401);
        assertThat(column("SELECT event_id FROM inbox")).isEmpty();
        assertThat(meters.counter("prasan.webhook", "status", "401").count()).isEqualTo(4);
    }

    @Test
    void whatIsSignedButNoWebhookBodyIsABadRequest() throws Exception {
        for (var body : List.of("", "hello", "[]", "{}", "{\"events\":{}}", "{\"events\":[{}", "null")) {
            assertThat(post(body)).as(body).isEqualTo(400);
        }
    }

    @Test
    void aBodyOverOneMebibyteIsTooLargeHoweverItIsSent() throws Exception {
        var frame = body("{\"webhookEventId\":\"a\",\"x\":\"\"}");
        var largest = frame.replace("\"x\":\"", "\"x\":\"" + "x".repeat(Webhook.LARGEST - frame.length()));
        assertThat(post(largest)).isEqualTo(200);
        assertThat(post(largest + " ")).isEqualTo(413);
        assertThat(send(chunked(largest), Signature.HEADER, signature.of(largest.getBytes(UTF_8))))
                .isEqualTo(200);
        assertThat(send(chunked(largest + " "), Signature.HEADER, signature.of((largest + " ").getBytes(UTF_8))))
                .isEqualTo(413);
        assertThat(column("SELECT event_id FROM inbox")).hasSize(1);
    }

    @Test
    void whatCannotBeStoredIsNotAcknowledgedSoThatLineDeliversItAgain() throws Exception {
        DATABASE.jdbi().useHandle(handle -> handle.execute("RENAME TABLE inbox TO away"));
        try {
            assertThat(post(body(MESSAGE.formatted("U1", "a")))).isEqualTo(503);
        } finally {
            DATABASE.jdbi().useHandle(handle -> handle.execute("RENAME TABLE away TO inbox"));
        }
        assertThat(woken).isEmpty();
    }

    private static String body(String... events) {
        return "{\"destination\":\"U0\",\"events\":[" + String.join(",", events) + "]}";
    }

    private int post(String body) throws IOException {
        return post(body, Signature.HEADER, signature.of(body.getBytes(UTF_8)));
    }

    private int post(String body, String header, String value) throws IOException {
        return send(RequestBody.create(body.getBytes(UTF_8)), header, value);
    }

    private int send(RequestBody body, String header, String value) throws IOException {
        var request = new Request.Builder()
                .url("http://127.0.0.1:" + server.port() + "/webhook")
                .header(header, value)
                .post(body);
        try (var response = http.newCall(request.build()).execute()) {
            return response.code();
        }
    }

    private static RequestBody chunked(String body) {
        return new RequestBody() {
            @Override
            public okhttp3.@Nullable MediaType contentType() {
                return null;
            }

            @Override
            public void writeTo(BufferedSink sink) throws IOException {
                sink.writeUtf8(body);
            }
        };
    }

    private List<String> column(String sql) {
        return DATABASE.jdbi()
                .withHandle(
                        handle -> handle.createQuery(sql).mapTo(String.class).list());
    }
}
