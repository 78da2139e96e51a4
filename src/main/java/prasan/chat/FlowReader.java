package prasan.chat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import prasan.flow.Fault;
import prasan.flow.Flow;
import prasan.flow.Library;
import prasan.flow.Mark;
import prasan.flow.Say;
import prasan.flow.Slot;
import prasan.flow.Step;
import prasan.flow.Template;
import prasan.flow.Wording;

/** Reads one flow: its own file, in Thai, and the files of the other languages beside it. */
final class FlowReader {
    /** What says something: a text, a card, or both. */
    static final Set<String> MESSAGE = Set.of("text", "card");

    private static final Set<String> WORDING =
            Set.of("text", "card", "refused", "options", "label", "skip", "done", "send");
    private static final int TEXT = 5000;
    private static final int MOST = 999_999_999;
    private static final Set<String> LABELS = Set.of("label", "skip", "done", "send");
    private static final Map<String, Set<String>> KINDS = Map.of(
            "say",
            Set.of(),
            "officer",
            Set.of(),
            "ask",
            Set.of(
                    "type", "text", "card", "refused", "options", "words", "label", "skip", "done", "min", "max",
                    "level", "from", "with", "show", "suggest", "empty", "tries", "pii", "only"),
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

    private final String name;
    private final Map<String, String> files;
    private final List<Fault> faults;
    private final Map<String, Map<String, Map<String, String>>> words;
    private final Map<String, Map<String, Wording>> translations = new LinkedHashMap<>();
    private final Map<String, Map<String, Mark>> translated = new HashMap<>();

    /** @param words vocabularies by language; options that a question lists itself are added */
    FlowReader(
            String name,
            Map<String, String> files,
            List<Fault> faults,
            Map<String, Map<String, Map<String, String>>> words) {
        this.name = name;
        this.files = files;
        this.faults = faults;
        this.words = words;
    }

    Flow read() {
        var hash = new StringBuilder();
        var titles = new HashMap<String, String>();
        var starts = new HashMap<String, List<String>>();
        for (var language : Library.LANGUAGES) {
            if (language.equals(Library.THAI)) {
                continue;
            }
            var file = name + "." + language + ".yaml";
            var text = files.get(file);
            if (text == null) {
                faults.add(new Fault(
                        new Mark(file, 1, 1), "the file with the flow's texts in `" + language + "` is missing"));
                continue;
            }
            hash.append(text);
            translation(language, Yaml.read(file, text, faults), titles, starts);
        }
        var file = name + ".yaml";
        var text = String.valueOf(files.get(file));
        hash.append(text);
        var root = Yaml.read(file, text, faults);
        var map = root.map(Set.of("flow", "title", "start", "migrate", "steps"));
        heading(map, root, Library.THAI, titles, starts);
        var steps = new ArrayList<Step>();
        var list = map.get("steps");
        if (list == null) {
            root.fault("`steps` is missing");
        } else {
            for (var step : list.list()) {
                steps.add(step(step));
            }
        }
        if (steps.isEmpty()) {
            root.fault("a flow has at least one step");
            steps.add(new Step.End("end", root.mark()));
        }
        translated.forEach((language, marks) -> marks.forEach((id, mark) -> {
            if (steps.stream()
                    .noneMatch(step -> step.id().equals(id) && !step.wordings().isEmpty())) {
                faults.add(new Fault(mark, "no step of " + file + " that says something is called `" + id + "`"));
            }
        }));
        var migrate = map.get("migrate");
        return new Flow(
                name,
                root.mark(),
                sha256(hash.toString()),
                titles,
                starts,
                migrate == null ? Map.of() : migrate.textMap(),
                steps);
    }

    private void heading(
            Map<String, Yaml> map,
            Yaml root,
            String language,
            Map<String, String> titles,
            Map<String, List<String>> starts) {
        var flow = map.get("flow");
        if (flow == null) {
            root.fault("`flow` is missing: the name of the flow, `" + name + "`");
        } else if (!flow.text().equals(name)) {
            flow.fault("the flow of this file is called `" + name + "`");
        }
        var title = map.get("title");
        if (title == null) {
            root.fault("`title` is missing");
        } else {
            titles.put(language, title.text());
        }
        var start = map.get("start");
        starts.put(language, start == null ? List.of() : Conversations.normalised(start.texts()));
    }

    private void translation(String language, Yaml root, Map<String, String> titles, Map<String, List<String>> starts) {
        var map = root.map(Set.of("flow", "title", "start", "steps"));
        heading(map, root, language, titles, starts);
        var wordings = new HashMap<String, Wording>();
        var marks = new LinkedHashMap<String, Mark>();
        var steps = map.get("steps");
        if (steps != null) {
            steps.map().forEach((id, body) -> {
                marks.put(id, body.mark());
                var wording = body.isText()
                        ? new Wording(body.template(), null, Map.of(), Map.of(), Map.of())
                        : wording(body.map(WORDING));
                wordings.put(id, wording);
                options(language, id, wording);
            });
        }
        translations.put(language, wordings);
        translated.put(language, marks);
    }

    private void options(String language, String slot, Wording wording) {
        if (!wording.options().isEmpty()) {
            words.computeIfAbsent(language, l -> new LinkedHashMap<>()).put(name + "." + slot, wording.options());
        }
    }

    private Step step(Yaml yaml) {
        var all = yaml.map();
        var kinds = KINDS.keySet().stream().filter(all::containsKey).toList();
        if (kinds.size() != 1) {
            yaml.fault("a step is one of "
                    + String.join(", ", KINDS.keySet().stream().sorted().toList()));
            return new Step.End("end", yaml.mark());
        }
        var kind = kinds.getFirst();
        var known = new java.util.HashSet<>(KINDS.getOrDefault(kind, Set.of()));
        known.add(kind);
        known.add("id");
        yaml.map(known);
        var head = java.util.Objects.requireNonNull(all.get(kind));
        var mark = yaml.mark();
        var given = all.get("id");
        return switch (kind) {
            case "say" -> {
                var id = id(given, mark);
                yield new Step.Message(id, mark, wordings(id, message(head)));
            }
            case "officer" -> {
                var id = id(given, mark);
                yield new Step.Officer(id, mark, wordings(id, message(head)));
            }
            case "ask" -> ask(head.text(), all, mark, yaml);
            case "confirm" -> {
                var id = given == null ? "confirm" : given.text();
                yield new Step.Confirm(id, mark, head.texts(), wordings(id, wording(all)));
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
            default -> new Step.End(id(given, mark), mark);
        };
    }

    /** A text, or a text and a card. */
    private static Wording message(Yaml yaml) {
        return yaml.isText()
                ? new Wording(yaml.template(), null, Map.of(), Map.of(), Map.of())
                : wording(yaml.map(MESSAGE));
    }

    /** Steps that nothing refers to need no name of their own. */
    private static String id(@Nullable Yaml given, Mark mark) {
        return given == null ? "line-" + mark.line() : given.text();
    }

    private Step ask(String slot, Map<String, Yaml> all, Mark mark, Yaml yaml) {
        var type = all.get("type");
        var wording = wording(all);
        options(Library.THAI, slot, wording);
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
                wordings(slot, wording));
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
            case "choice" ->
                new Slot.Choice(all.containsKey("words") ? all.get("words").text() : name + "." + slot);
            case "text" -> new Slot.Words(number(all, "min", 1, TEXT), number(all, "max", 2000, TEXT));
            case "images" -> new Slot.Images(number(all, "max", 4, 10));
            case "number" -> new Slot.Amount(number(all, "min", 0, MOST), number(all, "max", MOST, MOST));
            case "day" -> new Slot.Day(only(all.get("only")));
            case "time" -> new Slot.Time();
            case "phone" -> new Slot.Phone();
            case "several" -> new Slot.Several(number(all, "max", 10, 20));
            case "place" -> new Slot.Place();
            case "area" -> new Slot.Area(text(all, "from", "areas.find"), text(all, "level", "any"), with);
            case "reference" ->
                new Slot.Reference(
                        text(all, "from", ""),
                        with,
                        text(all, "show", "buttons").equals("cards"));
            default -> {
                at.fault(
                        "`type` is one of area, choice, day, images, number, phone, place, reference, several, text, time");
                yield new Slot.Words(1, 1);
            }
        };
    }

    private static int number(Map<String, Yaml> all, String name, int otherwise, int most) {
        var found = all.get(name);
        return found == null ? otherwise : found.number(0, most);
    }

    private static Slot.Day.When only(@Nullable Yaml yaml) {
        if (yaml == null) {
            return Slot.Day.When.ANY;
        }
        try {
            return Slot.Day.When.valueOf(yaml.text().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            yaml.fault("`only` is one of any, future, past");
            return Slot.Day.When.ANY;
        }
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

    /** The texts among the entries; entries of other names are somebody else's. */
    static Wording wording(Map<String, Yaml> map) {
        var text = map.get("text");
        var card = map.get("card");
        var refused = new LinkedHashMap<String, Template>();
        if (map.containsKey("refused")) {
            map.get("refused").map().forEach((reason, words) -> refused.put(reason, words.template()));
        }
        var labels = new LinkedHashMap<String, Template>();
        map.forEach((key, value) -> {
            if (LABELS.contains(key)) {
                labels.put(key, value.template());
            }
        });
        return new Wording(
                text == null ? null : text.template(),
                card == null ? null : card(card),
                refused,
                map.containsKey("options") ? map.get("options").textMap() : Map.of(),
                labels);
    }

    private static Wording.Card card(Yaml yaml) {
        var map = yaml.map(Set.of("title", "subtitle", "tone", "rows", "each", "text", "buttons", "preview"));
        List<Wording.Row> rows = new ArrayList<>();
        if (map.containsKey("rows")) {
            map.get("rows")
                    .map()
                    .forEach((label, value) ->
                            rows.add(new Wording.Row(new Template(label, value.mark()), value.template())));
        }
        List<Wording.Button> buttons = new ArrayList<>();
        if (map.containsKey("buttons")) {
            map.get("buttons").list().forEach(button -> buttons.add(button(button)));
        }
        var title = optional(map, "title");
        if (title == null) {
            yaml.fault("`title` is missing");
        }
        return new Wording.Card(
                tone(map.get("tone")),
                title == null ? new Template("", yaml.mark()) : title,
                optional(map, "subtitle"),
                rows,
                map.containsKey("each") ? each(map.get("each")) : null,
                optional(map, "text"),
                buttons,
                optional(map, "preview"));
    }

    private static Say.Tone tone(@Nullable Yaml yaml) {
        if (yaml == null) {
            return Say.Tone.PLAIN;
        }
        try {
            return Say.Tone.valueOf(yaml.text().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            yaml.fault("`tone` is one of plain, good, urgent");
            return Say.Tone.PLAIN;
        }
    }

    private static Wording.Each each(Yaml yaml) {
        var map = yaml.map(Set.of("row", "label", "value"));
        var row = map.get("row");
        var label = optional(map, "label");
        var value = optional(map, "value");
        if (row == null || label == null || value == null) {
            yaml.fault("`each` has `row` (a slot with rows), `label` and `value`");
            var empty = new Template("", yaml.mark());
            return new Wording.Each("", yaml.mark(), empty, empty);
        }
        return new Wording.Each(row.text(), row.mark(), label, value);
    }

    private static Wording.Button button(Yaml yaml) {
        var map = yaml.map(Set.of("label", "ring", "open", "start"));
        var label = optional(map, "label");
        if (label == null || map.size() != 2) {
            yaml.fault("a button has a `label` and one of ring, open, start");
        }
        var start = map.get("start");
        return new Wording.Button(
                label == null ? new Template("", yaml.mark()) : label,
                optional(map, "ring"),
                optional(map, "open"),
                start == null ? null : start.text(),
                yaml.mark());
    }

    private static @Nullable Template optional(Map<String, Yaml> map, String name) {
        var found = map.get(name);
        return found == null ? null : found.template();
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
