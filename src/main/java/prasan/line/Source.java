package prasan.line;

import org.jspecify.annotations.Nullable;

/**
 * Where an event came from.
 *
 * @param chat LINE's id of the chat: the user's, the group's or the room's
 * @param user LINE's id of the person; in groups and rooms LINE leaves it out of many events
 */
public record Source(Kind kind, String chat, @Nullable String user) {

    /** A chat with one person, a group, or a room (a group without a name). */
    public enum Kind {
        USER,
        GROUP,
        ROOM
    }
}
