package prasan.flow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Proves, before anything runs, that the conversations hold together: names resolve, every step can be reached, every outcome is handled, nothing is written that the person has not
 * confirmed, every language says everything, and LINE will take what is said.
 */
public final class Check {
    private final List<Fault> faults = new ArrayList<>();
    private final CheckNames names;
    private final CheckTexts texts;
    private final CheckWays ways;

    private Check(Library library, Map<String, Signature> actions) {
        var slots = new Filled(library, actions);
        names = new CheckNames(library, actions, slots, faults);
        texts = new CheckTexts(library, slots, faults);
        ways = new CheckWays(actions, faults);
    }

    /** All faults, by file and line; none when the conversations may run. */
    public static List<Fault> check(Library library, Map<String, Signature> actions) {
        var check = new Check(library, actions);
        var system = new CheckSystem(library, actions, check.texts, check.faults);
        system.system();
        library.flows().values().forEach(check::flow);
        system.starts();
        check.faults.sort(Comparator.comparing((Fault f) -> f.at().file())
                .thenComparing(f -> f.at().line())
                .thenComparing(f -> f.at().column()));
        return check.faults;
    }

    private void flow(Flow flow) {
        var ids = new HashSet<String>();
        for (var step : flow.steps()) {
            if (!ids.add(step.id())) {
                faults.add(new Fault(step.at(), "there are two steps called `" + step.id() + "`"));
            }
        }
        for (var step : flow.steps()) {
            names.names(flow, step);
        }
        if (faults.isEmpty()) {
            ways.reachable(flow);
            ways.questions(flow);
            ways.confirmed(flow);
        }
        // only where every way is known to end
        if (faults.isEmpty()) {
            flow.steps().forEach(step -> texts.said(flow, step));
        }
    }
}
