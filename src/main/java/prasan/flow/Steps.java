package prasan.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import prasan.flow.Session.Frame;
import prasan.flow.Session.Mode;
import prasan.flow.Session.Running;

/** Takes the steps of flows one after the other. */
final class Steps {
    /** More steps than this without a question is a flow that {@link Check} would have refused. */
    private static final int STEPS = 500;

    private final Walk walk;

    Steps(Walk walk) {
        this.walk = walk;
    }

    /** Walks until a question waits, something is needed, or the conversation is over. */
    void run() {
        for (int i = 0; i < STEPS; i++) {
            if (walk.now == null) {
                walk.over();
                return;
            }
            if (walk.now.withOfficer()) {
                return;
            }
            if (!take(walk.now, walk.step())) {
                return;
            }
        }
        throw new IllegalStateException("no question in " + STEPS + " steps of "
                + Objects.requireNonNull(walk.now).flow());
    }

    /** Takes one step. @return whether to go on at once */
    private boolean take(Running running, Step step) {
        switch (step) {
            case Step.Message message -> {
                if (!running.silent() || new Calls(walk.library).last(running)) {
                    walk.say(message);
                    if (walk.wrote > 0) {
                        walk.receipt = Receipts.of(walk.wrote, message, running.top(), walk.at);
                        walk.wrote = 0;
                    }
                }
                next();
            }
            case Step.Ask ask -> {
                if (running.top().slots().containsKey(ask.id()) || walk.photographs.fills(running, ask)) {
                    next();
                    return true;
                }
                if (ask.beside() || ask.unless().stream().anyMatch(walk::given)) {
                    keep(running, ask.id(), new Value.None());
                    next();
                    return true;
                }
                if (ask.slot() instanceof Slot.Area area && told(ask, area) != null) {
                    var where = told(ask, area) instanceof Value.Text text ? text.text() : null;
                    var slots = new HashMap<>(running.top().slots());
                    var place = place(area);
                    if (place == null) {
                        slots.remove(Typed.hint(ask.id()));
                    } else {
                        slots.put(Typed.hint(ask.id()), place);
                    }
                    walk.now = running.holding(new Frame(running.top().flow(), ask.id(), slots))
                            .in(Mode.GUESSING);
                    walk.need = new Need.Look(area.from(), where, null, null, walk.inputs(area));
                } else if (ask.assume() != null && walk.given(ask.assume())) {
                    keep(running, ask.id(), Objects.requireNonNull(walk.value(ask.assume())));
                    next();
                    return true;
                } else if (ask.slot() instanceof Slot.Reference reference) {
                    walk.mode(Mode.LISTING);
                    walk.need = new Need.Look(reference.from(), null, null, null, walk.inputs(reference));
                } else {
                    walk.question();
                }
                return false;
            }
            case Step.Confirm confirm -> {
                walk.now = running.silent(false)
                        .holding(new Gathered(walk.library).onTheWay(walk.photographs.added(running.top())));
                walk.question();
                return false;
            }
            case Step.When when -> go(when.target(walk.value(when.slot())));
            case Step.Do action -> {
                var inputs = new HashMap<String, Value>();
                for (var name : walk.signature(action.action()).inputs().keySet()) {
                    var slot = action.with().get(name);
                    var value = slot == null ? null : walk.value(slot);
                    inputs.put(name, value == null ? new Value.None() : value);
                }
                walk.need = new Need.Act(action.action(), inputs);
                return false;
            }
            case Step.Call call -> {
                if (Calls.made(call, running)) {
                    next();
                    return true;
                }
                var frames = new ArrayList<>(running.frames());
                frames.add(walk.begun(call.flow(), Calls.given(call, running.top()))
                        .top());
                walk.now = running.at(frames, running.trail());
            }
            case Step.Officer officer -> {
                walk.need =
                        new Need.Act(Step.Officer.ACTION, Map.of("gathered", new Gathered(walk.library).rows(running)));
                return false;
            }
            case Step.Jump jump -> go(jump.to());
            case Step.End end -> {
                switch (end.how()) {
                    case DONE -> pop();
                    case DROPPED -> {
                        ended();
                        walk.now = null;
                    }
                    case DRAFT -> {
                        walk.drafts.later(ended(), walk.at);
                        walk.now = null;
                    }
                    case REPORT -> {
                        var typed = walk.latest.typed();
                        var told = typed == null ? null : walk.value(typed.detail());
                        ended();
                        walk.now = null;
                        return !(told instanceof Value.Text text && new Typing(walk).reported(text.text()));
                    }
                }
            }
        }
        return true;
    }

    private void keep(Running running, String slot, Value value) {
        var slots = new HashMap<>(running.top().slots());
        slots.put(slot, value);
        walk.now = running.holding(new Frame(running.top().flow(), running.top().step(), slots));
    }

    void go(Step.@Nullable Target target) {
        if (target == null || target.step().equals(Step.Target.NEXT)) {
            next();
        } else {
            move(target.step());
        }
    }

    void next() {
        var top = Objects.requireNonNull(walk.now).top();
        var flow = walk.library.flow(top.flow());
        int index = flow.indexOf(top.step()) + 1;
        if (index < flow.steps().size()) {
            move(flow.steps().get(index).id());
        } else {
            pop();
        }
    }

    private void move(String step) {
        var running = Objects.requireNonNull(walk.now);
        walk.edges.add(new Engine.Edge(running.top().flow(), running.top().step(), step));
        var frame = new Frame(running.top().flow(), step, running.top().slots());
        walk.now = running.at(frame);
    }

    private Running ended() {
        var running = Objects.requireNonNull(walk.now);
        walk.edges.add(new Engine.Edge(running.top().flow(), running.top().step(), Engine.Edge.END));
        return running;
    }

    /** Leaves the flow on top: back to the one that called it, or the conversation is over. */
    private void pop() {
        var running = ended();
        if (running.frames().size() == 1) {
            walk.now = null;
        } else {
            var callee = running.top();
            walk.now = running.at(running.frames().subList(0, running.frames().size() - 1), running.trail());
            if (walk.step() instanceof Step.Officer) {
                walk.mode(Mode.OFFICER);
                return;
            }
            if (walk.step() instanceof Step.Call call) {
                walk.now = walk.now.at(Calls.back(call, walk.now.top(), callee));
            }
            next();
        }
    }

    /** What earlier answers tell of an area: words of a typed message, or a place that was not looked up yet; {@code null} for nothing. */
    private @Nullable Value told(Step.Ask ask, Slot.Area area) {
        var hint = walk.value(Typed.hint(ask.id()));
        if (hint instanceof Value.Text) {
            return hint;
        }
        var place = place(area);
        // "behind the temple" does not say which village; the assumed one is as good
        boolean vague = place != null && place.lat() == null && ask.assume() != null && walk.given(ask.assume());
        return place == null || vague || place.equals(hint) ? null : place;
    }

    private Value.@Nullable Place place(Slot.Area area) {
        var slot = area.with().get("place");
        return slot != null && walk.value(slot) instanceof Value.Place place ? place : null;
    }
}
