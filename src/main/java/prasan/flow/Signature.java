package prasan.flow;

import java.util.Map;

/**
 * What a flow may know of an action or a source: its name, what it takes and what it gives back. The code behind it is none of the flow's business.
 *
 * @param name feature and verb, {@code reports.file}
 * @param kind whether it changes anything
 * @param inputs names and types; an input that a flow leaves out arrives as {@link Value.None}
 * @param outcomes for each outcome the outputs that come with it. A flow handles every one. Empty for a source.
 */
public record Signature(String name, Kind kind, Map<String, Type> inputs, Map<String, Map<String, Type>> outcomes) {

    /** READ: changes nothing. WRITE: changes rows, and so stands behind a confirmation. SOURCE: lists what a slot can hold. NOTICE: not done but told; its inputs fill its text. */
    public enum Kind {
        READ,
        WRITE,
        SOURCE,
        NOTICE
    }

    public Signature {
        inputs = Map.copyOf(inputs);
        outcomes = Map.copyOf(outcomes);
    }
}
