package prasan.line;

import java.text.BreakIterator;
import java.util.Locale;

/** What LINE refuses to send, from the message objects, action objects and "Character counting" pages of its documentation. */
public final class Limits {
    /** Messages of one reply, push or multicast. */
    public static final int MESSAGES = 5;
    /** A text message, in UTF-16 code units. */
    public static final int TEXT = 5000;
    /** What stands for a card in the chat list and on a locked phone, in UTF-16 code units. */
    public static final int ALT_TEXT = 1500;

    public static final int QUICK_REPLIES = 13;
    /** In grapheme clusters. */
    public static final int QUICK_REPLY_LABEL = 20;
    /** In grapheme clusters. */
    public static final int CARD_LABEL = 40;
    /** A postback's data, in UTF-16 code units. */
    public static final int DATA = 300;
    /** What a tap shows as if typed, in grapheme clusters. */
    public static final int DISPLAY_TEXT = 300;
    /** The link to a picture, percent-encoded. */
    public static final int PICTURE = 2000;
    /** A link, percent-encoded. */
    public static final int URI = 1000;

    public static final int CARDS = 12;
    /** The JSON of one card, in bytes of UTF-8. */
    public static final int CARD_BYTES = 30 * 1024;
    /** The JSON of cards side by side, in bytes of UTF-8. */
    public static final int CARDS_BYTES = 50 * 1024;
    /** Receivers of one multicast. */
    public static final int RECIPIENTS = 500;
    /** Multicasts of one channel in a second; replies, and pushes by themselves, have the rate of everything else. */
    public static final int MULTICASTS_PER_SECOND = 200;

    public static final int PUSHES_PER_SECOND = 2000;

    private Limits() {}

    /** Characters as people see them: a Thai consonant with its vowel and tone marks is one. */
    public static int graphemes(String text) {
        var breaks = BreakIterator.getCharacterInstance(Locale.ROOT);
        breaks.setText(text);
        var count = 0;
        while (breaks.next() != BreakIterator.DONE) {
            count++;
        }
        return count;
    }
}
