package prasan.understand;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import prasan.flow.Fault;

/**
 * How a message says what it says, whatever it is about: whether it asks, announces, tells news, praises, sells, or complains; from {@code understanding-manners.tsv}. Most messages
 * that are no report name the same things as reports do (a drill for fires, the date of a payment for floods), and differ in this alone.
 */
final class Manners {
    /** What shows that a message about a problem does not report one. */
    private static final Set<String> OF_OTHERS = Set.of("announces", "tells", "praises", "sells", "introduces");

    private static final String ASKS = "asks";
    private static final String COMPLAINS = "complains";
    private static final Pattern NAME = Pattern.compile("[a-z]+|-");
    private static final String HIDES = "-";

    private record Cue(String manner, boolean first, boolean last) {}

    private final Trie<Cue> cues = new Trie<>();

    static Manners read(String file, String text, UnaryOperator<String> standard, List<Fault> faults) {
        var manners = new Manners();
        for (var row : Tsv.rows(file, text, 2, 2, faults)) {
            if (!NAME.matcher(row.cell(0)).matches()) {
                faults.add(row.fault(0, "no manner: " + row.cell(0)));
                continue;
            }
            for (var cell : Lexicon.BETWEEN_WORDS.split(row.cell(1), -1)) {
                var word = cell.strip();
                var cue = new Cue(row.cell(0), word.startsWith("^"), word.endsWith("$"));
                var plain = Plain.of(standard.apply(
                                word.substring(cue.first() ? 1 : 0, word.length() - (cue.last() ? 1 : 0))))
                        .toned();
                if (plain.isEmpty()) {
                    faults.add(row.fault(1, "a word is missing between |"));
                } else {
                    manners.cues.add(plain, cue);
                }
            }
        }
        return manners;
    }

    /** @param text without particles */
    Set<String> of(Plain text) {
        var said = text.toned();
        var found = new TreeSet<String>();
        for (int i = 0; i < said.length(); ) {
            int start = i;
            var fitting = new ArrayList<>(cues.at(said, i));
            fitting.removeIf(match ->
                    (match.value().first() && start > 0) || (match.value().last() && match.end() < said.length()));
            if (fitting.isEmpty()) {
                i++;
                continue;
            }
            int end = fitting.getLast().end();
            fitting.stream()
                    .filter(match -> match.end() == end)
                    .map(match -> match.value().manner())
                    .filter(manner -> !manner.equals(HIDES))
                    .forEach(found::add);
            i = end;
        }
        return found;
    }

    /** Whether the message tells of trouble, or wants something done. */
    static boolean complaining(Set<String> manners) {
        return manners.contains(COMPLAINS);
    }

    /** Whether the message may be about something else than a problem of the person's own, so that nothing is to be taken for granted. */
    static boolean doubtful(Set<String> manners) {
        return manners.contains(ASKS) || manners.stream().anyMatch(OF_OTHERS::contains);
    }
}
