package prasan.flow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import prasan.flow.Session.Frame;
import prasan.flow.Session.Mode;

/** What each kind of input does to the conversation; the steps that follow from it are walked by {@link Walk}. */
final class Reactions {
    private final Walk walk;
    private final Commands commands;
    private final Intake intake;
    private final Taps taps;
    private final Typing typing;
    private final WithOfficer officer;
    private final PhotoIntake photos;
    private final MediaIntake media;

    Reactions(Walk walk) {
        this.walk = walk;
        this.typing = new Typing(walk);
        this.commands = new Commands(walk, typing);
        this.photos = walk.photographs;
        this.intake = new Intake(walk, photos);
        this.officer = new WithOfficer(walk);
        this.media = new MediaIntake(walk, intake);
        this.taps = new Taps(walk, commands, intake, typing, photos);
    }

    void on(Input input) {
        if (officer.here() && forOfficer(input)) {
            return;
        }
        if (late(input)) {
            return;
        }
        if (input instanceof Input.Words || input instanceof Input.Tapped || input instanceof Input.Pin) {
            photos.before();
        }
        switch (input) {
            case Input.Elapsed elapsed -> elapsed();
            case Input.Outcome outcome -> outcome(outcome);
            case Input.Found found -> intake.found(found);
            case Input.Followed followed -> walk.start(walk.latest.followed());
            case Input.HandedBack back -> handedBack(back);
            case Input.OfficerWrote wrote -> officer.wrote();
            case Input.Words words -> words(words);
            case Input.Tapped tapped -> taps.tapped(tapped.data());
            case Input.Photo photo -> answer(photo);
            case Input.Pin pin -> answer(pin);
            case Input.Media sent -> media(sent);
            case Input.Unreadable unreadable -> answer(unreadable);
        }
    }

    /** What a person does while an officer answers is for the officer. @return false for what only looks like it */
    private boolean forOfficer(Input input) {
        switch (input) {
            case Input.Words words -> {
                boolean alarmed = !Objects.requireNonNull(walk.now).alarmed() && alarming(words.text());
                if (alarmed) {
                    alarm();
                    walk.now = walk.now.warned();
                }
                officer.words(words, alarmed);
            }
            case Input.Tapped tapped -> {
                if (tapped.data().startsWith("language:")) {
                    return false;
                }
                officer.tapped(tapped.data());
            }
            case Input.Photo photo -> officer.acknowledge();
            case Input.Pin pin -> officer.acknowledge();
            case Input.Media sent -> officer.acknowledge();
            case Input.Unreadable sent -> officer.acknowledge();
            case Input.Followed followed -> walk.say("with-officer");
            case Input.Elapsed elapsed -> {
                return false;
            }
            case Input.HandedBack back -> {
                return false;
            }
            case Input.OfficerWrote wrote -> {
                return false;
            }
            case Input.Outcome outcome -> {
                return false;
            }
            case Input.Found found -> {
                return false;
            }
        }
        return true;
    }

    /**
     * What happened before that which led to the question is not its answer: the question is put again. Photos, voice and files are kept whenever they were sent.
     *
     * @return whether it came late
     */
    private boolean late(Input input) {
        var running = walk.now;
        var since = running == null ? null : running.asked().since();
        if (since == null || !walk.at.isBefore(since)) {
            return false;
        }
        switch (input) {
            case Input.Words words -> {
                if (alarming(words.text())) {
                    alarm();
                    return true;
                }
            }
            case Input.Tapped tapped -> {
                if (tapped.data().startsWith("language:")) {
                    return false;
                }
            }
            case Input.Pin pin -> {
                if (photos.kept(Objects.requireNonNull(running), pin)) {
                    return true;
                }
            }
            case Input.Followed followed -> {
                return true;
            }
            default -> {
                return false;
            }
        }
        walk.say("came-late");
        walk.again();
        return true;
    }

    private void media(Input.Media sent) {
        boolean kept = walk.now == null ? media.begins(sent) : media.kept(walk.now, sent);
        if (!kept) {
            answer(new Input.Unreadable(sent.kind()));
        }
    }

    // ---- time and officers

    /** Puts aside what nothing has happened in for long, saying so, and forgets what was put aside long ago. */
    private void elapsed() {
        walk.drafts.forget(walk.at);
        photos.elapsed();
        officer.elapsed();
        var running = walk.now;
        if (running == null) {
            return;
        }
        var patience = running.withOfficer() ? Session.KEPT : Session.IDLE;
        if (running.at().plus(patience).isAfter(walk.at)) {
            return;
        }
        boolean alone = running.withOfficer();
        if (walk.park()) {
            walk.says.clear();
            walk.quick.clear();
            walk.say("put-aside");
            walk.over();
        } else if (alone) {
            walk.say("officer-over");
            walk.over();
        }
    }

    private void handedBack(Input.HandedBack back) {
        if (officer.here() && meant(back)) {
            walk.mode(Mode.WALKING);
            walk.say("handed-back");
            walk.next();
            walk.run();
        }
    }

    /** Whether it is this hand-over that ends, and not one that the leader has left meanwhile. */
    private boolean meant(Input.HandedBack back) {
        var ours = walk.now == null ? null : walk.now.top().slots().get(WithOfficer.HANDED_OVER);
        return back.handover() == null || ours == null || ours.equals(new Value.Text(back.handover()));
    }

    // ---- what people do

    private void words(Input.Words input) {
        // "ยกเลิกค่ะ" is ยกเลิก
        var said = Polite.bare(input.text());
        for (var entry : walk.library.commands().entrySet()) {
            if (entry.getValue().contains(said)) {
                commands.run(entry.getKey());
                return;
            }
        }
        for (var entry : walk.library.languages().entrySet()) {
            if (entry.getValue().contains(said)) {
                commands.language(entry.getKey());
                return;
            }
        }
        var data = walk.now == null ? null : new Spoken(walk.questions()).dataOf(said);
        if (data != null) {
            taps.tapped(data);
            return;
        }
        if (!starts(input.text())) {
            answer(input);
        }
    }

    /** Starts the flow whose words these are, if they are some. @return whether they are */
    private boolean starts(String typed) {
        for (var flow : walk.latest.flows().values()) {
            for (var language : Library.languagesFrom(walk.language)) {
                var answers = flow.startedBy(language, typed);
                if (answers != null) {
                    // who begins in a language is answered in it
                    walk.language = language;
                    walk.start(flow.name(), answers);
                    return true;
                }
            }
        }
        return false;
    }

    private void answer(Input input) {
        if (walk.now != null && walk.now.mode() == Mode.UNDERSTOOD && input instanceof Input.Words words) {
            if (typing.answered(words.text())) {
                return;
            }
            // told once more, in other words
            walk.now = null;
            walk.library = walk.latest;
        }
        if (walk.now == null) {
            atTheTop(input);
            return;
        }
        if (input instanceof Input.Words words && !walk.now.alarmed() && alarming(words.text())) {
            alarm();
            walk.now = walk.now.warned();
        }
        if (input instanceof Input.Photo photo && photos.kept(walk.now, photo)) {
            return;
        }
        if (input instanceof Input.Pin pin && photos.kept(walk.now, pin)) {
            return;
        }
        if (walk.now.mode() == Mode.WALKING && walk.step() instanceof Step.Ask ask) {
            intake.answer(walk.now, ask, input);
        } else {
            walk.say("use-buttons");
            walk.again();
        }
    }

    private void atTheTop(Input input) {
        if (input instanceof Input.Photo photo) {
            photos.early(photo);
            return;
        }
        if (input instanceof Input.Pin pin) {
            photos.early(pin);
            return;
        }
        boolean alarming = input instanceof Input.Words words && alarming(words.text());
        if (alarming) {
            alarm();
        }
        boolean cry = input instanceof Input.Words words && walk.latest.alarm().cry(words.text());
        if (!cry && input instanceof Input.Words words && typing.heard(words.text(), alarming)) {
            return;
        }
        if (alarming && input instanceof Input.Words words) {
            var alarm = walk.latest.alarm();
            // a cry for help alone tells nothing that could be filed
            var told = cry
                    ? Map.<String, Value>of()
                    : Map.<String, Value>of(alarm.slot(), new Value.Text(Thai.clean(words.text())));
            walk.now = walk.begun(alarm.flow(), told).warned();
            walk.run();
        } else if (!walk.drafts.isEmpty()) {
            // somebody who comes back to a question that was put aside meanwhile
            walk.start(walk.drafts.all().getFirst().flow());
        } else {
            walk.say(input instanceof Input.Words ? "not-understood" : "not-expected");
            walk.start(walk.latest.menu());
        }
    }

    private boolean alarming(String text) {
        return walk.latest.alarm().heard(text);
    }

    private void alarm() {
        walk.says.addAll(walk.cards().says(Library.wording(walk.latest.alarm().card(), walk.language), name -> null));
    }

    // ---- what the engine asked for

    private void outcome(Input.Outcome outcome) {
        var running = Objects.requireNonNull(walk.now);
        switch (walk.step()) {
            case Step.Officer step -> officer.begins(step, outcome.values());
            case Step.Do step -> {
                var slots = new HashMap<>(running.top().slots());
                outcome.values().forEach((name, value) -> slots.put(step.slotOf(name), value));
                var frames = running.replaced(new Frame(running.top().flow(), step.id(), slots));
                // what is written is written: there is no way back behind it
                boolean wrote = walk.signature(step.action()).kind() == Signature.Kind.WRITE;
                walk.now = running.at(frames, wrote ? List.of() : running.trail());
                walk.go(Objects.requireNonNull(step.outcomes().get(outcome.name()), outcome.name()));
                walk.run();
            }
            default -> throw new IllegalStateException("an outcome of " + outcome.name() + " that nothing asked for");
        }
    }
}
