package prasan.understand;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import prasan.flow.Danger;

/**
 * What a message is taken for, with the two voices that decided.
 *
 * @param weight what the cues weigh
 * @param learned how probable danger is by the examples, 0 to 1
 * @param sum of both voices: above 0 for danger
 */
record DangerVerdict(Optional<Danger> danger, DangerWeight weight, double learned, double sum) {
    // Fitted to the examples, each judged without itself and its near equals.
    private static final double CUES_COUNT = 1.2;
    private static final double VOICE_COUNTS = 0.7;
    private static final double NEEDED = 1.0;
    private static final double PERHAPS = -1;
    /** What the examples alone must bring more, without any sign. */
    private static final double WITHOUT_SIGN = 1.6;

    private static final int CRY_NEEDED = 2;
    private static final double CUES_MOST = 6;
    private static final double VOICE_MOST = 7;
    /** No further down, so that a certain sign without a word against it is heard, whatever it resembles. */
    private static final double VOICE_LEAST = -5.5;
    /** How much more probable a kind is that the cues tell of: as much as a factor of 12. */
    private static final double KIND_OF_CUES = 2.5;
    /** What a long message loses: who writes a letter has time. */
    private static final double LETTER = 2.3;
    /** The share of it that a letter on what happens now loses. */
    private static final double LETTER_NOW = 0.75;

    /** A word alone, without any sign, tells nothing: "fire" is also a category. */
    private static final int WORD = 8;

    /** Keeps a logarithm finite. */
    private static final double LEAST = 1e-6;

    private static final int SHORT = 80;
    private static final int LONG = 200;

    static DangerVerdict of(DangerWeight weight, List<Classifier.Score> scores, int letters) {
        double none = scores.stream()
                .filter(score -> score.category().equals(Dangers.NONE))
                .mapToDouble(Classifier.Score::probability)
                .sum();
        double voice = StrictMath.log((1 - none + LEAST) / (none + LEAST));
        double letter = LETTER * (weight.manners().contains(DangerCues.Part.NOW.name()) ? LETTER_NOW : 1);
        double sum = CUES_COUNT * Math.min(CUES_MOST, weight.score())
                + VOICE_COUNTS * Math.clamp(voice, VOICE_LEAST, VOICE_MOST)
                - letter * Math.clamp((letters - SHORT) / (double) (LONG - SHORT), 0, 1)
                - (weight.score() == 0 ? NEEDED + WITHOUT_SIGN : NEEDED);
        var told = kind(weight, scores);
        if (weight.cry() > 0 && weight.score() == 0) {
            return new DangerVerdict(
                    Optional.of(new Danger("HELP", weight.cry() >= CRY_NEEDED)), weight, 1 - none, sum);
        }
        // what only sounds like danger is none, whatever it resembles
        if (weight.score() <= 0 && (letters < WORD || weight.manners().contains(DangerCues.Part.HIDE.name()))) {
            return new DangerVerdict(Optional.empty(), weight, 1 - none, sum);
        }
        Optional<Danger> danger = sum > PERHAPS ? Optional.of(new Danger(told, sum > 0)) : Optional.empty();
        return new DangerVerdict(danger, weight, 1 - none, sum);
    }

    /** Returns the kind that both voices together speak for most. */
    private static String kind(DangerWeight weight, List<Classifier.Score> scores) {
        return scores.stream()
                .filter(score -> !score.category().equals(Dangers.NONE))
                .max(Comparator.comparing(score -> StrictMath.log(score.probability() + LEAST)
                        + (score.category().equals(weight.kind()) ? KIND_OF_CUES : 0)))
                .map(Classifier.Score::category)
                .orElse(weight.kind());
    }

    List<String> explain() {
        var lines = new ArrayList<String>();
        lines.add("danger      %s %s %s"
                .formatted(
                        Dangers.word(danger), danger.map(Danger::kind).orElse("-"), String.join(" · ", weight.cues())));
        lines.add(String.format(
                Locale.ROOT, "danger sum  %.2f: cues %.1f, learned %.0f %%", sum, weight.score(), learned * 100));
        return lines;
    }
}
