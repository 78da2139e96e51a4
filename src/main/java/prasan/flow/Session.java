package prasan.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where one chat stands. Immutable; stored between turns.
 *
 * @param prompts how many questions were ever put in this chat: a button carries the number of its question, so that an old one is known
 * @param current the conversation under way, or {@code null}
 * @param drafts conversations put aside, the newest first
 * @param later messages about further matters, which are taken up when the conversation is over, in their order
 * @param warned the danger to life that was last answered with the emergency numbers, or {@code null}
 * @param receipt what was last sent, or {@code null}
 */
public record Session(
        String language,
        int prompts,
        @Nullable Running current,
        List<Running> drafts,
        List<String> later,
        @Nullable Warned warned,
        @Nullable Receipt receipt) {
    public Session {
        drafts = List.copyOf(drafts);
        // sessions that were stored before there were any have none
        later = Objects.requireNonNullElse(later, List.of());
    }

    public static Session fresh(String language) {
        return new Session(language, 0, null, List.of(), List.of(), null, null);
    }

    /** Returns the same session in another language. */
    public Session in(String language) {
        return new Session(language, prompts, current, drafts, later, warned, receipt);
    }

    /** What follows a danger or a receipt within this time is about it. */
    static final Duration ABOUT = Duration.ofMinutes(30);

    /**
     * A message that told of danger to life and was answered with the emergency numbers.
     *
     * @param kind code of the danger
     */
    public record Warned(String kind, String text, Instant at) {}

    /**
     * Something that was sent: a second tap on its button shows again what was said then.
     *
     * @param prompt number of the question that the button belongs to
     * @param frame where the flow stood when it said so, with no more slots than it said
     */
    public record Receipt(int prompt, Frame frame, Instant at) {}

    /** A conversation that nothing happens in for this long is put aside. */
    public static final Duration IDLE = Duration.ofMinutes(30);

    /** A conversation that was put aside is kept for this long. */
    public static final Duration KEPT = Duration.ofDays(7);

    /** When time itself is to be heard of next, by {@link Input.Elapsed}; {@code null} for never. */
    public @Nullable Instant due() {
        var due = current == null ? null : current.at().plus(current.mode() == Mode.OFFICER ? KEPT : IDLE);
        for (var draft : drafts) {
            var end = draft.at().plus(KEPT);
            due = due == null || end.isBefore(due) ? end : due;
        }
        return due;
    }

    /**
     * A conversation under way.
     *
     * @param flow the flow that was started; {@code hash} of it at that time
     * @param edition of the conversations that it began with, and goes on with until it ends or is put aside
     * @param frames the flow and, above it, the flows that it called; the last one is being walked
     * @param trail the frames before each answer, the newest last: going back is taking the last one
     * @param mode what the engine is in the middle of
     * @param asked the question that waits
     * @param silent messages are left out while the way after an edit is walked again
     * @param at when something last happened in it
     */
    public record Running(
            String flow,
            String hash,
            String edition,
            List<Frame> frames,
            List<List<Frame>> trail,
            Mode mode,
            Asked asked,
            boolean silent,
            Instant at) {
        public Running {
            frames = List.copyOf(frames);
            trail = List.copyOf(trail);
        }

        public Frame top() {
            return frames.getLast();
        }

        /** Stands elsewhere; what belonged to the question left behind is dropped. A shorter trail is a way back, which ends the walk after an edit. */
        Running at(List<Frame> frames, List<List<Frame>> trail) {
            boolean still = silent && trail.size() >= this.trail.size();
            return new Running(flow, hash, edition, frames, trail, Mode.WALKING, asked.over(), still, at);
        }

        Running at(Frame top) {
            return at(replaced(top), trail);
        }

        /** The same frames, but for the top one. */
        List<Frame> replaced(Frame top) {
            var all = new ArrayList<>(frames);
            all.set(all.size() - 1, top);
            return all;
        }

        /** Stands where it stood, the question still waiting, with other slots. */
        Running holding(Frame top) {
            return holding(replaced(top));
        }

        /** Stands where it stood, with other frames. */
        Running holding(List<Frame> frames) {
            return new Running(flow, hash, edition, frames, trail, mode, asked, silent, at);
        }

        Running in(Mode mode) {
            return new Running(flow, hash, edition, frames, trail, mode, asked, silent, at);
        }

        Running asking(Asked asked) {
            return new Running(flow, hash, edition, frames, trail, mode, asked, silent, at);
        }

        Running silent(boolean silent) {
            return new Running(flow, hash, edition, frames, trail, mode, asked, silent, at);
        }

        Running touched(Instant at) {
            return new Running(flow, hash, edition, frames, trail, mode, asked, silent, at);
        }
    }

    /**
     * The question that waits.
     *
     * @param prompt its number
     * @param partial an answer that is not complete yet: photos so far, or an area that is too wide
     * @param offered what can be chosen; {@code page} which part of it is shown
     * @param misses how many answers to it were refused
     * @param album the group of photos that are coming in, and how many of it are here
     */
    public record Asked(
            int prompt,
            @Nullable Value partial,
            List<Input.Item> offered,
            int page,
            int misses,
            @Nullable Album album) {
        public Asked {
            offered = List.copyOf(offered);
        }

        static final Asked NONE = new Asked(0, null, List.of(), 0, 0, null);

        /** No question any more; the number stays, to know the buttons of the last one by. */
        Asked over() {
            return new Asked(prompt, null, List.of(), 0, 0, null);
        }

        Asked number(int prompt) {
            return new Asked(prompt, partial, offered, page, misses, album);
        }

        Asked having(@Nullable Value partial) {
            return new Asked(prompt, partial, offered, page, misses, album);
        }

        Asked offering(List<Input.Item> offered, int page) {
            return new Asked(prompt, partial, offered, page, misses, album);
        }

        Asked missed() {
            return new Asked(prompt, partial, offered, page, misses + 1, album);
        }

        Asked missed(int misses) {
            return new Asked(prompt, partial, offered, page, misses, album);
        }

        Asked receiving(@Nullable Album album) {
            return new Asked(prompt, partial, offered, page, misses, album);
        }
    }

    /** Photos that were sent together: LINE's id of the group, and how many have come in. */
    public record Album(String id, int seen) {}

    /** A flow that is being walked: the step it stands at, and its slots. */
    public record Frame(String flow, String step, Map<String, Value> slots) {
        public Frame {
            slots = Map.copyOf(slots);
        }
    }

    /**
     * WALKING: a step's question waits or an action runs. LISTING, FINDING: a source was asked for what to offer, or for an answer; GUESSING: for an answer that a message typed at the top has already
     * given. UNDERSTOOD: whether such a message is meant as a report, and of what, is being asked. OFFICER: a person has taken over and the bot is silent. The others put a question of the
     * engine's own.
     */
    public enum Mode {
        WALKING,
        LISTING,
        FINDING,
        GUESSING,
        UNDERSTOOD,
        CANCELLING,
        EDITING,
        RESUMING,
        OFFICER
    }
}
