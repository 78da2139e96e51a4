package prasan.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
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
 * @param early photos and a place that came before the words, or {@code null}
 * @param burst photos that are not counted to the person yet, or {@code null}
 * @param times of events that an older event must not undo, or {@code null}
 * @param untold number of the draft that was put aside without a word, which the next answer begins with, or {@code null}
 */
public record Session(
        String language,
        int prompts,
        @Nullable Running current,
        List<Running> drafts,
        List<String> later,
        @Nullable Warned warned,
        @Nullable Receipt receipt,
        @Nullable Early early,
        @Nullable Burst burst,
        @Nullable Times times,
        @Nullable Integer untold) {
    public Session {
        drafts = List.copyOf(drafts);
        // sessions that were stored before there were any have none
        later = Objects.requireNonNullElse(later, List.of());
    }

    public static Session fresh(String language) {
        return fresh(language, 0);
    }

    /**
     * A chat in which nothing is under way.
     *
     * @param prompts how many questions were put before
     */
    public static Session fresh(String language, int prompts) {
        return new Session(language, prompts, null, List.of(), List.of(), null, null, null, null, null, null);
    }

    /** A chat whose conversation this version cannot go on with: it is in no flow that there is, and so the person is told with the next answer. */
    public static Session lost(String language, int prompts, Instant at) {
        var nowhere = new Running(
                "", "", "", List.of(new Frame("", "", Map.of())), List.of(), Mode.WALKING, Asked.NONE, false, at);
        return new Session(language, prompts, nowhere, List.of(), List.of(), null, null, null, null, null, null);
    }

    /** Returns the same session in another language. */
    public Session in(String language) {
        return new Session(language, prompts, current, drafts, later, warned, receipt, early, burst, times, untold);
    }

    /** Returns the same session with other drafts. */
    Session parked(List<Running> drafts) {
        return new Session(language, prompts, current, drafts, later, warned, receipt, early, burst, times, untold);
    }

    /** What follows a danger or a receipt within this time is about it. */
    public static final Duration ABOUT = Duration.ofMinutes(30);

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

    /** Photos that came before the words wait for them this long, and are then parked as a report of their own. */
    public static final Duration EARLY = Duration.ofMinutes(30);

    /** Photos of a group that is not complete are counted to the person after this long. */
    public static final Duration BURST = Duration.ofSeconds(4);

    /** When time itself is to be heard of next, by {@link Input.Elapsed}; {@code null} for never. */
    public @Nullable Instant due() {
        var due = current == null ? null : current.at().plus(current.withOfficer() ? KEPT : IDLE);
        for (var draft : drafts) {
            due = sooner(due, draft.at().plus(KEPT));
        }
        if (burst != null) {
            due = sooner(due, burst.at().plus(BURST));
        }
        if (early != null && current == null) {
            due = sooner(due, early.at().plus(EARLY));
        }
        var answer = current == null ? null : current.answerBy();
        return answer == null ? due : sooner(due, answer);
    }

    private static Instant sooner(@Nullable Instant one, Instant other) {
        return one == null || other.isBefore(one) ? other : one;
    }

    /** Where the chat stands next, after something that happened at that time; an older change of language does not undo a newer one. */
    Session after(Session before, Instant at) {
        var kept = before.times();
        if (language.equals(before.language())) {
            return this;
        }
        if (before.olderLanguage(at)) {
            return in(before.language());
        }
        var changed = new Times(kept == null ? null : kept.contact(), at);
        return new Session(language, prompts, current, drafts, later, warned, receipt, early, burst, changed, untold);
    }

    /** Returns true if the language was changed later than that. */
    boolean olderLanguage(Instant at) {
        return times != null && times.language() != null && at.isBefore(times.language());
    }

    /** Returns what came before the words, unless that was too long ago for what begins now. */
    @Nullable
    Early earlyAt(Instant at) {
        return early == null || (current == null && !early.at().plus(KEPT).isAfter(at)) ? null : early;
    }

    /**
     * Counts what has just happened as having happened no earlier than {@code now}: an event that LINE delivers late, or that waited here, does not make its conversation an idle one.
     */
    public Session noticed(Instant now) {
        return new Session(
                language,
                prompts,
                current == null || !current.at().isBefore(now) ? current : current.touched(now),
                drafts,
                later,
                warned,
                receipt,
                early == null || !early.at().isBefore(now) ? early : new Early(early.photos(), early.place(), now),
                burst == null || !burst.at().isBefore(now) ? burst : new Burst(burst.shots(), burst.over(), now),
                times,
                untold);
    }

    /** Returns true if a newer follow or unfollow has been heard already. */
    public boolean outdated(Instant contact) {
        return times != null && times.contact() != null && contact.isBefore(times.contact());
    }

    /** The person added or blocked the account at that time. */
    public Session contacted(Instant at) {
        var spoken = times == null ? null : times.language();
        return new Session(
                language,
                prompts,
                current,
                drafts,
                later,
                warned,
                receipt,
                early,
                burst,
                new Times(at, spoken),
                untold);
    }

    /**
     * Photos and a place that came while nothing was under way, for the report that follows.
     *
     * @param photos message ids, in the order in which they are shown
     * @param at when the last of it came
     */
    public record Early(List<String> photos, Value.@Nullable Place place, Instant at) {
        public Early {
            photos = List.copyOf(photos);
        }
    }

    /**
     * Photos that came one after the other and are answered together.
     *
     * @param over how many of them were not kept
     * @param at when the last of them came
     */
    public record Burst(List<Shot> shots, int over, Instant at) {
        public Burst {
            shots = List.copyOf(shots);
        }

        /** Returns true if a group of photos is here as far as LINE says how many there are. */
        boolean complete() {
            return shots.stream()
                    .allMatch(shot -> shot.set() == null
                            || shots.stream()
                                            .filter(other -> shot.set().equals(other.set()))
                                            .count()
                                    >= (shot.total() == 0 ? Integer.MAX_VALUE : shot.total()));
        }
    }

    /**
     * A photo of a burst.
     *
     * @param set LINE's id of the group that it was sent in, or {@code null}
     * @param index its place in the group from 1; 0 when LINE does not say, as is {@code total}
     */
    public record Shot(String id, @Nullable String set, int index, int total) {}

    /**
     * When, by LINE's clock, what must not be undone by an older event happened.
     *
     * @param contact the last follow or unfollow
     * @param language the last change of language
     */
    public record Times(@Nullable Instant contact, @Nullable Instant language) {}

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
            // sessions that were stored before editions were kept have none
            edition = Objects.requireNonNullElse(edition, "");
            frames = List.copyOf(frames);
            trail = List.copyOf(trail);
        }

        public Frame top() {
            return frames.getLast();
        }

        /** Returns how many photos are among the answers. */
        int photos() {
            var answers = frames.stream()
                    .flatMap(frame -> frame.slots().entrySet().stream())
                    .filter(slot -> !slot.getKey().equals(MediaIntake.SLOT))
                    .map(Map.Entry::getValue);
            return Stream.concat(answers, Stream.ofNullable(asked.partial()))
                    .mapToInt(value ->
                            value instanceof Value.Images images ? images.ids().size() : 0)
                    .sum();
        }

        /** Returns true while a person answers instead of the bot. */
        public boolean withOfficer() {
            return mode == Mode.OFFICER || mode == Mode.LEAVING;
        }

        /** Returns when the leader is told that no officer has answered; {@code null} once one has, or once that is told. */
        @Nullable
        Instant answerBy() {
            return withOfficer() && top().slots().get(WithOfficer.UNTIL) instanceof Value.Moment moment
                    ? moment.at()
                    : null;
        }

        /** Stands elsewhere; what belonged to the question left behind is dropped, but for the refusals on a silent way. A shorter trail is a way back, which ends the walk after an edit. */
        Running at(List<Frame> frames, List<List<Frame>> trail) {
            boolean still = silent && trail.size() >= this.trail.size();
            var over = still ? asked.over().missed(asked.misses()) : asked.over();
            return new Running(flow, hash, edition, frames, trail, Mode.WALKING, over, still, at);
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

        /** Stands where it stood, with other slots of the flow that all began with. */
        Running rooted(Map<String, Value> slots) {
            var others = new ArrayList<>(frames);
            var root = others.getFirst();
            others.set(0, new Frame(root.flow(), root.step(), slots));
            return holding(others);
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
     * @param since when, by LINE's clock, that happened which led to it; {@code null} for a question of an older program
     */
    public record Asked(
            int prompt,
            @Nullable Value partial,
            List<Input.Item> offered,
            int page,
            int misses,
            @Nullable Instant since) {
        public Asked {
            offered = List.copyOf(offered);
        }

        static final Asked NONE = new Asked(0, null, List.of(), 0, 0, null);

        /** No question any more; the number stays, to know the buttons of the last one by. */
        Asked over() {
            return new Asked(prompt, null, List.of(), 0, 0, since);
        }

        /** @param at when that happened which led to it; an event that came late leads to no older question */
        Asked number(int prompt, Instant at) {
            return new Asked(prompt, partial, offered, page, misses, since == null || since.isBefore(at) ? at : since);
        }

        Asked having(@Nullable Value partial) {
            return new Asked(prompt, partial, offered, page, misses, since);
        }

        Asked offering(List<Input.Item> offered, int page) {
            return new Asked(prompt, partial, offered, page, misses, since);
        }

        Asked missed() {
            return new Asked(prompt, partial, offered, page, misses + 1, since);
        }

        Asked missed(int misses) {
            return new Asked(prompt, partial, offered, page, misses, since);
        }
    }

    /** A flow that is being walked: the step it stands at, and its slots. */
    public record Frame(String flow, String step, Map<String, Value> slots) {
        public Frame {
            slots = Map.copyOf(slots);
        }
    }

    /**
     * WALKING: a step's question waits or an action runs. LISTING, FINDING: a source was asked for what to offer, or for an answer; GUESSING: for an answer that a message typed at the top has already
     * given. UNDERSTOOD: whether such a message is meant as a report, and of what, is being asked. OFFICER: a person has taken over and the bot is silent; LEAVING: and whether the leader wants to
     * leave is being asked. The others put a question of the engine's own.
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
        OFFICER,
        LEAVING
    }
}
