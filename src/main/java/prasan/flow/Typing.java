package prasan.flow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import prasan.flow.Session.Frame;
import prasan.flow.Session.Mode;
import prasan.flow.Session.Running;

/** Messages that are typed when nothing is under way: a report is begun with what they say, but only after a yes; what is no report is answered. */
final class Typing {
    private static final int PLACE_MAX = 300;
    private final Walk walk;

    Typing(Walk walk) {
        this.walk = walk;
    }

    /**
     * Answers by what the message is taken for.
     *
     * @param alarming whether it has words of danger to life, which were answered with the card: then a report is begun at once, unless it rather is none
     * @return whether that was possible
     */
    boolean heard(String text, boolean alarming) {
        var typed = walk.library.typed();
        if (typed == null) {
            return false;
        }
        var understood = typed.understands().apply(text);
        var codes = categories(typed);
        var reports = understood.guesses().stream().filter(codes::containsKey).toList();
        boolean report = !reports.isEmpty()
                && reports.getFirst().equals(understood.guesses().getFirst());
        boolean none = !report && understood.sure();
        if (none && (!alarming || reports.isEmpty())) {
            return other(typed, understood.guesses().getFirst());
        }
        if (!alarming && !understood.sure() && reports.isEmpty()) {
            return false;
        }
        var slots = slots(typed, understood, text, alarming);
        if (report && understood.sure()) {
            slots.put(typed.category(), code(typed, reports.getFirst()));
        }
        var running = walk.begun(typed.flow(), slots);
        if (alarming && report) {
            walk.now = running.warned();
            walk.run();
        } else {
            var offered = reports.stream()
                    .map(code -> new Input.Item(code(typed, code), code, code, List.of()))
                    .toList();
            walk.now = (alarming ? running.warned() : running)
                    .asking(running.asked().offering(offered, 0))
                    .in(Mode.UNDERSTOOD);
            walk.question();
        }
        return true;
    }

    private boolean other(Typed typed, String code) {
        var wordings = typed.others().get(code);
        if (wordings == null) {
            return false;
        }
        walk.says.addAll(walk.cards().says(Library.wording(wordings, walk.language), name -> null));
        walk.over();
        return true;
    }

    private Map<String, Value> slots(Typed typed, Understood understood, String text, boolean alarming) {
        var slots = new HashMap<String, Value>();
        var detail = Thai.clean(text);
        if (alarming || fits(typed, detail)) {
            slots.put(typed.detail(), new Value.Text(detail));
        }
        if (!understood.place().isEmpty() && understood.place().length() <= PLACE_MAX) {
            slots.put(typed.place(), new Value.Place(null, null, understood.place()));
        }
        if (!understood.where().isEmpty()) {
            slots.put(Typed.hint(typed.area()), new Value.Text(understood.where()));
        }
        return slots;
    }

    private boolean fits(Typed typed, String detail) {
        var ask = walk.library.flow(typed.flow()).ask(typed.detail());
        int length = detail.codePointCount(0, detail.length());
        return ask != null && ask.slot() instanceof Slot.Words words && length >= words.min() && length <= words.max();
    }

    /**
     * What is typed at the question what a message means, and is no answer to it. What says nothing of its own leaves the message waiting, a kind of problem alone becomes its kind;
     * anything else is told once more in other words.
     *
     * @return whether the message still waits
     */
    boolean answered(String text) {
        var typed = Objects.requireNonNull(walk.library.typed());
        var running = Objects.requireNonNull(walk.now);
        var said = Polite.bare(text);
        boolean vague = walk.library.isYesOrNo(said);
        var understood = typed.understands().apply(text);
        var first = understood.guesses().getFirst();
        boolean report = categories(typed).containsKey(first);
        if (!vague && walk.latest.alarm().heard(text)) {
            return false;
        }
        if (!vague && understood.sure() && report && !fits(typed, Thai.clean(text))) {
            var top = running.top();
            var slots = new HashMap<>(top.slots());
            slots.put(typed.category(), code(typed, first));
            walk.now = running.holding(new Frame(top.flow(), top.step(), slots));
            walk.question();
            return true;
        }
        boolean tells = !vague
                && (report
                        ? fits(typed, Thai.clean(text))
                        : understood.sure() && typed.others().containsKey(first));
        if (!tells) {
            walk.say("use-buttons");
            walk.again();
        }
        return !tells;
    }

    /** A button of the question whether a report is meant, and which. */
    void chosen(Running running, String value) {
        var typed = Objects.requireNonNull(walk.library.typed());
        if (value.equals(Questions.NO)) {
            none();
            return;
        }
        var top = running.top();
        var slots = new HashMap<>(top.slots());
        if (value.equals(Questions.OTHER)) {
            slots.remove(typed.category());
        } else if (!value.equals(Questions.YES)) {
            slots.put(typed.category(), Questions.offered(running, value).value());
        }
        walk.now = running.holding(new Frame(top.flow(), top.step(), slots))
                .asking(running.asked().offering(List.of(), 0))
                .in(Mode.WALKING);
        walk.run();
    }

    /** No report is meant. */
    void none() {
        walk.now = null;
        walk.say("understood-none");
        walk.start(walk.latest.menu());
    }

    private Map<String, String> categories(Typed typed) {
        return walk.library.vocabulary(Library.THAI, words(typed));
    }

    private Value.Code code(Typed typed, String code) {
        return new Value.Code(words(typed), code);
    }

    private String words(Typed typed) {
        var ask = walk.library.flow(typed.flow()).ask(typed.category());
        return ask != null && ask.slot() instanceof Slot.Choice choice ? choice.words() : "";
    }
}
