package prasan.areas;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import prasan.csv.Import;
import prasan.db.Database;
import prasan.support.TestDatabase;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AreaImportTest {
    private static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");
    private final Database database = TestDatabase.fresh();
    private final Areas areas = new Areas();
    private final List<String> recoded = new ArrayList<>();
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
        areas.changed();
        recoded.clear();
    }

    private Import.Result bring(String csv) {
        var kind = new AreaImport(areas, (h, was, code) -> recoded.add(was + " " + code));
        var result = Import.run(handle, kind, csv.getBytes(StandardCharsets.UTF_8), NOW);
        kind.written();
        return result;
    }

    /** A tambon as earlier lists had it: by a code of our own. */
    private void provisional(String official, String code, String name) {
        handle.execute("DELETE FROM area WHERE code = ?", official);
        handle.execute(
                "INSERT INTO area (code, parent, name_th, name_en) VALUES (?, LEFT(?, 4), ?, 'x')", code, code, name);
        areas.changed();
    }

    private List<String> search(String typed) {
        return new AreaSearch(AreaSearch.Wanted.ANY, "", "")
                .find(handle, areas, typed).areas().stream().map(Area::code).toList();
    }

    @Test
    void villagesGetTheirNamesAndAreFoundByThem() {
        areas.village(handle, "710107", 5);
        var result = bring("code,name_th\n71010705,บ้านสมมติใต้\n71010706,สมมติ เหนือ\n71010809,\n");

        assertThat(result.lines())
                .containsExactly(
                        "changed 71010705",
                        "    name_th: หมู่ 5 → บ้านสมมติใต้",
                        "new 71010706",
                        "    code: 71010706",
                        "    name_th: สมมติ เหนือ",
                        "    name_en: Moo 6",
                        "new 71010809",
                        "    code: 71010809",
                        "    name_th: หมู่ 9",
                        "    name_en: Moo 9",
                        "2 new, 1 changed, 0 unchanged.");
        assertThat(areas.value(handle, "71010705").th())
                .isEqualTo("หมู่ 5 บ้านสมมติใต้ ต.ลาดหญ้า อ.เมืองกาญจนบุรี จ.กาญจนบุรี");
        assertThat(search("บ้านสมมติใต้ ต.ลาดหญ้า")).containsExactly("71010705");
        assertThat(search("บ้าน สมมติเหนือ")).containsExactly("71010706");
        assertThat(search("สมมติใต้ กาญจนบุรี")).containsExactly("71010705");
        assertThat(search("บ้านสมมติใต้ จ.ราชบุรี")).containsExactly("70");
        assertThat(search("หมู่ 9 บ้านสมมติใต้")).isEmpty();
    }

    @Test
    void villagesOfOneNameAreChoicesAndTheNearestComeAlone() {
        bring("code,name_th\n71010705,บ้านสมมติใต้\n71020101,บ้านสมมติใต้\n70010101,บ้านสมมติใต้\n");

        assertThat(search("บ้านสมมติใต้")).containsExactly("70010101", "71010705", "71020101");
        var near = new AreaSearch(AreaSearch.Wanted.VILLAGE, "710204", "").find(handle, areas, "บ้านสมมติใต้");
        assertThat(near.areas()).extracting(Area::code).containsExactly("71020101");
        var tambons = new AreaSearch(AreaSearch.Wanted.TAMBON, "71", "").find(handle, areas, "บ้านสมมติใต้");
        assertThat(tambons.areas()).extracting(Area::code).containsExactly("710107", "710201");
    }

    @Test
    void aNameThatIsATambonsElsewhereIsAVillagesBesideATambon() {
        bring("code,name_th\n71010704,บ้านเก่า\n");

        assertThat(search("ต.ลาดหญ้า บ้านเก่า")).containsExactly("71010704");
        assertThat(search("บ้านเก่า กาญจนบุรี")).containsExactly("710113");
    }

    @Test
    void aChangedNameIsKeptAndStillFound() {
        assertThat(bring("code,name_th,name_en\n430111,โพนสว่างใหม่,\n").lines().getLast())
                .isEqualTo("0 new, 1 changed, 0 unchanged.");

        assertThat(areas.value(handle, "430111").th()).startsWith("ต.โพนสว่างใหม่ ");
        assertThat(search("ต.โพนสว่างใหม่")).containsExactly("430111");
        assertThat(search("ต.โพนสว่าง อ.เมืองหนองคาย")).containsExactly("430111");
    }

    @Test
    void aTambonOfTheListTakesThePlaceOfTheProvisionalOneOfItsName() {
        provisional("101802", "101881", "คลองสาน");
        areas.village(handle, "101881", 4);
        handle.createUpdate("""
                INSERT INTO report (number, filed_by, category, detail, area, anonymous, status, created_at, updated_at)
                VALUES ('R-1', 'x', 'ROAD', 'ถนนพัง', '10188104', FALSE, 'NEW', NOW(6), NOW(6))""").execute();

        handle.execute("INSERT INTO chat (id, kind, created_at) VALUES ('U1', 'user', NOW(6))");
        handle.execute(
                "INSERT INTO handover (chat_id, gathered, area, opened_at, closed_at, closed_by, parted, parted_area) VALUES ('U1', '[]', '101881', NOW(6), NOW(6), 'x', TRUE, '10188104')");

        var result = bring("code,name_th\n101802,คลองสาน\n10180204,บ้านสมมติ\n");

        assertThat(result.lines())
                .contains("changed 101802", "    code: 101881 → 101802", "1 new, 1 changed, 0 unchanged.");
        assertThat(handle.createQuery("SELECT area FROM report")
                        .mapTo(String.class)
                        .one())
                .isEqualTo("10180204");
        assertThat(handle.createQuery("SELECT CONCAT(area, ' ', parted_area) FROM handover")
                        .mapTo(String.class)
                        .one())
                .isEqualTo("101802 10180204");
        assertThat(handle.createQuery("SELECT COUNT(*) FROM area WHERE code LIKE '101881%'")
                        .mapTo(Integer.class)
                        .one())
                .isZero();
        assertThat(recoded).containsExactly("101881 101802", "10188104 10180204");
        assertThat(areas.known(handle, "101881").orElseThrow().code()).isEqualTo("101802");
        assertThat(areas.known(handle, "10188104").orElseThrow().nameTh()).isEqualTo("บ้านสมมติ");
        assertThat(areas.known(handle, "10188109").orElseThrow().code()).isEqualTo("10180209");
        assertThat(areas.value(handle, "10188104").code()).isEqualTo("10180204");
        assertThat(bring("code,name_th\n101802,คลองสาน\n").lines()).containsExactly("0 new, 0 changed, 1 unchanged.");
    }

    @Test
    void aProvisionalTambonThatNoNameFitsIsPointedOutAndMovesWhenTheFileSaysSo() {
        provisional("101301", "101381", "จักรวรรดิ์");
        areas.village(handle, "101381", 2);

        assertThat(bring("code,name_th\n101302,สัมพันธวงศ์\n").lines())
                .contains(
                        "101381 จักรวรรดิ์ keeps its provisional code: if it is a tambon of the file by another name, say so there in code_was");
        assertThat(bring("code,name_th,code_was\n101301,จักรวรรดิ,101381\n").lines())
                .containsExactly(
                        "changed 101301",
                        "    code: 101381 → 101301",
                        "    name_th: จักรวรรดิ์ → จักรวรรดิ",
                        "0 new, 1 changed, 0 unchanged.");
        assertThat(search("หมู่ 2 แขวงจักรวรรดิ์")).containsExactly("10130102");
        assertThat(bring("code,name_th,code_was\n101301,จักรวรรดิ,101381\n").lines())
                .containsExactly("0 new, 0 changed, 1 unchanged.");
    }

    @Test
    void everythingWrongIsToldByLineAndColumnAndNothingIsKept() {
        var result = bring("""
                code,name_th,postcode,code_was
                7101,เมืองกาญจนบุรี,71000,
                71010,สมมติ,,
                719901,สมมติ,,
                71010700,สมมติ,,
                710177,,7100,
                710178,สมมติ,,710999
                710179,สมมติ,,7102
                7197,สมมติ,,
                719701,สมมติ,,
                719701,สมมติ,,
                """);

        assertThat(result.refused()).isTrue();
        assertThat(result.lines())
                .containsExactly(
                        "line 2, column postcode: only a tambon has one",
                        "line 3, column code: \"71010\" is not 2, 4, 6 or 8 digits",
                        "line 4, column code: there is no 7199 that it lies in",
                        "line 5, column code: the number of a village is 01 to 99",
                        "line 6, column name_th: is empty",
                        "line 6, column postcode: \"7100\" is not 5 digits",
                        "line 7, column code_was: there is no area 710999",
                        "line 8, column code_was: 7102 is of another level",
                        "line 11: 719701 is on line 10 too",
                        "Nothing was imported: 9 errors.");
        assertThat(areas.byCode(handle, "7197")).isEmpty();
    }

    @Test
    void aDistrictThatGetsAnotherCodeTakesAllThatLiesInItAlong() {
        areas.village(handle, "711301", 1);
        int tambons = handle.createQuery("SELECT COUNT(*) FROM area WHERE parent = '7113'")
                .mapTo(Integer.class)
                .one();

        bring("code,name_th,code_was\n7199,ห้วยกระเจา,7113\n");

        assertThat(handle.createQuery("SELECT COUNT(*) FROM area WHERE parent = '7199'")
                        .mapTo(Integer.class)
                        .one())
                .isEqualTo(tambons);
        assertThat(areas.value(handle, "71130101").code()).isEqualTo("71990101");
        assertThat(areas.value(handle, "71990101").th()).contains("อ.ห้วยกระเจา");
    }
}
