package prasan.flow;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is said: every language says all of it, its placeholders are filled, and LINE will take it. */
final class CheckTexts {
    /** The longest label of a quick reply, in graphemes. */
    static final int LABEL = Questions.LABEL;

    private static final int CARD_LABEL = 40;

    /** The longest text, in UTF-16 units. */
    static final int TEXT = 5000;

    private static final int BUTTONS = 6;
    private static final int CARD_BYTES = 20 * 1024;
    /** Written out, or altogether what an action gives: its outputs that are links are called so. */
    private static final Pattern LINK =
            Pattern.compile("https://[^ {}\\p{Cntrl}]{1,900}|\\{([a-zA-Z-]+[.])?[a-z]+Link}");

    /** LINE shows JPEG and PNG, by https, of links of at most 2,000 characters. */
    private static final Pattern PICTURE =
            Pattern.compile("(?i)(?=.{1,2000}$)https://[!-~&&[^{}\"<>\\\\^`|]]+[.](jpe?g|png)");

    private static final int ALT_TEXT = 1500;
    private static final int MESSAGES = 5;
    /** An example is part of a sentence. */
    private static final int EXAMPLE = 60;

    /** Running text of more lines is passed over by many readers, on a phone of 360 pixels with letters of a size that older people read. */
    private static final int LINES = 3;

    private static final int LINE = 265;
    private static final int FONT = 18;
    /** About as wide as a number, a name or a day. */
    private static final String FILLED_IN = "R-6911-00";

    /** What the engine fills in where it refuses an answer, and in its own texts. */
    static final Set<String> ARGS = Set.of(
            "min",
            "max",
            "length",
            "count",
            "left",
            "found",
            "day",
            "title",
            "category",
            "where",
            "example",
            "opens",
            "hours",
            "phone");

    private final Library library;
    private final Filled slots;
    private final List<Fault> faults;
    private final MessageCounts counts;

    CheckTexts(Library library, Filled slots, List<Fault> faults) {
        this.library = library;
        this.slots = slots;
        this.faults = faults;
        this.counts = new MessageCounts(library);
    }

    /** @param ending whether every way through the flow is known to end */
    void said(Flow flow, Step step, boolean ending) {
        boolean says = step instanceof Step.Message || step instanceof Step.Call;
        if (ending && says && counts.from(flow, step).most() > MESSAGES) {
            fault(step.at(), "more than " + MESSAGES + " messages without a question");
        }
        if (step.wordings().isEmpty()) {
            return;
        }
        int before = faults.size();
        if (step instanceof Step.Ask ask) {
            reasons(ask);
        }
        if (!(step instanceof Step.Message || step instanceof Step.Officer)
                && Library.wording(step.wordings(), Library.THAI).templates().isEmpty()) {
            fault(step.at(), "`text` is missing: the question itself");
        }
        var filled = slots.of(flow);
        step.wordings().values().forEach(wording -> {
            said(wording, filled);
            columns(flow, wording);
            links(flow, wording);
        });
        if (faults.size() == before) {
            // what is wrong in one language is no gap in the other
            languages("`" + step.id() + "`", step.at(), step.wordings());
            slots("`" + step.id() + "`", step.at(), step.wordings(), filled);
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

    /**
     * Every language has what Thai has; what it lacks is told in its own file.
     *
     * @param name of what says it
     * @param at where it is in the Thai file
     */
    void languages(String name, Mark at, Map<String, Wording> wordings) {
        var thai = parts(wordings.getOrDefault(Library.THAI, Wording.EMPTY));
        for (var language : Library.LANGUAGES) {
            var other = wordings.get(language);
            if (other == null) {
                fault(
                        new Mark(file(at, language), 1, 1),
                        "the texts of " + name + " (" + at.file() + ":" + at.line() + ") are missing");
                continue;
            }
            var differing = parts(other);
            thai.forEach(part -> {
                if (!differing.remove(part)) {
                    differing.add(part);
                }
            });
            if (!differing.isEmpty()) {
                fault(
                        Objects.requireNonNullElse(other.at(), new Mark(file(at, language), 1, 1)),
                        "the texts of " + name + " are not the same ones as in Thai: " + String.join(", ", differing));
            }
        }
    }

    /** {@code visit.yaml} in Thai, {@code visit.en.yaml} in English. */
    private static String file(Mark at, String language) {
        return language.equals(Library.THAI) ? at.file() : at.file().replaceFirst("[.]yaml$", "." + language + "$0");
    }

    /** What there is of a wording, by the names that it is written with. */
    private static Set<String> parts(Wording wording) {
        var parts = new TreeSet<>(wording.labels().keySet());
        if (wording.text() != null) {
            parts.add("text");
        }
        if (wording.picture() != null) {
            parts.add("picture");
        }
        if (wording.card() != null) {
            parts.add("card");
        }
        wording.refused().keySet().forEach(reason -> parts.add("refused: " + reason));
        wording.options().keySet().forEach(code -> parts.add("options: " + code));
        return parts;
    }

    /** Every language names the slots that Thai names. */
    void slots(String name, Mark at, Map<String, Wording> wordings, Map<String, Type> filled) {
        var thai = names(wordings.getOrDefault(Library.THAI, Wording.EMPTY), filled);
        wordings.forEach((language, wording) -> {
            if (!names(wording, filled).equals(thai)) {
                fault(
                        Objects.requireNonNullElse(wording.at(), at),
                        "the texts of " + name + " do not name the same slots as in Thai, which are: "
                                + (thai.isEmpty() ? "none" : String.join(", ", new TreeSet<>(thai))));
            }
        });
    }

    private static Set<String> names(Wording wording, Map<String, Type> filled) {
        return wording.templates().stream()
                .flatMap(text -> text.placeholders().stream())
                .filter(filled::containsKey)
                .collect(Collectors.toSet());
    }

    private void columns(Flow flow, Wording wording) {
        var each = wording.card() == null ? null : wording.card().each();
        if (each == null) {
            return;
        }
        var columns = slots.columns(flow, each.slot());
        for (var text : List.of(each.label(), each.value())) {
            text.placeholders().stream()
                    .filter(name -> !columns.contains(name))
                    .forEach(name -> fault(text.at(), "the rows of `" + each.slot() + "` have no `{" + name + "}`"));
        }
    }

    /** What a person typed is never opened. */
    private void links(Flow flow, Wording wording) {
        if (wording.card() != null) {
            wording.card().buttons().stream()
                    .map(Wording.Button::open)
                    .filter(open ->
                            open != null && open.placeholders().stream().anyMatch(slot -> flow.ask(slot) != null))
                    .forEach(open -> fault(open.at(), "a link that is asked for is not opened"));
        }
    }

    void said(Wording wording, Map<String, Type> slots) {
        wording.templates().forEach(text -> text(text, slots, Set.of()));
        if (wording.text() != null) {
            brief(wording.text());
        }
        if (wording.card() != null && wording.card().text() != null) {
            brief(wording.card().text());
        }
        wording.refused().forEach((reason, text) -> {
            text(text, slots, ARGS);
            brief(text);
        });
        wording.labels().forEach((name, label) -> {
            label(name.equals("example") ? EXAMPLE : LABEL, label);
            bare(label);
        });
        var picture = wording.picture();
        if (picture != null && !PICTURE.matcher(picture.source()).matches()) {
            fault(
                    picture.at(),
                    "a picture is a link: https://, at most 2000 characters, no spaces, .jpg, .jpeg or .png at its end");
        }
        var card = wording.card();
        if (card != null) {
            preview(card);
            size(wording, card);
            if (card.buttons().size() > BUTTONS) {
                fault(
                        card.buttons().get(BUTTONS).at(),
                        "a card has at most " + BUTTONS + " buttons: more do not fit on a small screen");
            }
            card.buttons().forEach(button -> {
                label(CARD_LABEL, button.label());
                bare(button.label());
                if (button.start() != null && !library.flows().containsKey(button.start())) {
                    fault(button.at(), "there is no flow `" + button.start() + "`");
                } else if (button.with() != null
                        && !library.flow(String.valueOf(button.start())).takesReference()) {
                    fault(button.at(), "the flow `" + button.start() + "` does not begin by asking for a reference");
                }
                if (button.ring() != null && !button.ring().source().matches("[0-9*#+-]{3,15}")) {
                    fault(button.ring().at(), "`" + button.ring().source() + "` is no telephone number");
                }
                if (button.open() != null
                        && !LINK.matcher(button.open().source()).matches()) {
                    fault(
                            button.open().at(),
                            "a link begins with https:// and has no spaces and no placeholders, or is nothing but one like {csvLink}");
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

    /** LINE measures the JSON of a card; the texts that are written here are a part of it. */
    private void size(Wording wording, Wording.Card card) {
        int bytes = wording.templates().stream()
                .filter(text -> !text.equals(wording.text()))
                .mapToInt(text -> text.source().getBytes(StandardCharsets.UTF_8).length)
                .sum();
        if (bytes > CARD_BYTES) {
            fault(card.title().at(), "the texts of this card have " + bytes + " bytes, more than " + CARD_BYTES);
        }
    }

    void label(int max, Template label) {
        if (Graphemes.count(label.source()) > max) {
            fault(label.at(), "`" + label.source() + "` is longer than " + max + " characters");
        }
        braces(label);
    }

    /** @param args what the engine itself fills in, besides the slots */
    void text(Template text, Map<String, Type> slots, Set<String> args) {
        if (text.source().length() > TEXT) {
            fault(text.at(), "longer than " + TEXT + " characters");
        }
        for (var name : text.placeholders()) {
            if (slots.get(name) == Type.ROWS) {
                fault(text.at(), "`{" + name + "}` has rows: they are shown by the `each` of a card");
            } else if (!slots.containsKey(name) && !args.contains(name)) {
                fault(text.at(), "nothing fills `{" + name + "}`");
            }
        }
        braces(text);
    }

    /** Running text is short; what needs more room is the rows of a card. */
    void brief(Template text) {
        int lines = Lines.wrap(text.filledWith(FILLED_IN), LINE, FONT).size();
        if (lines > LINES) {
            fault(
                    text.at(),
                    "about " + lines + " lines on a small phone: say it in " + LINES + ", or as the rows of a card");
        }
    }

    /** Buttons, and the names of answers, are the same for everybody. */
    private void bare(Template label) {
        if (!label.placeholders().isEmpty()) {
            fault(label.at(), "a button, or the name of an answer, has no placeholder: `" + label.source() + "`");
        }
    }

    private void reasons(Step.Ask ask) {
        var reasons = ask.slot().reasons();
        ask.wordings()
                .values()
                .forEach(wording -> wording.refused().forEach((reason, text) -> {
                    if (!reasons.contains(reason)) {
                        fault(
                                text.at(),
                                "no answer to this question is refused as `" + reason + "`; reasons are "
                                        + String.join(", ", new TreeSet<>(reasons)));
                    }
                }));
    }

    private void braces(Template text) {
        if (text.withoutPlaceholders().matches("(?s).*[{}].*")) {
            fault(text.at(), "`{` and `}` stand around the name of a slot, and nowhere else");
        }
    }

    private void fault(Mark at, String message) {
        faults.add(new Fault(at, message));
    }
}
