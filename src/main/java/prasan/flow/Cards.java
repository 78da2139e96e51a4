package prasan.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns wordings into messages: placeholders printed, texts and rows without a value left out, because LINE refuses a whole answer for an empty one. */
record Cards(Print print) {

    /** The messages of a wording: its text, its picture, then its card. */
    List<Say> says(Wording wording, Function<String, @Nullable Value> values) {
        List<Say> says = new ArrayList<>();
        if (wording.text() != null) {
            var text = wording.text().render(print, values);
            if (!text.isBlank()) {
                says.add(new Say.Text(text));
            }
        }
        if (wording.picture() != null) {
            says.add(new Say.Picture(wording.picture().source()));
        }
        if (wording.card() != null) {
            says.add(card(wording.card(), values));
        }
        return says;
    }

    private Say.Card card(Wording.Card card, Function<String, @Nullable Value> values) {
        List<Say.Row> rows = new ArrayList<>();
        for (var row : card.rows()) {
            add(rows, row.label(), row.value(), values);
        }
        var each = card.each();
        if (each != null && values.apply(each.slot()) instanceof Value.Rows repeated) {
            for (var columns : repeated.rows()) {
                add(rows, each.label(), each.value(), columns::get);
            }
        }
        var title = card.title().render(print, values);
        var preview = card.preview() == null ? title : card.preview().render(print, values);
        return new Say.Card(
                card.tone(),
                title.isBlank() ? preview : title,
                card.subtitle() == null ? null : orNull(card.subtitle().render(print, values)),
                rows,
                card.text() == null ? null : orNull(card.text().render(print, values)),
                card.buttons().stream()
                        .flatMap(button -> button(button, values).stream())
                        .toList(),
                preview);
    }

    private void add(List<Say.Row> rows, Template label, Template value, Function<String, @Nullable Value> values) {
        var printed = value.render(print, values);
        if (!printed.isBlank()) {
            var name = label.render(print, values);
            rows.add(new Say.Row(name.isBlank() ? print.of(new Value.None()) : name, printed));
        }
    }

    /** Nothing for a button whose label or aim is an empty value. */
    private Optional<Say.Button> button(Wording.Button button, Function<String, @Nullable Value> values) {
        var label = button.label().render(print, values);
        var aim = Stream.of(button.ring(), button.open(), button.with())
                .filter(Objects::nonNull)
                .findFirst()
                .map(template -> aim(template, values));
        if (label.isBlank() || aim.filter(String::isBlank).isPresent()) {
            return Optional.empty();
        }
        var to = aim.orElse("");
        if (button.ring() != null) {
            return Optional.of(new Say.Button(label, new Say.Tap.Ring(to)));
        }
        if (button.open() != null) {
            return Optional.of(new Say.Button(label, new Say.Tap.Open(to)));
        }
        var with = button.with() == null ? "" : "=" + to;
        return Optional.of(new Say.Button(label, new Say.Tap.Answer("start:" + button.start() + with, label)));
    }

    /** A reference alone is its id. */
    private String aim(Template template, Function<String, @Nullable Value> values) {
        var only = template.placeholders().stream()
                .filter(name -> template.source().equals("{" + name + "}"))
                .findFirst()
                .map(values)
                .orElse(null);
        if (only instanceof Value.Ref ref) {
            return ref.id();
        }
        return only instanceof Value.None ? "" : template.render(print, values);
    }

    private static @Nullable String orNull(String text) {
        return text.isBlank() ? null : text;
    }
}
