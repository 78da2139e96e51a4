package prasan.members;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import prasan.audit.Masked;

/**
 * A role that a person says they have, for an officer to decide upon.
 *
 * @param name of the person
 * @param home code of the area that they live in
 * @param area code of the area of the role
 * @param reason why it was refused, told to the person
 */
public record Registration(
        long id,
        long memberId,
        @Masked @Nullable String name,
        @Nullable String home,
        Member.Role role,
        String area,
        RegistrationState state,
        Instant askedAt,
        @Nullable Instant decidedAt,
        @Nullable String decidedBy,
        @Masked @Nullable String reason) {

    /** Whether that role is the one that it asks about. */
    boolean isFor(MemberRole held) {
        return held.role() == role && area.equals(held.area());
    }
}
