package prasan.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Set;

/**
 * LINE's rules for what a button does (Messaging API reference, "Action objects"). Of the kinds, those that the chat page
 * can do.
 */
final class ActionRules {
    /** Where an action stands decides how long its label may be and whether it needs one. */
    enum Place {
        QUICK_REPLY(20, true),
        FLEX_BUTTON(40, true),
        FLEX_AREA(40, false);

        final int label;
        final boolean labelled;

        Place(int label, boolean labelled) {
            this.label = label;
            this.labelled = labelled;
        }
    }

    private static final Set<String> SCHEMES = Set.of("http", "https", "line", "tel");

    private ActionRules() {}

    static void check(JsonNode action, Spot spot, Place place, Complaints complaints) {
        if (!action.isObject()) {
            complaints.add(spot, "must be specified");
            return;
        }
        if (place.labelled) {
            complaints.text(action, "label", spot, place.label, Complaints.GRAPHEMES);
        } else {
            complaints.optionalText(action, "label", spot, place.label, Complaints.GRAPHEMES);
        }
        switch (action.path("type").asText()) {
            case "postback" -> {
                complaints.text(action, "data", spot, 300, Complaints.UNITS);
                complaints.optionalText(action, "displayText", spot, 300, Complaints.GRAPHEMES);
                complaints.optionalText(action, "text", spot, 300, Complaints.GRAPHEMES);
                complaints.optionalText(action, "fillInText", spot, 300, Complaints.GRAPHEMES);
                if (action.has("displayText") && action.has("text")) {
                    complaints.add(spot.field("text"), "cannot be used together with displayText");
                }
            }
            case "message" -> complaints.text(action, "text", spot, 300, Complaints.GRAPHEMES);
            case "uri" -> uri(action, spot, complaints);
            case "clipboard" -> complaints.text(action, "clipboardText", spot, 1000, Complaints.UNITS);
            case "camera", "cameraRoll", "location" -> {
                if (place != Place.QUICK_REPLY) {
                    complaints.add(spot.field("type"), "only in a quick reply");
                }
            }
            default -> complaints.add(spot.field("type"), "invalid action type");
        }
    }

    private static void uri(JsonNode action, Spot spot, Complaints complaints) {
        complaints.text(action, "uri", spot, 1000, Complaints.UNITS);
        String uri = action.path("uri").asText();
        int colon = uri.indexOf(':');
        String scheme = colon < 0 ? "" : uri.substring(0, colon).toLowerCase(Locale.ROOT);
        if (!uri.isEmpty() && !SCHEMES.contains(scheme)) {
            complaints.add(spot.field("uri"), "invalid uri scheme");
        }
    }
}
