package prasan.awards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import prasan.areas.Areas;
import prasan.db.Database;
import prasan.db.Refused;
import prasan.db.Scope;
import prasan.db.Slice;
import prasan.flow.Value;
import prasan.support.Pushes;
import prasan.support.TestDatabase;

class AwardsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");

    private final Database database = TestDatabase.fresh();
    private final Areas areas = new Areas();
    private final Pushes told = new Pushes();
    private final Awards awards = new Awards(areas, told, (handle, area) -> List.of("U-member-of-" + area));
    private Handle handle;

    @BeforeEach
    void open() {
        handle = database.jdbi().open();
        awards.put(handle, new Award.Type("NAKPATTANA", "นักพัฒนาชุมชนดีเด่น", "โล่"));
    }

    @AfterEach
    void close() {
        handle.close();
        database.close();
    }

    static Award.Facts facts(Award.RecipientKind kind, boolean consent) {
        return new Award.Facts(
                "NAKPATTANA",
                "นักพัฒนาชุมชนดีเด่นจังหวัดกาญจนบุรี",
                2569,
                "71",
                "นายสมมติ นามสมมุติ",
                kind,
                "71010703",
                "เกษตรกร",
                "จัดการน้ำชุมชนด้วยฝายมีชีวิต",
                null,
                "งานสานสัมพันธ์เครือข่าย",
                LocalDate.of(2026, 2, 28),
                null,
                consent);
    }

    @Test
    void aDraftIsReadBackAndNobodyHearsOfIt() {
        var draft = awards.create(handle, Scope.ALL, "AW69-01", facts(Award.RecipientKind.PERSON, true), NOW);

        assertThat(awards.find(handle, "AW69-01")).contains(draft);
        assertThat(draft.facts()).isEqualTo(facts(Award.RecipientKind.PERSON, true));
        assertThat(draft.status()).isEqualTo(AwardStatus.DRAFT);
        assertThat(awards.years(handle, "71")).isEmpty();
        assertThat(told.all()).isEmpty();
    }

    @Test
    void announcingTellsTheMembersOfTheAreaAndNamesNobody() {
        awards.create(handle, Scope.ALL, "AW69-01", facts(Award.RecipientKind.PERSON, true), NOW);

        var announced = awards.announce(handle, Scope.ALL, "AW69-01", "OF01", NOW);

        assertThat(announced.status()).isEqualTo(AwardStatus.ANNOUNCED);
        assertThat(announced.announcedAt()).isEqualTo(NOW);
        assertThat(announced.announcedBy()).isEqualTo("OF01");
        assertThat(awards.years(handle, "7101")).containsExactly(2569);
        assertThat(told.all()).singleElement().satisfies(notice -> {
            assertThat(notice.chats()).containsExactly("U-member-of-71");
            assertThat(notice.template()).isEqualTo("award-announced");
            assertThat(notice.once()).isEqualTo("award-announced:" + announced.id());
            assertThat(notice.values())
                    .isEqualTo(Map.of(
                            "code", new Value.Text("AW69-01"),
                            "title", new Value.Text("นักพัฒนาชุมชนดีเด่นจังหวัดกาญจนบุรี"),
                            "year", new Value.Text("2569"),
                            "area", areas.value(handle, "71")));
        });
    }

    @Test
    void announcingASecondTimeIsRefusedAndTellsNobodyAgain() {
        awards.create(handle, Scope.ALL, "AW69-01", facts(Award.RecipientKind.PERSON, true), NOW);
        awards.announce(handle, Scope.ALL, "AW69-01", "OF01", NOW);

        assertThatThrownBy(() -> awards.announce(handle, Scope.ALL, "AW69-01", "OF01", NOW))
                .hasMessageStartingWith("already-announced");
        assertThat(told.all()).hasSize(1);
    }

    @Test
    void twoOfficersWhoAnnounceAtOnceTellTheMembersOnce() {
        awards.create(handle, Scope.ALL, "AW69-01", facts(Award.RecipientKind.PERSON, true), NOW);

        var both = Stream.of("OF01", "OF02")
                .map(officer -> CompletableFuture.supplyAsync(() -> announced(officer)))
                .toList();

        assertThat(both.stream().map(CompletableFuture::join)).containsExactlyInAnyOrder(true, false);
        assertThat(told.all()).hasSize(1);
    }

    private boolean announced(String by) {
        try {
            database.jdbi().useTransaction(own -> awards.announce(own, Scope.ALL, "AW69-01", by, NOW));
            return true;
        } catch (Refused refused) {
            assertThat(refused.code()).isEqualTo("already-announced");
            return false;
        }
    }

    @Test
    void aPersonWhoHasNotConsentedIsNotNamedInPublic() {
        awards.create(handle, Scope.ALL, "AW69-01", facts(Award.RecipientKind.PERSON, false), NOW);

        assertThatThrownBy(() -> awards.announce(handle, Scope.ALL, "AW69-01", "OF01", NOW))
                .hasMessageStartingWith("consent-missing");
        assertThat(awards.require(handle, Scope.ALL, "AW69-01").status()).isEqualTo(AwardStatus.DRAFT);
        assertThat(told.all()).isEmpty();
    }

    @Test
    void aGroupAndAVillageNeedNoConsent() {
        awards.create(handle, Scope.ALL, "AW69-01", facts(Award.RecipientKind.GROUP, false), NOW);
        awards.create(handle, Scope.ALL, "AW69-02", facts(Award.RecipientKind.VILLAGE, false), NOW);

        assertThat(awards.announce(handle, Scope.ALL, "AW69-01", "OF01", NOW).status())
                .isEqualTo(AwardStatus.ANNOUNCED);
        assertThat(awards.announce(handle, Scope.ALL, "AW69-02", "OF01", NOW).status())
                .isEqualTo(AwardStatus.ANNOUNCED);
    }

    @Test
    void whoTakesConsentBackIsNoLongerNamedInPublicAndMayGiveItAgain() {
        awards.create(handle, Scope.ALL, "AW69-01", facts(Award.RecipientKind.PERSON, true), NOW);
        awards.announce(handle, Scope.ALL, "AW69-01", "OF01", NOW);

        var withdrawn = awards.change(handle, Scope.ALL, "AW69-01", facts(Award.RecipientKind.PERSON, false), NOW);

        assertThat(withdrawn.status()).isEqualTo(AwardStatus.DRAFT);
        assertThat(withdrawn.announcedAt()).isNull();
        assertThat(withdrawn.announcedBy()).isNull();
        assertThat(awards.years(handle, "71")).isEmpty();
        awards.change(handle, Scope.ALL, "AW69-01", facts(Award.RecipientKind.PERSON, true), NOW);
        assertThat(awards.announce(handle, Scope.ALL, "AW69-01", "OF01", NOW).status())
                .isEqualTo(AwardStatus.ANNOUNCED);
    }

    @Test
    void aGroupStaysPublicWhateverItsConsent() {
        awards.create(handle, Scope.ALL, "AW69-01", facts(Award.RecipientKind.GROUP, true), NOW);
        awards.announce(handle, Scope.ALL, "AW69-01", "OF01", NOW);

        assertThat(awards.change(handle, Scope.ALL, "AW69-01", facts(Award.RecipientKind.GROUP, false), NOW)
                        .status())
                .isEqualTo(AwardStatus.ANNOUNCED);
    }

    @Test
    void typeCodeAndAreasAreChecked() {
        awards.create(handle, Scope.ALL, "AW69-01", facts(Award.RecipientKind.PERSON, true), NOW);

        assertThatThrownBy(
                        () -> awards.create(handle, Scope.ALL, "AW69-01", facts(Award.RecipientKind.PERSON, true), NOW))
                .hasMessageStartingWith("code-taken");
        handle.execute("DELETE FROM award");
        handle.execute("DELETE FROM award_type");
        assertThatThrownBy(
                        () -> awards.create(handle, Scope.ALL, "AW69-01", facts(Award.RecipientKind.PERSON, true), NOW))
                .hasMessageStartingWith("invalid-fields");
        assertThatThrownBy(() -> awards.require(handle, Scope.ALL, "ไม่มี")).hasMessageStartingWith("unknown-award");
    }

    @Test
    void aListIsNarrowedByAreaYearStatusAndWords() {
        awards.create(handle, Scope.ALL, "AW69-01", facts(Award.RecipientKind.PERSON, true), NOW);
        awards.create(handle, Scope.ALL, "AW69-02", facts(Award.RecipientKind.GROUP, true), NOW);
        awards.announce(handle, Scope.ALL, "AW69-02", "OF01", NOW);

        assertThat(codes(new Awards.Filter("710107", 2569, null, null))).containsExactly("AW69-02", "AW69-01");
        assertThat(codes(new Awards.Filter("7102", null, null, null))).isEmpty();
        assertThat(codes(new Awards.Filter("ก", null, null, null))).isEmpty();
        assertThat(codes(new Awards.Filter(null, null, AwardStatus.DRAFT, null)))
                .containsExactly("AW69-01");
        assertThat(codes(new Awards.Filter(null, null, null, "เกษตรกร สมมุติ"))).containsExactly("AW69-02", "AW69-01");
        assertThat(codes(new Awards.Filter(null, null, null, "aw69-02"))).containsExactly("AW69-02");
    }

    private List<String> codes(Awards.Filter filter) {
        return awards.list(handle, Scope.ALL, filter, Slice.latest(50)).stream()
                .map(Award::code)
                .toList();
    }
}
