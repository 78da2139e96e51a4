package prasan.understand;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import prasan.flow.Fault;

/**
 * How well messages are understood that were not learned from. The lines of the file are cut into parts; each part is judged by an understanding that learned without the
 * examples that equal or nearly equal one of its lines. No line of the file is ever learned from. What this cannot undo: words that were put on the lists by somebody who had
 * read the file.
 */
public final class Measure {
    /** Lines that are judged together: to leave out what resembles more of them would leave too little to learn from. */
    static final int PART = 400;

    private static final double NEARLY_EQUAL = 0.7;
    /** The category of a line that is no report, when it does not matter of which kind. */
    private static final String NO_REPORT = "NR";
    /** What a line expects to be the matter, among its slots. */
    private static final String MATTER = "matter";

    private static final Pattern NO_LETTERS = Pattern.compile("[\\s\\p{Punct}]+");
    /** So many letters more than expected, and the matter is still wrapped. */
    private static final int BARE_MOST = 12;

    /** A line of the file and what was made of it. */
    private record Line(
            String text, String category, Map<String, Object> slots, boolean slotsTold, Guess guess, boolean started) {
        boolean right() {
            return meant(guess.first());
        }

        boolean within() {
            return right() || meant(guess.second());
        }

        private boolean meant(String code) {
            return category.equals(NO_REPORT) ? !Guess.report(code) : code.equals(category);
        }

        boolean mattersTold() {
            return slots.containsKey(MATTER);
        }

        /** Whether the matter has all that was expected of it; nothing where nothing was. */
        boolean matterKept() {
            var expected = letters(said(slots.get(MATTER)));
            var kept = letters(guess.wrapping().matter());
            return expected.isEmpty() ? kept.isEmpty() || !Guess.report(category) : kept.contains(expected);
        }

        boolean matterBare() {
            return letters(guess.wrapping().matter()).length()
                    <= letters(said(slots.get(MATTER))).length() + BARE_MOST;
        }

        boolean wrongStart() {
            return started && !right();
        }
    }

    /** The numbers, and the lines to print. */
    public record Result(
            int lines,
            int first,
            int within,
            int reports,
            int started,
            int startedByOthers,
            int startedWrong,
            int slotsExpected,
            int slotsRight,
            int slotsFound,
            int matters,
            int mattersKept,
            List<String> print) {}

    private record Told(String text, String category, Map<String, Object> slots, boolean slotsTold) {}

    private Measure() {}

    /**
     * Measures on a file whose lines are a message, its category ({@code NR}: no report, of whichever kind) and, if told, the expected slots as a JSON object, between tabs; a
     * first line of headings is passed over.
     *
     * @throws Faulty when a line is not so
     */
    public static Result run(Understanding understanding, String file, String text) {
        var told = read(file, text);
        var guesses = new HashMap<Integer, Guess>();
        int parts = parts(told.size());
        for (int part = 0; part < parts; part++) {
            int number = part;
            var held = IntStream.range(0, told.size())
                    .filter(i -> i % parts == number)
                    .toArray();
            var grams = IntStream.of(held)
                    .mapToObj(i -> understanding.read(told.get(i).text()).grams())
                    .toList();
            var fair = understanding.without(example -> grams.stream().anyMatch(other -> alike(example, other)));
            for (int i : held) {
                guesses.put(i, fair.guess(told.get(i).text()));
            }
        }
        return result(IntStream.range(0, told.size())
                .mapToObj(i -> line(told.get(i), Objects.requireNonNull(guesses.get(i))))
                .toList());
    }

    private static Line line(Told told, Guess guess) {
        return new Line(told.text(), told.category(), told.slots(), told.slotsTold(), guess, guess.clear());
    }

    private static List<Told> read(String file, String text) {
        var faults = new ArrayList<Fault>();
        var told = new ArrayList<Told>();
        for (var row : Tsv.rows(file, text, 2, 3, faults)) {
            if (row.line() == 1 && row.cell(1).equals("category")) {
                continue;
            }
            var slots =
                    row.cell(2).isEmpty() ? java.util.Optional.of(Map.<String, Object>of()) : Json.read(row.cell(2));
            if (!Lexicon.CATEGORY.matcher(row.cell(1)).matches()) {
                faults.add(row.fault(1, "no category: " + row.cell(1)));
            } else if (slots.isEmpty()) {
                faults.add(row.fault(2, "the slots are no flat JSON object"));
            } else {
                told.add(new Told(
                        row.cell(0),
                        row.cell(1),
                        slots.get(),
                        !slots.get().isEmpty() && !slots.get().containsKey(MATTER)));
            }
        }
        if (!faults.isEmpty()) {
            throw new Faulty(faults);
        }
        return told;
    }

    /** In how many parts so many lines are judged. */
    static int parts(int lines) {
        return Math.ceilDiv(lines, PART);
    }

    static boolean alike(Set<String> one, Set<String> other) {
        if (Math.min(one.size(), other.size()) < NEARLY_EQUAL * Math.max(one.size(), other.size())) {
            return false;
        }
        var both = new HashSet<>(one);
        both.retainAll(other);
        int all = one.size() + other.size() - both.size();
        return all == 0 || (double) both.size() / all >= NEARLY_EQUAL;
    }

    private static Result result(List<Line> lines) {
        var expected = new TreeMap<String, int[]>();
        var wrongSlots = new ArrayList<String>();
        for (var line : lines) {
            if (line.slotsTold()) {
                countSlots(line, expected, wrongSlots);
            }
        }
        int wanted = expected.values().stream().mapToInt(n -> n[0]).sum();
        int right = expected.values().stream().mapToInt(n -> n[1]).sum();
        int found = expected.values().stream().mapToInt(n -> n[2]).sum();
        var reports =
                lines.stream().filter(line -> Guess.report(line.category())).toList();
        int first = (int) lines.stream().filter(Line::right).count();
        int within = (int) lines.stream().filter(Line::within).count();
        int started = (int) reports.stream().filter(line -> line.started()).count();
        int byOthers = (int) lines.stream()
                .filter(line -> line.started() && !Guess.report(line.category()))
                .count();
        int wrong = (int) reports.stream().filter(Line::wrongStart).count();
        var wrapped = lines.stream().filter(Line::mattersTold).toList();
        int kept = (int) wrapped.stream().filter(Line::matterKept).count();
        var print = new ArrayList<String>();
        print.add(share("first guess right", first, lines.size()));
        print.add(share("right within two guesses", within, lines.size()));
        print.add(share("wrong starts, by what is no report", byOthers, lines.size() - reports.size()));
        print.add(share("wrong starts, in another category", wrong, reports.size()));
        print.add(share("slots right of those expected", right, wanted));
        print.add(share("slots right of those found", right, found));
        print.add(share("reports started at once", started, reports.size()));
        print.add(share(
                "no reports answered at once",
                (int) lines.stream()
                        .filter(line -> !Guess.report(line.category())
                                && line.right()
                                && line.guess().none())
                        .count(),
                lines.size() - reports.size()));
        if (!wrapped.isEmpty()) {
            print.add(share("matter kept", kept, wrapped.size()));
            print.add(share(
                    "matter bare",
                    (int) wrapped.stream().filter(Line::matterBare).count(),
                    wrapped.size()));
        }
        expected.forEach(
                (slot, n) -> print.add("  %s: expected %d, right %d, found %d".formatted(slot, n[0], n[1], n[2])));
        lines.stream()
                .filter(line -> !line.right() || line.wrongStart())
                .map(line -> "%s: %s, not %s (second %s)%s: %s"
                        .formatted(
                                line.within() ? "second" : "missed",
                                line.guess().first(),
                                line.category(),
                                line.guess().second(),
                                line.started() ? " STARTED" : "",
                                line.text()))
                .forEach(print::add);
        wrapped.stream()
                .filter(line -> !line.matterKept() || (Guess.report(line.category()) && !line.matterBare()))
                .map(line -> "matter: %s: %s".formatted(line.guess().wrapping().matter(), line.text()))
                .forEach(print::add);
        print.addAll(wrongSlots);
        return new Result(
                lines.size(),
                first,
                within,
                reports.size(),
                started,
                byOthers,
                wrong,
                wanted,
                right,
                found,
                wrapped.size(),
                kept,
                List.copyOf(print));
    }

    /** For each slot: how often expected, right, found. */
    private static void countSlots(Line line, Map<String, int[]> expected, List<String> wrong) {
        var found = line.guess().slots();
        line.slots().forEach((slot, value) -> {
            var n = expected.computeIfAbsent(slot, s -> new int[3]);
            n[0]++;
            if (value.equals(found.get(slot))) {
                n[1]++;
            }
        });
        found.keySet().forEach(slot -> expected.computeIfAbsent(slot, s -> new int[3])[2]++);
        var differing = new HashSet<>(line.slots().keySet());
        differing.addAll(found.keySet());
        var differences = differing.stream()
                .filter(slot -> !Objects.equals(line.slots().get(slot), found.get(slot)))
                .sorted()
                .map(slot -> "%s %s not %s"
                        .formatted(
                                slot, said(found.get(slot)), said(line.slots().get(slot))))
                .collect(Collectors.joining("; "));
        if (!differences.isEmpty()) {
            wrong.add("slots: " + differences + ": " + line.text());
        }
    }

    private static String letters(String text) {
        return NO_LETTERS.matcher(text).replaceAll("");
    }

    private static String said(@org.jspecify.annotations.Nullable Object value) {
        return value == null ? "-" : value.toString();
    }

    private static String share(String what, int some, int all) {
        return String.format(Locale.ROOT, "%s: %d of %d, %.1f %%", what, some, all, all == 0 ? 0 : 100.0 * some / all);
    }
}
