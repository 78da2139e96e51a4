package prasan.flow;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Slots are read only where they have been filled, and what is personal is shown only where nobody else reads it. */
final class CheckReads {
    private final Library library;
    private final Map<String, Signature> actions;
    private final Known known;
    private final Filled slots;
    private final List<Fault> faults;

    CheckReads(Library library, Map<String, Signature> actions, Filled slots, List<Fault> faults) {
        this.library = library;
        this.actions = actions;
        this.slots = slots;
        this.known = new Known(library, actions);
        this.faults = faults;
    }

    void reads(Flow flow) {
        var before = known.before(flow);
        var personal = personal(flow);
        var somewhere = slots.of(flow).keySet();
        for (var step : flow.steps()) {
            var here = before.get(step.id());
            if (here != null) {
                reads(step, here);
                given(step, personal);
                step.wordings().values().forEach(wording -> shown(step, wording, here, somewhere, personal));
            }
        }
    }

    private void reads(Step step, Known.State here) {
        switch (step) {
            case Step.Ask ask -> {
                var source = ask.slot().source();
                if (source != null) {
                    inputs(step.at(), source, ask.slot().with(), here);
                }
                CheckNames.reads(ask).forEach(slot -> possible(step.at(), slot, here));
            }
            case Step.Do action -> inputs(step.at(), action.action(), action.with(), here);
            case Step.Call call -> call.with().values().forEach(slot -> possible(step.at(), slot, here));
            case Step.When when -> possible(step.at(), when.slot(), here);
            default -> {}
        }
    }

    private void inputs(Mark at, String action, Map<String, String> with, Known.State here) {
        var signature = actions.get(action);
        if (signature == null) {
            return;
        }
        signature.inputs().keySet().stream()
                .filter(input ->
                        !with.containsKey(input) && !signature.optional().contains(input))
                .sorted()
                .forEach(input -> fault(at, action + " needs `with: {" + input + ": …}`"));
        with.forEach((input, slot) -> {
            if (!here.possible().contains(slot) || signature.optional().contains(input)) {
                possible(at, slot, here);
            } else if (!here.filled().contains(slot)) {
                unfilled(at, slot);
            } else if (!here.answered().contains(slot)) {
                fault(at, "`" + slot + "` may have been skipped, and " + action + " needs its `" + input + "`");
            }
        });
    }

    private void possible(Mark at, String slot, Known.State here) {
        if (!here.possible().contains(slot)) {
            fault(at, "`" + slot + "` is read before anything fills it");
        }
    }

    private void unfilled(Mark at, String slot) {
        fault(at, "`" + slot + "` is not filled on every way that leads here");
    }

    private void shown(Step step, Wording wording, Known.State here, Set<String> somewhere, Set<String> personal) {
        wording.templates()
                .forEach(template -> template.placeholders().stream()
                        .filter(name ->
                                somewhere.contains(name) && !here.filled().contains(name))
                        .forEach(name -> unfilled(template.at(), name)));
        var card = wording.card();
        if (card != null
                && card.each() != null
                && !here.filled().contains(card.each().slot())) {
            unfilled(card.each().at(), card.each().slot());
        }
        wording.refused().values().forEach(text -> unlocked(text, personal));
        var text = wording.text();
        if (text == null) {
            return;
        }
        if (step instanceof Step.Confirm && !text.placeholders().isEmpty()) {
            fault(text.at(), "the text of a `confirm` is seen on a locked phone: it has no placeholders");
        }
        unlocked(text, personal);
    }

    private void unlocked(Template text, Set<String> personal) {
        text.placeholders().stream()
                .filter(personal::contains)
                .forEach(name -> fault(
                        text.at(),
                        "`{" + name
                                + "}` is personal (`pii`), and a text is seen on a locked phone: show it on a card"));
    }

    /** What is personal stays so in a flow that is called. */
    private void given(Step step, Set<String> personal) {
        if (step instanceof Step.Call call) {
            call.with().forEach((theirs, ours) -> {
                var ask = library.flow(call.flow()).ask(theirs);
                if (personal.contains(ours) && ask != null && !ask.pii()) {
                    fault(
                            step.at(),
                            "`" + ours + "` is personal (`pii`), so `" + theirs + "` of " + call.flow()
                                    + " is to be, too");
                }
            });
        }
    }

    /** The slots that hold what is personal: answers that are marked so, of this flow or of one that it calls, and outputs of actions. */
    private Set<String> personal(Flow flow) {
        var personal = new HashSet<String>();
        for (var step : flow.steps()) {
            if (step instanceof Step.Ask ask && ask.pii()) {
                personal.add(ask.id());
            } else if (step instanceof Step.Do action) {
                var signature = actions.get(action.action());
                if (signature != null) {
                    signature.personal().forEach(output -> personal.add(action.slotOf(output)));
                }
            } else if (step instanceof Step.Call call) {
                call.gives().forEach((ours, theirs) -> {
                    var ask = library.flow(call.flow()).ask(theirs);
                    if (ask != null && ask.pii()) {
                        personal.add(ours);
                    }
                });
            }
        }
        return personal;
    }

    private void fault(Mark at, String message) {
        faults.add(new Fault(at, message));
    }
}
