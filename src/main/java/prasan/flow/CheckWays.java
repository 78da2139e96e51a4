package prasan.flow;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

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
        return leads(flow, step, Exit.of(step).stream());
    }

    private static List<Step> leads(Flow flow, Step step, Stream<Exit> exits) {
        int here = flow.indexOf(step.id());
        return exits.map(exit -> exit.target(flow, here))
                .filter(index -> index < flow.steps().size())
                .map(flow.steps()::get)
                .toList();
    }

    /** All steps that are come to from the first ones, these included, the nearest first. */
    static List<Step> reached(List<Step> first, Function<Step, List<Step>> after) {
        var reached = new LinkedHashMap<String, Step>();
        var open = new ArrayDeque<>(first);
        while (!open.isEmpty()) {
            var step = open.poll();
            if (reached.putIfAbsent(step.id(), step) == null) {
                open.addAll(after.apply(step));
            }
        }
        return List.copyOf(reached.values());
    }

    /** The steps that may come after the step, none after a confirmation. */
    private static List<Step> unconfirmed(Flow flow, Step step) {
        return step instanceof Step.Confirm ? List.of() : after(flow, step);
    }

    void reachable(Flow flow) {
        var reached = reached(List.of(flow.steps().getFirst()), step -> after(flow, step));
        Step before = null;
        for (var step : flow.steps()) {
            // what follows such a step is told with it
            if (!reached.contains(step) && (before == null || reached.contains(before))) {
                fault(step.at(), "no way leads to this step");
            }
            before = step;
        }
    }

    /** Every way ends. @return whether that is so */
    boolean ending(Flow flow) {
        int before = faults.size();
        rounds(flow);
        if (faults.size() == before) {
            ends(flow);
        }
        return faults.size() == before;
    }

    /** No way leads back to a step without waiting on it: such a way would never end. An answered question is passed over, so it waits only once. */
    private void rounds(Flow flow) {
        for (var start : flow.steps()) {
            if (reached(atOnce(flow, start), step -> atOnce(flow, step)).contains(start)) {
                fault(start.at(), "this way comes back here without a question");
                return;
            }
        }
    }

    /** The steps that may come after the step without anybody doing anything, its question having been answered before. */
    private static List<Step> atOnce(Flow flow, Step step) {
        if (step instanceof Step.Confirm || step instanceof Step.Officer) {
            return List.of();
        }
        return leads(flow, step, Exit.of(step).stream().filter(exit -> exit.kind() != Exit.Kind.REFUSED));
    }

    /** From everywhere there is a way to an end. */
    private void ends(Flow flow) {
        var ending = new HashSet<String>();
        for (boolean more = true; more; ) {
            more = false;
            for (var step : flow.steps()) {
                boolean last = Exit.of(step).stream()
                        .anyMatch(exit -> exit.target(flow, flow.indexOf(step.id()))
                                >= flow.steps().size());
                if (step instanceof Step.End
                        || last
                        || after(flow, step).stream().anyMatch(next -> ending.contains(next.id()))) {
                    more |= ending.add(step.id());
                }
            }
        }
        flow.steps().stream()
                .filter(step -> !ending.contains(step.id()))
                .findFirst()
                .ifPresent(step -> fault(step.at(), "no way leads from here to an end"));
    }

    /** Flows are there when they are called, and do not call each other in a circle. @return whether that is so */
    boolean calls(Library library, Flow flow) {
        int before = faults.size();
        for (var step : flow.steps()) {
            if (!(step instanceof Step.Call call)) {
                continue;
            }
            if (!library.flows().containsKey(call.flow())) {
                fault(step.at(), "there is no flow `" + call.flow() + "`");
            } else if (reaches(library, call.flow(), flow.name(), new HashSet<>())) {
                fault(
                        step.at(),
                        "`" + call.flow() + "` leads back to `" + flow.name() + "`: a flow cannot call itself");
            }
        }
        return faults.size() == before;
    }

    static boolean reaches(Library library, String from, String wanted, Set<String> seen) {
        return from.equals(wanted)
                || (seen.add(from)
                        && library.flows().containsKey(from)
                        && library.flow(from).steps().stream()
                                .anyMatch(step ->
                                        step instanceof Step.Call call && reaches(library, call.flow(), wanted, seen)));
    }

    static boolean waits(Step step) {
        return step instanceof Step.Ask || step instanceof Step.Confirm || step instanceof Step.Officer;
    }

    /** Every way to a write leads over a confirmation, and no way leads from a write to a second one without another confirmation. */
    void confirmed(Flow flow) {
        reached(List.of(flow.steps().getFirst()), step -> unconfirmed(flow, step)).stream()
                .filter(this::writes)
                .forEach(step -> fault(step.at(), "this writes without a `confirm` before it"));
        for (var step : flow.steps()) {
            if (writes(step)) {
                laterThanWritten(flow, step);
                askedAfter(flow, (Step.Do) step);
                later(flow, step)
                        .filter(this::writes)
                        .findFirst()
                        .ifPresent(second -> fault(second.at(), "this writes a second time after one `confirm`"));
            }
        }
    }

    /** What comes after the step without a confirmation in between. */
    private static Stream<Step> later(Flow flow, Step from) {
        return reached(after(flow, from), step -> unconfirmed(flow, step)).stream();
    }

    /** What is written has been shown: no question that the write takes is asked between the confirmation and it. */
    private void askedAfter(Flow flow, Step.Do write) {
        var confirmed = flow.steps().stream()
                .filter(Step.Confirm.class::isInstance)
                .flatMap(confirm -> after(flow, confirm).stream())
                .toList();
        reached(confirmed, step -> step.equals(write) ? List.of() : unconfirmed(flow, step)).stream()
                .filter(step -> step instanceof Step.Ask && write.with().containsValue(step.id()))
                .filter(step -> later(flow, step).anyMatch(write::equals))
                .forEach(step ->
                        fault(step.at(), "`" + write.id() + "` writes this, and it is asked after the `confirm`"));
    }

    /** What is written is written: no way leads from a write to an end that puts the conversation aside. */
    private void laterThanWritten(Flow flow, Step write) {
        reached(after(flow, write), step -> after(flow, step)).stream()
                .filter(step -> step instanceof Step.End end && end.how() == Step.End.How.DRAFT)
                .forEach(step -> fault(
                        step.at(), "`" + write.id() + "` has written: there is nothing left to go on with later"));
    }

    private boolean writes(Step step) {
        var signature = step instanceof Step.Do action ? actions.get(action.action()) : null;
        return signature != null && signature.kind() == Signature.Kind.WRITE;
    }

    private void fault(Mark at, String message) {
        faults.add(new Fault(at, message));
    }
}
