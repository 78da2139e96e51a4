package prasan.line;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Makes messages larger for people who cannot read the usual size. LINE shows a text message in the size that the phone is set to, so it becomes a card; the letters of cards grow
 * ("Flex Message elements", {@code size}). Stateless, safe for all threads.
 */
public final class LargeText {
    private static final String LARGEST = "xxl";
    private static final Map<String, String> LARGER = Map.of("md", "xl", "lg", LARGEST, "xl", LARGEST);

    private LargeText() {}

    /**
     * Returns the same messages in large letters; one that LINE would not take so stays as it is.
     *
     * @param messages what {@link Messages#render} has made
     */
    public static String of(String messages) {
        var large = read(messages);
        for (int i = 0; i < large.size(); i++) {
            if (large.get(i) instanceof ObjectNode message) {
                if (message.path("type").asText().equals("text")) {
                    card(message);
                } else if (fits(grown(message.path("contents")))) {
                    message.set("contents", grown(message.path("contents")));
                }
            }
        }
        return Json.write(large);
    }

    private static JsonNode read(String messages) {
        try {
            return Json.MAPPER.readTree(messages);
        } catch (JsonProcessingException notOurs) {
            throw new IllegalArgumentException("messages that were not rendered here", notOurs);
        }
    }

    /** A long text would not be shown whole on a locked phone, and stays a text. */
    private static void card(ObjectNode message) {
        var text = message.path("text").asText();
        if (text.length() > Limits.ALT_TEXT) {
            return;
        }
        message.remove("text");
        message.put("type", "flex").put("altText", text);
        var bubble = message.putObject("contents").put("type", "bubble");
        bubble.putObject("body")
                .put("type", "box")
                .put("layout", "vertical")
                .putArray("contents")
                .addObject()
                .put("type", "text")
                .put("text", text)
                .put("size", LARGEST)
                .put("wrap", true);
    }

    private static JsonNode grown(JsonNode contents) {
        var copy = contents.deepCopy();
        for (var node : copy.findParents("size")) {
            var larger = LARGER.get(node.path("size").asText());
            if (larger != null && node.path("type").asText().equals("text")) {
                ((ObjectNode) node).put("size", larger);
            }
        }
        return copy;
    }

    private static boolean fits(JsonNode contents) {
        int limit = contents.path("type").asText().equals("carousel") ? Limits.CARDS_BYTES : Limits.CARD_BYTES;
        return Json.write(contents).getBytes(StandardCharsets.UTF_8).length <= limit;
    }
}
