package prasan.members;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;
import prasan.areas.Areas;
import prasan.chat.Pusher;
import prasan.db.Fields;
import prasan.db.Order;
import prasan.db.Refused;
import prasan.db.Scope;
import prasan.db.Slice;
import prasan.db.Where;
import prasan.flow.BuddhistEra;
import prasan.flow.Value;
import prasan.outbox.PushKind;

/** The registrations that wait for an officer, and those that were decided. Works inside the caller's transaction; safe for all threads. */
public final class Registrations {
    private static final int REASON_MAX = 500;

    static final String SELECT = """
            SELECT r.id, r.member_id, m.name, m.area AS home, r.role, r.area, r.state, r.asked_at, r.decided_at, r.decided_by, r.reason
            FROM registration r JOIN member m ON m.id = r.member_id
            """;

    private final Members members;
    private final MemberRoles roles;
    private final Areas areas;
    private final Pusher pusher;

    /** @param pusher tells people what was decided */
    public Registrations(Members members, MemberRoles roles, Areas areas, Pusher pusher) {
        this.members = members;
        this.roles = roles;
        this.areas = areas;
        this.pusher = pusher;
    }

    /**
     * Keeps who a person says they are, as {@link Members#introduce}, and asks an officer about each role that nobody has vouched for; to live somewhere needs nobody's word.
     *
     * @return whether an officer has been asked
     * @throws Refused {@code bad-name}
     */
    public boolean ask(Handle handle, String chat, String name, Set<Member.Role> told, String home, Instant at) {
        long member = members.introduce(handle, chat, name, told, home, at);
        var open = roles.inForce(handle, member, BuddhistEra.day(at)).stream()
                .filter(role -> role.verified() == MemberRole.Verified.SELF && role.role() != Member.Role.RESIDENT)
                .toList();
        open.forEach(role -> Waiting.ask(handle, member, role.role(), Objects.requireNonNull(role.area()), at));
        return !open.isEmpty();
    }

    /** What lists can be sorted by, besides the order in which registrations came. */
    static final List<Order<Registration>> ORDERS = List.of(
            new Order<>("askedAt", "r.asked_at", Instant.class, Registration::askedAt),
            new Order<>("decidedAt", "r.decided_at", Instant.class, Registration::decidedAt),
            new Order<>("area", "r.area", String.class, Registration::area));

    /** A part of the registrations. */
    public List<Registration> list(
            Handle handle, Scope scope, RegistrationState state, @Nullable String area, Slice<Registration> slice) {
        var where = new Where()
                .and("r.state = :state", "state", state)
                .scope("r.area", scope)
                .area("r.area", area)
                .slice(slice, "r.id");
        return where.bind(handle.createQuery(SELECT + "WHERE " + where + slice.ordered("r.id")))
                .map(ConstructorMapper.of(Registration.class))
                .list();
    }

    /**
     * The registration of that id.
     *
     * @throws Refused {@code unknown-registration}
     */
    public Registration require(Handle handle, Scope scope, long id) {
        return one(handle, scope, id, "");
    }

    private static Registration one(Handle handle, Scope scope, long id, String lock) {
        var where = new Where().and("r.id = :id", "id", id).scope("r.area", scope);
        return where.bind(handle.createQuery(SELECT + "WHERE " + where + lock))
                .map(ConstructorMapper.of(Registration.class))
                .findOne()
                .orElseThrow(() -> new Refused("unknown-registration", Map.of("registration", id)));
    }

    /**
     * Says that the person has the role, and tells them.
     *
     * @throws Refused {@code unknown-registration}, {@code already-decided}, {@code member-ended}; {@code role-taken} while somebody else is the head of the village or the kamnan of
     *     the tambon
     */
    public Registration approve(Handle handle, Scope scope, long id, String by, Instant at) {
        var asked = decide(handle, scope, id, RegistrationState.APPROVED, by, null, at);
        var proof = MemberRole.Proof.officer(by);
        var held = held(handle, asked, at);
        if (held.isPresent()) {
            roles.verify(handle, held.get().id(), proof, at);
        } else {
            roles.begin(handle, asked.memberId(), asked.role(), asked.area(), proof, at);
        }
        tell(handle, asked, "registration-approved");
        return asked;
    }

    /**
     * Says that the person does not have the role, and tells them why. Who has no other one counts as somebody who lives there: they may report as before.
     *
     * @throws Refused {@code unknown-registration}, {@code already-decided}, {@code member-ended}, {@code invalid-fields}
     */
    public Registration refuse(Handle handle, Scope scope, long id, String reason, String by, Instant at) {
        new Fields().text("reason", reason, REASON_MAX).orRefuse();
        var asked = decide(handle, scope, id, RegistrationState.REFUSED, by, reason.strip(), at);
        var today = BuddhistEra.day(at);
        held(handle, asked, at)
                .filter(role -> role.verified() == MemberRole.Verified.SELF)
                .ifPresent(role -> roles.end(handle, role, today.minusDays(1), at));
        var home = asked.home();
        if (home != null && roles.inForce(handle, asked.memberId(), today).isEmpty()) {
            roles.begin(handle, asked.memberId(), Member.Role.RESIDENT, home, MemberRole.Proof.SELF, at);
        }
        tell(handle, asked, "registration-refused");
        return asked;
    }

    private Registration decide(
            Handle handle,
            Scope scope,
            long id,
            RegistrationState state,
            String by,
            @Nullable String reason,
            Instant at) {
        // the member first, as whoever changes their roles does
        var member = members.lock(handle, Scope.ALL, require(handle, scope, id).memberId());
        if (one(handle, scope, id, " FOR UPDATE").state() != RegistrationState.WAITING) {
            throw new Refused("already-decided");
        }
        if (member.endedAt() != null) {
            throw new Refused("member-ended", Map.of("member", member.id()));
        }
        Waiting.decide(handle, id, state, by, reason, at);
        return require(handle, scope, id);
    }

    private Optional<MemberRole> held(Handle handle, Registration asked, Instant at) {
        return roles.inForce(handle, asked.memberId(), BuddhistEra.day(at)).stream()
                .filter(asked::isFor)
                .findFirst();
    }

    private void tell(Handle handle, Registration asked, String notice) {
        var chat = members.find(handle, asked.memberId()).map(Member::chat);
        if (chat.isPresent()) {
            pusher.push(
                    handle,
                    PushKind.REGISTRATION,
                    null,
                    List.of(chat.get()),
                    notice,
                    Map.of(
                            "role", new Value.Code("role", asked.role().name()),
                            "area", areas.value(handle, asked.area()),
                            "reason", Value.text(asked.reason())),
                    "registration:" + asked.id());
        }
    }
}
