package prasan.flow;

import java.util.HashMap;
import java.util.Map;

/** How many messages are said at once: LINE takes few of them in one reply. */
final class MessageCounts {
    private final Library library;
    private final Map<String, Messages> counted = new HashMap<>();

    MessageCounts(Library library) {
        this.library = library;
    }

    /**
     * How many messages the ways that start at a step say at once.
     *
     * @param most until a question, or the end of the flow
     * @param through those that come to the end of the flow without a question; -1 if none does
     */
    record Messages(int most, int through) {}

    /** Returns how many messages are said from the step on. */
    Messages from(Flow flow, Step step) {
        var key = flow.name() + "." + step.id();
        var known = counted.get(key);
        if (known == null) {
            // a way that comes round without a question is a fault of its own
            counted.put(key, new Messages(0, -1));
            known = counted(flow, step);
            counted.put(key, known);
        }
        return known;
    }

    private Messages counted(Flow flow, Step step) {
        int own = own(step);
        if (CheckWays.waits(step)) {
            return new Messages(own, -1);
        }
        var called = step instanceof Step.Call call ? library.flows().get(call.flow()) : null;
        var within = called == null
                ? new Messages(own, own)
                : from(called, called.steps().getFirst());
        if (within.through() < 0) {
            return within;
        }
        int most = Math.max(within.most(), within.through());
        int through = step instanceof Step.End end && end.how() == Step.End.How.DONE ? within.through() : -1;
        int here = flow.indexOf(step.id());
        for (var exit : Exit.of(step)) {
            int target = exit.target(flow, here);
            var next = target < flow.steps().size() ? from(flow, flow.steps().get(target)) : new Messages(0, 0);
            most = Math.max(most, within.through() + next.most());
            through = next.through() < 0 ? through : Math.max(through, within.through() + next.through());
        }
        return new Messages(most, through);
    }

    /** A text and a card are two messages, and so are a question and the cards that it offers. */
    private static int own(Step step) {
        var wording = Library.wording(step.wordings(), Library.THAI);
        int said = (wording.text() == null ? 0 : 1)
                + (wording.picture() == null ? 0 : 1)
                + (wording.card() == null ? 0 : 1);
        boolean cards =
                step instanceof Step.Ask ask && ask.slot() instanceof Slot.Reference reference && reference.cards();
        return Math.max(said, CheckWays.waits(step) ? 1 : 0) + (cards ? 1 : 0);
    }
}
