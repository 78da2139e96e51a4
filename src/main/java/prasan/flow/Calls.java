package prasan.flow;

import java.util.HashMap;
import java.util.Map;
import prasan.flow.Session.Frame;
import prasan.flow.Session.Running;

/** What flows that call each other hand over: answers on the way in, answers on the way back. */
record Calls(Library library) {

    /** Whether the call has been made before: it is passed over then, as an answered question is. */
    static boolean made(Step.Call call, Running running) {
        var slots = running.top().slots();
        return call.gives().isEmpty()
                ? running.silent() && slots.containsKey(walked(call))
                : slots.keySet().containsAll(call.gives().keySet());
    }

    /** What the called flow begins with. */
    static Map<String, Value> given(Step.Call call, Frame caller) {
        return taken(call.with(), caller);
    }

    /** The caller, with what the called flow gives. */
    static Frame back(Step.Call call, Frame caller, Frame called) {
        var slots = new HashMap<>(caller.slots());
        if (call.gives().isEmpty()) {
            slots.put(walked(call), new Value.None());
        }
        slots.putAll(taken(call.gives(), called));
        return new Frame(caller.flow(), caller.step(), slots);
    }

    private static Map<String, Value> taken(Map<String, String> names, Frame from) {
        var taken = new HashMap<String, Value>();
        names.forEach((theirs, ours) -> {
            var value = from.slots().get(ours);
            if (value != null) {
                taken.put(theirs, value);
            }
        });
        return taken;
    }

    /** Not a name that a flow can give to a slot: a called flow that gives nothing was walked to its end. */
    private static String walked(Step.Call call) {
        return "#" + call.id();
    }

    /** The slots without an answer that is to be given anew, and without what flows gave that were called with it. */
    Map<String, Value> without(Frame frame, String slot) {
        var slots = new HashMap<>(frame.slots());
        slots.remove(slot);
        for (var step : library.flow(frame.flow()).steps()) {
            if (step instanceof Step.Call call && call.with().containsValue(slot)) {
                slots.keySet().removeAll(call.gives().keySet());
                slots.remove(walked(call));
            }
        }
        return slots;
    }

    /** Whether the conversation ends with what is said here, in all flows that called each other: an edited answer that leads to an end is not met with silence. */
    boolean last(Running running) {
        return running.frames().stream().allMatch(frame -> {
            var flow = library.flow(frame.flow());
            int at = flow.indexOf(frame.step()) + 1;
            // no way comes round without a question
            while (at < flow.steps().size() && flow.steps().get(at) instanceof Step.Message) {
                at++;
            }
            return at == flow.steps().size() || ends(flow, flow.steps().get(at));
        });
    }

    private static boolean ends(Flow flow, Step step) {
        return step instanceof Step.Jump jump
                ? flow.step(jump.to().step()) instanceof Step.End
                : step instanceof Step.End;
    }
}
