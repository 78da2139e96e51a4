package prasan.chat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import prasan.chat.Rounds.Did;
import prasan.chat.Rounds.Kept;
import prasan.flow.Engine;
import prasan.flow.Input;
import prasan.flow.Need;
import prasan.flow.Session;
import prasan.flow.Signature;
import prasan.line.Events;
import prasan.line.LargeText;
import prasan.line.Messages;

/**
 * Plays a real conversation again, from what is stored: the events, the conversations that were in use, the times, and what came of the actions. Nothing is done and nothing is written.
 * What would be sent must be what was sent, byte for byte, and the session at the end the one that is stored. It reads everything of the chat into memory.
 */
public final class Replay {
    private final Handle handle;
    private final Map<String, Signature> actions;
    private final Editions editions;
    private final Map<String, Engine> engines = new HashMap<>();
    private final Rounds rounds = new Rounds();

    /** @param actions what flows can do */
    public Replay(Handle handle, Map<String, Signature> actions) {
        this.handle = handle;
        this.actions = Map.copyOf(actions);
        this.editions = new Editions(actions);
    }

    /**
     * What came of it.
     *
     * @param played how many rounds were played again
     * @param left how many were not, because a message was taken back or an event is kept no longer
     * @param differences what is not as it was, a line each, without personal data
     */
    public record Result(int played, int left, List<String> differences) {
        public Result {
            differences = List.copyOf(differences);
        }
    }

    /** Something else is needed now than was then. */
    private static final class Differs extends RuntimeException {
        private static final long serialVersionUID = 1;

        Differs(String message) {
            super(message, null, false, false);
        }
    }

    /** Plays the chat again. */
    public Result run(String chat) {
        return run(chat, new Retelling());
    }

    /** What happened in the chat as the lines of a {@link Transcript}, with made-up words for what is personal. */
    public List<String> retold(String chat) {
        var retelling = new Retelling();
        run(chat, retelling);
        return retelling.lines();
    }

    private Result run(String chat, Retelling retelling) {
        var differences = new ArrayList<String>();
        int played = 0;
        int left = 0;
        Session session = null;
        for (var kept : rounds.of(handle, chat)) {
            session = begin(kept, session, differences);
            if (session == null || !complete(kept)) {
                session = null;
                retelling.end("what came next is not kept");
                left++;
                continue;
            }
            try {
                var engine = editions.engine(handle, engines.computeIfAbsent(kept.edition(), this::engine), session);
                var round = round(engine, kept, session);
                retelling.tell(told(engine, kept, session, round));
                compare(kept, round, differences);
                session = round.session();
                played++;
            } catch (Differs e) {
                differences.add(kept.cause() + ": " + e.getMessage());
                retelling.end("what came next does not go as it went");
                session = null;
            }
        }
        var stored = stored(chat);
        // where the account is the person's no more there is none
        if (session != null && stored != null && !Sessions.write(session).equals(stored)) {
            differences.add("at the end: the session is not the one that is stored");
        }
        return new Result(played, left, differences);
    }

    private static @Nullable Session begin(Kept kept, @Nullable Session session, List<String> differences) {
        var begins = kept.begins();
        if (begins == null || session == null) {
            return begins == null ? session : begins;
        }
        if (!Sessions.write(begins).equals(Sessions.write(session))) {
            differences.add(kept.cause() + ": the session before is not the one that it was");
        }
        return begins;
    }

    /** Whether all that a round needs is still there. */
    private static boolean complete(Kept kept) {
        return kept.acts() != null && (kept.event() != null || kept.cause().startsWith("due:"));
    }

    private Round round(Engine engine, Kept kept, Session session) {
        var acts = Objects.requireNonNull(kept.acts());
        Round.Doer doer = (at, need, number) -> done(acts, need, number);
        var round = kept.event() == null
                ? Round.play(engine, session, new Input.Elapsed(), kept.at(), doer)
                : Turn.round(engine, session, Events.read(kept.event()), kept.at(), doer);
        if (kept.answered() != null) {
            round = round.noticed(session, kept.answered());
        }
        if (round.acts().size() < acts.size()) {
            throw new Differs(acts.get(round.acts().size()).name() + " was to be done, and is not");
        }
        return round;
    }

    private static Retelling.Told told(Engine engine, Kept kept, Session session, Round round) {
        var input = kept.event() == null ? new Input.Elapsed() : Turn.input(Events.read(kept.event()));
        return new Retelling.Told(engine, input, kept.at(), session, round);
    }

    private Engine engine(String edition) {
        try {
            return new Engine(
                    editions.read(handle, edition)
                            .orElseThrow(() -> new Differs("the edition " + edition + " is not kept")),
                    actions);
        } catch (Conversations.Faulty e) {
            throw new Differs("the conversations of then do not fit this program: "
                    + e.faults().getFirst());
        }
    }

    private static Input done(List<Did> acts, Need need, int number) {
        var name = Script.name(need);
        if (number > acts.size() || !acts.get(number - 1).name().equals(name)) {
            throw new Differs(
                    number > acts.size()
                            ? name + " is to be done, nothing was"
                            : name + " is to be done, it was "
                                    + acts.get(number - 1).name());
        }
        return acts.get(number - 1).answer();
    }

    private static void compare(Kept kept, Round round, List<String> differences) {
        var says = !round.reply().says().isEmpty();
        var messages = says ? Messages.render(round.reply()) : null;
        if (kept.messages() != null && !same(kept.messages(), messages)) {
            differences.add(kept.cause() + (says ? ": the messages are others" : ": nothing is said"));
        } else if (kept.messages() == null
                && says
                && kept.event() != null
                && Events.read(kept.event()).replyToken() != null) {
            // what answers no event may not have been sent, to somebody who had blocked the account
            differences.add(kept.cause() + ": something is said, nothing was");
        }
    }

    /** Returns whether these messages were sent, in usual or in large letters. */
    private static boolean same(String sent, @Nullable String messages) {
        return sent.equals(messages) || (messages != null && sent.equals(LargeText.of(messages)));
    }

    private @Nullable String stored(String chat) {
        return handle.createQuery("SELECT state FROM session WHERE chat_id = :chat")
                .bind("chat", chat)
                .mapTo(String.class)
                .findOne()
                .orElse(null);
    }
}
