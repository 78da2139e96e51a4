package prasan.simulator;

import static java.util.Map.entry;
import static prasan.simulator.FlexValue.ASPECT;
import static prasan.simulator.FlexValue.BOOLEAN;
import static prasan.simulator.FlexValue.BORDER;
import static prasan.simulator.FlexValue.COLOUR;
import static prasan.simulator.FlexValue.COUNT;
import static prasan.simulator.FlexValue.FREE;
import static prasan.simulator.FlexValue.LENGTH;
import static prasan.simulator.FlexValue.SIZE;
import static prasan.simulator.FlexValue.oneOf;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * LINE's rules for Flex Messages (Messaging API reference, "Flex Message"): which component may stand where, with which
 * properties. What is not in the tables is refused, as LINE does. Video is left out.
 */
final class FlexRules {
    private static final int BUBBLE_BYTES = 30 * 1024;
    private static final int CAROUSEL_BYTES = 50 * 1024;
    private static final int BUBBLES = 12;

    private static final Map<String, FlexValue> OFFSETS = Map.of(
            "position", oneOf("relative", "absolute"),
            "offsetTop", LENGTH,
            "offsetBottom", LENGTH,
            "offsetStart", LENGTH,
            "offsetEnd", LENGTH,
            "margin", LENGTH,
            "flex", COUNT);
    private static final FlexValue ALIGN = oneOf("start", "end", "center");
    private static final FlexValue GRAVITY = oneOf("top", "bottom", "center");
    private static final Map<String, FlexValue> LETTERS = Map.of(
            "text",
            FREE,
            "size",
            SIZE,
            "color",
            COLOUR,
            "weight",
            oneOf("regular", "bold"),
            "style",
            oneOf("normal", "italic"),
            "decoration",
            oneOf("none", "underline", "line-through"));

    private static final Map<String, Map<String, FlexValue>> COMPONENTS = Map.of(
            "box",
                    with(
                            OFFSETS,
                            Map.ofEntries(
                                    entry("layout", oneOf("horizontal", "vertical", "baseline")),
                                    entry("contents", FREE),
                                    entry("spacing", LENGTH),
                                    entry("backgroundColor", COLOUR),
                                    entry("borderColor", COLOUR),
                                    entry("borderWidth", BORDER),
                                    entry("cornerRadius", LENGTH),
                                    entry("width", LENGTH),
                                    entry("maxWidth", LENGTH),
                                    entry("height", LENGTH),
                                    entry("maxHeight", LENGTH),
                                    entry("paddingAll", LENGTH),
                                    entry("paddingTop", LENGTH),
                                    entry("paddingBottom", LENGTH),
                                    entry("paddingStart", LENGTH),
                                    entry("paddingEnd", LENGTH),
                                    entry("action", FREE),
                                    entry(
                                            "justifyContent",
                                            oneOf(
                                                    "center",
                                                    "flex-start",
                                                    "flex-end",
                                                    "space-between",
                                                    "space-around",
                                                    "space-evenly")),
                                    entry("alignItems", oneOf("center", "flex-start", "flex-end")),
                                    entry("background", FREE))),
            "text",
                    with(
                            with(OFFSETS, LETTERS),
                            Map.of(
                                    "align", ALIGN,
                                    "gravity", GRAVITY,
                                    "wrap", BOOLEAN,
                                    "lineSpacing", LENGTH,
                                    "action", FREE,
                                    "maxLines", COUNT,
                                    "contents", FREE,
                                    "adjustMode", oneOf("shrink-to-fit"),
                                    "scaling", BOOLEAN)),
            "span", LETTERS,
            "button",
                    with(
                            OFFSETS,
                            Map.of(
                                    "color", COLOUR,
                                    "style", oneOf("primary", "secondary", "link"),
                                    "action", FREE,
                                    "gravity", GRAVITY,
                                    "height", oneOf("md", "sm"),
                                    "adjustMode", oneOf("shrink-to-fit"),
                                    "scaling", BOOLEAN)),
            "image",
                    with(
                            OFFSETS,
                            Map.of(
                                    "url", FREE,
                                    "align", ALIGN,
                                    "gravity", GRAVITY,
                                    "size", SIZE,
                                    "aspectRatio", ASPECT,
                                    "aspectMode", oneOf("fit", "cover"),
                                    "backgroundColor", COLOUR,
                                    "action", FREE,
                                    "animated", BOOLEAN)),
            "icon", with(OFFSETS, Map.of("url", FREE, "size", SIZE, "aspectRatio", ASPECT, "scaling", BOOLEAN)),
            "separator", Map.of("margin", LENGTH, "color", COLOUR),
            "filler", Map.of("flex", COUNT));

    private static final Set<String> IN_BASELINE = Set.of("icon", "text", "filler");
    private static final Set<String> IN_BOX = Set.of("box", "button", "image", "text", "separator", "filler");
    private static final Map<String, FlexValue> BUBBLE = Map.of(
            "direction", oneOf("ltr", "rtl"),
            "styles", FREE,
            "header", FREE,
            "hero", FREE,
            "body", FREE,
            "footer", FREE,
            "size", oneOf("nano", "micro", "deca", "hecto", "kilo", "mega", "giga"),
            "action", FREE);

    private final Complaints complaints;

    private FlexRules(Complaints complaints) {
        this.complaints = complaints;
    }

    /** Checks a bubble or carousel. */
    static void container(JsonNode container, Complaints complaints) {
        FlexRules rules = new FlexRules(complaints);
        Spot root = Spot.container();
        switch (container.path("type").asText()) {
            case "bubble" -> rules.bubble(container, root);
            case "carousel" -> rules.carousel(container, root);
            default -> complaints.add(root.field("type"), "must be bubble or carousel");
        }
    }

    private void carousel(JsonNode carousel, Spot spot) {
        JsonNode bubbles = carousel.path("contents");
        if (!bubbles.isArray() || bubbles.isEmpty() || bubbles.size() > BUBBLES) {
            complaints.add(spot.field("contents"), "must have 1 to " + BUBBLES + " bubbles");
            return;
        }
        tooLarge(carousel, CAROUSEL_BYTES, spot);
        for (int i = 0; i < bubbles.size(); i++) {
            bubble(bubbles.get(i), spot.field("contents").item(i));
        }
    }

    private void bubble(JsonNode bubble, Spot spot) {
        if (!"bubble".equals(bubble.path("type").asText())) {
            complaints.add(spot.field("type"), "must be bubble");
            return;
        }
        tooLarge(bubble, BUBBLE_BYTES, spot);
        properties(bubble, BUBBLE, spot);
        for (String block : new String[] {"header", "body", "footer"}) {
            if (bubble.has(block)) {
                component(bubble.path(block), Set.of("box"), spot.field(block));
            }
        }
        if (bubble.has("hero")) {
            component(bubble.path("hero"), Set.of("box", "image"), spot.field("hero"));
        }
        if (!bubble.has("header") && !bubble.has("hero") && !bubble.has("body") && !bubble.has("footer")) {
            complaints.add(spot, "at least one block must be specified");
        }
    }

    private void component(JsonNode component, Set<String> allowed, Spot spot) {
        String type = component.path("type").asText();
        Map<String, FlexValue> known = COMPONENTS.get(type);
        if (known == null || !allowed.contains(type)) {
            complaints.add(spot.field("type"), known == null ? "unknown component" : "not allowed here: " + type);
            return;
        }
        properties(component, known, spot);
        switch (type) {
            case "box" -> box(component, spot);
            case "text" -> text(component, spot);
            case "span" -> complaints.text(component, "text", spot, Integer.MAX_VALUE, Complaints.UNITS);
            case "image", "icon" -> complaints.secureUrl(component, "url", spot);
            default -> {}
        }
        if (type.equals("button")) {
            ActionRules.check(
                    component.path("action"), spot.field("action"), ActionRules.Place.FLEX_BUTTON, complaints);
        } else if (component.has("action")) {
            ActionRules.check(component.path("action"), spot.field("action"), ActionRules.Place.FLEX_AREA, complaints);
        }
    }

    private void box(JsonNode box, Spot spot) {
        if (!box.has("layout")) {
            complaints.add(spot.field("layout"), "must be specified");
        }
        if (!box.path("contents").isArray()) {
            complaints.add(spot.field("contents"), "must be specified");
            return;
        }
        Set<String> allowed = "baseline".equals(box.path("layout").asText()) ? IN_BASELINE : IN_BOX;
        for (int i = 0; i < box.path("contents").size(); i++) {
            component(
                    box.path("contents").get(i), allowed, spot.field("contents").item(i));
        }
    }

    private void text(JsonNode text, Spot spot) {
        JsonNode spans = text.path("contents");
        if (spans.isMissingNode()) {
            complaints.text(text, "text", spot, Integer.MAX_VALUE, Complaints.UNITS);
        }
        for (int i = 0; i < spans.size(); i++) {
            component(spans.get(i), Set.of("span"), spot.field("contents").item(i));
        }
    }

    private void properties(JsonNode object, Map<String, FlexValue> known, Spot spot) {
        object.properties().forEach(property -> {
            String name = property.getKey();
            FlexValue value = known.get(name);
            if (value != null && !value.allows(property.getValue())) {
                complaints.add(spot.field(name), "invalid property");
            } else if (value == null && !name.equals("type")) {
                complaints.add(spot.field(name), "unknown field");
            }
        });
    }

    private void tooLarge(JsonNode container, int bytes, Spot spot) {
        if (Json.write(container).getBytes(StandardCharsets.UTF_8).length > bytes) {
            complaints.add(spot, "the JSON must not exceed " + bytes / 1024 + " KB");
        }
    }

    private static Map<String, FlexValue> with(Map<String, FlexValue> some, Map<String, FlexValue> more) {
        Map<String, FlexValue> all = new HashMap<>(some);
        all.putAll(more);
        return Map.copyOf(all);
    }
}
