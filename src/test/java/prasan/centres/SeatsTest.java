package prasan.centres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import prasan.areas.Area;
import prasan.areas.Areas;
import prasan.db.Database;
import prasan.db.Refused;
import prasan.db.Scope;
import prasan.db.Slice;
import prasan.members.Audience;
import prasan.members.Member;
import prasan.members.MemberRole;
import prasan.members.MemberRoles;
import prasan.members.Members;
import prasan.support.TestDatabase;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeatsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");
    private static final LocalDate DAY = LocalDate.parse("2026-11-22");
    private static final LocalDate FIRST = LocalDate.parse("2025-10-01");
    private static final LocalDate LAST = LocalDate.parse("2029-09-30");
    private final Database database = TestDatabase.fresh();
    private final MemberRoles roles = new MemberRoles();
    private final Members members = new Members(roles);
    private final Centres centres = new Centres(new Areas());
    private final Seats seats = new Seats(roles);
    private Handle handle;

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

    private Centre centre(String area) {
        return centres.create(handle, Scope.ALL, area, new Centre.Facts(null, null), NOW);
    }

    private long member(String name) {
        return members.create(handle, new Member.Facts(null, name, "710107", Member.TextSize.NORMAL), NOW)
                .id();
    }

    private MemberRole gives(Centre centre, Seat seat, long member, LocalDate from, LocalDate until) {
        return seats.give(handle, centre, seat, member, from, until, "เจ้าหน้าที่", NOW);
    }

    private static void refused(ThrowingCallable call, String code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Refused.class, no -> assertThat(no.code()).isEqualTo(code));
    }

    @Test
    void anAreaHasOneCentreAndTheCountryOne() {
        assertThat(centre("710107").kindTh()).isEqualTo("ศอช.ต.");
        var central = centres.create(handle, Scope.ALL, null, new Centre.Facts("กรุงเทพฯ", null), NOW);
        assertThat(central.code()).isEqualTo(Centre.CENTRAL);
        assertThat(central.level()).isEqualTo(Area.Level.NATION);

        refused(() -> centre("710107"), "centre-taken");
        refused(() -> centres.create(handle, Scope.ALL, null, new Centre.Facts(null, null), NOW), "centre-taken");
        refused(() -> centre("719999"), "unknown-area");
        refused(() -> centre("71010705"), "invalid-fields");
    }

    @Test
    void aCentreOutsideTheScopeDoesNotExist() {
        centre("7101");
        centre("710107");
        centres.create(handle, Scope.ALL, null, new Centre.Facts(null, null), NOW);
        var district = new Scope(List.of("7101"));

        assertThat(centres.list(handle, district, new Centres.Filter(null, null), DAY, Slice.latest(50)))
                .extracting(Centre::code)
                .containsExactly("710107", "7101");
        assertThat(centres.list(handle, district, new Centres.Filter(null, Area.Level.TAMBON), DAY, Slice.latest(50)))
                .extracting(Centre::code)
                .containsExactly("710107");
        assertThat(centres.list(handle, Scope.ALL, new Centres.Filter(null, Area.Level.NATION), DAY, Slice.latest(50)))
                .extracting(Centre::code)
                .containsExactly("TH");
        refused(() -> centres.require(handle, new Scope(List.of("7102")), "7101", DAY), "unknown-centre");
        refused(() -> centres.create(handle, district, "710201", new Centre.Facts(null, null), NOW), "outside-area");
        refused(() -> centres.create(handle, district, null, new Centre.Facts(null, null), NOW), "outside-area");
    }

    @Test
    void aSeatIsVacantUntilItIsGivenAndAgainWhenItsTermHasEnded() {
        var centre = centre("710107");
        var chair = seats.add(handle, centre, Position.CHAIR, null, DAY);
        assertThat(chair.holder()).isNull();

        long member = member("นายสมมุติ ตัวอย่าง");
        gives(centre, chair, member, FIRST, LAST);

        assertThat(seats.of(handle, centre.id(), LAST)).singleElement().satisfies(seat -> {
            var holder = Objects.requireNonNull(seat.holder());
            assertThat(holder.name()).isEqualTo("นายสมมุติ ตัวอย่าง");
            assertThat(holder.linked()).isFalse();
        });
        assertThat(seats.of(handle, centre.id(), LAST.plusDays(1)))
                .singleElement()
                .satisfies(seat -> assertThat(seat.holder()).isNull());
        assertThat(roles.inForce(handle, member, LAST)).hasSize(1);
        assertThat(roles.inForce(handle, member, LAST.plusDays(1))).isEmpty();
    }

    @Test
    void whoHoldsASeatIsInvitedAsLongAsTheTermLasts() {
        var centre = centre("7101");
        long member = member("นายสมมุติ ตัวอย่าง");
        handle.execute("INSERT INTO chat (id, kind, created_at) VALUES ('U-seat', 'user', NOW(6))");
        handle.execute("UPDATE member SET chat_id = 'U-seat' WHERE id = ?", member);
        gives(centre, seats.add(handle, centre, Position.COMMITTEE, null, DAY), member, FIRST, LAST);
        var committees = new Audience("71", Set.of(Member.Role.CON_COMMITTEE), Set.of(Area.Level.DISTRICT), null, true);

        assertThat(members.audience(handle, committees, LAST)).containsExactly("U-seat");
        assertThat(members.audience(handle, committees, LAST.plusDays(1))).isEmpty();
    }

    @Test
    void aSeatHasOneHolderAtATimeAndAPersonOneSeatInACommittee() {
        var centre = centre("710107");
        var chair = seats.add(handle, centre, Position.CHAIR, null, DAY);
        var secretary = seats.add(handle, centre, Position.SECRETARY, null, DAY);
        long first = member("นายสมมุติ หนึ่ง");
        long second = member("นายสมมุติ สอง");
        gives(centre, chair, first, FIRST, LAST);

        refused(() -> gives(centre, chair, second, LAST, LAST.plusYears(4)), "seat-held");
        refused(() -> gives(centre, secretary, first, DAY, LAST), "already-seated");
        refused(() -> gives(centre, secretary, second, DAY, DAY.minusDays(1)), "invalid-fields");
        gives(centre, chair, second, LAST.plusDays(1), LAST.plusYears(4));
        gives(
                centre("7101"),
                seats.add(handle, centres.require(handle, Scope.ALL, "7101", DAY), Position.COMMITTEE, null, DAY),
                first,
                DAY,
                LAST);
        assertThat(roles.inForce(handle, first, DAY)).hasSize(2);
    }

    @Test
    void aTermThatIsEndedMakesRoomForTheNext() {
        var centre = centre("710107");
        var chair = seats.add(handle, centre, Position.CHAIR, null, DAY);
        gives(centre, chair, member("นายสมมุติ หนึ่ง"), FIRST, LAST);
        seats.end(handle, centre, seats.require(handle, centre.id(), chair.id(), DAY), DAY, NOW);

        gives(centre, chair, member("นายสมมุติ สอง"), DAY.plusDays(1), LAST);
        refused(() -> seats.end(handle, centre, chair, DAY, NOW), "seat-vacant");
        refused(() -> seats.remove(handle, centre, chair), "seat-used");
    }

    @Test
    void seatsAreNumberedAndTheChairIsOne() {
        var centre = centre("710107");
        seats.add(handle, centre, Position.CHAIR, null, DAY);
        seats.add(handle, centre, Position.COMMITTEE, null, DAY);
        assertThat(seats.add(handle, centre, Position.COMMITTEE, null, DAY).number())
                .isEqualTo(2);
        var third = seats.add(handle, centre, Position.COMMITTEE, 3, DAY);

        refused(() -> seats.add(handle, centre, Position.CHAIR, null, DAY), "seat-taken");
        refused(() -> seats.add(handle, centre, Position.COMMITTEE, 2, DAY), "seat-taken");
        refused(() -> seats.add(handle, centre, Position.COMMITTEE, 0, DAY), "invalid-fields");
        seats.remove(handle, centre, third);
        assertThat(seats.of(handle, centre.id(), DAY))
                .extracting(Seat::position, Seat::number)
                .containsExactly(tuple(Position.CHAIR, 1), tuple(Position.COMMITTEE, 1), tuple(Position.COMMITTEE, 2));
    }

    @Test
    void aCommitteeOutsideTheRuleIsShownWithWarnings() {
        var centre = centre("710107");
        assertThat(centre.warnings()).containsExactly(Centre.Warning.TOO_FEW, Centre.Warning.NO_CHAIR);
        for (int i = 0; i < 26; i++) {
            var position = i == 0 ? Position.CHAIR : Position.COMMITTEE;
            gives(centre, seats.add(handle, centre, position, null, DAY), member("นายสมมุติ " + i), FIRST, LAST);
        }
        var full = centres.require(handle, Scope.ALL, "710107", DAY);
        assertThat(full.held()).isEqualTo(26);
        assertThat(full.warnings()).containsExactly(Centre.Warning.TOO_MANY);
        assertThat(centres.require(handle, Scope.ALL, "710107", LAST.plusDays(1))
                        .warnings())
                .containsExactly(Centre.Warning.TOO_FEW, Centre.Warning.NO_CHAIR);
    }

    @Test
    void aSeatStaysWhenItsHolderIntroducesThemselvesAnew() {
        var centre = centre("710107");
        long member = member("นายสมมุติ ตัวอย่าง");
        handle.execute("INSERT INTO chat (id, kind, created_at) VALUES ('U-anew', 'user', NOW(6))");
        handle.execute("UPDATE member SET chat_id = 'U-anew' WHERE id = ?", member);
        gives(centre, seats.add(handle, centre, Position.CHAIR, null, DAY), member, FIRST, LAST);

        members.introduce(handle, "U-anew", "นายสมมุติ ตัวอย่าง", Member.Role.RESIDENT, "710108", NOW);
        assertThat(roles.inForce(handle, member, DAY))
                .extracting(MemberRole::role)
                .containsExactly(Member.Role.CON_COMMITTEE, Member.Role.RESIDENT);
    }
}
