package prasan.members;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;
import prasan.areas.Areas;
import prasan.db.Fields;
import prasan.db.Order;
import prasan.db.Refused;
import prasan.db.Scope;
import prasan.db.Slice;
import prasan.db.Where;
import prasan.flow.BuddhistEra;

/** The invitations of officers and what became of them. Works inside the caller's transaction; safe for all threads. */
public final class Invitations {
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final int USES_MAX = 1000;
    private static final int NOTE_MAX = 200;

    private static final String SELECT = """
            SELECT i.id, i.code, i.role, i.area, i.uses, (SELECT COUNT(*) FROM invitation_use u WHERE u.invitation_id = i.id) AS used, i.expires_at, i.note,
                   i.created_by, i.created_at, i.revoked_at
            FROM invitation i
            """;

    private final Members members;
    private final MemberRoles roles;
    private final Areas areas;
    private final RandomGenerator random;

    /** @param random nobody can foresee what it gives */
    public Invitations(Members members, MemberRoles roles, Areas areas, RandomGenerator random) {
        this.members = members;
        this.roles = roles;
        this.areas = areas;
        this.random = random;
    }

    /**
     * Makes an invitation; who makes one for a role of the tambon keeps the register of the tambon, not of one village in it only.
     *
     * @throws Refused {@code invalid-fields}, {@code unknown-area}, {@code outside-area}
     */
    public Invitation create(Handle handle, Scope scope, Invitation.Facts facts, String by, Instant at) {
        new Fields()
                .that("uses", facts.uses() >= 1 && facts.uses() <= USES_MAX, "must be 1 to " + USES_MAX)
                .that(
                        "expiresAt",
                        facts.expiresAt().isAfter(at) && facts.expiresAt().isBefore(at.plus(LONGEST)),
                        "must lie ahead, and not by more than a year")
                .optional("note", facts.note(), NOTE_MAX)
                .orRefuse();
        areas.require(handle, facts.area());
        scope.require(facts.role().area(facts.area()));
        long id = handle.createUpdate("""
                        INSERT INTO invitation (code, role, area, uses, expires_at, note, created_by, created_at)
                        VALUES (:code, :role, :area, :uses, :expiresAt, :note, :by, :at)""")
                .bind("code", InvitationCode.make(random))
                .bindMethods(facts)
                .bind("by", by)
                .bind("at", at)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
        return require(handle, scope, id);
    }

    /** What lists can be sorted by, besides the order in which invitations were made. */
    static final List<Order<Invitation>> ORDERS = List.of(
            new Order<>("expiresAt", "i.expires_at", Instant.class, Invitation::expiresAt),
            new Order<>("area", "i.area", String.class, Invitation::area),
            new Order<>("createdBy", "i.created_by", String.class, Invitation::createdBy));

    /** A part of the invitations. */
    public List<Invitation> list(Handle handle, Scope scope, @Nullable String area, Slice<Invitation> slice) {
        var where = new Where().scope("i.area", scope).area("i.area", area).slice(slice, "i.id");
        return where.bind(handle.createQuery(SELECT + "WHERE " + where + slice.ordered("i.id")))
                .map(ConstructorMapper.of(Invitation.class))
                .list();
    }

    /**
     * The invitation of that id.
     *
     * @throws Refused {@code unknown-invitation}
     */
    public Invitation require(Handle handle, Scope scope, long id) {
        var where = new Where().and("i.id = :id", "id", id).scope("i.area", scope);
        return where.bind(handle.createQuery(SELECT + "WHERE " + where))
                .map(ConstructorMapper.of(Invitation.class))
                .findOne()
                .orElseThrow(() -> new Refused("unknown-invitation", Map.of("invitation", id)));
    }

    /**
     * Takes an invitation back; whoever has used it stays what it made them. Nothing happens to one that was taken back before.
     *
     * @throws Refused {@code unknown-invitation}
     */
    public Invitation revoke(Handle handle, Scope scope, long id, String by, Instant at) {
        var invitation = require(handle, scope, id);
        handle.createUpdate(
                        "UPDATE invitation SET revoked_at = :at, revoked_by = :by WHERE id = :id AND revoked_at IS NULL")
                .bind("at", at)
                .bind("by", by)
                .bind("id", invitation.id())
                .execute();
        return require(handle, scope, id);
    }

    /**
     * The invitation of a code that somebody types in a chat. A code that there is none of is noted, so that nobody finds one by trying.
     *
     * @return empty for a wrong code
     * @throws Refused {@code blocked} for a chat that has named too many wrong ones, whatever this one is; {@code over} for one that nobody may use any more, or that this person has used
     */
    public Optional<Invitation> look(Handle handle, String chat, String typed, Instant at) {
        CodeTries.require(handle, chat, at);
        var code = InvitationCode.read(typed);
        var found = code.flatMap(read -> byCode(handle, read, ""));
        // what is no code, such as a name, guesses at none
        if (code.isPresent() && found.isEmpty()) {
            CodeTries.missed(handle, chat, at);
        }
        return found.map(invitation -> open(handle, invitation, chat, at));
    }

    /**
     * Makes the person of a chat what the code says; where the village has another head already, or the tambon another kamnan, an officer is asked.
     *
     * @param told code of where they live, which must lie in the area of the invitation; {@code null} where that says it
     * @return the member's id
     * @throws Refused {@code over}; {@code outside} if the code is not for people from there; {@code bad-name}
     */
    public long accept(Handle handle, String chat, String typed, String name, @Nullable String told, Instant at) {
        var invitation = InvitationCode.read(typed)
                .flatMap(code -> byCode(handle, code, " FOR UPDATE"))
                .map(found -> open(handle, found, chat, at))
                .orElseThrow(() -> new Refused("over"));
        var home = told == null ? invitation.area() : told;
        if (!home.startsWith(invitation.area())) {
            throw new Refused("outside");
        }
        long member = members.settle(handle, chat, name, home, at);
        var area = invitation.areaOf(home);
        var proof = MemberRole.Proof.invitation(invitation.id());
        var today = BuddhistEra.day(at);
        var held = roles.inForce(handle, member, today).stream()
                .filter(role -> role.role() == invitation.role() && area.equals(role.area()))
                .findFirst();
        var grant = new MemberRole.Grant(invitation.role(), area, null, today, null);
        if (MemberRoles.other(handle, member, grant).isPresent()) {
            // of whom the code is, an officer has to say
            if (held.isEmpty()) {
                roles.begin(handle, member, invitation.role(), area, MemberRole.Proof.SELF, at);
            }
            Waiting.ask(handle, member, invitation.role(), area, at);
        } else if (held.isEmpty()) {
            roles.begin(handle, member, invitation.role(), area, proof, at);
        } else if (held.get().verified() == MemberRole.Verified.SELF) {
            roles.verify(handle, held.get().id(), proof, at);
        }
        handle.execute(
                "INSERT INTO invitation_use (invitation_id, member_id, used_at) VALUES (?, ?, ?)",
                invitation.id(),
                member,
                at);
        return member;
    }

    private static Invitation open(Handle handle, Invitation invitation, String chat, Instant at) {
        if (!invitation.open(at) || usedBy(handle, invitation, chat)) {
            throw new Refused("over");
        }
        return invitation;
    }

    private static boolean usedBy(Handle handle, Invitation invitation, String chat) {
        return handle.createQuery("SELECT EXISTS (SELECT 1 FROM invitation_use u JOIN member m ON m.id = u.member_id"
                        + " WHERE u.invitation_id = :invitation AND m.chat_id = :chat)")
                .bind("invitation", invitation.id())
                .bind("chat", chat)
                .mapTo(Boolean.class)
                .one();
    }

    private static Optional<Invitation> byCode(Handle handle, String code, String lock) {
        return handle.createQuery(SELECT + "WHERE i.code = :code" + lock)
                .bind("code", code)
                .map(ConstructorMapper.of(Invitation.class))
                .findOne();
    }
}
