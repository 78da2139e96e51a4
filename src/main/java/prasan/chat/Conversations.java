package prasan.chat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import prasan.flow.Check;
import prasan.flow.Fault;
import prasan.flow.Library;
import prasan.flow.Library.Command;
import prasan.flow.Mark;
import prasan.flow.Polite;
import prasan.flow.Signature;
import prasan.flow.Template;
import prasan.flow.Typed;
import prasan.flow.Wording;
import prasan.understand.Dangers;
import prasan.understand.Understanding;

/**
 * Reads a conversations folder: one file a flow, {@code words.yaml} with the vocabularies, {@code push-texts.yaml} with what is pushed, {@code system.yaml} with what the engine itself
 * says; beside each a file {@code NAME.en.yaml} with the other language.
 */
public final class Conversations {
    private static final String SYSTEM = "system";
    private static final String WORDS = "words";
    private static final String PUSH_TEXTS = "push-texts";
    /** What the file was called before; editions that are kept have it so. */
    private static final String NOTICES = "notices";

    private static final String SYNONYMS = "synonyms";

    private final Folder folder;
    private final List<Fault> faults = new ArrayList<>();

    private Conversations(Folder folder) {
        this.folder = folder;
    }

    /** The folder has faults; the message lists them, a line each. */
    public static final class Faulty extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient List<Fault> faults;

        public Faulty(List<Fault> faults) {
            super(String.join(
                    "\n",
                    faults.stream()
                            .map(fault -> fault.toString().replaceAll("\\R", " "))
                            .toList()));
            this.faults = List.copyOf(faults);
        }

        public List<Fault> faults() {
            return faults;
        }
    }

    /** What was learned from lists that were read lately: the current edition's and an earlier one's. */
    private static final Cache<Map<String, String>, Learned> LEARNED =
            Caffeine.newBuilder().maximumSize(2).build();

    private static final Set<String> TYPED =
            Set.of("flow", "category", "detail", "place", "area", "name", "role", "addition", "others");

    /**
     * Reads and checks the folder.
     *
     * @param actions what flows can do
     * @throws Faulty with every fault
     */
    public static Library read(Folder folder, Map<String, Signature> actions) {
        var reader = new Conversations(folder);
        if (reader.flowNames().isEmpty()) {
            throw new Faulty(List.of(new Fault(new Mark(".", 1, 1), "there is no conversation in this folder")));
        }
        folder.files().keySet().stream()
                .filter(name -> name.endsWith(".yml"))
                .forEach(name -> reader.faults.add(
                        new Fault(new Mark(name, 1, 1), "the name of a conversation's file ends with .yaml")));
        var library = reader.library();
        if (reader.faults.isEmpty()) {
            reader.faults.addAll(Check.check(library, actions));
        }
        if (!reader.faults.isEmpty()) {
            throw new Faulty(reader.faults.stream().distinct().toList());
        }
        return library;
    }

    private Library library() {
        var words = new HashMap<String, Map<String, Map<String, String>>>();
        var texts = new HashMap<String, Map<String, Template>>();
        var pushTexts = new LinkedHashMap<String, Map<String, Wording>>();
        for (var language : Library.LANGUAGES) {
            var vocabularies = new LinkedHashMap<String, Map<String, String>>();
            file(WORDS, language).map().forEach((name, codes) -> vocabularies.put(name, codes.textMap()));
            words.put(language, vocabularies);
            file(PUSH_TEXTS, language)
                    .map()
                    .forEach((name, body) -> pushTexts
                            .computeIfAbsent(name, n -> new LinkedHashMap<>())
                            .put(language, WordingReader.wording(body.map(WordingReader.MESSAGE))));
        }
        var commands = new EnumMap<Command, List<String>>(Command.class);
        var languages = new LinkedHashMap<String, List<String>>();
        var system = new HashMap<String, Map<String, Yaml>>();
        for (var language : Library.LANGUAGES) {
            var map = file(SYSTEM, language)
                    .map(
                            language.equals(Library.THAI)
                                    ? Set.of(
                                            "commands",
                                            "languages",
                                            "answers",
                                            "followed",
                                            "menu",
                                            "officer",
                                            "danger",
                                            "typed",
                                            "texts")
                                    : Set.of("danger", "typed", "texts"));
            system.put(language, map);
            var own = new LinkedHashMap<String, Template>();
            at(map, "texts").map().forEach((name, text) -> own.put(name, text.template()));
            texts.put(language, own);
        }
        var thai = system.getOrDefault(Library.THAI, Map.of());
        at(thai, "commands").map().forEach((name, list) -> {
            try {
                commands.put(Command.valueOf(name.toUpperCase(Locale.ROOT)), bare(list.texts()));
            } catch (IllegalArgumentException e) {
                list.fault("`" + name + "` is not a command");
            }
        });
        at(thai, "languages").map().forEach((name, list) -> languages.put(name, bare(list.texts())));
        var answers = new EnumMap<Library.Answer, List<String>>(Library.Answer.class);
        at(thai, "answers").map().forEach((name, list) -> {
            try {
                answers.put(Library.Answer.valueOf(name.toUpperCase(Locale.ROOT)), bare(list.texts()));
            } catch (IllegalArgumentException e) {
                list.fault("`" + name + "` is not one of agree, decline, enough, thanks");
            }
        });
        var flows = new LinkedHashMap<String, prasan.flow.Flow>();
        for (var name : flowNames()) {
            flows.put(name, new FlowReader(name, folder.files(), faults, words).read());
        }
        return new Library(
                flows,
                words,
                texts,
                pushTexts,
                commands,
                languages,
                answers,
                emergency(system),
                typed(system),
                at(thai, "followed").text(),
                at(thai, "menu").text(),
                at(thai, "officer").text(),
                folder.edition(),
                synonyms(words));
    }

    /** What people say instead of a label; a folder may do without. */
    private Map<String, Map<String, List<String>>> synonyms(Map<String, Map<String, Map<String, String>>> words) {
        var synonyms = new LinkedHashMap<String, Map<String, List<String>>>();
        if (!folder.files().containsKey(SYNONYMS + ".yaml")) {
            return synonyms;
        }
        var thai = words.getOrDefault(Library.THAI, Map.of());
        file(SYNONYMS, Library.THAI).map().forEach((name, codes) -> {
            var own = new LinkedHashMap<String, List<String>>();
            var labels = thai.getOrDefault(name, Map.of());
            var seen = new HashSet<>(labels.values().stream().map(Polite::bare).toList());
            codes.map().forEach((code, list) -> {
                if (!labels.containsKey(code)) {
                    list.fault("`" + name + "` has no code `" + code + "`");
                }
                own.put(code, bare(list.texts()));
                own.get(code).stream()
                        .filter(word -> !seen.add(word))
                        .forEach(word -> list.fault("`" + word + "` already stands for a code of `" + name + "`"));
            });
            synonyms.put(name, own);
        });
        return synonyms;
    }

    /** Returns what is learned from the lists and examples: the same for the same files, since learning takes a second. */
    private Learned learned() {
        var lists = folder.files().entrySet().stream()
                .filter(file -> file.getKey().endsWith(".tsv"))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
        return LEARNED.get(lists, files -> new Learned(Understanding.of(files), Dangers.of(files)));
    }

    private record Learned(Understanding understanding, Dangers dangers) {}

    /** Returns the answers to danger to life; none where system.yaml has no `danger`. */
    private Library.Emergency emergency(Map<String, Map<String, Yaml>> system) {
        var node = system.getOrDefault(Library.THAI, Map.of()).get("danger");
        if (node == null) {
            return Library.Emergency.none();
        }
        var kinds = new LinkedHashMap<String, Library.Kind>();
        node.map().forEach((code, body) -> {
            var map = body.map(Set.of("category", "says", "card"));
            var category = map.get("category");
            var cards = new HashMap<String, Wording>();
            cards.put(Library.THAI, WordingReader.wording(map));
            kinds.put(
                    code,
                    new Library.Kind(
                            category == null ? "" : category.text(),
                            at(map, "says").text(),
                            cards));
        });
        for (var language : Library.LANGUAGES) {
            var section = language.equals(Library.THAI)
                    ? null
                    : system.getOrDefault(language, Map.of()).get("danger");
            if (section != null) {
                section.map().forEach((code, body) -> {
                    var kind = kinds.get(code);
                    if (kind == null) {
                        body.fault("there is no kind of danger `" + code + "`");
                    } else {
                        kind.card().put(language, WordingReader.wording(body.map(Set.of("card"))));
                    }
                });
            }
        }
        try {
            return new Library.Emergency(learned().dangers()::hear, kinds, node.mark());
        } catch (prasan.understand.Faulty faulty) {
            faults.addAll(faulty.faults());
            return Library.Emergency.none();
        }
    }

    /** What becomes of messages typed at the top; without a word of it in system.yaml none is understood. */
    private @Nullable Typed typed(Map<String, Map<String, Yaml>> system) {
        var node = system.getOrDefault(Library.THAI, Map.of()).get("typed");
        if (node == null) {
            return null;
        }
        var others = new LinkedHashMap<String, Map<String, Wording>>();
        var starts = new LinkedHashMap<String, String>();
        for (var language : Library.LANGUAGES) {
            var section = system.getOrDefault(language, Map.of()).get("typed");
            var map = section == null
                    ? Map.<String, Yaml>of()
                    : language.equals(Library.THAI) ? section.map(TYPED) : section.map(Set.of("others"));
            at(map, "others").map().forEach((code, body) -> {
                if (!body.isText() && body.map().containsKey("start")) {
                    starts.put(code, at(body.map(Set.of("start")), "start").text());
                } else {
                    others.computeIfAbsent(code, c -> new LinkedHashMap<>()).put(language, WordingReader.message(body));
                }
            });
        }
        var map = node.map();
        try {
            return new Typed(
                    at(map, "flow").text(),
                    at(map, "category").text(),
                    at(map, "detail").text(),
                    at(map, "place").text(),
                    at(map, "area").text(),
                    optional(map, "name"),
                    optional(map, "role"),
                    optional(map, "addition"),
                    others,
                    starts,
                    learned().understanding(),
                    node.mark());
        } catch (prasan.understand.Faulty faulty) {
            faults.addAll(faulty.faults());
            return null;
        }
    }

    private List<String> flowNames() {
        return folder.files().keySet().stream()
                .filter(name -> name.endsWith(".yaml"))
                .map(name -> name.substring(0, name.length() - ".yaml".length()))
                .filter(name -> Library.LANGUAGES.stream().noneMatch(language -> name.endsWith("." + language)))
                .filter(name ->
                        !Set.of(SYSTEM, WORDS, PUSH_TEXTS, NOTICES, SYNONYMS).contains(name))
                .sorted()
                .toList();
    }

    private Yaml file(String name, String language) {
        var ending = language.equals(Library.THAI) ? ".yaml" : "." + language + ".yaml";
        var file = name + ending;
        if (name.equals(PUSH_TEXTS) && !folder.files().containsKey(file)) {
            file = folder.files().containsKey(NOTICES + ending) ? NOTICES + ending : file;
        }
        var text = folder.files().get(file);
        if (text == null) {
            faults.add(new Fault(new Mark(file, 1, 1), "the file is missing"));
            return Yaml.read(file, "{}", new ArrayList<>());
        }
        return Yaml.read(file, text, faults);
    }

    private Yaml at(Map<String, Yaml> map, String name) {
        var found = map.get(name);
        if (found != null) {
            return found;
        }
        if (!map.isEmpty()) {
            map.values().iterator().next().fault("`" + name + "` is missing in this file");
        }
        return Yaml.read("", "{}", new ArrayList<>());
    }

    private static @Nullable String optional(Map<String, Yaml> map, String name) {
        var found = map.get(name);
        return found == null ? null : found.text();
    }

    /** Words that a whole message is compared with, politeness aside. */
    private static List<String> bare(List<String> texts) {
        return texts.stream().map(Polite::bare).toList();
    }
}
