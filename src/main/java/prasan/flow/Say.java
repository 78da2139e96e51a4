package prasan.flow;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One message to a person, in the person's language, knowing nothing of LINE. */
public sealed interface Say {

    record Text(String text) implements Say {}

    /** A picture: an https link to a JPEG or PNG that anybody may see. */
    record Picture(String url) implements Say {}

    /**
     * A card: a heading, a line below it, labelled rows, a text, and buttons.
     *
     * @param preview what a locked phone shows instead: no personal data
     */
    record Card(
            Tone tone,
            String title,
            @Nullable String subtitle,
            List<Row> rows,
            @Nullable String text,
            List<Button> buttons,
            String preview)
            implements Say {
        public Card {
            rows = List.copyOf(rows);
            buttons = List.copyOf(buttons);
        }
    }

    /** Cards side by side: 1 to 12. */
    record Cards(List<Card> cards) implements Say {
        public Cards {
            cards = List.copyOf(cards);
        }
    }

    record Row(String label, String value) {}

    /** How a card looks: everyday, good news, or a danger to life. */
    enum Tone {
        PLAIN,
        GOOD,
        URGENT
    }

    /** All that one turn says, and the quick replies below its last message (at most 13, LINE's limit). */
    record Reply(List<Say> says, List<Button> quick) {
        public Reply {
            says = List.copyOf(says);
            quick = List.copyOf(quick);
        }
    }

    /** A button; the label has at most 20 characters by grapheme as a quick reply, 40 on a card. */
    record Button(String label, Tap tap) {}

    /** What a tap does. */
    sealed interface Tap {
        /** Comes back as {@link Input.Tapped}; {@code shown} appears in the chat as if typed. Data: at most 300 characters. */
        record Answer(String data, String shown) implements Tap {}

        /** Rings a number. */
        record Ring(String number) implements Tap {}

        /** Opens a web page. */
        record Open(String url) implements Tap {}

        /** Opens the map to send a pin. */
        record SendPlace() implements Tap {}

        /** Opens the camera. */
        record TakePhoto() implements Tap {}

        /** Opens the phone's photos. */
        record PickPhoto() implements Tap {}
    }
}
