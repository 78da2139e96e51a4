package prasan.flow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import prasan.flow.Session.Mode;
import prasan.flow.Session.Running;

/** Conversations that are parked, the newest first, in the edition of now. Each has a number of its own: that of the question that it was parked at. */
final class Drafts {
    /** With the menu and a language, LINE's 13 quick replies have room for so many. */
    static final int MOST = 10;

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

    /** Forgets what was parked long ago. */
    void forget(Instant now) {
        all.removeIf(draft -> !draft.at().plus(Session.KEPT).isAfter(now));
    }

    /** Removes and returns the oldest drafts that there is no room for; those that say next to nothing go first. */
    List<Running> surplus(Library library) {
        var surplus = new ArrayList<Running>();
        while (all.size() > MOST) {
            var oldest = all.reversed().stream()
                    .filter(draft -> slight(library, draft))
                    .findFirst()
                    .orElseGet(all::getLast);
            all.remove(oldest);
            surplus.add(oldest);
        }
        return surplus;
    }

    /** Takes the newest draft of that flow that has those answers. */
    Optional<Running> take(String flow, Map<String, Value> answers) {
        return taken(all.stream()
                .filter(draft -> draft.flow().equals(flow)
                        && draft.frames().getFirst().slots().entrySet().containsAll(answers.entrySet()))
                .findFirst());
    }

    /** Takes the draft of that number. */
    Optional<Running> numbered(String number) {
        return taken(all.stream()
                .filter(draft -> number.equals(String.valueOf(draft.asked().prompt())))
                .findFirst());
    }

    private Optional<Running> taken(Optional<Running> draft) {
        draft.ifPresent(all::remove);
        return draft;
    }

    /** Returns true for a conversation that gathers something and has begun to. */
    static boolean keeps(Flow flow, Running running) {
        return flow.gathers() && (!running.trail().isEmpty() || told(flow, running));
    }

    /**
     * Parks what is under way, if it gathers something and has begun to.
     *
     * @param flow that it began with, in its edition
     * @return whether it does
     */
    boolean park(Flow flow, Running running) {
        boolean keeps = keeps(flow, running);
        if (keeps) {
            var asked = running.mode() == Mode.UNDERSTOOD ? running.asked().over() : running.asked();
            keep(running.asking(asked).in(Mode.WALKING));
        }
        return keeps;
    }

    /** Parks what has come to its end for now: it goes on at the question that was put last. */
    void later(Running running, Instant at) {
        var trail = running.trail();
        if (!trail.isEmpty()) {
            keep(running.at(trail.getLast(), trail.subList(0, trail.size() - 1)).touched(at));
        }
    }

    private void keep(Running draft) {
        migration.of(draft).ifPresent(all::addFirst);
    }

    /** Whether a message that was typed at the top has answered a question already. */
    private static boolean told(Flow flow, Running running) {
        return running.frames().getFirst().slots().entrySet().stream()
                .anyMatch(slot -> flow.ask(slot.getKey()) != null && !(slot.getValue() instanceof Value.None));
    }

    /** Returns true for a text that nobody has understood, alone. */
    private static boolean slight(Library library, Running draft) {
        var typed = library.typed();
        var slots = draft.frames().getFirst().slots();
        return typed != null
                && typed.flow().equals(draft.flow())
                && draft.trail().isEmpty()
                && !slots.containsKey(typed.category())
                && slots.values().stream().noneMatch(Value.Images.class::isInstance);
    }
}
