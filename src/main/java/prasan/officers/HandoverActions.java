package prasan.officers;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prasan.chat.Actions;
import prasan.flow.Input;
import prasan.flow.Signature;
import prasan.flow.Step;
import prasan.flow.Type;
import prasan.flow.Value;
import prasan.officers.Handover.Gathered;

/** What flows can do with officers: ask for one. */
public final class HandoverActions {
    private static final Signature HAND = new Signature(
            Step.Officer.ACTION,
            Signature.Kind.WRITE,
            Map.of("gathered", Type.ROWS),
            Map.of(Step.Officer.HANDED, Map.of(Step.Officer.HANDOVER, Type.TEXT)));

    private final Handovers handovers;

    public HandoverActions(Handovers handovers) {
        this.handovers = handovers;
    }

    public void register(Actions actions) {
        actions.action(HAND, this::hand);
    }

    Input.Outcome hand(Actions.Context context, Map<String, Value> inputs) {
        var gathered =
                inputs.get("gathered") instanceof Value.Rows given ? given.rows() : List.<Map<String, Value>>of();
        var id = handovers.open(
                context.handle(),
                context.chat(),
                gathered.stream()
                        .map(row -> new Gathered(text(row.get("label")), text(row.get("value"))))
                        .toList(),
                context.at());
        return new Input.Outcome(
                Step.Officer.HANDED, Map.of(Step.Officer.HANDOVER, new Value.Text(String.valueOf(id))));
    }

    private static String text(@Nullable Value value) {
        return value instanceof Value.Text text ? text.text() : "";
    }
}
