package prasan.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import prasan.flow.Session.Frame;
import prasan.flow.Session.Mode;
import prasan.flow.Session.Running;

/** What each kind of input does to the conversation; the steps that follow from it are walked by {@link Walk}. */
final class Reactions {
    private final Walk walk;
    private final Library library;

    Reactions(Walk walk) {
        this.walk = walk;
        this.library = walk.library;
    }

    void on(Input input) {
        switch (input) {
            case Input.Elapsed elapsed -> elapsed();
            case Input.Outcome outcome -> outcome(outcome);
            case Input.Found found -> found(found);
            case Input.Followed followed -> walk.start(library.followed());
            case Input.HandedBack back -> handedBack();
            case Input.Words words -> words(words);
            case Input.Tapped tapped -> tapped(tapped.data());
            case Input.Photo photo -> answer(photo);
            case Input.Pin pin -> answer(pin);
            case Input.Unreadable unreadable -> answer(unreadable);
        }
    }

    // ---- time and officers

    /** Puts aside what nothing has happened in for long, saying so, and forgets what was put aside long ago. */
    private void elapsed() {
        walk.drafts.removeIf(draft -> !draft.at().plus(Session.KEPT).isAfter(walk.at));
        var running = walk.now;
        if (running == null) {
            return;
        }
        var patience = running.mode() == Mode.OFFICER ? Session.KEPT : Session.IDLE;
        if (!running.at().plus(patience).isAfter(walk.at) && walk.park()) {
            walk.say("put-aside");
            walk.over();
        }
    }

    private void handedBack() {
        if (walk.now != null && walk.now.mode() == Mode.OFFICER) {
            walk.mode(Mode.WALKING);
            walk.say("handed-back");
            walk.next();
            walk.run();
        }
    }

    // ---- what people do

    private void words(Input.Words input) {
        // "ยกเลิกค่ะ" is ยกเลิก
        var said = Polite.bare(input.text());
        for (var entry : library.commands().entrySet()) {
            if (entry.getValue().contains(said)) {
                command(entry.getKey());
                return;
            }
        }
        if (withOfficer()) {
            return;
        }
        for (var entry : library.languages().entrySet()) {
            if (entry.getValue().contains(said)) {
                language(entry.getKey());
                return;
            }
        }
        var data = walk.now == null ? null : walk.questions().dataOf(said);
        if (data != null) {
            tapped(data);
            return;
        }
        for (var flow : library.flows().values()) {
            for (var starts : flow.starts().entrySet()) {
                if (starts.getValue().contains(said)) {
                    // who begins in a language is answered in it
                    walk.language = starts.getKey();
                    walk.start(flow.name());
                    return;
                }
            }
        }
        answer(input);
    }

    /** While a person answers the bot is silent; the words that are always there still lead out. */
    private boolean withOfficer() {
        return walk.now != null && walk.now.mode() == Mode.OFFICER;
    }

    private void language(String wanted) {
        walk.language = wanted;
        walk.say("language");
        againOrMenu();
    }

    private void command(Library.Command command) {
        switch (command) {
            case CANCEL -> {
                if (walk.now == null) {
                    walk.say("nothing-open");
                    walk.start(library.menu());
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
            case MENU -> walk.start(library.menu());
            case OFFICER -> walk.start(library.officer());
            case REPEAT -> againOrMenu();
        }
    }

    private void againOrMenu() {
        if (walk.now == null) {
            walk.start(library.menu());
        } else {
            walk.again();
        }
    }

    private void back() {
        var running = walk.now;
        if (running == null) {
            walk.say("nothing-open");
            walk.start(library.menu());
            return;
        }
        var asked = running.asked();
        if (running.mode() != Mode.WALKING || asked.partial() != null || asked.page() > 0 || choosing(running)) {
            walk.now = running.at(running.frames(), running.trail());
            walk.run();
        } else if (running.trail().isEmpty()) {
            walk.say("back-wall");
            walk.again();
        } else {
            var trail = running.trail();
            walk.now = running.at(trail.getLast(), trail.subList(0, trail.size() - 1));
            walk.run();
        }
    }

    /** Whether one of several areas that fit an answer is to be chosen: going back is asking for the area again. */
    private boolean choosing(Running running) {
        return !running.asked().offered().isEmpty()
                && walk.step() instanceof Step.Ask ask
                && ask.slot() instanceof Slot.Area;
    }

    private void tapped(String data) {
        int colon = data.indexOf(':');
        var head = colon < 0 ? "" : data.substring(0, colon);
        var value = data.substring(colon + 1);
        if (head.equals("start") && library.flows().containsKey(value)) {
            walk.start(value);
        } else if (head.equals("language") && Library.LANGUAGES.contains(value)) {
            language(value);
        } else if (walk.now == null) {
            walk.say("button-over");
            walk.start(library.menu());
        } else if (!head.equals(String.valueOf(walk.now.asked().prompt()))) {
            walk.say("button-old");
            walk.again();
        } else {
            chosen(walk.now, value);
        }
    }

    /** A button of the question that waits. */
    private void chosen(Running running, String value) {
        switch (running.mode()) {
            case CANCELLING -> {
                if (value.equals(Questions.YES)) {
                    walk.now = null;
                    walk.say("cancelled");
                    walk.over();
                } else {
                    walk.mode(Mode.WALKING);
                    walk.run();
                }
            }
            case RESUMING -> {
                walk.now =
                        value.equals(Questions.YES) ? running.in(Mode.WALKING) : walk.begun(running.flow(), Map.of());
                walk.run();
            }
            case EDITING -> edit(running, value);
            case WALKING, LISTING, FINDING, OFFICER -> chosenAtStep(running, value);
        }
    }

    private void chosenAtStep(Running running, String value) {
        switch (value) {
            case Questions.CANCEL -> command(Library.Command.CANCEL);
            case Questions.BACK -> back();
            case Questions.MORE -> {
                int next = (running.asked().page() + 1) % Questions.pages(running);
                walk.now =
                        running.asking(running.asked().offering(running.asked().offered(), next));
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
            case Questions.SKIP -> walk.fill(running, new Value.None());
            default -> {
                var answer = walk.questions().valueOf(value);
                if (answer == null) {
                    walk.say("button-old");
                    walk.again();
                } else {
                    take(running, answer);
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
        var top = running.top();
        var slots = new HashMap<>(top.slots());
        slots.remove(slot);
        walk.now = running.at(running.replaced(new Frame(top.flow(), slot, slots)), Walk.remembered(running))
                .silent(true);
        walk.run();
    }

    private void answer(Input input) {
        if (walk.now == null) {
            atTheTop(input);
            return;
        }
        if (withOfficer()) {
            return;
        }
        if (input instanceof Input.Words words && !walk.now.alarmed() && alarming(words.text())) {
            alarm();
            walk.now = walk.now.warned();
        }
        if (walk.now.mode() == Mode.WALKING && walk.step() instanceof Step.Ask ask) {
            if (!(input instanceof Input.Photo photo) || !early(walk.now, ask, photo)) {
                answer(walk.now, ask, input);
            }
        } else {
            walk.say("use-buttons");
            walk.again();
        }
    }

    /** Keeps a photo that comes before it is asked for, if the flow will ask for photos. @return whether it does */
    private boolean early(Running running, Step.Ask ask, Input.Photo photo) {
        if (ask.slot() instanceof Slot.Images) {
            return false;
        }
        var top = running.top();
        for (var step : library.flow(top.flow()).steps()) {
            if (step instanceof Step.Ask later && later.slot() instanceof Slot.Images images) {
                var ids = new ArrayList<>(
                        top.slots().get(later.id()) instanceof Value.Images kept ? kept.ids() : List.<String>of());
                if (ids.size() >= images.max() || top.slots().get(later.id()) instanceof Value.None) {
                    return false;
                }
                ids.add(photo.id());
                var slots = new HashMap<>(top.slots());
                slots.put(later.id(), new Value.Images(ids));
                walk.now = running.holding(new Frame(top.flow(), top.step(), slots));
                walk.photos.add(photo.id());
                walk.say("photo-early");
                walk.again();
                return true;
            }
        }
        return false;
    }

    private void answer(Running running, Step.Ask ask, Input input) {
        switch (Answers.read(ask, input, walk)) {
            case Answers.Good good -> take(running, good.value());
            case Answers.More more -> {
                walk.photos.addAll(more.photos());
                walk.now = running.asking(running.asked().having(more.partial()).receiving(more.album()));
                if (!more.quiet()) {
                    walk.say(ask, more.reason(), more.args());
                    walk.questions().buttons(walk.quick);
                }
            }
            case Answers.Bad bad -> refuse(running, ask, bad.reason(), bad.args());
            case Answers.Ask look -> {
                walk.now = running.in(Mode.FINDING);
                walk.need = new Need.Look(
                        Objects.requireNonNull(ask.slot().source()),
                        look.query(),
                        look.pin(),
                        running.asked().partial(),
                        walk.inputs(ask.slot()));
            }
        }
    }

    /** Says why an answer will not do; after too many of them goes where the flow says. */
    private void refuse(Running running, Step.Ask ask, String reason, Map<String, Value> args) {
        var tries = ask.tries();
        if (tries != null && running.asked().misses() + 1 >= tries.most()) {
            walk.go(tries.then());
            walk.run();
            return;
        }
        walk.now = running.asking(running.asked().missed());
        walk.say(ask, reason, args);
        walk.questions().options(walk.says);
        walk.questions().buttons(walk.quick);
    }

    /** Takes the answer, unless it is a wider area than the question wants: then the rest is asked for. */
    private void take(Running running, Value value) {
        if (walk.step() instanceof Step.Ask ask
                && ask.slot() instanceof Slot.Area area
                && value instanceof Value.Area wide
                && wide.code().length() < area.digits()) {
            walk.now = running.asking(running.asked().offering(List.of(), 0).having(wide));
            var reason = wide.code().length() == Slot.Area.TAMBON ? "village" : "wide";
            walk.say(ask, reason, Map.of("found", wide));
            walk.questions().buttons(walk.quick);
        } else {
            walk.fill(running, value);
        }
    }

    private void atTheTop(Input input) {
        if (input instanceof Input.Words words && alarming(words.text())) {
            var alarm = library.alarm();
            alarm();
            walk.now = walk.begun(alarm.flow(), Map.of(alarm.slot(), new Value.Text(Thai.clean(words.text()))))
                    .warned();
            walk.run();
        } else if (!walk.drafts.isEmpty()) {
            // somebody who comes back to a question that was put aside meanwhile
            walk.start(walk.drafts.getFirst().flow());
        } else {
            walk.say(input instanceof Input.Words ? "not-understood" : "not-expected");
            walk.start(library.menu());
        }
    }

    private boolean alarming(String text) {
        return library.alarm().heard(text);
    }

    private void alarm() {
        walk.says.addAll(walk.cards().says(Library.wording(library.alarm().card(), walk.language), name -> null));
    }

    // ---- what the engine asked for

    private void outcome(Input.Outcome outcome) {
        var running = Objects.requireNonNull(walk.now);
        switch (walk.step()) {
            case Step.Officer officer -> {
                walk.say(officer);
                walk.now = running.at(running.frames(), List.of()).in(Mode.OFFICER);
            }
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

    private void found(Input.Found found) {
        var running = Objects.requireNonNull(walk.now);
        if (!(walk.step() instanceof Step.Ask ask)) {
            throw new IllegalStateException("a look-up that nothing asked for");
        }
        var items = found.items();
        if (running.mode() == Mode.LISTING) {
            walk.now = running.in(Mode.WALKING).asking(running.asked().offering(items, 0));
            if (items.isEmpty() && ask.empty() != null) {
                walk.go(ask.empty());
                walk.run();
            } else {
                walk.question();
            }
        } else if (found.refused() != null) {
            var about = items.isEmpty() ? null : items.getFirst();
            var asked = about == null ? running.asked() : running.asked().having(about.value());
            refuse(
                    running.in(Mode.WALKING).asking(asked),
                    ask,
                    found.refused(),
                    about == null ? Map.of() : Map.of("found", new Value.Text(about.title())));
        } else if (items.isEmpty()) {
            refuse(running.in(Mode.WALKING), ask, "none", Map.of());
        } else if (items.size() == 1) {
            take(running.in(Mode.WALKING), items.getFirst().value());
        } else {
            walk.now = running.in(Mode.WALKING)
                    .asking(running.asked().offering(items, 0).having(null));
            walk.fresh();
            walk.say(ask, "many", Map.of());
            walk.questions().offer(walk.says, walk.quick);
        }
    }
}
