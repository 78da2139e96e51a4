package prasan.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.sse.SseHandler;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The page where people chat. It shows what {@link Chats} holds and hands on what people do: whatever reaches the bot
 * from here went through the platform as a signed webhook.
 */
final class ChatPage {
    private static final String ROOT = "/simulator";
    private static final Map<String, String> FILES = Map.of(
            "index.html", "text/html; charset=utf-8",
            "chat.css", "text/css; charset=utf-8",
            "chat.js", "text/javascript; charset=utf-8",
            "messages.js", "text/javascript; charset=utf-8",
            "flex.js", "text/javascript; charset=utf-8",
            "dialogs.js", "text/javascript; charset=utf-8",
            "sample-road.svg", "image/svg+xml; charset=utf-8");
    /** Nothing from elsewhere but the bot's pictures, and no script that is not in a file of ours. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
            + "img-src 'self' blob: data: https:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    /** Several photos of a phone, shrunk by the page, in base 64. */
    private static final int MOST_BYTES = 24 * 1024 * 1024;

    private final Platform platform;
    private final Stream stream;

    ChatPage(Platform platform, Stream stream) {
        this.platform = platform;
        this.stream = stream;
    }

    void add(RoutesConfig routes) {
        get(routes, "", ctx -> file(ctx, "index.html"));
        FILES.keySet().forEach(name -> get(routes, "/" + name, ctx -> file(ctx, name)));
        get(routes, "/chats", ctx -> json(ctx, chats()));
        get(routes, "/photos/{messageId}", this::photo);
        routes.addHttpHandler(HandlerType.GET, ROOT + "/stream", new SseHandler(stream::open));
        routes.addHttpHandler(HandlerType.POST, ROOT + "/deeds", this::deed);
    }

    private static void get(RoutesConfig routes, String path, io.javalin.http.Handler handler) {
        routes.addHttpHandler(HandlerType.GET, ROOT + path, handler);
    }

    private static void file(Context ctx, String name) throws IOException {
        try (InputStream file = ChatPage.class.getResourceAsStream("/static/simulator/" + name)) {
            ctx.header("Content-Security-Policy", POLICY)
                    .header("Cache-Control", "no-cache")
                    .header("X-Content-Type-Options", "nosniff")
                    .contentType(Objects.requireNonNull(FILES.get(name)))
                    .result(Objects.requireNonNull(file, name).readAllBytes());
        }
    }

    private void photo(Context ctx) {
        byte[] bytes = platform.contents.seen(ctx.pathParam("messageId"));
        if (bytes == null) {
            ctx.status(404);
        } else {
            ctx.header("X-Content-Type-Options", "nosniff")
                    .contentType(Photo.type(bytes))
                    .result(bytes);
        }
    }

    /** Who there is; what was said comes by the stream. */
    private ObjectNode chats() {
        ObjectNode json = Json.object()
                .put("epoch", platform.epoch())
                .put("bot", platform.bot().name());
        ArrayNode people = json.putArray("people");
        for (Person person : platform.chats.people()) {
            people.addObject()
                    .put("id", person.id())
                    .put("name", person.name())
                    .put("about", person.about())
                    .put("language", person.language())
                    .put("bond", platform.chats.bond(person.id()).name());
        }
        ArrayNode groups = json.putArray("groups");
        for (Group group : platform.chats.groups()) {
            ArrayNode members = groups.addObject()
                    .put("id", group.id())
                    .put("name", group.name())
                    .putArray("members");
            group.members().forEach(member -> members.add(member.id()));
        }
        return json;
    }

    /** Takes only JSON, which a page of another site may not send here without asking. */
    private void deed(Context ctx) throws IOException {
        String type = ctx.contentType();
        if (type == null || !type.startsWith("application/json")) {
            ctx.status(415);
            return;
        }
        try {
            JsonNode json = Json.read(ctx.bodyInputStream().readNBytes(MOST_BYTES));
            Person who = platform.chats.person(json.path("who").asText());
            String chat = json.path("chat").asText();
            if (who == null || !(chat.equals(who.id()) || isMember(who, platform.chats.group(chat)))) {
                throw new IllegalArgumentException("Nobody of that name in that chat");
            }
            WebhookCall call = platform.does(who, chat, read(json));
            json(ctx, Json.object().put("taken", call.taken()));
        } catch (IOException | IllegalArgumentException bad) {
            ctx.status(400);
            json(ctx, Json.object().put("message", bad.getMessage()));
        }
    }

    private static boolean isMember(Person who, @Nullable Group group) {
        return group != null && group.members().contains(who);
    }

    private static Deed read(JsonNode json) {
        return switch (json.path("type").asText()) {
            case "text" ->
                new Deed.Text(json.path("text").asText(), json.path("mention").asBoolean());
            case "tap" ->
                new Deed.Tap(
                        json.path("data").asText(), json.path("displayText").textValue());
            case "photos" -> new Deed.Photos(images(json.path("images")));
            case "place" ->
                new Deed.Place(
                        json.path("title").textValue(),
                        json.path("address").textValue(),
                        json.path("latitude").asDouble(),
                        json.path("longitude").asDouble());
            case "sticker" ->
                new Deed.Sticker(
                        json.path("packageId").asText(), json.path("stickerId").asText());
            case "follow" -> new Deed.Follow();
            case "unfollow" -> new Deed.Unfollow();
            default -> throw new IllegalArgumentException("No such deed: " + json.path("type"));
        };
    }

    private static List<byte[]> images(JsonNode base64) {
        List<byte[]> images = new ArrayList<>();
        base64.forEach(image -> images.add(Base64.getDecoder().decode(image.asText())));
        return images;
    }

    private static void json(Context ctx, ObjectNode body) {
        ctx.header("Cache-Control", "no-store").contentType("application/json").result(Json.write(body));
    }
}
