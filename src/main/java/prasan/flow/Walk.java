package prasan.flow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import prasan.flow.Session.Frame;
import prasan.flow.Session.Mode;
import prasan.flow.Session.Running;

/** One call of {@link Engine#advance}: the session being changed, the steps being taken, and what is said on the way. {@link Reactions} to the input set it going. */
final class Walk {
    private static final int TRAIL = 12;
    /** More steps than this without a question is a flow that {@link Check} would have refused. */
    private static final int STEPS = 500;

    /** The conversations of now: what begins is of them. */
    final Library latest;

    final Instant at;
    final Drafts drafts;
    final List<Say> says = new ArrayList<>();
    final List<Say.Button> quick = new ArrayList<>();
    final List<String> photos = new ArrayList<>();
    final PhotoIntake photographs;
    String language;

    /** What the conversation under way is of; {@link #latest} as soon as there is none. */
    Library library;

    @Nullable
    Running now;

    @Nullable
    Need need;

    Session.@Nullable Early early;

    Session.@Nullable Burst burst;

    private final Map<String, Signature> actions;
    private final Migration migration;
    private final List<Engine.Edge> edges = new ArrayList<>();
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
        this.drafts = new Drafts(session.drafts(), migration);
        this.photographs = new PhotoIntake(this);
        this.before = session;
        this.burst = session.burst();
        this.early = session.earlyAt(at);
    }

    Engine.Turn on(Input input) {
        if (migrate(input)) {
            new Reactions(this).on(input);
        }
        var current = now == null || input instanceof Input.Elapsed ? now : now.touched(at);
        return new Engine.Turn(
                before.next(language, prompts, current, drafts.all(), early, burst, at),
                says,
                quick,
                need,
                photos,
                edges);
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
        if (running == null || library.edition().equals(running.edition())) {
            return true;
        }
        now = migration.of(running).orElse(null);
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

    // ---- walking

    /** Starts a flow, or asks whether to go on with the one that was put aside. What is under way is put aside first. */
    void start(String name) {
        start(name, Map.of());
    }

    /** As {@link #start(String)}, with answers: one that was put aside is begun anew with them. */
    void start(String name, Map<String, Value> answers) {
        park();
        library = latest;
        var draft = drafts.take(name);
        if (draft.isPresent() && answers.isEmpty()) {
            now = draft.get().in(Mode.RESUMING);
            question();
        } else {
            begin(name, answers);
        }
    }

    /** Begins a flow, in the edition of now. */
    void begin(String name, Map<String, Value> answers) {
        library = latest.flows().containsKey(name) ? latest : library;
        now = begun(name, answers);
        run();
    }

    /** Keeps what is under way for later, for the edition of now, if it gathers something. @return whether it does */
    boolean park() {
        var running = now;
        now = null;
        return running != null && drafts.park(library.flow(running.flow()), running);
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
                false,
                at);
    }

    void fill(Running running, Value value) {
        var top = running.top();
        var slots = new HashMap<>(top.slots());
        slots.put(top.step(), value);
        now = running.at(running.replaced(new Frame(top.flow(), top.step(), slots)), remembered(running));
        run();
    }

    /** Walks until a question waits, something is needed, or the conversation is over. */
    void run() {
        for (int i = 0; i < STEPS; i++) {
            if (now == null) {
                over();
                return;
            }
            if (!walk(now, step())) {
                return;
            }
        }
        throw new IllegalStateException("no question in " + STEPS + " steps of "
                + Objects.requireNonNull(now).flow());
    }

    /** Takes one step. @return whether to go on at once */
    private boolean walk(Running running, Step step) {
        switch (step) {
            case Step.Message message -> {
                if (!running.silent() || new Calls(library).last(running)) {
                    say(message);
                }
                next();
            }
            case Step.Ask ask -> {
                if (running.top().slots().containsKey(ask.id()) || photographs.fills(running, ask)) {
                    next();
                    return true;
                }
                if (ask.slot() instanceof Slot.Area area && value(Typed.hint(ask.id())) instanceof Value.Text where) {
                    var slots = new HashMap<>(running.top().slots());
                    slots.remove(Typed.hint(ask.id()));
                    now = running.holding(new Frame(running.top().flow(), ask.id(), slots))
                            .in(Mode.GUESSING);
                    need = new Need.Look(area.from(), where.text(), null, null, inputs(area));
                } else if (ask.slot() instanceof Slot.Reference reference) {
                    mode(Mode.LISTING);
                    need = new Need.Look(reference.from(), null, null, null, inputs(reference));
                } else {
                    question();
                }
                return false;
            }
            case Step.Confirm confirm -> {
                now = running.silent(false).holding(new Gathered(library).onTheWay(photographs.added(running.top())));
                question();
                return false;
            }
            case Step.When when -> go(when.target(value(when.slot())));
            case Step.Do action -> {
                var inputs = new HashMap<String, Value>();
                for (var name : signature(action.action()).inputs().keySet()) {
                    var slot = action.with().get(name);
                    var value = slot == null ? null : value(slot);
                    inputs.put(name, value == null ? new Value.None() : value);
                }
                need = new Need.Act(action.action(), inputs);
                return false;
            }
            case Step.Call call -> {
                if (Calls.made(call, running)) {
                    next();
                    return true;
                }
                var frames = new ArrayList<>(running.frames());
                frames.add(begun(call.flow(), Calls.given(call, running.top())).top());
                now = running.at(frames, running.trail());
            }
            case Step.Officer officer -> {
                need = new Need.Act(Step.Officer.ACTION, Map.of("gathered", new Gathered(library).rows(running)));
                return false;
            }
            case Step.Jump jump -> go(jump.to());
            case Step.End end -> {
                switch (end.how()) {
                    case DONE -> pop();
                    case DROPPED -> {
                        ended();
                        now = null;
                    }
                    case DRAFT -> {
                        drafts.later(ended(), at);
                        now = null;
                    }
                }
            }
        }
        return true;
    }

    void go(Step.@Nullable Target target) {
        if (target == null || target.step().equals(Step.Target.NEXT)) {
            next();
        } else {
            move(target.step());
        }
    }

    void next() {
        var top = Objects.requireNonNull(now).top();
        var flow = library.flow(top.flow());
        int index = flow.indexOf(top.step()) + 1;
        if (index < flow.steps().size()) {
            move(flow.steps().get(index).id());
        } else {
            pop();
        }
    }

    private void move(String step) {
        var running = Objects.requireNonNull(now);
        edges.add(new Engine.Edge(running.top().flow(), running.top().step(), step));
        var frame = new Frame(running.top().flow(), step, running.top().slots());
        now = running.at(frame);
    }

    private Running ended() {
        var running = Objects.requireNonNull(now);
        edges.add(new Engine.Edge(running.top().flow(), running.top().step(), Engine.Edge.END));
        return running;
    }

    /** Leaves the flow on top: back to the one that called it, or the conversation is over. */
    private void pop() {
        var running = ended();
        if (running.frames().size() == 1) {
            now = null;
        } else {
            var callee = running.top();
            now = running.at(running.frames().subList(0, running.frames().size() - 1), running.trail());
            if (step() instanceof Step.Call call) {
                now = now.at(Calls.back(call, now.top(), callee));
            }
            next();
        }
    }

    /** The conversation is over: what was put aside is offered, the menu, and the other language. */
    void over() {
        library = latest;
        for (var draft : drafts.all()) {
            var title = Objects.requireNonNullElse(
                    library.flow(draft.flow()).titles().get(language), draft.flow());
            quick.add(Questions.button(
                    library.text(language, "resume-button").source().replace("{title}", title),
                    "start:" + draft.flow()));
        }
        quick.add(Questions.button(library.text(language, "menu-button").source(), "start:" + library.menu()));
        for (var other : Library.LANGUAGES) {
            if (!other.equals(language)) {
                quick.add(
                        Questions.button(library.text(other, "language-button").source(), "language:" + other));
            }
        }
    }

    // ---- saying

    /** Puts the question that waits once more. */
    void again() {
        questions().put(says, quick);
    }

    void say(Step step) {
        says.addAll(cards().says(Library.wording(step.wordings(), language), this::value));
    }

    void question() {
        fresh();
        questions().put(says, quick);
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
        says.add(new Say.Text(library.text(language, name).render(new Print(language, library), slot -> null)));
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

    static List<List<Frame>> remembered(Running running) {
        var trail = new ArrayList<>(running.trail());
        trail.add(running.frames());
        return trail.size() > TRAIL ? trail.subList(trail.size() - TRAIL, trail.size()) : trail;
    }
}
