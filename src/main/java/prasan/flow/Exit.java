package prasan.flow;

import java.util.ArrayList;
import java.util.List;

/**
 * A way out of a step.
 *
 * @param name the outcome, the code of a branch, or the number of refused answers; empty for the other kinds
 */
record Exit(Kind kind, String name, Step.Target to) {

    enum Kind {
        /** What follows when nothing else is said. */
        NEXT,
        OUTCOME,
        BRANCH,
        OTHERWISE,
        /** There was nothing to choose from. */
        EMPTY,
        /** As many answers as the name says were refused. */
        REFUSED
    }

    /** Every way out of the step, in the order of the file; none for an end. */
    static List<Exit> of(Step step) {
        var next = new Exit(Kind.NEXT, "", new Step.Target(Step.Target.NEXT, step.at()));
        return switch (step) {
            case Step.When when -> {
                List<Exit> all = new ArrayList<>();
                when.branches().forEach((code, to) -> all.add(new Exit(Kind.BRANCH, code, to)));
                all.add(new Exit(Kind.OTHERWISE, "", when.otherwise() == null ? next.to() : when.otherwise()));
                yield all;
            }
            case Step.Do action ->
                action.outcomes().entrySet().stream()
                        .map(outcome -> new Exit(Kind.OUTCOME, outcome.getKey(), outcome.getValue()))
                        .toList();
            case Step.Jump jump -> List.of(new Exit(Kind.NEXT, "", jump.to()));
            case Step.End end -> List.of();
            case Step.Ask ask -> {
                List<Exit> all = new ArrayList<>(List.of(next));
                if (ask.empty() != null) {
                    all.add(new Exit(Kind.EMPTY, "", ask.empty()));
                }
                if (ask.tries() != null) {
                    all.add(new Exit(
                            Kind.REFUSED,
                            String.valueOf(ask.tries().most()),
                            ask.tries().then()));
                }
                yield all;
            }
            case Step.Officer officer -> List.of(next);
            case Step.Message message -> List.of(next);
            case Step.Confirm confirm -> List.of(next);
            case Step.Call call -> List.of(next);
        };
    }

    /** The position of the step that this leads to when it leaves the step at {@code from}; one past the last step is the end of the flow. */
    int target(Flow flow, int from) {
        return to.step().equals(Step.Target.NEXT) ? from + 1 : flow.indexOf(to.step());
    }
}
