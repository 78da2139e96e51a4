package prasan.flow;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is said: every language says all of it, its placeholders are filled, and LINE will take it. */
final class CheckTexts {
    /** The longest label of a quick reply, in graphemes. */
    static final int LABEL = Questions.LABEL;

    private static final int CARD_LABEL = 40;

    /** The longest text, in UTF-16 units. */
    static final int TEXT = 5000;

    private static final int ALT_TEXT = 1500;
    private static final int MESSAGES = 5;
    /** What every text may name: the arguments of refusals. */
    private static final Set<String> ARGS =
            Set.of("min", "max", "length", "count", "left", "found", "day", "title", "category", "where");

    private final Library library;
    private final Filled slots;
    private final List<Fault> faults;

    CheckTexts(Library library, Filled slots, List<Fault> faults) {
        this.library = library;
        this.slots = slots;
        this.faults = faults;
    }

    void said(Flow flow, Step step) {
        if (step.wordings().isEmpty()) {
            return;
        }
        languages(step.at(), step.wordings());
        var filled = slots.of(flow);
        step.wordings().values().forEach(wording -> said(wording, filled));
        if (step instanceof Step.Message && messages(flow, step) > MESSAGES) {
            fault(step.at(), "more than " + MESSAGES + " messages without a question");
        }
        if (step instanceof Step.Confirm confirm) {
            confirm.show().forEach(slot -> {
                var ask = flow.ask(slot);
                if (ask != null
                        && !Library.wording(ask.wordings(), Library.THAI)
                                .labels()
                                .containsKey("label")) {
                    fault(ask.at(), "`label` is missing: what `" + slot + "` is called in the summary");
                }
            });
        }
    }

    /** The most messages of a way that starts here and ends at a question. */
    private static int messages(Flow flow, Step step) {
        int most = 0;
        if (step instanceof Step.Message || CheckWays.waits(step)) {
            most = 1;
        }
        if (CheckWays.waits(step)) {
            return most;
        }
        int longest = 0;
        for (var next : CheckWays.after(flow, step)) {
            longest = Math.max(longest, messages(flow, next));
        }
        return most + longest;
    }

    /** Every language has what Thai has. */
    void languages(Mark at, Map<String, Wording> wordings) {
        var thai = wordings.getOrDefault(Library.THAI, Wording.EMPTY);
        for (var language : Library.LANGUAGES) {
            var other = wordings.get(language);
            if (other == null) {
                fault(at, "the texts in `" + language + "` are missing");
            } else if ((thai.text() == null) != (other.text() == null)
                    || (thai.card() == null) != (other.card() == null)
                    || !thai.refused().keySet().equals(other.refused().keySet())
                    || !thai.options().keySet().equals(other.options().keySet())
                    || !thai.labels().keySet().equals(other.labels().keySet())) {
                fault(at, "the texts in `" + language + "` are not the same ones as in Thai");
            }
        }
    }

    void said(Wording wording, Map<String, Type> slots) {
        text(wording.text(), slots, TEXT);
        wording.refused().values().forEach(text -> text(text, slots, TEXT));
        wording.labels().forEach((name, label) -> label(LABEL, label));
        var card = wording.card();
        if (card != null) {
            text(card.title(), slots, TEXT);
            text(card.subtitle(), slots, TEXT);
            text(card.text(), slots, TEXT);
            preview(card);
            card.rows().forEach(row -> {
                text(row.label(), slots, TEXT);
                text(row.value(), slots, TEXT);
            });
            card.buttons().forEach(button -> {
                label(CARD_LABEL, button.label());
                if (button.start() != null && !library.flows().containsKey(button.start())) {
                    fault(button.at(), "there is no flow `" + button.start() + "`");
                }
                if (button.ring() != null && !button.ring().source().matches("[0-9*#+-]{3,15}")) {
                    fault(button.ring().at(), "`" + button.ring().source() + "` is no telephone number");
                }
                if (button.open() != null && !button.open().source().startsWith("https://")) {
                    fault(button.open().at(), "a link begins with https://");
                }
            });
            if (card.each() != null && slots.get(card.each().slot()) != Type.ROWS) {
                fault(card.each().at(), "`" + card.each().slot() + "` has no rows");
            }
        }
    }

    /** What a locked phone shows has nothing of a person in it: no placeholder; a title with one needs a preview of its own. */
    private void preview(Wording.Card card) {
        var preview = card.preview() == null ? card.title() : card.preview();
        if (!preview.placeholders().isEmpty()) {
            fault(
                    preview.at(),
                    card.preview() == null
                            ? "a title with a placeholder needs a `preview`: what a locked phone shows"
                            : "a preview is seen on a locked phone: it has no placeholders");
        } else if (preview.source().length() > ALT_TEXT) {
            fault(preview.at(), "longer than " + ALT_TEXT + " characters");
        }
    }

    void label(int max, Template label) {
        if (Graphemes.count(label.source()) > max) {
            fault(label.at(), "`" + label.source() + "` is longer than " + max + " characters");
        }
    }

    void text(@Nullable Template text, Map<String, Type> slots, int max) {
        if (text == null) {
            return;
        }
        if (text.source().length() > max) {
            fault(text.at(), "longer than " + max + " characters");
        }
        for (var name : text.placeholders()) {
            if (!slots.containsKey(name) && !ARGS.contains(name)) {
                fault(text.at(), "nothing fills `{" + name + "}`");
            }
        }
    }

    private void fault(Mark at, String message) {
        faults.add(new Fault(at, message));
    }
}
