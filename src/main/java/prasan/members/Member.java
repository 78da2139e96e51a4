package prasan.members;

import org.jspecify.annotations.Nullable;

/**
 * A person who writes to the account, or whom the staff knows of. Somebody who has introduced themselves has a name, a role and an area; nobody has only some of them.
 *
 * @param chat the LINE id of the chat with the person
 * @param area code of the village or tambon that they live in
 */
public record Member(
        long id,
        @Nullable String chat,
        @Nullable String name,
        @Nullable Role role,
        @Nullable String area) {

    /** What a leader is in the community; the labels are in the conversations' vocabulary {@code role}. */
    public enum Role {
        VILLAGE_HEAD,
        KAMNAN,
        VILLAGE_COMMITTEE,
        CON_COMMITTEE,
        VOLUNTEER_LEADER,
        GROUP_LEADER,
        RESIDENT
    }
}
