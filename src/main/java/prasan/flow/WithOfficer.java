package prasan.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import prasan.flow.Session.Frame;
import prasan.flow.Session.Mode;

/**
 * What happens while a person answers instead of the bot: everything is for the officer and is acknowledged once after each word of theirs. Only the menu leads out, after a yes. The names
 * of its slots are none that a flow can give.
 */
final class WithOfficer {
    /** The hand-over, so that giving back an earlier one does not end this one. */
    static final String HANDED_OVER = "#" + Step.Officer.HANDOVER;

    /** When the leader is told that nobody has answered. */
    static final String UNTIL = "#" + Step.Officer.UNTIL;

    private static final String ACKNOWLEDGED = "#acknowledged";

    private final Walk walk;

    WithOfficer(Walk walk) {
        this.walk = walk;
    }

    /** Returns true while a person answers. */
    boolean here() {
        return walk.now != null && walk.now.withOfficer();
    }

    /** The conversation is with the officers now. */
    void begins(Step.Officer officer, Map<String, Value> told) {
        var running = Objects.requireNonNull(walk.now);
        walk.say(officer);
        if (told.get(Step.Officer.OPENS) instanceof Value.Moment) {
            say("officer-away", told);
        }
        var slots = new HashMap<>(running.top().slots());
        told.forEach((name, value) -> slots.put("#" + name, value));
        slots.remove("#" + Step.Officer.OPENS);
        var frames = running.replaced(new Frame(running.top().flow(), officer.id(), slots));
        walk.now = running.at(frames, List.of()).in(Mode.OFFICER);
    }

    /** Words: the menu is asked about, a button of that question answers it, and all others are for the officer. */
    void words(Input.Words words) {
        var said = Polite.bare(words.text());
        var answer = leaving() ? new Spoken(walk.questions()).dataOf(said) : null;
        if (answer != null) {
            tapped(answer);
        } else if (walk.library
                .commands()
                .getOrDefault(Library.Command.MENU, List.of())
                .contains(said)) {
            ask();
        } else {
            acknowledge();
        }
    }

    /**
     * A tap: a button of the question whether to leave answers it, one whose flow asks nothing more (รับทราบ) is taken beside the conversation, and one that would begin something else
     * leads to that question.
     */
    void tapped(String data) {
        var named = NamedStart.of(walk.library, data);
        if (leaving() && walk.questions().offers(data)) {
            boolean leaves = data.endsWith(":" + Questions.YES);
            if (leaves) {
                walk.now = null;
                walk.say("left-officer");
                walk.start(walk.latest.menu());
            } else {
                walk.mode(Mode.OFFICER);
                walk.say("stays-with-officer");
            }
        } else if (named != null && named.asksNoMore()) {
            beside(named);
        } else if (data.startsWith("start:")) {
            ask();
        } else {
            walk.say("with-officer");
        }
    }

    /** Walks a flow on top of the conversation, which is with the officer again when it ends. */
    private void beside(NamedStart named) {
        var running = Objects.requireNonNull(walk.now);
        var frames = new ArrayList<>(running.frames());
        frames.add(walk.begun(named.flow().name(), named.answers()).top());
        walk.now = running.at(frames, running.trail());
        walk.run();
    }

    private boolean leaving() {
        return walk.now != null && walk.now.mode() == Mode.LEAVING;
    }

    private void ask() {
        walk.mode(Mode.LEAVING);
        walk.question();
    }

    /** Says once that it has reached the officers. */
    void acknowledge() {
        if (walk.value(ACKNOWLEDGED) == null) {
            walk.say("sent-to-officer");
            put(ACKNOWLEDGED, new Value.None());
        }
    }

    /** An officer has written: they are there, and what comes next is acknowledged anew. */
    void wrote() {
        if (here()) {
            put(ACKNOWLEDGED, null);
            put(UNTIL, null);
        }
    }

    /** Tells once that no officer has answered in time, and how else to reach somebody. */
    void elapsed() {
        if (walk.now != null && walk.now.answerBy() != null && !walk.at.isBefore(walk.now.answerBy())) {
            var slots = walk.now.top().slots();
            var told = new HashMap<String, Value>();
            for (var name : List.of(Step.Officer.HOURS, Step.Officer.PHONE)) {
                var value = slots.get("#" + name);
                if (value != null) {
                    told.put(name, value);
                }
            }
            say("officer-busy", told);
            put(UNTIL, null);
        }
    }

    private void put(String slot, @Nullable Value value) {
        var running = Objects.requireNonNull(walk.now);
        var top = running.top();
        var slots = new HashMap<>(top.slots());
        if (value == null) {
            slots.remove(slot);
        } else {
            slots.put(slot, value);
        }
        walk.now = running.holding(new Frame(top.flow(), top.step(), slots));
    }

    private void say(String name, Map<String, Value> values) {
        walk.says.add(new Say.Text(
                walk.library.text(walk.language, name).render(new Print(walk.language, walk.library), values::get)));
    }
}
