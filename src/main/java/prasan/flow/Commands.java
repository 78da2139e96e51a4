package prasan.flow;

import prasan.flow.Session.Mode;
import prasan.flow.Session.Running;

/** What the words that are always there do. */
final class Commands {
    private final Walk walk;
    private final Typing typing;

    Commands(Walk walk, Typing typing) {
        this.walk = walk;
        this.typing = typing;
    }

    void language(String wanted) {
        if (!walk.olderLanguage()) {
            walk.language = wanted;
            walk.say("language");
        }
        againOrMenu();
    }

    void run(Library.Command command) {
        switch (command) {
            case CANCEL -> {
                if (walk.now == null) {
                    walk.say("nothing-open");
                    walk.start(walk.latest.menu());
                } else if (walk.now.mode() == Mode.UNDERSTOOD) {
                    typing.none();
                } else {
                    walk.mode(Mode.CANCELLING);
                    walk.question();
                }
            }
            case BACK -> back();
            case HELP -> {
                walk.say("help");
                againOrMenu();
            }
            case MENU -> walk.start(walk.latest.menu());
            case OFFICER -> {
                if (walk.now != null && walk.now.mode() == Mode.OFFICER) {
                    walk.again();
                } else {
                    walk.start(walk.latest.officer());
                }
            }
            case REPEAT -> againOrMenu();
        }
    }

    private void againOrMenu() {
        if (walk.now == null) {
            walk.start(walk.latest.menu());
        } else {
            walk.again();
        }
    }

    void back() {
        var running = walk.now;
        if (running == null) {
            walk.say("nothing-open");
            walk.start(walk.latest.menu());
            return;
        }
        if (running.mode() == Mode.UNDERSTOOD) {
            typing.none();
            return;
        }
        var asked = running.asked();
        if (running.mode() != Mode.WALKING || asked.partial() != null || asked.page() > 0 || choosing(running)) {
            walk.now = running.at(running.frames(), running.trail());
            walk.stay();
        } else if (running.trail().isEmpty() && walk.step() instanceof Step.Confirm) {
            // all was told at once: going back is changing a part of it
            walk.mode(Mode.EDITING);
            walk.question();
        } else if (running.trail().isEmpty()) {
            walk.say("back-wall");
            walk.again();
        } else {
            var trail = running.trail();
            walk.now = running.at(trail.getLast(), trail.subList(0, trail.size() - 1));
            walk.stay();
        }
    }

    /** Whether one of several areas that fit an answer is to be chosen: going back is asking for the area again. */
    private boolean choosing(Running running) {
        return !running.asked().offered().isEmpty()
                && walk.step() instanceof Step.Ask ask
                && ask.slot() instanceof Slot.Area;
    }
}
