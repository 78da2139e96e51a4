package prasan.understand;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import prasan.flow.Danger;
import prasan.flow.Fault;

/**
 * How well danger is heard in messages that were not learned from. The lines are cut into parts; each part is judged by one that learned without the examples that equal or
 * nearly equal one of its lines.
 */
public final class DangerMeasure {
    private static final String PERHAPS = "PERHAPS";
    private static final Set<String> YES = Set.of("DANGER", "YES", "1");
    private static final Set<String> NO = Set.of("NO", "0");

    /** A line of the file and what was heard. */
    private record Line(String text, String label, Optional<Danger> heard) {
        boolean danger() {
            return !label.equals(Dangers.NONE) && !label.equals(PERHAPS);
        }

        boolean certain() {
            return heard.isPresent() && heard.get().certain();
        }

        boolean kindKnown() {
            return DangerCues.KINDS.contains(label);
        }

        boolean kindRight() {
            return certain() && heard.get().kind().equals(label);
        }

        boolean missed() {
            return switch (label) {
                case Dangers.NONE -> certain();
                case PERHAPS -> heard.isEmpty() || heard.get().certain();
                default -> !certain();
            };
        }

        String told() {
            return "%s: %s%s, not %s: %s"
                    .formatted(
                            !missed() ? "kind" : danger() ? "missed" : "false",
                            Dangers.word(heard),
                            heard.map(danger -> " " + danger.kind()).orElse(""),
                            label,
                            text);
        }
    }

    /**
     * The numbers, and the lines to print.
     *
     * @param certain dangers heard for certain
     * @param falseCards harmless messages heard for certain
     */
    public record Result(
            int dangers, int certain, int perhaps, int kindsRight, int harmless, int falseCards, List<String> print) {}

    private DangerMeasure() {}

    /**
     * Measures on a file whose lines are a message and its label between tabs: a kind, DANGER, PERHAPS or NONE; a first line of headings is passed over.
     *
     * @throws Faulty when a line is not so
     */
    public static Result run(Dangers dangers, String file, String text) {
        var told = read(file, text);
        var lines = new ArrayList<Line>();
        int parts = Measure.parts(told.size());
        for (int part = 0; part < parts; part++) {
            int number = part;
            var held = IntStream.range(0, told.size())
                    .filter(i -> i % parts == number)
                    .mapToObj(told::get)
                    .toList();
            var grams = held.stream().map(row -> dangers.grams(row.cell(0))).toList();
            var fair = dangers.without(example -> grams.stream().anyMatch(other -> Measure.alike(example, other)));
            held.forEach(row -> lines.add(new Line(row.cell(0), label(row), fair.hear(row.cell(0)))));
        }
        return result(lines);
    }

    /** Returns the numbers of a file with labels, or a line for each message of one without. */
    public static List<String> lines(Dangers dangers, String file, String text) {
        boolean labelled = text.lines().anyMatch(line -> line.contains("\t"));
        if (labelled) {
            return run(dangers, file, text).print();
        }
        return text.replaceFirst("^\uFEFF", "")
                .replaceFirst("^text(?:\\R|$)", "")
                .lines()
                .map(dangers::line)
                .toList();
    }

    private static String label(Tsv.Row row) {
        var label = row.cell(1).toUpperCase(Locale.ROOT);
        return NO.contains(label) ? Dangers.NONE : YES.contains(label) ? "DANGER" : label;
    }

    private static List<Tsv.Row> read(String file, String text) {
        var faults = new ArrayList<Fault>();
        var rows = new ArrayList<Tsv.Row>();
        for (var row : Tsv.rows(file, text, 2, 2, faults)) {
            var label = label(row);
            if (DangerCues.KINDS.contains(label)
                    || label.equals("DANGER")
                    || label.equals(PERHAPS)
                    || label.equals(Dangers.NONE)) {
                rows.add(row);
            } else if (row.line() > 1) {
                faults.add(row.fault(1, "no kind of danger, DANGER, PERHAPS nor NONE: " + row.cell(1)));
            }
        }
        if (!faults.isEmpty()) {
            throw new Faulty(faults);
        }
        return rows;
    }

    private static Result result(List<Line> lines) {
        var dangers = lines.stream().filter(Line::danger).toList();
        var harmless =
                lines.stream().filter(line -> line.label().equals(Dangers.NONE)).toList();
        int certain = (int) dangers.stream().filter(Line::certain).count();
        int perhaps = (int) dangers.stream()
                .filter(line -> line.heard().isPresent() && !line.certain())
                .count();
        int kinds = (int) dangers.stream().filter(Line::kindRight).count();
        int known = (int) dangers.stream()
                .filter(line -> line.certain() && line.kindKnown())
                .count();
        int falseCards = (int) harmless.stream().filter(Line::certain).count();
        int falsePerhaps = (int) harmless.stream()
                .filter(line -> line.heard().isPresent() && !line.certain())
                .count();
        var doubtful =
                lines.stream().filter(line -> line.label().equals(PERHAPS)).toList();
        var print = new ArrayList<String>();
        print.add(share("dangers heard", certain, dangers.size()));
        print.add(share("dangers heard as perhaps", perhaps, dangers.size()));
        print.add(share("kinds right of those heard", kinds, known));
        print.add(share("false cards", falseCards, harmless.size()));
        print.add(share("harmless heard as perhaps", falsePerhaps, harmless.size()));
        print.add(share(
                "doubtful heard as perhaps",
                (int) doubtful.stream().filter(line -> !line.missed()).count(),
                doubtful.size()));
        lines.stream()
                .filter(line -> line.missed() || (line.danger() && line.kindKnown() && !line.kindRight()))
                .map(Line::told)
                .sorted()
                .forEach(print::add);
        return new Result(dangers.size(), certain, perhaps, kinds, harmless.size(), falseCards, List.copyOf(print));
    }

    private static String share(String what, int some, int all) {
        return String.format(Locale.ROOT, "%s: %d of %d, %.1f %%", what, some, all, all == 0 ? 0 : 100.0 * some / all);
    }
}
