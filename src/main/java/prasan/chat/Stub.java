package prasan.chat;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import prasan.flow.Fault;
import prasan.flow.Input;
import prasan.flow.Need;

/** What an action or a source gives back, written down instead of done: {@code reports.file {category: category/ROAD} -> filed {number: R-6911-0023}}. */
record Stub(
        String name,
        Map<String, Object> given,
        String out,
        @Nullable Object rest) {
    private static final Pattern FORM = Pattern.compile("(?s)(?<name>[a-z.-]+)\\s*(?<in>\\{.*?})?\\s*->\\s*(?<out>.*)");
    private static final Pattern OUT = Pattern.compile("(?s)(?<out>[^\\s\\[{]+)?\\s*(?<rest>[{\\[].*)?");

    /** @throws IllegalArgumentException when it is not readable */
    static Stub read(String text) {
        var match = FORM.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException("written as: = ACTION {INPUT: VALUE} -> OUTCOME {OUTPUT: VALUE}");
        }
        var given = match.group("in") == null ? Map.of() : yaml(match.group("in"));
        var answer = answer(match.group("out"));
        return new Stub(match.group("name"), map(given), answer.out, answer.rest);
    }

    /** Reads only what comes back, what stands behind the arrow. */
    static Stub answer(String text) {
        var match = OUT.matcher(text.strip());
        if (!match.matches()) {
            throw new IllegalArgumentException("not readable: " + text);
        }
        var rest = match.group("rest");
        return new Stub(
                "", Map.of(), Objects.requireNonNullElse(match.group("out"), ""), rest == null ? null : yaml(rest));
    }

    /** What differs between what is needed and what this stands for, or {@code null}. */
    @Nullable
    String differs(Need need) {
        if (!name.equals(Script.name(need))) {
            return "what is asked for here: = " + Script.name(need) + " " + Script.print(need);
        }
        var inputs = Script.inputs(need);
        boolean same = given.entrySet().stream()
                .allMatch(entry -> String.valueOf(entry.getValue()).equals(inputs.get(entry.getKey())));
        return same ? null : "it is given " + Script.print(need);
    }

    /** @throws IllegalArgumentException when a value is not readable */
    Input answers(Need need) {
        try {
            return answer(need);
        } catch (DateTimeException | ClassCastException e) {
            throw new IllegalArgumentException("not readable: " + rest, e);
        }
    }

    private Input answer(Need need) {
        return switch (need) {
            case Need.Act act -> new Input.Outcome(out, Notation.values(rest == null ? Map.of() : map(rest)));
            case Need.Look look ->
                new Input.Found(
                        rest == null ? List.of() : Notation.items(rest), out.startsWith("!") ? out.substring(1) : null);
        };
    }

    private static Object yaml(String text) {
        var faults = new ArrayList<Fault>();
        var plain = Yaml.read("", text, faults).plain();
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("not readable: " + text);
        }
        return plain;
    }

    @SuppressWarnings("unchecked") // YAML maps have text keys
    private static Map<String, Object> map(Object plain) {
        if (!(plain instanceof Map)) {
            throw new IllegalArgumentException("names and values in curly brackets are expected: " + plain);
        }
        return (Map<String, Object>) plain;
    }
}
