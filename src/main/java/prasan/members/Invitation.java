package prasan.members;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import prasan.audit.Masked;

/**
 * A code that makes whoever names it what it says.
 *
 * @param code without its hyphen
 * @param area code of the area that its users live in; where the role is CON_COMMITTEE, also whose ศอช. it is, that of the tambon for a village
 * @param uses for how many people it is
 * @param used how many have used it
 * @param note for officers
 */
public record Invitation(
        long id,
        @Masked String code,
        Member.Role role,
        String area,
        int uses,
        int used,
        Instant expiresAt,
        @Masked @Nullable String note,
        String createdBy,
        Instant createdAt,
        @Nullable Instant revokedAt) {

    /** What an officer gives. */
    public record Facts(
            Member.Role role,
            String area,
            int uses,
            Instant expiresAt,
            @Nullable String note) {}

    /** Whether somebody may still use it. */
    public boolean open(Instant at) {
        return revokedAt == null && used < uses && at.isBefore(expiresAt);
    }

    /** The area of the role of a user who lives there. */
    String areaOf(String home) {
        return role.area(role == Member.Role.CON_COMMITTEE ? area : home);
    }
}
