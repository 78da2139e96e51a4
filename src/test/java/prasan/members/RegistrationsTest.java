package prasan.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import prasan.areas.Areas;
import prasan.db.Database;
import prasan.db.Refused;
import prasan.db.Scope;
import prasan.support.TestDatabase;

/** What waits for an officer goes with what the person is: it is settled by whatever vouches for the role, and gone with the role. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegistrationsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");
    private static final LocalDate DAY = LocalDate.parse("2026-11-22");
    private static final String VILLAGE = "71010705";
    private static final String CHAT = "U-registers";
    private final Database database = TestDatabase.fresh();
    private final Areas areas = new Areas();
    private final MemberRoles roles = new MemberRoles();
    private final Members members = new Members(roles);
    private final Invitations invitations = new Invitations(members, roles, areas, new Random(1));
    private final Registrations registrations =
            new Registrations(members, roles, areas, (handle, kind, topic, chats, template, values, once) -> {});
    private Handle handle;

    @BeforeAll
    void villages() {
        database.jdbi().useHandle(h -> {
            areas.village(h, "710107", 5);
            areas.village(h, "710107", 6);
        });
    }

    @AfterAll
    void close() {
        database.close();
    }

    @BeforeEach
    void begin() {
        handle = database.jdbi().open();
        handle.begin();
        chat(CHAT);
    }

    @AfterEach
    void rollback() {
        handle.rollback();
        handle.close();
    }

    private void chat(String id) {
        handle.execute("INSERT INTO chat (id, kind, created_at) VALUES (?, 'user', NOW(6))", id);
    }

    private long asks(Member.Role role) {
        assertThat(registrations.ask(handle, CHAT, "นางตัวอย่าง รอ", Set.of(role), VILLAGE, NOW))
                .isTrue();
        return members.byChat(handle, CHAT).orElseThrow().id();
    }

    private Invitation invites(Scope scope, Member.Role role, String area, int uses) {
        var facts = new Invitation.Facts(role, area, uses, NOW.plusSeconds(86_400), null);
        return invitations.create(handle, scope, facts, "เจ้าหน้าที่", NOW);
    }

    private long accepts(Invitation invitation, String chat, @Nullable String home) {
        return invitations.accept(handle, chat, invitation.code(), "นางตัวอย่าง รอ", home, NOW);
    }

    /** State and who decided, of each registration. */
    private List<String> asked(long member) {
        return handle.createQuery(
                        "SELECT CONCAT(role, ' ', state, ' ', COALESCE(decided_by, '-')) FROM registration WHERE member_id = ? ORDER BY id")
                .bind(0, member)
                .mapTo(String.class)
                .list();
    }

    private long registration(long member) {
        return handle.createQuery("SELECT MAX(id) FROM registration WHERE member_id = ?")
                .bind(0, member)
                .mapTo(Long.class)
                .one();
    }

    private MemberRole held(long member) {
        return roles.inForce(handle, member, DAY).getFirst();
    }

    private static void refused(ThrowingCallable what, String code) {
        assertThatThrownBy(what)
                .isInstanceOfSatisfying(
                        Refused.class, no -> assertThat(no.code()).isEqualTo(code));
    }

    @Test
    void aCodeForARoleThatWaitsSettlesIt() {
        long member = asks(Member.Role.VILLAGE_HEAD);
        var invitation = invites(Scope.ALL, Member.Role.VILLAGE_HEAD, VILLAGE, 1);
        accepts(invitation, CHAT, null);
        assertThat(asked(member)).containsExactly("VILLAGE_HEAD APPROVED invitation " + invitation.id());
        refused(
                () -> registrations.refuse(handle, Scope.ALL, registration(member), "ไม่ใช่", "เจ้าหน้าที่", NOW),
                "already-decided");
        assertThat(held(member).verified()).isEqualTo(MemberRole.Verified.CODE);
    }

    @Test
    void aSecondHeadOfAVillageIsDecidedByAnOfficerWhoEndsTheFirstOnesTerm() {
        chat("U-head");
        accepts(invites(Scope.ALL, Member.Role.VILLAGE_HEAD, VILLAGE, 1), "U-head", null);
        long first = members.byChat(handle, "U-head").orElseThrow().id();

        long second = accepts(invites(Scope.ALL, Member.Role.VILLAGE_HEAD, VILLAGE, 1), CHAT, null);
        assertThat(held(second).verified()).isEqualTo(MemberRole.Verified.SELF);
        assertThat(asked(second)).containsExactly("VILLAGE_HEAD WAITING -");
        refused(() -> registrations.approve(handle, Scope.ALL, registration(second), "เจ้าหน้าที่", NOW), "role-taken");
        refused(
                () -> roles.verify(handle, held(second).id(), MemberRole.Proof.officer("เจ้าหน้าที่"), NOW),
                "role-taken");

        handle.execute("UPDATE registration SET state = 'WAITING', decided_at = NULL, decided_by = NULL");
        roles.end(handle, held(first), DAY.minusDays(1), NOW);
        registrations.approve(handle, Scope.ALL, registration(second), "เจ้าหน้าที่", NOW);
        assertThat(held(second).verified()).isEqualTo(MemberRole.Verified.OFFICER);
    }

    @Test
    void anOfficerWhoVouchesForARoleThatWaitsSettlesIt() {
        long member = asks(Member.Role.VILLAGE_HEAD);
        roles.verify(handle, held(member).id(), MemberRole.Proof.officer("ผู้รับรอง"), NOW);
        assertThat(asked(member)).containsExactly("VILLAGE_HEAD APPROVED ผู้รับรอง");
    }

    @Test
    void whoMovesAwayByACodeDoesNotWaitForTheOldVillageAnyMore() {
        long member = asks(Member.Role.VILLAGE_HEAD);
        accepts(invites(Scope.ALL, Member.Role.VOLUNTEER_LEADER, "71010706", 1), CHAT, null);
        assertThat(asked(member)).containsExactly("VILLAGE_HEAD WITHDRAWN -");
        refused(
                () -> registrations.approve(handle, Scope.ALL, registration(member), "เจ้าหน้าที่", NOW),
                "already-decided");
    }

    @Test
    void aRoleThatIsVouchedForStaysWhateverIsRefused() {
        long member = asks(Member.Role.VILLAGE_HEAD);
        roles.verify(handle, held(member).id(), MemberRole.Proof.officer("ผู้รับรอง"), NOW);
        // as it was kept before registrations were settled
        handle.execute("UPDATE registration SET state = 'WAITING', decided_at = NULL, decided_by = NULL");
        registrations.refuse(handle, Scope.ALL, registration(member), "ไม่ใช่", "เจ้าหน้าที่", NOW);
        assertThat(held(member).role()).isEqualTo(Member.Role.VILLAGE_HEAD);
    }

    @Test
    void whoIsNoMemberAnyMoreDoesNotWait() {
        long member = asks(Member.Role.KAMNAN);
        members.end(handle, member, NOW);
        assertThat(asked(member)).containsExactly("KAMNAN WITHDRAWN -");
        handle.execute("UPDATE registration SET state = 'WAITING', decided_at = NULL");
        long id = registration(member);
        refused(() -> registrations.approve(handle, Scope.ALL, id, "เจ้าหน้าที่", NOW), "member-ended");
        refused(() -> registrations.refuse(handle, Scope.ALL, id, "ไม่ใช่", "เจ้าหน้าที่", NOW), "member-ended");
    }

    @Test
    void aRoleThatIsToComeIsReachedByTheOneOfToday() {
        long member = asks(Member.Role.KAMNAN);
        var first = DAY.plusMonths(1);
        roles.give(
                handle,
                member,
                new MemberRole.Grant(Member.Role.VOLUNTEER_LEADER, VILLAGE, null, first, null),
                MemberRole.Proof.officer("เจ้าหน้าที่"),
                NOW);
        accepts(invites(Scope.ALL, Member.Role.VOLUNTEER_LEADER, VILLAGE, 1), CHAT, null);
        assertThat(roles.all(handle, member))
                .filteredOn(role -> role.role() == Member.Role.VOLUNTEER_LEADER)
                .extracting(MemberRole::startsOn, MemberRole::endsOn)
                .containsExactly(tuple(first, null), tuple(DAY, first.minusDays(1)));
    }

    @Test
    void oneAndTheSameRoleIsHeldOnceADay() {
        long member = asks(Member.Role.KAMNAN);
        var again = new MemberRole.Grant(Member.Role.KAMNAN, "710107", null, DAY.plusYears(1), DAY.plusYears(2));
        refused(() -> roles.give(handle, member, again, MemberRole.Proof.SELF, NOW), "role-held");
        var group = new MemberRole.Grant(Member.Role.GROUP_LEADER, VILLAGE, "กลุ่มทอผ้า", DAY, null);
        roles.give(handle, member, group, MemberRole.Proof.SELF, NOW);
        var other = new MemberRole.Grant(Member.Role.GROUP_LEADER, VILLAGE, "กลุ่มออมทรัพย์", DAY, null);
        var second = roles.give(handle, member, other, MemberRole.Proof.SELF, NOW);
        refused(() -> roles.change(handle, second.id(), group, NOW), "role-held");
        assertThat(roles.change(handle, second.id(), other, NOW)).isEqualTo(second);
    }

    @Test
    void whoKeepsTheRegisterOfAVillageInvitesNoKamnanThere() {
        var village = new Scope(List.of(VILLAGE));
        refused(() -> invites(village, Member.Role.KAMNAN, VILLAGE, 1), "outside-area");
        refused(() -> invites(village, Member.Role.CON_COMMITTEE, VILLAGE, 1), "outside-area");
        assertThat(invites(village, Member.Role.VILLAGE_HEAD, VILLAGE, 1).area())
                .isEqualTo(VILLAGE);
    }

    @Test
    void aCodeOfAVillageForACommitteeIsForThatOfTheTambon() {
        long member = accepts(invites(Scope.ALL, Member.Role.CON_COMMITTEE, VILLAGE, 1), CHAT, null);
        assertThat(held(member).area()).isEqualTo("710107");
    }

    @Test
    void aPersonUsesACodeOnce() {
        var invitation = invites(Scope.ALL, Member.Role.VOLUNTEER_LEADER, VILLAGE, 2);
        accepts(invitation, CHAT, null);
        refused(() -> accepts(invitation, CHAT, null), "over");
        refused(() -> invitations.look(handle, CHAT, invitation.code(), NOW), "over");
        chat("U-another");
        accepts(invitation, "U-another", null);
        assertThat(invitations.require(handle, Scope.ALL, invitation.id()).used())
                .isEqualTo(2);
    }
}
