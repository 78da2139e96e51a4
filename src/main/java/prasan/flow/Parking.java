package prasan.flow;

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
            var draft = walk.drafts.all().getFirst();
            walk.says.add(new DraftCard(walk.latest, walk.language, draft).card("put-aside", "put-aside-kept"));
            walk.over();
        }
        return kept;
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
