package prasan.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;
import prasan.support.FakeLine;

/** A bot that a test moves by hand: hears by its webhook, which answers 200 unless told otherwise, and calls LINE's API. */
final class Bot implements AutoCloseable {
    static final MediaType JSON = MediaType.get("application/json");

    private final MockWebServer ear = new MockWebServer();
    private final Queue<MockResponse> answers = new ConcurrentLinkedQueue<>();
    private final OkHttpClient mouth = new OkHttpClient.Builder()
            .retryOnConnectionFailure(false)
            .callTimeout(Duration.ofSeconds(20))
            .build();
    private final String api;

    /** What the platform answered. */
    record Answered(
            int status,
            JsonNode body,
            @Nullable String accepted,
            @Nullable String requestId) {
        String message() {
            return body.path("message").asText();
        }

        String property() {
            return body.path("details").path(0).path("property").asText();
        }
    }

    Bot(FakeLine line) {
        api = line.apiUrl();
        ear.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return Objects.requireNonNullElseGet(answers.poll(), () -> new MockResponse.Builder().build());
            }
        });
        try {
            ear.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        line.webhook(ear.url("/webhook").toString());
    }

    /** How the bot answers its next webhook for which this was not yet said. */
    void willAnswer(MockResponse.Builder response) {
        answers.add(response.build());
    }

    RecordedRequest webhook() throws InterruptedException {
        return Objects.requireNonNull(ear.takeRequest(20, TimeUnit.SECONDS), "No webhook came");
    }

    byte[] body() throws InterruptedException {
        return Objects.requireNonNull(webhook().getBody()).toByteArray();
    }

    JsonNode events() throws InterruptedException, IOException {
        return Json.read(body()).path("events");
    }

    /** The first event of the next webhook. */
    JsonNode event() throws InterruptedException, IOException {
        return events().path(0);
    }

    Answered reply(String token, String messages) throws IOException {
        return post(BotApi.REPLY, "{\"replyToken\":\"" + token + "\",\"messages\":" + messages + "}", null);
    }

    Answered push(String to, String messages, @Nullable String key) throws IOException {
        return post(BotApi.PUSH, "{\"to\":\"" + to + "\",\"messages\":" + messages + "}", key);
    }

    Answered post(String path, String body, @Nullable String key) throws IOException {
        Request.Builder request = request(path).post(RequestBody.create(body, JSON));
        return call((key == null ? request : request.header("X-Line-Retry-Key", key)).build());
    }

    Answered get(String path) throws IOException {
        return call(request(path).build());
    }

    byte[] bytes(String path) throws IOException {
        try (Response response = mouth.newCall(request(path).build()).execute()) {
            return response.body().bytes();
        }
    }

    /** All that the page's event stream says to one who heard up to {@code heard}; {@code end} must end it. */
    String stream(String heard, Runnable end) throws IOException {
        Request request = request("/../stream")
                .header("Accept", "text/event-stream")
                .header("Last-Event-ID", heard)
                .build();
        try (Response response = mouth.newCall(request).execute()) {
            StringBuilder all = new StringBuilder();
            BufferedSource source = response.body().source();
            String line = source.readUtf8Line();
            while (line != null) {
                all.append(line).append('\n');
                if (line.startsWith("data:") && line.contains("\"seq\"")) {
                    end.run();
                }
                line = source.readUtf8Line();
            }
            return all.toString();
        }
    }

    Answered call(Request request) throws IOException {
        try (Response response = mouth.newCall(request).execute()) {
            return new Answered(
                    response.code(),
                    Json.read(response.body().bytes()),
                    response.header("x-line-accepted-request-id"),
                    response.header("x-line-request-id"));
        }
    }

    Request.Builder request(String path) {
        return new Request.Builder().url(api + path).header("Authorization", "Bearer " + FakeLine.TOKEN);
    }

    @Override
    public void close() {
        ear.close();
    }
}
