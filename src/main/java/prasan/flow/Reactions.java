package prasan.flow;

import java.util.HashMap;
import java.util.List;
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
    private final Offer offer;
    private final ReportWords report;
    private final Summary summary;
    private final Emergencies emergencies;
    private final WithOfficer officer;
    private final PhotoIntake photos;
    private final MediaIntake media;

    Reactions(Walk walk) {
        this.walk = walk;
        var additions = new Additions(walk);
        this.typing = new Typing(walk, additions);
        var corrections = new Corrections(walk, typing, additions);
        this.offer = new Offer(walk, typing, additions, corrections);
        this.commands = new Commands(walk, typing);
        this.photos = walk.photographs;
        this.intake = new Intake(walk, photos);
        this.officer = new WithOfficer(walk);
        this.media = new MediaIntake(walk, intake);
        this.report = new ReportWords(walk, typing, additions);
        this.summary = new Summary(walk, typing, additions, corrections, intake);
        this.emergencies = new Emergencies(walk, additions);
        this.taps = new Taps(walk, commands, intake, offer, emergencies, typing);
    }

    void on(Input input) {
        if ((officer.here() && forOfficer(input)) || late(input)) {
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
            case Input.Unreadable unreadable -> {
                notKept(unreadable);
                answer(unreadable);
            }
        }
        if (input instanceof Input.Words words && aboutReports()) {
            emergencies.perhaps(words.text());
        }
        typing.next();
    }

    /** What a person does while an officer answers is for the officer. @return false for what only looks like it */
    private boolean forOfficer(Input input) {
        switch (input) {
            case Input.Words words -> {
                // whom to ring comes last, and the officer hears it too
                if (!emergencies.heard(words.text())) {
                    officer.words(words);
                }
            }
            case Input.Tapped tapped -> {
                if (tapped.data().startsWith("language:") || tapped.data().equals(Emergencies.NUMBERS)) {
                    return false;
                }
                officer.tapped(tapped.data());
            }
            case Input.Photo photo -> officer.acknowledge();
            case Input.Pin pin -> officer.acknowledge();
            case Input.Media sent -> officer.acknowledge();
            case Input.Unreadable sent -> {
                if (!notKept(sent)) {
                    officer.acknowledge();
                }
            }
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
                if (emergencies.heard(words.text())) {
                    return true;
                }
            }
            case Input.Tapped tapped -> {
                if (tapped.data().startsWith("language:") || tapped.data().equals(Emergencies.NUMBERS)) {
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

    /** Says that a file, or a photo that LINE does not keep, is lost. @return false, with nothing said, for a sticker and the like */
    private boolean notKept(Input.Unreadable sent) {
        boolean lost = List.of("image", "audio", "video", "file").contains(sent.kind());
        if (lost) {
            walk.say("media-not-kept");
        }
        return lost;
    }

    private void media(Input.Media sent) {
        boolean kept = walk.now == null ? media.begins(sent) : media.kept(walk.now, sent);
        if (!kept) {
            answer(new Input.Unreadable(sent.kind()));
        }
    }

    /** Returns true where free words are told, and not the answers that other conversations ask for. */
    private boolean aboutReports() {
        var typed = walk.latest.typed();
        return walk.now == null || (typed != null && walk.now.flow().equals(typed.flow()));
    }

    // ---- time and officers

    /** Puts aside what nothing has happened in for long, and forgets what was put aside long ago. */
    private void elapsed() {
        walk.drafts.forget(walk.at);
        photos.elapsed();
        officer.elapsed();
        photos.unused();
        var running = walk.now;
        if (running == null) {
            return;
        }
        var patience = running.withOfficer() ? Session.KEPT : Session.IDLE;
        if (!running.at().plus(patience).isAfter(walk.at)) {
            var typed = walk.library.typed();
            boolean unclear = running.mode() == Mode.UNDERSTOOD && typed != null && Questions.unclear(typed, running);
            // what was said meanwhile about the question is over with it
            walk.says.clear();
            walk.quick.clear();
            if (unclear) {
                walk.park();
            } else if (!walk.parking.parkIdle() && running.withOfficer()) {
                walk.say("officer-over");
                walk.over();
            }
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
        if (emergencies.heard(input.text())) {
            return;
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
            if (walk.now == null ? English.is(input.text()) : English.isSentence(input.text())) {
                // who writes in English is answered in it
                walk.language = English.LANGUAGE;
            }
            answer(input);
        }
    }

    /** Starts the flow whose words these are, if they are some. @return whether they are */
    private boolean starts(String typed) {
        for (var flow : walk.latest.flows().values()) {
            for (var language : Library.languagesFrom(walk.language)) {
                var answers = flow.startedBy(language, typed, walk.now == null);
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
        var running = walk.now;
        if (running == null) {
            atTheTop(input);
            return;
        }
        if ((input instanceof Input.Photo photo && photos.kept(running, photo))
                || (input instanceof Input.Pin pin && photos.kept(running, pin))) {
            return;
        }
        switch (running.mode()) {
            case UNDERSTOOD -> {
                if (input instanceof Input.Words words) {
                    offer.answer(running, words.text());
                } else {
                    walk.useButtons();
                }
            }
            case RESUMING -> {
                if (input instanceof Input.Words words) {
                    // neither yes nor no: the draft stays one, and what is said is heard
                    walk.park();
                    walk.library = walk.latest;
                    typing.heard(words.text());
                } else {
                    walk.useButtons();
                }
            }
            case WALKING, LISTING, FINDING, GUESSING -> {
                switch (walk.step()) {
                    case Step.Ask ask -> {
                        if (!(input instanceof Input.Words words) || !report.answer(running, ask, words)) {
                            intake.answer(running, ask, input);
                        }
                    }
                    case Step.Confirm confirm -> summary.answer(running, confirm, input);
                    default -> walk.useButtons();
                }
            }
            case CANCELLING -> {
                if (running.asked().misses() > 0) {
                    // who goes on does not want to stop
                    walk.mode(Mode.WALKING);
                    if (walk.step() instanceof Step.Ask || walk.step() instanceof Step.Confirm) {
                        answer(input);
                    } else {
                        walk.say("use-buttons");
                        walk.stay();
                    }
                } else {
                    walk.useButtons();
                }
            }
            case EDITING -> {
                if (walk.step() instanceof Step.Confirm confirm) {
                    walk.mode(Mode.WALKING);
                    summary.answer(Objects.requireNonNull(walk.now), confirm, input);
                }
            }
            case OFFICER, LEAVING -> {}
        }
    }

    private void atTheTop(Input input) {
        var warned = walk.recentWarning();
        if (input instanceof Input.Photo photo) {
            photos.early(photo);
        } else if (input instanceof Input.Pin pin) {
            photos.early(pin);
        } else if (input instanceof Input.Words words && !comesBack(words.text())) {
            if (warned.isPresent() && typing.follows(words.text())) {
                // where it burns, said after the numbers were shown
                walk.warned = null;
                typing.heard(warned.get().text() + "\n" + words.text());
            } else {
                typing.heard(words.text());
            }
        } else if (!walk.drafts.isEmpty()) {
            // somebody who comes back to a question that was put aside meanwhile
            walk.parking.resumeNewest();
        } else {
            walk.say("not-expected");
            walk.start(walk.latest.menu());
        }
    }

    /** Returns true for a bare yes or no while a draft is there: it is about the question that was parked meanwhile. */
    private boolean comesBack(String text) {
        return !walk.drafts.isEmpty() && walk.latest.isYesOrNo(Polite.bare(text));
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
                walk.wrote = wrote ? running.asked().prompt() : walk.wrote;
                walk.now = running.at(frames, wrote ? List.of() : running.trail());
                walk.go(Objects.requireNonNull(step.outcomes().get(outcome.name()), outcome.name()));
                walk.run();
            }
            default -> throw new IllegalStateException("an outcome of " + outcome.name() + " that nothing asked for");
        }
    }
}
