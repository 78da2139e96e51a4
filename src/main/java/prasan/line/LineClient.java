package prasan.line;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import prasan.flow.Thai;

/**
 * LINE's Messaging API. Every method is one attempt: what to do about its outcome is the caller's business. Blocks until LINE answers or the time of the call is over, so it is meant
 * for virtual threads; safe for all threads. Logs LINE's request ids and never the access token or a message.
 */
public final class LineClient implements AutoCloseable {
    /** The longest time for a reply: its token lives a minute, and an unclear reply can be repeated only meanwhile. */
    public static final Duration REPLY = Duration.ofSeconds(4);

    private static final Logger log = LoggerFactory.getLogger(LineClient.class);
    private static final MediaType JSON = MediaType.get("application/json");
    /** Enough of an error's body to read its message. */
    private static final int ERROR_BYTES = 16 * 1024;

    private static final int REASON_LENGTH = 500;
    /** For what somebody waits for before they can send. */
    private static final Duration QUICK = Duration.ofSeconds(3);

    private final OkHttpClient http;
    private final HttpUrl api;
    private final HttpUrl data;
    private final String authorization;
    private final UnaryOperator<String> opened;

    /**
     * A client for one channel.
     *
     * @param apiUrl {@code https://api.line.me} or a stand-in
     * @param dataUrl {@code https://api-data.line.me}, where contents are; the two are not interchangeable
     * @param callTimeout for one call from the first byte to the last
     */
    public LineClient(String apiUrl, String dataUrl, String accessToken, Duration callTimeout) {
        this(apiUrl, dataUrl, accessToken, callTimeout, UnaryOperator.identity());
    }

    /** @param opened puts into messages what is in them only on their way to LINE */
    public LineClient(
            String apiUrl, String dataUrl, String accessToken, Duration callTimeout, UnaryOperator<String> opened) {
        this.opened = opened;
        api = HttpUrl.get(apiUrl);
        data = HttpUrl.get(dataUrl);
        authorization = "Bearer " + accessToken;
        http = new OkHttpClient.Builder()
                .callTimeout(callTimeout)
                .readTimeout(callTimeout)
                .connectTimeout(Duration.ofSeconds(3))
                .followRedirects(false)
                // by default five connections are kept; many replies are in flight at once
                .connectionPool(new ConnectionPool(256, 1, TimeUnit.MINUTES))
                .build();
    }

    /**
     * How many pushes the month has, and how many are used.
     *
     * @param limit {@code null} for no limit
     */
    public record Quota(@Nullable Long limit, long used) {
        /** How many are left, below zero when more were used than there were. */
        public long left() {
            return limit == null ? Long.MAX_VALUE : limit - used;
        }
    }

    /** Answers an event. Free of the quota; the token is good once, within a minute after the event was received. */
    public Outcome reply(String replyToken, String messagesJson) {
        return send("reply", "{\"replyToken\":" + quote(replyToken) + ",\"messages\":" + messagesJson + "}", null);
    }

    /** Sends to one chat. Within 24 hours the same key sends once, however often it is tried. */
    public Outcome push(String chat, String messagesJson, UUID retryKey) {
        return send("push", "{\"to\":" + quote(chat) + ",\"messages\":" + messagesJson + "}", retryKey);
    }

    /** Sends to at most 500 people. If LINE does not know one of them, nobody gets it. */
    public Outcome multicast(Collection<String> users, String messagesJson, UUID retryKey) {
        return send("multicast", "{\"to\":" + quote(users) + ",\"messages\":" + messagesJson + "}", retryKey);
    }

    private Outcome send(String how, String json, @Nullable UUID retryKey) {
        var body = new Once(opened.apply(json).getBytes(StandardCharsets.UTF_8));
        var request = request(api, "v2/bot/message/" + how).post(body);
        if (retryKey != null) {
            request.header("X-Line-Retry-Key", retryKey.toString());
        }
        var call = http.newCall(request.build());
        if (retryKey == null) {
            call.timeout().timeout(Math.min(REPLY.toMillis(), http.callTimeoutMillis()), TimeUnit.MILLISECONDS);
        }
        try (var response = call.execute()) {
            return outcome(how, response, retryKey != null);
        } catch (IOException broken) {
            // without a started body LINE cannot have had the whole request
            return body.started ? new Outcome.Unclear(reason(broken)) : new Outcome.Retry(reason(broken));
        }
    }

    private static Outcome outcome(String how, Response response, boolean keyed) {
        var status = response.code();
        var requestId = response.header("x-line-request-id");
        var error = json(response);
        // LINE itself says 403 and 404 with its request id; a gateway on the way may say them in JSON, too
        boolean ofLine = requestId != null || (error.isObject() && status != 403 && status != 404);
        if (!ofLine && status < 500) {
            // that says nothing of what became of the messages
            log.warn("{}: {} from somebody else than LINE", how, status);
            return new Outcome.Unclear(status + " from somebody else than LINE");
        }
        if (response.isSuccessful()) {
            log.debug("{}: {}, LINE's request id {}", how, status, requestId);
            return new Outcome.Sent(requestId);
        }
        if (status == 409 && keyed) {
            log.info("{}: accepted at an earlier attempt, LINE's request id {}", how, requestId);
            return new Outcome.Sent(response.header("x-line-accepted-request-id", requestId));
        }
        var detail = error.path("details").path(0);
        var property = detail.path("property").textValue();
        var message = shortened(error.path("message").asText("no message")
                + (detail.isMissingNode()
                        ? ""
                        : ": " + property + " " + detail.path("message").asText()));
        log.warn("{}: {} {}, LINE's request id {}", how, status, message, requestId);
        if (status == 429) {
            return new Outcome.Limited();
        }
        if (status == 401) {
            return new Outcome.Retry("401 " + message);
        }
        if (status >= 500 || status == 408) {
            return new Outcome.Unclear(status + " " + message);
        }
        return new Outcome.Refused(status, message, property);
    }

    /** Asks what is left of the month's pushes; LINE says that the number used is approximate. */
    public Fetched<Quota> quota() {
        return getJson("quota", request(api, "v2/bot/message/quota"), QUICK)
                .then(quota -> quota.path("type").asText().equals("limited")
                        ? used(quota.path("value").asLong())
                        : new Fetched.Got<>(new Quota(null, 0)));
    }

    private Fetched<Quota> used(long limit) {
        return getJson("consumption", request(api, "v2/bot/message/quota/consumption"), QUICK)
                .then(used -> new Fetched.Got<>(
                        new Quota(limit, used.path("totalUsage").asLong())));
    }

    /** What LINE says to the access token. */
    public enum Access {
        GRANTED,
        REFUSED,
        /** LINE says nothing. */
        AWAY
    }

    /** Asks for the bot's own name, which costs nothing, to see whether LINE answers and takes the access token ("Get bot info"). */
    public Access access() {
        var call = http.newCall(request(api, "v2/bot/info").build());
        call.timeout().timeout(QUICK.toMillis(), TimeUnit.MILLISECONDS);
        try (var response = call.execute()) {
            if (response.code() >= 500) {
                return Access.AWAY;
            }
            return response.code() == 401 ? Access.REFUSED : Access.GRANTED;
        } catch (IOException broken) {
            return Access.AWAY;
        }
    }

    /** Has LINE send a webhook without events, and gives the status of our answer; nothing if LINE does not say ("Test webhook endpoint"). */
    public Optional<Integer> webhookAnswer() {
        var request = request(api, "v2/bot/channel/webhook/test").post(RequestBody.create("{}", JSON));
        var call = http.newCall(request.build());
        try (var response = call.execute()) {
            var status = json(response).path("statusCode");
            return response.isSuccessful() && status.isInt() ? Optional.of(status.intValue()) : Optional.empty();
        } catch (IOException broken) {
            return Optional.empty();
        }
    }

    /**
     * What a person shows of themselves ("Get profile").
     *
     * @param language of their LINE, a BCP 47 tag; {@code null} for one who has not agreed to LINE's privacy policy
     */
    public record Profile(String name, @Nullable String language) {}

    /** Asks for a person's profile; {@code Never} for one who blocked the account or is unknown to LINE. */
    public Fetched<Profile> profile(String user) {
        return getJson("profile", request(api, "v2/bot/profile", user), whole()).then(profile -> {
            var name = profile.path("displayName").textValue();
            return name == null
                    ? new Fetched.Never<>("a profile without a name")
                    : new Fetched.Got<>(new Profile(
                            Thai.said(name), profile.path("language").textValue()));
        });
    }

    /** The content of a message that LINE keeps. {@code Later} while LINE prepares it, {@code Never} when it was taken back, is gone, or has more than {@code largest} bytes. */
    public Fetched<byte[]> content(String messageId, int largest) {
        var request = request(data, "v2/bot/message", messageId, "content");
        return get("content", request, whole(), response -> {
            if (ofGateway(response)) {
                return new Fetched.Later<>("from somebody else than LINE");
            }
            var body = response.body();
            var bytes =
                    body.contentLength() > largest ? null : body.byteStream().readNBytes(largest + 1);
            return bytes == null || bytes.length > largest
                    ? new Fetched.Never<>("larger than " + largest + " bytes")
                    : new Fetched.Got<>(bytes);
        });
    }

    private Duration whole() {
        return Duration.ofMillis(http.callTimeoutMillis());
    }

    private Fetched<JsonNode> getJson(String what, Request.Builder request, Duration patience) {
        return get(what, request, patience, response -> {
            var json = json(response);
            return json.isMissingNode() ? new Fetched.Later<>("an answer that is not JSON") : new Fetched.Got<>(json);
        });
    }

    private interface Reader<T> {
        Fetched<T> read(Response response) throws IOException;
    }

    /** A page or a message in the place of a content is not what somebody sent. */
    private static boolean ofGateway(Response response) {
        var type = Objects.requireNonNullElse(response.header("Content-Type"), "");
        return response.header("x-line-request-id") == null
                && (type.startsWith("text/html") || type.startsWith("application/json"));
    }

    private <T> Fetched<T> get(String what, Request.Builder request, Duration patience, Reader<T> reader) {
        var call = http.newCall(request.build());
        call.timeout().timeout(Math.min(patience.toMillis(), http.callTimeoutMillis()), TimeUnit.MILLISECONDS);
        try (var response = call.execute()) {
            var status = response.code();
            if (status == 200) {
                return reader.read(response);
            }
            var answer = json(response);
            var reason = status + " " + shortened(answer.path("message").asText("no message"));
            log.info("{}: {}, LINE's request id {}", what, reason, response.header("x-line-request-id"));
            // what is final says LINE itself, no gateway on the way
            var later = (response.header("x-line-request-id") == null && !answer.isObject())
                    || status == 202
                    || status == 401
                    || status == 408
                    || status == 429
                    || status >= 500;
            return later ? new Fetched.Later<>(reason) : new Fetched.Never<>(reason);
        } catch (IOException broken) {
            return new Fetched.Later<>(reason(broken));
        }
    }

    private Request.Builder request(HttpUrl host, String path, String... segments) {
        var url = host.newBuilder().addPathSegments(path);
        for (var segment : segments) {
            url.addPathSegment(segment);
        }
        return new Request.Builder().url(url.build()).header("Authorization", authorization);
    }

    /** The JSON of a short answer, missing if it is none, as when a gateway answers with a page. */
    private static JsonNode json(Response response) {
        try {
            return Json.MAPPER.readTree(response.body().byteStream().readNBytes(ERROR_BYTES));
        } catch (IOException notJson) {
            return MissingNode.getInstance();
        }
    }

    private static String reason(IOException broken) {
        return shortened(broken.getClass().getSimpleName() + ": " + broken.getMessage());
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(text.length(), REASON_LENGTH));
    }

    private static String quote(Object value) {
        try {
            return Json.MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException cannotBe) {
            throw new IllegalStateException(cannotBe);
        }
    }

    /** Closes the idle connections; calls in flight finish. */
    @Override
    public void close() {
        http.connectionPool().evictAll();
        http.dispatcher().executorService().shutdown();
    }

    /** A body that OkHttp does not send a second time by itself, as it else does after a lost connection, a 408 and a 503 with {@code Retry-After: 0}. */
    private static final class Once extends RequestBody {
        private final byte[] json;
        private volatile boolean started;

        Once(byte[] json) {
            this.json = json;
        }

        @Override
        public MediaType contentType() {
            return JSON;
        }

        @Override
        public long contentLength() {
            return json.length;
        }

        @Override
        public boolean isOneShot() {
            return true;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            started = true;
            sink.write(json);
        }
    }
}
