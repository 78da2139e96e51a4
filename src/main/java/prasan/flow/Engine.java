package prasan.flow;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Moves a conversation on. Pure: the same session and input always give the same turn; no clock, no I/O, no chance. Where work has to be done (an action, a look-up) the turn says
 * so in {@link Turn#need} and is to be advanced again with the answer. Immutable, safe for all threads.
 */
public final class Engine {
    private final Library library;
    private final Library began;
    private final Map<String, Signature> actions;

    public Engine(Library library, Map<String, Signature> actions) {
        this(library, library, Map.copyOf(actions));
    }

    private Engine(Library library, Library began, Map<String, Signature> actions) {
        this.library = library;
        this.began = began;
        this.actions = actions;
    }

    /** The same, but conversations that began with that edition go on with it; what begins meanwhile, and what was put aside, is of the edition of now. */
    public Engine with(Library began) {
        return new Engine(library, began, actions);
    }

    /** The conversations of now. */
    public Library library() {
        return library;
    }

    /** The edition that the conversation under way goes on with: its own, where this engine has it. */
    public Library library(Session session) {
        var running = session.current();
        return running != null && began.edition().equals(running.edition()) ? began : library;
    }

    /**
     * What one step of a turn gives.
     *
     * @param session to be stored, or, when there is a need, to be advanced again with its answer
     * @param says the messages so far, in order
     * @param quick quick replies below the last message
     * @param need what has to be done before the conversation can go on, or {@code null}
     * @param photos message ids of photos that were taken as part of an answer
     * @param edges the ways between steps that were taken, for coverage
     */
    public record Turn(
            Session session,
            List<Say> says,
            List<Say.Button> quick,
            @Nullable Need need,
            List<String> photos,
            List<Edge> edges) {
        public Turn {
            edges = List.copyOf(edges);
            says = List.copyOf(says);
            quick = List.copyOf(quick);
            photos = List.copyOf(photos);
        }
    }

    /** A way from one step of a flow to the next; {@code to} is {@link #END} where the flow ends. */
    public record Edge(String flow, String from, String to) {
        public static final String END = "";
    }

    /**
     * Moves the conversation on by one input.
     *
     * @param at when it happened: what "tomorrow" is counted from
     */
    public Turn advance(Session session, Input input, Instant at) {
        return new Walk(library, library(session), actions, session, at).on(input);
    }

    /**
     * Forgets a message that was taken back. A conversation that has lost an answer by it stands at its first open question afterwards; nothing of this is to be said.
     *
     * @param at when it was taken back
     */
    public Turn takeBack(Session session, TakenBack message, Instant at) {
        var migration = new Migration(library, actions);
        var before = session.parked(new Drafts(session.drafts(), migration).all());
        var without = message.from(before);
        var drafts = new TakingBack(library, actions).drafts(before.drafts(), without.drafts());
        return new Walk(library, library(session), actions, without.parked(drafts), at).on(before);
    }

    /** Returns the message ids of voice messages, videos and files that were kept with the conversation under way: they belong to what it writes. */
    public static List<String> media(Session session) {
        return MediaIntake.of(session.current());
    }

    /** Returns true if the leader has just been told that no officer has answered in time. */
    public static boolean passedOn(Session before, Session after) {
        var waited = before.current();
        var now = after.current();
        return waited != null
                && waited.answerBy() != null
                && now != null
                && now.withOfficer()
                && now.answerBy() == null;
    }

    /** Returns what the messages of the conversation under way need care about. */
    public static Set<Care> care(Session session) {
        return Care.of(session.current());
    }

    /** Returns the danger to life that a text tells of and that happens now. */
    public Optional<Danger> danger(String text) {
        return library.emergency().certain(text);
    }

    /** Returns the card that answers danger to life, for where no conversation is held; nothing for other texts. */
    public List<Say> alarm(String text, String language) {
        var own = English.is(text) ? English.LANGUAGE : language;
        return danger(text)
                .map(danger -> new Cards(new Print(own, library))
                        .says(Library.wording(library.emergency().card(danger.kind()), own), name -> null))
                .orElseGet(List::of);
    }

    /** Returns the messages of a pushed text, in a language. @throws IllegalArgumentException without such a text */
    public List<Say> says(String pushText, String language, Map<String, Value> values) {
        var wordings = library.pushTexts().get(pushText);
        if (wordings == null) {
            throw new IllegalArgumentException("there is no text " + pushText);
        }
        return new Cards(new Print(language, library)).says(Library.wording(wordings, language), values::get);
    }
}
