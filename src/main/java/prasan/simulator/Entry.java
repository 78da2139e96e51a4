package prasan.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of a chat, as its people see it.
 *
 * @param seq counts over all chats, from 1, in the order shown
 * @param chat the user id of a chat with the bot alone, or the group id
 * @param from the person's id; null: the bot, or nobody for a note
 * @param message a LINE message object; for a note {@code {"type":"note","note":…}}
 * @param preview what a locked phone shows of it
 */
public record Entry(
        long seq, String chat, @Nullable String from, Instant at, How how, ObjectNode message, String preview) {

    /** How it came into the chat. A multicast is a push. */
    public enum How {
        PERSON,
        REPLY,
        PUSH,
        NOTE
    }

    /** Whether the bot said it. */
    public boolean byBot() {
        return how == How.REPLY || how == How.PUSH;
    }
}
