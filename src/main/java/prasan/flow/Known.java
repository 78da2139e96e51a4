package prasan.flow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which slots are filled when a step is reached, by following every way through the flow. */
final class Known {
    /**
     * What holds at a place.
     *
     * @param filled slots that every way here has filled, if only by passing the question over
     * @param answered those of them that are sure to have a value
     * @param possible slots that some way here fills
     */
    record State(Set<String> filled, Set<String> answered, Set<String> possible) {
        private static final State NOTHING = new State(Set.of(), Set.of(), Set.of());

        /** What holds where this way and the other one meet. */
        private State meets(State other) {
            return new State(
                    common(filled, other.filled), common(answered, other.answered), union(possible, other.possible));
        }

        private State with(Set<String> slots, boolean answers) {
            return new State(union(filled, slots), answers ? union(answered, slots) : answered, union(possible, slots));
        }

        private static Set<String> common(Set<String> some, Set<String> others) {
            var common = new HashSet<>(some);
            common.retainAll(others);
            return common;
        }

        private static Set<String> union(Set<String> some, Set<String> others) {
            var union = new HashSet<>(some);
            union.addAll(others);
            return union;
        }
    }

    private final Library library;
    private final Map<String, Signature> actions;
    private final Map<String, State> ends = new HashMap<>();

    Known(Library library, Map<String, Signature> actions) {
        this.library = library;
        this.actions = actions;
    }

    /** What holds before each step, by its id. Steps that no way leads to are not among them. Flows do not call each other in a circle. */
    Map<String, State> before(Flow flow) {
        return walk(flow).before();
    }

    /** What a way through the whole flow fills. */
    private State end(String flow) {
        var known = ends.get(flow);
        if (known == null) {
            // a flow that calls itself is a fault of its own; what it gives is not looked for
            ends.put(flow, State.NOTHING);
            known = walk(library.flow(flow)).end();
            ends.put(flow, known);
        }
        return known;
    }

    private record Walked(Map<String, State> before, State end) {}

    private Walked walk(Flow flow) {
        var before = new HashMap<String, State>();
        var first = flow.steps().getFirst();
        before.put(first.id(), State.NOTHING);
        var open = new ArrayDeque<>(List.of(first));
        while (!open.isEmpty()) {
            var step = open.poll();
            var here = Objects.requireNonNull(before.get(step.id()));
            for (var exit : Exit.of(step)) {
                int to = exit.target(flow, flow.indexOf(step.id()));
                if (to < flow.steps().size()) {
                    var next = flow.steps().get(to);
                    var already = before.get(next.id());
                    var then = after(here, step, exit);
                    var met = already == null ? then : already.meets(then);
                    if (!met.equals(already)) {
                        before.put(next.id(), met);
                        open.add(next);
                    }
                }
            }
        }
        return new Walked(before, end(flow, before));
    }

    private State end(Flow flow, Map<String, State> before) {
        List<State> ends = new ArrayList<>();
        for (var step : flow.steps()) {
            var here = before.get(step.id());
            if (here != null && step instanceof Step.End end) {
                // the other ends do not lead back to who called the flow
                if (end.how() == Step.End.How.DONE) {
                    ends.add(here);
                }
            } else if (here != null) {
                Exit.of(step).stream()
                        .filter(exit -> exit.target(flow, flow.indexOf(step.id()))
                                >= flow.steps().size())
                        .forEach(exit -> ends.add(after(here, step, exit)));
            }
        }
        return ends.stream().reduce(State::meets).orElse(State.NOTHING);
    }

    private State after(State here, Step step, Exit exit) {
        return switch (step) {
            case Step.Ask ask -> exit.kind() == Exit.Kind.NEXT ? here.with(Set.of(ask.id()), !ask.optional()) : here;
            case Step.Do action -> here.with(outputs(action, exit.name()), true);
            case Step.Call call -> {
                var end = end(call.flow());
                yield here.with(given(call, end.filled()), false).with(given(call, end.answered()), true);
            }
            case Step.When when -> {
                boolean value = exit.kind() == Exit.Kind.BRANCH
                        ? !exit.name().equals(Step.When.EMPTY)
                        : when.branches().containsKey(Step.When.EMPTY);
                yield value ? here.with(Set.of(when.slot()), true) : here;
            }
            default -> here;
        };
    }

    private Set<String> outputs(Step.Do action, String outcome) {
        @Nullable Signature signature = actions.get(action.action());
        var slots = new HashSet<String>();
        if (signature != null) {
            signature
                    .outcomes()
                    .getOrDefault(outcome, Map.of())
                    .keySet()
                    .forEach(name -> slots.add(action.slotOf(name)));
        }
        return slots;
    }

    private static Set<String> given(Step.Call call, Set<String> theirs) {
        var ours = new HashSet<String>();
        call.gives().forEach((our, their) -> {
            if (theirs.contains(their)) {
                ours.add(our);
            }
        });
        return ours;
    }
}
