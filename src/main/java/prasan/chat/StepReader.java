package prasan.chat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import prasan.flow.Library;
import prasan.flow.Mark;
import prasan.flow.Slot;
import prasan.flow.Step;
import prasan.flow.Wording;

/** Reads the steps of one flow. */
final class StepReader {
    /** The kinds of steps, with what each may have beside its own name and {@code id}. */
    static final Map<String, Set<String>> KINDS = Map.of(
            "say",
            Set.of(),
            "officer",
            Set.of(),
            "ask",
            Set.of(
                    "type", "text", "card", "refused", "label", "skip", "suggest", "tries", "pii", "beside", "assume",
                    "unless", "example"),
            "confirm",
            Set.of("text", "send"),
            "when",
            Set.of("is", "else"),
            "do",
            Set.of("with", "as", "outcomes"),
            "call",
            Set.of("with", "gives"),
            "goto",
            Set.of(),
            "end",
            Set.of());

    /** The types of questions, with what each may have beside what every question may have. */
    static final Map<String, Set<String>> TYPES = Map.ofEntries(
            Map.entry("choice", Set.of("options", "words", "except")),
            Map.entry("text", Set.of("min", "max")),
            Map.entry("number", Set.of("min", "max")),
            Map.entry("day", Set.of("only")),
            Map.entry("time", Set.of()),
            Map.entry("phone", Set.of()),
            Map.entry("several", Set.of("max", "done")),
            Map.entry("images", Set.of("max", "done")),
            Map.entry("place", Set.of()),
            Map.entry("area", Set.of("from", "level", "with")),
            Map.entry("reference", Set.of("from", "with", "show", "empty")));

    private static final int TEXT = 20_000;
    private static final int MOST = 999_999_999;
    private final String flow;
    private final Map<String, Map<String, Wording>> translations;

    /** @param translations what the steps say in the other languages: language, then id */
    StepReader(String flow, Map<String, Map<String, Wording>> translations) {
        this.flow = flow;
        this.translations = translations;
    }

    Step step(Yaml yaml) {
        var all = yaml.map();
        var kinds = KINDS.keySet().stream().filter(all::containsKey).toList();
        if (kinds.size() != 1) {
            yaml.fault("a step is one of "
                    + String.join(", ", KINDS.keySet().stream().sorted().toList()));
            return new Step.End("end", yaml.mark(), Step.End.How.DONE);
        }
        var kind = kinds.getFirst();
        yaml.map(known(kind, all.get("type")));
        var head = Objects.requireNonNull(all.get(kind));
        var mark = yaml.mark();
        var given = all.get("id");
        return switch (kind) {
            case "say" -> {
                var id = id(given, mark);
                yield new Step.Message(id, mark, wordings(id, WordingReader.message(head)));
            }
            case "officer" -> {
                var id = id(given, mark);
                yield new Step.Officer(id, mark, wordings(id, WordingReader.message(head)));
            }
            case "ask" -> ask(head.text(), all, mark, yaml);
            case "confirm" -> {
                var id = given == null ? "confirm" : given.text();
                yield new Step.Confirm(id, mark, head.texts(), wordings(id, WordingReader.wording(all)));
            }
            case "when" -> {
                var branches = targets(all.get("is"), yaml, "is");
                var otherwise = all.get("else");
                yield new Step.When(
                        id(given, mark), mark, head.text(), branches, otherwise == null ? null : target(otherwise));
            }
            case "do" -> {
                var with = all.get("with");
                var as = all.get("as");
                yield new Step.Do(
                        given == null ? head.text() : given.text(),
                        mark,
                        head.text(),
                        with == null ? Map.of() : with.textMap(),
                        as == null ? null : as.text(),
                        targets(all.get("outcomes"), yaml, "outcomes"));
            }
            case "call" -> {
                var with = all.get("with");
                var gives = all.get("gives");
                yield new Step.Call(
                        given == null ? head.text() : given.text(),
                        mark,
                        head.text(),
                        with == null ? Map.of() : with.textMap(),
                        gives == null ? Map.of() : gives.textMap());
            }
            case "goto" -> new Step.Jump(id(given, mark), mark, target(head));
            default -> {
                var how = oneOf(head, "done", "dropped", "draft", "report");
                yield new Step.End(id(given, mark), mark, Step.End.How.valueOf(how.toUpperCase(Locale.ROOT)));
            }
        };
    }

    private static Set<String> known(String kind, @Nullable Yaml type) {
        var known = new HashSet<>(KINDS.getOrDefault(kind, Set.of()));
        known.addAll(Set.of(kind, "id"));
        if (kind.equals("ask")) {
            var own = type != null && type.isText() ? TYPES.get(type.text()) : null;
            known.addAll(
                    own != null
                            ? own
                            : TYPES.values().stream().flatMap(Set::stream).toList());
        }
        return known;
    }

    /** Steps that nothing refers to need no name of their own. */
    private static String id(@Nullable Yaml given, Mark mark) {
        return given == null ? "line-" + mark.line() : given.text();
    }

    private Step ask(String slot, Map<String, Yaml> all, Mark mark, Yaml yaml) {
        var type = all.get("type");
        var wording = WordingReader.wording(all);
        var empty = all.get("empty");
        var suggest = all.get("suggest");
        return new Step.Ask(
                slot,
                mark,
                slot(type == null ? "" : type.text(), slot, all, type == null ? yaml : type),
                all.containsKey("skip"),
                suggest == null ? null : suggest.text(),
                empty == null ? null : target(empty),
                tries(all.get("tries")),
                all.containsKey("pii") && all.get("pii").yes(),
                passable(all, "beside").map(Yaml::yes).orElse(false),
                all.containsKey("assume") ? all.get("assume").text() : null,
                passable(all, "unless").map(Yaml::texts).orElse(List.of()),
                wordings(slot, wording));
    }

    /** Returns what a key says with which the question may be passed over, so that it needs `skip`. */
    private static Optional<Yaml> passable(Map<String, Yaml> all, String key) {
        var given = all.get(key);
        if (given != null && !all.containsKey("skip")) {
            given.fault("a question with `" + key + "` may be passed over: it needs `skip`");
        }
        return Optional.ofNullable(given);
    }

    private static Step.@Nullable Tries tries(@Nullable Yaml yaml) {
        if (yaml == null) {
            return null;
        }
        var map = yaml.map(Set.of("most", "then"));
        var most = map.get("most");
        var then = map.get("then");
        if (most == null || then == null) {
            yaml.fault("`tries` has `most` (a number) and `then` (a step)");
            return null;
        }
        return new Step.Tries(most.number(1, 20), target(then));
    }

    private Slot slot(String type, String slot, Map<String, Yaml> all, Yaml at) {
        var with = all.containsKey("with") ? all.get("with").textMap() : Map.<String, String>of();
        return switch (type) {
            case "choice" -> {
                if (all.containsKey("words") == all.containsKey("options")) {
                    at.fault("a choice has `options`, or `words` (a list of words.yaml)");
                }
                yield new Slot.Choice(
                        all.containsKey("words") ? all.get("words").text() : flow + "." + slot,
                        all.containsKey("except") ? all.get("except").text() : null);
            }
            case "text" -> new Slot.Words(number(all, "min", 1, TEXT), most(all, 2000, TEXT));
            case "images" -> new Slot.Images(most(all, 4, 10));
            case "number" -> new Slot.Amount(number(all, "min", 0, MOST), most(all, MOST, MOST));
            case "day" ->
                new Slot.Day(Slot.Day.When.valueOf(
                        oneOf(all.get("only"), "any", "future", "past").toUpperCase(Locale.ROOT)));
            case "time" -> new Slot.Time();
            case "phone" -> new Slot.Phone();
            case "several" -> new Slot.Several(most(all, 10, 20));
            case "place" -> new Slot.Place();
            case "area" ->
                new Slot.Area(
                        text(all, "from", "areas.find"), oneOf(all.get("level"), "any", "tambon", "village"), with);
            case "reference" ->
                new Slot.Reference(
                        text(all, "from", ""),
                        with,
                        oneOf(all.get("show"), "buttons", "cards").equals("cards"));
            default -> {
                at.fault("`type` is one of "
                        + String.join(", ", TYPES.keySet().stream().sorted().toList()));
                yield new Slot.Words(1, 1);
            }
        };
    }

    /** The first one where nothing is written. */
    private static String oneOf(@Nullable Yaml yaml, String... words) {
        if (yaml == null) {
            return words[0];
        }
        var text = yaml.text();
        if (!List.of(words).contains(text)) {
            yaml.fault("one of " + String.join(", ", words) + " is expected here");
            return words[0];
        }
        return text;
    }

    /** {@code max}, which is at least 1 and not less than {@code min}. */
    private static int most(Map<String, Yaml> all, int otherwise, int limit) {
        var max = all.get("max");
        int most = max == null ? otherwise : max.number(1, limit);
        var min = all.get("min");
        if (min != null && min.number(0, limit) > most) {
            min.fault("`min` is more than `max`, which is " + most);
        }
        return most;
    }

    private static int number(Map<String, Yaml> all, String name, int otherwise, int most) {
        var found = all.get(name);
        return found == null ? otherwise : found.number(0, most);
    }

    private static String text(Map<String, Yaml> all, String name, String otherwise) {
        var found = all.get(name);
        return found == null ? otherwise : found.text();
    }

    private static Map<String, Step.Target> targets(@Nullable Yaml yaml, Yaml step, String name) {
        if (yaml == null) {
            step.fault("`" + name + "` is missing");
            return Map.of();
        }
        var targets = new LinkedHashMap<String, Step.Target>();
        yaml.map().forEach((key, to) -> targets.put(key, target(to)));
        return targets;
    }

    private static Step.Target target(Yaml yaml) {
        return new Step.Target(yaml.text(), yaml.mark());
    }

    private Map<String, Wording> wordings(String id, Wording thai) {
        var all = new HashMap<String, Wording>();
        all.put(Library.THAI, thai);
        translations.forEach((language, wordings) -> {
            var wording = wordings.get(id);
            if (wording != null) {
                all.put(language, wording);
            }
        });
        return all;
    }
}
