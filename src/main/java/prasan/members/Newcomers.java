package prasan.members;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import prasan.db.Refused;
import prasan.flow.BuddhistEra;

/** Introduces people who say who they are while they do something else, such as reporting. Works inside the caller's transaction; safe for all threads. */
public final class Newcomers {
    private final Members members;
    private final MemberRoles roles;

    public Newcomers(Members members, MemberRoles roles) {
        this.members = members;
        this.roles = roles;
    }

    /**
     * Keeps who a person is, as {@link Members#introduce}, if that is not known yet. Keeps nothing for what is no name: what they do goes on without it.
     *
     * @param role code of what they are, {@code null} for a resident
     * @param home code of an area that has a row
     */
    public void remember(Handle handle, String chat, String name, @Nullable String role, String home, Instant at) {
        if (known(handle, chat, at)) {
            return;
        }
        var told = role == null ? Member.Role.RESIDENT : Member.Role.valueOf(role);
        try {
            members.introduce(handle, chat, name, told, home, at);
        } catch (Refused refused) {
            if (!refused.code().equals("bad-name")) {
                throw refused;
            }
        }
    }

    private boolean known(Handle handle, String chat, Instant at) {
        return members.byChat(handle, chat)
                .filter(member -> member.name() != null && member.area() != null)
                .filter(member ->
                        !roles.inForce(handle, member.id(), BuddhistEra.day(at)).isEmpty())
                .isPresent();
    }
}
