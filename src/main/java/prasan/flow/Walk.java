package prasan.flow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import prasan.flow.Session.Frame;
import prasan.flow.Session.Mode;
import prasan.flow.Session.Receipt;
import prasan.flow.Session.Running;
import prasan.flow.Session.Warned;

/** One call of {@link Engine#advance}: the session being changed, the steps being taken, and what is said on the way. {@link Reactions} to the input set it going. */
final class Walk {
    private static final int TRAIL = 12;

    /** The conversations of now: what begins is of them. */
    final Library latest;

    final Instant at;
    final Drafts drafts;
    final List<Say> says = new ArrayList<>();
    final List<Say.Button> quick = new ArrayList<>();
    final List<String> photos = new ArrayList<>();
    final PhotoIntake photographs;
    final Receipts receipts;
    final Parking parking;

    /** Messages about further matters, in their order. */
    final List<String> later;

    String language;

    @Nullable
    Warned warned;

    @Nullable
    Receipt receipt;

    /** The prompt whose answer has just been written; 0 for none. */
    int wrote;

    /** What the conversation under way is of; {@link #latest} as soon as there is none. */
    Library library;

    @Nullable
    Running now;

    @Nullable
    Need need;

    Session.@Nullable Early early;

    Session.@Nullable Burst burst;

    @Nullable
    Integer untold;

    private final Map<String, Signature> actions;
    private final Migration migration;
    private final Steps steps;
    final List<Engine.Edge> edges = new ArrayList<>();
    private final Session before;
    private int prompts;

    /** @param library the edition that the conversation under way goes on with */
    Walk(Library latest, Library library, Map<String, Signature> actions, Session session, Instant at) {
        this.latest = latest;
        this.library = library;
        this.at = at;
        this.actions = actions;
        this.language = session.language();
        this.prompts = session.prompts();
        this.now = session.current();
        this.migration = new Migration(latest, actions);
        this.steps = new Steps(this);
        this.drafts = new Drafts(session.drafts(), migration);
        this.later = new ArrayList<>(session.later());
        this.warned = session.warned();
        this.receipt = session.receipt();
        this.photographs = new PhotoIntake(this);
        this.receipts = new Receipts(this);
        this.parking = new Parking(this);
        this.before = session;
        this.burst = session.burst();
        this.early = session.earlyAt(at);
        this.untold = session.untold();
    }

    Engine.Turn on(Input input) {
        if (migrate(input)) {
            new Reactions(this).on(input);
        }
        DraftCard.dropped(this);
        parking.tell(input);
        return turn(input);
    }

    /** Goes on without what was taken back, the session being without it already. */
    Engine.Turn on(Session full) {
        var taking = new TakingBack(library, actions);
        var stood = full.current();
        if (now != null && stood != null) {
            var left = taking.of(stood, now).orElse(null);
            boolean walks = left != null && !left.equals(now);
            now = left;
            if (walks) {
                run();
            }
        }
        return turn(new Input.Elapsed());
    }

    private Engine.Turn turn(Input input) {
        var current = now == null || input instanceof Input.Elapsed ? now : now.touched(at);
        var session = new Session(
                language, prompts, current, drafts.all(), later, warned, receipt, early, burst, before.times(), untold);
        return new Engine.Turn(session.after(before, at), says, quick, need, photos, edges);
    }

    /** Returns true if the language was changed later than what has just happened. */
    boolean olderLanguage() {
        return before.olderLanguage(at);
    }

    /**
     * Brings what is under way to the edition of now if its own is not to be had any more.
     *
     * @return whether the input is still to be heard: not where the question that it answers may not be the next one now
     */
    private boolean migrate(Input input) {
        var running = now;
        if (running == null
                || (library.edition().equals(running.edition()) && stands(running, running.frames().stream()))) {
            return true;
        }
        now = migration
                .of(running)
                .filter(one -> stands(
                        one,
                        Stream.concat(Stream.of(one.frames()), one.trail().stream())
                                .flatMap(List::stream)))
                .orElse(null);
        if (now == null) {
            say("flow-changed");
            return true;
        }
        if (!Migration.anew(now) || input instanceof Input.Elapsed) {
            return true;
        }
        say("flow-goes-on");
        run();
        return false;
    }

    /** Returns true if the flow and all these places in it are there; what another version wrote may stand nowhere. */
    private boolean stands(Running running, Stream<Frame> frames) {
        return library.flows().containsKey(running.flow())
                && !running.frames().isEmpty()
                && frames.allMatch(frame -> library.step(frame) != null);
    }

    // ---- walking

    /** Starts a flow, or asks whether to go on with the one that was put aside. What is under way is put aside first. */
    void start(String name) {
        start(name, Map.of());
    }

    /** As {@link #start(String)}, with answers: it is begun with them, and takes the place of a draft that began with the same. */
    void start(String name, Map<String, Value> answers) {
        if (now != null && !name.equals(latest.menu()) && tellsOnly(latest.flow(name))) {
            latest.flow(name)
                    .steps()
                    .forEach(step ->
                            says.addAll(cards().says(Library.wording(step.wordings(), language), slot -> null)));
            again();
            return;
        }
        var carried = now != null && name.equals(latest.officer())
                ? new Gathered(library).carried(now, latest.flow(name))
                : Map.<String, Value>of();
        boolean parked = park();
        library = latest;
        var draft = drafts.take(name, answers);
        if (draft.isPresent() && answers.isEmpty()) {
            parking.resume(draft.get());
        } else {
            begin(name, parked && answers.isEmpty() ? carried : answers);
        }
    }

    /** Returns true for a flow that asks nothing, so that the question that waits can go on waiting. */
    private static boolean tellsOnly(Flow flow) {
        return flow.steps().stream().allMatch(step -> step instanceof Step.Message || step instanceof Step.End);
    }

    /** Begins a flow, in the edition of now. */
    void begin(String name, Map<String, Value> answers) {
        library = latest.flows().containsKey(name) ? latest : library;
        now = begun(name, answers);
        run();
    }

    /** Parks what is under way, for the edition of now, if it gathers something, and the further matters that wait for it. @return whether it does */
    boolean park() {
        var running = now;
        if (running == null) {
            return false;
        }
        var flow = library.flow(running.flow());
        library = latest;
        while (!later.isEmpty()) {
            now = new Additions(this).report(later.removeLast());
            fresh();
            drafts.park(latest.flow(now.flow()), now);
        }
        now = null;
        return drafts.park(flow, running);
    }

    Running begun(String name, Map<String, Value> slots) {
        var flow = library.flow(name);
        var frame = new Frame(name, flow.steps().getFirst().id(), slots);
        return new Running(
                name,
                flow.hash(),
                library.edition(),
                List.of(frame),
                List.of(),
                Mode.WALKING,
                Session.Asked.NONE,
                false,
                at);
    }

    void fill(Running running, Value value) {
        var top = running.top();
        var slots = new HashMap<>(top.slots());
        slots.put(top.step(), value);
        var answered = running.asking(running.asked().missed(0));
        now = answered.at(running.replaced(new Frame(top.flow(), top.step(), slots)), remembered(running));
        run();
    }

    /**
     * Walks the steps from one of them on again, silently, with other answers: up to a question that is open, or to where all is summed up.
     *
     * @param misses how many refusals count where it comes to stand
     */
    void anew(Running running, String step, Map<String, Value> slots, int misses) {
        var frame = new Frame(running.top().flow(), step, slots);
        var from = running.at(running.replaced(frame), remembered(running)).silent(true);
        now = from.asking(from.asked().missed(misses));
        run();
    }

    /** Walks until a question waits, something is needed, or the conversation is over. */
    void run() {
        steps.run();
    }

    void go(Step.@Nullable Target target) {
        steps.go(target);
    }

    void next() {
        steps.next();
    }

    /** Returns true if the slot has a value other than a skipped one. */
    boolean given(String slot) {
        var value = value(slot);
        return value != null && !(value instanceof Value.None);
    }

    /** The conversation is over: drafts are offered, the menu, and the other language. */
    void over() {
        library = latest;
        drafts(quick);
        quick.add(Questions.button(library.text(language, "menu-button").source(), "start:" + library.menu()));
        for (var other : Library.LANGUAGES) {
            if (!other.equals(language)) {
                quick.add(
                        Questions.button(library.text(other, "language-button").source(), "language:" + other));
            }
        }
    }

    /** Adds a button for each draft, the newest first, as far as there is room. */
    void drafts(List<Say.Button> buttons) {
        DraftCard.buttons(latest, language, drafts.all()).stream()
                .limit(Questions.QUICK - buttons.size())
                .forEach(buttons::add);
    }

    /** Stands at a question that is to be answered anew, on a silent way back to where it was summed up. */
    void stand(Running running, String slot) {
        var top = running.top();
        var slots = new Calls(library).without(top, slot);
        now = running.at(running.replaced(new Frame(top.flow(), slot, slots)), remembered(running))
                .silent(true);
    }

    /** Puts a question once more whose answer is to be changed. */
    void edit(Running running, String slot) {
        if (!photographs.edit(running, slot)) {
            stand(running, slot);
            stay();
        }
    }

    /** Goes on where the conversation stands: at a question, too, that would be passed over on the way. */
    void stay() {
        if (step() instanceof Step.Ask ask && (ask.beside() || ask.assume() != null) && value(ask.id()) == null) {
            question();
        } else {
            run();
        }
    }

    // ---- saying

    /** Puts the question that waits once more. */
    void again() {
        put();
    }

    private void put() {
        questions().put(says, quick);
        if (now != null && now.mode() == Mode.RESUMING) {
            drafts(quick);
        }
    }

    /** Refuses what is no answer to a question that buttons answer, and puts it once more. */
    void useButtons() {
        now = Objects.requireNonNull(now).asking(now.asked().missed());
        say(new Help(questions()).person() ? "use-buttons-help" : "use-buttons");
        again();
    }

    void say(Step step) {
        says.addAll(cards().says(Library.wording(step.wordings(), language), this::value));
    }

    void question() {
        fresh();
        put();
    }

    /** Gives the question that waits a number of its own; buttons of all earlier ones are old from here on. */
    void fresh() {
        prompts++;
        var running = Objects.requireNonNull(now);
        if (Migration.anew(running)) {
            running = running.silent(false);
        }
        now = running.asking(running.asked().number(prompts, at));
    }

    Questions questions() {
        return new Questions(library, language, Objects.requireNonNull(now), cards(), this::value);
    }

    Cards cards() {
        return new Cards(new Print(language, library));
    }

    void say(String name) {
        say(name, Map.of());
    }

    void say(String name, Map<String, Value> args) {
        says.add(new Say.Text(library.text(language, name).render(new Print(language, library), args::get)));
    }

    /** Says the question's own wording of a refusal, or the general one. */
    void say(Step.Ask ask, String reason, Map<String, Value> args) {
        var own = Library.wording(ask.wordings(), language).refused().get(reason);
        var template = own != null ? own : library.text(language, "refused-" + reason);
        says.add(new Say.Text(template.render(
                new Print(language, library), name -> args.containsKey(name) ? args.get(name) : value(name))));
    }

    // ---- the session

    Step step() {
        var top = Objects.requireNonNull(now).top();
        return Objects.requireNonNull(library.flow(top.flow()).step(top.step()));
    }

    @Nullable
    Value value(String slot) {
        return now == null ? null : now.top().slots().get(slot);
    }

    Map<String, Value> inputs(Slot slot) {
        var inputs = new HashMap<String, Value>();
        slot.with()
                .forEach((input, from) -> inputs.put(input, Objects.requireNonNullElse(value(from), new Value.None())));
        if (slot instanceof Slot.Area area) {
            inputs.put("level", new Value.Text(area.level()));
        }
        return inputs;
    }

    Signature signature(String action) {
        return Objects.requireNonNull(actions.get(action), action);
    }

    void mode(Mode mode) {
        now = Objects.requireNonNull(now).in(mode);
    }

    /** Returns the last danger to life, if what follows is still about it. */
    Optional<Warned> recentWarning() {
        return Optional.ofNullable(warned)
                .filter(last -> last.at().plus(Session.ABOUT).isAfter(at));
    }

    static List<List<Frame>> remembered(Running running) {
        var trail = new ArrayList<>(running.trail());
        trail.add(running.frames());
        return trail.size() > TRAIL ? trail.subList(trail.size() - TRAIL, trail.size()) : trail;
    }
}
