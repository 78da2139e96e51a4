package prasan.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import prasan.flow.Session.Running;

/** Tells a person which parked conversation is meant: by its first answers on a card, by the person's own words on a button. */
record DraftCard(Library library, String language, Running draft) {
    private static final int ROWS = 3;

    /** More of an answer than this is not needed to recognise it. */
    private static final int LENGTH = 60;

    /** Returns a card with the answers so far; a locked phone shows no more than the title. */
    Say.Card card(String title, String text) {
        return card(title, text, List.of());
    }

    /** As {@link #card(String, String)}, with buttons of its own. */
    Say.Card card(String title, String text, List<Say.Button> buttons) {
        var args = Map.of("title", Value.text(title()), "count", Answers.count(Drafts.MOST));
        var print = new Print(language, library);
        var heading = library.text(language, title).render(print, args::get);
        return new Say.Card(
                Say.Tone.PLAIN,
                heading,
                null,
                rows(),
                library.text(language, text).render(print, args::get),
                buttons,
                heading);
    }

    private List<Say.Row> rows() {
        var slots = draft.frames().getFirst().slots();
        var print = new Print(language, library);
        return flow().steps().stream()
                .flatMap(step -> step instanceof Step.Confirm confirm ? confirm.show().stream() : Stream.of())
                .distinct()
                .filter(slot -> slots.containsKey(slot) && !(slots.get(slot) instanceof Value.None))
                .limit(ROWS)
                .map(slot -> new Say.Row(
                        label(slot), Graphemes.cut(print.of(Objects.requireNonNull(slots.get(slot))), LENGTH)))
                .toList();
    }

    private String label(String slot) {
        var ask = flow().ask(slot);
        var label = ask == null
                ? null
                : Library.wording(ask.wordings(), language).labels().get("label");
        return label == null ? slot : label.source();
    }

    private Flow flow() {
        return library.flow(draft.flow());
    }

    private String title() {
        return Objects.requireNonNullElse(flow().titles().get(language), draft.flow());
    }

    /** Returns what a report is about, in few words; the title of any other flow. */
    private String name() {
        var typed = library.typed();
        if (typed == null || !typed.flow().equals(draft.flow())) {
            return title();
        }
        var slots = draft.frames().getFirst().slots();
        if (slots.get(typed.detail()) instanceof Value.Text detail) {
            return detail.text().replaceAll("\\s+", " ");
        }
        return slots.get(typed.category()) instanceof Value.Code code ? library.label(language, code) : title();
    }

    /** Says first which drafts there is no room for any more; not above the numbers of an emergency, which stand alone. */
    static void dropped(Walk walk) {
        boolean alarm =
                walk.says.stream().anyMatch(say -> say instanceof Say.Card card && card.tone() == Say.Tone.URGENT);
        if (!alarm) {
            walk.drafts
                    .surplus(walk.latest)
                    .forEach(draft -> walk.says.addFirst(new DraftCard(walk.latest, walk.language, draft)
                            .card("draft-dropped", "draft-dropped-others")));
        }
    }

    /** Returns the button that takes the draft up again. */
    Say.Button button() {
        return button(library, language, name(), data());
    }

    private String data() {
        return "start:" + draft.flow() + ":" + draft.asked().prompt();
    }

    /** Returns a button for each draft; no two have the same label. */
    static List<Say.Button> buttons(Library library, String language, List<Running> drafts) {
        var buttons = new ArrayList<Say.Button>();
        for (var draft : drafts) {
            var card = new DraftCard(library, language, draft);
            var button = card.button();
            boolean taken = buttons.stream().map(Say.Button::label).anyMatch(button.label()::equals);
            var name = buttons.size() + 1 + ". " + card.name();
            buttons.add(taken ? button(library, language, name, card.data()) : button);
        }
        return buttons;
    }

    private static Say.Button button(Library library, String language, String name, String data) {
        return Questions.button(library.text(language, "resume-button").source().replace("{title}", name), data);
    }
}
