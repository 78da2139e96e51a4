package prasan.flow;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A step of a flow. The kinds are the language: each has one branch in {@link Engine} and one in {@link Check}. Texts are kept per language.
 */
public sealed interface Step {
    String id();

    Mark at();

    /** What the step says, by language; the Thai one is in the flow's own file. */
    default Map<String, Wording> wordings() {
        return Map.of();
    }

    /** One message. */
    record Message(String id, Mark at, Map<String, Wording> wordings) implements Step {}

    /**
     * A question that fills the slot of the same name. Passed over when the slot is filled already.
     *
     * @param optional whether it may be skipped
     * @param suggest a slot whose value is offered as a button, or {@code null}
     * @param empty where to go when there is nothing to choose from, or {@code null}
     * @param tries after how many refused answers to go where, or {@code null} to ask for ever
     * @param pii whether the answer is personal data
     * @param beside whether it is not asked on the way but offered beside the summary, where it may be answered, too
     * @param assume a slot whose value is taken as the answer unless the person has said something about it, or {@code null}
     * @param unless slots of which one with a value makes the question superfluous: it is passed over as skipped
     */
    record Ask(
            String id,
            Mark at,
            Slot slot,
            boolean optional,
            @Nullable String suggest,
            @Nullable Target empty,
            @Nullable Tries tries,
            boolean pii,
            boolean beside,
            @Nullable String assume,
            List<String> unless,
            Map<String, Wording> wordings)
            implements Step {}

    /** After {@code most} refused answers to a question the flow goes on at {@code then}. */
    record Tries(int most, Target then) {}

    /** Shows the answers named in {@code show} and offers to send, to edit any one of them, or to drop all. */
    record Confirm(String id, Mark at, List<String> show, Map<String, Wording> wordings) implements Step {}

    /** Goes on at the branch whose code the slot has; a slot that is not a code branches on {@code filled} and {@code empty}. */
    record When(
            String id,
            Mark at,
            String slot,
            Map<String, Target> branches,
            @Nullable Target otherwise) implements Step {
        static final String FILLED = "filled";
        static final String EMPTY = "empty";

        /** Where the slot's value leads; {@code null} is the step below. */
        @Nullable
        Target target(@Nullable Value value) {
            var key = value instanceof Value.Code code
                    ? code.code()
                    : value == null || value instanceof Value.None ? EMPTY : FILLED;
            var target = branches.get(key);
            return target != null ? target : otherwise;
        }
    }

    /**
     * Runs an action.
     *
     * @param with the action's inputs: input name to slot name
     * @param as prefix of the slots that the outputs fill ({@code me} gives {@code me.name}), or {@code null}
     * @param outcomes where each outcome leads
     */
    record Do(
            String id,
            Mark at,
            String action,
            Map<String, String> with,
            @Nullable String as,
            Map<String, Target> outcomes)
            implements Step {
        /** The slot that an output fills. */
        public String slotOf(String output) {
            return as == null ? output : as + "." + output;
        }
    }

    /**
     * Runs another flow and comes back. Passed over when all that it gives is there already.
     *
     * @param with slots of that flow that are filled beforehand: its slot to ours
     * @param gives slots of ours that are filled afterwards: ours to its
     */
    record Call(String id, Mark at, String flow, Map<String, String> with, Map<String, String> gives) implements Step {}

    /** Hands over to a person, with what was gathered; the bot is silent until the person hands back. */
    record Officer(String id, Mark at, Map<String, Wording> wordings) implements Step {
        /** The action that takes note: it is given {@code gathered} (rows of label and value) and answers {@link #HANDED} with the id of the {@link #HANDOVER}. */
        public static final String ACTION = "officers.hand";

        /** What comes of it. */
        public static final String HANDED = "handed";

        /** Names what was handed over, so that giving back an earlier one does not end it. */
        public static final String HANDOVER = "handover";

        /** When somebody reads it: only given outside office hours. */
        public static final String OPENS = "opens";

        /** When the leader is told that nobody has answered. */
        public static final String UNTIL = "until";

        /** The office hours, in words. */
        public static final String HOURS = "hours";

        /** The phone of the centre, where it has one. */
        public static final String PHONE = "phone";
    }

    /** Goes on elsewhere in the same flow. */
    record Jump(String id, Mark at, Target to) implements Step {}

    /** Ends the flow. */
    record End(String id, Mark at, How how) implements Step {
        /**
         * DONE leads back to a flow that has called this one. DROPPED and DRAFT end all: thrown away, or put aside at the last question, to be gone on with later. REPORT ends
         * all, too, and offers what the person typed as a report.
         */
        public enum How {
            DONE,
            DROPPED,
            DRAFT,
            REPORT
        }
    }

    /** Where a branch leads: the step of that id, or {@link #NEXT}. */
    record Target(String step, Mark at) {
        public static final String NEXT = "next";
    }
}
