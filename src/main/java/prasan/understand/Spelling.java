package prasan.understand;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import prasan.flow.Fault;
import prasan.flow.Thai;

/** Words of the regions and common misspellings, told in standard Thai; from {@code understanding-spellings.tsv}. */
final class Spelling {
    private static final Pattern LAUGHTER = Pattern.compile("(?<![0-9])5{3,}\\+?(?![0-9])");

    private enum Kind {
        NORTH,
        SOUTH,
        ISAN,
        TYPO,
        KEEP,
        PARTICLE;

        static Optional<Kind> of(String word) {
            return List.of(values()).stream()
                    .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(word))
                    .findFirst();
        }
    }

    private record Entry(Kind kind, String word, String means) {}

    /**
     * A text in standard words.
     *
     * @param dialect isan, north, south, or empty
     */
    record Told(String text, String dialect) {}

    private final Trie<Entry> words = new Trie<>();
    private final Pattern particles;

    private Spelling(List<Entry> entries) {
        for (var entry : entries) {
            if (entry.kind() != Kind.PARTICLE) {
                words.add(entry.word(), entry);
            }
        }
        var kept = alternatives(entries, Kind.KEEP);
        // possessive: without it thousands of particles in a row fill the stack
        particles = Pattern.compile("(%s)|(?:%s)++(?![ก-๛])".formatted(kept, alternatives(entries, Kind.PARTICLE)));
    }

    /** A pattern of all words of a kind, the longest first; one that fits nothing if there are none. */
    private static String alternatives(List<Entry> entries, Kind kind) {
        return entries.stream()
                .filter(entry -> entry.kind() == kind)
                .map(Entry::word)
                .sorted(Comparator.comparing(String::length).reversed())
                .map(Pattern::quote)
                .reduce((one, other) -> one + "|" + other)
                .orElse("(?!)");
    }

    static Spelling read(String file, String text, List<Fault> faults) {
        var entries = new ArrayList<Entry>();
        var seen = new HashSet<String>();
        for (var row : Tsv.rows(file, text, 2, 3, faults)) {
            var kind = Kind.of(row.cell(0));
            var word = Thai.normalise(row.cell(1));
            if (kind.isEmpty()) {
                faults.add(row.fault(0, "no kind of word: " + row.cell(0)));
            } else if (word.isEmpty()) {
                faults.add(row.fault(1, "the word is missing"));
            } else if (!seen.add((kind.get() == Kind.PARTICLE) + word)) {
                faults.add(row.fault(1, "is there twice: " + word));
            } else if (kind.get() == Kind.TYPO && row.cell(2).isEmpty()) {
                faults.add(row.fault(2, "how the word is spelt is missing"));
            } else {
                entries.add(new Entry(kind.get(), word, kind.get() == Kind.KEEP ? word : Thai.normalise(row.cell(2))));
            }
        }
        return new Spelling(entries);
    }

    /** @param normalised by {@link Thai#normalise} */
    Told standard(String normalised) {
        var text = LAUGHTER.matcher(normalised).replaceAll("ฮ่าฮ่า");
        var told = new StringBuilder();
        var votes = new EnumMap<Kind, Integer>(Kind.class);
        for (int i = 0; i < text.length(); ) {
            var found = words.at(text, i);
            if (found.isEmpty()) {
                told.append(text.charAt(i++));
                continue;
            }
            var longest = found.getLast();
            told.append(longest.value().means());
            votes.merge(longest.value().kind(), 1, Integer::sum);
            i = longest.end();
        }
        return new Told(told.toString(), dialect(votes));
    }

    /** Some words of the North-east are those of the North as well, so that the North goes first where both have as many. */
    private static String dialect(Map<Kind, Integer> votes) {
        return Stream.of(Kind.NORTH, Kind.SOUTH, Kind.ISAN)
                .filter(votes::containsKey)
                .max(Comparator.comparing(kind -> votes.getOrDefault(kind, 0)))
                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                .orElse("");
    }

    /** The text without ครับ, ค่ะ, หน่อย and the like at the end of what is said. Words to be kept (หน้า, นาที) are no particles, though they end like น้า and ที. */
    String withoutParticles(String text) {
        return particles
                .matcher(text)
                .replaceAll(found -> found.group(1) == null ? " " : Matcher.quoteReplacement(found.group(1)));
    }
}
