package prasan.flow;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The slots that a flow can fill. */
final class Filled {
    private final Library library;
    private final Map<String, Signature> actions;

    Filled(Library library, Map<String, Signature> actions) {
        this.library = library;
        this.actions = actions;
    }

    /** Every slot that the flow can fill, with its type. */
    Map<String, Type> of(Flow flow) {
        var slots = new HashMap<String, Type>();
        for (var step : flow.steps()) {
            if (step instanceof Step.Ask ask) {
                slots.put(ask.id(), ask.slot().type());
            } else if (step instanceof Step.Do action && actions.get(action.action()) != null) {
                Objects.requireNonNull(actions.get(action.action()))
                        .outcomes()
                        .values()
                        .forEach(outputs -> outputs.forEach((name, type) -> slots.put(action.slotOf(name), type)));
            } else if (step instanceof Step.Call call && library.flows().containsKey(call.flow())) {
                var theirs = library.flow(call.flow());
                call.gives().forEach((ours, name) -> {
                    var ask = theirs.ask(name);
                    if (ask != null) {
                        slots.put(ours, ask.slot().type());
                    }
                });
            }
        }
        return slots;
    }

    /** The vocabulary whose codes the slot has; {@code null} where that is not known. */
    @Nullable
    String words(Flow flow, String slot) {
        var ask = flow.ask(slot);
        if (ask != null) {
            return ask.slot() instanceof Slot.Choice choice ? choice.words() : null;
        }
        return flow.steps().stream()
                .flatMap(step -> step instanceof Step.Do action ? words(action, slot) : Stream.of())
                .findFirst()
                .orElse(null);
    }

    private Stream<String> words(Step.Do action, String slot) {
        var signature = actions.get(action.action());
        return signature == null
                ? Stream.of()
                : signature.words().entrySet().stream()
                        .filter(output -> action.slotOf(output.getKey()).equals(slot))
                        .map(Map.Entry::getValue);
    }

    /** The columns of a slot with rows; none for other slots. */
    Set<String> columns(Flow flow, String slot) {
        return flow.steps().stream()
                .flatMap(step -> step instanceof Step.Do action ? Stream.of(action) : Stream.of())
                .flatMap(action -> columns(action, slot))
                .collect(Collectors.toSet());
    }

    private Stream<String> columns(Step.Do action, String slot) {
        var signature = actions.get(action.action());
        return signature == null
                ? Stream.of()
                : signature.columns().entrySet().stream()
                        .filter(rows -> action.slotOf(rows.getKey()).equals(slot))
                        .flatMap(rows -> rows.getValue().stream());
    }
}
