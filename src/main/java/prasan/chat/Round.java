package prasan.chat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import prasan.flow.Engine;
import prasan.flow.Input;
import prasan.flow.Need;
import prasan.flow.Say;
import prasan.flow.Session;
import prasan.line.Limits;

/**
 * One input and all that follows: the engine moves on, what it needs is done, until it has something to say. The same for LINE, for transcripts, for the terminal and for a replay;
 * only who does what is needed differs.
 *
 * @param session to be stored
 * @param reply what is said, in as many messages as LINE takes
 * @param acts what was done on the way, in order
 * @param photos message ids of photos that were taken as part of an answer
 * @param edges the ways between steps that were taken
 */
record Round(Session session, Say.Reply reply, List<Act> acts, List<String> photos, List<Engine.Edge> edges) {
    Round {
        acts = List.copyOf(acts);
        photos = List.copyOf(photos);
        edges = List.copyOf(edges);
    }

    /** Something that a step needed done, and what came of it. */
    record Act(String flow, String step, Need need, Input answer) {}

    /** Does what a step needs. */
    @FunctionalInterface
    interface Doer {
        /**
         * Does it.
         *
         * @param session where the conversation stands meanwhile
         * @param number of the act in this round, from 1
         */
        Input done(Session session, Need need, int number);
    }

    /** The same, its session counted as having moved no earlier than that, if it has moved at all. */
    Round noticed(Session before, Instant at) {
        return session.equals(before) ? this : new Round(session.noticed(at), reply, acts, photos, edges);
    }

    /** Nothing happens and nothing is said. */
    static Round silent(Session session) {
        return saying(session, List.of());
    }

    /** Something is said and the conversation stands where it stood. */
    static Round saying(Session session, List<Say> says) {
        return new Round(session, new Say.Reply(says, List.of()), List.of(), List.of(), List.of());
    }

    /**
     * Plays it.
     *
     * @param at when the input happened
     */
    static Round play(Engine engine, Session session, Input input, Instant at, Doer doer) {
        return play(engine, engine.advance(session, input, at), at, doer);
    }

    /** Goes on from what the engine did first. */
    static Round play(Engine engine, Engine.Turn first, Instant at, Doer doer) {
        var turn = first;
        List<Say> says = new ArrayList<>(turn.says());
        List<String> photos = new ArrayList<>(turn.photos());
        List<Engine.Edge> edges = new ArrayList<>(turn.edges());
        List<Act> acts = new ArrayList<>();
        while (turn.need() != null) {
            var stands = Objects.requireNonNull(turn.session().current()).top();
            var answer = doer.done(turn.session(), turn.need(), acts.size() + 1);
            acts.add(new Act(stands.flow(), stands.step(), turn.need(), answer));
            turn = engine.advance(turn.session(), answer, at);
            says.addAll(turn.says());
            photos.addAll(turn.photos());
            edges.addAll(turn.edges());
        }
        return new Round(turn.session(), new Say.Reply(compact(says), turn.quick()), acts, photos, edges);
    }

    /** LINE takes five messages at once: texts that follow each other become one where there are more. */
    private static List<Say> compact(List<Say> says) {
        var compact = new ArrayList<>(says);
        for (int i = 0; compact.size() > Limits.MESSAGES && i + 1 < compact.size(); ) {
            if (compact.get(i) instanceof Say.Text first && compact.get(i + 1) instanceof Say.Text second) {
                compact.set(i, new Say.Text(first.text() + "\n\n" + second.text()));
                compact.remove(i + 1);
            } else {
                i++;
            }
        }
        return compact;
    }
}
