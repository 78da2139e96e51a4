package prasan.flow;

import java.util.List;
import java.util.Map;
import prasan.flow.Session.Mode;
import prasan.flow.Session.Running;

/** What the buttons do. */
final class Taps {
    private final Walk walk;
    private final Commands commands;
    private final Intake intake;
    private final Offer offer;
    private final Emergencies emergencies;
    private final Typing typing;

    Taps(Walk walk, Commands commands, Intake intake, Offer offer, Emergencies emergencies, Typing typing) {
        this.walk = walk;
        this.typing = typing;
        this.commands = commands;
        this.intake = intake;
        this.offer = offer;
        this.emergencies = emergencies;
    }

    void tapped(String data) {
        int colon = data.indexOf(':');
        var head = colon < 0 ? "" : data.substring(0, colon);
        var value = data.substring(colon + 1);
        var start = value.split(":", 2);
        var named = NamedStart.of(walk.latest, data);
        if (head.equals("start") && walk.latest.flows().containsKey(start[0])) {
            if (start.length == 2) {
                walk.parking.resume(start[0], start[1]);
            } else {
                walk.start(value);
            }
        } else if (named != null) {
            walk.start(named.flow().name(), named.answers());
        } else if (head.equals("language") && Library.LANGUAGES.contains(value)) {
            commands.language(value);
        } else if (data.equals(Emergencies.REPORT)) {
            emergencies.report();
        } else if (data.equals(Emergencies.NUMBERS)) {
            emergencies.numbers();
        } else if (walk.receipts.again(data)) {
            // a second tap on what was sent
        } else if (walk.now == null) {
            walk.say("button-over");
            walk.start(walk.latest.menu());
        } else if (!walk.questions().offers(data)) {
            walk.say("button-old");
            walk.again();
        } else {
            chosen(walk.now, value);
        }
    }

    /** A button of the question that waits. */
    private void chosen(Running running, String value) {
        if (value.equals(Questions.LATER)) {
            chosenAtStep(running, value);
            return;
        }
        switch (running.mode()) {
            case CANCELLING -> {
                if (value.equals(Questions.YES)) {
                    walk.now = null;
                    walk.say("cancelled");
                    walk.over();
                } else {
                    walk.mode(Mode.WALKING);
                    walk.stay();
                }
            }
            case RESUMING -> {
                if (value.equals(Questions.YES)) {
                    walk.now = running.in(Mode.WALKING);
                    walk.stay();
                } else {
                    walk.begin(running.flow(), Map.of());
                }
            }
            case EDITING -> edit(running, value);
            case UNDERSTOOD -> offer.chosen(running, value);
            case WALKING, LISTING, FINDING, GUESSING, OFFICER, LEAVING -> chosenAtStep(running, value);
        }
    }

    private void chosenAtStep(Running running, String value) {
        switch (value) {
            case Questions.CANCEL -> commands.run(Library.Command.CANCEL);
            case Questions.BACK -> commands.back();
            case Questions.MORE -> {
                int next = (running.asked().page() + 1) % walk.questions().pages();
                walk.now =
                        running.asking(running.asked().offering(running.asked().offered(), next));
                walk.question();
            }
            case Questions.AGAIN -> {
                walk.now = running.asking(running.asked().offering(List.of(), 0).having(null));
                walk.question();
            }
            case Questions.EDIT -> {
                walk.mode(Mode.EDITING);
                walk.question();
            }
            case Questions.SEND -> {
                walk.now = running.at(running.frames(), Walk.remembered(running));
                walk.next();
                walk.run();
            }
            case Questions.ANEW -> {
                walk.now = running.asking(running.asked().having(null));
                walk.question();
            }
            case Questions.OTHER -> typing.anew(running);
            case Questions.SKIP -> walk.fill(running, new Value.None());
            case Questions.LATER -> {
                if (!walk.parking.park()) {
                    walk.start(walk.latest.menu());
                }
            }
            default -> {
                var answer = walk.questions().valueOf(value);
                if (answer == null) {
                    walk.say("button-old");
                    walk.again();
                } else {
                    intake.take(running, answer);
                }
            }
        }
    }

    private void edit(Running running, String slot) {
        if (slot.equals(Questions.BACK) || walk.value(slot) == null) {
            walk.mode(Mode.WALKING);
            walk.question();
            return;
        }
        walk.edit(running, slot);
    }
}
