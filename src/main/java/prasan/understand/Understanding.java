package prasan.understand;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import prasan.flow.Fault;
import prasan.flow.Mark;
import prasan.flow.Thai;
import prasan.flow.Understood;

/**
 * Understands a typed message: words from lists that an officer can edit, and runs of letters learned from example messages. The same files give the same answers everywhere;
 * nothing is asked of the network. Immutable, safe for all threads; a message takes well under a millisecond.
 */
public final class Understanding implements Function<String, Understood> {
    static final String SPELLINGS = "understanding-spellings.tsv";
    static final String WORDS = "understanding-words.tsv";
    static final String SLOTS = "understanding-slots.tsv";
    static final String MANNERS = "understanding-manners.tsv";
    static final String EXAMPLES = "understanding-examples.tsv";
    private static final List<String> FILES = List.of(SPELLINGS, WORDS, MANNERS, SLOTS, EXAMPLES);
    private static final double WORD_COUNTS = 0.05;
    /** What a word must weigh to tell of a problem, and what the words of a part must say to make it a matter of its own. */
    private static final double WORD_TELLS = 2;

    /** What is said of a report that was filed: solved, still waiting, taken back. */
    private static final String OF_A_REPORT = "NR_REPORT_";

    private static final double MATTER_LEAST = 0.5;

    private final Spelling spelling;
    private final Lexicon lexicon;
    private final Manners manners;
    private final SlotRules rules;
    private final List<Tsv.Row> rows;
    private final Map<String, String> areas;

    private @Nullable Learned learned;

    /** What takes a second to make ready, and is made ready when the first message comes. */
    private record Learned(Places places, Classifier classifier) {}

    private Understanding(
            Spelling spelling,
            Lexicon lexicon,
            Manners manners,
            SlotRules rules,
            List<Tsv.Row> rows,
            Map<String, String> areas) {
        this.spelling = spelling;
        this.lexicon = lexicon;
        this.manners = manners;
        this.rules = rules;
        this.rows = List.copyOf(rows);
        this.areas = areas;
    }

    /**
     * Reads the files of a conversations folder, by file name; others than the five are passed over.
     *
     * @throws Faulty when one of the five is missing or has faults
     */
    public static Understanding of(Map<String, String> files) {
        var faults = new ArrayList<Fault>();
        for (var file : FILES) {
            if (!files.containsKey(file)) {
                faults.add(new Fault(new Mark(file, 1, 1), "the file is missing"));
            }
        }
        var spelling = Spelling.read(SPELLINGS, files.getOrDefault(SPELLINGS, ""), faults);
        var lexicon = Lexicon.read(WORDS, files.getOrDefault(WORDS, ""), word -> standard(spelling, word), faults);
        var manners = Manners.read(MANNERS, files.getOrDefault(MANNERS, ""), word -> standard(spelling, word), faults);
        var rules =
                SlotRules.read(SLOTS, files.getOrDefault(SLOTS, ""), word -> standard(spelling, word), lexicon, faults);
        var rows = Tsv.rows(EXAMPLES, files.getOrDefault(EXAMPLES, ""), 2, 2, faults);
        rows.stream()
                .filter(row -> !Lexicon.CATEGORY.matcher(row.cell(1)).matches())
                .forEach(row -> faults.add(row.fault(1, "no category: " + row.cell(1))));
        // a slip would be learned as a category of its own
        var spoken = lexicon.words().stream().map(Lexicon.Word::category).collect(Collectors.toSet());
        rows.stream()
                .filter(row -> Lexicon.CATEGORY.matcher(row.cell(1)).matches())
                .filter(row -> Guess.report(row.cell(1)) && !spoken.contains(row.cell(1)))
                .forEach(row -> faults.add(row.fault(1, "no word of " + WORDS + " speaks for " + row.cell(1))));
        if (faults.isEmpty() && rows.stream().map(row -> row.cell(1)).distinct().count() < 2) {
            faults.add(new Fault(new Mark(EXAMPLES, 1, 1), "there must be examples of two categories at least"));
        }
        if (!faults.isEmpty()) {
            throw new Faulty(faults);
        }
        var areas = files.containsKey(AreaNames.FILE)
                ? Map.of(AreaNames.FILE, Objects.requireNonNull(files.get(AreaNames.FILE)))
                : Map.<String, String>of();
        return new Understanding(spelling, lexicon, manners, rules, rows, areas);
    }

    private synchronized Learned learned() {
        if (learned == null) {
            learned = learned(new Places(AreaNames.of(areas)), grams -> false);
        }
        return learned;
    }

    /** Learns from the examples one by one: the runs of letters of all of them together would fill a small heap. */
    private Learned learned(Places places, Predicate<Set<String>> left) {
        var examples = rows.stream().flatMap(row -> {
            var plain =
                    saidIn(Message.of(row.cell(0), spelling, places), places).withoutParticles(spelling);
            var grams = Reading.grams(plain, true);
            return left.test(grams)
                    ? Stream.<Classifier.Example>empty()
                    : Stream.of(new Classifier.Example(
                            Reading.features(
                                    grams, manners.of(plain), plain.toned().length()),
                            row.cell(1),
                            1));
        });
        var words = lexicon.words().stream().map(Understanding::lesson);
        return new Learned(places, Classifier.learn(Stream.concat(examples, words)));
    }

    private static String standard(Spelling spelling, String word) {
        return spelling.standard(Thai.normalise(word)).text();
    }

    /** A word of the lexicon teaches its letters as well, so that a part of it, or an unusual form, is not lost. */
    private static Classifier.Example lesson(Lexicon.Word word) {
        var plain = Plain.of(String.join("", word.toned()));
        return new Classifier.Example(
                Reading.gramFeatures(Reading.grams(plain, false)), word.category(), WORD_COUNTS * word.weight());
    }

    /** Returns the same without the examples whose runs of letters are so. */
    Understanding without(Predicate<Set<String>> left) {
        var other = new Understanding(spelling, lexicon, manners, rules, rows, areas);
        other.learned = other.learned(learned().places(), left);
        return other;
    }

    /** Returns the example messages with their categories. */
    List<Tsv.Row> examples() {
        return rows;
    }

    Reading read(String text) {
        return saidIn(told(text), learned().places()).reading(spelling, lexicon, manners);
    }

    private Message told(String text) {
        return Message.of(text, spelling, learned().places());
    }

    private Wrapping wrapping(Message told) {
        return Wrapping.of(
                told.typed(),
                told.places().rest(),
                words -> tells(words, category -> Guess.report(category) || category.startsWith(OF_A_REPORT)));
    }

    private boolean tellsOfAProblem(String words) {
        return tells(words, Guess::report);
    }

    private boolean tells(String words, Predicate<String> category) {
        return lexicon.hits(Plain.of(standard(spelling, words))).stream()
                .anyMatch(hit ->
                        hit.weight() >= WORD_TELLS && category.test(hit.word().category()));
    }

    /** The part of a message by which its category is told. */
    private Message saidIn(Message whole, Places places) {
        var said = wrapping(whole).said();
        return said.isEmpty() || said.equals(whole.typed()) ? whole : Message.of(said, spelling, places);
    }

    /** The messages of a text with one a line, or with columns between tabs of which the message is the first; a first line of headings (text, category) is passed over. */
    public static List<String> messages(String text) {
        return text.replaceFirst("^\uFEFF", "")
                .replaceFirst("^text\tcategory\\b.*(?:\\R|$)", "")
                .lines()
                .map(line -> line.split("\t", 2)[0])
                .toList();
    }

    /** What the message most probably means. */
    public Guess guess(String text) {
        var whole = told(text);
        var wrapping = wrapping(whole);
        var matters = wrapping.matter().isEmpty() ? List.<String>of() : Matters.of(wrapping.matter(), this::kind);
        var said = matters.size() > 1 ? wrapping(told(matters.getFirst())).said() : wrapping.said();
        var told = said.isEmpty() || said.equals(whole.typed()) ? whole : told(said);
        var reading = told.reading(spelling, lexicon, manners);
        var scores = scores(reading);
        boolean official = Officials.complainedOf(
                Thai.normalise(text), Guess.report(scores.getFirst().category()));
        if (official && !scores.getFirst().category().equals(Guess.DRUGS)) {
            scores = Start.foremost("OTHER", scores);
        } else if (!wrapping.manner().isEmpty()) {
            scores = Start.foremost(wrapping.manner(), scores);
        }
        var first = scores.getFirst();
        var second = scores.get(1);
        return new Guess(
                text,
                first.category(),
                first.probability(),
                second.category(),
                second.probability(),
                Start.noReport(scores),
                official
                        ? Manners.complaining(reading.manners()) || !Manners.doubtful(reading.manners())
                        : Start.safe(scores, reading),
                !wrapping.manner().isEmpty()
                        || (Start.none(scores, reading) && !thanksAndMore(first.category(), wrapping)),
                slots(whole, told, reading, first.category(), official, wrapping.place()),
                wrapping,
                matters.size() > 1 ? matters : wrapping.matter().isEmpty() ? List.of() : List.of(wrapping.matter()),
                tellsOfAProblem(told.typed()));
    }

    /** Whether a message thanks, and tells of a problem as well. */
    private boolean thanksAndMore(String category, Wrapping wrapping) {
        return category.equals(Wrapping.THANKS)
                && Courtesy.thanksAndMore(wrapping.matter(), part -> !kind(part).isEmpty());
    }

    private List<Classifier.Score> scores(Reading reading) {
        return Start.inOrder(learned().classifier().classify(reading.features(), reading.votes()), reading);
    }

    /** What a part of a message reports, with words that say so; empty if it reports nothing. */
    private String kind(String part) {
        var reading = read(part);
        var first = scores(reading).getFirst().category();
        return Guess.report(first) && reading.votes().getOrDefault(first, 0.0) >= MATTER_LEAST
                ? first + "/" + reading.sub(first)
                : "";
    }

    /** What the message is taken for, for a conversation. */
    @Override
    public Understood apply(String text) {
        return guess(text).understood();
    }

    /**
     * Messages that are understood as this one is, and say nothing of anybody: examples with the same guesses, just as clear; a made-up place and area follow where this one names
     * some.
     */
    public Stream<String> alike(String text) {
        var meant = apply(text);
        var where = (meant.place().isEmpty() ? "" : " หน้าวัดสมมุติ")
                + (meant.where().contains("หมู่") ? " หมู่ 5" : "")
                + (meant.where().contains("ต.") ? " ต.ลาดหญ้า" : "")
                + (meant.where().contains("อ.") ? " อ.เมืองกาญจนบุรี" : "")
                + (meant.where().contains("จ.") ? " จ.กาญจนบุรี" : "");
        return rows.stream()
                .filter(row -> row.cell(1).equals(meant.guesses().getFirst()))
                .map(row -> row.cell(0) + where)
                .filter(like -> {
                    var read = apply(like);
                    return read.sure() == meant.sure()
                            && read.where().isEmpty() == meant.where().isEmpty()
                            && read.place().isEmpty() == meant.place().isEmpty()
                            && reports(read).equals(reports(meant));
                });
    }

    /** The guesses that a person is shown. */
    private static List<String> reports(Understood understood) {
        return understood.guesses().stream().filter(Guess::report).toList();
    }

    /** @param told the part of the message by which its category is told */
    private Map<String, Object> slots(
            Message whole, Message told, Reading reading, String category, boolean official, String place) {
        var slots = new LinkedHashMap<String, Object>();
        var sub = official ? "official" : reading.sub(category);
        boolean report = Guess.report(category);
        if (report && !sub.isEmpty()) {
            slots.put("sub", sub);
        }
        slots.putAll(whole.places().slots());
        if (report) {
            var spots = Stream.of(
                            Spot.find(told.typed(), told.places().rest()).orElse(place),
                            Spot.town(whole.typed(), whole.places().rest()))
                    .filter(spot -> !spot.isEmpty())
                    .collect(Collectors.joining(" "));
            if (!spots.isEmpty()) {
                slots.put("place", spots);
            }
        }
        if (report || category.startsWith("NR_REPORT")) {
            slots.putAll(Since.slots(told.typed(), told.digits()));
        }
        if (report || category.equals("NR_MEETING")) {
            slots.putAll(Slots.counts(told.digits()));
        }
        if (category.equals("NR_PLAN_STATUS")) {
            slots.putAll(Slots.project(told.places().rest()));
        }
        slots.putAll(Slots.references(whole.digits()));
        slots.putAll(rules.slots(whole.plain(), category, report ? sub : ""));
        if (official) {
            slots.put("sensitive", true);
        }
        if (!whole.standard().dialect().isEmpty()) {
            slots.put("dialect", whole.standard().dialect());
        }
        return java.util.Collections.unmodifiableMap(slots);
    }

    /**
     * Why: the text as it was compared, the two guesses, and which words and runs of letters spoke for the first and against.
     *
     * @param started whether a conversation begins a report with it
     */
    public List<String> explain(String text, boolean started) {
        var classifier = learned().classifier();
        var told = saidIn(told(text), learned().places());
        var reading = told.reading(spelling, lexicon, manners);
        var guess = guess(text);
        var lines = new ArrayList<String>();
        lines.add("read as     " + told.plain().toned());
        lines.add(String.format(Locale.ROOT, "first       %s %.1f %%", guess.first(), guess.firstScore() * 100));
        lines.add(String.format(Locale.ROOT, "second      %s %.1f %%", guess.second(), guess.secondScore() * 100));
        var why = Start.why(scores(reading), reading);
        lines.add("started     " + (started ? why.isEmpty() ? "yes" : "yes: danger to life" : "no: " + why));
        lines.add("matter      " + String.join(" + ", guess.matters()));
        var wrapping = guess.wrapping();
        if (!wrapping.name().isEmpty() || !wrapping.role().isEmpty()) {
            lines.add("sender      "
                    + String.join(" ", wrapping.name(), wrapping.role()).strip());
        }
        lines.add("slots       " + guess.slotsJson());
        lines.add("manner      " + String.join(" ", reading.manners()));
        for (var hit : reading.hits()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "word        %s → %s%s, %.1f",
                    hit.word().text(),
                    hit.word().category(),
                    hit.word().sub().isEmpty() ? "" : "/" + hit.word().sub(),
                    hit.weight()));
        }
        var reasons = classifier.reasons(reading.features(), guess.first(), guess.second());
        for (var reason : strongest(reasons)) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%s %s %+.2f",
                    reason.getValue() > 0 ? "for first  " : "for second ",
                    reason.getKey(),
                    reason.getValue()));
        }
        return lines;
    }

    private static List<Map.Entry<String, Double>> strongest(Map<String, Double> reasons) {
        return reasons.entrySet().stream()
                .sorted(java.util.Comparator.comparing(reason -> -Math.abs(reason.getValue())))
                .limit(12)
                .toList();
    }
}
