package prasan.simulator;

import java.util.List;

/**
 * A group chat with the bot in it.
 *
 * @param id C and 32 hex digits
 * @param members the people in it; the bot is not among them
 */
public record Group(String id, String name, List<Person> members) {
    public Group {
        members = List.copyOf(members);
    }
}
