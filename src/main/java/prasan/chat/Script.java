package prasan.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import prasan.flow.Need;
import prasan.flow.Say;
import prasan.flow.Value;

/** How messages and needs are written in a {@link Transcript}. */
final class Script {
    private Script() {}

    /** The messages, each as text; the quick replies behind the last one. */
    static List<String> print(Say.Reply reply) {
        return print(reply, button -> "[" + button.label() + "]");
    }

    /** The same, with buttons as they are to look, from the first to the last that is seen. */
    static List<String> print(Say.Reply reply, Function<Say.Button, String> look) {
        List<String> printed = new ArrayList<>();
        for (var say : reply.says()) {
            printed.add(
                    switch (say) {
                        case Say.Text text -> text.text();
                        case Say.Picture picture -> "(picture " + picture.url() + ")";
                        case Say.Card card -> print(card, look);
                        case Say.Cards cards ->
                            String.join(
                                    "\n",
                                    cards.cards().stream()
                                            .map(card -> print(card, look))
                                            .toList());
                    });
        }
        if (!reply.quick().isEmpty() && !printed.isEmpty()) {
            printed.add(printed.removeLast() + "  " + print(reply.quick(), look));
        }
        return printed;
    }

    private static String print(Say.Card card, Function<Say.Button, String> look) {
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
            lines.add(print(card.buttons(), look));
        }
        return String.join("\n", lines);
    }

    private static String print(List<Say.Button> buttons, Function<Say.Button, String> look) {
        return String.join(" ", buttons.stream().map(look).toList());
    }

    /** The buttons on cards, in the order in which they are seen. */
    static List<Say.Button> onCards(Say.Reply reply) {
        List<Say.Button> all = new ArrayList<>();
        for (var say : reply.says()) {
            switch (say) {
                case Say.Card card -> all.addAll(card.buttons());
                case Say.Cards cards -> cards.cards().forEach(card -> all.addAll(card.buttons()));
                case Say.Text text -> {}
                case Say.Picture picture -> {}
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
}
