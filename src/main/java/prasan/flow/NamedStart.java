package prasan.flow;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A button that starts a flow and names what it begins with: the answer to its first question. */
record NamedStart(Flow flow, Map<String, Value> answers) {
    private static final String START = "start:";

    /** What a button begins; {@code null} for any other button. */
    static @Nullable NamedStart of(Library library, String data) {
        var parts = data.split("=", 2);
        if (!data.startsWith(START) || parts.length < 2) {
            return null;
        }
        var flow = library.flows().get(parts[0].substring(START.length()));
        return flow == null || !flow.takesReference()
                ? null
                : new NamedStart(flow, Map.of(flow.steps().getFirst().id(), new Value.Ref(parts[1], parts[1])));
    }

    /** Whether the flow asks nothing more, so that it can be walked beside a conversation that goes on. */
    boolean asksNoMore() {
        List<Step> rest = flow.steps().subList(1, flow.steps().size());
        return rest.stream()
                .allMatch(step -> step instanceof Step.Message
                        || step instanceof Step.Do
                        || step instanceof Step.When
                        || step instanceof Step.Jump
                        || (step instanceof Step.End end && end.how() == Step.End.How.DONE));
    }
}
