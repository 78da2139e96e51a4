package prasan.understand;

import java.util.Map;

/**
 * What a message most probably means.
 *
 * @param text as it was typed
 * @param first code of the most probable category; {@code NR_…} is no report
 * @param firstScore its probability, 0 to 1
 * @param second code of the next
 * @param secondScore its probability
 * @param started whether a report of the first category may be begun at once; where it is false, ask
 * @param slots what the message already says: texts, whole numbers and {@code true}, in a fixed order
 */
public record Guess(
        String text,
        String first,
        double firstScore,
        String second,
        double secondScore,
        boolean started,
        Map<String, Object> slots) {

    /** Whether a category is a kind of problem, not one of the things that are no report. */
    public static boolean report(String category) {
        return !category.startsWith("NR_");
    }

    /** The slots as a JSON object, on one line. */
    public String slotsJson() {
        return Json.write(slots);
    }

    /** {@code text first second started slots} between tabs, on one line. */
    public String toTsv() {
        return String.join(
                "\t", text.replaceAll("[\\t\\r\\n]+", " "), first, second, started ? "yes" : "no", slotsJson());
    }
}
