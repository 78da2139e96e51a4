package prasan.members;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;
import prasan.flow.BuddhistEra;

/** The registrations that no officer has decided yet. They follow the roles that they are for: whatever changes a role calls {@link #settle}. */
final class Waiting {
    private Waiting() {}

    /** What a member waits for. */
    static List<Registration> of(Handle handle, long member) {
        return handle.createQuery(
                        Registrations.SELECT + "WHERE r.member_id = :member AND r.state = 'WAITING' ORDER BY r.id")
                .bind("member", member)
                .map(ConstructorMapper.of(Registration.class))
                .list();
    }

    /** Asks an officer about a role that a member says they have, unless one is asked already. */
    static void ask(Handle handle, long member, Member.Role role, String area, Instant at) {
        if (of(handle, member).stream()
                .noneMatch(asked -> asked.role() == role && asked.area().equals(area))) {
            handle.execute(
                    "INSERT INTO registration (member_id, role, area, asked_at) VALUES (?, ?, ?, ?)",
                    member,
                    role.name(),
                    area,
                    at);
        }
    }

    /**
     * Ends the waiting for what needs no officer any more: for a role that somebody has vouched for otherwise, who counts as the one who approved, and for one that the member has no more
     * or has for this day only.
     */
    static void settle(Handle handle, MemberRoles roles, long member, Instant at) {
        var waiting = of(handle, member);
        if (waiting.isEmpty()) {
            return;
        }
        var stay = roles.inForce(handle, member, BuddhistEra.day(at).plusDays(1));
        for (var asked : waiting) {
            var held = stay.stream().filter(asked::isFor).toList();
            var vouched = held.stream()
                    .filter(role -> role.verified() != MemberRole.Verified.SELF)
                    .findFirst();
            if (vouched.isPresent()) {
                decide(
                        handle,
                        asked.id(),
                        RegistrationState.APPROVED,
                        vouched.get().verifiedBy(),
                        null,
                        at);
            } else if (held.isEmpty()) {
                decide(handle, asked.id(), RegistrationState.WITHDRAWN, null, null, at);
            }
        }
    }

    /** Writes down what became of a registration. */
    static void decide(
            Handle handle,
            long registration,
            RegistrationState state,
            @Nullable String by,
            @Nullable String reason,
            Instant at) {
        handle.createUpdate("""
                        UPDATE registration SET state = :state, decided_at = :at, decided_by = :by, reason = :reason WHERE id = :id""")
                .bind("state", state)
                .bind("at", at)
                .bind("by", by)
                .bind("reason", reason)
                .bind("id", registration)
                .execute();
    }
}
