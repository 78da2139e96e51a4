package prasan.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import prasan.flow.Session.Frame;
import prasan.flow.Session.Mode;
import prasan.flow.Session.Running;

/** What becomes of conversations that have lost an answer, because its message was taken back: they are walked anew, silently, to the first question that is open now. */
final class TakingBack {
    private final Library library;
    private final Migration migration;

    /** @param library the edition that the conversations are of */
    TakingBack(Library library, Map<String, Signature> actions) {
        this.library = library;
        this.migration = new Migration(library, actions);
    }

    /** Returns the conversation from where it has to be walked; the same one where nothing is missing, and nothing where nothing is left. */
    Optional<Running> of(Running before, Running after) {
        if (before.frames().equals(after.frames()) || after.withOfficer()) {
            return Optional.of(after);
        }
        if (!library.edition().equals(after.edition())) {
            return Optional.empty();
        }
        if (migration.done(after)) {
            return Optional.of(after);
        }
        if (after.mode() == Mode.UNDERSTOOD) {
            return told(after) ? Optional.of(after) : Optional.empty();
        }
        int from = 0;
        while (before.frames().get(from).equals(after.frames().get(from))) {
            from++;
        }
        var top = after.frames().get(from);
        List<Frame> frames = new ArrayList<>(after.frames().subList(0, from));
        frames.add(new Frame(
                top.flow(), library.flow(top.flow()).steps().getFirst().id(), top.slots()));
        return Optional.of(after.in(Mode.WALKING).at(frames, List.of()).silent(true));
    }

    /** Whether the matter of a typed report is still there. */
    private boolean told(Running running) {
        var typed = library.typed();
        return typed != null && running.frames().getFirst().slots().get(typed.detail()) instanceof Value.Text;
    }

    /** Returns the drafts that still say something. */
    List<Running> drafts(List<Running> before, List<Running> after) {
        List<Running> left = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            of(before.get(i), after.get(i))
                    .filter(draft -> draft.frames().stream()
                            .anyMatch(frame -> !frame.slots().isEmpty()))
                    .ifPresent(left::add);
        }
        return left;
    }
}
