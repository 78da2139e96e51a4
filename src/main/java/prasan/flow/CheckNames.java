package prasan.flow;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Names: every step, flow, action, vocabulary and slot that a step names is there, and is of the right type. */
final class CheckNames {
    /** As placeholders name them. */
    private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9-]*");

    /** LINE's limit of 300, without the number of the question. */
    private static final int DATA = 285;

    private static final int OPTIONS = 30;

    private final Library library;
    private final Map<String, Signature> actions;
    private final Filled slots;
    private final List<Fault> faults;

    CheckNames(Library library, Map<String, Signature> actions, Filled slots, List<Fault> faults) {
        this.library = library;
        this.actions = actions;
        this.slots = slots;
        this.faults = faults;
    }

    /** Every step has a name of its own and leads to steps that are there. Where this does not hold the ways through the flow are not known. */
    boolean standing(Flow flow) {
        int before = faults.size();
        var ids = new HashSet<String>();
        for (var step : flow.steps()) {
            if (step.id().equals(Step.Target.NEXT)) {
                fault(step.at(), "`next` is the step below: this one needs another name");
            }
            if (step instanceof Step.Ask ask && !NAME.matcher(ask.id()).matches()) {
                fault(
                        step.at(),
                        "`" + ask.id() + "`: the name of an answer has English letters, and begins with a small one");
            }
            if (!ids.add(step.id())) {
                fault(step.at(), "there are two steps called `" + step.id() + "`");
            }
            Exit.of(step).stream().map(Exit::to).forEach(target -> {
                if (!target.step().equals(Step.Target.NEXT) && flow.indexOf(target.step()) < 0) {
                    fault(target.at(), "there is no step `" + target.step() + "`");
                }
            });
        }
        return faults.size() == before;
    }

    void names(Flow flow, Step step) {
        switch (step) {
            case Step.Ask ask -> {
                var source = ask.slot().source();
                if (source != null) {
                    source(flow, ask, source);
                }
                suggest(flow, ask);
                if (ask.slot() instanceof Slot.Choice choice
                        && library.vocabulary(Library.THAI, choice.words()).isEmpty()) {
                    fault(step.at(), "there is no vocabulary `" + choice.words() + "`");
                }
                if (ask.slot() instanceof Slot.Choice choice) {
                    choice(flow, ask, choice);
                }
            }
            case Step.Do action -> {
                action(flow, action);
                outputs(flow, action);
            }
            case Step.Call call -> arguments(flow, call);
            case Step.Confirm confirm -> {
                if (confirm.show().size() > Questions.QUICK - 1) {
                    fault(
                            step.at(),
                            confirm.show().size() + " answers: at most " + (Questions.QUICK - 1)
                                    + " can be offered to be edited");
                }
                var shown = new HashSet<String>();
                confirm.show().forEach(slot -> {
                    if (!shown.add(slot)) {
                        fault(step.at(), "`" + slot + "` is shown twice");
                    }
                    if (flow.ask(slot) == null) {
                        fault(step.at(), "`" + slot + "` is not asked in this flow");
                    }
                    data(step.at(), slot);
                });
            }
            case Step.When when -> branches(flow, when);
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

    /** The options, and what else is below the question, are quick replies, each of which carries its code. */
    private void choice(Flow flow, Step.Ask ask, Slot.Choice choice) {
        var except = choice.except() == null ? null : flow.ask(choice.except());
        if (choice.except() != null
                && !(except != null
                        && except.slot() instanceof Slot.Choice other
                        && other.words().equals(choice.words()))) {
            fault(ask.at(), "`" + choice.except() + "` is not an earlier choice from the same words");
        }
        for (var language : Library.LANGUAGES) {
            var labels = library.words().getOrDefault(language, Map.of()).getOrDefault(choice.words(), Map.of());
            // its own options have a place each, those of words.yaml are told at the question
            var own = choice.words().equals(flow.name() + "." + ask.id())
                    ? Library.wording(ask.wordings(), language).options()
                    : Map.<String, Template>of();
            if (language.equals(Library.THAI) && labels.size() > OPTIONS) {
                fault(ask.at(), labels.size() + " options: nobody chooses from more than " + OPTIONS);
            }
            var names = new HashSet<String>();
            labels.forEach((code, label) -> {
                var option = own.get(code);
                var at = option == null ? ask.at() : option.at();
                if (label.indexOf('{') >= 0) {
                    fault(at, "a button has no placeholder: `" + label + "`");
                }
                if (Graphemes.count(label) > CheckTexts.LABEL) {
                    fault(at, "the label `" + label + "` is longer than " + CheckTexts.LABEL + " characters");
                }
                if (!names.add(Polite.bare(label))) {
                    fault(at, "two options are called `" + label + "`");
                }
                data(at, code);
            });
        }
    }

    /** A button carries the name together with the number of its question. */
    private void data(Mark at, String name) {
        if (name.length() > DATA) {
            fault(at, "`" + name + "` is longer than " + DATA + " characters: it has to fit into a button");
        }
    }

    private void suggest(Flow flow, Step.Ask ask) {
        var filled = slots.of(flow);
        Stream.of(ask.suggest(), ask.assume()).filter(Objects::nonNull).forEach(from -> {
            var type = filled.get(from);
            if (type != null && type != ask.slot().type()) {
                fault(ask.at(), "`" + ask.id() + "` is " + ask.slot().type() + ", `" + from + "` is " + type);
            }
        });
        reads(ask)
                .filter(slot -> !filled.containsKey(slot))
                .forEach(slot -> fault(ask.at(), "nothing fills `" + slot + "`"));
    }

    /** Returns the slots that decide whether and how the question is put. */
    static Stream<String> reads(Step.Ask ask) {
        var except = ask.slot() instanceof Slot.Choice choice ? choice.except() : null;
        return Stream.concat(
                Stream.of(ask.suggest(), ask.assume(), except).flatMap(Stream::ofNullable), ask.unless().stream());
    }

    /** Codes have a branch each, other slots are filled or empty; what has no branch goes where {@code else} says. */
    private void branches(Flow flow, Step.When when) {
        var type = slots.of(flow).get(when.slot());
        if (type == null) {
            fault(when.at(), "nothing fills `" + when.slot() + "`");
            return;
        }
        var known = new TreeSet<>(Set.of(Step.When.EMPTY));
        if (type == Type.CODE) {
            known.addAll(codes(flow, when.slot()));
        } else {
            known.add(Step.When.FILLED);
        }
        when.branches().forEach((name, target) -> {
            if (!known.contains(name)) {
                fault(
                        target.at(),
                        "`" + when.slot() + "` is never `" + name + "`; it is one of " + String.join(", ", known));
            }
        });
        if (when.otherwise() == null && !when.branches().keySet().containsAll(known)) {
            fault(when.at(), "`else` is missing: where to go when none of these fits");
        }
    }

    private Set<String> codes(Flow flow, String slot) {
        var words = slots.words(flow, slot);
        return words != null
                ? library.vocabulary(Library.THAI, words).keySet()
                : library.words().getOrDefault(Library.THAI, Map.of()).values().stream()
                        .flatMap(codes -> codes.keySet().stream())
                        .collect(Collectors.toSet());
    }

    private void source(Flow flow, Step.Ask ask, String name) {
        var signature = actions.get(name);
        if (signature == null || signature.kind() != Signature.Kind.SOURCE) {
            fault(ask.at(), "there is no source `" + name + "`");
            return;
        }
        inputs(flow, ask.at(), signature, ask.slot().with());
    }

    private void action(Flow flow, Step.Do step) {
        var signature = actions.get(step.action());
        if (signature == null
                || (signature.kind() != Signature.Kind.READ && signature.kind() != Signature.Kind.WRITE)) {
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
            if (!slots.of(flow).containsKey(ours)) {
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
        var filled = slots.of(flow);
        with.forEach((input, slot) -> {
            var wanted = signature.inputs().get(input);
            if (wanted == null) {
                fault(at, signature.name() + " takes no `" + input + "`");
            } else if (!filled.containsKey(slot)) {
                fault(at, "nothing fills `" + slot + "`");
            } else if (filled.get(slot) != wanted) {
                fault(
                        at,
                        "`" + input + "` of " + signature.name() + " is " + wanted + ", `" + slot + "` is "
                                + filled.get(slot));
            } else if (wanted == Type.CODE) {
                codes(at, signature, input, slot, slots.words(flow, slot));
            }
        });
    }

    /** A code is of one vocabulary, and means nothing in another. */
    private void codes(Mark at, Signature signature, String input, String slot, @Nullable String words) {
        var wanted = signature.words().get(input);
        if (wanted != null && words != null && !wanted.equals(words)) {
            fault(
                    at,
                    "`" + input + "` of " + signature.name() + " is one of `" + wanted + "`, `" + slot + "` is one of `"
                            + words + "`");
        }
    }

    private void fault(Mark at, String message) {
        faults.add(new Fault(at, message));
    }
}
