package prasan.flow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Proves, before anything runs, that the conversations hold together: names resolve, every step can be reached, every outcome is handled, nothing is written that the person has not
 * confirmed, every language says everything, and LINE will take what is said.
 */
public final class Check {
    /** The engine's own texts, each of which {@code system.yaml} must have. */
    static final List<String> TEXTS = List.of(
            "language",
            "language-button",
            "nothing-open",
            "help",
            "back-wall",
            "button-over",
            "button-old",
            "cancel-ask",
            "cancel-yes",
            "cancel-no",
            "cancelled",
            "edit-ask",
            "resume-ask",
            "resume-yes",
            "resume-no",
            "resume-button",
            "menu-button",
            "use-buttons",
            "not-understood",
            "not-expected",
            "flow-changed",
            "button-send",
            "button-edit",
            "button-cancel",
            "button-back",
            "button-skip",
            "button-done",
            "button-more",
            "button-camera",
            "button-photos",
            "button-place",
            "button-choose",
            "preview-cards",
            "apology",
            "group",
            "refused-choice",
            "refused-words",
            "refused-short",
            "refused-long",
            "refused-photos",
            "refused-photo-taken",
            "refused-photos-complete",
            "refused-photos-full",
            "refused-place",
            "refused-none",
            "refused-many",
            "refused-village",
            "refused-wide",
            "put-aside",
            "handed-back",
            "with-officer",
            "photo-early",
            "refused-photos-enough",
            "refused-number",
            "refused-range",
            "refused-day",
            "refused-past",
            "refused-future",
            "refused-time",
            "refused-phone",
            "refused-text-taken",
            "refused-texts-full");

    private static final int LABEL = Questions.LABEL;
    private static final int CARD_LABEL = 40;
    private static final int TEXT = 5000;
    private static final int ALT_TEXT = 1500;
    private static final int MESSAGES = 5;
    /** What every text may name: the arguments of refusals. */
    private static final Set<String> ARGS = Set.of("min", "max", "length", "count", "left", "found", "day", "title");

    private final Library library;
    private final Map<String, Signature> actions;
    private final List<Fault> faults = new ArrayList<>();

    private Check(Library library, Map<String, Signature> actions) {
        this.library = library;
        this.actions = actions;
    }

    /** All faults, by file and line; none when the conversations may run. */
    public static List<Fault> check(Library library, Map<String, Signature> actions) {
        var check = new Check(library, actions);
        check.system();
        library.flows().values().forEach(check::flow);
        check.starts();
        check.faults.sort(Comparator.comparing((Fault f) -> f.at().file())
                .thenComparing(f -> f.at().line())
                .thenComparing(f -> f.at().column()));
        return check.faults;
    }

    private void fault(Mark at, String message) {
        faults.add(new Fault(at, message));
    }

    // ---- the files that are no flows

    private void system() {
        for (var language : Library.LANGUAGES) {
            var file = new Mark(language.equals(Library.THAI) ? "system.yaml" : "system." + language + ".yaml", 1, 1);
            var texts = library.texts().getOrDefault(language, Map.of());
            for (var name : TEXTS) {
                var text = texts.get(name);
                if (text == null) {
                    fault(file, "the text `" + name + "` is missing");
                } else if (isLabel(name)) {
                    label(LABEL, text);
                } else {
                    text(text, Map.of(), TEXT);
                }
            }
            texts.forEach((name, text) -> {
                if (!TEXTS.contains(name)) {
                    fault(text.at(), "the engine has no text called `" + name + "`");
                }
            });
            var thai = library.words().getOrDefault(Library.THAI, Map.of());
            var own = library.words().getOrDefault(language, Map.of());
            thai.forEach((name, codes) -> {
                if (!codes.keySet().equals(own.getOrDefault(name, Map.of()).keySet())) {
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
        var alarm = library.alarm();
        flowNamed(alarm.flow(), alarm.at());
        var alarmed = library.flows().get(alarm.flow());
        var ask = alarmed == null ? null : alarmed.ask(alarm.slot());
        if (alarmed != null && (ask == null || !(ask.slot() instanceof Slot.Words))) {
            fault(alarm.at(), "`" + alarm.slot() + "` is not a text question of " + alarm.flow());
        }
        languages(alarm.at(), alarm.card());
        alarm.card().values().forEach(wording -> said(wording, Map.of()));
        library.notices().forEach((name, wordings) -> {
            var thai = wordings.get(Library.THAI);
            if (thai == null) {
                fault(new Mark("notices.yaml", 1, 1), "the notice `" + name + "` is missing here");
            } else {
                notice(name, markOf(thai), wordings);
            }
        });
        actions.values().stream()
                .filter(signature -> signature.kind() == Signature.Kind.NOTICE
                        && !library.notices().containsKey(signature.name()))
                .forEach(signature ->
                        fault(new Mark("notices.yaml", 1, 1), "the notice `" + signature.name() + "` is missing"));
    }

    private void notice(String name, Mark at, Map<String, Wording> wordings) {
        var signature = actions.get(name);
        if (signature == null || signature.kind() != Signature.Kind.NOTICE) {
            fault(at, "nothing tells a notice `" + name + "`");
            return;
        }
        languages(at, wordings);
        wordings.values().forEach(wording -> said(wording, signature.inputs()));
    }

    private static boolean isLabel(String name) {
        return name.endsWith("-button")
                || name.endsWith("-yes")
                || name.endsWith("-no")
                || (name.startsWith("button-") && !name.equals("button-old") && !name.equals("button-over"));
    }

    private static Mark markOf(Wording wording) {
        return wording.card() != null
                ? wording.card().title().at()
                : wording.text() != null ? wording.text().at() : new Mark("notices.yaml", 1, 1);
    }

    private void flowNamed(String name, Mark at) {
        if (!library.flows().containsKey(name)) {
            fault(at, "there is no flow `" + name + "`");
        }
    }

    /** No two flows, and no flow and a command, start with the same words. */
    private void starts() {
        var owners = new HashMap<String, String>();
        library.commands()
                .forEach((command, words) -> words.forEach(word -> owners.put(word, "the command " + command)));
        library.languages()
                .forEach((language, words) -> words.forEach(word -> owners.put(word, "the language " + language)));
        for (var flow : library.flows().values()) {
            for (var words : flow.starts().values()) {
                for (var word : words) {
                    var other = owners.put(word, flow.name());
                    if (other != null && !other.equals(flow.name())) {
                        fault(flow.at(), "`" + word + "` already starts " + other);
                    }
                }
            }
        }
    }

    // ---- one flow

    private void flow(Flow flow) {
        var ids = new HashSet<String>();
        for (var step : flow.steps()) {
            if (!ids.add(step.id())) {
                fault(step.at(), "there are two steps called `" + step.id() + "`");
            }
        }
        for (var step : flow.steps()) {
            names(flow, step);
        }
        if (faults.isEmpty()) {
            reachable(flow);
            questions(flow);
            confirmed(flow);
        }
        // only where every way is known to end
        if (faults.isEmpty()) {
            flow.steps().forEach(step -> said(flow, step));
        }
    }

    private void names(Flow flow, Step step) {
        Exit.of(step).stream().map(Exit::to).forEach(target -> {
            if (!target.step().equals(Step.Target.NEXT) && flow.indexOf(target.step()) < 0) {
                fault(target.at(), "there is no step `" + target.step() + "`");
            }
        });
        switch (step) {
            case Step.Ask ask -> {
                var source = ask.slot().source();
                if (source != null) {
                    source(flow, ask, source);
                }
                if (ask.slot() instanceof Slot.Choice choice
                        && library.vocabulary(Library.THAI, choice.words()).isEmpty()) {
                    fault(step.at(), "there is no vocabulary `" + choice.words() + "`");
                }
                if (ask.slot() instanceof Slot.Choice choice) {
                    choice(step.at(), choice);
                }
            }
            case Step.Do action -> {
                action(flow, action);
                outputs(flow, action);
            }
            case Step.Call call -> {
                flowNamed(call.flow(), step.at());
                arguments(flow, call);
            }
            case Step.Confirm confirm ->
                confirm.show().forEach(slot -> {
                    if (flow.ask(slot) == null) {
                        fault(step.at(), "`" + slot + "` is not asked in this flow");
                    }
                });
            case Step.When when -> {
                if (!slots(flow).containsKey(when.slot())) {
                    fault(step.at(), "nothing fills `" + when.slot() + "`");
                }
            }
            case Step.Message message -> {}
            case Step.Officer officer -> {
                if (!actions.containsKey(Step.Officer.ACTION)) {
                    fault(step.at(), "there is nobody to hand over to");
                }
            }
            case Step.Jump jump -> {}
            case Step.End end -> {}
        }
    }

    private void choice(Mark at, Slot.Choice choice) {
        for (var language : Library.LANGUAGES) {
            var labels = library.words().getOrDefault(language, Map.of()).getOrDefault(choice.words(), Map.of());
            if (labels.size() > Questions.QUICK - 1) {
                fault(at, labels.size() + " options: at most " + (Questions.QUICK - 1) + " fit beside `ยกเลิก`");
            }
            labels.values().forEach(label -> {
                if (Graphemes.count(label) > LABEL) {
                    fault(at, "the label `" + label + "` is longer than " + LABEL + " characters");
                }
            });
        }
    }

    private void source(Flow flow, Step.Ask ask, String name) {
        var signature = actions.get(name);
        if (signature == null || signature.kind() != Signature.Kind.SOURCE) {
            fault(ask.at(), "there is no source `" + name + "`");
            return;
        }
        var with = ask.slot() instanceof Slot.Area area
                ? area.with()
                : ask.slot() instanceof Slot.Reference ref ? ref.with() : Map.<String, String>of();
        inputs(flow, ask.at(), signature, with);
    }

    private void action(Flow flow, Step.Do step) {
        var signature = actions.get(step.action());
        if (signature == null || signature.kind() == Signature.Kind.SOURCE) {
            fault(step.at(), "there is no action `" + step.action() + "`");
            return;
        }
        inputs(flow, step.at(), signature, step.with());
        for (var outcome : signature.outcomes().keySet()) {
            if (!step.outcomes().containsKey(outcome)) {
                fault(step.at(), "the outcome `" + outcome + "` of " + step.action() + " is not handled");
            }
        }
        step.outcomes().forEach((outcome, target) -> {
            if (!signature.outcomes().containsKey(outcome)) {
                fault(target.at(), step.action() + " has no outcome `" + outcome + "`");
            }
        });
    }

    /** What a called flow is given and gives back has names on both sides. */
    private void arguments(Flow flow, Step.Call call) {
        var called = library.flows().get(call.flow());
        if (called == null) {
            return;
        }
        call.with().forEach((theirs, ours) -> {
            if (called.ask(theirs) == null) {
                fault(call.at(), "`" + theirs + "` is not asked in " + call.flow());
            }
            if (!slots(flow).containsKey(ours)) {
                fault(call.at(), "nothing fills `" + ours + "`");
            }
        });
        call.gives().forEach((ours, theirs) -> {
            if (called.ask(theirs) == null) {
                fault(call.at(), "`" + theirs + "` is not asked in " + call.flow());
            }
        });
    }

    /** An output must not overwrite what the person answered. */
    private void outputs(Flow flow, Step.Do step) {
        var signature = actions.get(step.action());
        if (signature != null) {
            signature.outcomes().values().stream()
                    .flatMap(outputs -> outputs.keySet().stream())
                    .map(step::slotOf)
                    .distinct()
                    .filter(slot -> flow.ask(slot) != null)
                    .forEach(slot -> fault(step.at(), "this overwrites the answer `" + slot + "`: give it an `as`"));
        }
    }

    private void inputs(Flow flow, Mark at, Signature signature, Map<String, String> with) {
        var slots = slots(flow);
        with.forEach((input, slot) -> {
            var wanted = signature.inputs().get(input);
            if (wanted == null) {
                fault(at, signature.name() + " takes no `" + input + "`");
            } else if (!slots.containsKey(slot)) {
                fault(at, "nothing fills `" + slot + "`");
            } else if (slots.get(slot) != wanted) {
                fault(
                        at,
                        "`" + input + "` of " + signature.name() + " is " + wanted + ", `" + slot + "` is "
                                + slots.get(slot));
            }
        });
    }

    /** Every slot that the flow can fill, with its type. */
    private Map<String, Type> slots(Flow flow) {
        var slots = new HashMap<String, Type>();
        for (var step : flow.steps()) {
            if (step instanceof Step.Ask ask) {
                slots.put(ask.id(), ask.slot().type());
            } else if (step instanceof Step.Do action && actions.get(action.action()) != null) {
                Objects.requireNonNull(actions.get(action.action()))
                        .outcomes()
                        .values()
                        .forEach(outputs -> outputs.forEach((name, type) -> slots.put(action.slotOf(name), type)));
            } else if (step instanceof Step.Call call && library.flows().containsKey(call.flow())) {
                var theirs = library.flow(call.flow());
                call.gives().forEach((ours, name) -> {
                    var ask = theirs.ask(name);
                    if (ask != null) {
                        slots.put(ours, ask.slot().type());
                    }
                });
            }
        }
        return slots;
    }

    // ---- ways through a flow

    /** The steps that may come after the step. */
    private static List<Step> after(Flow flow, Step step) {
        List<Step> after = new ArrayList<>();
        for (var exit : Exit.of(step)) {
            int index = exit.target(flow, flow.indexOf(step.id()));
            if (index < flow.steps().size()) {
                after.add(flow.steps().get(index));
            }
        }
        return after;
    }

    private void reachable(Flow flow) {
        var reached = new HashSet<String>();
        var open = new ArrayDeque<>(List.of(flow.steps().getFirst()));
        while (!open.isEmpty()) {
            var step = open.poll();
            if (reached.add(step.id())) {
                open.addAll(after(flow, step));
            }
        }
        flow.steps().stream()
                .filter(step -> !reached.contains(step.id()))
                .forEach(step -> fault(step.at(), "no way leads to this step"));
    }

    /** No way leads back to a step without a question on it: such a way would never end. */
    private void questions(Flow flow) {
        for (var start : flow.steps()) {
            var seen = new HashSet<String>();
            var open = new ArrayDeque<>(after(flow, start));
            while (!open.isEmpty() && !waits(start)) {
                var step = open.poll();
                if (step.id().equals(start.id())) {
                    fault(start.at(), "this way comes back here without a question");
                    return;
                }
                if (!waits(step) && seen.add(step.id())) {
                    open.addAll(after(flow, step));
                }
            }
        }
    }

    private static boolean waits(Step step) {
        return step instanceof Step.Ask || step instanceof Step.Confirm || step instanceof Step.Officer;
    }

    /** Every way to a write leads over a confirmation, and no way leads from a write to a second one without another confirmation. */
    private void confirmed(Flow flow) {
        var seen = new HashSet<String>();
        var open = new ArrayDeque<>(List.of(flow.steps().getFirst()));
        while (!open.isEmpty()) {
            var step = open.poll();
            if (step instanceof Step.Confirm || !seen.add(step.id())) {
                continue;
            }
            if (writes(step)) {
                fault(step.at(), "this writes without a `confirm` before it");
            }
            open.addAll(after(flow, step));
        }
        for (var step : flow.steps()) {
            if (writes(step)) {
                var second = write(flow, step);
                if (second != null) {
                    fault(second.at(), "this writes a second time after one `confirm`");
                }
            }
        }
    }

    private @Nullable Step write(Flow flow, Step from) {
        var seen = new HashSet<String>();
        var open = new ArrayDeque<>(after(flow, from));
        while (!open.isEmpty()) {
            var step = open.poll();
            if (step instanceof Step.Confirm || !seen.add(step.id())) {
                continue;
            }
            if (writes(step)) {
                return step;
            }
            open.addAll(after(flow, step));
        }
        return null;
    }

    private boolean writes(Step step) {
        return step instanceof Step.Do action
                && Objects.requireNonNull(actions.get(action.action())).kind() == Signature.Kind.WRITE;
    }

    // ---- what is said

    private void said(Flow flow, Step step) {
        if (step.wordings().isEmpty()) {
            return;
        }
        languages(step.at(), step.wordings());
        var slots = slots(flow);
        step.wordings().values().forEach(wording -> said(wording, slots));
        if (step instanceof Step.Message && messages(flow, step) > MESSAGES) {
            fault(step.at(), "more than " + MESSAGES + " messages without a question");
        }
        if (step instanceof Step.Confirm confirm) {
            confirm.show().forEach(slot -> {
                var ask = flow.ask(slot);
                if (ask != null
                        && !Library.wording(ask.wordings(), Library.THAI)
                                .labels()
                                .containsKey("label")) {
                    fault(ask.at(), "`label` is missing: what `" + slot + "` is called in the summary");
                }
            });
        }
    }

    /** The most messages of a way that starts here and ends at a question. */
    private static int messages(Flow flow, Step step) {
        int most = 0;
        if (step instanceof Step.Message || waits(step)) {
            most = 1;
        }
        if (waits(step)) {
            return most;
        }
        int longest = 0;
        for (var next : after(flow, step)) {
            longest = Math.max(longest, messages(flow, next));
        }
        return most + longest;
    }

    /** Every language has what Thai has. */
    private void languages(Mark at, Map<String, Wording> wordings) {
        var thai = wordings.getOrDefault(Library.THAI, Wording.EMPTY);
        for (var language : Library.LANGUAGES) {
            var other = wordings.get(language);
            if (other == null) {
                fault(at, "the texts in `" + language + "` are missing");
            } else if ((thai.text() == null) != (other.text() == null)
                    || (thai.card() == null) != (other.card() == null)
                    || !thai.refused().keySet().equals(other.refused().keySet())
                    || !thai.options().keySet().equals(other.options().keySet())
                    || !thai.labels().keySet().equals(other.labels().keySet())) {
                fault(at, "the texts in `" + language + "` are not the same ones as in Thai");
            }
        }
    }

    private void said(Wording wording, Map<String, Type> slots) {
        text(wording.text(), slots, TEXT);
        wording.refused().values().forEach(text -> text(text, slots, TEXT));
        wording.labels().forEach((name, label) -> label(LABEL, label));
        var card = wording.card();
        if (card != null) {
            text(card.title(), slots, TEXT);
            text(card.subtitle(), slots, TEXT);
            text(card.text(), slots, TEXT);
            preview(card);
            card.rows().forEach(row -> {
                text(row.label(), slots, TEXT);
                text(row.value(), slots, TEXT);
            });
            card.buttons().forEach(button -> {
                label(CARD_LABEL, button.label());
                if (button.start() != null) {
                    flowNamed(button.start(), button.at());
                }
                if (button.ring() != null && !button.ring().source().matches("[0-9*#+-]{3,15}")) {
                    fault(button.ring().at(), "`" + button.ring().source() + "` is no telephone number");
                }
                if (button.open() != null && !button.open().source().startsWith("https://")) {
                    fault(button.open().at(), "a link begins with https://");
                }
            });
            if (card.each() != null && slots.get(card.each().slot()) != Type.ROWS) {
                fault(card.each().at(), "`" + card.each().slot() + "` has no rows");
            }
        }
    }

    /** What a locked phone shows has nothing of a person in it: no placeholder; a title with one needs a preview of its own. */
    private void preview(Wording.Card card) {
        var preview = card.preview() == null ? card.title() : card.preview();
        if (!preview.placeholders().isEmpty()) {
            fault(
                    preview.at(),
                    card.preview() == null
                            ? "a title with a placeholder needs a `preview`: what a locked phone shows"
                            : "a preview is seen on a locked phone: it has no placeholders");
        } else if (preview.source().length() > ALT_TEXT) {
            fault(preview.at(), "longer than " + ALT_TEXT + " characters");
        }
    }

    private void label(int max, Template label) {
        if (Graphemes.count(label.source()) > max) {
            fault(label.at(), "`" + label.source() + "` is longer than " + max + " characters");
        }
    }

    private void text(@Nullable Template text, Map<String, Type> slots, int max) {
        if (text == null) {
            return;
        }
        if (text.source().length() > max) {
            fault(text.at(), "longer than " + max + " characters");
        }
        for (var name : text.placeholders()) {
            if (!slots.containsKey(name) && !ARGS.contains(name)) {
                fault(text.at(), "nothing fills `{" + name + "}`");
            }
        }
    }
}
