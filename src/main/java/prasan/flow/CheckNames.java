package prasan.flow;

import java.util.List;
import java.util.Map;

/** Names: every step, flow, action, vocabulary and slot that a step names is there, and is of the right type. */
final class CheckNames {
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

    void names(Flow flow, Step step) {
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
                if (!library.flows().containsKey(call.flow())) {
                    fault(step.at(), "there is no flow `" + call.flow() + "`");
                }
                arguments(flow, call);
            }
            case Step.Confirm confirm ->
                confirm.show().forEach(slot -> {
                    if (flow.ask(slot) == null) {
                        fault(step.at(), "`" + slot + "` is not asked in this flow");
                    }
                });
            case Step.When when -> {
                if (!slots.of(flow).containsKey(when.slot())) {
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
                if (Graphemes.count(label) > CheckTexts.LABEL) {
                    fault(at, "the label `" + label + "` is longer than " + CheckTexts.LABEL + " characters");
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
            }
        });
    }

    private void fault(Mark at, String message) {
        faults.add(new Fault(at, message));
    }
}
