package prasan.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import prasan.flow.Session.Frame;
import prasan.flow.Session.Mode;
import prasan.flow.Session.Running;

/** One call of {@link Engine#advance}: the session being changed, and what is said on the way. */
final class Walk {
    private static final int TRAIL = 12;
    private static final int DRAFTS = 3;
    /** More steps than this without a question is a flow that {@link Check} would have refused. */
    private static final int STEPS = 500;

    private final Library library;
    private final Map<String, Signature> actions;
    private final List<Running> drafts;
    private final List<Say> says = new ArrayList<>();
    private final List<Say.Button> quick = new ArrayList<>();
    private final List<String> photos = new ArrayList<>();
    private final List<Engine.Edge> edges = new ArrayList<>();
    private String language;
    private int prompts;
    private @Nullable Running now;
    private @Nullable Need need;

    Walk(Library library, Map<String, Signature> actions, Session session) {
        this.library = library;
        this.actions = actions;
        this.language = session.language();
        this.prompts = session.prompts();
        this.now = session.current();
        this.drafts = new ArrayList<>(session.drafts());
    }

    Engine.Turn on(Input input) {
        drafts.removeIf(draft -> !walkable(draft));
        if (now != null && !walkable(now)) {
            now = null;
            say("flow-changed");
            start(library.menu());
        } else {
            switch (input) {
                case Input.Followed followed -> start(library.followed());
                case Input.Outcome outcome -> outcome(outcome);
                case Input.Found found -> found(found);
                case Input.Words words -> words(words);
                case Input.Tapped tapped -> tapped(tapped.data());
                case Input.Photo photo -> answer(photo);
                case Input.Pin pin -> answer(pin);
                case Input.Unreadable unreadable -> answer(unreadable);
            }
        }
        return new Engine.Turn(new Session(language, prompts, now, drafts), says, quick, need, photos, edges);
    }

    /** Whether every step that the conversation stands at, or could go back to, is still in its flow. */
    private boolean walkable(Running running) {
        return library.flows().containsKey(running.flow())
                && java.util.stream.Stream.concat(
                                running.trail().stream(), java.util.stream.Stream.of(running.frames()))
                        .flatMap(List::stream)
                        .allMatch(frame -> library.flows().containsKey(frame.flow())
                                && library.flow(frame.flow()).step(frame.step()) != null);
    }

    // ---- what people do

    private void words(Input.Words input) {
        var said = Thai.normalise(input.text());
        for (var entry : library.languages().entrySet()) {
            if (entry.getValue().contains(said)) {
                language(entry.getKey());
                return;
            }
        }
        for (var entry : library.commands().entrySet()) {
            if (entry.getValue().contains(said)) {
                command(entry.getKey());
                return;
            }
        }
        if (now != null) {
            var data = questions().dataOf(said);
            if (data != null) {
                tapped(data);
                return;
            }
        }
        for (var flow : library.flows().values()) {
            if (flow.starts().values().stream().anyMatch(starts -> starts.contains(said))) {
                start(flow.name());
                return;
            }
        }
        answer(input);
    }

    private void language(String wanted) {
        language = wanted;
        say("language");
        againOrMenu();
    }

    private void command(Library.Command command) {
        switch (command) {
            case CANCEL -> {
                if (now == null) {
                    say("nothing-open");
                    start(library.menu());
                } else {
                    mode(Mode.CANCELLING);
                    question();
                }
            }
            case BACK -> back();
            case HELP -> {
                say("help");
                againOrMenu();
            }
            case MENU -> start(library.menu());
            case REPEAT -> againOrMenu();
        }
    }

    private void againOrMenu() {
        if (now == null) {
            start(library.menu());
        } else {
            questions().put(says, quick);
        }
    }

    private void back() {
        if (now == null) {
            say("nothing-open");
            start(library.menu());
        } else if (now.mode() != Mode.WALKING || now.partial() != null || now.page() > 0 || choosing(now)) {
            now = now.at(now.frames(), now.trail());
            run();
        } else if (now.trail().isEmpty()) {
            say("back-wall");
            questions().put(says, quick);
        } else {
            var before = now.trail().getLast();
            now = now.at(before, now.trail().subList(0, now.trail().size() - 1));
            run();
        }
    }

    /** Whether one of several areas that fit an answer is to be chosen: going back is asking for the area again. */
    private boolean choosing(Running running) {
        return !running.offered().isEmpty() && step() instanceof Step.Ask ask && ask.slot() instanceof Slot.Area;
    }

    private void tapped(String data) {
        int colon = data.indexOf(':');
        var head = colon < 0 ? "" : data.substring(0, colon);
        var value = data.substring(colon + 1);
        if (head.equals("start") && library.flows().containsKey(value)) {
            start(value);
        } else if (head.equals("language") && Library.LANGUAGES.contains(value)) {
            language(value);
        } else if (now == null) {
            say("button-over");
            start(library.menu());
        } else if (!head.equals(String.valueOf(now.prompt()))) {
            say("button-old");
            questions().put(says, quick);
        } else {
            chosen(now, value);
        }
    }

    /** A button of the question that waits. */
    private void chosen(Running running, String value) {
        switch (running.mode()) {
            case CANCELLING -> {
                if (value.equals(Questions.YES)) {
                    now = null;
                    say("cancelled");
                    over();
                } else {
                    now = running.in(Mode.WALKING);
                    run();
                }
            }
            case RESUMING -> {
                if (value.equals(Questions.YES)) {
                    now = running.in(Mode.WALKING);
                    run();
                } else {
                    now = begun(running.flow(), Map.of());
                    run();
                }
            }
            case EDITING -> edit(running, value);
            case WALKING, LISTING, FINDING -> chosenAtStep(running, value);
        }
    }

    private void chosenAtStep(Running running, String value) {
        switch (value) {
            case Questions.CANCEL -> command(Library.Command.CANCEL);
            case Questions.BACK -> back();
            case Questions.MORE -> {
                now = running.offering(running.offered(), (running.page() + 1) % Questions.pages(running));
                question();
            }
            case Questions.EDIT -> {
                mode(Mode.EDITING);
                question();
            }
            case Questions.SEND -> {
                now = running.at(running.frames(), remembered(running));
                next();
                run();
            }
            case Questions.SKIP -> fill(running, new Value.None());
            default -> {
                var answer = questions().valueOf(value);
                if (answer == null) {
                    say("button-old");
                    questions().put(says, quick);
                } else {
                    take(running, answer);
                }
            }
        }
    }

    private void edit(Running running, String slot) {
        if (value(slot) == null) {
            mode(Mode.WALKING);
            question();
            return;
        }
        var top = running.top();
        var slots = new HashMap<>(top.slots());
        slots.remove(slot);
        now = running.at(running.replaced(new Frame(top.flow(), slot, slots)), remembered(running))
                .silent(true);
        run();
    }

    private void answer(Input input) {
        if (now == null) {
            atTheTop(input);
            return;
        }
        if (input instanceof Input.Words words && !now.alarmed() && alarming(words.text())) {
            alarm();
            now = now.warned();
        }
        if (now.mode() == Mode.WALKING && step() instanceof Step.Ask ask) {
            answer(now, ask, input);
        } else {
            say("use-buttons");
            questions().put(says, quick);
        }
    }

    private void answer(Running running, Step.Ask ask, Input input) {
        switch (Answers.read(ask, input, running, library, language)) {
            case Answers.Good good -> take(running, good.value());
            case Answers.More more -> {
                photos.addAll(more.photos());
                now = running.having(more.partial());
                say(ask, more.reason(), more.args());
                questions().buttons(quick);
            }
            case Answers.Bad bad -> {
                say(ask, bad.reason(), bad.args());
                questions().buttons(quick);
            }
            case Answers.Ask look -> {
                now = running.in(Mode.FINDING);
                need = new Need.Look(
                        Objects.requireNonNull(ask.slot().source()),
                        look.query(),
                        look.pin(),
                        running.partial(),
                        inputs(ask.slot()));
            }
        }
    }

    private void atTheTop(Input input) {
        if (input instanceof Input.Words words && alarming(words.text())) {
            var alarm = library.alarm();
            alarm();
            now = begun(alarm.flow(), Map.of(alarm.slot(), new Value.Text(Thai.clean(words.text()))))
                    .warned();
            run();
            return;
        }
        say(input instanceof Input.Words ? "not-understood" : "not-expected");
        start(library.menu());
    }

    private boolean alarming(String text) {
        var said = Thai.normalise(text);
        return library.alarm().words().stream().anyMatch(said::contains);
    }

    private void alarm() {
        var wording = Library.wording(library.alarm().card(), language);
        says.addAll(cards().says(wording, name -> null));
    }

    // ---- what the engine asked for

    private void outcome(Input.Outcome outcome) {
        var running = Objects.requireNonNull(now);
        if (!(step() instanceof Step.Do step)) {
            throw new IllegalStateException("an outcome of " + outcome.name() + " that nothing asked for");
        }
        var slots = new HashMap<>(running.top().slots());
        outcome.values().forEach((name, value) -> slots.put(step.slotOf(name), value));
        var frames = running.replaced(new Frame(running.top().flow(), step.id(), slots));
        // what is written is written: there is no way back behind it
        boolean wrote = signature(step.action()).kind() == Signature.Kind.WRITE;
        now = running.at(frames, wrote ? List.of() : running.trail());
        go(Objects.requireNonNull(step.outcomes().get(outcome.name()), outcome.name()));
        run();
    }

    private void found(Input.Found found) {
        var running = Objects.requireNonNull(now);
        if (!(step() instanceof Step.Ask ask)) {
            throw new IllegalStateException("a look-up that nothing asked for");
        }
        boolean listing = running.mode() == Mode.LISTING;
        if (listing) {
            now = running.offering(found.items(), 0);
            if (found.items().isEmpty() && ask.empty() != null) {
                go(ask.empty());
                run();
            } else {
                question();
            }
        } else if (found.refused() != null) {
            var about = found.items().isEmpty() ? null : found.items().getFirst();
            now = running.in(Mode.WALKING).having(about == null ? running.partial() : about.value());
            say(ask, found.refused(), about == null ? Map.of() : Map.of("found", new Value.Text(about.title())));
            questions().buttons(quick);
        } else if (found.items().size() == 1) {
            take(running, found.items().getFirst().value());
        } else if (found.items().isEmpty()) {
            mode(Mode.WALKING);
            say(ask, "none", Map.of());
            questions().buttons(quick);
        } else {
            now = running.offering(found.items(), 0);
            fresh();
            say(ask, "many", Map.of());
            questions().offer(says, quick);
        }
    }

    // ---- walking

    /** Starts a flow, or asks whether to go on with the one that was put aside. What is under way is put aside first. */
    private void start(String name) {
        park();
        for (var draft : drafts) {
            if (draft.flow().equals(name)) {
                drafts.remove(draft);
                now = draft.in(Mode.RESUMING);
                question();
                return;
            }
        }
        now = begun(name, Map.of());
        run();
    }

    /** Keeps what is under way for later, if it gathers something. */
    private void park() {
        var running = now;
        now = null;
        if (running == null) {
            return;
        }
        boolean gathers = library.flow(running.flow()).steps().stream().anyMatch(Step.Confirm.class::isInstance);
        boolean answered = !running.trail().isEmpty();
        if (gathers && answered) {
            drafts.removeIf(draft -> draft.flow().equals(running.flow()));
            drafts.addFirst(running.in(Mode.WALKING));
            while (drafts.size() > DRAFTS) {
                drafts.removeLast();
            }
        }
    }

    private Running begun(String name, Map<String, Value> slots) {
        var flow = library.flow(name);
        var frame = new Frame(name, flow.steps().getFirst().id(), slots);
        return new Running(
                name, flow.hash(), List.of(frame), List.of(), Mode.WALKING, 0, null, List.of(), 0, false, false);
    }

    /** Takes the answer, unless it is a wider area than the question wants: then the rest is asked for. */
    private void take(Running running, Value value) {
        if (step() instanceof Step.Ask ask
                && ask.slot() instanceof Slot.Area area
                && value instanceof Value.Area wide
                && wide.code().length() < area.digits()) {
            now = running.offering(List.of(), 0).having(wide);
            var reason = wide.code().length() == Slot.Area.TAMBON ? "village" : "wide";
            say(ask, reason, Map.of("found", wide));
            questions().buttons(quick);
        } else {
            fill(running, value);
        }
    }

    private void fill(Running running, Value value) {
        var top = running.top();
        var slots = new HashMap<>(top.slots());
        slots.put(top.step(), value);
        now = running.at(running.replaced(new Frame(top.flow(), top.step(), slots)), remembered(running));
        run();
    }

    /** Walks until a question waits, something is needed, or the conversation is over. */
    private void run() {
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
                if (!running.silent()) {
                    says.addAll(cards().says(Library.wording(message.wordings(), language), this::value));
                }
                next();
            }
            case Step.Ask ask -> {
                if (running.top().slots().containsKey(ask.id())) {
                    next();
                    return true;
                }
                if (ask.slot() instanceof Slot.Reference reference) {
                    mode(Mode.LISTING);
                    need = new Need.Look(reference.from(), null, null, null, inputs(reference));
                } else {
                    question();
                }
                return false;
            }
            case Step.Confirm confirm -> {
                now = running.silent(false);
                question();
                return false;
            }
            case Step.When when -> go(branch(when));
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
                var frames = new ArrayList<>(running.frames());
                frames.add(begun(call.flow(), Map.of()).top());
                now = running.at(frames, running.trail());
            }
            case Step.Jump jump -> go(jump.to());
            case Step.End end -> pop();
        }
        return true;
    }

    private Step.@Nullable Target branch(Step.When when) {
        var value = value(when.slot());
        var key = value instanceof Value.Code code
                ? code.code()
                : value == null || value instanceof Value.None ? "empty" : "filled";
        var target = when.branches().get(key);
        return target != null ? target : when.otherwise();
    }

    private void go(Step.@Nullable Target target) {
        if (target == null || target.step().equals(Step.Target.NEXT)) {
            next();
        } else {
            move(target.step());
        }
    }

    private void next() {
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

    /** Leaves the flow on top: back to the one that called it, or the conversation is over. */
    private void pop() {
        var running = Objects.requireNonNull(now);
        edges.add(new Engine.Edge(running.top().flow(), running.top().step(), Engine.Edge.END));
        if (running.frames().size() == 1) {
            now = null;
        } else {
            now = running.at(running.frames().subList(0, running.frames().size() - 1), running.trail());
            next();
        }
    }

    /** The conversation is over: what was put aside is offered, the menu, and the other language. */
    private void over() {
        for (var draft : drafts) {
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

    private void question() {
        fresh();
        questions().put(says, quick);
    }

    /** Gives the question that waits a number of its own; buttons of all earlier ones are old from here on. */
    private void fresh() {
        prompts++;
        now = Objects.requireNonNull(now).asking(prompts);
    }

    private Questions questions() {
        return new Questions(library, language, Objects.requireNonNull(now), cards(), this::value);
    }

    private Cards cards() {
        return new Cards(new Print(language, library));
    }

    private void say(String name) {
        says.add(new Say.Text(library.text(language, name).render(new Print(language, library), slot -> null)));
    }

    /** Says the question's own wording of a refusal, or the general one. */
    private void say(Step.Ask ask, String reason, Map<String, Value> args) {
        var own = Library.wording(ask.wordings(), language).refused().get(reason);
        var template = own != null ? own : library.text(language, "refused-" + reason);
        says.add(new Say.Text(template.render(
                new Print(language, library), name -> args.containsKey(name) ? args.get(name) : value(name))));
    }

    // ---- the session

    private Step step() {
        var top = Objects.requireNonNull(now).top();
        return Objects.requireNonNull(library.flow(top.flow()).step(top.step()));
    }

    private @Nullable Value value(String slot) {
        return now == null ? null : now.top().slots().get(slot);
    }

    private Map<String, Value> inputs(Slot slot) {
        var with = slot instanceof Slot.Area area
                ? area.with()
                : slot instanceof Slot.Reference reference ? reference.with() : Map.<String, String>of();
        var inputs = new HashMap<String, Value>();
        with.forEach((input, from) -> inputs.put(input, Objects.requireNonNullElse(value(from), new Value.None())));
        if (slot instanceof Slot.Area area) {
            inputs.put("level", new Value.Text(area.level()));
        }
        return inputs;
    }

    private Signature signature(String action) {
        return Objects.requireNonNull(actions.get(action), action);
    }

    private void mode(Mode mode) {
        now = Objects.requireNonNull(now).in(mode);
    }

    private static List<List<Frame>> remembered(Running running) {
        var trail = new ArrayList<>(running.trail());
        trail.add(running.frames());
        return trail.size() > TRAIL ? trail.subList(trail.size() - TRAIL, trail.size()) : trail;
    }
}
