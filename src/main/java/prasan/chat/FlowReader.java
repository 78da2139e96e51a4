package prasan.chat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import prasan.flow.Fault;
import prasan.flow.Flow;
import prasan.flow.Library;
import prasan.flow.Mark;
import prasan.flow.Polite;
import prasan.flow.Step;
import prasan.flow.Wording;

/** Reads one flow: its own file, in Thai, and the files of the other languages beside it. */
final class FlowReader {
    /** What a flow has. */
    static final Set<String> KEYS = Set.of("flow", "title", "start", "migrate", "steps");

    private final String name;
    private final Map<String, String> files;
    private final List<Fault> faults;
    private final Map<String, Map<String, Map<String, String>>> words;
    private final Map<String, Map<String, Wording>> translations = new LinkedHashMap<>();
    private final Map<String, Mark> startsAt = new HashMap<>();
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
        var map = root.map(KEYS);
        heading(map, root, Library.THAI, titles, starts);
        var steps = steps(map.get("steps"), root);
        if (steps.isEmpty()) {
            // the fault is noted already, and one is enough
            steps.add(new Step.End("end", root.mark(), Step.End.How.DONE));
        } else {
            translated.forEach((language, marks) -> marks.forEach((id, mark) -> {
                if (steps.stream()
                        .noneMatch(
                                step -> step.id().equals(id) && !step.wordings().isEmpty())) {
                    faults.add(new Fault(mark, "no step of " + file + " that says something is called `" + id + "`"));
                }
            }));
        }
        return new Flow(
                name,
                root.mark(),
                sha256(hash.toString()),
                titles,
                starts,
                startsAt,
                migrate(map.get("migrate"), steps),
                steps);
    }

    private List<Step> steps(@Nullable Yaml yaml, Yaml root) {
        var steps = new ArrayList<Step>();
        int before = faults.size();
        if (yaml != null) {
            var reader = new StepReader(name, translations);
            yaml.list().forEach(step -> steps.add(reader.step(step)));
            steps.forEach(step -> options(Library.THAI, step.id(), Library.wording(step.wordings(), Library.THAI)));
        }
        if (steps.isEmpty() && faults.size() == before && !root.isNothing()) {
            root.fault("`steps` is missing: a flow has at least one step");
        }
        return steps;
    }

    /** Steps that are gone, to the ones that took their place. */
    private static Map<String, String> migrate(@Nullable Yaml yaml, List<Step> steps) {
        if (yaml == null) {
            return Map.of();
        }
        var ids = steps.stream().map(Step::id).collect(Collectors.toSet());
        yaml.map().forEach((old, now) -> {
            if (ids.contains(old)) {
                now.fault("`" + old + "` is still a step of this flow");
            } else if (!ids.contains(now.text())) {
                now.fault("there is no step `" + now.text() + "`");
            }
        });
        return yaml.textMap();
    }

    private void heading(
            Map<String, Yaml> map,
            Yaml root,
            String language,
            Map<String, String> titles,
            Map<String, List<String>> starts) {
        if (root.isNothing()) {
            return;
        }
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
        List<String> words = new ArrayList<>();
        if (start != null) {
            start.list().forEach(each -> {
                var word = Polite.bare(each.text());
                words.add(word);
                startsAt.putIfAbsent(word, each.mark());
            });
        }
        starts.put(language, words);
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
                        ? Wording.of(body.template())
                        : WordingReader.wording(body.map(WordingReader.WORDING));
                wordings.put(id, wording);
                options(language, id, wording);
            });
        }
        translations.put(language, wordings);
        translated.put(language, marks);
    }

    private void options(String language, String slot, Wording wording) {
        if (!wording.options().isEmpty()) {
            var labels = new LinkedHashMap<String, String>();
            wording.options().forEach((code, label) -> labels.put(code, label.source()));
            words.computeIfAbsent(language, l -> new LinkedHashMap<>()).put(name + "." + slot, labels);
        }
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
