package prasan.chat;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import prasan.flow.Input;
import prasan.flow.Library;
import prasan.flow.Need;
import prasan.flow.Session;
import prasan.flow.Signature;
import prasan.flow.Slot;
import prasan.flow.Step;

/** Does nothing that a step needs, but asks in the terminal what came of it. An empty line takes the first that is proposed, all of it made up. */
final class Asking implements Round.Doer {
    private final Library library;
    private final Map<String, Signature> actions;
    private final BufferedReader in;
    private final PrintWriter out;
    private final Clock clock;
    private final boolean echo;

    Asking(
            Library library,
            Map<String, Signature> actions,
            BufferedReader in,
            PrintWriter out,
            Clock clock,
            boolean echo) {
        this.library = library;
        this.actions = actions;
        this.in = in;
        this.out = out;
        this.clock = clock;
        this.echo = echo;
    }

    @Override
    public Input done(Session session, Need need, int number) {
        out.println();
        out.println("= " + Script.name(need) + " " + Script.print(need) + " ->");
        var proposals = proposals(session, need);
        for (int i = 0; i < proposals.size(); i++) {
            out.println("    " + (i + 1) + "  " + Notation.write(proposals.get(i)));
        }
        while (true) {
            var line = Player.read(in, out, "= ", echo);
            if (Player.QUIT.equals(line)) {
                throw new Player.Quit();
            }
            if (line == null || line.isEmpty()) {
                return proposals.getFirst();
            }
            if (line.matches("[1-9]") && Integer.parseInt(line) <= proposals.size()) {
                return proposals.get(Integer.parseInt(line) - 1);
            }
            try {
                return completed(Stub.answer(line).answers(need), proposals);
            } catch (IllegalArgumentException e) {
                out.println("! " + e.getMessage());
            }
        }
    }

    private List<Input> proposals(Session session, Need need) {
        var madeUp = new MadeUp(library, clock.instant());
        var top = Objects.requireNonNull(session.current()).top();
        var step = library.flow(top.flow()).step(top.step());
        List<Input> proposals = new ArrayList<>();
        if (need instanceof Need.Act act) {
            var outputs = Objects.requireNonNull(actions.get(act.action())).outcomes();
            // in the order of the flow, where it names them
            var names = step instanceof Step.Do action ? action.outcomes().keySet() : new TreeSet<>(outputs.keySet());
            names.forEach(name ->
                    proposals.add(new Input.Outcome(name, madeUp.values(outputs.getOrDefault(name, Map.of())))));
        } else if (step instanceof Step.Ask ask) {
            var items = madeUp.items(ask.slot());
            // an area that was typed is found; where there is a list, there are two
            boolean one = need instanceof Need.Look look && (look.query() != null || look.pin() != null);
            proposals.add(Input.Found.of(one ? items.subList(0, 1) : items));
            proposals.add(one ? Input.Found.of(items) : Input.Found.of(List.of()));
            proposals.add(Input.Found.refused("none"));
            if (ask.slot() instanceof Slot.Area) {
                proposals.add(Input.Found.refused("village", MadeUp.tambon()));
            }
        }
        return proposals;
    }

    /** Outputs that were not typed are those of the proposal. */
    private static Input completed(Input typed, List<Input> proposals) {
        if (!(typed instanceof Input.Outcome outcome)) {
            return typed;
        }
        for (var proposal : proposals) {
            if (proposal instanceof Input.Outcome known && known.name().equals(outcome.name())) {
                var values = new HashMap<>(known.values());
                values.putAll(outcome.values());
                return new Input.Outcome(outcome.name(), values);
            }
        }
        throw new IllegalArgumentException("no outcome is called " + outcome.name());
    }
}
