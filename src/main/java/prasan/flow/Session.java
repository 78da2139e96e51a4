package prasan.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where one chat stands. Immutable; stored between turns.
 *
 * @param prompts how many questions were ever put in this chat: a button carries the number of its question, so that an old one is known
 * @param current the conversation under way, or {@code null}
 * @param drafts conversations put aside, the newest first
 */
public record Session(
        String language, int prompts, @Nullable Running current, List<Running> drafts) {
    public Session {
        drafts = List.copyOf(drafts);
    }

    public static Session fresh(String language) {
        return new Session(language, 0, null, List.of());
    }

    /**
     * A conversation under way.
     *
     * @param flow the flow that was started; {@code hash} of it at that time
     * @param frames the flow and, above it, the flows that it called; the last one is being walked
     * @param trail the frames before each answer, the newest last: going back is taking the last one
     * @param mode what the engine is in the middle of
     * @param prompt the number of the question that waits
     * @param partial an answer that is not complete yet: photos so far, or an area that is too wide
     * @param offered what a reference question offers; {@code page} which part of it is shown
     * @param silent messages are left out while the way after an edit is walked again
     * @param alarmed the card for danger to life has been shown
     */
    public record Running(
            String flow,
            String hash,
            List<Frame> frames,
            List<List<Frame>> trail,
            Mode mode,
            int prompt,
            @Nullable Value partial,
            List<Input.Item> offered,
            int page,
            boolean silent,
            boolean alarmed) {
        public Running {
            frames = List.copyOf(frames);
            trail = List.copyOf(trail);
            offered = List.copyOf(offered);
        }

        public Frame top() {
            return frames.getLast();
        }

        /** Stands elsewhere; what belonged to the question left behind is dropped. A shorter trail is a way back, which ends the walk after an edit. */
        Running at(List<Frame> frames, List<List<Frame>> trail) {
            return new Running(
                    flow,
                    hash,
                    frames,
                    trail,
                    Mode.WALKING,
                    prompt,
                    null,
                    List.of(),
                    0,
                    silent && trail.size() >= this.trail.size(),
                    alarmed);
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

        Running in(Mode mode) {
            return new Running(flow, hash, frames, trail, mode, prompt, partial, offered, page, silent, alarmed);
        }

        Running asking(int prompt) {
            return new Running(flow, hash, frames, trail, mode, prompt, partial, offered, page, silent, alarmed);
        }

        Running having(@Nullable Value partial) {
            return new Running(flow, hash, frames, trail, mode, prompt, partial, offered, page, silent, alarmed);
        }

        Running offering(List<Input.Item> offered, int page) {
            return new Running(
                    flow, hash, frames, trail, Mode.WALKING, prompt, partial, offered, page, silent, alarmed);
        }

        Running silent(boolean silent) {
            return new Running(flow, hash, frames, trail, mode, prompt, partial, offered, page, silent, alarmed);
        }

        Running warned() {
            return new Running(flow, hash, frames, trail, mode, prompt, partial, offered, page, silent, true);
        }
    }

    /** A flow that is being walked: the step it stands at, and its slots. */
    public record Frame(String flow, String step, Map<String, Value> slots) {
        public Frame {
            slots = Map.copyOf(slots);
        }
    }

    /** WALKING: a step's question waits or an action runs. LISTING, FINDING: a source was asked for what to offer, or for an answer. The others put a question of the engine's own. */
    public enum Mode {
        WALKING,
        LISTING,
        FINDING,
        CANCELLING,
        EDITING,
        RESUMING
    }
}
