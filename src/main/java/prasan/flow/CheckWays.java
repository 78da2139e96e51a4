package prasan.flow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The ways through a flow: all steps are reached, none goes round without a question, and what is written was confirmed. */
final class CheckWays {
    private final Map<String, Signature> actions;
    private final List<Fault> faults;

    CheckWays(Map<String, Signature> actions, List<Fault> faults) {
        this.actions = actions;
        this.faults = faults;
    }

    /** The steps that may come after the step. */
    static List<Step> after(Flow flow, Step step) {
        List<Step> after = new ArrayList<>();
        for (var exit : Exit.of(step)) {
            int index = exit.target(flow, flow.indexOf(step.id()));
            if (index < flow.steps().size()) {
                after.add(flow.steps().get(index));
            }
        }
        return after;
    }

    void reachable(Flow flow) {
        var reached = new HashSet<String>();
        var open = new ArrayDeque<>(List.of(flow.steps().getFirst()));
        while (!open.isEmpty()) {
            var step = open.poll();
            if (reached.add(step.id())) {
                open.addAll(after(flow, step));
            }
        }
        flow.steps().stream()
                .filter(step -> !reached.contains(step.id()))
                .forEach(step -> fault(step.at(), "no way leads to this step"));
    }

    /** No way leads back to a step without a question on it: such a way would never end. */
    void questions(Flow flow) {
        for (var start : flow.steps()) {
            var seen = new HashSet<String>();
            var open = new ArrayDeque<>(after(flow, start));
            while (!open.isEmpty() && !waits(start)) {
                var step = open.poll();
                if (step.id().equals(start.id())) {
                    fault(start.at(), "this way comes back here without a question");
                    return;
                }
                if (!waits(step) && seen.add(step.id())) {
                    open.addAll(after(flow, step));
                }
            }
        }
    }

    static boolean waits(Step step) {
        return step instanceof Step.Ask || step instanceof Step.Confirm || step instanceof Step.Officer;
    }

    /** Every way to a write leads over a confirmation, and no way leads from a write to a second one without another confirmation. */
    void confirmed(Flow flow) {
        var seen = new HashSet<String>();
        var open = new ArrayDeque<>(List.of(flow.steps().getFirst()));
        while (!open.isEmpty()) {
            var step = open.poll();
            if (step instanceof Step.Confirm || !seen.add(step.id())) {
                continue;
            }
            if (writes(step)) {
                fault(step.at(), "this writes without a `confirm` before it");
            }
            open.addAll(after(flow, step));
        }
        for (var step : flow.steps()) {
            if (writes(step)) {
                var second = write(flow, step);
                if (second != null) {
                    fault(second.at(), "this writes a second time after one `confirm`");
                }
            }
        }
    }

    private @Nullable Step write(Flow flow, Step from) {
        var seen = new HashSet<String>();
        var open = new ArrayDeque<>(after(flow, from));
        while (!open.isEmpty()) {
            var step = open.poll();
            if (step instanceof Step.Confirm || !seen.add(step.id())) {
                continue;
            }
            if (writes(step)) {
                return step;
            }
            open.addAll(after(flow, step));
        }
        return null;
    }

    private boolean writes(Step step) {
        return step instanceof Step.Do action
                && Objects.requireNonNull(actions.get(action.action())).kind() == Signature.Kind.WRITE;
    }

    private void fault(Mark at, String message) {
        faults.add(new Fault(at, message));
    }
}
