package prasan.flow;

import java.util.HashMap;
import java.util.Optional;
import prasan.flow.Session.Warned;

/** Answers danger to life: the emergency numbers alone, before and instead of all else, and one button for a report about it. */
final class Emergencies {
    /** Data of the button that reports the danger last heard. */
    static final String REPORT = "danger:report";

    /** Data of the button that shows the emergency numbers. */
    static final String NUMBERS = "danger:numbers";

    private final Walk walk;
    private final Additions additions;

    Emergencies(Walk walk, Additions additions) {
        this.walk = walk;
        this.additions = additions;
    }

    /**
     * Answers a text that tells of danger to life with the card of its kind. The conversation is parked, for what follows is about the danger and answers no question.
     *
     * @return false, with nothing done, for any other text
     */
    boolean heard(String text) {
        var danger = walk.latest.emergency().certain(text);
        if (danger.isEmpty()) {
            return false;
        }
        if (English.is(text)) {
            walk.language = English.LANGUAGE;
        }
        card(danger.get().kind());
        walk.warned = new Warned(danger.get().kind(), Thai.clean(text), walk.at);
        if (walk.now != null && walk.now.withOfficer()) {
            return true;
        }
        walk.park();
        walk.library = walk.latest;
        if (walk.latest.typed() != null) {
            walk.quick.add(Questions.button(label("danger-report-button"), REPORT));
        }
        walk.drafts(walk.quick);
        return true;
    }

    /** Offers the emergency numbers below the answer to a text that perhaps tells of danger. */
    void perhaps(String text) {
        var danger = walk.latest.emergency().hears().apply(text);
        if (danger.isPresent()
                && !danger.get().certain()
                && !walk.quick.isEmpty()
                && walk.quick.size() < Questions.QUICK) {
            walk.quick.addFirst(Questions.button(label("danger-numbers-button"), NUMBERS));
        }
    }

    /** Shows the emergency numbers; a question that waits goes on waiting. */
    void numbers() {
        card(Library.Emergency.HELP);
        if (walk.now == null) {
            walk.over();
        } else {
            walk.questions().buttons(walk.quick);
        }
    }

    /** Begins a report about the danger last heard. */
    void report() {
        var warned = walk.recentWarning();
        var typed = walk.latest.typed();
        if (warned.isEmpty() || typed == null) {
            walk.say("button-over");
            walk.start(walk.latest.menu());
            return;
        }
        walk.park();
        walk.library = walk.latest;
        var understood = typed.understands().apply(warned.get().text());
        var slots = new HashMap<>(additions.slots(understood, warned.get().text()));
        category(typed, understood, warned.get()).ifPresent(code -> slots.put(typed.category(), code));
        walk.warned = null;
        walk.begin(typed.flow(), slots);
    }

    private Optional<Value> category(Typed typed, Understood understood, Warned warned) {
        var words = additions.categories(typed);
        var guess = understood.guesses().getFirst();
        if (understood.sure() && walk.latest.vocabulary(Library.THAI, words).containsKey(guess)) {
            return Optional.of(new Value.Code(words, guess));
        }
        var kind = walk.latest.emergency().kinds().get(warned.kind());
        return kind == null || kind.category().isEmpty()
                ? Optional.empty()
                : Optional.of(new Value.Code(words, kind.category()));
    }

    private void card(String kind) {
        var card = Library.wording(walk.latest.emergency().card(kind), walk.language);
        walk.says.addAll(walk.cards().says(card, name -> null));
    }

    private String label(String name) {
        return walk.latest.text(walk.language, name).source();
    }
}
