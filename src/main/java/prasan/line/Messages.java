package prasan.line;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import prasan.flow.Say;

/**
 * Turns what a flow says into LINE's message objects. Text sizes are large and nothing is cut off: many readers are older people with small phones. Stateless, safe for all threads.
 */
public final class Messages {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9-]*");

    private Messages() {}

    /**
     * The JSON array {@code messages} of a reply, push or multicast.
     *
     * @throws IllegalArgumentException if LINE would refuse it; the message names the property and the limit, and quotes nothing of the texts
     */
    public static String render(Say.Reply reply) {
        within("messages", reply.says().size(), Limits.MESSAGES);
        if (reply.says().isEmpty()) {
            throw new IllegalArgumentException("messages: at least 1 message");
        }
        var messages = NODES.arrayNode();
        for (var say : reply.says()) {
            messages.add(message("messages[" + messages.size() + "]", say));
        }
        if (!reply.quick().isEmpty() && messages.get(messages.size() - 1) instanceof ObjectNode last) {
            last.putObject("quickReply").set("items", quickReplies(reply.quick()));
        }
        return Json.write(messages);
    }

    private static ObjectNode message(String at, Say say) {
        return switch (say) {
            case Say.Text text -> object("text").put("text", utf16(at + ".text", text.text(), Limits.TEXT));
            case Say.Picture picture -> {
                var url = picture.url();
                within(at + ".originalContentUrl", url.length(), Limits.PICTURE);
                yield object("image").put("originalContentUrl", url).put("previewImageUrl", url);
            }
            case Say.Card card -> flex(at, card.preview(), bubble(at + ".contents", card));
            case Say.Cards cards -> {
                within(at + ".contents.contents", cards.cards().size(), Limits.CARDS);
                if (cards.cards().isEmpty()) {
                    throw new IllegalArgumentException(at + ".contents.contents: at least 1 card");
                }
                var bubbles = NODES.arrayNode();
                for (var card : cards.cards()) {
                    bubbles.add(bubble(at + ".contents.contents[" + bubbles.size() + "]", card));
                }
                ObjectNode carousel = object("carousel").set("contents", bubbles);
                bytes(at + ".contents", carousel, Limits.CARDS_BYTES);
                yield flex(at, cards.cards().getFirst().preview(), carousel);
            }
        };
    }

    private static ObjectNode flex(String at, String preview, ObjectNode contents) {
        return object("flex")
                .put("altText", utf16(at + ".altText", preview, Limits.ALT_TEXT))
                .set("contents", contents);
    }

    private static ObjectNode bubble(String at, Say.Card card) {
        var header = box("lg");
        header.withArray("contents")
                .add(text(at + ".title", card.title(), "xl", "#ffffff").put("weight", "bold"));
        var bubble = object("bubble");
        bubble.set("header", header.put("backgroundColor", colour(card.tone())));

        var body = box("lg").put("spacing", "lg");
        var contents = body.withArray("contents");
        if (card.subtitle() != null) {
            contents.add(
                    text(at + ".subtitle", card.subtitle(), "lg", "#333333").put("weight", "bold"));
        }
        for (var row : card.rows()) {
            // the label above its value: side by side, Thai words are cut on a narrow screen
            var pair = object("box").put("layout", "vertical");
            pair.putArray("contents")
                    .add(text(at + ".rows.label", row.label(), "md", "#666666"))
                    .add(text(at + ".rows.value", row.value(), "lg", "#111111"));
            contents.add(pair);
        }
        if (card.text() != null) {
            contents.add(text(at + ".text", card.text(), "lg", "#111111"));
        }
        if (!contents.isEmpty()) {
            bubble.set("body", body);
        }
        if (!card.buttons().isEmpty()) {
            bubble.set("footer", footer(at, card));
        }
        bytes(at, bubble, Limits.CARD_BYTES);
        return bubble;
    }

    private static ObjectNode footer(String at, Say.Card card) {
        var footer = box("lg").put("spacing", "md");
        var contents = footer.withArray("contents");
        for (var button : card.buttons()) {
            var property = at + ".buttons[" + contents.size() + "]";
            if (button.tap() instanceof Say.Tap.SendPlace
                    || button.tap() instanceof Say.Tap.TakePhoto
                    || button.tap() instanceof Say.Tap.PickPhoto) {
                throw new IllegalArgumentException(
                        property + ": LINE has camera and location buttons only as quick replies");
            }
            var first = contents.isEmpty();
            ObjectNode node = object("button").put("style", first ? "primary" : "secondary");
            if (first) {
                node.put("color", colour(card.tone()));
            }
            contents.add(
                    node.put("adjustMode", "shrink-to-fit").set("action", action(property, button, Limits.CARD_LABEL)));
        }
        return footer;
    }

    private static ArrayNode quickReplies(List<Say.Button> buttons) {
        within("quickReply.items", buttons.size(), Limits.QUICK_REPLIES);
        var items = NODES.arrayNode();
        for (var button : buttons) {
            items.add(object("action")
                    .set("action", action("quickReply.items[" + items.size() + "]", button, Limits.QUICK_REPLY_LABEL)));
        }
        return items;
    }

    private static ObjectNode action(String at, Say.Button button, int labelLimit) {
        var label = graphemes(at + ".label", button.label(), labelLimit);
        return switch (button.tap()) {
            case Say.Tap.Answer answer ->
                object("postback")
                        .put("label", label)
                        .put("data", utf16(at + ".data", answer.data(), Limits.DATA))
                        .put("displayText", graphemes(at + ".displayText", answer.shown(), Limits.DISPLAY_TEXT));
            case Say.Tap.Ring ring -> object("uri").put("label", label).put("uri", phone(at + ".uri", ring.number()));
            case Say.Tap.Open open -> object("uri").put("label", label).put("uri", link(at + ".uri", open.url()));
            case Say.Tap.SendPlace() -> object("location").put("label", label);
            case Say.Tap.TakePhoto() -> object("camera").put("label", label);
            case Say.Tap.PickPhoto() -> object("cameraRoll").put("label", label);
        };
    }

    private static String phone(String at, String number) {
        if (!PHONE.matcher(number).matches()) {
            throw new IllegalArgumentException(at + ": a phone number of digits and hyphens");
        }
        return "tel:" + number;
    }

    private static String link(String at, String url) {
        var uri = uri(url);
        if (uri == null || (!"https".equals(uri.getScheme()) && !"http".equals(uri.getScheme()))) {
            throw new IllegalArgumentException(at + ": a link of the scheme https or http");
        }
        // a Thai letter becomes nine characters
        return utf16(at, uri.toASCIIString(), Limits.URI);
    }

    private static @Nullable URI uri(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException none) {
            return null;
        }
    }

    private static String colour(Say.Tone tone) {
        return switch (tone) {
            case PLAIN -> "#0b4f8a";
            case GOOD -> "#1b6b33";
            case URGENT -> "#b3261e";
        };
    }

    private static ObjectNode object(String type) {
        return NODES.objectNode().put("type", type);
    }

    private static ObjectNode box(String padding) {
        var box = object("box").put("layout", "vertical").put("paddingAll", padding);
        box.putArray("contents");
        return box;
    }

    private static ObjectNode text(String at, String text, String size, String colour) {
        return object("text")
                .put("text", filled(at, text))
                .put("size", size)
                .put("color", colour)
                .put("wrap", true);
    }

    private static String filled(String at, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(at + ": must not be empty");
        }
        return text;
    }

    private static String utf16(String at, String text, int limit) {
        within(at, filled(at, text).length(), limit);
        return text;
    }

    private static String graphemes(String at, String text, int limit) {
        within(at, Limits.graphemes(filled(at, text)), limit);
        return text;
    }

    private static void bytes(String at, JsonNode node, int limit) {
        within(at, Json.write(node).getBytes(StandardCharsets.UTF_8).length, limit);
    }

    private static void within(String at, int size, int limit) {
        if (size > limit) {
            throw new IllegalArgumentException(at + ": " + size + " is over LINE's limit of " + limit);
        }
    }
}
