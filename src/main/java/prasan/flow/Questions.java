package prasan.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
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

    /** Hands what was typed over to a person. */
    static final String OFFICER = "!officer";

    /** Parks the conversation. */
    static final String LATER = "!later";

    static final String DONE = "!done";
    /** The photos that are there are left out, and sent anew. */
    static final String ANEW = "!anew";

    /** The tambon that is known answers for a village: there are no หมู่. */
    static final String WHOLE = "!whole";

    /** What is meant is not in the list. */
    static final String AGAIN = "!again";

    private static final String SUGGESTED = "!suggested";

    /** LINE shows 13 quick replies. */
    static final int QUICK = 13;

    /** LINE's limit of a quick reply's label, in graphemes. */
    static final int LABEL = 20;

    /** How many cards are offered at once. */
    private static final int CARDS = 10;

    static Say.Button button(String label, String data) {
        var cut = Graphemes.words(label, LABEL);
        return new Say.Button(cut, new Say.Tap.Answer(data, cut));
    }

    /** The whole question. */
    void put(List<Say> says, List<Say.Button> quick) {
        switch (running.mode()) {
            case OFFICER -> says.add(text("with-officer"));
            case LEAVING -> says.add(text("leave-ask"));
            case CANCELLING -> says.add(text("cancel-ask"));
            case EDITING -> says.add(text("edit-ask"));
            case RESUMING -> says.add(new DraftCard(library, language, running).card("resume-which", "resume-ask"));
            case UNDERSTOOD -> {
                new OfferQuestion(this).put(says);
            }
            case WALKING, LISTING, FINDING, GUESSING -> {
                if (step() instanceof Step.Confirm confirm) {
                    says.add(new Recap(this, confirm).card());
                } else {
                    says.addAll(cards.says(wording(), values));
                    if (asCards()) {
                        says.add(new Say.Cards(shown().map(this::card).toList()));
                    } else if (step() instanceof Step.Ask ask
                            && (running.asked().page() > 0 || (ask.slot() instanceof Slot.Area && listed()))) {
                        list(says);
                    }
                }
            }
        }
        buttons(quick);
    }

    /** Returns true if the message may be anything: there is neither a category nor a guess at one. */
    static boolean unclear(Typed typed, Running running) {
        return running.asked().offered().isEmpty() && !running.top().slots().containsKey(typed.category());
    }

    boolean unclear() {
        return library.typed() != null && unclear(library.typed(), running);
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
        } else if (running.asked().offered().size() > 1) {
            list(says);
        }
        buttons(quick);
    }

    /** The part of a list that is shown, numbered. */
    void list(List<Say> says) {
        if (step() instanceof Step.Ask ask && !asCards()) {
            new Choices(this, ask).list().ifPresent(says::add);
        }
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
            quick.addAll(new Help(this).buttons());
        } else if (running.mode() == Mode.UNDERSTOOD) {
            new OfferQuestion(this).buttons(quick);
        } else if (step() instanceof Step.Confirm confirm) {
            if (running.mode() == Mode.EDITING) {
                confirm.show().stream()
                        .filter(slot -> values.apply(slot) != null)
                        .forEach(slot -> quick.add(answer(slotLabel(slot), slot)));
                quick.add(answer(label("button-back"), BACK));
            } else {
                new Recap(this, confirm).beside().forEach(ask -> media(ask.slot(), quick));
                quick.addAll(new Help(this).buttons());
            }
        } else if (step() instanceof Step.Ask ask) {
            ask(ask, quick);
        }
    }

    private void ask(Step.Ask ask, List<Say.Button> quick) {
        if (!asCards()) {
            quick.addAll(new Choices(this, ask).shown());
        }
        if (pages() > 1) {
            quick.add(answer(label(ask.slot() instanceof Slot.Choice ? "button-rest" : "button-more"), MORE));
        }
        quick.addAll(others(ask));
    }

    /** How many parts the list of the question is shown in. */
    int pages() {
        if (!(step() instanceof Step.Ask ask)) {
            return 1;
        }
        return asCards() ? (running.asked().offered().size() + CARDS - 1) / CARDS : new Choices(this, ask).pages();
    }

    /** The buttons below a question that choose nothing from a list. */
    List<Say.Button> others(Step.Ask ask) {
        List<Say.Button> quick = new ArrayList<>();
        var suggested = suggested(ask);
        if (suggested != null) {
            quick.add(answer(cards.print().of(suggested), SUGGESTED));
        }
        switch (ask.slot()) {
            case Slot.Images images -> {
                if (running.asked().partial() != null) {
                    quick.add(answer(label("done", "button-done"), DONE));
                    if (running.silent()) {
                        quick.add(answer(label("button-anew"), ANEW));
                    }
                }
                media(images, quick);
            }
            case Slot.Several several -> {
                if (running.asked().partial() != null) {
                    quick.add(answer(label("done", "button-done"), DONE));
                }
            }
            case Slot.Place place -> media(place, quick);
            case Slot.Area area -> {
                if (listed()) {
                    quick.add(answer(label("button-again"), AGAIN));
                } else {
                    if (whole(area) != null) {
                        quick.add(answer(label("button-whole"), WHOLE));
                    }
                    quick.add(new Say.Button(label("button-place"), new Say.Tap.SendPlace()));
                }
            }
            default -> {}
        }
        if (ask.optional() && !gathering()) {
            quick.add(answer(label("skip", "button-skip"), SKIP));
        }
        quick.addAll(new Help(this).buttons());
        if (!running.trail().isEmpty()) {
            quick.add(answer(label("button-back"), BACK));
        }
        quick.add(answer(label("button-cancel"), CANCEL));
        return quick;
    }

    /** The known tambon as the answer of those who live in no numbered village of it, or {@code null}. */
    private Value.@Nullable Area whole(Slot.Area area) {
        return area.digits() > Slot.Area.TAMBON
                        && running.asked().partial() instanceof Value.Area tambon
                        && tambon.code().length() == Slot.Area.TAMBON
                ? tambon.whole()
                : null;
    }

    private boolean listed() {
        return !running.asked().offered().isEmpty();
    }

    /** Returns true if the conversation can be parked. */
    boolean keeps() {
        return Drafts.keeps(library.flow(running.flow()), running);
    }

    /** Buttons that photos and places are sent by. */
    private void media(Slot slot, List<Say.Button> quick) {
        if (slot instanceof Slot.Images) {
            quick.add(new Say.Button(label("button-camera"), new Say.Tap.TakePhoto()));
            quick.add(new Say.Button(label("button-photos"), new Say.Tap.PickPhoto()));
        } else if (slot instanceof Slot.Place) {
            quick.add(new Say.Button(label("button-place"), new Say.Tap.SendPlace()));
        }
    }

    private @Nullable Value suggested(Step.Ask ask) {
        var value = ask.suggest() == null ? null : values.apply(ask.suggest());
        if (value == null || value instanceof Value.None || listed()) {
            return null;
        }
        var partial = running.asked().partial();
        boolean inside = value instanceof Value.Area own
                && partial instanceof Value.Area known
                && !known.code().isEmpty()
                && own.code().length() > known.code().length()
                && own.code().startsWith(known.code());
        return partial == null || inside ? value : null;
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
        if (running.mode() != Mode.EDITING
                && running.mode() != Mode.UNDERSTOOD
                && step() instanceof Step.Confirm confirm) {
            all.addAll(new Recap(this, confirm).buttons());
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
        if (value.equals(WHOLE)) {
            return ask.slot() instanceof Slot.Area area ? whole(area) : null;
        }
        return ask.slot() instanceof Slot.Choice choice
                        && new Choices(this, ask).options(choice).containsKey(value)
                ? new Value.Code(choice.words(), value)
                : null;
    }

    private Stream<Input.Item> shown() {
        return running.asked().offered().stream()
                .skip((long) running.asked().page() * CARDS)
                .limit(CARDS);
    }

    private boolean asCards() {
        return running.mode() == Mode.WALKING
                && !running.asked().offered().isEmpty()
                && step() instanceof Step.Ask ask
                && ask.slot() instanceof Slot.Reference reference
                && reference.cards();
    }

    Say.Button answer(String label, String value) {
        return button(label, data(value));
    }

    String data(String value) {
        return running.asked().prompt() + ":" + value;
    }

    /** What the slot is called in summaries. */
    String slotLabel(String slot) {
        var ask = library.flow(running.top().flow()).ask(slot);
        var label = ask == null
                ? null
                : Library.wording(ask.wordings(), language).labels().get("label");
        return label == null ? slot : label.source();
    }

    String label(String own, String general) {
        var label = wording().labels().get(own);
        return label == null ? label(general) : label.source();
    }

    String label(String name) {
        return library.text(language, name).source();
    }

    Say.Text text(String name) {
        return new Say.Text(label(name));
    }

    Wording wording() {
        return Library.wording(step().wordings(), language);
    }

    Step step() {
        var top = running.top();
        return Objects.requireNonNull(library.flow(top.flow()).step(top.step()));
    }
}
