package prasan.chat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import prasan.flow.Input;
import prasan.flow.Need;
import prasan.flow.Say;
import prasan.flow.Value;

/** How messages, values and needs are written in a {@link Transcript}. */
final class Script {
    private Script() {}

    /** The messages, each as text; the quick replies behind the last one. */
    static List<String> print(Say.Reply reply) {
        List<String> printed = new ArrayList<>();
        for (var say : reply.says()) {
            printed.add(
                    switch (say) {
                        case Say.Text text -> text.text();
                        case Say.Card card -> print(card);
                        case Say.Cards cards ->
                            String.join(
                                    "\n",
                                    cards.cards().stream().map(Script::print).toList());
                    });
        }
        if (!reply.quick().isEmpty() && !printed.isEmpty()) {
            printed.add(printed.removeLast() + "  " + print(reply.quick()));
        }
        return printed;
    }

    private static String print(Say.Card card) {
        List<String> lines = new ArrayList<>();
        lines.add("*" + card.title() + "*");
        if (card.subtitle() != null) {
            lines.add(card.subtitle());
        }
        card.rows().forEach(row -> lines.add(row.label() + ": " + row.value()));
        if (card.text() != null) {
            lines.add(card.text());
        }
        if (!card.buttons().isEmpty()) {
            lines.add(print(card.buttons()));
        }
        return String.join("\n", lines);
    }

    private static String print(List<Say.Button> buttons) {
        return String.join(
                " ", buttons.stream().map(button -> "[" + button.label() + "]").toList());
    }

    /** The buttons on cards, in the order in which they are seen. */
    static List<Say.Button> onCards(Say.Reply reply) {
        List<Say.Button> all = new ArrayList<>();
        for (var say : reply.says()) {
            switch (say) {
                case Say.Card card -> all.addAll(card.buttons());
                case Say.Cards cards -> cards.cards().forEach(card -> all.addAll(card.buttons()));
                case Say.Text text -> {}
            }
        }
        return all;
    }

    /** What is to be done: the name of the action or source. */
    static String name(Need need) {
        return switch (need) {
            case Need.Act act -> act.action();
            case Need.Look look -> look.source();
        };
    }

    static Map<String, String> inputs(Need need) {
        var inputs = new TreeMap<String, String>();
        switch (need) {
            case Need.Act act -> act.inputs().forEach((name, value) -> inputs.put(name, print(value)));
            case Need.Look look -> {
                look.inputs().forEach((name, value) -> inputs.put(name, print(value)));
                if (look.query() != null) {
                    inputs.put("query", look.query());
                }
                if (look.pin() != null) {
                    inputs.put("pin", look.pin().lat() + "," + look.pin().lon());
                }
                if (look.within() != null) {
                    inputs.put("within", print(look.within()));
                }
            }
        }
        return inputs;
    }

    static String print(Need need) {
        var inputs = inputs(need);
        inputs.values().removeIf("-"::equals);
        return inputs.toString().replace("=", ": ");
    }

    static String print(Value value) {
        return switch (value) {
            case Value.Text text -> text.text();
            case Value.Quantity quantity -> quantity.number().toPlainString();
            case Value.Money money -> "฿" + money.baht().toPlainString();
            case Value.Day day -> day.day().toString();
            case Value.TimeOfDay time -> time.time().toString();
            case Value.Phone phone -> phone.e164();
            case Value.Texts texts -> String.join(" | ", texts.texts());
            case Value.Moment moment -> moment.at().toString();
            case Value.Code code -> code.words() + "/" + code.code();
            case Value.Area area -> area.code();
            case Value.Place place ->
                place.lat() == null ? String.valueOf(place.words()) : place.lat() + "," + place.lon();
            case Value.Images images -> images.ids().size() + " photos";
            case Value.Ref ref -> "@" + ref.id();
            case Value.Rows rows -> rows.rows().size() + " rows";
            case Value.None none -> "-";
        };
    }

    static Map<String, Value> values(Map<String, Object> plain) {
        var values = new HashMap<String, Value>();
        plain.forEach((name, value) -> values.put(name, value(value)));
        return values;
    }

    /** Reads a value by its form: a day, a moment, ฿ money, {@code words/CODE}, {@code 710107/Thai/English}, {@code @id label}, a list of rows, or text. */
    @SuppressWarnings("unchecked") // YAML maps have text keys
    static Value value(Object plain) {
        if (plain instanceof List<?> list) {
            return new Value.Rows(
                    list.stream().map(row -> values((Map<String, Object>) row)).toList());
        }
        var text = String.valueOf(plain);
        if (text.equals("-")) {
            return new Value.None();
        }
        if (text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
            return new Value.Day(LocalDate.parse(text));
        }
        if (text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T.*Z")) {
            return new Value.Moment(Instant.parse(text));
        }
        if (text.startsWith("฿")) {
            return new Value.Money(new BigDecimal(text.substring(1)));
        }
        if (text.startsWith("@")) {
            var parts = text.substring(1).split(" ", 2);
            return new Value.Ref(parts[0], parts.length > 1 ? parts[1] : parts[0]);
        }
        if (text.matches("[a-z-]+/[A-Z_]+")) {
            var parts = text.split("/", 2);
            return new Value.Code(parts[0], parts[1]);
        }
        if (text.matches("[0-9]{2,8}/.+/.+")) {
            var parts = text.split("/", 3);
            return new Value.Area(parts[0], parts[1], parts[2]);
        }
        return new Value.Text(text);
    }

    @SuppressWarnings("unchecked") // YAML maps have text keys
    static List<Input.Item> items(Object plain) {
        return plain instanceof List<?> list
                ? list.stream()
                        .map(item -> (Map<String, Object>) item)
                        .map(item -> new Input.Item(
                                value(item.getOrDefault("value", "-")),
                                String.valueOf(item.getOrDefault("label", "")),
                                String.valueOf(item.getOrDefault("title", "")),
                                item.containsKey("lines") ? List.of(String.valueOf(item.get("lines"))) : List.of()))
                        .toList()
                : List.of();
    }
}
