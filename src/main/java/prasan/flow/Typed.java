package prasan.flow;

import java.util.Map;
import java.util.function.Function;

/**
 * What becomes of a message that is typed when nothing is under way.
 *
 * @param flow the flow of a report; {@code category} (a choice), {@code detail} (a text), {@code place} and {@code area} are its questions that are answered by what the
 *     message already says
 * @param others what answers a message that is no report: by its code, then language
 * @param understands what a message is taken for; the same message always for the same
 */
public record Typed(
        String flow,
        String category,
        String detail,
        String place,
        String area,
        Map<String, Map<String, Wording>> others,
        Function<String, Understood> understands,
        Mark at) {

    /** Where a flow keeps what was said about an area until its question comes up, and then the place that was looked up for it. */
    static String hint(String area) {
        return area + "?";
    }

    /** Whether the slot is not a question's, but one that keeps what was said about an area. */
    static boolean isHint(String slot) {
        return slot.endsWith("?");
    }
}
