package prasan.flow;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One conversation.
 *
 * @param hash of the flow's files: a running conversation is pinned to it
 * @param titles what it is called, by language
 * @param starts the words that start it, by language
 * @param startsAt where each of these words stands in the files
 * @param migrate steps of earlier versions that are no more: their ids to those of the steps that took their place
 */
public record Flow(
        String name,
        Mark at,
        String hash,
        Map<String, String> titles,
        Map<String, List<String>> starts,
        Map<String, Mark> startsAt,
        Map<String, String> migrate,
        List<Step> steps) {

    /** The position of the step, or -1. */
    public int indexOf(String id) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).id().equals(id)) {
                return i;
            }
        }
        return -1;
    }

    public @Nullable Step step(String id) {
        int index = indexOf(id);
        return index < 0 ? null : steps.get(index);
    }

    /** What a step, or the question that fills a slot, is called now: itself while it is here, else what took its place. */
    String now(String id) {
        return step(id) != null ? id : migrate.getOrDefault(id, id);
    }

    /** The question that fills the slot, or {@code null}. */
    public Step.@Nullable Ask ask(String slot) {
        return step(slot) instanceof Step.Ask ask ? ask : null;
    }
}
