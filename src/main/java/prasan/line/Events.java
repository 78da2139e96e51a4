package prasan.line;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import prasan.flow.Thai;

/**
 * Reads LINE's events, each on its own. LINE adds properties, event types and values without notice ("Development guidelines"), so nothing odd inside an event is an error: what
 * cannot be read becomes {@link Body.Unknown}. Stateless, safe for all threads.
 */
public final class Events {
    /** Column widths of the tables that ids are stored in. */
    private static final int ID = 64;

    private static final int TOKEN = 80;
    private static final int TYPE = 40;
    /** Printable ASCII without spaces: what an id column keeps as it is. */
    private static final Pattern PLAIN = Pattern.compile("[!-~]+");
    /** The last moment that the columns hold. */
    private static final long LATEST = Instant.parse("9999-12-31T00:00:00Z").toEpochMilli();

    private Events() {}

    /** An event and its exact text in the body. */
    public record Received(String raw, Event event) {}

    /**
     * Reads a webhook's body in one pass.
     *
     * @throws IllegalArgumentException if the body is not a JSON object with an array {@code events}; the message quotes nothing of it
     */
    public static List<Received> readAll(String body) {
        try (var parser = Json.MAPPER.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("the body is not a JSON object");
            }
            List<Received> found = null;
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                var isEvents = "events".equals(parser.currentName());
                if (parser.nextToken() == JsonToken.START_ARRAY && isEvents) {
                    found = elements(parser, body);
                } else {
                    parser.skipChildren();
                }
            }
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("the body goes on after its JSON object");
            }
            if (found == null) {
                throw new IllegalArgumentException("the body has no array called events");
            }
            return found;
        } catch (IOException notJson) {
            throw new IllegalArgumentException("the body is not JSON");
        }
    }

    private static List<Received> elements(JsonParser parser, String body) throws IOException {
        var found = new ArrayList<Received>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            var start = (int) parser.currentTokenLocation().getCharOffset();
            JsonNode node = parser.readValueAsTree();
            var raw = body.substring(start, (int) parser.currentLocation().getCharOffset());
            found.add(new Received(raw, read(node, raw)));
        }
        return found;
    }

    /**
     * Reads one event as it was stored; any JSON value will do.
     *
     * @throws IllegalArgumentException if it is not JSON
     */
    public static Event read(String rawEvent) {
        try {
            return read(Json.MAPPER.readTree(rawEvent), rawEvent);
        } catch (IOException notJson) {
            throw new IllegalArgumentException("the event is not JSON");
        }
    }

    private static Event read(JsonNode event, String raw) {
        var type = text(event, "type");
        return new Event(
                id(event, raw),
                type == null ? "unknown" : type.substring(0, Math.min(type.length(), TYPE)),
                at(event.path("timestamp")),
                "standby".equals(text(event, "mode")),
                event.path("deliveryContext").path("isRedelivery").asBoolean(),
                source(event.path("source")),
                plain(event, "replyToken", TOKEN),
                body(type == null ? "" : type, event));
    }

    private static String id(JsonNode event, String raw) {
        var given = text(event, "webhookEventId");
        if (given == null || given.isEmpty()) {
            return hash(raw);
        }
        return given.length() <= ID && PLAIN.matcher(given).matches() ? given : hash(given);
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ("sha256:" + HexFormat.of().formatHex(digest)).substring(0, ID);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private static Instant at(JsonNode timestamp) {
        var known = timestamp.canConvertToLong() && timestamp.asLong() > 0 && timestamp.asLong() < LATEST;
        return known ? Instant.ofEpochMilli(timestamp.asLong()) : Instant.EPOCH;
    }

    private static @Nullable Source source(JsonNode source) {
        var user = plain(source, "userId", ID);
        return switch (source.path("type").asText()) {
            case "user" -> user == null ? null : new Source(Source.Kind.USER, user, user);
            case "group" -> source(Source.Kind.GROUP, plain(source, "groupId", ID), user);
            case "room" -> source(Source.Kind.ROOM, plain(source, "roomId", ID), user);
            default -> null;
        };
    }

    private static @Nullable Source source(Source.Kind kind, @Nullable String chat, @Nullable String user) {
        return chat == null ? null : new Source(kind, chat, user);
    }

    private static Body body(String type, JsonNode event) {
        return switch (type) {
            case "message" -> message(event.path("message"));
            case "postback" -> {
                var data = text(event.path("postback"), "data");
                yield data == null ? new Body.Unknown() : new Body.Postback(data);
            }
            case "follow" ->
                new Body.Follow(event.path("follow").path("isUnblocked").asBoolean());
            case "unfollow" -> new Body.Unfollow();
            case "join" -> new Body.Join();
            case "leave" -> new Body.Leave();
            case "unsend" -> {
                var id = plain(event.path("unsend"), "messageId", ID);
                yield id == null ? new Body.Unknown() : new Body.Unsend(id);
            }
            default -> new Body.Unknown();
        };
    }

    private static Body message(JsonNode message) {
        var id = plain(message, "id", ID);
        var type = text(message, "type");
        if (id == null || type == null) {
            return new Body.Unknown();
        }
        return switch (type) {
            case "text" -> {
                var text = said(message, "text");
                yield text == null ? new Body.Unknown() : new Body.Text(id, text, mentionsMe(message));
            }
            case "image" ->
                new Body.Image(
                        id,
                        text(message.path("imageSet"), "id"),
                        message.path("imageSet").path("index").asInt(0),
                        message.path("imageSet").path("total").asInt(0),
                        !"external".equals(text(message.path("contentProvider"), "type")));
            case "audio", "video", "file" ->
                "external".equals(text(message.path("contentProvider"), "type"))
                        ? new Body.OtherMessage(id, type)
                        : new Body.Media(
                                id,
                                type,
                                said(message, "fileName"),
                                message.path("fileSize").asLong(0));
            case "location" -> {
                var lat = message.path("latitude");
                var lon = message.path("longitude");
                yield lat.isNumber() && lon.isNumber()
                        ? new Body.Location(
                                id, said(message, "title"), said(message, "address"), lat.asDouble(), lon.asDouble())
                        : new Body.Unknown();
            }
            default -> new Body.OtherMessage(id, type);
        };
    }

    private static boolean mentionsMe(JsonNode message) {
        var mentionees = message.path("mention").path("mentionees");
        return StreamSupport.stream(mentionees.spliterator(), false)
                .anyMatch(mentionee -> mentionee.path("isSelf").asBoolean());
    }

    private static @Nullable String text(JsonNode object, String property) {
        return object.path(property).textValue();
    }

    /** What a person wrote, in its proper characters; the event itself is kept as it came. */
    private static @Nullable String said(JsonNode object, String property) {
        var text = text(object, property);
        return text == null ? null : Thai.said(text);
    }

    /** The property's value if a column of that width keeps it as it is. */
    private static @Nullable String plain(JsonNode object, String property, int width) {
        var text = text(object, property);
        return text != null && text.length() <= width && PLAIN.matcher(text).matches() ? text : null;
    }
}
