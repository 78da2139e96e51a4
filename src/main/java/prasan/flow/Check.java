package prasan.flow;

import java.util.ArrayList;
import java.util.Comparator;
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
    private final CheckReads reads;
    private final CheckExits exits;
    private final Library library;

    private Check(Library library, Map<String, Signature> actions) {
        var slots = new Filled(library, actions);
        names = new CheckNames(library, actions, slots, faults);
        texts = new CheckTexts(library, slots, faults);
        this.library = library;
        reads = new CheckReads(library, actions, slots, faults);
        ways = new CheckWays(actions, faults);
        exits = new CheckExits(library, faults);
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
        flow.steps().forEach(step -> names.names(flow, step));
        boolean calls = ways.calls(library, flow);
        if (!names.standing(flow) || !calls) {
            return;
        }
        // what is said on a way can only be counted where the way has an end
        boolean ending = ways.ending(flow);
        if (ending) {
            ways.reachable(flow);
        }
        ways.confirmed(flow);
        exits.left(flow);
        reads.reads(flow);
        flow.steps().forEach(step -> texts.said(flow, step, ending));
    }
}
