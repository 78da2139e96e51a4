package prasan.understand;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import prasan.flow.Danger;
import prasan.flow.Fault;
import prasan.flow.Mark;
import prasan.flow.Thai;

/**
 * Hears danger to life in a message: cues from a list that an officer can edit, weighed with a second voice that has learned from examples. The same files give the same answers
 * everywhere. Immutable, safe for all threads.
 */
public final class Dangers {
    static final String CUES = "understanding-danger.tsv";
    static final String EXAMPLES = "understanding-danger-examples.tsv";
    /** The label of an example without danger. */
    static final String NONE = "NONE";

    /** Of a longer text only its beginning and its end are read: a cry for help stands at one of them. */
    private static final int BEGINNING = 1500;

    private static final int END = 500;
    /** A cry for help is heard by its cues alone: its letters are those of many harmless messages. */
    private static final String CRY = "HELP";
    /** Examples of these categories may tell of danger. */
    private static final Set<String> MAY_BE_DANGER = Set.of("DISASTER", "SAFETY", "HEALTH", "SOCIAL", "DRUGS");
    /** Examples of these categories tell of danger only where the cues say so; those of all others are harmless. */
    private static final Set<String> SELDOM_DANGER = Set.of("POWER", "ROAD", "OTHER");

    private static final double OTHERS_COUNT = 0.2;
    /** The weight of all words together. */
    private static final double WORDS = 3;

    private final Spelling spelling;
    private final DangerCues cues;
    private final List<Tsv.Row> rows;
    private final List<Tsv.Row> others;
    private @Nullable Classifier learned;

    private Dangers(Spelling spelling, DangerCues cues, List<Tsv.Row> rows, List<Tsv.Row> others) {
        this.spelling = spelling;
        this.cues = cues;
        this.rows = List.copyOf(rows);
        this.others = List.copyOf(others);
    }

    /**
     * Reads the files of a conversations folder, by file name.
     *
     * @throws Faulty when a file is missing or has faults
     */
    public static Dangers of(Map<String, String> files) {
        var faults = new ArrayList<Fault>();
        for (var file : List.of(Understanding.SPELLINGS, CUES, EXAMPLES, Understanding.EXAMPLES)) {
            if (!files.containsKey(file)) {
                faults.add(new Fault(new Mark(file, 1, 1), "the file is missing"));
            }
        }
        var spelling = Spelling.read(Understanding.SPELLINGS, files.getOrDefault(Understanding.SPELLINGS, ""), faults);
        var cues = DangerCues.read(CUES, files.getOrDefault(CUES, ""), word -> standard(spelling, word), faults);
        var rows = Tsv.rows(EXAMPLES, files.getOrDefault(EXAMPLES, ""), 2, 2, faults);
        rows.stream()
                .filter(row -> !row.cell(1).equals(NONE) && !DangerCues.KINDS.contains(row.cell(1)))
                .forEach(row -> faults.add(row.fault(1, "no kind of danger, nor NONE: " + row.cell(1))));
        if (faults.isEmpty()
                && rows.stream().map(row -> row.cell(1).equals(NONE)).distinct().count() < 2) {
            faults.add(new Fault(new Mark(EXAMPLES, 1, 1), "there must be examples of danger and of NONE"));
        }
        var others = Tsv.rows(Understanding.EXAMPLES, files.getOrDefault(Understanding.EXAMPLES, ""), 2, 2, faults);
        if (!faults.isEmpty()) {
            throw new Faulty(faults);
        }
        return new Dangers(spelling, cues, rows, others);
    }

    private static String standard(Spelling spelling, String word) {
        return spelling.standard(Thai.normalise(word)).text();
    }

    /** Returns the danger that the message tells of, or empty. */
    public Optional<Danger> hear(String text) {
        return judge(text).danger();
    }

    /** Returns the verdict with its reasons, a line each. */
    public List<String> explain(String text) {
        return judge(text).explain();
    }

    /** The message as letters and cues. */
    private record Read(Plain plain, Plain bare, List<String> words, DangerWeight weight) {
        Set<String> grams() {
            return Reading.grams(bare, true);
        }

        Map<String, Double> features(Set<String> grams) {
            var features = Reading.gramFeatures(grams);
            var said = new LinkedHashSet<String>();
            for (int i = 0; i < words.size(); i++) {
                if (words.get(i).length() > 1) {
                    said.add("+" + words.get(i));
                    if (i + 1 < words.size()) {
                        said.add("+" + words.get(i) + "+" + words.get(i + 1));
                    }
                }
            }
            double each = WORDS / Math.sqrt(Math.max(1, said.size()));
            said.forEach(word -> features.put(word, each));
            features.put("#any", 1.0);
            features.put("#length" + Math.min(4, plain.toned().length() / 12), 1.0);
            weight.manners().forEach(manner -> features.put("#" + manner, 1.0));
            return features;
        }
    }

    private Read read(String text) {
        var some = text.length() > BEGINNING + END
                ? text.substring(0, BEGINNING) + "\n" + text.substring(text.length() - END)
                : text;
        var told = spelling.standard(Thai.normalise(some));
        var standard = told.text();
        var plain = Plain.of(standard);
        var bare = Plain.of(spelling.withoutParticles(standard));
        var found = cues.find(plain);
        return new Read(
                plain,
                bare,
                found.words(),
                DangerWeight.of(found, !told.dialect().isEmpty()));
    }

    DangerVerdict judge(String text) {
        var read = read(text);
        var scores = learned().classify(read.features(read.grams()), Map.of());
        return DangerVerdict.of(read.weight(), scores, read.plain().toned().length());
    }

    private synchronized Classifier learned() {
        if (learned == null) {
            learned = learned(grams -> false);
        }
        return learned;
    }

    private Classifier learned(Predicate<Set<String>> left) {
        var dangers = rows.stream()
                .filter(row -> !row.cell(1).equals(CRY))
                .flatMap(row -> example(row.cell(0), row.cell(1), 1, left));
        var harmless =
                others.stream().filter(this::harmless).flatMap(row -> example(row.cell(0), NONE, OTHERS_COUNT, left));
        return Classifier.learn(Stream.concat(dangers, harmless));
    }

    private boolean harmless(Tsv.Row row) {
        return !MAY_BE_DANGER.contains(row.cell(1))
                && (!SELDOM_DANGER.contains(row.cell(1))
                        || read(row.cell(0)).weight().score() == 0);
    }

    private Stream<Classifier.Example> example(String text, String kind, double counts, Predicate<Set<String>> left) {
        var read = read(text);
        var grams = read.grams();
        return left.test(grams)
                ? Stream.empty()
                : Stream.of(new Classifier.Example(read.features(grams), kind, counts));
    }

    /** Returns the same without the examples whose runs of letters are so. */
    Dangers without(Predicate<Set<String>> left) {
        var other = new Dangers(spelling, cues, rows, others);
        other.learned = learned(left);
        return other;
    }

    /** Returns the runs of letters of a message, by which near equals are told. */
    Set<String> grams(String text) {
        return read(text).grams();
    }

    /** Returns a word for how danger is shown: DANGER, PERHAPS or NONE. */
    static String word(Optional<Danger> danger) {
        return danger.map(heard -> heard.certain() ? "DANGER" : "PERHAPS").orElse(NONE);
    }

    /** Returns a line for a list: the text, the verdict and the kind, between tabs. */
    public String line(String text) {
        var danger = hear(text);
        return String.join(
                "\t",
                text.replace('\t', ' '),
                word(danger),
                danger.map(Danger::kind).orElse("-"));
    }
}
