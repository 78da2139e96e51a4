package prasan.flow;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import prasan.flow.Session.Mode;
import prasan.flow.Session.Running;

/** What becomes of an answer: taken, refused, looked up, or held until the rest of it comes. */
final class Intake {
    private final Walk walk;
    private final PhotoIntake photos;

    Intake(Walk walk, PhotoIntake photos) {
        this.walk = walk;
        this.photos = photos;
    }

    /** Takes what was sent as the answer to the question. */
    void answer(Running running, Step.Ask ask, Input input) {
        if (input instanceof Input.Photo photo && ask.slot() instanceof Slot.Images images) {
            photos.asked(running, images, photo);
            return;
        }
        switch (Answers.read(ask, input, walk)) {
            case Answers.Good good -> take(running, good.value());
            case Answers.More more -> {
                walk.now = running.asking(running.asked().having(more.partial()));
                walk.say(ask, more.reason(), more.args());
                walk.questions().buttons(walk.quick);
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
            // going back, or on with it later, is being asked again
            walk.now = running.at(running.frames(), Walk.remembered(running));
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
    void take(Running running, Value value) {
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

    void found(Input.Found found) {
        var running = Objects.requireNonNull(walk.now);
        if (!(walk.step() instanceof Step.Ask ask)) {
            throw new IllegalStateException("a look-up that nothing asked for");
        }
        var items = found.items();
        if (running.mode() == Mode.GUESSING) {
            // the buttons below an answer that is not enough are this question's
            walk.fresh();
            running = Objects.requireNonNull(walk.now);
        }
        if (running.mode() == Mode.LISTING) {
            walk.now = running.in(Mode.WALKING).asking(running.asked().offering(items, 0));
            if (items.isEmpty() && ask.empty() != null) {
                walk.go(ask.empty());
                walk.run();
            } else {
                walk.question();
            }
        } else if (running.mode() == Mode.GUESSING && items.isEmpty()) {
            // what was typed names nothing: the question is put as if nothing had been said
            walk.now = running.in(Mode.WALKING);
            walk.question();
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
