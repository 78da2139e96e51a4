package prasan.flow;

import java.util.Map;
import java.util.Set;

/**
 * What a flow may know of an action or a source: its name, what it takes and what it gives back. The code behind it is none of the flow's business.
 *
 * @param name feature and verb, {@code reports.file}
 * @param kind whether it changes anything
 * @param inputs names and types
 * @param outcomes for each outcome the outputs that come with it. A flow handles every one. Empty for a source.
 * @param optional inputs that a flow may leave out, or give a slot that nothing has filled; they then arrive as {@link Value.None}
 * @param columns what the rows of an output of type {@link Type#ROWS} have, by the output's name
 * @param words the vocabularies of inputs and outputs of type {@link Type#CODE}, by their names
 * @param personal outputs that are personal data: they are not shown where others may read them
 * @param takesMedia whether voice messages, videos and files that were sent meanwhile go with what it writes
 */
public record Signature(
        String name,
        Kind kind,
        Map<String, Type> inputs,
        Map<String, Map<String, Type>> outcomes,
        Set<String> optional,
        Map<String, Set<String>> columns,
        Map<String, String> words,
        Set<String> personal,
        boolean takesMedia) {

    /** READ: changes nothing that needs a confirmation. WRITE: changes rows, and so stands behind a confirmation. SOURCE: lists what a slot can hold. PUSH_TEXT: not done but told; its inputs fill its text. */
    public enum Kind {
        READ,
        WRITE,
        SOURCE,
        PUSH_TEXT
    }

    public Signature {
        inputs = Map.copyOf(inputs);
        outcomes = Map.copyOf(outcomes);
        optional = Set.copyOf(optional);
        columns = Map.copyOf(columns);
        words = Map.copyOf(words);
        personal = Set.copyOf(personal);
    }

    /** One that needs all of its inputs. */
    public Signature(String name, Kind kind, Map<String, Type> inputs, Map<String, Map<String, Type>> outcomes) {
        this(name, kind, inputs, outcomes, Set.of(), Map.of(), Map.of(), Set.of(), false);
    }

    /** The same, but for these inputs, which a flow may leave out. */
    public Signature optional(String... inputs) {
        return new Signature(name, kind, this.inputs, outcomes, Set.of(inputs), columns, words, personal, takesMedia);
    }

    /** The same, with the columns of its one output that has rows. */
    public Signature rows(String output, String... columns) {
        return new Signature(
                name, kind, inputs, outcomes, optional, Map.of(output, Set.of(columns)), words, personal, takesMedia);
    }

    /** The same, with what the codes are of: by the name of the input or output, the vocabulary. */
    public Signature words(Map<String, String> words) {
        return new Signature(name, kind, inputs, outcomes, optional, columns, words, personal, takesMedia);
    }

    /** The same, with these outputs as personal data. */
    public Signature personal(String... outputs) {
        return new Signature(name, kind, inputs, outcomes, optional, columns, words, Set.of(outputs), takesMedia);
    }

    /** The same, for an action that takes what was sent meanwhile. */
    public Signature takingMedia() {
        return new Signature(name, kind, inputs, outcomes, optional, columns, words, personal, true);
    }
}
