package prasan.flow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which steps of the flows, and which ways between them, were taken by what has been run. Each outcome of an action is a way of its own. Not safe for threads. */
public final class Coverage {
    private final Set<Engine.Edge> taken = new HashSet<>();
    private final Set<Answered> outcomes = new HashSet<>();

    private record Answered(String flow, String step, String outcome) {}

    /** A way that nothing took; {@code at} is the place of the step that it leaves. */
    public record Missed(Mark at, String way) {}

    /** What was taken of one flow. */
    public record OfFlow(String flow, int steps, int stepsTaken, int edges, List<Missed> missed) {
        public OfFlow {
            missed = List.copyOf(missed);
        }

        /** {@code report-problem: 14/14 steps, 21/23 edges; not taken: confirm → …} */
        @Override
        public String toString() {
            var line = flow + ": " + stepsTaken + "/" + steps + " steps, " + (edges - missed.size()) + "/" + edges
                    + " edges";
            return missed.isEmpty()
                    ? line
                    : line + "; not taken: "
                            + String.join(", ", missed.stream().map(Missed::way).toList());
        }
    }

    /** Ways between steps were taken. */
    public void took(Collection<Engine.Edge> edges) {
        taken.addAll(edges);
    }

    /** The action of the step had the outcome. */
    public void answered(String flow, String step, String outcome) {
        outcomes.add(new Answered(flow, step, outcome));
    }

    /** What was taken of each flow. */
    public List<OfFlow> of(Library library) {
        return library.flows().values().stream().map(this::of).toList();
    }

    private OfFlow of(Flow flow) {
        var seen = new HashSet<String>();
        taken.stream().filter(edge -> edge.flow().equals(flow.name())).forEach(edge -> {
            seen.add(edge.from());
            seen.add(edge.to());
        });
        outcomes.stream().filter(answer -> answer.flow().equals(flow.name())).forEach(answer -> seen.add(answer.step));
        int edges = 0;
        List<Missed> missed = new ArrayList<>();
        for (var step : flow.steps()) {
            var ways = ways(flow, step);
            edges += ways.size();
            ways.forEach((way, isTaken) -> {
                if (!isTaken) {
                    missed.add(new Missed(step.at(), way));
                }
            });
        }
        int stepsTaken = (int)
                flow.steps().stream().filter(step -> seen.contains(step.id())).count();
        return new OfFlow(flow.name(), flow.steps().size(), stepsTaken, edges, missed);
    }

    /** The ways out of a step, as people read them, and whether each was taken. */
    private Map<String, Boolean> ways(Flow flow, Step step) {
        var ways = new LinkedHashMap<String, Boolean>();
        for (var exit : Exit.of(step)) {
            int index = exit.target(flow, flow.indexOf(step.id()));
            var to = index < flow.steps().size() ? flow.steps().get(index).id() : Engine.Edge.END;
            if (step instanceof Step.Do) {
                var answered = new Answered(flow.name(), step.id(), exit.name());
                ways.put(step.id() + " (" + exit.name() + ") → " + name(to), outcomes.contains(answered));
            } else {
                ways.put(step.id() + " → " + name(to), took(flow, step, to));
            }
        }
        if (step instanceof Step.End) {
            ways.put(step.id() + " → " + name(Engine.Edge.END), took(flow, step, Engine.Edge.END));
        }
        return ways;
    }

    private boolean took(Flow flow, Step step, String to) {
        return taken.contains(new Engine.Edge(flow.name(), step.id(), to));
    }

    private static String name(String step) {
        return step.equals(Engine.Edge.END) ? "the end" : step;
    }
}
