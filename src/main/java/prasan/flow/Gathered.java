package prasan.flow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import prasan.flow.Session.Frame;
import prasan.flow.Session.Running;

/** What has been answered so far. */
final class Gathered {
    /** What another conversation had gathered. Not a name that a flow can give to a slot. */
    private static final String TOLD = "#told";

    private final Library library;

    Gathered(Library library) {
        this.library = library;
    }

    /** The frame without answers to questions that an edit has led the way around. */
    Frame onTheWay(Frame frame) {
        var flow = library.flow(frame.flow());
        var reached = new HashSet<String>();
        var open = new ArrayDeque<>(List.of(0));
        while (!open.isEmpty()) {
            int at = open.poll();
            if (at >= flow.steps().size() || !reached.add(flow.steps().get(at).id())) {
                continue;
            }
            var step = flow.steps().get(at);
            if (step instanceof Step.When when && frame.slots().get(when.slot()) != null) {
                var target = when.target(frame.slots().get(when.slot()));
                open.add(
                        target == null || target.step().equals(Step.Target.NEXT)
                                ? at + 1
                                : flow.indexOf(target.step()));
            } else {
                Exit.of(step).forEach(exit -> open.add(exit.target(flow, at)));
            }
        }
        var slots = new HashMap<>(frame.slots());
        slots.keySet().removeIf(slot -> flow.ask(slot) != null && !reached.contains(slot));
        return new Frame(frame.flow(), frame.step(), slots);
    }

    /**
     * What a conversation has gathered, for the officer who is asked for in the middle of it, so that nobody has to tell it twice. What is delicate stays where it is: a hand-over has the
     * name of the leader, and more officers see it than such a report.
     *
     * @param officer the flow that hands over: what it asks in words is told already
     */
    Map<String, Value> carried(Running running, Flow officer) {
        if (!(rows(running) instanceof Value.Rows told) || told.rows().isEmpty() || Care.delicate(running)) {
            return Map.of();
        }
        var sent = new ArrayList<>(MediaIntake.of(running));
        for (var frame : running.frames()) {
            frame.slots().forEach((slot, value) -> {
                if (value instanceof Value.Images photos && !slot.equals(MediaIntake.SLOT)) {
                    sent.addAll(photos.ids());
                }
            });
        }
        var carried = new HashMap<String, Value>();
        carried.put(TOLD, told);
        if (!sent.isEmpty()) {
            carried.put(MediaIntake.SLOT, new Value.Images(sent));
        }
        for (var step : officer.steps()) {
            if (step instanceof Step.Ask ask && ask.optional() && ask.slot() instanceof Slot.Words) {
                carried.put(ask.id(), new Value.None());
            }
        }
        return carried;
    }

    /** What has been answered so far, in the order of the flow, for the officer who takes over. */
    Value rows(Running running) {
        List<Map<String, Value>> rows = new ArrayList<>();
        if (running.frames().getFirst().slots().get(TOLD) instanceof Value.Rows before) {
            rows.addAll(before.rows());
        }
        for (var frame : running.frames()) {
            for (var step : library.flow(frame.flow()).steps()) {
                var value = frame.slots().get(step.id());
                if (step instanceof Step.Ask ask && value != null && !(value instanceof Value.None)) {
                    var label = Library.wording(ask.wordings(), Library.THAI)
                            .labels()
                            .get("label");
                    var row = new HashMap<String, Value>();
                    row.put("label", new Value.Text(label == null ? ask.id() : label.source()));
                    row.put("value", new Value.Text(new Print(Library.THAI, library).of(value)));
                    if (value instanceof Value.Ref ref) {
                        row.put("ref", new Value.Text(ref.id()));
                    }
                    rows.add(row);
                }
            }
        }
        return new Value.Rows(rows);
    }
}
