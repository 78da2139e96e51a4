package prasan.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import prasan.flow.Session.Burst;
import prasan.flow.Session.Early;
import prasan.flow.Session.Frame;
import prasan.flow.Session.Mode;
import prasan.flow.Session.Running;
import prasan.flow.Session.Shot;

/**
 * Keeps photos: at their question, at another one, in any other conversation, and before anything is under way. Photos that were sent together are put in their order and counted to the person once: when the last of
 * them is here, before the next answer, or after {@link Session#BURST}.
 */
final class PhotoIntake {
    /** What a report takes. */
    static final int MOST = 4;

    private final Walk walk;

    PhotoIntake(Walk walk) {
        this.walk = walk;
    }

    // ---- a photo comes

    /** Keeps a photo that answers the question for photos. */
    void asked(Running running, Slot.Images images, Input.Photo photo) {
        var partial = running.asked().partial() instanceof Value.Images before ? before.ids() : List.<String>of();
        var ids = with(partial, photo, images.max());
        walk.now = running.asking(running.asked().having(new Value.Images(ids)));
        tellIfComplete();
    }

    /**
     * Keeps a photo that comes when none is asked for, for the question for photos of the conversation, unless that is past, or as what was also sent.
     *
     * @return false if the question for photos is the one that waits
     */
    boolean kept(Running running, Input.Photo photo) {
        int place = place(running, Slot.Images.class);
        if (place < 0) {
            return alsoSent(running, photo);
        }
        var frame = running.frames().get(place);
        var ask = ask(frame, Slot.Images.class);
        if (ask == null || !(ask.slot() instanceof Slot.Images images)) {
            return false;
        }
        var before = new ArrayList<>(takenEarly());
        if (frame.slots().get(ask.id()) instanceof Value.Images kept) {
            before.addAll(kept.ids());
        }
        var all = new Value.Images(with(before, photo, images.max()));
        walk.now = running.holding(filled(running, place, ask.id(), all));
        tellIfComplete();
        return true;
    }

    /** Keeps a photo in a conversation without a question for photos: an officer gets it with what is written, else it waits for the report that follows. */
    private boolean alsoSent(Running running, Input.Photo photo) {
        if (walk.step() instanceof Step.Ask ask && ask.slot() instanceof Slot.Images) {
            return false;
        }
        if (MediaIntake.reaches(walk, running)) {
            walk.now = MediaIntake.holding(running, with(MediaIntake.of(running), photo, MediaIntake.MOST));
            tellIfComplete();
        } else {
            early(photo);
        }
        return true;
    }

    /** Returns the photos that came before the words, which are in the conversation from here on. */
    private List<String> takenEarly() {
        var early = walk.early;
        if (early == null) {
            return List.of();
        }
        walk.early = used(new Early(List.of(), early.place(), early.at()));
        return early.photos();
    }

    /** Keeps a pin that comes at another question, if the conversation has a question for a place that is still open. @return false if not */
    boolean kept(Running running, Input.Pin pin) {
        int place = place(running, Slot.Place.class);
        boolean here = running.mode() == Mode.WALKING && !(walk.step() instanceof Step.Ask ask && !takesPins(ask));
        if (place < 0 || here) {
            return false;
        }
        var frame = running.frames().get(place);
        var ask = ask(frame, Slot.Place.class);
        if (ask == null) {
            return false;
        }
        walk.now = running.holding(filled(running, place, ask.id(), Answers.placeOf(pin)));
        walk.say("place-kept");
        walk.again();
        return true;
    }

    private static boolean takesPins(Step.Ask ask) {
        return ask.slot() instanceof Slot.Place || ask.slot() instanceof Slot.Area;
    }

    /** Keeps a photo that comes while nothing is under way, for the report that follows. */
    void early(Input.Photo photo) {
        var before = walk.early;
        var ids = with(before == null ? List.of() : before.photos(), photo, MOST);
        walk.early = new Early(ids, before == null ? null : before.place(), walk.at);
        tellIfComplete();
    }

    /** Keeps a pin that comes while nothing is under way, for the report that follows; the last one counts. */
    void early(Input.Pin pin) {
        var photos = walk.early == null ? List.<String>of() : walk.early.photos();
        walk.early = new Early(photos, Answers.placeOf(pin), walk.at);
        walk.say(alone() ? "early-place" : "place-kept");
        leadOn();
    }

    /** Returns the photos with this one at its place in its group; what is too much is left out. */
    private List<String> with(List<String> before, Input.Photo photo, int max) {
        var set = photo.set();
        var shots = new ArrayList<>(walk.burst == null ? List.of() : walk.burst.shots());
        var ids = new ArrayList<>(before);
        int place = ids.size();
        if (set != null && set.index() > 0) {
            place = shots.stream()
                    .filter(shot -> set.id().equals(shot.set()) && shot.index() > set.index())
                    .mapToInt(shot -> ids.indexOf(shot.id()))
                    .filter(at -> at >= 0)
                    .min()
                    .orElse(place);
        }
        ids.add(place, photo.id());
        var kept = ids.subList(0, Math.min(ids.size(), max));
        if (kept.contains(photo.id())) {
            walk.photos.add(photo.id());
        }
        shots.add(
                set == null
                        ? new Shot(photo.id(), null, 0, 0)
                        : new Shot(photo.id(), set.id(), set.index(), set.total()));
        int over = (walk.burst == null ? 0 : walk.burst.over()) + ids.size() - kept.size();
        walk.burst = new Burst(shots, over, walk.at);
        return List.copyOf(kept);
    }

    // ---- the person is told

    private void tellIfComplete() {
        if (walk.burst != null && walk.burst.complete()) {
            tell();
        }
    }

    /** Counts the photos of a burst to the person once the time for it has come. */
    void elapsed() {
        if (walk.burst != null && !walk.burst.at().plus(Session.BURST).isAfter(walk.at)) {
            tell();
        }
    }

    /** Parks, and says so, what came before the words and was not followed by any. */
    void unused() {
        var early = walk.early;
        var typed = walk.latest.typed();
        if (early == null || walk.now != null || early.at().plus(Session.EARLY).isAfter(walk.at)) {
            return;
        }
        if (typed != null) {
            walk.says.clear();
            walk.quick.clear();
            walk.library = walk.latest;
            var begun = walk.begun(typed.flow(), Map.of());
            walk.now = begun.holding(added(begun.top()));
            walk.fresh();
            walk.parking.parkIdle();
        }
        walk.early = null;
    }

    /** Says, before the answer to something else, that the photos are kept. */
    void before() {
        var burst = walk.burst;
        walk.burst = null;
        if (burst != null) {
            kept(burst, "photo-early");
        }
    }

    private void kept(Burst burst, String name) {
        if (burst.over() > 0) {
            boolean besides = walk.now != null && place(walk.now, Slot.Images.class) < 0;
            var max = Map.of("max", Answers.count(besides ? MediaIntake.MOST : MOST));
            walk.says.add(new Say.Text(walk.library
                    .text(walk.language, "refused-photos-full")
                    .render(new Print(walk.language, walk.library), max::get)));
        } else {
            walk.say(name, Map.of("count", Answers.count(count())));
        }
    }

    /** How many photos are kept for what is under way, or for what follows. */
    private int count() {
        var running = walk.now;
        int early = walk.early == null ? 0 : walk.early.photos().size();
        if (running == null) {
            return early;
        }
        int photos = early + running.photos();
        // without a question for photos they are among what an officer gets
        return photos == 0 ? MediaIntake.of(running).size() : photos;
    }

    private void tell() {
        var burst = Objects.requireNonNull(walk.burst);
        walk.burst = null;
        var running = walk.now;
        if (running == null) {
            // a report that was filed meanwhile has shown its photos
            if (walk.early != null) {
                kept(burst, alone() ? "early-photos" : "photo-early");
                leadOn();
            }
        } else if (running.mode() == Mode.WALKING
                && walk.step() instanceof Step.Ask ask
                && ask.slot() instanceof Slot.Images images) {
            int count = running.asked().partial() instanceof Value.Images kept
                    ? kept.ids().size()
                    : 0;
            var reason = burst.over() > 0 ? "photos-full" : count == images.max() ? "photos-complete" : "photo-taken";
            walk.say(ask, reason, counts(count, images.max()));
            walk.questions().buttons(walk.quick);
        } else {
            kept(burst, "photo-early");
            walk.again();
        }
    }

    /** Whether there is no report that it may belong to. */
    private boolean alone() {
        return walk.drafts.isEmpty() && walk.receipts.addition().isEmpty();
    }

    /** What follows a receipt is offered to that report; somebody who comes back to a report that was parked is asked whether it is for that. */
    private void leadOn() {
        var addition = walk.receipts.addition();
        if (addition.isPresent()) {
            walk.start(addition.get(), with(addition.get(), Map.of()));
        } else if (walk.drafts.isEmpty()) {
            walk.over();
        } else {
            walk.parking.resumeNewest();
        }
    }

    private static Map<String, Value> counts(int count, int max) {
        return Map.of("count", Answers.count(count), "left", Answers.count(max - count), "max", Answers.count(max));
    }

    // ---- photos are changed

    /** Begins to edit the photos with those that are there. @return false if the slot holds none */
    boolean edit(Running running, String slot) {
        var ask = walk.library.flow(running.top().flow()).ask(slot);
        if (ask == null
                || !(ask.slot() instanceof Slot.Images images)
                || !(walk.value(slot) instanceof Value.Images kept)) {
            return false;
        }
        walk.stand(running, slot);
        var there = Objects.requireNonNull(walk.now);
        walk.now = there.asking(there.asked().having(kept));
        walk.fresh();
        int count = kept.ids().size();
        walk.say(ask, count == images.max() ? "photos-all" : "photos-kept", counts(count, images.max()));
        walk.questions().buttons(walk.quick);
        return true;
    }

    // ---- what came early is used

    /**
     * Fills the question with what came before the words, if it is one for photos or a place.
     *
     * @return false if there is nothing for it
     */
    boolean fills(Running running, Step.Ask ask) {
        var early = walk.early;
        if (early == null) {
            return false;
        }
        var slots = new HashMap<>(running.top().slots());
        if (ask.slot() instanceof Slot.Images images && !early.photos().isEmpty()) {
            slots.put(ask.id(), new Value.Images(first(early.photos(), images.max())));
            walk.early = used(new Early(List.of(), early.place(), early.at()));
        } else if (ask.slot() instanceof Slot.Place && early.place() != null) {
            slots.put(ask.id(), early.place());
            walk.early = used(new Early(early.photos(), null, early.at()));
        } else {
            return false;
        }
        walk.now = running.holding(new Frame(running.top().flow(), running.top().step(), slots));
        return true;
    }

    /** Adds what came before the words to the answers of a conversation that was taken up again, where there is room. */
    Frame added(Frame frame) {
        var early = walk.early;
        if (early == null) {
            return frame;
        }
        var flow = walk.library.flow(frame.flow());
        var slots = new HashMap<>(frame.slots());
        for (var step : flow.steps()) {
            if (!(step instanceof Step.Ask ask)) {
                continue;
            }
            if (ask.slot() instanceof Slot.Images images && !early.photos().isEmpty()) {
                var ids = new ArrayList<>(
                        slots.get(ask.id()) instanceof Value.Images kept ? kept.ids() : List.<String>of());
                ids.addAll(early.photos());
                slots.put(ask.id(), new Value.Images(first(ids, images.max())));
                early = new Early(List.of(), early.place(), early.at());
            } else if (ask.slot() instanceof Slot.Place
                    && early.place() != null
                    && !(slots.get(ask.id()) instanceof Value.Place)) {
                slots.put(ask.id(), early.place());
                early = new Early(early.photos(), null, early.at());
            }
        }
        walk.early = used(early);
        return new Frame(frame.flow(), frame.step(), slots);
    }

    /** Returns the answers that such a flow begins with, and what came before the words. */
    Map<String, Value> with(String flow, Map<String, Value> answers) {
        walk.library = walk.latest;
        var first = walk.library.flow(flow).steps().getFirst().id();
        return added(new Frame(flow, first, answers)).slots();
    }

    private static @Nullable Early used(Early rest) {
        return rest.photos().isEmpty() && rest.place() == null ? null : rest;
    }

    private static List<String> first(List<String> ids, int max) {
        return List.copyOf(ids.subList(0, Math.min(ids.size(), max)));
    }

    // ---- which question

    /** The frame, the uppermost first, that has such a question which does not wait now; -1 for none. */
    private int place(Running running, Class<? extends Slot> kind) {
        for (int place = running.frames().size() - 1; place >= 0; place--) {
            var ask = ask(running.frames().get(place), kind);
            if (ask != null && !walk.step().equals(ask)) {
                return place;
            }
        }
        return -1;
    }

    /** The question of that kind of a flow that comes later than where it stands, or is summed up there or later, or {@code null}. */
    private Step.@Nullable Ask ask(Frame frame, Class<? extends Slot> kind) {
        var flow = walk.library.flow(frame.flow());
        int here = flow.indexOf(frame.step());
        Predicate<Step> summed = step -> step instanceof Step.Confirm && flow.indexOf(step.id()) >= here;
        boolean open = flow.steps().stream().anyMatch(summed);
        return flow.steps().stream()
                .filter(step -> open || flow.indexOf(step.id()) > here)
                .flatMap(step ->
                        step instanceof Step.Ask ask && kind.isInstance(ask.slot()) ? Stream.of(ask) : Stream.empty())
                .findFirst()
                .orElse(null);
    }

    private static List<Frame> filled(Running running, int place, String slot, Value value) {
        var frame = running.frames().get(place);
        var slots = new HashMap<>(frame.slots());
        slots.put(slot, value);
        var frames = new ArrayList<>(running.frames());
        frames.set(place, new Frame(frame.flow(), frame.step(), slots));
        return frames;
    }
}
