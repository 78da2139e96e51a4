package prasan.awards;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import prasan.areas.Areas;
import prasan.csv.Import;
import prasan.csv.Importer;
import prasan.db.Database;
import prasan.db.Scope;
import prasan.db.Slice;
import prasan.support.Pushes;
import prasan.support.TestDatabase;

class AwardImportTest {
    private static final String TYPES = "code,name_th,prize\nNAKPATTANA,นักพัฒนาชุมชนดีเด่น,โล่\nKLUM,กลุ่มดีเด่น,\n";
    private static final String HEADING =
            "code,type,title,year_be,area,recipient,recipient_kind,recipient_area,occupation,achievement,prize,ceremony,ceremony_on,venue,publish_consent,status\n";
    private static final String PERSON =
            "AW69-01,NAKPATTANA,นักพัฒนาชุมชนดีเด่น,๒๕๖๙,71,นายสมมติ นามสมมุติ,บุคคล,71010703,เกษตรกร,ฝายมีชีวิต,โล่,,28/2/2569,,ยินยอม,ANNOUNCED\n";
    private static final String GROUP =
            "AW69-02,KLUM,กลุ่มดีเด่น,69,71,กลุ่มสมมุติ,GROUP,7101,,แปรรูปกล้วย,,,,,no,DRAFT\n";

    private final Database database = TestDatabase.fresh();
    private final Pushes told = new Pushes();
    private final Areas areas = new Areas();
    private final Awards awards = new Awards(areas, told, (handle, area) -> List.of("U-member"));
    private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");

    @BeforeEach
    void types() {
        assertThat(types(TYPES).lines())
                .startsWith("new NAKPATTANA", "    code: NAKPATTANA")
                .contains("    prize: โล่", "new KLUM")
                .endsWith("2 new, 0 changed, 0 unchanged.");
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Import.Result types(String file) {
        return Import.run(
                database.jdbi(),
                new AwardTypeImport(awards),
                file.getBytes(StandardCharsets.UTF_8),
                NOW,
                true,
                (handle, result) -> {});
    }

    private Import.Result run(String file) {
        return Import.run(
                database.jdbi(),
                new AwardImport(awards, areas, Importer.OPERATOR),
                file.getBytes(StandardCharsets.UTF_8),
                NOW,
                true,
                (handle, result) -> {});
    }

    private Award award(String code) {
        return database.jdbi().withHandle(handle -> awards.require(handle, Scope.ALL, code));
    }

    @Test
    void typesAreChangedByTheirCodeAndStayWhenTheyAreTheSame() {
        assertThat(types(TYPES.replace("โล่", "โล่และเข็ม")).lines())
                .containsExactly("changed NAKPATTANA", "    prize: โล่ → โล่และเข็ม", "0 new, 1 changed, 1 unchanged.");
    }

    @Test
    void awardsArePublishedWithoutTellingAnybodyAndOnlyOnce() {
        assertThat(run("\ufeff" + HEADING + PERSON + GROUP).lines())
                .startsWith("new AW69-01")
                .contains("    status: ANNOUNCED", "new AW69-02")
                .endsWith("2 new, 0 changed, 0 unchanged.");

        assertThat(award("AW69-01").status()).isEqualTo(AwardStatus.ANNOUNCED);
        assertThat(award("AW69-01").facts().ceremonyOn()).isEqualTo(LocalDate.of(2026, 2, 28));
        assertThat(award("AW69-01").facts().yearBe()).isEqualTo(2569);
        assertThat(award("AW69-02").status()).isEqualTo(AwardStatus.DRAFT);
        assertThat(run(HEADING + PERSON + GROUP).lines()).containsExactly("0 new, 0 changed, 2 unchanged.");
        assertThat(told.all()).isEmpty();
    }

    @Test
    void whatChangesIsShownOldAndNew() {
        run(HEADING + GROUP);

        assertThat(run(HEADING + GROUP.replace("DRAFT", "ANNOUNCED").replace("กลุ่มสมมุติ", "กลุ่มสตรีสมมุติ"))
                        .lines())
                .containsExactly(
                        "changed AW69-02",
                        "    recipient: กลุ่มสมมุติ → กลุ่มสตรีสมมุติ",
                        "    status: DRAFT → ANNOUNCED",
                        "0 new, 1 changed, 0 unchanged.");
    }

    @Test
    void anAnnouncementCannotBeTakenBack() {
        run(HEADING + PERSON);

        assertThat(run(HEADING + PERSON.replace("ANNOUNCED", "DRAFT")).lines().getFirst())
                .isEqualTo("line 2, column status: is ANNOUNCED already, which cannot be taken back");
    }

    @Test
    void consentThatIsTakenBackTakesTheAnnouncementBackButNotBesideASheetThatSaysAnnounced() {
        run(HEADING + PERSON);
        var without = PERSON.replace("ยินยอม", "ไม่ยินยอม");

        assertThat(run(HEADING + without).lines().getFirst())
                .isEqualTo("line 2, column publish_consent: consent missing {award=AW69-01}");
        assertThat(award("AW69-01").status()).isEqualTo(AwardStatus.ANNOUNCED);
        assertThat(run(HEADING + without.replace("ANNOUNCED", "DRAFT")).lines())
                .containsExactly(
                        "changed AW69-01",
                        "    publish_consent: true → false",
                        "    status: ANNOUNCED → DRAFT",
                        "0 new, 1 changed, 0 unchanged.");
        assertThat(award("AW69-01").status()).isEqualTo(AwardStatus.DRAFT);
    }

    @Test
    void everyErrorIsNamedByLineAndColumnAndNothingIsKept() {
        var result = run(HEADING
                + GROUP
                + PERSON.replace("ยินยอม", "ไม่ยินยอม")
                + "AW69-03,NOTYPE,ชื่อ,69,71,ใคร,GROUP,7101,,ผลงาน,,,,,no,DRAFT\n"
                + "AW69-04,KLUM,,ปีหน้า,71x,ใคร,คน,,,ผลงาน,,,30/2/69,,อาจจะ,เสร็จ\n");

        assertThat(result.refused()).isTrue();
        assertThat(result.lines())
                .containsExactly(
                        "line 3, column publish_consent: consent missing {award=AW69-01}",
                        "line 4, column type: must be the code of a type of award",
                        "line 5, column title: is empty",
                        "line 5, column year_be: \"ปีหน้า\" is not a year like 2570",
                        "line 5, column area: \"71x\" is not the code of an area",
                        "line 5, column recipient_kind: \"คน\" is not one of PERSON, GROUP, VILLAGE, กลุ่ม, บุคคล, หมู่บ้าน",
                        "line 5, column recipient_area: is empty",
                        "line 5, column ceremony_on: \"30/2/69\" is not a day like 2026-02-28 or 28/2/2569",
                        "line 5, column publish_consent: \"อาจจะ\" is not yes or no",
                        "line 5, column status: \"เสร็จ\" is not one of DRAFT, ANNOUNCED",
                        "Nothing was imported: 10 errors.");
        assertThat(database.jdbi()
                        .<List<Award>, RuntimeException>withHandle(handle -> awards.list(
                                handle, Scope.ALL, new Awards.Filter(null, null, null, null), Slice.latest(50))))
                .isEmpty();
    }

    @Test
    void anAwardOfAYearToComeIsNoneThatWasAnnounced() {
        assertThat(run(HEADING + PERSON.replace("๒๕๖๙", "2570")).lines())
                .first()
                .asString()
                .startsWith("line 2, column year_be: must not be after this year");
    }

    @Test
    void columnsThatTheApiLeavesOutMayBeLeftOut() {
        run(HEADING + PERSON);
        var before = award("AW69-01").facts();
        assertThat(
                        run("code,type,title,year_be,area,recipient,recipient_kind,recipient_area,achievement,publish_consent\nAW69-01,"
                                        + before.type() + "," + before.title() + ",2569," + before.area() + ","
                                        + before.recipient() + "," + before.recipientKind() + ","
                                        + before.recipientArea() + "," + before.achievement()
                                        + "," + before.publishConsent() + "\n")
                                .lines())
                .containsExactly("0 new, 0 changed, 1 unchanged.");
    }
}
