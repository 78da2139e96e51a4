package prasan.understand;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Whether a report may be begun without asking. Asking once too often costs a tap; a report that nobody wanted costs trust. */
final class Start {
    /** How probable the category must be, how many times more than the next, and how improbable everything that is no report. */
    static final double FIRST_LEAST = 0.60;

    static final double TIMES_SECOND = 3;
    static final double NO_REPORT_MOST = 0.015;

    /** The same for a message that may be about something else than a problem of the person's own. */
    static final double NO_REPORT_MOST_IN_DOUBT = 0.01;

    /** What the words alone must say: for the category, at least; for anything that is no report, less than. */
    static final double WORDS_LEAST = 0.45;

    static final double NO_REPORT_WORDS = 0.70;

    /** Words of another category say so much of what those of the first say: that is a choice for the person. */
    static final double RIVAL = 1;

    /** What is no report has many kinds: when all of them together are more probable than this, the most probable of them goes first, whichever single category does. */
    static final double NONE_FIRST = 0.5;

    /** How probable all that is no report, and the kind of it, must be to be answered as such; and what the words for it must say, or those for a report to come before it. */
    static final double CLEARLY_NONE = 0.7;

    static final double PROBABLE = 0.4;
    static final double SURELY_NONE = 0.9;
    static final double NONE_WORDS = 0.5;
    static final double REPORT_WORDS = 0.25;

    /** What a manner counts beside words, and which part of what is said for a report must be said for none. */
    static final double MANNER_WORDS = 0.75;

    static final double NONE_OF_REPORT = 0.75;

    /** What manners speak for. */
    private static final Map<String, Set<String>> MANNERS = Map.of(
            "asks", Set.of("NR_HELP", "NR_PLAN_STATUS", "NR_REPORT_STATUS", "NR_MEETING", "NR_AWARD"),
            "announces", Set.of("NR_MEETING"),
            "tells", Set.of("NR_RANDOM"),
            "sells", Set.of("NR_RANDOM"),
            "praises", Set.of("NR_THANKS"));

    private Start() {}

    /** The two best guesses first. What nothing but letters says to be no report comes after a report that words speak for. */
    static List<Classifier.Score> inOrder(List<Classifier.Score> scores, Reading reading) {
        boolean none = noReport(scores) > NONE_FIRST;
        var first = none
                ? scores.stream()
                        .filter(score -> !Guess.report(score.category()))
                        .findFirst()
                        .orElseThrow()
                : scores.getFirst();
        boolean doubtful = Manners.complaining(reading.manners())
                ? !spokenFor(first.category(), reading)
                : said(first.category(), reading) == 0
                        && !Manners.doubtful(reading.manners())
                        && noReport(scores) < SURELY_NONE;
        if (Guess.report(first.category()) || !doubtful) {
            return foremost(first.category(), scores);
        }
        return scores.stream()
                .filter(score -> Guess.report(score.category()))
                .filter(score -> reading.votes().getOrDefault(score.category(), 0.0) >= REPORT_WORDS)
                .findFirst()
                .map(report -> foremost(report.category(), scores))
                .orElse(foremost(first.category(), scores));
    }

    /** The same with that category first. */
    static List<Classifier.Score> foremost(String category, List<Classifier.Score> scores) {
        var first = scores.stream()
                .filter(score -> score.category().equals(category))
                .findFirst();
        return first.isEmpty()
                ? scores
                : Stream.concat(first.stream(), scores.stream().filter(score -> !score.equals(first.get())))
                        .toList();
    }

    /** Whether the message is clearly no report: probably, and because a word or a manner says so, and more than words say of a problem. */
    static boolean none(List<Classifier.Score> scores, Reading reading) {
        var first = scores.getFirst();
        return !Guess.report(first.category())
                && noReport(scores) >= CLEARLY_NONE
                && first.probability() >= PROBABLE
                && spokenFor(first.category(), reading);
    }

    private static boolean spokenFor(String category, Reading reading) {
        return said(category, reading) >= Math.max(NONE_WORDS, NONE_OF_REPORT * reportWords(reading));
    }

    /** What the words or the manner say for what is no report. */
    private static double said(String category, Reading reading) {
        boolean manner = reading.manners().stream()
                .anyMatch(said -> MANNERS.getOrDefault(said, Set.of()).contains(category));
        return Math.max(reading.votes().getOrDefault(category, 0.0), manner ? MANNER_WORDS : 0);
    }

    /** What the words say for reports, at the most. */
    private static double reportWords(Reading reading) {
        return reading.votes().entrySet().stream()
                .filter(vote -> Guess.report(vote.getKey()))
                .mapToDouble(Map.Entry::getValue)
                .max()
                .orElse(0);
    }

    static boolean safe(List<Classifier.Score> scores, Reading reading) {
        return why(scores, reading).isEmpty();
    }

    /** How probable it is that the message is no report, whichever. */
    static double noReport(List<Classifier.Score> scores) {
        return scores.stream()
                .filter(score -> !Guess.report(score.category()))
                .mapToDouble(Classifier.Score::probability)
                .sum();
    }

    /** Why not, or empty. */
    static String why(List<Classifier.Score> scores, Reading reading) {
        var first = scores.getFirst();
        var second = scores.get(1);
        if (!Guess.report(first.category())) {
            return "no report";
        }
        var votes = reading.votes();
        double others = noReport(scores);
        var against = votes.entrySet().stream()
                .filter(vote -> !Guess.report(vote.getKey()) && vote.getValue() >= NO_REPORT_WORDS)
                .map(Map.Entry::getKey)
                .findFirst();
        if (against.isPresent()) {
            return "words of " + against.get();
        }
        if (votes.getOrDefault(first.category(), 0.0) < WORDS_LEAST) {
            return "no clear word of " + first.category();
        }
        var rival = votes.entrySet().stream()
                .filter(vote -> !vote.getKey().equals(first.category()))
                .filter(vote -> vote.getValue() >= RIVAL * votes.getOrDefault(first.category(), 0.0))
                .map(Map.Entry::getKey)
                .findFirst();
        if (rival.isPresent()) {
            return "as many words of " + rival.get();
        }
        boolean doubtful = Manners.doubtful(reading.manners());
        if (doubtful && !Manners.complaining(reading.manners())) {
            return "it " + String.join(", ", reading.manners());
        }
        if (others > (doubtful ? NO_REPORT_MOST_IN_DOUBT : NO_REPORT_MOST)) {
            return String.format(Locale.ROOT, "%.0f %% that it is no report", others * 100);
        }
        if (first.probability() < FIRST_LEAST || first.probability() < TIMES_SECOND * second.probability()) {
            return "%s and %s are close".formatted(first.category(), second.category());
        }
        return "";
    }
}
