package prasan.flow;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import prasan.flow.Session.Frame;
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
                walk.now = running.asking(running.asked().having(more.partial()).missed(0));
                walk.say(ask, more.reason(), more.args());
                walk.questions().buttons(walk.quick);
            }
            case Answers.Bad bad -> refuse(running, ask, bad.reason(), bad.args());
            case Answers.Ask look -> {
                walk.now = pinned(running, ask, look.pin()).in(Mode.FINDING);
                walk.need = new Need.Look(
                        Objects.requireNonNull(ask.slot().source()),
                        look.query(),
                        look.pin(),
                        running.asked().partial(),
                        inputs(ask, running));
            }
        }
    }

    /** A pin that answers where the village is also is the place, if the question goes by one and none was told. */
    private Running pinned(Running running, Step.Ask ask, Input.@Nullable Pin pin) {
        var place = ask.slot() instanceof Slot.Area area ? area.with().get("place") : null;
        if (pin == null || place == null || walk.given(place)) {
            return running;
        }
        walk.say("place-kept");
        var slots = new HashMap<>(running.top().slots());
        slots.put(place, Answers.placeOf(pin));
        return running.holding(new Frame(running.top().flow(), running.top().step(), slots));
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
        int misses = running.asked().misses() + 1;
        walk.now = running.asking(running.asked().missed());
        if (misses >= Help.LATER_AFTER && ask.optional()) {
            var gathered = walk.questions().gathering() ? running.asked().partial() : null;
            if (gathered == null) {
                walk.say("skipped");
            } else {
                walk.say(ask, reason, args);
            }
            walk.fill(Objects.requireNonNull(walk.now), Objects.requireNonNullElse(gathered, new Value.None()));
            return;
        }
        walk.say(ask, reason, args);
        if (new Help(walk.questions()).person()) {
            boolean leaves = misses >= Help.LATER_AFTER && walk.questions().keeps();
            walk.say(leaves ? "refused-thrice" : "refused-twice", example(ask));
        }
        walk.questions().list(walk.says);
        walk.questions().buttons(walk.quick);
    }

    /** Returns an answer that would do: the question's own example, or one for its type. */
    private Map<String, Value> example(Step.Ask ask) {
        var own = Library.wording(ask.wordings(), walk.language).labels().get("example");
        if (own != null) {
            return Map.of("example", new Value.Text(own.source()));
        }
        var labels = ask.slot() instanceof Slot.Choice choice
                ? new Choices(walk.questions(), ask).options(choice).values()
                : List.<String>of();
        var text = labels.stream()
                .findFirst()
                .orElseGet(() -> walk.library
                        .text(
                                walk.language,
                                "example-" + ask.slot().type().name().toLowerCase(Locale.ROOT))
                        .source());
        return Map.of("example", new Value.Text(text));
    }

    /** Takes the answer, unless it is a wider area than the question wants: then the rest is asked for. */
    void take(Running running, Value value) {
        if (walk.step() instanceof Step.Ask ask
                && ask.slot() instanceof Slot.Area area
                && value instanceof Value.Area wide
                && !wide.answers(area.digits())) {
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
        var own = running.mode() == Mode.GUESSING ? assumed(ask, found) : null;
        if (running.mode() == Mode.LISTING) {
            walk.now = running.in(Mode.WALKING).asking(running.asked().offering(items, 0));
            if (items.isEmpty() && ask.empty() != null) {
                walk.go(ask.empty());
                walk.run();
            } else {
                walk.question();
            }
        } else if (own != null) {
            walk.fill(running.in(Mode.WALKING), own);
        } else if (running.mode() == Mode.GUESSING && items.isEmpty()) {
            // what was typed names nothing: the question is put as if nothing had been said
            walk.now = running.in(Mode.WALKING);
            walk.question();
        } else if (found.refused() != null && Slot.Area.CHOICES.contains(found.refused())) {
            choose(running, ask, items, found.refused());
        } else if (found.refused() != null) {
            refused(running.in(Mode.WALKING), ask, items, found.refused());
        } else if (items.isEmpty()) {
            refuse(running.in(Mode.WALKING), ask, "none", Map.of());
        } else if (items.size() == 1) {
            take(running.in(Mode.WALKING), items.getFirst().value());
        } else {
            choose(running, ask, items, "many");
        }
    }

    /** The area that is assumed where the place tells nothing, or no more than a tambon that it lies in; {@code null} for none. */
    private Value.@Nullable Area assumed(Step.Ask ask, Input.Found found) {
        if (ask.assume() == null
                || !(walk.value(ask.assume()) instanceof Value.Area own)
                || !(walk.value(Typed.hint(ask.id())) instanceof Value.Place)) {
            return null;
        }
        var items = found.items();
        boolean inside = Objects.equals(found.refused(), "village")
                && items.getFirst().value() instanceof Value.Area tambon
                && own.code().length() > tambon.code().length()
                && own.code().startsWith(tambon.code());
        return items.isEmpty() || inside ? own : null;
    }

    /** Offers what was found, below the reason. */
    private void choose(Running running, Step.Ask ask, List<Input.Item> items, String reason) {
        walk.now = running.in(Mode.WALKING)
                .asking(running.asked().offering(items, 0).having(null));
        walk.fresh();
        var why = reason.equals("similar") && items.size() > 1 ? "many" : reason;
        walk.say(ask, why, Map.of("found", new Value.Text(items.getFirst().title())));
        walk.questions().offer(walk.says, walk.quick);
    }

    /** A part of an answer is kept, and what was offered before is no answer any more; without it the list stays. */
    private void refused(Running running, Step.Ask ask, List<Input.Item> items, String reason) {
        if (items.isEmpty()) {
            refuse(running, ask, reason, Map.of());
            return;
        }
        var about = items.getFirst();
        walk.now = running.asking(running.asked().offering(List.of(), 0).having(about.value()));
        var args = Map.<String, Value>of("found", new Value.Text(about.title()));
        if (about.value().equals(running.asked().partial())) {
            refuse(Objects.requireNonNull(walk.now), ask, reason, args);
        } else {
            walk.say(ask, reason, args);
            walk.questions().buttons(walk.quick);
        }
    }

    /** The inputs of the source, and what the person was shown to choose from. */
    private Map<String, Value> inputs(Step.Ask ask, Running running) {
        var inputs = walk.inputs(ask.slot());
        var shown = running.asked().offered().stream()
                .flatMap(item -> item.value() instanceof Value.Area area ? Stream.of(area.code()) : Stream.empty())
                .toList();
        if (!shown.isEmpty()) {
            inputs.put("among", new Value.Texts(shown));
        }
        return inputs;
    }
}
