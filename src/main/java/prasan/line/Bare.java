package prasan.line;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What stays of an event whose words are not kept: that it was, of which type, when and in which chat. It names what stays, not what goes, as LINE adds properties without notice.
 * Stateless, safe for all threads.
 */
public final class Bare {
    private static final String ID = "webhookEventId";
    private static final List<String> KEPT = List.of("type", "mode", "timestamp", "deliveryContext");
    private static final List<String> CHAT = List.of("type", "groupId", "roomId");
    private static final List<String> MESSAGE = List.of("type", "id");
    private static final List<String> MENTIONEE = List.of("index", "length", "type", "isSelf");

    /** Where a person's words can be in a message: typed, a pin's, a file's name, and what LINE calls a sticker. */
    private static final List<String> WORDS = List.of("text", "title", "address", "fileName", "keywords");

    private Bare() {}

    /**
     * What a message said.
     *
     * @param words all that can be read in it
     * @param lat of a pin, WGS 84 degrees, there when {@code lon} is
     */
    public record Said(
            List<String> words,
            @Nullable Double lat,
            @Nullable Double lon) {
        public Said {
            words = List.copyOf(words);
        }
    }

    /**
     * Returns the event without anything that was said or sent in it, and without who it was in a group.
     *
     * @param id by which it is known, which is made of its text where LINE gave none
     */
    public static String of(String rawEvent, String id) {
        var event = read(rawEvent);
        var bare = some(event, KEPT).put(ID, id);
        if (event.path("type").asText().equals("join") && event.has("replyToken")) {
            // whoever invited the account is greeted
            bare.set("replyToken", event.get("replyToken"));
        }
        var source = event.path("source");
        if (source.isObject()) {
            var chat = some(source, CHAT);
            if (source.path("type").asText().equals("user") && source.has("userId")) {
                chat.set("userId", source.get("userId"));
            }
            bare.set("source", chat);
        }
        if (event.path("message").isObject()) {
            bare.set("message", some(event.path("message"), MESSAGE));
        }
        if (event.path("unsend").isObject()) {
            bare.set("unsend", event.get("unsend"));
        }
        return Json.write(bare);
    }

    /** Returns the event without the others whom its message names: of those it keeps where the account is named. */
    public static String heard(String rawEvent, String id) {
        var event = read(rawEvent);
        if (!(event.path("message").path("mention") instanceof ObjectNode mention)) {
            return rawEvent;
        }
        var named = Json.MAPPER.createArrayNode();
        mention.path("mentionees").forEach(mentionee -> {
            if (mentionee.path("isSelf").asBoolean()) {
                named.add(some(mentionee, MENTIONEE));
            }
        });
        mention.removeAll();
        mention.set("mentionees", named);
        return Json.write(((ObjectNode) event).put(ID, id));
    }

    /** Returns what the event said if it is the message of that id. */
    public static Optional<Said> said(String rawEvent, String messageId) {
        var message = read(rawEvent).path("message");
        return messageId.equals(message.path("id").asText()) ? Optional.of(said(message)) : Optional.empty();
    }

    private static Said said(JsonNode message) {
        var words = new ArrayList<String>();
        for (var property : WORDS) {
            var value = message.path(property);
            if (value.isArray()) {
                value.forEach(word -> words.add(word.asText()));
            } else if (value.isTextual()) {
                words.add(value.textValue());
            }
        }
        var lat = message.path("latitude");
        var lon = message.path("longitude");
        boolean pin = lat.isNumber() && lon.isNumber();
        return new Said(words, pin ? lat.asDouble() : null, pin ? lon.asDouble() : null);
    }

    private static ObjectNode some(JsonNode object, List<String> names) {
        var some = Json.MAPPER.createObjectNode();
        names.stream().filter(object::has).forEach(name -> some.set(name, object.get(name)));
        return some;
    }

    private static JsonNode read(String rawEvent) {
        try {
            return Json.MAPPER.readTree(rawEvent);
        } catch (IOException notJson) {
            throw new IllegalArgumentException("the event is not JSON");
        }
    }
}
