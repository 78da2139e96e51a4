package prasan.chat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import prasan.flow.Say;
import prasan.flow.Template;
import prasan.flow.Wording;

/** Reads what is said: texts, cards, wordings of refusals, labels of buttons. */
final class WordingReader {
    /** What says something: a text, a picture, a card, or all of them. */
    static final Set<String> MESSAGE = Set.of("text", "picture", "card");

    /** What a step can say. */
    static final Set<String> WORDING =
            Set.of("text", "picture", "card", "refused", "options", "label", "skip", "done", "send", "example");

    /** What a card, a repeated row and a button on a card have. */
    static final Set<String> CARD = Set.of("title", "subtitle", "tone", "rows", "each", "text", "buttons", "preview");

    static final Set<String> EACH = Set.of("row", "label", "value");
    static final Set<String> BUTTON = Set.of("label", "ring", "open", "start", "with");

    private static final Set<String> LABELS = Set.of("label", "skip", "done", "send", "example");

    private WordingReader() {}

    /** A text, or a text, a picture and a card. */
    static Wording message(Yaml yaml) {
        return yaml.isText() ? Wording.of(yaml.template()) : wording(yaml.map(MESSAGE));
    }

    /** The texts among the entries; entries of other names are somebody else's. */
    static Wording wording(Map<String, Yaml> map) {
        var text = map.get("text");
        var card = map.get("card");
        var refused = new LinkedHashMap<String, Template>();
        if (map.containsKey("refused")) {
            map.get("refused").map().forEach((reason, words) -> refused.put(reason, words.template()));
        }
        var labels = new LinkedHashMap<String, Template>();
        map.forEach((key, value) -> {
            if (LABELS.contains(key)) {
                labels.put(key, value.template());
            }
        });
        return new Wording(
                text == null ? null : text.template(),
                optional(map, "picture"),
                card == null ? null : card(card),
                refused,
                map.containsKey("options") ? map.get("options").templates() : Map.of(),
                labels);
    }

    private static Wording.Card card(Yaml yaml) {
        var map = yaml.map(CARD);
        List<Wording.Row> rows = new ArrayList<>();
        if (map.containsKey("rows")) {
            map.get("rows")
                    .map()
                    .forEach((label, value) ->
                            rows.add(new Wording.Row(new Template(label, value.mark()), value.template())));
        }
        List<Wording.Button> buttons = new ArrayList<>();
        if (map.containsKey("buttons")) {
            map.get("buttons").list().forEach(button -> buttons.add(button(button)));
        }
        var title = optional(map, "title");
        if (title == null) {
            yaml.fault("`title` is missing");
        }
        return new Wording.Card(
                tone(map.get("tone")),
                title == null ? new Template("", yaml.mark()) : title,
                optional(map, "subtitle"),
                rows,
                map.containsKey("each") ? each(map.get("each")) : null,
                optional(map, "text"),
                buttons,
                optional(map, "preview"));
    }

    private static Say.Tone tone(@Nullable Yaml yaml) {
        if (yaml == null) {
            return Say.Tone.PLAIN;
        }
        try {
            return Say.Tone.valueOf(yaml.text().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            yaml.fault("`tone` is one of plain, good, urgent");
            return Say.Tone.PLAIN;
        }
    }

    private static Wording.Each each(Yaml yaml) {
        var map = yaml.map(EACH);
        var row = map.get("row");
        var label = optional(map, "label");
        var value = optional(map, "value");
        if (row == null || label == null || value == null) {
            yaml.fault("`each` has `row` (a slot with rows), `label` and `value`");
            var empty = new Template("", yaml.mark());
            return new Wording.Each("", yaml.mark(), empty, empty);
        }
        return new Wording.Each(row.text(), row.mark(), label, value);
    }

    private static Wording.Button button(Yaml yaml) {
        var map = yaml.map(BUTTON);
        var label = optional(map, "label");
        if (label == null || map.size() != (map.containsKey("with") && map.containsKey("start") ? 3 : 2)) {
            yaml.fault("a button has a `label` and one of ring, open, start");
        }
        var start = map.get("start");
        return new Wording.Button(
                label == null ? new Template("", yaml.mark()) : label,
                optional(map, "ring"),
                optional(map, "open"),
                start == null ? null : start.text(),
                optional(map, "with"),
                yaml.mark());
    }

    private static @Nullable Template optional(Map<String, Yaml> map, String name) {
        var found = map.get(name);
        return found == null ? null : found.template();
    }
}
