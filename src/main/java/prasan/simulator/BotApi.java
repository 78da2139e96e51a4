package prasan.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.jspecify.annotations.Nullable;

/**
 * LINE's API as the bot calls it: both hosts, {@code api.line.me} and {@code api-data.line.me}, below one prefix. The
 * names of its routes are also the names for faults and rates.
 */
public final class BotApi {
    public static final String REPLY = "/v2/bot/message/reply";
    public static final String PUSH = "/v2/bot/message/push";
    public static final String MULTICAST = "/v2/bot/message/multicast";
    public static final String VALIDATE = "/v2/bot/message/validate/";
    public static final String CONTENT = "/v2/bot/message/{messageId}/content";
    public static final String TRANSCODING = "/v2/bot/message/{messageId}/content/transcoding";
    public static final String PROFILE = "/v2/bot/profile/{userId}";
    public static final String MEMBER = "/v2/bot/group/{groupId}/member/{userId}";
    public static final String QUOTA = "/v2/bot/message/quota";
    public static final String CONSUMPTION = "/v2/bot/message/quota/consumption";
    public static final String INFO = "/v2/bot/info";
    public static final String WEBHOOK_TEST = "/v2/bot/channel/webhook/test";
    public static final String LOADING = "/v2/bot/chat/loading/start";

    private static final int MOST_BYTES = 2 * 1024 * 1024;

    private final Platform platform;
    private final Sends sends;

    /** One route's own work, once the caller is known. */
    @FunctionalInterface
    private interface Work {
        Answer answer(Call call);
    }

    /** What a call brought. */
    private record Call(
            Context ctx, JsonNode body, @Nullable String retryKey, String requestId) {}

    BotApi(Platform platform) {
        this.platform = platform;
        sends = new Sends(platform);
    }

    /** @param prefix where LINE_API_URL and LINE_DATA_URL point to, such as {@code /simulator/line} */
    void add(RoutesConfig routes, String prefix) {
        post(routes, prefix, REPLY, call -> sends.reply(call.body, call.retryKey));
        post(routes, prefix, PUSH, call -> sends.push(call.body, call.retryKey, call.requestId));
        post(routes, prefix, MULTICAST, call -> sends.multicast(call.body, call.retryKey, call.requestId));
        for (String kind : List.of("reply", "push", "multicast")) {
            post(routes, prefix, VALIDATE + kind, call -> {
                MessageRules.check(call.body.path("messages"));
                return Answer.ok(Json.object());
            });
        }
        post(routes, prefix, LOADING, this::loading);
        post(routes, prefix, WEBHOOK_TEST, call -> webhookTest());
        get(
                routes,
                prefix,
                TRANSCODING,
                call -> Answer.ok(Json.object()
                        .put(
                                "status",
                                platform.contents.ready(call.ctx.pathParam("messageId"))
                                        ? "succeeded"
                                        : "processing")));
        get(routes, prefix, CONTENT, this::content);
        get(routes, prefix, PROFILE, this::profile);
        get(routes, prefix, MEMBER, this::member);
        get(routes, prefix, CONSUMPTION, call -> Answer.ok(Json.object().put("totalUsage", platform.quota.used())));
        get(routes, prefix, QUOTA, call -> quota());
        get(
                routes,
                prefix,
                INFO,
                call -> Answer.ok(Json.object()
                        .put("userId", platform.bot().id())
                        .put("basicId", "@simulator")
                        .put("displayName", platform.bot().name())
                        .put("chatMode", "bot")
                        .put("markAsReadMode", "auto")));
    }

    private void get(RoutesConfig routes, String prefix, String route, Work work) {
        routes.addHttpHandler(HandlerType.GET, prefix + route, handler(route, work));
    }

    private void post(RoutesConfig routes, String prefix, String route, Work work) {
        routes.addHttpHandler(HandlerType.POST, prefix + route, handler(route, work));
    }

    private Handler handler(String route, Work work) {
        return ctx -> {
            Fault fault = platform.faults.next(route);
            String requestId = platform.ids().request();
            ctx.header("x-line-request-id", requestId);
            String retryKey = ctx.header("X-Line-Retry-Key");
            JsonNode body = Json.object();
            Answer answer;
            try {
                if (fault instanceof Fault.Delay delay) {
                    Thread.sleep(delay.by());
                }
                if (fault instanceof Fault.CutBefore) {
                    answer = Answer.of(0, "");
                } else if (fault instanceof Fault.Status status) {
                    answer = Answer.of(status.status(), reason(status.status()));
                } else {
                    authorize(ctx);
                    body = body(ctx);
                    platform.rate.take(route);
                    answer = work.answer(new Call(ctx, body, retryKey, requestId));
                }
            } catch (Denied denied) {
                answer = denied.answer();
            }
            boolean cut = fault instanceof Fault.CutAfter || fault instanceof Fault.CutBefore;
            log(ctx, route, body, retryKey, answer.status(), !cut);
            if (cut) {
                hangUp(ctx);
            } else {
                write(ctx, answer);
            }
        };
    }

    private void authorize(Context ctx) {
        if (!("Bearer " + platform.accessToken).equals(ctx.header("Authorization"))) {
            throw new Denied(
                    401, "Authentication failed. Confirm that the access token in the authorization header is valid.");
        }
    }

    private static JsonNode body(Context ctx) throws IOException {
        if (!ctx.method().equals(HandlerType.POST)) {
            return Json.object();
        }
        // the server's own limit on bodies is the webhook's, not LINE's
        byte[] bytes = ctx.bodyInputStream().readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new Denied(413, "Request Entity Too Large");
        }
        String type = ctx.contentType();
        if (type == null || !type.startsWith("application/json")) {
            throw new Denied(415, "Unsupported Media Type");
        }
        try {
            return Json.read(bytes);
        } catch (IOException e) {
            throw new Denied(400, "The request body could not be parsed as JSON");
        }
    }

    private Answer loading(Call call) {
        String chat = call.body.path("chatId").asText();
        int seconds = call.body.path("loadingSeconds").asInt(20);
        if (platform.chats.person(chat) == null) {
            throw new Denied(400, "The property, chatId, in the request body is invalid");
        }
        if (seconds < 5 || seconds > 60 || seconds % 5 != 0) {
            throw new Denied(400, "The property, loadingSeconds, in the request body is invalid");
        }
        platform.chats.typing(chat, seconds);
        return new Answer(202, Json.object(), Map.of());
    }

    /** As "Test webhook endpoint" of LINE's reference: a webhook without events is sent, and its answer told. */
    private Answer webhookTest() {
        int status = platform.deliveries.test(platform.bot().id());
        boolean taken = status >= 200 && status < 300;
        return Answer.ok(Json.object()
                .put("success", taken)
                .put("timestamp", platform.clock.instant().toString())
                .put("statusCode", status)
                .put("reason", taken ? "OK" : status == 0 ? "COULD_NOT_CONNECT" : "ERROR_STATUS_CODE")
                .put("detail", String.valueOf(status)));
    }

    private Answer content(Call call) {
        byte[] bytes = platform.contents.fetch(call.ctx.pathParam("messageId"));
        if (bytes == null) {
            return new Answer(202, Json.object(), Map.of());
        }
        call.ctx.contentType(Photo.type(bytes)).result(bytes);
        return Answer.ok(Json.object());
    }

    private Answer profile(Call call) {
        Person person = platform.chats.person(call.ctx.pathParam("userId"));
        if (person == null || platform.chats.reached(person.id()) == 0) {
            throw new Denied(404, "Not found");
        }
        return Answer.ok(Json.object()
                .put("userId", person.id())
                .put("displayName", person.name())
                .put("language", person.language()));
    }

    private Answer member(Call call) {
        Group group = platform.chats.group(call.ctx.pathParam("groupId"));
        List<Person> members = group == null ? List.of() : group.members();
        return members.stream()
                .filter(person -> person.id().equals(call.ctx.pathParam("userId")))
                .map(person ->
                        Answer.ok(Json.object().put("userId", person.id()).put("displayName", person.name())))
                .findFirst()
                .orElseThrow(() -> new Denied(404, "Not found"));
    }

    private Answer quota() {
        Integer limit = platform.quota.limit();
        ObjectNode body = Json.object().put("type", limit == null ? "none" : "limited");
        return Answer.ok(limit == null ? body : body.put("value", limit));
    }

    private void log(Context ctx, String route, JsonNode body, @Nullable String key, int status, boolean answered) {
        JsonNode to = body.path("to");
        List<JsonNode> messages = new ArrayList<>();
        body.path("messages").forEach(messages::add);
        platform.log(new ApiCall(
                platform.clock.instant(),
                ctx.method().name(),
                ctx.path().substring(ctx.path().indexOf("/v2/bot/")),
                status,
                answered,
                key,
                route.equals(REPLY) ? body.path("replyToken").asText() : null,
                to.isTextual() ? List.of(to.textValue()) : Json.strings(to),
                messages));
    }

    private static void write(Context ctx, Answer answer) {
        ctx.status(answer.status());
        answer.headers().forEach(ctx::header);
        if (ctx.resultInputStream() == null) {
            ctx.contentType("application/json").result(Json.write(answer.body()));
        }
    }

    private static String reason(int status) {
        return status == 429 ? "The API rate limit has been exceeded. Try again later." : "Internal server error";
    }

    /** Drops the line without a word. */
    private static void hangUp(Context ctx) {
        ServletContextRequest.getServletContextRequest(ctx.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint()
                .close();
    }
}
