package prasan.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import prasan.flow.Session.Mode;
import prasan.flow.Session.Running;

/** The question that waits: its messages, its buttons, and what a tap on one of them means; what words mean, {@link Spoken} knows. Everything follows from the session, so a question can be put again at any time. */
record Questions(
        Library library, String language, Running running, Cards cards, Function<String, @Nullable Value> values) {
    static final String YES = "!yes";
    static final String NO = "!no";
    static final String SKIP = "!skip";
    static final String SEND = "!send";
    static final String EDIT = "!edit";
    static final String CANCEL = "!cancel";
    static final String BACK = "!back";
    static final String MORE = "!more";
    /** None of the categories that a typed message may be about. */
    static final String OTHER = "!other";

    static final String DONE = "!done";
    /** The photos that are there are left out, and sent anew. */
    static final String ANEW = "!anew";

    private static final String SUGGESTED = "!suggested";

    /** LINE shows 13 quick replies. */
    static final int QUICK = 13;

    /** LINE's limit of a quick reply's label, in graphemes. */
    static final int LABEL = 20;

    private static final int PAGE = 10;

    static Say.Button button(String label, String data) {
        var cut = Graphemes.words(label, LABEL);
        return new Say.Button(cut, new Say.Tap.Answer(data, cut));
    }

    /** How many parts what is offered is shown in. */
    static int pages(Running running) {
        return Math.max(1, (running.asked().offered().size() + PAGE - 1) / PAGE);
    }

    /** The whole question. */
    void put(List<Say> says, List<Say.Button> quick) {
        switch (running.mode()) {
            case OFFICER -> says.add(text("with-officer"));
            case LEAVING -> says.add(text("leave-ask"));
            case CANCELLING -> says.add(text("cancel-ask"));
            case EDITING -> says.add(text("edit-ask"));
            case RESUMING ->
                says.add(new Say.Text(library.text(language, "resume-ask")
                        .source()
                        .replace(
                                "{title}",
                                Objects.requireNonNullElse(
                                        library.flow(running.flow()).titles().get(language), ""))));
            case UNDERSTOOD -> {
                says.add(understood());
                if (category() == null) {
                    // no yes answers it
                    says.add(numbered(named().stream().map(Say.Button::label).toList(), 0));
                }
            }
            case WALKING, LISTING, FINDING, GUESSING -> {
                if (step() instanceof Step.Confirm confirm) {
                    says.add(summary(confirm));
                } else {
                    says.addAll(cards.says(wording(), values));
                    if (asCards()) {
                        says.add(new Say.Cards(shown().map(this::card).toList()));
                    }
                }
            }
        }
        buttons(quick);
    }

    /** Whether what was typed is a report: of that category, where it is clear, or of which. */
    private Say understood() {
        var name = category() == null ? "understood-which" : "understood-ask";
        var typed = Objects.requireNonNull(library.typed());
        var text = library.text(language, name).render(cards.print(), placeholder -> switch (placeholder) {
            case "category" -> category();
            case "where" -> values.apply(Typed.hint(typed.area()));
            default -> null;
        });
        return new Say.Text(text.replaceAll(" {2,}", " "));
    }

    @Nullable
    Value category() {
        return library.typed() == null ? null : values.apply(library.typed().category());
    }

    /** What was offered under that button's data, {@code #} and its place. */
    static Input.Item offered(Running running, String value) {
        return running.asked().offered().get(Integer.parseInt(value.substring(1)));
    }

    /** Below a message that names the reason: what was found, as cards, or numbered with a button each. */
    void offer(List<Say> says, List<Say.Button> quick) {
        if (asCards()) {
            says.add(new Say.Cards(shown().map(this::card).toList()));
        } else {
            says.add(numbered(
                    shown().map(Input.Item::title).toList(), running.asked().page() * PAGE));
        }
        buttons(quick);
    }

    /** The options of a choice in words: LINE on a PC shows no quick replies, and a number is an answer. */
    void options(List<Say> says) {
        if (step() instanceof Step.Ask ask && ask.slot() instanceof Slot.Choice choice) {
            says.add(numbered(
                    List.copyOf(library.vocabulary(language, choice.words()).values()), 0));
        }
    }

    /** @param before how many there are before the first one of them */
    private static Say numbered(List<String> titles, int before) {
        return new Say.Text(IntStream.range(0, titles.size())
                .mapToObj(i -> before + i + 1 + ". " + titles.get(i))
                .collect(Collectors.joining("\n")));
    }

    /** Only the buttons, below whatever has been said. */
    void buttons(List<Say.Button> quick) {
        if (running.mode() == Mode.CANCELLING) {
            quick.add(answer(label("cancel-yes"), YES));
            quick.add(answer(label("cancel-no"), NO));
        } else if (running.mode() == Mode.LEAVING) {
            quick.add(answer(label("leave-yes"), YES));
            quick.add(answer(label("leave-no"), NO));
        } else if (running.mode() == Mode.RESUMING) {
            quick.add(answer(label("resume-yes"), YES));
            quick.add(answer(label("resume-no"), NO));
        } else if (running.mode() == Mode.UNDERSTOOD) {
            var sure = category();
            if (sure != null) {
                quick.add(answer(label("understood-yes"), YES));
            }
            for (int i = 0; i < running.asked().offered().size(); i++) {
                if (running.asked().offered().get(i).value() instanceof Value.Code code && !code.equals(sure)) {
                    quick.add(answer(library.label(language, code), "#" + i));
                }
            }
            quick.add(answer(label("understood-other-button"), OTHER));
            quick.add(answer(label("understood-no"), NO));
        } else if (step() instanceof Step.Confirm confirm) {
            if (running.mode() == Mode.EDITING) {
                confirm.show().stream()
                        .filter(slot -> values.apply(slot) != null)
                        .forEach(slot -> quick.add(answer(slotLabel(slot), slot)));
                quick.add(answer(label("button-back"), BACK));
            }
        } else if (step() instanceof Step.Ask ask) {
            ask(ask, quick);
        }
    }

    private void ask(Step.Ask ask, List<Say.Button> quick) {
        quick.addAll(asCards() ? List.of() : options(ask));
        if (pages(running) > 1) {
            quick.add(answer(label("button-more"), MORE));
        }
        switch (ask.slot()) {
            case Slot.Images images -> {
                if (running.asked().partial() != null) {
                    quick.add(answer(label("done", "button-done"), DONE));
                    if (running.silent()) {
                        quick.add(answer(label("button-anew"), ANEW));
                    }
                }
                quick.add(new Say.Button(label("button-camera"), new Say.Tap.TakePhoto()));
                quick.add(new Say.Button(label("button-photos"), new Say.Tap.PickPhoto()));
            }
            case Slot.Several several -> {
                if (running.asked().partial() != null) {
                    quick.add(answer(label("done", "button-done"), DONE));
                }
            }
            case Slot.Place place -> quick.add(new Say.Button(label("button-place"), new Say.Tap.SendPlace()));
            case Slot.Area area -> {
                if (running.asked().offered().isEmpty()) {
                    quick.add(new Say.Button(label("button-place"), new Say.Tap.SendPlace()));
                }
            }
            default -> {}
        }
        if (ask.optional() && !gathering()) {
            quick.add(answer(label("skip", "button-skip"), SKIP));
        }
        if (!running.trail().isEmpty() && quick.size() < QUICK - 1) {
            quick.add(answer(label("button-back"), BACK));
        }
        quick.add(answer(label("button-cancel"), CANCEL));
    }

    private List<Say.Button> options(Step.Ask ask) {
        List<Say.Button> options = new ArrayList<>();
        if (ask.slot() instanceof Slot.Choice choice) {
            library.vocabulary(language, choice.words()).forEach((code, label) -> options.add(answer(label, code)));
        }
        shown().forEach(item ->
                options.add(answer(item.label(), "#" + running.asked().offered().indexOf(item))));
        var suggested = suggested(ask);
        if (suggested != null
                && running.asked().offered().isEmpty()
                && running.asked().partial() == null) {
            options.add(answer(cards.print().of(suggested), SUGGESTED));
        }
        return options;
    }

    private @Nullable Value suggested(Step.Ask ask) {
        var value = ask.suggest() == null ? null : values.apply(ask.suggest());
        return value instanceof Value.None ? null : value;
    }

    private Say.Card card(Input.Item item) {
        var choose =
                answer(label("button-choose"), "#" + running.asked().offered().indexOf(item));
        return new Say.Card(
                Say.Tone.PLAIN,
                item.title(),
                null,
                List.of(),
                item.lines().isEmpty() ? null : String.join("\n", item.lines()),
                // the person sees in the chat what was chosen, not the button's word
                List.of(new Say.Button(
                        choose.label(),
                        new Say.Tap.Answer(
                                data("#" + running.asked().offered().indexOf(item)),
                                Graphemes.cut(item.title(), 300)))),
                library.text(language, "preview-cards").source());
    }

    private Say.Card summary(Step.Confirm confirm) {
        List<Say.Row> rows = new ArrayList<>();
        for (var slot : confirm.show()) {
            var value = values.apply(slot);
            if (value != null) {
                rows.add(new Say.Row(slotLabel(slot), cards.print().of(value)));
            }
        }
        var wording = wording();
        var title = wording.text() == null ? "" : wording.text().render(cards.print(), values);
        return new Say.Card(Say.Tone.PLAIN, title, null, rows, null, confirmButtons(), title);
    }

    private List<Say.Button> confirmButtons() {
        return List.of(
                answer(label("send", "button-send"), SEND),
                answer(label("button-edit"), EDIT),
                answer(label("button-cancel"), CANCEL));
    }

    /** The same question in a language. */
    Questions in(String other) {
        return new Questions(library, other, running, new Cards(new Print(other, library)), values);
    }

    /** Whether a button with this data belongs to the question as it stands. */
    boolean offers(String data) {
        var onCards = asCards() ? shown().flatMap(item -> card(item).buttons().stream()) : Stream.<Say.Button>of();
        return Stream.concat(named().stream(), onCards)
                .anyMatch(button -> button.tap() instanceof Say.Tap.Answer answer
                        && answer.data().equals(data));
    }

    /** The buttons that are known by their labels; those on cards to choose from all have the same one. */
    List<Say.Button> named() {
        List<Say.Button> all = new ArrayList<>();
        buttons(all);
        if (running.mode() != Mode.EDITING && running.mode() != Mode.UNDERSTOOD && step() instanceof Step.Confirm) {
            all.addAll(confirmButtons());
        }
        return all;
    }

    /** Whether a part of the answer is here, which "enough" would make the whole. */
    boolean gathering() {
        return running.asked().partial() instanceof Value.Images
                || running.asked().partial() instanceof Value.Texts;
    }

    /** The value that a tap answers the question with, or {@code null}. */
    @Nullable
    Value valueOf(String value) {
        if (!(step() instanceof Step.Ask ask)) {
            return null;
        }
        if (value.equals(DONE)) {
            return running.asked().partial();
        }
        if (value.equals(SUGGESTED)) {
            return suggested(ask);
        }
        if (value.startsWith("#")) {
            int index = Integer.parseInt(value.substring(1));
            return index < running.asked().offered().size()
                    ? running.asked().offered().get(index).value()
                    : null;
        }
        return ask.slot() instanceof Slot.Choice choice
                        && library.vocabulary(language, choice.words()).containsKey(value)
                ? new Value.Code(choice.words(), value)
                : null;
    }

    private Stream<Input.Item> shown() {
        return running.asked().offered().stream()
                .skip((long) running.asked().page() * PAGE)
                .limit(PAGE);
    }

    private boolean asCards() {
        return running.mode() == Mode.WALKING
                && !running.asked().offered().isEmpty()
                && step() instanceof Step.Ask ask
                && ask.slot() instanceof Slot.Reference reference
                && reference.cards();
    }

    private Say.Button answer(String label, String value) {
        return button(label, data(value));
    }

    String data(String value) {
        return running.asked().prompt() + ":" + value;
    }

    /** What the slot is called in summaries. */
    private String slotLabel(String slot) {
        var ask = library.flow(running.top().flow()).ask(slot);
        var label = ask == null
                ? null
                : Library.wording(ask.wordings(), language).labels().get("label");
        return label == null ? slot : label.source();
    }

    private String label(String own, String general) {
        var label = wording().labels().get(own);
        return label == null ? label(general) : label.source();
    }

    private String label(String name) {
        return library.text(language, name).source();
    }

    private Say.Text text(String name) {
        return new Say.Text(label(name));
    }

    private Wording wording() {
        return Library.wording(step().wordings(), language);
    }

    Step step() {
        var top = running.top();
        return Objects.requireNonNull(library.flow(top.flow()).step(top.step()));
    }
}
