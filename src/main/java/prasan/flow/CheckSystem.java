package prasan.flow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The files that are no flows, and what all flows share: the engine's texts, vocabularies, pushed texts, the alarm, words that start something. */
final class CheckSystem {
    private final Library library;
    private final Map<String, Signature> actions;
    private final CheckTexts texts;
    private final List<Fault> faults;

    CheckSystem(Library library, Map<String, Signature> actions, CheckTexts texts, List<Fault> faults) {
        this.library = library;
        this.actions = actions;
        this.texts = texts;
        this.faults = faults;
    }

    void system() {
        for (var language : Library.LANGUAGES) {
            var file = new Mark(language.equals(Library.THAI) ? "system.yaml" : "system." + language + ".yaml", 1, 1);
            var own = library.texts().getOrDefault(language, Map.of());
            for (var name : SystemTexts.NAMES) {
                var text = own.get(name);
                if (text == null) {
                    fault(file, "the text `" + name + "` is missing");
                } else if (SystemTexts.isLabel(name)) {
                    texts.label(CheckTexts.LABEL, text);
                } else {
                    texts.text(text, Map.of(), CheckTexts.ARGS);
                    texts.brief(text);
                }
            }
            own.forEach((name, text) -> {
                if (!SystemTexts.NAMES.contains(name)) {
                    fault(text.at(), "the engine has no text called `" + name + "`");
                }
            });
            var thai = library.words().getOrDefault(Library.THAI, Map.of());
            var others = library.words().getOrDefault(language, Map.of());
            thai.forEach((name, codes) -> {
                // options of a question's own are told with the question
                if (!name.contains(".")
                        && !codes.keySet()
                                .equals(others.getOrDefault(name, Map.of()).keySet())) {
                    fault(
                            new Mark("words." + language + ".yaml", 1, 1),
                            "`" + name + "` does not have the same codes as in Thai");
                }
            });
        }
        for (var command : Library.Command.values()) {
            if (library.commands().getOrDefault(command, List.of()).isEmpty()) {
                fault(new Mark("system.yaml", 1, 1), "no words for the command " + command);
            }
        }
        flowNamed(library.followed(), new Mark("system.yaml", 1, 1));
        flowNamed(library.menu(), new Mark("system.yaml", 1, 1));
        flowNamed(library.officer(), new Mark("system.yaml", 1, 1));
        emergency();
        typed();
        library.pushTexts().forEach((name, wordings) -> {
            var thai = wordings.get(Library.THAI);
            if (thai == null) {
                fault(new Mark("push-texts.yaml", 1, 1), "the text `" + name + "` is missing here");
            } else {
                pushText(name, markOf(thai), wordings);
            }
        });
        actions.values().stream()
                .filter(signature -> signature.kind() == Signature.Kind.PUSH_TEXT
                        && !library.pushTexts().containsKey(signature.name()))
                .forEach(signature ->
                        fault(new Mark("push-texts.yaml", 1, 1), "the text `" + signature.name() + "` is missing"));
    }

    /** Every kind of danger has a card in all languages, an example that is heard as such, and a category of reports. */
    private void emergency() {
        var emergency = library.emergency();
        var typed = library.typed();
        if (!emergency.kinds().isEmpty() && !emergency.kinds().containsKey(Library.Emergency.HELP)) {
            fault(emergency.at(), "the kind of danger `" + Library.Emergency.HELP + "` is missing");
        }
        emergency.kinds().forEach((code, kind) -> {
            texts.languages("`danger`", emergency.at(), kind.card());
            kind.card().values().forEach(wording -> {
                texts.said(wording, Map.of());
                if (wording.card() == null || wording.card().buttons().stream().noneMatch(b -> b.ring() != null)) {
                    fault(emergency.at(), "the card of the danger `" + code + "` rings no number");
                }
            });
            if (emergency
                    .certain(kind.says())
                    .filter(danger -> danger.kind().equals(code))
                    .isEmpty()) {
                fault(emergency.at(), "`" + kind.says() + "` is not heard as the danger `" + code + "`");
            }
            if (typed != null && !kind.category().isEmpty() && !isCategory(typed, kind.category())) {
                fault(emergency.at(), "`" + kind.category() + "` is no category of reports");
            }
        });
    }

    private boolean isCategory(Typed typed, String code) {
        var flow = library.flows().get(typed.flow());
        var ask = flow == null ? null : flow.ask(typed.category());
        return ask != null
                && ask.slot() instanceof Slot.Choice choice
                && library.vocabulary(Library.THAI, choice.words()).containsKey(code);
    }

    /** What is typed at the top fills questions of the flow that it starts. */
    private void typed() {
        var typed = library.typed();
        if (typed == null) {
            return;
        }
        flowNamed(typed.flow(), typed.at());
        var flow = library.flows().get(typed.flow());
        if (flow != null) {
            question(flow, typed.category(), Slot.Choice.class, typed.at());
            question(flow, typed.detail(), Slot.Words.class, typed.at());
            question(flow, typed.place(), Slot.Place.class, typed.at());
            question(flow, typed.area(), Slot.Area.class, typed.at());
            if (typed.name() != null) {
                question(flow, typed.name(), Slot.Words.class, typed.at());
            }
            if (typed.role() != null) {
                question(flow, typed.role(), Slot.Choice.class, typed.at());
            }
        }
        if (typed.addition() != null) {
            flowNamed(typed.addition(), typed.at());
        }
        typed.starts().values().forEach(name -> flowNamed(name, typed.at()));
        typed.others().values().forEach(wordings -> {
            texts.languages("`typed`", typed.at(), wordings);
            wordings.values().forEach(wording -> texts.said(wording, Map.of()));
        });
    }

    private void question(Flow flow, String slot, Class<? extends Slot> kind, Mark at) {
        var ask = flow.ask(slot);
        if (ask == null || !kind.isInstance(ask.slot())) {
            fault(at, "`" + slot + "` is not a question of " + flow.name() + " that can be answered so");
        }
    }

    private void pushText(String name, Mark at, Map<String, Wording> wordings) {
        var signature = actions.get(name);
        if (signature == null || signature.kind() != Signature.Kind.PUSH_TEXT) {
            fault(at, "nothing pushes a text `" + name + "`");
            return;
        }
        texts.languages("`" + name + "`", at, wordings);
        texts.slots("`" + name + "`", at, wordings, signature.inputs());
        wordings.values().forEach(wording -> {
            texts.said(wording, signature.inputs());
            if (wording.text() != null && !wording.text().placeholders().isEmpty()) {
                fault(wording.text().at(), "a pushed text is seen on a locked phone: placeholders belong on a card");
            }
        });
    }

    private static Mark markOf(Wording wording) {
        return wording.card() != null
                ? wording.card().title().at()
                : wording.text() != null ? wording.text().at() : new Mark("push-texts.yaml", 1, 1);
    }

    private void flowNamed(String name, Mark at) {
        if (!library.flows().containsKey(name)) {
            fault(at, "there is no flow `" + name + "`");
        }
    }

    /** No two flows, and no flow and a command, start with the same words. */
    void starts() {
        var owners = new HashMap<String, Owner>();
        var system = new Mark("system.yaml", 1, 1);
        library.commands().forEach((command, words) -> own(owners, words, "the command " + command, system));
        library.languages().forEach((language, words) -> own(owners, words, "the language " + language, system));
        for (var flow : library.flows().values()) {
            flow.starts().values().stream().flatMap(List::stream).forEach(word -> {
                var at = flow.startsAt().getOrDefault(word, flow.at());
                own(owners, List.of(word), flow.name(), at);
                if (word.matches("[0-9]+")) {
                    fault(at, "`" + word + "` chooses from a list: a flow starts with words");
                }
                var slot = Flow.answeredBy(word);
                if (slot != null
                        && !(flow.step(slot) instanceof Step.Ask ask
                                && (ask.slot() instanceof Slot.Words || ask.slot() instanceof Slot.Area))) {
                    fault(at, "`" + slot + "` is not a text question of " + flow.name() + ", nor one for an area");
                }
            });
        }
    }

    private void own(Map<String, Owner> owners, List<String> words, String name, Mark at) {
        for (var word : words) {
            var other = owners.putIfAbsent(word, new Owner(name, at));
            if (other != null && !other.name.equals(name)) {
                fault(
                        at,
                        "`" + word + "` already starts " + other.name + " (" + other.at.file() + ":" + other.at.line()
                                + ")");
            }
        }
    }

    /** What a word starts, and where that is written. */
    private record Owner(String name, Mark at) {}

    private void fault(Mark at, String message) {
        faults.add(new Fault(at, message));
    }
}
