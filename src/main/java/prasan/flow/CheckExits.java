package prasan.flow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import prasan.flow.Session.Asked;
import prasan.flow.Session.Frame;
import prasan.flow.Session.Mode;
import prasan.flow.Session.Running;

/**
 * The ways out of each question, for those who have no answer: one of the very buttons that the engine puts below it after {@link Help#LATER_AFTER} refusals skips it, puts it off, or leads to a
 * person. A button that drops all is none.
 */
final class CheckExits {
    private static final Set<String> OUT = Set.of(Questions.SKIP, Questions.OFFICER);

    private final Library library;
    private final List<Fault> faults;

    CheckExits(Library library, List<Fault> faults) {
        this.library = library;
        this.faults = faults;
    }

    /** Finds the questions of a flow, called by the flow that leads to a person as well, from which only cancelling leads. */
    void left(Flow flow) {
        boolean called = CheckWays.reaches(library, library.officer(), flow.name(), new HashSet<>());
        for (var step : flow.steps()) {
            if ((!(step instanceof Step.Ask) && !(step instanceof Step.Confirm))
                    || (step instanceof Step.Ask ask && ask.tries() != null)) {
                continue;
            }
            var here = List.of(frame(flow, step));
            // what gathers nothing is not parked; whether to cancel, and what to edit, leads back to the question
            boolean left = left(flow, here, Mode.WALKING) && (!flow.gathers() || left(flow, here, Mode.RESUMING));
            var officer = library.flows().get(library.officer());
            if (called && officer != null) {
                left &= left(
                        officer, List.of(frame(officer, officer.steps().getFirst()), frame(flow, step)), Mode.WALKING);
            }
            if (!left) {
                faults.add(new Fault(
                        step.at(), "only cancelling leads from `" + step.id() + "`: it needs `skip` or `tries`"));
            }
        }
        var typed = library.typed();
        if (typed != null
                && typed.flow().equals(flow.name())
                && !left(flow, List.of(frame(flow, flow.steps().getFirst())), Mode.UNDERSTOOD)) {
            faults.add(new Fault(typed.at(), "only cancelling leads from the offer of `" + flow.name() + "`"));
        }
    }

    private static Frame frame(Flow flow, Step step) {
        return new Frame(flow.name(), step.id(), Map.of());
    }

    private boolean left(Flow root, List<Frame> frames, Mode mode) {
        var asked = new Asked(1, null, List.of(), 0, Help.LATER_AFTER, null);
        var running = new Running(
                root.name(), root.hash(), library.edition(), frames, List.of(), mode, asked, false, Instant.EPOCH);
        var buttons = new ArrayList<Say.Button>();
        new Questions(library, Library.THAI, running, new Cards(new Print(Library.THAI, library)), slot -> null)
                .buttons(buttons);
        return buttons.stream()
                .flatMap(button ->
                        button.tap() instanceof Say.Tap.Answer answer ? Stream.of(answer.data()) : Stream.of())
                .anyMatch(data -> data.startsWith("start:")
                        || OUT.contains(data.substring(data.indexOf(':') + 1))
                        || (root.gathers() && data.endsWith(":" + Questions.LATER)));
    }
}
