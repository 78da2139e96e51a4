package prasan.flow;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the engine, which does no work itself, needs done before it can go on. The caller answers with the matching {@link Input}. */
public sealed interface Need {

    /** Run an action; answered by {@link Input.Outcome}. */
    record Act(String action, Map<String, Value> inputs) implements Need {
        public Act {
            inputs = Map.copyOf(inputs);
        }
    }

    /**
     * Find what a reference or area slot can hold; answered by {@link Input.Found}.
     *
     * @param source the name of the source
     * @param query what the person typed or {@code null} to list what can be chosen without a query
     * @param pin a pin to find by, or {@code null}
     * @param within the value that an earlier, too coarse answer to the same question gave, or {@code null}
     * @param inputs the source's declared inputs
     */
    record Look(
            String source,
            @Nullable String query,
            Input.@Nullable Pin pin,
            @Nullable Value within,
            Map<String, Value> inputs)
            implements Need {
        public Look {
            inputs = Map.copyOf(inputs);
        }
    }
}
