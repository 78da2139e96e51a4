package prasan.flow;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a message that is typed when nothing is under way.
 *
 * @param flow the flow of a report; {@code category} (a choice), {@code detail} (a text), {@code place} and {@code area} are its questions that are answered by what the
 *     message already says
 * @param name the question of the flow for the person's name, {@code role} that for their role; {@code null} where it has none
 * @param addition the flow that adds words to a report just filed, at its text question of the same name as {@code detail}; {@code null} where there is none
 * @param others what answers a message that is no report: by its code, then language
 * @param starts the flow that a message that is no report starts, by its code; its text question named like {@code detail}, if any, gets the message
 * @param understands what a message is taken for; the same message always for the same
 */
public record Typed(
        String flow,
        String category,
        String detail,
        String place,
        String area,
        @Nullable String name,
        @Nullable String role,
        @Nullable String addition,
        Map<String, Map<String, Wording>> others,
        Map<String, String> starts,
        Function<String, Understood> understands,
        Mark at) {

    /** Returns true if there is an answer to a message of this code, which is no report. */
    boolean answers(String code) {
        return others.containsKey(code) || starts.containsKey(code);
    }

    /** Where a flow keeps what was said about an area until its question comes up, and then the place that was looked up for it. */
    static String hint(String area) {
        return area + "?";
    }

    /** Whether the slot is not a question's, but one that keeps what was said about an area. */
    static boolean isHint(String slot) {
        return slot.endsWith("?");
    }
}
