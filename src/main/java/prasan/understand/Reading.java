package prasan.understand;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A message as the classifier sees it.
 *
 * @param hits words of the lexicon
 * @param grams short runs of letters, each once
 * @param manners how it is said
 * @param length of the text without names of places, particles and spaces
 */
record Reading(List<Lexicon.Hit> hits, Set<String> grams, Set<String> manners, int length) {
    private static final int TONED_MOST = 4;
    private static final int BARE_MOST = 5;
    /** A word between spaces, and of a long one its beginning, so that {@code leaking} teaches {@code leaks}. */
    private static final Pattern LATIN_WORD = Pattern.compile("\\b([a-z]{2,5})[a-z]*");

    private static final int CHARACTERS_MOST = 600;
    /** What one decisive word counts, and what all words of one category together count at most. */
    private static final double DECISIVE = 4;

    private static final double VOTE_MOST = 2;
    /** The weight of all n-grams together. */
    private static final double GRAMS = 3;

    /** The weight of one manner. */
    private static final double MANNER = 1.5;

    static Reading of(Plain text, Plain withoutParticles, Lexicon lexicon, Manners manners) {
        return new Reading(
                lexicon.hits(text),
                grams(withoutParticles, true),
                manners.of(withoutParticles),
                withoutParticles.toned().length());
    }

    /** @param whole whether the text begins and ends there, which is told in runs of their own */
    static Set<String> grams(Plain text, boolean whole) {
        var grams = new LinkedHashSet<String>();
        cut(text.toned(), 2, TONED_MOST, "", whole, grams);
        cut(text.bare(), 4, BARE_MOST, "~", whole, grams);
        LATIN_WORD.matcher(text.toned()).results().forEach(word -> grams.add("=" + word.group(1)));
        return grams;
    }

    private static void cut(String text, int least, int most, String mark, boolean whole, Set<String> into) {
        var some = text.length() > CHARACTERS_MOST ? text.substring(0, CHARACTERS_MOST) : text;
        var bounded = whole ? "^" + some + "$" : some;
        for (int n = least; n <= most; n++) {
            for (int i = 0; i + n <= bounded.length(); i++) {
                into.add(mark + bounded.substring(i, i + n));
            }
        }
    }

    /** How strongly the words speak for each category: 1 is one decisive word. */
    Map<String, Double> votes() {
        var votes = new LinkedHashMap<String, Double>();
        for (var hit : hits) {
            votes.merge(hit.word().category(), hit.weight() / DECISIVE, (a, b) -> Math.min(VOTE_MOST, a + b));
        }
        return votes;
    }

    /** Everything that is learned about: n-grams share one unit of length, so that a long message does not shout. */
    Map<String, Double> features() {
        return features(grams, manners, length);
    }

    static Map<String, Double> features(Set<String> grams, Set<String> manners, int length) {
        var features = gramFeatures(grams);
        features.put("#any", 1.0);
        manners.forEach(manner -> features.put("#" + manner, MANNER));
        features.put("#length" + Math.min(3, length / 10), 1.0);
        return features;
    }

    static Map<String, Double> gramFeatures(Set<String> grams) {
        var features = new LinkedHashMap<String, Double>();
        Double each = GRAMS / Math.sqrt(Math.max(1, grams.size()));
        for (var gram : grams) {
            features.put(gram, each);
        }
        return features;
    }

    /** The kind of problem within a category that most is said for, the earliest of equals; empty if none. */
    String sub(String category) {
        var said = new LinkedHashMap<String, Double>();
        for (var hit : hits) {
            if (hit.word().category().equals(category) && !hit.word().sub().isEmpty()) {
                said.merge(hit.word().sub(), hit.weight(), Double::sum);
            }
        }
        var best = "";
        for (var sub : said.entrySet()) {
            if (best.isEmpty() || sub.getValue() > said.getOrDefault(best, 0.0)) {
                best = sub.getKey();
            }
        }
        return best;
    }
}
