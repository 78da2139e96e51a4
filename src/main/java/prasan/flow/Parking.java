package prasan.flow;

import java.util.List;
import java.util.Objects;
import prasan.flow.Session.Mode;
import prasan.flow.Session.Running;

/** Parks the conversation under way with a word, and asks whether to go on with one that is parked. */
final class Parking {
    private final Walk walk;

    Parking(Walk walk) {
        this.walk = walk;
    }

    /** Parks what is under way, and says so. @return false, with nothing said, if it gathers nothing */
    boolean park() {
        boolean kept = walk.park();
        if (kept) {
            walk.says.add(newest().card("put-aside", "put-aside-kept"));
            walk.over();
        }
        return kept;
    }

    /**
     * Parks what nothing has happened in for long. A push says so where only a tap was left before it is filed; all else is said with the next answer, which is free.
     *
     * @return false, with nothing said, if it gathers nothing
     */
    boolean parkIdle() {
        var running = Objects.requireNonNull(walk.now);
        if (running.mode() != Mode.RESUMING && walk.step() instanceof Step.Confirm) {
            return park();
        }
        boolean kept = walk.park();
        if (kept) {
            walk.untold = walk.drafts.all().getFirst().asked().prompt();
        }
        return kept;
    }

    /** Says first what was parked without a word, if it is not taken up by what is answered; later where a danger to life or an officer comes first. */
    void tell(Input input) {
        var draft = walk.drafts.all().stream()
                .filter(one -> Objects.equals(one.asked().prompt(), walk.untold))
                .findFirst();
        if (draft.isEmpty()) {
            walk.untold = null;
        } else if (ofPerson(input) && answers()) {
            walk.untold = null;
            var card = new DraftCard(walk.latest, walk.language, draft.get());
            walk.says.addFirst(card.card("put-aside", "put-aside-kept", List.of(card.button())));
        }
    }

    private boolean answers() {
        boolean said = !walk.says.isEmpty() || walk.need != null;
        boolean alarm =
                walk.says.stream().anyMatch(say -> say instanceof Say.Card card && card.tone() == Say.Tone.URGENT);
        return said && !alarm && (walk.now == null || !walk.now.withOfficer());
    }

    private static boolean ofPerson(Input input) {
        return switch (input) {
            case Input.Words words -> true;
            case Input.Tapped tapped -> true;
            case Input.Photo photo -> true;
            case Input.Pin pin -> true;
            case Input.Media media -> true;
            case Input.Unreadable unreadable -> true;
            case Input.Followed followed -> false;
            case Input.Elapsed elapsed -> false;
            case Input.HandedBack back -> false;
            case Input.OfficerWrote wrote -> false;
            case Input.Outcome outcome -> false;
            case Input.Found found -> false;
        };
    }

    private DraftCard newest() {
        return new DraftCard(walk.latest, walk.language, walk.drafts.all().getFirst());
    }

    /** Asks whether to go on with the draft of that number; one that is no more is as the flow's name alone. */
    void resume(String name, String number) {
        var draft = walk.drafts.numbered(number);
        if (draft.isEmpty()) {
            walk.start(name);
            return;
        }
        walk.park();
        walk.library = walk.latest;
        resume(draft.get());
    }

    /** Asks whether to go on with the newest draft. */
    void resumeNewest() {
        var newest = walk.drafts.all().getFirst();
        resume(newest.flow(), String.valueOf(newest.asked().prompt()));
    }

    /** Asks whether to go on with a draft that has been taken. */
    void resume(Running draft) {
        walk.now = draft.asking(draft.asked().missed(0)).in(Mode.RESUMING);
        walk.question();
    }
}
