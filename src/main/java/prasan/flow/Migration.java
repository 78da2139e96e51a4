package prasan.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import prasan.flow.Session.Frame;
import prasan.flow.Session.Mode;
import prasan.flow.Session.Running;

/**
 * Brings conversations that began with an earlier edition of the conversations to the edition of now: steps have the names of now, and answers that are none any more are dropped. Where
 * a flow has changed it is walked anew from its first step, saying nothing, up to its first question that is open: so nobody is led past a question that is new or has lost its answer.
 */
final class Migration {
    private final Library library;
    private final Map<String, Signature> actions;

    Migration(Library library, Map<String, Signature> actions) {
        this.library = library;
        this.actions = actions;
    }

    /** Whether it is being walked anew. An edit is silent too, but always has a way back. */
    static boolean anew(Running running) {
        return running.silent() && running.trail().isEmpty() && running.mode() != Mode.RESUMING;
    }

    /** The conversation in the edition of now; nothing where a step of it is gone. */
    Optional<Running> of(Running running) {
        if (library.edition().equals(running.edition())) {
            return Optional.of(running);
        }
        var flow = library.flows().get(running.flow());
        var frames = named(running.frames());
        if (flow == null || frames.isEmpty()) {
            return Optional.empty();
        }
        if (running.withOfficer() || frames.stream().anyMatch(this::done)) {
            return Optional.of(moved(
                    running,
                    flow,
                    frames,
                    running.trail().stream()
                            .map(this::named)
                            .dropWhile(List::isEmpty)
                            .filter(f -> !f.isEmpty())
                            .toList()));
        }
        var valid = frames.stream().map(this::valid).toList();
        // of called flows it is not known whether they have changed
        boolean first = !flow.hash().equals(running.hash()) || !valid.getFirst().equals(frames.getFirst());
        int from = first ? 0 : 1;
        if (from == frames.size()) {
            return Optional.of(moved(
                    running,
                    flow,
                    frames,
                    running.trail().stream()
                            .map(earlier -> earlier.stream().map(this::valid).toList())
                            .toList()));
        }
        if (running.mode() == Mode.UNDERSTOOD) {
            return Optional.empty();
        }
        var anew = new ArrayList<>(valid.subList(0, from));
        var top = valid.get(from);
        anew.add(new Frame(
                top.flow(), library.flow(top.flow()).steps().getFirst().id(), top.slots()));
        return Optional.of(
                moved(running, flow, anew, List.of()).at(anew, List.of()).silent(true));
    }

    private Running moved(Running running, Flow flow, List<Frame> frames, List<List<Frame>> trail) {
        return new Running(
                running.flow(),
                flow.hash(),
                library.edition(),
                frames,
                trail,
                running.mode(),
                running.asked(),
                running.silent(),
                running.at());
    }

    /** The frames with the steps of now, or none when one is gone. */
    private List<Frame> named(List<Frame> frames) {
        List<Frame> all = new ArrayList<>();
        for (var frame : library.called(frames)) {
            var step = library.step(frame);
            if (step == null) {
                return List.of();
            }
            var flow = library.flow(frame.flow());
            var slots = new HashMap<String, Value>();
            frame.slots().forEach((slot, value) -> slots.put(flow.now(slot), value));
            all.add(new Frame(frame.flow(), step.id(), slots));
        }
        return all;
    }

    /** Whether something has been done in the conversation that is not to be done twice. */
    boolean done(Running running) {
        return running.frames().stream().anyMatch(this::done);
    }

    /** Whether something has been done on the way here that is not to be done twice. */
    private boolean done(Frame frame) {
        var flow = library.flow(frame.flow());
        return flow.steps().stream()
                .filter(this::lasting)
                .flatMap(done ->
                        CheckWays.reached(CheckWays.after(flow, done), step -> CheckWays.after(flow, step)).stream())
                .anyMatch(step -> step.id().equals(frame.step()));
    }

    private boolean lasting(Step step) {
        var signature = step instanceof Step.Do action ? actions.get(action.action()) : null;
        return step instanceof Step.Officer || (signature != null && signature.kind() == Signature.Kind.WRITE);
    }

    /** The frame without what no step fills any more, or fills with something else. */
    private Frame valid(Frame frame) {
        var flow = library.flow(frame.flow());
        var types = new Filled(library, actions).of(flow);
        var slots = new HashMap<>(frame.slots());
        slots.entrySet().removeIf(entry -> !valid(flow, types.get(entry.getKey()), entry.getKey(), entry.getValue()));
        return new Frame(frame.flow(), frame.step(), slots);
    }

    private boolean valid(Flow flow, @Nullable Type type, String name, Value value) {
        var ask = flow.ask(name);
        if (value instanceof Value.None) {
            return type != null && (ask == null || ask.optional());
        }
        return name.startsWith("#")
                || Typed.isHint(name)
                || (type == value.type() && (ask == null || fits(ask.slot(), value)));
    }

    /** Whether the question would take the answer today; a day that has passed meanwhile stays. */
    private boolean fits(Slot slot, Value value) {
        return switch (slot) {
            case Slot.Choice choice ->
                value instanceof Value.Code code
                        && code.words().equals(choice.words())
                        && library.vocabulary(Library.THAI, choice.words()).containsKey(code.code());
            case Slot.Words words -> value instanceof Value.Text text && words.fits(text.text());
            case Slot.Amount amount -> value instanceof Value.Quantity number && amount.fits(number.number());
            case Slot.Several several ->
                value instanceof Value.Texts texts && texts.texts().size() <= several.max();
            case Slot.Images images ->
                value instanceof Value.Images photos && photos.ids().size() <= images.max();
            case Slot.Area area -> value instanceof Value.Area found && found.answers(area.digits());
            default -> true;
        };
    }
}
