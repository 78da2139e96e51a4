package prasan.centres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import prasan.areas.Areas;
import prasan.csv.Import;
import prasan.csv.Importer;
import prasan.db.Database;
import prasan.db.Scope;
import prasan.members.Member;
import prasan.members.MemberImport;
import prasan.members.MemberRole;
import prasan.members.MemberRoles;
import prasan.members.Members;
import prasan.support.TestDatabase;

/** Members and committees from sheets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CentreImportTest {
    private static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");
    private static final LocalDate DAY = LocalDate.parse("2026-11-22");
    private final Database database = TestDatabase.fresh();
    private final Areas areas = new Areas();
    private final MemberRoles roles = new MemberRoles();
    private final Members members = new Members(roles);
    private final Centres centres = new Centres(areas);
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

    private Import.Result people(String csv) {
        return Import.run(
                handle,
                new MemberImport(members, roles, areas, Importer.OPERATOR),
                csv.getBytes(StandardCharsets.UTF_8),
                NOW);
    }

    private Import.Result committees(String csv) {
        var kind = new CentreImport(centres, seats, members, roles, areas, Importer.OPERATOR);
        return Import.run(handle, kind, csv.getBytes(StandardCharsets.UTF_8), NOW);
    }

    @Test
    void aPersonWithTwoRolesHasTwoLinesAndTheSameSheetAgainChangesNothing() {
        var sheet = """
                code,name,role,area,starts_on,ends_on,text_size
                L-1,นายสมมุติ ตัวอย่าง,กำนัน,71010705,1/10/2566,,large
                L-1,นายสมมุติ ตัวอย่าง,GROUP_LEADER,710107,2025-10-01,2029-09-30,large
                """;
        var result = people(sheet);

        assertThat(result.lines())
                .containsExactly(
                        "new L-1 KAMNAN 710107 2023-10-01",
                        "    code: L-1",
                        "    name: นายสมมุติ ตัวอย่าง",
                        "    area: 71010705",
                        "    text_size: LARGE",
                        "    role: KAMNAN 710107",
                        "    starts_on: 2023-10-01",
                        "changed L-1 GROUP_LEADER 710107 2025-10-01",
                        "    role: GROUP_LEADER 710107",
                        "    starts_on: 2025-10-01",
                        "    ends_on: 2029-09-30",
                        "1 new, 1 changed, 0 unchanged.");
        var member = members.byCode(handle, "L-1").orElseThrow();
        assertThat(member.area()).isEqualTo("71010705");
        assertThat(member.textSize()).isEqualTo(Member.TextSize.LARGE);
        assertThat(roles.inForce(handle, member.id(), DAY))
                .allSatisfy(role -> assertThat(role.verified()).isEqualTo(MemberRole.Verified.OFFICER));
        assertThat(people(sheet).lines()).containsExactly("0 new, 0 changed, 2 unchanged.");
        assertThat(people("""
                        code,name,role,area,ends_on
                        L-1,นายสมมุติ ใหม่,กำนัน,71010705,2026-12-31
                        """).lines())
                .containsExactly(
                        "changed L-1 KAMNAN 710107 2023-10-01",
                        "    name: นายสมมุติ ตัวอย่าง → นายสมมุติ ใหม่",
                        "    ends_on: (empty) → 2026-12-31",
                        "0 new, 1 changed, 0 unchanged.");
    }

    @Test
    void aSecondTermOfARoleIsALineOfItsOwn() {
        var first = "L-1,นายสมมุติ ตัวอย่าง,กำนัน,710107,,2016-01-01,2020-12-31\n";
        var second = "L-1,นายสมมุติ ตัวอย่าง,กำนัน,710107,,2021-06-01,\n";
        var heading = "code,name,role,area,title,starts_on,ends_on\n";
        people(heading + first);
        assertThat(people(heading + second).lines())
                .containsExactly(
                        "changed L-1 KAMNAN 710107 2021-06-01",
                        "    role: KAMNAN 710107",
                        "    starts_on: 2021-06-01",
                        "0 new, 1 changed, 0 unchanged.");
        assertThat(people(heading + second + first).lines()).containsExactly("0 new, 0 changed, 2 unchanged.");
        // a first day that lies in the last term is a correction of it
        assertThat(people(heading + second.replace("2021-06-01", "2021-06-15")).lines())
                .contains("    starts_on: 2021-06-01 → 2021-06-15");
        assertThat(people(heading + first + first).lines())
                .contains("line 3: L-1 KAMNAN 710107 2016-01-01 is on line 2 too");
    }

    @Test
    void whoLeadsTwoGroupsHasALineForEach() {
        var sheet = """
                code,name,role,area,title,starts_on
                L-1,นางสมมุติ ตัวอย่าง,ผู้นำกลุ่ม,710107,กลุ่มทอผ้า,2025-10-01
                L-1,นางสมมุติ ตัวอย่าง,ผู้นำกลุ่ม,710107,กลุ่มออมทรัพย์,2025-10-01
                """;
        people(sheet);
        assertThat(roles.all(handle, members.byCode(handle, "L-1").orElseThrow().id()))
                .extracting(MemberRole::title)
                .containsExactlyInAnyOrder("กลุ่มทอผ้า", "กลุ่มออมทรัพย์");
        assertThat(people(sheet).lines()).containsExactly("0 new, 0 changed, 2 unchanged.");
    }

    @Test
    void whatIsWrongWithMembersIsToldByLineAndColumn() {
        assertThat(people("""
                        code,name,role,area,starts_on,ends_on
                        L-1,น,กำนัน,710107,,
                        ล-2,นายสมมุติ,KING,99,เมื่อวาน,
                        L-3,นายสมมุติ,กำนัน,710107,2025-10-01,2025-09-30
                        """).lines())
                .containsExactly(
                        "line 2, column name: must have 2 to 100 characters",
                        "line 3, column role: \"KING\" is not one of KAMNAN, KAMNAN_INSPECTOR, TAMBON_DOCTOR, VILLAGE_HEAD, ASSISTANT_HEAD, CON_COMMITTEE, COUNCIL_MEMBER, VILLAGE_COMMITTEE, HEALTH_VOLUNTEER, VOLUNTEER_LEADER, GROUP_LEADER, RESIDENT, กม., กรรมการหมู่บ้าน, กำนัน, ประชาชน, ผู้ช่วยผู้ใหญ่บ้าน, ผู้นำ อช., ผู้นำกลุ่ม, ผู้ใหญ่บ้าน, สมาชิก อบต., สมาชิกเทศบาล, สารวัตรกำนัน, อช., อสม., แพทย์ประจำตำบล",
                        "line 3, column area: \"99\" is not the code of an area",
                        "line 3, column starts_on: \"เมื่อวาน\" is not a day like 2025-10-01 or 1/10/2568",
                        "line 4, column ends_on: must not be before the first day",
                        "Nothing was imported: 5 errors.");
    }

    @Test
    void aFileThatIsWrongAllThroughIsNotReadToItsEnd() {
        var result = people("code,name,role,area\n" + "ก,น,KING,99\n".repeat(3_000));
        assertThat(result.flaws().getLast().line()).isEqualTo(1_001);
        assertThat(result.flaws())
                .anyMatch(flaw -> flaw.reason().equals("correct these first: what follows was not read"));
    }

    @Test
    void aCommitteeComesWithItsPeopleKnownAndUnknown() {
        people(
                "code,name,role,area\nL-1,นายสมมุติ ประธาน,RESIDENT,71010705\nL-2,นางสมมุติ ซ้ำ,RESIDENT,71010705\nL-3,นางสมมุติ ซ้ำ,RESIDENT,71010706\n");
        long chair = members.byCode(handle, "L-1").orElseThrow().id();
        long second = members.byCode(handle, "L-3").orElseThrow().id();
        var sheet = """
                area,position,number,name,member,starts_on,ends_on,place
                710107,ประธาน,,นาย สมมุติ ประธาน,,2025-10-01,2029-09-30,ศาลาประชาคม
                710107,รองประธาน,1,นางสมมุติ ซ้ำ,L-3,2025-10-01,2029-09-30,
                710107,กรรมการ,1,นายสมมุติ ใหม่,,2025-10-01,2029-09-30,
                710107,กรรมการ,2,,,,,
                TH,,,,,,,กรุงเทพฯ
                """;

        assertThat(committees(sheet).lines())
                .contains(
                        "new 710107 CHAIR 1",
                        "    place: (empty) → ศาลาประชาคม",
                        "    holder: นาย สมมุติ ประธาน (member " + chair + ")",
                        "    holder: นางสมมุติ ซ้ำ (member " + second + ")",
                        "    holder: นายสมมุติ ใหม่ (new)",
                        "5 new, 0 changed, 0 unchanged.");
        var centre = centres.require(handle, Scope.ALL, "710107", DAY);
        assertThat(centre.seats()).isEqualTo(4);
        assertThat(centre.held()).isEqualTo(3);
        assertThat(committees(sheet).lines()).containsExactly("0 new, 0 changed, 5 unchanged.");
    }

    @Test
    void anotherTitleIsTheSamePersonAndANumberAloneNamesOne() {
        people("code,name,role,area\nL-1,นางสมมุติ ทะเบียน,RESIDENT,71010705\n");
        var heading = "area,position,number,name,member,starts_on,ends_on\n";
        committees(heading + "710107,ประธาน,1,นายสมมุติ เดิม,,2025-10-01,2029-09-30\n");

        assertThat(committees(heading + "710107,ประธาน,1,ร.ต.อ.สมมุติ เดิม,,2025-10-01,2029-09-30\n")
                        .lines())
                .containsExactly("0 new, 0 changed, 1 unchanged.");
        assertThat(committees(heading + "710107,กรรมการ,1,,L-1,2025-10-01,2029-09-30\n")
                        .lines())
                .anyMatch(line -> line.startsWith("    holder: นางสมมุติ ทะเบียน (member "));
    }

    @Test
    void aSecondHeadOfAVillageIsAFlaw() {
        var sheet = "code,name,role,area,starts_on\nL-1,นายสมมุติ หนึ่ง,ผู้ใหญ่บ้าน,71010705,2025-10-01\n";
        people(sheet);

        assertThat(people(sheet + "L-2,นายสมมุติ สอง,ผู้ใหญ่บ้าน,71010705,2026-10-01\n")
                        .lines())
                .first()
                .asString()
                .startsWith("line 3, column starts_on: role taken");
        assertThat(people("""
                                code,name,role,area,starts_on,ends_on
                                L-1,นายสมมุติ หนึ่ง,ผู้ใหญ่บ้าน,71010705,2025-10-01,2026-09-30
                                L-2,นายสมมุติ สอง,ผู้ใหญ่บ้าน,71010705,2026-10-01,
                                """).refused()).isFalse();
    }

    @Test
    void whoTakesASeatOverEndsTheTermBefore() {
        committees("area,position,name,starts_on,ends_on\n7101,ประธาน,นายสมมุติ เก่า,2025-10-01,2029-09-30\n");

        assertThat(committees(
                                "area,position,name,starts_on,ends_on\n7101,ประธาน,นายสมมุติ ใหม่,2026-11-01,2029-09-30\n")
                        .lines())
                .containsExactly(
                        "changed 7101 CHAIR 1",
                        "    ends: นายสมมุติ เก่า 2026-10-31",
                        "    holder: นายสมมุติ ใหม่ (new)",
                        "    starts_on: 2026-11-01",
                        "    ends_on: 2029-09-30",
                        "0 new, 1 changed, 0 unchanged.");
        assertThat(committees(
                                "area,position,name,starts_on,ends_on\n7101,ประธาน,นายสมมุติ ใหม่,2026-11-01,2030-09-30\n")
                        .lines())
                .contains("    ends_on: 2029-09-30 → 2030-09-30");
    }

    @Test
    void whatIsWrongWithCommitteesIsToldByLineAndColumn() {
        assertThat(committees("""
                        area,position,number,name,member,starts_on,ends_on
                        71010705,ประธาน,,,,,
                        710107,พระ,,,,,
                        710107,ประธาน,2,,,,
                        710107,,,นายสมมุติ,,2025-10-01,
                        710107,กรรมการ,หนึ่ง,นายสมมุติ,L-9,2029-10-01,2025-10-01
                        """).lines())
                .containsExactly(
                        "line 2, column area: \"71010705\" is not the code of a province, district or tambon, or TH",
                        "line 3, column position: \"พระ\" is not one of CHAIR, VICE_CHAIR, SECRETARY, TREASURER, PUBLIC_RELATIONS, REGISTRAR, COMMITTEE, กรรมการ, นายทะเบียน, ประชาสัมพันธ์, ประธาน, รองประธาน, เลขานุการ, เหรัญญิก",
                        "line 4, column number: seat taken {seat=CHAIR 2}",
                        "line 5, column ends_on: is empty",
                        "line 5, column position: is empty",
                        "line 6, column number: \"หนึ่ง\" is not a whole number",
                        "line 6, column member: \"L-9\" is not the number of a member in the register",
                        "Nothing was imported: 7 errors.");
    }

    @Test
    void aSuccessorMayStandAboveTheEndOfTheTermBefore() {
        people("code,name,role,area,starts_on\nL-1,นายสมมุติ หนึ่ง,ผู้ใหญ่บ้าน,71010705,2025-10-01\n");
        assertThat(people("""
                                code,name,role,area,starts_on,ends_on
                                L-2,นายสมมุติ สอง,ผู้ใหญ่บ้าน,71010705,2026-10-01,
                                L-1,นายสมมุติ หนึ่ง,ผู้ใหญ่บ้าน,71010705,2025-10-01,2026-09-30
                                """).lines())
                .startsWith("new L-2 VILLAGE_HEAD 71010705 2026-10-01", "    code: L-2")
                .endsWith("1 new, 1 changed, 0 unchanged.");
    }

    @Test
    void whoOfSeveralIsMeantIsAsked() {
        people("""
                code,name,role,area
                L-1,นางสมมุติ ซ้ำ,RESIDENT,71010705
                L-2,นางสมมุติ ซ้ำ,RESIDENT,71010706
                L-3,นายธรรม สมมุติ,RESIDENT,71010706
                """);
        var heading = "area,position,number,name,member,starts_on,ends_on\n";
        var days = ",2025-10-01,2029-09-30\n";

        assertThat(committees(heading + "710107,ประธาน,1,นางสมมุติ ซ้ำ," + days).lines())
                .first()
                .asString()
                .startsWith("line 2, column name: may be นางสมมุติ ซ้ำ (member ")
                .contains("L-1", "L-2");
        assertThat(committees(heading + "710107,ประธาน,1,นางสมมุติ ซ้ำ,L-3" + days)
                        .lines())
                .first()
                .asString()
                .startsWith("line 2, column member: is the number of นายธรรม สมมุติ");
        assertThat(committees(heading + "710107,ประธาน,1,คุณธรรม สมมุติ," + days)
                        .lines())
                .first()
                .asString()
                .startsWith("line 2, column name: may be นายธรรม สมมุติ");
        committees(heading + "710107,ประธาน,1,,L-3" + days);
        assertThat(committees(heading + "710107,ประธาน,1,คุณธรรม สมมุติ," + days.replace("2029", "2030"))
                        .lines())
                .first()
                .asString()
                .startsWith("line 2, column name: may be นายธรรม สมมุติ");
    }

    @Test
    void aTermOfTwoDigitYearsBesideThaiMonthsIsAsked() {
        assertThat(committees(
                                "area,position,name,starts_on,ends_on\n710107,ประธาน,นายสมมุติ ใหม่,1 ต.ค. 26,30 ก.ย. 30\n")
                        .flaws())
                .extracting(flaw -> flaw.column())
                .containsExactly("starts_on", "ends_on");
    }
}
