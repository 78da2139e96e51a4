package prasan.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import prasan.flow.Session.Frame;
import prasan.flow.Session.Running;

/** Brings conversations that began with an earlier version of a flow to the version of now. */
final class Migration {
    private final Library library;

    Migration(Library library) {
        this.library = library;
    }

    /** The conversation at the steps that took the place of its own; nothing where there is none. */
    Optional<Running> of(Running running) {
        var flow = library.flows().get(running.flow());
        if (flow == null) {
            return Optional.empty();
        }
        var frames = of(running.frames());
        if (frames.isEmpty()) {
            return Optional.empty();
        }
        // the way back goes only as far as it still exists
        var trail = running.trail().stream()
                .map(this::of)
                .dropWhile(List::isEmpty)
                .filter(f -> !f.isEmpty())
                .toList();
        return Optional.of(new Running(
                running.flow(),
                flow.hash(),
                frames,
                trail,
                running.mode(),
                running.asked(),
                running.silent(),
                running.alarmed(),
                running.at()));
    }

    /** The frames with the steps of now, or none when one is gone. */
    private List<Frame> of(List<Frame> frames) {
        List<Frame> all = new ArrayList<>();
        for (var frame : frames) {
            var flow = library.flows().get(frame.flow());
            if (flow == null) {
                return List.of();
            }
            var step = flow.now(frame.step());
            if (flow.step(step) == null) {
                return List.of();
            }
            var slots = new HashMap<String, Value>();
            frame.slots().forEach((slot, value) -> slots.put(flow.now(slot), value));
            all.add(new Frame(frame.flow(), step, slots));
        }
        return all;
    }
}
