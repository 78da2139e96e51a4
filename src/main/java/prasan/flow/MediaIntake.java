package prasan.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prasan.flow.Session.Mode;
import prasan.flow.Session.Running;

/**
 * Keeps voice messages, videos and files for an officer. They stay with the conversation, and go with what it writes: the report, what is added to one, or the hand-over. A voice message or a video is an answer
 * where what happened is asked, and begins a report where nothing is under way.
 */
final class MediaIntake {
    /** Not a name that a flow can give to a slot. */
    static final String SLOT = "#media";

    static final int MOST = 10;

    private final Walk walk;
    private final Intake intake;

    MediaIntake(Walk walk, Intake intake) {
        this.walk = walk;
        this.intake = intake;
    }

    /** Returns the message ids of what was kept with a conversation, the oldest first. */
    static List<String> of(@Nullable Running running) {
        return running != null && running.frames().getFirst().slots().get(SLOT) instanceof Value.Images kept
                ? kept.ids()
                : List.of();
    }

    /** Begins a report with it, or what adds to the report just sent. @return false where these conversations have no reports */
    boolean begins(Input.Media media) {
        var typed = walk.latest.typed();
        if (typed == null) {
            return false;
        }
        walk.photos.add(media.id());
        walk.say("media-" + media.kind());
        var flow = walk.receipts.addition().orElse(typed.flow());
        walk.begin(flow, Map.of(typed.detail(), words(media), SLOT, new Value.Images(List.of(media.id()))));
        return true;
    }

    /** Keeps it with the conversation. @return false if that writes nothing that an officer would get */
    boolean kept(Running running, Input.Media media) {
        if (!reaches(walk, running)) {
            return false;
        }
        var ids = new ArrayList<>(of(running));
        if (ids.size() >= MOST) {
            walk.say("media-full");
            walk.again();
            return true;
        }
        ids.add(media.id());
        walk.photos.add(media.id());
        var holding = holding(running, ids);
        walk.now = holding;
        walk.say("media-" + media.kind());
        if (answers(holding, media)) {
            intake.take(holding, words(media));
        } else {
            walk.again();
        }
        return true;
    }

    /** Whether it says what the question asks: what happened, or what an officer is asked for. */
    private boolean answers(Running running, Input.Media media) {
        if (media.kind().equals("file")
                || running.mode() != Mode.WALKING
                || running.frames().size() > 1
                || !(walk.step() instanceof Step.Ask ask)
                || !(ask.slot() instanceof Slot.Words)) {
            return false;
        }
        var typed = walk.library.typed();
        return typed == null
                || !typed.flow().equals(running.flow())
                || typed.detail().equals(ask.id());
    }

    /** Returns the conversation with these kept. */
    static Running holding(Running running, List<String> ids) {
        var slots = new HashMap<>(running.frames().getFirst().slots());
        slots.put(SLOT, new Value.Images(ids));
        return running.rooted(slots);
    }

    /** Returns true if an officer gets what is kept: the conversation is handed over, or what it writes takes it along. */
    static boolean reaches(Walk walk, Running running) {
        return running.frames().stream()
                .flatMap(frame -> walk.library.flow(frame.flow()).steps().stream())
                .anyMatch(step -> step instanceof Step.Officer
                        || (step instanceof Step.Do action
                                && walk.signature(action.action()).takesMedia()));
    }

    private Value.Text words(Input.Media media) {
        return new Value.Text(
                walk.latest.text(walk.language, "words-" + media.kind()).source());
    }
}
