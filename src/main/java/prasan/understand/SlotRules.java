package prasan.understand;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import prasan.flow.Fault;

/** Slots that some words, or the kind of problem, say at once; from {@code understanding-slots.tsv}. */
final class SlotRules {
    private static final Pattern SLOT = Pattern.compile("([a-z_]+)=(\\S.*)");

    /** @param categories where the rule counts; all if empty */
    private record Rule(Set<String> categories, String slot, Object value) {}

    private final Trie<Rule> words = new Trie<>();
    private final Map<String, List<Rule>> bySub = new TreeMap<>();

    static SlotRules read(
            String file, String text, UnaryOperator<String> standard, Lexicon lexicon, List<Fault> faults) {
        var rules = new SlotRules();
        for (var row : Tsv.rows(file, text, 3, 3, faults)) {
            var slot = SLOT.matcher(row.cell(1));
            var categories = row.cell(0).equals("*")
                    ? List.<String>of()
                    : Lexicon.BETWEEN_WORDS
                            .splitAsStream(row.cell(0))
                            .map(String::strip)
                            .toList();
            if (!categories.stream().allMatch(c -> Lexicon.CATEGORY.matcher(c).matches())) {
                faults.add(row.fault(0, "no category, and not *: " + row.cell(0)));
            } else if (!slot.matches()) {
                faults.add(row.fault(1, "should be slot=value: " + row.cell(1)));
            } else {
                var rule = new Rule(Set.copyOf(categories), slot.group(1), value(slot.group(2)));
                rules.add(row, rule, standard, lexicon, faults);
            }
        }
        return rules;
    }

    private static Object value(String text) {
        return text.equals("true") ? (Object) true : text;
    }

    private void add(Tsv.Row row, Rule rule, UnaryOperator<String> standard, Lexicon lexicon, List<Fault> faults) {
        for (var word : Lexicon.BETWEEN_WORDS.split(row.cell(2), -1)) {
            var said = word.strip();
            var plain = Plain.of(standard.apply(said)).toned();
            if (said.startsWith("@")) {
                if (!lexicon.knowsSub(said.substring(1))) {
                    faults.add(row.fault(2, "no word speaks for " + said));
                }
                bySub.computeIfAbsent(said.substring(1), sub -> new ArrayList<>())
                        .add(rule);
            } else if (plain.isEmpty()) {
                faults.add(row.fault(2, "a word is missing between |"));
            } else {
                words.add(plain, rule);
            }
        }
    }

    /** What the words and the sub-category say in that category; the first said of a slot counts. Urgency is summed up from what is dangerous and what is said to be urgent. */
    Map<String, Object> slots(Plain text, String category, String sub) {
        var said = new ArrayList<Rule>();
        for (int i = 0; i < text.toned().length(); i++) {
            var found = words.at(text.toned(), i);
            said.addAll(found.reversed().stream().map(Trie.Match::value).toList());
        }
        said.addAll(bySub.getOrDefault(sub, List.of()));
        said.removeIf(rule -> !rule.categories().isEmpty() && !rule.categories().contains(category));
        var slots = new LinkedHashMap<String, Object>();
        said.stream()
                .filter(rule -> !rule.slot().equals("urgency"))
                .forEach(rule -> slots.putIfAbsent(rule.slot(), rule.value()));
        var urgency = said.stream()
                .filter(rule -> rule.slot().equals("urgency"))
                .map(Rule::value)
                .collect(Collectors.toSet());
        if (urgency.contains("critical") || (urgency.contains("danger") && urgency.contains("urgent"))) {
            slots.put("urgency", "critical");
        } else if (!urgency.isEmpty()) {
            slots.put("urgency", "high");
        }
        return slots;
    }
}
