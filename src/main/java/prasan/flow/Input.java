package prasan.flow;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What moves a conversation on: something that a person did, or the answer to what the engine asked for. */
public sealed interface Input {

    /** Typed words, as typed. */
    record Words(String text) implements Input {}

    /** A tap on a button of ours; {@code data} is what the button carried. */
    record Tapped(String data) implements Input {}

    /** A photo, by its LINE message id; {@code set} is the group of photos that were sent together, if any. */
    record Photo(String id, @Nullable PhotoSet set) implements Input {}

    /**
     * Photos that were sent together.
     *
     * @param id LINE's id of the group
     * @param index of the photo in it from 1; 0 when LINE does not say, as is {@code total}, how many they are
     */
    record PhotoSet(String id, int index, int total) {
        public PhotoSet(String id, int total) {
            this(id, 0, total);
        }
    }

    /** A pin in WGS 84 degrees; title and address as LINE gives them. */
    record Pin(
            double lat,
            double lon,
            @Nullable String title,
            @Nullable String address) implements Input {}

    /** A voice message, a video or a file, by its LINE message id: for an officer to hear and see. {@code kind} is {@code audio}, {@code video} or {@code file}. */
    record Media(String id, String kind) implements Input {}

    /** A sticker, or something that LINE does not keep: nothing that an answer can be read from. */
    record Unreadable(String kind) implements Input {}

    /** The person added the account as a friend, or unblocked it. */
    record Followed() implements Input {}

    /** Nothing happened, but time passed: sent when {@link Session#due} has come. */
    record Elapsed() implements Input {}

    /** An officer who had taken over gives the conversation back to the bot; {@code handover} names which one, or is {@code null} for whichever it is. */
    record HandedBack(@Nullable String handover) implements Input {}

    /** An officer who had taken over wrote something: what comes next is acknowledged again. */
    record OfficerWrote() implements Input {}

    /** The outcome of the {@link Need.Act} that the engine asked for. */
    record Outcome(String name, Map<String, Value> values) implements Input {
        public Outcome {
            values = Map.copyOf(values);
        }
    }

    /** The answer to the {@link Need.Look} that the engine asked for. */
    record Found(List<Item> items, @Nullable String refused) implements Input {
        public Found {
            items = List.copyOf(items);
        }

        public static Found of(List<Item> items) {
            return new Found(items, null);
        }

        /** Nothing fits; {@code reason} names the wording of the question's refusal. The items, if any, are what the reason is about. */
        public static Found refused(String reason, Item... items) {
            return new Found(List.of(items), reason);
        }
    }

    /**
     * One thing that a reference or area slot can hold: the value it would hold, a short label (at most 20 characters as a button), a full title and lines below it for a card.
     */
    record Item(Value value, String label, String title, List<String> lines) {
        public Item {
            lines = List.copyOf(lines);
        }
    }
}
