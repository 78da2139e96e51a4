package prasan.flow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import prasan.flow.Session.Mode;
import prasan.flow.Session.Running;

/** Conversations that were put aside, the newest first, in the edition of now. */
final class Drafts {
    private static final int MOST = 3;

    private final Migration migration;
    private final List<Running> all;

    Drafts(List<Running> kept, Migration migration) {
        this.migration = migration;
        this.all = new ArrayList<>(
                kept.stream().map(migration::of).flatMap(Optional::stream).toList());
    }

    List<Running> all() {
        return List.copyOf(all);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** Forgets what was put aside long ago. */
    void forget(Instant now) {
        all.removeIf(draft -> !draft.at().plus(Session.KEPT).isAfter(now));
    }

    /** The one of that flow, which is no longer put aside. */
    Optional<Running> take(String flow) {
        var found = all.stream().filter(draft -> draft.flow().equals(flow)).findFirst();
        found.ifPresent(all::remove);
        return found;
    }

    /**
     * Puts aside what is under way, if it gathers something and has begun to.
     *
     * @param flow that it began with, in its edition
     * @return whether it does
     */
    boolean park(Flow flow, Running running) {
        boolean gathers = flow.steps().stream().anyMatch(Step.Confirm.class::isInstance);
        boolean answered = !running.trail().isEmpty() || told(flow, running);
        if (gathers && answered) {
            var asked = running.mode() == Mode.UNDERSTOOD ? running.asked().over() : running.asked();
            keep(running.asking(asked).in(Mode.WALKING));
        }
        return gathers && answered;
    }

    /** Puts aside what has come to its end for now: it goes on at the question that was put last. */
    void later(Running running, Instant at) {
        var trail = running.trail();
        if (!trail.isEmpty()) {
            keep(running.at(trail.getLast(), trail.subList(0, trail.size() - 1)).touched(at));
        }
    }

    private void keep(Running draft) {
        all.removeIf(other -> other.flow().equals(draft.flow()));
        migration.of(draft).ifPresent(all::addFirst);
        while (all.size() > MOST) {
            all.removeLast();
        }
    }

    /** Whether a message that was typed at the top has answered a question already. */
    private static boolean told(Flow flow, Running running) {
        return running.frames().getFirst().slots().entrySet().stream()
                .anyMatch(slot -> flow.ask(slot.getKey()) != null && !(slot.getValue() instanceof Value.None));
    }
}
