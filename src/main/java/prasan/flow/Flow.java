package prasan.flow;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One conversation.
 *
 * @param hash of the flow's own files: a conversation that was put aside is walked anew when it has changed
 * @param titles what it is called, by language
 * @param starts the words that start it, by language; {@code รหัส {code}} is what begins with รหัส, and the rest answers the question {@code code}, a text or an area
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
    private static final Pattern WITH_ANSWER = Pattern.compile("(.+|#)\\{([a-z][a-z0-9-]*)}");
    /** The number of something that was filed, as 6911-0023 of November 2569; without anything that sets it apart it has eight digits. */
    private static final Pattern NUMBER =
            Pattern.compile("(?:[rร][ \\-–/]*)?[67][0-9](?:0[1-9]|1[0-2])(?:[ \\-–/]+[0-9]{1,6}|[0-9]{4})");

    /**
     * The answers that the flow begins with when words of that language start it: none for most; {@code null} where they do not start it. What does not answer the question does not
     * start the flow either.
     *
     * @param idle whether nothing is under way: only then a mere number starts a flow, which else is an answer
     */
    public @Nullable Map<String, Value> startedBy(String language, String typed, boolean idle) {
        var words = starts.getOrDefault(language, List.of());
        var bare = Polite.bare(typed);
        if (words.contains(bare)) {
            return Map.of();
        }
        var clean = Thai.clean(typed);
        for (var word : words) {
            var parts = WITH_ANSWER.matcher(word);
            if (!parts.matches() || clean.length() <= parts.group(1).length()) {
                continue;
            }
            if (parts.group(1).equals("#")) {
                if (idle && NUMBER.matcher(bare).matches()) {
                    return Map.of(parts.group(2), new Value.Text(bare));
                }
                continue;
            }
            int length = parts.group(1).length();
            var rest = clean.substring(length).strip();
            if (Thai.normalise(clean.substring(0, length) + "|").equals(parts.group(1) + "|")
                    && step(parts.group(2)) instanceof Step.Ask ask) {
                if (ask.slot() instanceof Slot.Words slot && slot.fits(rest)) {
                    return Map.of(ask.id(), new Value.Text(rest));
                }
                if (ask.slot() instanceof Slot.Area && !rest.isEmpty()) {
                    return Map.of(Typed.hint(ask.id()), new Value.Text(rest));
                }
            }
        }
        return null;
    }

    /** Returns true for a flow that first asks for a reference, which a button may name. */
    public boolean takesReference() {
        return steps.getFirst() instanceof Step.Ask ask && ask.slot() instanceof Slot.Reference;
    }

    /** The question that the start words answer, or {@code null} if they answer none. */
    static @Nullable String answeredBy(String start) {
        var parts = WITH_ANSWER.matcher(start);
        return parts.matches() ? parts.group(2) : null;
    }

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

    /** Returns true if what is answered is summed up before it is sent. */
    boolean gathers() {
        return steps.stream().anyMatch(Step.Confirm.class::isInstance);
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
