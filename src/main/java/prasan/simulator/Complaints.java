package prasan.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Gathers what is wrong with a request body. For one call, in one thread. */
final class Complaints {
    /** Action labels and texts are counted in what a reader takes for characters (LINE, "Character counting"). */
    static final ToIntFunction<String> GRAPHEMES =
            text -> (int) Complaints.GRAPHEME.matcher(text).results().count();

    /** Message texts and data are counted in UTF-16 units. */
    static final ToIntFunction<String> UNITS = String::length;

    private static final Pattern GRAPHEME = Pattern.compile("\\X");

    private final ArrayNode details = Json.array();
    private @Nullable Spot brokenFlex;

    void add(Spot spot, String message) {
        if (spot.flex() && brokenFlex == null) {
            brokenFlex = spot;
        }
        details.add(Json.object().put("message", message).put("property", spot.path()));
    }

    /** A text that must be there, and not be longer than {@code max}. */
    void text(JsonNode parent, String name, Spot spot, int max, ToIntFunction<String> length) {
        JsonNode text = parent.path(name);
        if (text.isMissingNode() || text.isNull()) {
            add(spot.field(name), "must be specified");
        } else if (!text.isTextual() || text.textValue().isEmpty()) {
            add(spot.field(name), spot.flex() ? "must be non-empty text" : "May not be empty");
        } else {
            optionalText(parent, name, spot, max, length);
        }
    }

    /** A text that may be absent. */
    void optionalText(JsonNode parent, String name, Spot spot, int max, ToIntFunction<String> length) {
        JsonNode text = parent.path(name);
        if (text.isMissingNode()) {
            return;
        }
        if (!text.isTextual()) {
            add(spot.field(name), "must be a text");
        } else if (length.applyAsInt(text.textValue()) > max) {
            add(spot.field(name), "Length must be between 0 and " + max);
        }
    }

    /** An address that must be there: https, at most 2000 units. */
    void secureUrl(JsonNode parent, String name, Spot spot) {
        text(parent, name, spot, 2000, UNITS);
        JsonNode url = parent.path(name);
        if (url.isTextual()
                && !url.textValue().isEmpty()
                && !url.textValue().regionMatches(true, 0, "https://", 0, 8)) {
            add(spot.field(name), "invalid uri scheme");
        }
    }

    /** @throws Denied 400 with all of them, if there are any */
    void deny(int message) {
        if (details.isEmpty()) {
            return;
        }
        ObjectNode body = Answer.message(
                brokenFlex == null
                        ? "The request body has " + details.size() + " error(s)"
                        : "A message (messages[" + message + "]) in the request body is invalid");
        body.set("details", details);
        throw new Denied(new Answer(400, body, Map.of()));
    }
}
