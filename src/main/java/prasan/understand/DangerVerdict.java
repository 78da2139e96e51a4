package prasan.understand;

import java.util.ArrayList;
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
    private static final double SIGN_COUNTS = 1.5;
    private static final double SIGN_NEEDED = 2.5;
    private static final double VOICE_MOST = 3.5;
    /** What the learned voice takes at most from the cues of a short message and of a long one: who writes a long letter has time. */
    private static final double VOICE_LEAST_SHORT = -2;

    private static final double VOICE_LEAST_LONG = -3.5;
    private static final int SHORT = 80;
    private static final int LONG = 200;
    private static final double PERHAPS = -2;

    static DangerVerdict of(DangerWeight weight, List<Classifier.Score> scores, int letters) {
        double none = 0;
        var kind = "";
        for (var score : scores) {
            if (score.category().equals(Dangers.NONE)) {
                none = score.probability();
            } else if (kind.isEmpty()) {
                kind = score.category();
            }
        }
        double voice = StrictMath.log((1 - none + 1e-6) / (none + 1e-6));
        double sum = SIGN_COUNTS * (weight.score() - SIGN_NEEDED) + Math.clamp(voice, least(letters), VOICE_MOST);
        var told = weight.kind().isEmpty() ? kind : weight.kind();
        if (weight.cry() && weight.score() == 0) {
            return new DangerVerdict(Optional.of(new Danger("HELP", true)), weight, 1 - none, sum);
        }
        Optional<Danger> danger = sum > 0
                ? Optional.of(new Danger(told, true))
                : sum > PERHAPS ? Optional.of(new Danger(told, false)) : Optional.empty();
        return new DangerVerdict(danger, weight, 1 - none, sum);
    }

    private static double least(int letters) {
        double longer = Math.clamp((letters - SHORT) / (double) (LONG - SHORT), 0, 1);
        return VOICE_LEAST_SHORT + longer * (VOICE_LEAST_LONG - VOICE_LEAST_SHORT);
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
