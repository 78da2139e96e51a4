package prasan.flow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one step says in one language.
 *
 * @param text the question or message
 * @param picture a link to a picture that is shown below the text
 * @param card shown instead of, or below, the text
 * @param refused wording per reason of refusal
 * @param options labels of a choice's own options, in their order
 * @param labels labels of buttons by name (skip, done, send) and the slot's own name in summaries (label)
 */
public record Wording(
        @Nullable Template text,
        @Nullable Template picture,
        @Nullable Card card,
        Map<String, Template> refused,
        Map<String, Template> options,
        Map<String, Template> labels) {

    /** The texts of the message itself, in which slots are printed. The columns of repeated rows are not among them. */
    List<Template> templates() {
        List<Template> all = new ArrayList<>();
        add(all, text);
        if (card != null) {
            add(all, card.title());
            add(all, card.subtitle());
            add(all, card.text());
            add(all, card.preview());
            card.rows().forEach(row -> {
                all.add(row.label());
                all.add(row.value());
            });
            card.buttons().forEach(button -> {
                all.add(button.label());
                add(all, button.open());
                add(all, button.with());
            });
        }
        return all;
    }

    /** Where it is written: at the first of its texts; nothing of it is written where that is {@code null}. */
    @Nullable
    Mark at() {
        return Stream.of(templates(), labels.values(), options.values(), refused.values())
                .flatMap(Collection::stream)
                .map(Template::at)
                .min(Comparator.comparing(Mark::line).thenComparing(Mark::column))
                .orElse(null);
    }

    private static void add(List<Template> all, @Nullable Template template) {
        if (template != null) {
            all.add(template);
        }
    }

    public static final Wording EMPTY = new Wording(null, null, null, Map.of(), Map.of(), Map.of());

    /** No more than a text. */
    public static Wording of(Template text) {
        return new Wording(text, null, null, Map.of(), Map.of(), Map.of());
    }

    /** A card as it is written: {@link Say.Card} with placeholders. {@code each}: rows that repeat for every row of a slot. */
    public record Card(
            Say.Tone tone,
            Template title,
            @Nullable Template subtitle,
            List<Row> rows,
            @Nullable Each each,
            @Nullable Template text,
            List<Button> buttons,
            @Nullable Template preview) {}

    public record Row(Template label, Template value) {}

    /** Rows for each row of the slot {@code slot}; the placeholders name its columns. */
    public record Each(String slot, Mark at, Template label, Template value) {}

    /**
     * A button of a card; exactly one of ring, open and start is there. {@code start} names a flow.
     *
     * @param with the id of what the flow begins with, as the answer to its first question; only beside {@code start}
     */
    public record Button(
            Template label,
            @Nullable Template ring,
            @Nullable Template open,
            @Nullable String start,
            @Nullable Template with,
            Mark at) {}
}
