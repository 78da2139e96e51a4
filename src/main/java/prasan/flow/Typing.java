package prasan.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import prasan.flow.Session.Mode;
import prasan.flow.Session.Running;

/** Messages that are typed when nothing is under way: a report is offered with what they say, and begun only after a yes; what is no report is answered. */
final class Typing {
    private static final int LATER_MOST = 10;
    /** Says again, with each of several matters, that the sender stays unnamed. */
    private static final String NAMELESS = "ไม่ประสงค์ออกนาม";

    private final Walk walk;
    private final Additions additions;

    Typing(Walk walk) {
        this(walk, new Additions(walk));
    }

    Typing(Walk walk, Additions additions) {
        this.walk = walk;
        this.additions = additions;
    }

    /** Answers by what the message is taken for. What is not understood is offered as a report, too, and a person as another way. */
    void heard(String text) {
        heard(text, Map.of());
    }

    /**
     * Answers by what the message is taken for.
     *
     * @param before answers that an earlier message gave
     */
    private void heard(String text, Map<String, Value> before) {
        var typed = walk.library.typed();
        if (typed == null) {
            walk.say("not-understood");
            walk.start(walk.latest.menu());
            return;
        }
        var whole = typed.understands().apply(text);
        var message = first(typed, whole, text);
        var understood = message.equals(text)
                ? whole
                : typed.understands().apply(message).by(whole);
        if (answered(typed, understood)) {
            other(typed, understood, message);
            return;
        }
        if (additional(typed, understood)) {
            start(walk.receipts.addition().orElseThrow(), typed, message);
            return;
        }
        var slots = new HashMap<>(before);
        additions.slots(understood, message).forEach((slot, value) -> {
            if (!(value instanceof Value.None)) {
                slots.put(slot, value);
            }
        });
        Care.add(slots, before);
        offer(typed, understood, slots);
    }

    /** Puts the question whether a report is meant, and of what; without any guess whether it is one at all. */
    private void offer(Typed typed, Understood understood, Map<String, Value> slots) {
        boolean report = isCategory(typed, understood.guesses().getFirst());
        boolean clear = understood.sure() && report;
        offer(typed, report || !understood.sure() ? categories(typed, understood) : List.of(), clear, slots);
    }

    /**
     * Offers as a report what was said about an earlier one that is not there, or not open any more.
     *
     * @return false, with nothing done, for a text that tells of no problem
     */
    boolean reported(String text) {
        walk.library = walk.latest;
        var typed = additions.typed();
        var understood = typed.understands().apply(text);
        var guesses = categories(typed, understood);
        if (guesses.isEmpty()) {
            return false;
        }
        var slots = additions.slots(understood, text);
        slots.values().removeIf(Value.None.class::isInstance);
        offer(typed, guesses, true, slots);
        return true;
    }

    private List<String> categories(Typed typed, Understood understood) {
        return understood.guesses().stream()
                .filter(code -> isCategory(typed, code))
                .toList();
    }

    private void offer(Typed typed, List<String> guesses, boolean clear, Map<String, Value> slots) {
        // a list of one is a yes or no
        if (clear || guesses.size() == 1) {
            slots.put(typed.category(), code(typed, guesses.getFirst()));
        }
        var running = walk.begun(typed.flow(), slots);
        var offered = guesses.stream()
                .map(code -> new Input.Item(code(typed, code), code, code, List.of()))
                .toList();
        walk.now = running.asking(running.asked().offering(offered, 0)).in(Mode.UNDERSTOOD);
        walk.question();
    }

    /** Takes a further message while it is not clear what an earlier one means: both are understood together. */
    void more(Running running, String text) {
        var typed = additions.typed();
        var before = new HashMap<>(running.top().slots());
        var earlier = before.remove(typed.detail()) instanceof Value.Text detail ? detail.text() + "\n" : "";
        var alone = typed.understands().apply(text);
        boolean answered = answered(typed, alone);
        var together = answered ? alone : typed.understands().apply(earlier + text);
        if (!earlier.isEmpty() && answered(typed, together)) {
            // what was not understood is kept while a greeting or thanks is answered
            walk.park();
            other(typed, together, text);
            return;
        }
        int misses = running.asked().misses() + 1;
        walk.now = null;
        walk.library = walk.latest;
        heard(earlier + text, before);
        var now = walk.now;
        if (!earlier.isEmpty() && now != null && now.mode() == Mode.UNDERSTOOD && Questions.unclear(typed, now)) {
            walk.now = now.asking(now.asked().missed(misses));
            walk.says.clear();
            walk.quick.clear();
            walk.questions().put(walk.says, walk.quick);
        }
    }

    /** Returns true for a message that is clearly no report and has an answer of its own. */
    private boolean answered(Typed typed, Understood understood) {
        var first = understood.guesses().getFirst();
        return understood.sure() && !isCategory(typed, first) && typed.answers(first);
    }

    /** Returns the first matter of a text that tells several; the others are taken up when it is done with. */
    private String first(Typed typed, Understood whole, String text) {
        if (whole.matters().size() < 2) {
            return text;
        }
        var matters = new ArrayList<String>();
        for (var matter : whole.matters()) {
            var part = typed.understands().apply(matter);
            boolean placed = !part.where().isEmpty() || whole.where().isEmpty();
            boolean wished = part.nameless() || !whole.nameless();
            matters.add(matter + (placed ? "" : " " + whole.where()) + (wished ? "" : " " + NAMELESS));
        }
        walk.say("several-matters", Map.of("count", Answers.count(matters.size())));
        boolean room = true;
        for (var matter : matters.subList(1, matters.size())) {
            room &= later(matter);
        }
        if (!room) {
            walk.say("later-full");
        }
        return matters.getFirst();
    }

    /** Keeps a message about a further matter until the conversation is over, and says whether there was room for it. */
    void keep(String text) {
        walk.say(later(text) ? "later-matter" : "later-full");
    }

    /** Keeps a message for later. @return false where too many are kept already */
    private boolean later(String text) {
        return walk.later.size() < LATER_MOST && walk.later.add(Thai.clean(text));
    }

    /** Takes up the next of the further matters, if the conversation is over. */
    void next() {
        if (walk.now == null && walk.need == null && !walk.later.isEmpty()) {
            walk.quick.clear();
            walk.library = walk.latest;
            walk.say("next-matter");
            heard(walk.later.removeFirst());
        }
    }

    /** Returns true if the message follows a report just sent, and may well belong to it. */
    private boolean additional(Typed typed, Understood understood) {
        var receipt = walk.receipt;
        if (receipt == null || walk.receipts.addition().isEmpty()) {
            return false;
        }
        var first = understood.guesses().getFirst();
        // a matter of its own has words that tell of it, even where its category is not clear
        return understood.sure()
                ? isCategory(typed, first) && receipt.frame().slots().containsValue(code(typed, first))
                : !understood.problem() || !understood.guesses().stream().allMatch(code -> isCategory(typed, code));
    }

    /** Answers a message that is no report. */
    void other(Typed typed, Understood understood, String text) {
        var code = understood.guesses().getFirst();
        var flow = typed.starts().get(code);
        if (flow != null) {
            start(flow, typed, text);
            return;
        }
        walk.says.addAll(walk.cards()
                .says(Library.wording(Objects.requireNonNull(typed.others().get(code)), walk.language), name -> null));
        if (!understood.name().isEmpty() || !understood.role().isEmpty()) {
            // who introduces themselves is not asked again by the report that follows
            var slots = additions.slots(understood, text);
            slots.remove(typed.detail());
            walk.now = walk.begun(typed.flow(), slots).in(Mode.UNDERSTOOD);
            walk.fresh();
            walk.questions().buttons(walk.quick);
        } else {
            walk.over();
        }
    }

    private void start(String flow, Typed typed, String text) {
        var ask = walk.latest.flow(flow).ask(typed.detail());
        boolean takes = ask != null && ask.slot() instanceof Slot.Words words && words.fits(Thai.clean(text));
        var answers = takes
                ? Map.<String, Value>of(typed.detail(), new Value.Text(Thai.clean(text)))
                : Map.<String, Value>of();
        walk.start(flow, flow.equals(typed.addition()) ? walk.photographs.with(flow, answers) : answers);
    }

    /** Begins a report of its own with what was meant as an addition to another. */
    void anew(Running running) {
        var typed = additions.typed();
        var given = running.frames().getFirst().slots();
        var report = given.get(typed.detail()) instanceof Value.Text text
                ? additions.report(text.text())
                : walk.begun(typed.flow(), Map.of());
        var slots = new HashMap<>(report.top().slots());
        var flow = walk.library.flow(typed.flow());
        given.forEach((slot, value) -> {
            boolean kept = slot.equals(MediaIntake.SLOT) || (flow.ask(slot) != null && !(value instanceof Value.None));
            if (kept) {
                slots.putIfAbsent(slot, value);
            }
        });
        walk.begin(typed.flow(), slots);
    }

    boolean isCategory(Typed typed, String code) {
        return walk.library
                .vocabulary(Library.THAI, additions.categories(typed))
                .containsKey(code);
    }

    Value.Code code(Typed typed, String code) {
        return new Value.Code(additions.categories(typed), code);
    }

    /** Returns true if the message belongs to a danger that was told before: it is no answer of its own and no other matter. */
    boolean follows(String text) {
        var typed = walk.latest.typed();
        if (typed == null) {
            return false;
        }
        var understood = typed.understands().apply(text);
        return !understood.sure()
                || (!understood.where().isEmpty() && Additions.onlyWhere(understood, Thai.clean(text)));
    }

    /** Leaves a report that was offered and is not meant. */
    void none() {
        walk.now = null;
        walk.say("understood-none");
        walk.start(walk.latest.menu());
    }
}
