package prasan.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import prasan.areas.Areas;
import prasan.chat.Topic;
import prasan.db.Database;
import prasan.db.Refused;
import prasan.db.Scope;
import prasan.db.Slice;
import prasan.support.TestDatabase;

/** Who is who: names that are searched, accounts that change, memberships that end. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MemberLinksTest {
    private static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");
    private static final LocalDate DAY = LocalDate.parse("2026-11-22");
    private static final String VILLAGE = "71010705";
    private final Database database = TestDatabase.fresh();
    private final MemberRoles roles = new MemberRoles();
    private final Members members = new Members(roles);
    private Handle handle;

    @BeforeAll
    void village() {
        database.jdbi().useHandle(h -> new Areas().village(h, "710107", 5));
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

    private Member known(String name) {
        return members.create(handle, new Member.Facts(null, name, VILLAGE, Member.TextSize.NORMAL), NOW);
    }

    private Member writes(String chat) {
        handle.execute("INSERT INTO chat (id, kind, created_at) VALUES (?, 'user', NOW(6))", chat);
        members.ensure(handle, chat, NOW);
        return members.byChat(handle, chat).orElseThrow();
    }

    private List<String> found(String typed) {
        return members
                .list(handle, Scope.ALL, new Members.Filter(null, null, typed, null), DAY, Slice.latest(50))
                .stream()
                .map(Member::name)
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "สมชาย, true",
        "นายสมชาย, true",
        "นาย สมชาย, true",
        "สมชาย ตัว, true",
        "สมชายตัว, true",
        "ตัวอย่าง, true",
        "นาย, false",
        "ชาย, false",
        "อย่าง, false",
        "สม%, false",
        "นางสมชาย, true",
        "ตัวอย่าง สมชาย, false"
    })
    void aNameIsFoundByTheBeginningOfAPartOfIt(String typed, boolean matches) {
        known("นายสมชาย ตัวอย่าง");
        assertThat(found(typed)).hasSize(matches ? 1 : 0);
    }

    @Test
    void aNameThatBeginsLikeATitleIsFoundByItsBeginning() {
        known("นางสาวนางนวล ตัวอย่าง");
        assertThat(found("นางนวล")).containsExactly("นางสาวนางนวล ตัวอย่าง");
    }

    @Test
    void aChangedNameIsFoundByTheNewOneOnly() {
        var member = known("นายสมชาย ตัวอย่าง");
        members.change(handle, member.id(), new Member.Facts("L-7", "นายสมหมาย ตัวอย่าง", null, Member.TextSize.LARGE));
        assertThat(found("สมชาย")).isEmpty();
        assertThat(found("สมหมาย")).hasSize(1);
        assertThat(members.byCode(handle, "L-7").orElseThrow().textSize()).isEqualTo(Member.TextSize.LARGE);
    }

    @Test
    void aNumberOfTheRegisterIsOnePersons() {
        members.create(handle, new Member.Facts("L-1", "นายสมชาย ตัวอย่าง", null, Member.TextSize.NORMAL), NOW);
        assertThatThrownBy(() -> members.create(
                        handle, new Member.Facts("L-1", "นางสมหญิง ตัวอย่าง", null, Member.TextSize.NORMAL), NOW))
                .isInstanceOfSatisfying(
                        Refused.class, no -> assertThat(no.code()).isEqualTo("code-taken"));
    }

    @Test
    void theListIsNarrowedByAreaRoleAndAccount() {
        var head = known("นายสมชาย ตัวอย่าง");
        var grant = new MemberRole.Grant(Member.Role.VILLAGE_HEAD, VILLAGE, null, DAY, DAY.plusYears(1));
        roles.give(handle, head.id(), grant, MemberRole.Proof.officer("เจ้าหน้าที่"), NOW);
        writes("U-someone");

        assertThat(members.list(
                        handle,
                        Scope.ALL,
                        new Members.Filter("7101", Member.Role.VILLAGE_HEAD, "สมชาย", false),
                        DAY,
                        Slice.latest(50)))
                .containsExactly(head);
        assertThat(members.list(handle, Scope.ALL, new Members.Filter("7102", null, null, null), DAY, Slice.latest(50)))
                .isEmpty();
        assertThat(members.list(
                        handle,
                        Scope.ALL,
                        new Members.Filter(null, Member.Role.VILLAGE_HEAD, null, null),
                        DAY.plusYears(2),
                        Slice.latest(50)))
                .isEmpty();
        assertThat(members.list(handle, Scope.ALL, new Members.Filter(null, null, null, true), DAY, Slice.latest(50)))
                .hasSize(1);
    }

    @Test
    void aNewPhoneTakesOverWhatItsRowFiledAndForgetsTheRow() {
        var old = known("นายสมชาย ตัวอย่าง");
        var phone = writes("U-new-phone");
        members.introduce(handle, "U-new-phone", "สมชาย", Member.Role.RESIDENT, VILLAGE, NOW);
        members.stop(handle, phone.id(), Topic.NEWS, NOW);
        handle.createUpdate("""
                INSERT INTO report (number, filed_by, category, detail, area, reporter, anonymous, status, created_at, updated_at)
                VALUES ('R-1', 'x', 'ROAD', 'ถนนพัง', '710107', :reporter, FALSE, 'NEW', NOW(6), NOW(6))""").bind("reporter", phone.id()).execute();

        var linked = members.link(handle, old.id(), phone.id(), NOW);

        assertThat(linked.chat()).isEqualTo("U-new-phone");
        assertThat(linked.name()).isEqualTo("นายสมชาย ตัวอย่าง");
        assertThat(members.find(handle, phone.id())).isEmpty();
        assertThat(members.stopped(handle, old.id())).containsExactly(Topic.NEWS);
        assertThat(handle.createQuery("SELECT reporter FROM report WHERE number = 'R-1'")
                        .mapTo(Long.class)
                        .one())
                .isEqualTo(old.id());
    }

    @Test
    void thatANoticeWasShownOnTheNewPhoneIsKept() {
        var old = known("นายสมชาย ตัวอย่าง");
        var phone = writes("U-noticed");
        members.introduce(handle, "U-noticed", "สมชาย", Member.Role.RESIDENT, VILLAGE, NOW);
        handle.execute("UPDATE member SET display_name = 'ชาย' WHERE id = ?", phone.id());

        var linked = members.link(handle, old.id(), phone.id(), NOW);

        assertThat(linked.noticeVersion()).isEqualTo(Members.NOTICE_VERSION);
        assertThat(members.noticed(handle, old.id())).contains(NOW);
        assertThat(linked.displayName()).isEqualTo("ชาย");
    }

    @Test
    void onlyARowWithAnAccountCanBeTheNewPhone() {
        var one = known("นายสมชาย ตัวอย่าง");
        var other = known("นายสมหมาย ตัวอย่าง");
        assertThatThrownBy(() -> members.link(handle, one.id(), other.id(), NOW))
                .isInstanceOfSatisfying(
                        Refused.class, no -> assertThat(no.code()).isEqualTo("not-linked"));
        assertThatThrownBy(() -> members.link(handle, one.id(), one.id(), NOW))
                .isInstanceOfSatisfying(
                        Refused.class, no -> assertThat(no.code()).isEqualTo("same-member"));
    }

    @Test
    void anEndedMembershipHasNoRoleFromTheNextDayAndNoAccount() {
        var member = writes("U-ended");
        members.introduce(handle, "U-ended", "นายสมชาย ตัวอย่าง", Member.Role.KAMNAN, VILLAGE, NOW);

        var ended = members.end(handle, member.id(), NOW);

        assertThat(ended.endedAt()).isEqualTo(NOW);
        assertThat(ended.chat()).isNull();
        assertThat(roles.inForce(handle, member.id(), DAY)).hasSize(1);
        assertThat(roles.inForce(handle, member.id(), DAY.plusDays(1))).isEmpty();
        members.ensure(handle, "U-ended", NOW);
        assertThat(members.byChat(handle, "U-ended").orElseThrow().name()).isNull();
    }
}
