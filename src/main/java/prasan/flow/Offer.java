package prasan.flow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import prasan.flow.Session.Frame;
import prasan.flow.Session.Mode;
import prasan.flow.Session.Running;

/** Reacts to the question whether a typed message is meant as a report, and of what. */
final class Offer {
    private final Walk walk;
    private final Typing typing;
    private final Additions additions;
    private final Corrections corrections;

    Offer(Walk walk, Typing typing, Additions additions, Corrections corrections) {
        this.walk = walk;
        this.typing = typing;
        this.additions = additions;
        this.corrections = corrections;
    }

    /** Takes a button of the question. */
    void chosen(Running running, String value) {
        switch (value) {
            case Questions.NO -> typing.none();
            case Questions.OFFICER -> officer(running);
            case Questions.OTHER -> begin(running, Optional.empty());
            case Questions.YES ->
                begin(running, Optional.ofNullable(running.top().slots().get(category())));
            default ->
                begin(running, Optional.of(Questions.offered(running, value).value()));
        }
    }

    /** Starts the flow that leads to a person; what was typed answers its first question in words. */
    private void officer(Running running) {
        var flow = walk.latest.flow(walk.latest.officer());
        var told = running.top().slots().get(additions.typed().detail());
        var answers = flow.steps().stream()
                .flatMap(step -> step instanceof Step.Ask ask
                                && ask.slot() instanceof Slot.Words words
                                && told instanceof Value.Text text
                                && words.fits(text.text())
                        ? Stream.of(Map.<String, Value>of(ask.id(), text))
                        : Stream.of())
                .findFirst()
                .orElse(Map.of());
        walk.now = null;
        walk.start(flow.name(), answers);
    }

    private void begin(Running running, Optional<Value> category) {
        var slots = new HashMap<>(running.top().slots());
        slots.remove(category());
        category.ifPresent(value -> slots.put(category(), value));
        walk.now = running.holding(new Frame(running.top().flow(), running.top().step(), slots))
                .asking(running.asked().offering(List.of(), 0))
                .in(Mode.WALKING);
        walk.run();
    }

    /** Takes words that are none of the buttons: thanks for a yes, a correction, a further matter, or more about this one. */
    void answer(Running running, String text) {
        var typed = additions.typed();
        var said = Polite.bare(text);
        if (Questions.unclear(typed, running)) {
            if (walk.library.means(Library.Answer.DECLINE, said)) {
                typing.none();
            } else {
                typing.more(running, text);
            }
            return;
        }
        var category = running.top().slots().get(typed.category());
        if (category != null && walk.library.means(Library.Answer.THANKS, said)) {
            chosen(running, Questions.YES);
            return;
        }
        var correction = corrections.after(said);
        if (correction.isPresent() && corrected(running, correction.get())) {
            return;
        }
        if (walk.library.isYesOrNo(said) || said.matches("[0-9]+") || said.length() < 2) {
            refused(running, category != null && walk.library.means(Library.Answer.DECLINE, said));
            return;
        }
        var understood = typed.understands().apply(text);
        var first = understood.guesses().getFirst();
        boolean report = typing.isCategory(typed, first);
        if (understood.sure() && !report && typed.answers(first)) {
            walk.park();
            walk.library = walk.latest;
            typing.other(typed, understood, text);
        } else if (understood.sure()
                && report
                && category != null
                && !typing.code(typed, first).equals(category)) {
            typing.keep(text);
            walk.again();
        } else {
            added(running, understood, text, understood.sure() && report ? Optional.of(first) : Optional.empty());
        }
    }

    private void added(Running running, Understood understood, String text, Optional<String> category) {
        var typed = additions.typed();
        var added = additions.add(running, understood, text);
        walk.now = category.map(code -> with(added, typing.code(typed, code))).orElse(added);
        walk.question();
    }

    /** A no to the guess leaves the message: the other guess and all categories are offered. */
    private void refused(Running running, boolean no) {
        if (no) {
            var left = running.asked().offered().stream()
                    .filter(item -> !item.value().equals(running.top().slots().get(category())))
                    .toList();
            if (left.isEmpty()) {
                walk.say("which-then");
                begin(running, Optional.empty());
                return;
            }
            // a list of one is a yes or no
            var only = left.size() == 1 && left.getFirst().value() instanceof Value.Code code ? code : null;
            walk.now = with(running, only).asking(running.asked().offering(left, 0));
            walk.question();
        } else {
            walk.useButtons();
        }
    }

    /**
     * Takes what follows a no: another place, or another category if it is clearly one.
     *
     * @return false, with nothing done, where the no belongs to a sentence about the matter
     */
    private boolean corrected(Running running, String correction) {
        var typed = additions.typed();
        var understood = typed.understands().apply(correction);
        if (Additions.onlyWhere(understood, correction)) {
            walk.now = additions.add(running, understood, correction);
            walk.question();
            return true;
        }
        var category = corrections.category(understood, correction);
        if (category.isEmpty()) {
            return false;
        }
        if (category.get().equals(running.top().slots().get(typed.category()))) {
            // "ไม่ใช่เรื่องน้ำ" is a no, "ยังไม่ไหล น้ำไม่มา" is not
            boolean named = Additions.namesOnly(correction);
            if (named) {
                refused(running, true);
            }
            return named;
        }
        var slots = additions.slots(understood, correction);
        var now = slots.containsKey(typed.detail()) ? additions.add(running, understood, correction) : running;
        walk.now = with(now, category.get());
        walk.question();
        return true;
    }

    private Running with(Running running, Value.@org.jspecify.annotations.Nullable Code category) {
        var top = running.top();
        var slots = new HashMap<>(top.slots());
        slots.remove(category());
        if (category != null) {
            slots.put(category(), category);
        }
        return running.holding(new Frame(top.flow(), top.step(), slots));
    }

    private String category() {
        return Objects.requireNonNull(walk.library.typed()).category();
    }
}
