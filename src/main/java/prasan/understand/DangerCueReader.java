package prasan.understand;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import prasan.flow.Fault;

/** Reads the rows of {@code understanding-danger.tsv} into cues. */
final class DangerCueReader {
    private static final int ROUGH_LEAST = 5;
    private static final int STRONGEST = 4;
    private static final Pattern STEP =
            Pattern.compile("\\s*(\\.\\.)?\\s*(?:<([^<>|]+)>|([^<>|]+?(?=\\s*(?:\\.\\.|<|$))))");

    private final DangerCues cues = new DangerCues();
    private final Map<String, List<String>> groups = new LinkedHashMap<>();
    private final Map<String, Boolean> words = new HashMap<>();
    private final Set<String> known = new HashSet<>();
    private final UnaryOperator<String> standard;
    private final List<Fault> faults;
    private int signs;

    DangerCueReader(UnaryOperator<String> standard, List<Fault> faults) {
        this.standard = standard;
        this.faults = faults;
    }

    void group(Tsv.Row row) {
        if (row.cell(1).isEmpty()) {
            faults.add(row.fault(1, "the name of the group is missing"));
        }
        for (var word : words(row)) {
            item("<" + row.cell(1) + ">", word);
            words.merge(word, true, Boolean::logicalOr);
            groups.computeIfAbsent(row.cell(1), name -> new ArrayList<>()).add(word);
        }
    }

    void row(Tsv.Row row) {
        var part = DangerCues.Part.of(row.cell(0));
        if (part.isEmpty()) {
            faults.add(row.fault(0, "no part of a message: " + row.cell(0)));
        } else if (part.get() == DangerCues.Part.SIGN && !DangerCues.KINDS.contains(row.cell(1))) {
            faults.add(row.fault(1, "no kind of danger: " + row.cell(1)));
        } else if (part.get() == DangerCues.Part.WORD || part.get() == DangerCues.Part.FILLER) {
            for (var word : words(row)) {
                words.put(word, true);
                if (part.get() == DangerCues.Part.FILLER) {
                    item(word, word);
                    cues.fillers.add(word);
                }
            }
        } else if (!row.cell(2).matches("[1-" + STRONGEST + "]")) {
            faults.add(row.fault(2, "the weight is 1 to %d, not %s".formatted(STRONGEST, row.cell(2))));
        } else {
            cues(row, part.get());
        }
    }

    private void cues(Tsv.Row row, DangerCues.Part part) {
        signs += part == DangerCues.Part.SIGN ? 1 : 0;
        for (var cell : Lexicon.BETWEEN_WORDS.split(row.cell(3), -1)) {
            var steps = steps(row, cell.strip());
            if (!steps.isEmpty()) {
                var cue = new DangerCues.Cue(
                        part,
                        part == DangerCues.Part.SIGN ? row.cell(1) : "",
                        Integer.parseInt(row.cell(2)),
                        cell.strip(),
                        steps);
                cues.byFirst
                        .computeIfAbsent(steps.getFirst().item(), first -> new ArrayList<>())
                        .add(cue);
            }
        }
    }

    private List<DangerCues.Step> steps(Tsv.Row row, String text) {
        var steps = new ArrayList<DangerCues.Step>();
        var step = STEP.matcher(text);
        int at = 0;
        while (at < text.length() && step.find(at) && step.start() == at) {
            at = step.end();
            boolean far = step.group(1) != null;
            if (step.group(2) != null) {
                if (!groups.containsKey(step.group(2))) {
                    faults.add(row.fault(3, "no group: " + step.group(2)));
                    return List.of();
                }
                steps.add(new DangerCues.Step("<" + step.group(2) + ">", far));
                continue;
            }
            var word = Plain.of(standard.apply(step.group(3))).toned();
            if (word.isEmpty()) {
                break;
            }
            item(word, word);
            words.putIfAbsent(word, false);
            steps.add(new DangerCues.Step(word, far));
        }
        if (steps.isEmpty() || at < text.length() || steps.getFirst().far()) {
            faults.add(row.fault(3, "a word is missing between | or beside .."));
            return List.of();
        }
        return List.copyOf(steps);
    }

    private List<String> words(Tsv.Row row) {
        var found = new ArrayList<String>();
        for (var cell : Lexicon.BETWEEN_WORDS.split(row.cell(3), -1)) {
            var word = Plain.of(standard.apply(cell.strip())).toned();
            if (word.isEmpty()) {
                faults.add(row.fault(3, "a word is missing between |"));
            } else {
                found.add(word);
            }
        }
        return found;
    }

    private void item(String item, String word) {
        if (!known.add(item + "\t" + word)) {
            return;
        }
        cues.toned.add(word, item);
        var rough = Plain.of(word).bare();
        if (rough.length() >= ROUGH_LEAST) {
            cues.bare.add(rough, item);
        }
    }

    boolean hasSigns() {
        return signs > 0;
    }

    DangerCues done() {
        cues.cutter = Cutter.of(words);
        return cues;
    }
}
