package prasan.understand;

import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    private Start() {}

    /** The two best guesses first. */
    static List<Classifier.Score> inOrder(List<Classifier.Score> scores) {
        if (noReport(scores) <= NONE_FIRST) {
            return scores;
        }
        var first = scores.stream()
                .filter(score -> !Guess.report(score.category()))
                .findFirst()
                .orElseThrow();
        return Stream.concat(Stream.of(first), scores.stream().filter(score -> !score.equals(first)))
                .toList();
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
