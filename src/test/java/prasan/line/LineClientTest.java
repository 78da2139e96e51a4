package prasan.line;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class LineClientTest {
    private static final String MESSAGES = "[{\"type\":\"text\",\"text\":\"สวัสดีค่ะ\"}]";
    private static final UUID KEY = UUID.fromString("0b3f6b5e-8f6a-4c55-8a3a-5f0f5d1f2a10");
    private static final String PAGE = "<html><body>502 Bad Gateway</body></html>";

    private final MockWebServer api = new MockWebServer();
    private final MockWebServer data = new MockWebServer();
    private LineClient line;

    @BeforeEach
    void start() throws IOException {
        api.start();
        data.start();
        line = client(Duration.ofSeconds(10));
    }

    @AfterEach
    void stop() {
        line.close();
        api.close();
        data.close();
    }

    private LineClient client(Duration timeout) {
        return new LineClient(api.url("/").toString(), data.url("/").toString(), "token-1", timeout);
    }

    @Test
    void repliesWithoutARetryKey() throws Exception {
        api.enqueue(answer(200, "{\"sentMessages\":[{\"id\":\"1\"}]}"));
        assertThat(line.reply("r\"1", MESSAGES)).isEqualTo(new Outcome.Sent("req-1"));

        var request = api.takeRequest();
        assertThat(request.getRequestLine()).startsWith("POST /v2/bot/message/reply ");
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer token-1");
        assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/json");
        assertThat(request.getHeaders().get("X-Line-Retry-Key")).isNull();
        assertThat(body(request)).isEqualTo("{\"replyToken\":\"r\\\"1\",\"messages\":" + MESSAGES + "}");
    }

    @Test
    void pushesAndMulticastsWithTheirRetryKey() throws Exception {
        api.enqueue(answer(200, "{}"));
        api.enqueue(answer(200, "{}"));
        assertThat(line.push("U1", MESSAGES, KEY)).isEqualTo(new Outcome.Sent("req-1"));
        assertThat(line.multicast(List.of("U1", "U2"), MESSAGES, KEY)).isEqualTo(new Outcome.Sent("req-1"));

        var push = api.takeRequest();
        assertThat(push.getRequestLine()).startsWith("POST /v2/bot/message/push ");
        assertThat(push.getHeaders().get("X-Line-Retry-Key")).isEqualTo(KEY.toString());
        assertThat(body(push)).isEqualTo("{\"to\":\"U1\",\"messages\":" + MESSAGES + "}");
        var multicast = api.takeRequest();
        assertThat(multicast.getHeaders().get("X-Line-Retry-Key")).isEqualTo(KEY.toString());
        assertThat(body(multicast)).isEqualTo("{\"to\":[\"U1\",\"U2\"],\"messages\":" + MESSAGES + "}");
    }

    @Test
    void aRetryKeyThatIsAlreadyAcceptedMeansSent() {
        var conflict = answer(409, "{\"message\":\"The retry key is already accepted\"}")
                .newBuilder()
                .addHeader("x-line-accepted-request-id", "req-0")
                .build();
        api.enqueue(conflict);
        api.enqueue(conflict);
        assertThat(line.push("U1", MESSAGES, KEY)).isEqualTo(new Outcome.Sent("req-0"));
        assertThat(line.reply("r1", MESSAGES)).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void aRefusalSaysWhatIsWrong() {
        api.enqueue(answer(400, "{\"message\":\"Invalid reply token\"}"));
        api.enqueue(answer(
                400,
                "{\"message\":\"The request body has 1 error(s)\",\"details\":"
                        + "[{\"message\":\"May not be empty\",\"property\":\"messages[0].text\"}]}"));
        assertThat(line.reply("r1", MESSAGES)).isEqualTo(new Outcome.Refused(400, "Invalid reply token", null));
        assertThat(line.push("U1", MESSAGES, KEY))
                .isEqualTo(new Outcome.Refused(
                        400, "The request body has 1 error(s): messages[0].text May not be empty", "messages[0].text"));
    }

    @Test
    void aTokenThatLineDoesNotKnowIsTriedAgainLater() {
        api.enqueue(answer(401, "{\"message\":\"Authentication failed\"}"));
        assertThat(line.reply("r1", MESSAGES)).isInstanceOf(Outcome.Retry.class);
    }

    @Test
    void tooManyIsLimitedAndTheQuotaTellsWhy() {
        api.enqueue(answer(429, "{\"message\":\"You have reached your monthly limit.\"}"));
        assertThat(line.push("U1", MESSAGES, KEY)).isEqualTo(new Outcome.Limited());

        api.enqueue(answer(200, "{\"type\":\"limited\",\"value\":300}"));
        api.enqueue(answer(200, "{\"totalUsage\":300}"));
        assertThat(line.quota()).isEqualTo(new Fetched.Got<>(new LineClient.Quota(300L, 300)));
        assertThat(new LineClient.Quota(300L, 300).left()).isZero();
        assertThat(new LineClient.Quota(300L, 297).left()).isEqualTo(3);

        api.enqueue(answer(200, "{\"type\":\"none\"}"));
        assertThat(line.quota()).isEqualTo(new Fetched.Got<>(new LineClient.Quota(null, 0)));

        api.enqueue(answer(429, "{\"message\":\"The API rate limit has been exceeded. Try again later.\"}"));
        assertThat(line.quota()).isInstanceOf(Fetched.Later.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void aFailureOfLineIsUnclearAlsoWhenItAnswersWithAPage(int status) {
        api.enqueue(answer(status, PAGE));
        assertThat(line.reply("r1", MESSAGES)).isEqualTo(new Outcome.Unclear(status + " no message"));
        assertThat(api.getRequestCount()).isEqualTo(1);
    }

    @Test
    void nothingIsSentAgainByItselfAfterARetryAfterOfZeroOrARequestTimeout() {
        api.enqueue(answer(503, PAGE).newBuilder().addHeader("Retry-After", "0").build());
        api.enqueue(answer(408, ""));
        api.enqueue(answer(200, "{}"));
        assertThat(line.push("U1", MESSAGES, KEY)).isInstanceOf(Outcome.Unclear.class);
        assertThat(api.getRequestCount()).isEqualTo(1);
        assertThat(line.reply("r1", MESSAGES)).isInstanceOf(Outcome.Unclear.class);
        assertThat(api.getRequestCount()).isEqualTo(2);
    }

    @Test
    void nothingIsSentAgainByItselfOverAKeptConnectionThatDied() {
        api.enqueue(answer(200, "{}"));
        api.enqueue(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());
        api.enqueue(answer(200, "{}"));
        assertThat(line.reply("r1", MESSAGES)).isInstanceOf(Outcome.Sent.class);
        assertThat(line.reply("r2", MESSAGES)).isInstanceOf(Outcome.Unclear.class);
        assertThat(api.getRequestCount()).isEqualTo(2);
    }

    @Test
    void aLineCutBeforeTheAnswerIsUnclear() {
        api.enqueue(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());
        assertThat(line.reply("r1", MESSAGES)).isInstanceOf(Outcome.Unclear.class);
        assertThat(api.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aLineCutInsideTheAnswersBodyAfterItsStatusIsSent() {
        api.enqueue(answer(200, "{\"sentMessages\":[{\"id\":\"1\"}]}")
                .newBuilder()
                .onResponseBody(new SocketEffect.CloseSocket())
                .build());
        assertThat(line.reply("r1", MESSAGES)).isEqualTo(new Outcome.Sent("req-1"));
    }

    @Test
    void noAnswerInTimeIsUnclear() {
        try (var hasty = client(Duration.ofMillis(300))) {
            api.enqueue(new MockResponse.Builder()
                    .onResponseStart(SocketEffect.Stall.INSTANCE)
                    .build());
            assertThat(hasty.push("U1", MESSAGES, KEY)).isInstanceOf(Outcome.Unclear.class);
            assertThat(api.getRequestCount()).isEqualTo(1);
        }
    }

    @Test
    void aSlowErrorPageIsStillAnAnswer() {
        try (var hasty = client(Duration.ofMillis(300))) {
            api.enqueue(answer(400, "{\"message\":\"Invalid reply token\"}")
                    .newBuilder()
                    .bodyDelay(20, TimeUnit.SECONDS)
                    .build());
            assertThat(hasty.reply("r1", MESSAGES)).isEqualTo(new Outcome.Refused(400, "no message", null));
        }
    }

    @Test
    void withoutAConnectionNothingWasSent() throws Exception {
        int free;
        try (var socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        var url = "http://127.0.0.1:" + free;
        try (var lost = new LineClient(url, url, "token-1", Duration.ofSeconds(5))) {
            assertThat(lost.reply("r1", MESSAGES)).isInstanceOf(Outcome.Retry.class);
            assertThat(lost.profile("U1")).isInstanceOf(Fetched.Later.class);
        }
    }

    @Test
    void manyRepliesAreInFlightAtOnce() throws Exception {
        for (int i = 0; i < 40; i++) {
            api.enqueue(answer(200, "{}")
                    .newBuilder()
                    .headersDelay(500, TimeUnit.MILLISECONDS)
                    .build());
        }
        // one after another, or five at a time, would not be done before the client's patience is over
        try (var hasty = client(Duration.ofSeconds(3));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var outcomes = threads.invokeAll(IntStream.range(0, 40)
                    .<java.util.concurrent.Callable<Outcome>>mapToObj(i -> () -> hasty.reply("r" + i, MESSAGES))
                    .toList());
            for (var outcome : outcomes) {
                assertThat(outcome.get()).isInstanceOf(Outcome.Sent.class);
            }
        }
    }

    @Test
    void contentIsFetchedFromTheOtherHostOnceLineHasPreparedIt() throws Exception {
        data.enqueue(answer(202, ""));
        data.enqueue(new MockResponse.Builder()
                .body(new Buffer().write(new byte[] {1, 2, 3}))
                .build());
        assertThat(line.content("m/1", 10)).isInstanceOf(Fetched.Later.class);
        assertThat(line.content("m/1", 10))
                .isInstanceOfSatisfying(
                        Fetched.Got.class, got -> assertThat(got.value()).isEqualTo(new byte[] {1, 2, 3}));
        assertThat(data.takeRequest().getRequestLine()).startsWith("GET /v2/bot/message/m%2F1/content ");
        assertThat(api.getRequestCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 410})
    void contentThatIsGoneNeverComes(int status) {
        data.enqueue(answer(status, "{\"message\":\"Not found\"}"));
        assertThat(line.content("m1", 10)).isEqualTo(new Fetched.Never<byte[]>(status + " Not found"));
    }

    @Test
    void contentThatIsTooLargeNeverComesAndThatOfExactlyTheLimitDoes() {
        var eleven = new Buffer().write(new byte[11]);
        data.enqueue(new MockResponse.Builder().body(eleven.copy()).build());
        data.enqueue(new MockResponse.Builder().chunkedBody(eleven.copy(), 4).build());
        data.enqueue(new MockResponse.Builder().chunkedBody(eleven.copy(), 4).build());
        assertThat(line.content("m1", 10)).isInstanceOf(Fetched.Never.class);
        assertThat(line.content("m1", 10)).isInstanceOf(Fetched.Never.class);
        assertThat(line.content("m1", 11)).isInstanceOf(Fetched.Got.class);
    }

    @Test
    void contentThatIsCutOffComesLater() {
        data.enqueue(new MockResponse.Builder()
                .body(new Buffer().write(new byte[100_000]))
                .onResponseBody(new SocketEffect.CloseSocket())
                .build());
        assertThat(line.content("m1", 1_000_000)).isInstanceOf(Fetched.Later.class);
    }

    @Test
    void aProfileGivesTheNameAndNothingElse() {
        api.enqueue(answer(
                200, "{\"displayName\":\"สมมติ ใจดี\",\"userId\":\"U1\",\"pictureUrl\":\"https://example.org\"}"));
        api.enqueue(answer(404, "{\"message\":\"Not found\"}"));
        api.enqueue(answer(200, PAGE));
        assertThat(line.profile("U1")).isEqualTo(new Fetched.Got<>(new LineClient.Profile("สมมติ ใจดี", null)));
        assertThat(line.profile("U2")).isEqualTo(new Fetched.Never<LineClient.Profile>("404 Not found"));
        assertThat(line.profile("U3")).isInstanceOf(Fetched.Later.class);
    }

    @Test
    void theLogHasLinesRequestIdAndNeitherTokenNorMessage() {
        var logger = (Logger) LoggerFactory.getLogger(LineClient.class);
        var appender = new ListAppender<ILoggingEvent>();
        appender.start();
        logger.addAppender(appender);
        logger.setLevel(Level.TRACE);
        try {
            api.enqueue(answer(200, "{}"));
            api.enqueue(answer(400, "{\"message\":\"Invalid reply token\"}"));
            line.reply("r1", MESSAGES);
            line.reply("r1", MESSAGES);
            assertThat(appender.list)
                    .hasSize(2)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .allSatisfy(text ->
                            assertThat(text).contains("req-1").doesNotContain("token-1", "r1", "สวัสดี", "Bearer"));
        } finally {
            logger.detachAppender(appender);
            logger.setLevel(null);
        }
    }

    private static MockResponse answer(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("x-line-request-id", "req-1")
                .body(body)
                .build();
    }

    private static String body(mockwebserver3.RecordedRequest request) {
        var body = request.getBody();
        return body == null ? "" : body.string(UTF_8);
    }
}
