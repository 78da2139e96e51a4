package prasan.chat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import prasan.db.Refused;
import prasan.flow.Care;
import prasan.flow.Engine;
import prasan.flow.Input;
import prasan.flow.Need;
import prasan.flow.Session;
import prasan.flow.Signature;
import prasan.flow.Type;
import prasan.flow.Value;

/**
 * What flows can do: names and the code behind them. Filled once at start-up, read-only afterwards, safe for all threads.
 *
 * <p>The code runs inside the turn's transaction: it uses {@link Context#handle} for everything it reads or writes, does nothing over the network, and may be run again when the
 * turn is tried again. A {@link Refused} becomes the outcome of the same name when the signature has one; otherwise it is a bug.
 */
public final class Actions {

    /**
     * Who asks, and when.
     *
     * @param handle the turn's transaction
     * @param chat the LINE id of the chat, which is the person's user id in a chat with one person
     * @param language of the chat, {@code th} or {@code en}
     * @param at the time of the event, UTC
     * @param once a key that is the same whenever this very turn is run again
     * @param media message ids of voice messages, videos and files that were kept with the conversation: they belong to what an action writes
     * @param care what the messages of the conversation need care about
     */
    public record Context(
            Handle handle, String chat, String language, Instant at, String once, List<String> media, Set<Care> care) {
        public Context {
            media = List.copyOf(media);
            care = Set.copyOf(care);
        }

        public Context(Handle handle, String chat, String language, Instant at, String once) {
            this(handle, chat, language, at, once, List.of(), Set.of());
        }

        /** Returns the context of an action that a session asks for. */
        static Context of(Handle handle, String chat, Session session, Instant at, String once) {
            return new Context(handle, chat, session.language(), at, once, Engine.media(session), Engine.care(session));
        }

        /** The Thai or the English one, by the chat's language. */
        public String pick(String th, String en) {
            return language.equals("en") ? en : th;
        }
    }

    /** The code behind an action. */
    @FunctionalInterface
    public interface Action {
        Input.Outcome run(Context context, Map<String, Value> inputs);
    }

    /** The code behind a source. */
    @FunctionalInterface
    public interface Source {
        Input.Found find(Context context, Need.Look look);
    }

    private final Map<String, Signature> signatures = new HashMap<>();
    private final Map<String, Action> actions = new HashMap<>();
    private final Map<String, Source> sources = new HashMap<>();

    public void action(Signature signature, Action action) {
        declare(signature);
        actions.put(signature.name(), action);
    }

    public void source(Signature signature, Source source) {
        declare(signature);
        sources.put(signature.name(), source);
    }

    /** Declares the values that a pushed text may name, and no others. */
    public void pushText(String name, Map<String, Type> values) {
        declare(new Signature(name, Signature.Kind.PUSH_TEXT, values, Map.of()));
    }

    private void declare(Signature signature) {
        if (signatures.put(signature.name(), signature) != null) {
            throw new IllegalStateException("two actions are called " + signature.name());
        }
    }

    /** All signatures by name, for the check of the flows. */
    public Map<String, Signature> signatures() {
        return Map.copyOf(signatures);
    }

    /** Does what the engine needs. */
    Input run(Context context, Need need) {
        return switch (need) {
            case Need.Act act -> act(context, act);
            case Need.Look look ->
                known(sources.get(look.source()), look.source()).find(context, look);
        };
    }

    private Input.Outcome act(Context context, Need.Act act) {
        try {
            return known(actions.get(act.action()), act.action()).run(context, act.inputs());
        } catch (Refused refused) {
            var signature = known(signatures.get(act.action()), act.action());
            if (signature.outcomes().containsKey(refused.code())) {
                return new Input.Outcome(refused.code(), Map.of());
            }
            throw refused;
        }
    }

    private static <T> T known(@Nullable T found, String name) {
        if (found == null) {
            throw new IllegalStateException("no action is called " + name);
        }
        return found;
    }
}
