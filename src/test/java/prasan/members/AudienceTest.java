package prasan.members;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import prasan.areas.Area;
import prasan.areas.Areas;
import prasan.chat.Topic;
import prasan.db.Database;
import prasan.support.SettableClock;
import prasan.support.TestDatabase;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AudienceTest {
    private static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");
    private static final LocalDate DAY = LocalDate.parse("2026-11-22");
    private static final LocalDate FIRST = LocalDate.parse("2025-10-01");
    private static final LocalDate LAST = LocalDate.parse("2029-09-30");
    private final Database database = TestDatabase.fresh();
    private final MemberRoles roles = new MemberRoles();
    private final Members members = new Members(roles);
    private Handle handle;

    @BeforeAll
    void villages() {
        database.jdbi().useHandle(h -> {
            new Areas().village(h, "710107", 5);
            new Areas().village(h, "710201", 2);
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
    }

    @AfterEach
    void rollback() {
        handle.rollback();
        handle.close();
    }

    private long member(String chat, @Nullable String home) {
        handle.execute("INSERT INTO chat (id, kind, created_at) VALUES (?, 'user', NOW(6))", chat);
        long id = members.create(handle, new Member.Facts(null, "นามสมมุติ " + chat, home, Member.TextSize.NORMAL), NOW)
                .id();
        handle.execute("UPDATE member SET chat_id = ? WHERE id = ?", chat, id);
        return id;
    }

    private MemberRole gives(
            long member, Member.Role role, @Nullable String area, LocalDate from, @Nullable LocalDate until) {
        return roles.give(
                handle,
                member,
                new MemberRole.Grant(role, area, null, from, until),
                MemberRole.Proof.officer("เจ้าหน้าที่"),
                NOW);
    }

    private static Audience audience(String area, Set<Member.Role> roles, Area.Level... levels) {
        return new Audience(area, roles, Set.of(levels), null, false);
    }

    private List<String> told(Audience audience, LocalDate on) {
        var chats = members.audience(handle, audience, on);
        assertThat(members.count(handle, audience, on)).isEqualTo(chats.size());
        return chats;
    }

    @Test
    void aRoleIsInvitedWhereItIsHeldAndNotWhereThePersonLives() {
        var kamnan = member("U-kamnan", "71010705");
        gives(kamnan, Member.Role.KAMNAN, "710107", FIRST, null);
        gives(member("U-head", "71020102"), Member.Role.VILLAGE_HEAD, "71010705", FIRST, null);

        assertThat(told(audience("710107", Set.of(Member.Role.KAMNAN)), DAY)).containsExactly("U-kamnan");
        assertThat(told(audience("7101", Set.of(Member.Role.VILLAGE_HEAD)), DAY))
                .containsExactly("U-head");
        assertThat(told(audience("7102", Set.of(Member.Role.VILLAGE_HEAD)), DAY))
                .isEmpty();
        assertThat(told(Audience.living("7102", null), DAY)).containsExactly("U-head");
    }

    @Test
    void theCountryIsCountedOnceAMinuteAndAnythingSmallerEachTime() {
        var clock = new SettableClock(NOW);
        var counts = new AudienceCounts(members, clock);
        var country = audience("", Set.of(Member.Role.COUNCIL_MEMBER));
        var tambon = audience("710107", Set.of(Member.Role.COUNCIL_MEMBER));
        gives(member("U-one", "71010705"), Member.Role.COUNCIL_MEMBER, "710107", FIRST, null);
        int before = counts.of(handle, country);
        assertThat(counts.of(handle, tambon)).isEqualTo(1);
        gives(member("U-two", "71010705"), Member.Role.COUNCIL_MEMBER, "710107", FIRST, null);

        assertThat(counts.of(handle, tambon)).isEqualTo(2);
        assertThat(counts.of(handle, country)).isEqualTo(before);
        assertThat(counts.of(handle, Audience.living("", null))).isPositive();
        clock.advance(Duration.ofMinutes(1));
        assertThat(counts.of(handle, country)).isEqualTo(before + 1);
    }

    @Test
    void levelsTellTheCommitteesOfAProvinceFromThoseOfItsTambons() {
        gives(member("U-nation", null), Member.Role.CON_COMMITTEE, null, FIRST, LAST);
        gives(member("U-province", "71010705"), Member.Role.CON_COMMITTEE, "71", FIRST, LAST);
        gives(member("U-district", "71010705"), Member.Role.CON_COMMITTEE, "7101", FIRST, LAST);
        gives(member("U-tambon", "71010705"), Member.Role.CON_COMMITTEE, "710107", FIRST, LAST);
        var committee = Set.of(Member.Role.CON_COMMITTEE);

        assertThat(told(audience("71", committee, Area.Level.PROVINCE, Area.Level.DISTRICT), DAY))
                .containsExactly("U-district", "U-province");
        assertThat(told(audience("71", committee), DAY)).containsExactly("U-district", "U-province", "U-tambon");
        assertThat(told(audience("", committee), DAY)).hasSize(4);
        assertThat(told(audience("", Set.of(), Area.Level.NATION), DAY)).containsExactly("U-nation");
    }

    @Test
    void aTermCountsFromItsFirstDayToItsLastAndNothingHasToHappenAtItsEnd() {
        gives(member("U-term", "71010705"), Member.Role.CON_COMMITTEE, "710107", FIRST, LAST);
        var committee = audience("710107", Set.of(Member.Role.CON_COMMITTEE));

        assertThat(told(committee, FIRST.minusDays(1))).isEmpty();
        assertThat(told(committee, FIRST)).containsExactly("U-term");
        assertThat(told(committee, LAST)).containsExactly("U-term");
        assertThat(told(committee, LAST.plusDays(1))).isEmpty();
    }

    @Test
    void whoHoldsSeveralRolesIsToldOnce() {
        var both = member("U-both", "71010705");
        gives(both, Member.Role.VILLAGE_HEAD, "71010705", FIRST, null);
        gives(both, Member.Role.CON_COMMITTEE, "710107", FIRST, LAST);

        assertThat(told(audience("71", Set.of(Member.Role.VILLAGE_HEAD, Member.Role.CON_COMMITTEE)), DAY))
                .containsExactly("U-both");
    }

    @Test
    void whoStoppedATopicBlockedTheAccountOrHasNoneIsLeftOut() {
        long stopped = member("U-stopped", "71010705");
        members.stop(handle, stopped, Topic.AWARDS, NOW);
        members.stop(handle, stopped, Topic.AWARDS, NOW);
        member("U-blocked", "71010705");
        handle.execute("UPDATE chat SET blocked_at = NOW(6) WHERE id = 'U-blocked'");
        members.unlink(handle, member("U-lost", "71010705"));
        member("U-open", "71010705");

        assertThat(told(Audience.living("71", Topic.AWARDS), DAY)).containsExactly("U-open");
        assertThat(told(Audience.living("71", Topic.MEETINGS), DAY)).containsExactly("U-open", "U-stopped");
        assertThat(members.stopped(handle, stopped)).containsExactly(Topic.AWARDS);
        members.follow(handle, stopped, Topic.AWARDS);
        assertThat(told(Audience.living("71", Topic.AWARDS), DAY)).containsExactly("U-open", "U-stopped");
    }

    @Test
    void anInvitationCanBeForVerifiedRolesOnly() {
        long says = member("U-says", "71010705");
        var role = roles.give(
                handle,
                says,
                new MemberRole.Grant(Member.Role.KAMNAN, "710107", null, FIRST, null),
                MemberRole.Proof.SELF,
                NOW);
        var verified = new Audience("71", Set.of(Member.Role.KAMNAN), Set.of(), null, true);

        assertThat(told(verified, DAY)).isEmpty();
        roles.verify(handle, role.id(), MemberRole.Proof.invitation(1), NOW);
        assertThat(told(verified, DAY)).containsExactly("U-says");
    }
}
