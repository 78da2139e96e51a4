package prasan.understand;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import prasan.flow.Understood;

/**
 * What a message most probably means.
 *
 * @param text as it was typed
 * @param first code of the most probable category; {@code NR_…} is no report
 * @param firstScore its probability, 0 to 1
 * @param second code of the next
 * @param secondScore its probability
 * @param noReport how probable it is that the message is no report
 * @param clear whether the first category is that of a report, and clear enough to ask only whether it is right
 * @param none whether it is clearly no report
 * @param slots what the message already says: texts, whole numbers and {@code true}, in a fixed order
 * @param wrapping the matter and what is around it
 * @param matters each matter of a text that lists several; the single one otherwise
 * @param problem whether words of the lists tell of a problem
 */
public record Guess(
        String text,
        String first,
        double firstScore,
        String second,
        double secondScore,
        double noReport,
        boolean clear,
        boolean none,
        Map<String, Object> slots,
        Wrapping wrapping,
        List<String> matters,
        boolean problem) {
    static final String DRUGS = "DRUGS";

    /** Whether a category is a kind of problem, not one of the things that are no report. */
    public static boolean report(String category) {
        return !category.equals("NR") && !category.startsWith("NR_");
    }

    /** What it is taken for, for a conversation. */
    Understood understood() {
        var where = Stream.of("moo หมู่ ", "tambon ต.", "amphoe อ.", "province จ.")
                .map(label -> label.split(" ", 2))
                .filter(label -> slots.containsKey(label[0]))
                .map(label -> label[1] + slots.get(label[0]))
                .collect(Collectors.joining(" "));
        var place = Stream.of("place", "village")
                .map(slots::get)
                .filter(Objects::nonNull)
                .map(Object::toString)
                .collect(Collectors.joining(" "));
        return new Understood(
                List.of(first, second),
                clear || none,
                where,
                place,
                wrapping.matter(),
                wrapping.name(),
                wrapping.role(),
                matters,
                first.equals(DRUGS) || slots.containsKey("sensitive"),
                slots.containsKey("anonymous"),
                "official".equals(slots.get("sub")),
                problem);
    }

    /** The slots as a JSON object, on one line. */
    public String slotsJson() {
        return Json.write(slots);
    }

    /** {@code text first second started slots} between tabs, on one line. */
    public String toTsv(boolean started) {
        return String.join("	", text.replaceAll("[\t\r\n]+", " "), first, second, started ? "yes" : "no", slotsJson());
    }
}
