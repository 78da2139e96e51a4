package prasan.understand;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import prasan.flow.Fault;

/**
 * Words that speak for a category; from {@code understanding-words.tsv}. The longest word wins over those inside it; a word without its tone marks counts for a part when it is
 * long enough not to be another word.
 */
final class Lexicon {
    static final Pattern CATEGORY = Pattern.compile("[A-Z][A-Z_]*");
    static final Pattern BETWEEN_WORDS = Pattern.compile("\\|");
    /** The category of words that say nothing, and hide a shorter word inside: หน้าอนามัย is a place. */
    private static final String HIDES = "-";

    private static final Pattern GAP = Pattern.compile("\\s*\\.\\.\\s*");
    private static final int GAP_MAX = 12;
    private static final int BARE_LEAST = 5;
    private static final double BARE_COUNTS = 0.6;
    /** A decisive word has 4; what weighs more outweighs the decisive word of another category in the same message. */
    private static final int WEIGHT_MAX = 8;

    /** @param sub the kind of problem within the category, or empty */
    record Word(String category, String sub, int weight, String text, List<String> toned, List<String> bare) {}

    /** A word found; {@code spans} are start and end of each of its parts. */
    record Hit(Word word, List<int[]> spans, boolean exact) {
        double weight() {
            return exact ? word.weight() : word.weight() * BARE_COUNTS;
        }

        int length() {
            return spans.stream().mapToInt(span -> span[1] - span[0]).sum();
        }

        int start() {
            return spans.getFirst()[0];
        }
    }

    private final Trie<Word> toned = new Trie<>();
    private final Trie<Word> bare = new Trie<>();
    private final List<Word> all = new ArrayList<>();
    private final Set<String> subs = new HashSet<>();

    static Lexicon read(String file, String text, UnaryOperator<String> standard, List<Fault> faults) {
        var lexicon = new Lexicon();
        for (var row : Tsv.rows(file, text, 4, 4, faults)) {
            if (!CATEGORY.matcher(row.cell(0)).matches() && !row.cell(0).equals(HIDES)) {
                faults.add(row.fault(0, "no category: " + row.cell(0)));
            } else if (!row.cell(2).matches("[1-" + WEIGHT_MAX + "]")) {
                faults.add(row.fault(2, "the weight is 1 to %d, not %s".formatted(WEIGHT_MAX, row.cell(2))));
            } else {
                lexicon.add(row, standard, faults);
            }
        }
        return lexicon;
    }

    private void add(Tsv.Row row, UnaryOperator<String> standard, List<Fault> faults) {
        var sub = row.cell(1).equals("-") ? "" : row.cell(1);
        subs.add(sub);
        for (var words : BETWEEN_WORDS.split(row.cell(3), -1)) {
            var parts = GAP.splitAsStream(words.strip())
                    .map(part -> Plain.of(standard.apply(part)))
                    .toList();
            if (parts.stream().anyMatch(part -> part.toned().isEmpty())) {
                faults.add(row.fault(3, "a word is missing between | or beside .."));
                continue;
            }
            if (parts.stream().anyMatch(part -> part.toned().equals("0"))) {
                faults.add(row.fault(3, "a number alone is any number: " + words.strip()));
                continue;
            }
            var word = new Word(
                    row.cell(0),
                    sub,
                    Integer.parseInt(row.cell(2)),
                    words.strip(),
                    parts.stream().map(Plain::toned).toList(),
                    parts.stream().map(Plain::bare).toList());
            if (!word.category().equals(HIDES)) {
                all.add(word);
            }
            toned.add(word.toned().getFirst(), word);
            if (String.join("", word.bare()).length() >= BARE_LEAST) {
                bare.add(word.bare().getFirst(), word);
            }
        }
    }

    List<Word> words() {
        return all;
    }

    boolean knowsSub(String sub) {
        return subs.contains(sub);
    }

    /** What the text says, in the order of the text; no two overlap unless they are the same words in several categories. */
    List<Hit> hits(Plain text) {
        var found = new ArrayList<Hit>();
        for (int i = 0; i < text.toned().length(); i++) {
            for (var match : toned.at(text.toned(), i)) {
                var spans = spans(text.toned(), i, match.end(), match.value().toned());
                if (!spans.isEmpty()) {
                    found.add(new Hit(match.value(), spans, true));
                }
            }
        }
        for (int i = 0; i < text.bare().length(); i++) {
            for (var match : bare.at(text.bare(), i)) {
                var spans = spans(text.bare(), i, match.end(), match.value().bare());
                if (!spans.isEmpty()) {
                    found.add(new Hit(
                            match.value(),
                            spans.stream()
                                    .map(span -> new int[] {text.origin(span[0]), text.origin(span[1])})
                                    .toList(),
                            false));
                }
            }
        }
        return longest(found);
    }

    private static List<int[]> spans(String text, int start, int end, List<String> parts) {
        var spans = new ArrayList<int[]>();
        spans.add(new int[] {start, end});
        int from = end;
        for (var part : parts.subList(1, parts.size())) {
            int found = text.indexOf(part, from);
            if (found < 0 || found > from + GAP_MAX || !Trie.mayEnd(text, found + part.length())) {
                return List.of();
            }
            from = found + part.length();
            spans.add(new int[] {found, from});
        }
        return spans;
    }

    private static List<Hit> longest(List<Hit> all) {
        all.sort(Comparator.comparing(Hit::exact)
                .thenComparing(Hit::length)
                .reversed()
                .thenComparing(Hit::start));
        var kept = new ArrayList<Hit>();
        for (var hit : all) {
            if (kept.stream().noneMatch(other -> other.word().equals(hit.word()) || collide(other, hit))) {
                kept.add(hit);
            }
        }
        kept.removeIf(hit -> hit.word().category().equals(HIDES));
        kept.sort(Comparator.comparing(Hit::start));
        return List.copyOf(kept);
    }

    private static boolean collide(Hit one, Hit other) {
        if (one.exact() == other.exact() && same(one.spans(), other.spans())) {
            return false;
        }
        return one.spans().stream().anyMatch(a -> other.spans().stream().anyMatch(b -> a[0] < b[1] && b[0] < a[1]));
    }

    private static boolean same(List<int[]> one, List<int[]> other) {
        return one.size() == other.size()
                && one.getFirst()[0] == other.getFirst()[0]
                && one.getLast()[1] == other.getLast()[1];
    }
}
