package prasan.simulator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a person can do in a chat. */
public sealed interface Deed {

    /**
     * A text.
     *
     * @param mentionsBot whether "@bot" is written before it, which is how a group addresses the bot
     */
    record Text(String text, boolean mentionsBot) implements Deed {}

    /** A postback button; {@code displayText} then stands in the chat as if typed. */
    record Tap(String data, @Nullable String displayText) implements Deed {}

    /** One photo, or several sent together, which arrive as one event each: JPEG or PNG bytes. */
    record Photos(List<byte[]> images) implements Deed {
        public Photos {
            images = List.copyOf(images);
        }
    }

    record Place(@Nullable String title, @Nullable String address, double latitude, double longitude) implements Deed {}

    record Sticker(String packageId, String stickerId) implements Deed {}

    /** Adds the bot as a friend, or lifts a block. */
    record Follow() implements Deed {}

    /** Blocks the bot. */
    record Unfollow() implements Deed {}

    /** Takes a message of one's own back. */
    record Unsend(String messageId) implements Deed {}

    /** The bot is taken into the group. */
    record Invite() implements Deed {}
}
