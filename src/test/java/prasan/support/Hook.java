package prasan.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import okhttp3.RequestBody;
import prasan.line.Signature;

/** Delivers events as LINE does, each exactly as it is written here, and signed. */
public final class Hook {
    private final Api api;
    private final Signature signature = new Signature(FakeLine.SECRET);
    private final AtomicInteger events = new AtomicInteger();

    public Hook(Api api) {
        this.api = api;
    }

    /** An event of a person alone, or of a group where {@code chat} is one's id. */
    public String event(String user, String chat, String type, String fields) {
        var source = user.equals(chat)
                ? "{\"type\":\"user\",\"userId\":\"" + user + "\"}"
                : "{\"type\":\"group\",\"groupId\":\"" + chat + "\",\"userId\":\"" + user + "\"}";
        return "{\"type\":\"" + type + "\",\"mode\":\"active\",\"timestamp\":" + System.currentTimeMillis()
                + ",\"webhookEventId\":\"hook-" + events.incrementAndGet()
                + "\",\"deliveryContext\":{\"isRedelivery\":false},\"source\":" + source + "," + fields + "}";
    }

    public String message(String user, String chat, String message) {
        return event(user, chat, "message", "\"message\":" + message);
    }

    public String unsend(String user, String chat, String message) {
        return event(user, chat, "unsend", "\"unsend\":{\"messageId\":\"" + message + "\"}");
    }

    /** Delivers all of them in one webhook. */
    public void deliver(String... events) {
        var body =
                List.of(events).stream().collect(Collectors.joining(",", "{\"destination\":\"U0\",\"events\":[", "]}"));
        var answer = api.send(
                "/webhook",
                request -> request.header(
                                Signature.HEADER, signature.of(body.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                        .post(RequestBody.create(body, Api.JSON_TYPE)));
        assertThat(answer.status()).isEqualTo(200);
    }
}
