package prasan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import prasan.http.Right;
import prasan.support.Api;

/** Files that are brought in over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportsTest {
    private static final String PROJECTS =
            "code,name,dimension,objective,target,indicator,budget_baht,budget_source,do_type,agency,fiscal_year_be,area,priority,lat,lon,stage,stage_changed_on\n";

    private final Bot bot = Bot.start();
    private final Targets targets = new Targets(bot.database.jdbi());

    @BeforeAll
    void a() {
        targets.leader();
    }

    @AfterAll
    void stop() {
        bot.close();
    }

    private Api.Answer send(String kind, byte[] file, String query) {
        return bot.api.send(
                "/api/imports/" + kind + query,
                request -> request.post(RequestBody.create(file, MediaType.get("application/octet-stream"))));
    }

    private static byte[] csv(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String road(String code, String area) {
        return code + ",ถนน,โครงสร้างพื้นฐาน,,,,480000,,SELF,,2570," + area + ",1,,,PROPOSED,2026-01-05\n";
    }

    private interface Rows {
        void write(Worksheet sheet);
    }

    private static byte[] workbook(Rows rows) {
        var bytes = new ByteArrayOutputStream();
        try (var book = new Workbook(bytes, "test", "1.0")) {
            rows.write(book.newWorksheet("โครงการ"));
            book.finish();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void line(Worksheet sheet, int row, Object... cells) {
        for (int i = 0; i < cells.length; i++) {
            switch (cells[i]) {
                case String text -> sheet.value(row, i, text);
                case Number number -> sheet.value(row, i, number);
                case LocalDate day -> {
                    sheet.value(row, i, day);
                    sheet.style(row, i).format("yyyy-mm-dd").set();
                }
                default -> throw new IllegalArgumentException();
            }
        }
    }

    @Test
    void aDryRunTellsWhatWouldChangeAndKeepsNothingAndTheSameFileAppliedDoesThat() {
        var file = csv(PROJECTS + road("IMP-1", "710107"));
        var dry = send("projects", file, "");
        assertThat(dry.status()).isEqualTo(200);
        assertThat(dry.at("/applied")).isEqualTo("false");
        assertThat(dry.at("/added")).isEqualTo("1");
        assertThat(dry.at("/changes/0/key")).isEqualTo("IMP-1");
        assertThat(bot.api.get("/api/projects/IMP-1").status()).isEqualTo(404);

        assertThat(send("projects", file, "?apply=true").at("/applied")).isEqualTo("true");
        assertThat(bot.api.get("/api/projects/IMP-1").status()).isEqualTo(200);

        var dearer = new String(file, StandardCharsets.UTF_8).replace("480000", "500000");
        assertThat(send("projects", csv(dearer), "").at("/changes/0/details/0"))
                .isEqualTo("budget_baht: 480000.00 → 500000.00");
    }

    @Test
    void everyRowThatIsNewOrChangedIsInTheAudit() {
        send("projects", csv(PROJECTS + road("IMP-2", "710107")), "?apply=true");
        var audit = bot.api.get("/api/audit?subject=project&key=IMP-2");
        assertThat(audit.at("/items/0/action")).isEqualTo("importProjects");
        assertThat(audit.at("/items/0/area")).isEqualTo("710107");
    }

    @Test
    void aFileOfTheAuditHasALineForEachFieldThatChanged() {
        bot.api.post("/api/centres", "{\"area\":\"710204\",\"place\":\"ศาลาประชาคม\"}");
        assertThat(bot.api
                        .get("/api/audit?subject=centre&key=710204&format=CSV")
                        .text()
                        .lines()
                        .skip(1))
                .anyMatch(line -> line.endsWith("createCentre,centre,710204,710204,area,,710204"))
                .anyMatch(line -> line.endsWith("createCentre,centre,710204,710204,place,,ศาลาประชาคม"));
    }

    @Test
    void whatIsWrongIsToldByLineAndColumnAndNothingIsKept() {
        var file = csv(PROJECTS + road("IMP-3", "710107") + road("IMP-4", "999999"));
        var answer = send("projects", file, "?apply=true");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("/code")).isEqualTo("faulty-file");
        assertThat(answer.at("/errors/0/line")).isEqualTo("3");
        assertThat(answer.at("/errors/0/column")).isEqualTo("area");
        assertThat(bot.api.get("/api/projects/IMP-3").status()).isEqualTo(404);
    }

    @Test
    void anOfficerBringsInOnlyWhatLiesInTheirArea() {
        var key = targets.keyFor("7101", Set.of(Right.PLAN), null, null);
        var file = csv(PROJECTS + road("IMP-5", "710107") + road("IMP-6", "710201"));
        var answer = bot.api.send(
                "/api/imports/projects?apply=true",
                request -> request.header("Authorization", "Bearer " + key).post(RequestBody.create(file)));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors")).hasSize(1);
        assertThat(answer.at("/errors/0/line")).isEqualTo("3");
        assertThat(answer.at("/errors/0/column")).isEqualTo("area");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "1E+9", "\"1,e5\"", "999999999999999999999999", "480000.-", "๑e๙"})
    void aBudgetThatIsNoPlainNumberIsToldByItsColumn(String budget) {
        var answer = send("projects", csv(PROJECTS + road("IMP-E", "710107").replace("480000", budget)), "?apply=true");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("/errors/0/line")).isEqualTo("2");
        assertThat(answer.at("/errors/0/column")).isEqualTo("budget_baht");
        assertThat(answer.at("/errors/0/reason")).endsWith("is not an amount in baht");
    }

    private Api.Answer asOfficer(String kind, String text) {
        var key = targets.keyFor("710107", Set.of(Right.MEMBER), null, null);
        return bot.api.send(
                "/api/imports/" + kind + "?apply=true",
                request -> request.header("Authorization", "Bearer " + key).post(RequestBody.create(csv(text))));
    }

    @Test
    void aFileReachesNobodyOutsideOfTheArea() {
        send(
                "members",
                csv(
                        "code,name,role,area\nOUT-1,นางไกล ตัวอย่าง,ผู้ใหญ่บ้าน,71020201\nOUT-2,นายกลาง ตัวอย่าง,กำนัน,710202\n"),
                "?apply=true");
        // somebody who has written and not said where they live
        bot.chat("ข ตัวอย่าง").step(p -> p.says("เมนู"), "");
        var stranger = bot.database
                .jdbi()
                .withHandle(handle -> handle.createQuery("SELECT MAX(id) FROM member WHERE area IS NULL")
                        .mapTo(long.class)
                        .one());
        for (var row : List.of(
                "id,code,name,role,area\n" + stranger + ",HIJ-1,ใครก็ได้,RESIDENT,710107\n",
                "code,name,role,area\nOUT-1,ใครก็ได้,RESIDENT,710107\n")) {
            var refused = asOfficer("members", row);
            assertThat(refused.status()).as(row).isEqualTo(422);
            assertThat(refused.text()).doesNotContain("710202").doesNotContain("ไกล");
        }
        var seat = asOfficer(
                "centres",
                "area,position,number,name,member,starts_on,ends_on\n710107,กรรมการ,9,ใครก็ได้,OUT-2,2026-01-01,2029-01-01\n");
        assertThat(seat.status()).isEqualTo(422);
        assertThat(seat.at("/errors/0/column")).isEqualTo("member");
    }

    @Test
    void whatAPersonIsCalledStaysOutOfTheAudit() {
        asOfficer("members", "code,name,role,area\nAU-1,นางหนึ่ง ตัวอย่าง,RESIDENT,71010705\n");
        asOfficer("members", "code,name,role,area\nAU-1,นางสอง ตัวอย่าง,RESIDENT,71010705\n");
        var audit = bot.api.get("/api/audit?action=importMembers");
        assertThat(audit.text())
                .contains("\"rowKey\":\"id ")
                .doesNotContain("AU-1")
                .doesNotContain("นางหนึ่ง")
                .doesNotContain("นางสอง");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<c r=\"A1\"><v>1e2000000</v></c>",
                "<c r=\"A1\" t=\"s\"><v>-1</v></c>",
                "<c r=\"A1\" s=\"-1\"><v>1</v></c>",
                "<c r=\"A1\" t=\"zzz\"><v>1</v></c>",
                "<c r=\"22\"><v>1</v></c>",
                "<c r=\"A1\"><f t=\"shared\" si=\"7\"/><v>1</v></c>"
            })
    void aWorkbookThatNoProgramSavesIsSaidNoTo(String cell) throws IOException {
        var sheet =
                "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row r=\"1\">"
                        + cell + "</row></sheetData></worksheet>";
        assertThat(send("areas", withSheet(sheet), "").status()).isEqualTo(422);
    }

    @Test
    void aWorkbookIsTakenAsItIsSavedBySpreadsheetPrograms() {
        var file = workbook(sheet -> {
            line(sheet, 0, (Object[]) PROJECTS.strip().split(","));
            line(
                    sheet,
                    2,
                    "IMP-7",
                    "ถนนสายใหม่",
                    "โครงสร้างพื้นฐาน",
                    "",
                    "",
                    "",
                    480_000.5,
                    "",
                    "ทำเอง",
                    "",
                    2570,
                    710107,
                    1,
                    "",
                    "",
                    "PROPOSED",
                    LocalDate.parse("2026-01-05"));
        });
        assertThat(send("projects", file, "?apply=true").at("/added")).isEqualTo("1");
        var project = bot.api.get("/api/projects/IMP-7");
        assertThat(project.text()).contains("ถนนสายใหม่", "480000.5", "2026-01-05");
    }

    @Test
    void aFlawOfAWorkbookIsToldByTheRowThatThePersonSees() {
        var file = workbook(sheet -> {
            line(sheet, 0, "code", "name_th", "prize");
            line(sheet, 4, "AT-X", "", "โล่");
        });
        var answer = send("award-types", file, "");
        assertThat(answer.at("/errors/0/line")).isEqualTo("5");
        assertThat(answer.at("/errors/0/column")).isEqualTo("name_th");
    }

    @ParameterizedTest
    @CsvSource({
        "areas,/api/areas?area=7101",
        "members,/api/members",
        "centres,/api/centres",
        "projects,/api/projects",
        "awards,/api/awards"
    })
    void theFileOfAListIsAnImportThatChangesNothing(String kind, String list) {
        targets.leader();
        targets.award();
        send(
                "members",
                csv(
                        "code,name,role,area,starts_on\nR-1,นายก ตัวอย่าง,กำนัน,710107,1/10/2568\nR-1,นายก ตัวอย่าง,ผู้ใหญ่บ้าน,71010705,1/10/2568\n"),
                "?apply=true");
        send(
                "centres",
                csv(
                        "area,position,number,name,starts_on,ends_on,place\n710107,ประธาน,1,นายก ตัวอย่าง,1/10/2568,30/9/2572,ศาลา\n710107,กรรมการ,1,,,,ศาลา\n7101,,,,,,\n"),
                "?apply=true");
        send("projects", csv(PROJECTS + road("IMP-8", "710107")), "?apply=true");
        for (var format : List.of("CSV", "XLSX")) {
            var file = bot.api
                    .get(list + (list.contains("?") ? "&" : "?") + "format=" + format)
                    .bytes();
            var answer = send(kind, file, "");
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(answer.json().at("/changes")).as(answer.text()).isEmpty();
            assertThat(answer.json().at("/unchanged").asInt()).isGreaterThan(1);
        }
    }

    @Test
    void aMemberWhoRegisteredInTheChatGetsANumberByAFileOfTheList() {
        targets.leader();
        var list = bot.api.get("/api/members?format=CSV").text();
        var line = list.lines().filter(l -> l.contains("สมหญิง")).findFirst().orElseThrow();
        var cells = line.split(",", -1);
        cells[1] = "R-" + cells[0];
        var file = list.lines().findFirst().orElseThrow() + "\n" + String.join(",", cells) + "\n";
        assertThat(send("members", csv(file), "?apply=true").at("/changed")).isEqualTo("1");
        assertThat(bot.api.get("/api/members/" + cells[0]).at("/member/code")).isEqualTo("R-" + cells[0]);
    }

    @Test
    void aListThatIsSaidNoToIsAProblemAndNoFile() {
        assertThat(bot.api.get("/api/members?format=CSV&area=x").status()).isEqualTo(400);
        assertThat(bot.api.get("/api/areas?format=CSV&text=x").status()).isEqualTo(400);
    }

    @Test
    void whatIsNoFileOfTheseKindsIsSaidNoTo() throws IOException {
        assertThat(send("areas", new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0}, "")
                        .at("/errors/0/reason"))
                .contains("save it as .xlsx");
        assertThat(send("areas", new byte[] {'P', 'K', 3, 4, 9, 9}, "").at("/errors/0/reason"))
                .contains("cannot be read");
        assertThat(send("areas", new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF}, "")
                        .at("/errors/0/reason"))
                .contains("UTF-8");
        assertThat(send("areas", new byte[0], "").at("/errors/0/reason")).contains("empty");
        assertThat(send("areas", new byte[(10 << 20) + 1], "").status()).isEqualTo(413);
        assertThat(send("areas", packed("xl/worksheets/sheet1.xml", 201), "").at("/errors/0/reason"))
                .contains("too large");
    }

    @Test
    void aWorkbookThatNamesFilesOfTheServerGetsNothingOfThem() throws IOException {
        var sheet =
                "<!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/hostname\">]><worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>&f;</t></is></c></row></sheetData></worksheet>";
        var answer = send("areas", withSheet(sheet), "");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text())
                .doesNotContain(Files.readString(Path.of("/etc/hostname")).strip());
    }

    /** A workbook whose first sheet is that. */
    private static byte[] withSheet(String sheet) throws IOException {
        var whole = workbook(s -> line(s, 0, "code"));
        var bytes = new ByteArrayOutputStream();
        try (var in = ZipFile.builder().setByteArray(whole).get();
                var out = new ZipOutputStream(bytes)) {
            for (var entry : Collections.list(in.getEntries())) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                out.write(
                        entry.getName().endsWith("sheet1.xml")
                                ? csv(sheet)
                                : in.getInputStream(entry).readAllBytes());
                out.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    /** An archive that is far larger when it is unpacked. */
    private static byte[] packed(String name, int megabytes) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            for (int i = 0; i < megabytes; i++) {
                zip.write(new byte[1 << 20]);
            }
        }
        return bytes.toByteArray();
    }
}
