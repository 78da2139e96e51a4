package prasan.simulator;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * LINE's rules for message objects (Messaging API reference, "Message objects"). Of the types, those that the chat page
 * can show: text, sticker, image, location, flex.
 */
final class MessageRules {
    private MessageRules() {}

    /**
     * @param messages the property of that name in a request
     * @throws Denied 400 with what is wrong
     */
    static void check(JsonNode messages) {
        if (!messages.isArray() || messages.isEmpty() || messages.size() > 5) {
            Complaints complaints = new Complaints();
            complaints.add(new Spot("messages", false), "Size must be between 1 and 5");
            complaints.deny(0);
        }
        for (int i = 0; i < messages.size(); i++) {
            Complaints complaints = new Complaints();
            message(messages.get(i), Spot.message(i), complaints);
            complaints.deny(i);
        }
    }

    private static void message(JsonNode message, Spot spot, Complaints complaints) {
        switch (message.path("type").asText()) {
            case "text" -> complaints.text(message, "text", spot, 5000, Complaints.UNITS);
            case "sticker" -> {
                complaints.text(message, "packageId", spot, 20, Complaints.UNITS);
                complaints.text(message, "stickerId", spot, 20, Complaints.UNITS);
            }
            case "image" -> {
                complaints.secureUrl(message, "originalContentUrl", spot);
                complaints.secureUrl(message, "previewImageUrl", spot);
            }
            case "location" -> {
                complaints.text(message, "title", spot, 100, Complaints.UNITS);
                complaints.text(message, "address", spot, 100, Complaints.UNITS);
                degrees(message, "latitude", 90, spot, complaints);
                degrees(message, "longitude", 180, spot, complaints);
            }
            case "flex" -> {
                complaints.text(message, "altText", spot, 1500, Complaints.UNITS);
                FlexRules.container(message.path("contents"), complaints);
            }
            default ->
                complaints.add(
                        spot.field("type"),
                        "Must be one of the following values: [text, sticker, image, location, flex]");
        }
        quickReply(message.path("quickReply"), spot.field("quickReply"), complaints);
        if (message.has("sender")) {
            complaints.optionalText(message.path("sender"), "name", spot.field("sender"), 20, Complaints.UNITS);
        }
    }

    private static void quickReply(JsonNode quickReply, Spot spot, Complaints complaints) {
        if (quickReply.isMissingNode()) {
            return;
        }
        JsonNode items = quickReply.path("items");
        if (!items.isArray() || items.isEmpty() || items.size() > 13) {
            complaints.add(spot.field("items"), "Size must be between 1 and 13");
            return;
        }
        for (int i = 0; i < items.size(); i++) {
            Spot at = spot.field("items").item(i);
            if (!"action".equals(items.get(i).path("type").asText())) {
                complaints.add(at.field("type"), "Must be one of the following values: [action]");
            }
            if (items.get(i).has("imageUrl")) {
                complaints.secureUrl(items.get(i), "imageUrl", at);
            }
            ActionRules.check(
                    items.get(i).path("action"), at.field("action"), ActionRules.Place.QUICK_REPLY, complaints);
        }
    }

    private static void degrees(JsonNode message, String name, double most, Spot spot, Complaints complaints) {
        JsonNode value = message.path(name);
        if (!value.isNumber() || Math.abs(value.doubleValue()) > most) {
            complaints.add(spot.field(name), "must be a number between -" + most + " and " + most);
        }
    }
}
