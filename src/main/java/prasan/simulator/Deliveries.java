package prasan.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/** Signs webhooks, hands them to the bot, and again if it did not take them and redelivery is on. Thread-safe. */
final class Deliveries implements AutoCloseable {
    private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");
    /** Slower than this, LINE counts request_timeout. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** How often and how far apart LINE tries again is not published. */
    private record Redelivery(int times, Duration every) {}

    private final Clock clock;
    private final String secret;
    private final ReplyTokens tokens;
    private final OkHttpClient http = new OkHttpClient.Builder()
            .callTimeout(PATIENCE)
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .build();
    private final ExecutorService again = Executors.newVirtualThreadPerTaskExecutor();
    private final List<WebhookCall> log = new ArrayList<>();
    private final AtomicInteger pending = new AtomicInteger();
    private volatile Redelivery redelivery = new Redelivery(0, Duration.ZERO);
    private volatile @Nullable URI webhook;

    Deliveries(Clock clock, String secret, ReplyTokens tokens) {
        this.clock = clock;
        this.secret = secret;
        this.tokens = tokens;
    }

    void webhook(URI address) {
        webhook = address;
    }

    /** @param times 0: off, which is LINE's default */
    void redeliver(int times, Duration every) {
        redelivery = new Redelivery(times, every);
    }

    /** How many calls still wait to be tried again. */
    int pending() {
        return pending.get();
    }

    List<WebhookCall> log() {
        synchronized (log) {
            return List.copyOf(log);
        }
    }

    /** Tries once, here and now; what is tried again is tried in the background. */
    WebhookCall deliver(ObjectNode body) {
        WebhookCall first = attempt(body);
        Redelivery rule = redelivery;
        if (!first.taken() && rule.times > 0) {
            pending.incrementAndGet();
            try {
                again.execute(() -> redeliver(body.deepCopy(), rule));
            } catch (RejectedExecutionException closed) {
                pending.decrementAndGet();
            }
        }
        return first;
    }

    /** Sends a webhook without events, which is no delivery, and gives the status of the answer; 0 for none. */
    int test(String destination) {
        var body = Json.object().put("destination", destination);
        body.putArray("events");
        return post(Json.writeLikeLine(body).getBytes(StandardCharsets.UTF_8));
    }

    private void redeliver(ObjectNode body, Redelivery rule) {
        body.path("events").forEach(event -> ((ObjectNode) event.path("deliveryContext")).put("isRedelivery", true));
        try {
            for (int i = 0; i < rule.times; i++) {
                Thread.sleep(rule.every);
                if (attempt(body).taken()) {
                    return;
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            pending.decrementAndGet();
        }
    }

    /** One try; it starts the minute of the reply tokens. */
    private WebhookCall attempt(ObjectNode body) {
        String text = Json.writeLikeLine(body);
        body.path("events")
                .forEach(event -> tokens.delivered(event.path("replyToken").asText()));
        WebhookCall call = new WebhookCall(clock.instant(), text, post(text.getBytes(StandardCharsets.UTF_8)));
        synchronized (log) {
            log.add(call);
        }
        return call;
    }

    private int post(byte[] body) {
        URI address = webhook;
        if (address == null) {
            return 0;
        }
        Request request = new Request.Builder()
                .url(address.toString())
                .header("x-line-signature", signature(body))
                .header("User-Agent", "LineBotWebhook/2.0")
                .post(new OneShot(body))
                .build();
        try (Response response = http.newCall(request).execute()) {
            return response.code();
        } catch (IOException unreachable) {
            return 0;
        }
    }

    private String signature(byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }

    /** Stops trying again; what still waits is given up. */
    @Override
    public void close() {
        again.shutdownNow();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    /** OkHttp must not send a webhook twice by itself, so that the log shows each one. */
    private static final class OneShot extends RequestBody {
        private final byte[] bytes;

        OneShot(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public MediaType contentType() {
            return JSON;
        }

        @Override
        public long contentLength() {
            return bytes.length;
        }

        @Override
        public boolean isOneShot() {
            return true;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            sink.write(bytes);
        }
    }
}
