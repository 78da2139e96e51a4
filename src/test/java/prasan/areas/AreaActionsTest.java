package prasan.areas;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import prasan.chat.Actions;
import prasan.db.Database;
import prasan.flow.Input;
import prasan.flow.Need;
import prasan.flow.Value;
import prasan.support.TestDatabase;

/** What people type when they are asked where: found or refused, with the codes that come back. Near is Lum Sum, Sai Yok, Kanchanaburi unless said otherwise. */
class AreaActionsTest {
    private static final String NEAR = "71020102";
    private static Database database;
    private static Areas areas;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        areas = new Areas();
        database.jdbi().useHandle(handle -> areas.village(handle, "710201", 2));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', textBlock = """
            หมู่ 8 บ้านหนองปลาไหล                 | 71020108
            ม.5 ต.ลาดหญ้า                        | 71010705
            หมู่ที่ ๕ ลาดหญ้า                      | 71010705
            หมู่5ลาดหญ้า                          | 71010705
            ม๕ ต. ลาดหญ้า                        | 71010705
            ม.11ต.ท่าขนุนอ.ทองผาภูมิ               | 71070111
            บ้านเลขที่ 99/2 หมู่ 3 ตำบลลุ่มสุ่ม อำเภอไทรโยค | 71020103
            5                                   | 71020105
            ที่ 5                                 | 71020105
            หมู่ 12                               | 71020112
            Moo 5, Lat Ya, Mueang Kanchanaburi   | 71010705
            moo 7 tha sao sai yok                | 71020207
            ม.5 ท่าเสา                            | 71020205 71051605
            ลาดหญ้า                              | village 710107
            ต.ไทรโยค                             | village 710204
            ท่าเสา                                | 710202 710516
            ไทรโยค กาญจนบุรี                      | village 710204
            ห้า                                  | 71020105
            หมู่ห้า                               | 71020105
            หมู่ที่ห้าค่ะ                           | 71020105
            หมู่ที่5                              | 71020105
            ม.๕ ลาดหญ้าครับ                       | 71010705
            หมู่ห้า ลาดหญ้า                        | 71010705
            อยู่หมู่ 5 ตำบลลาดหญ้าค่ะ                | 71010705
            หมู่ 5 ลาดหญ้ากาญจนบุรี                  | 71010705
            ต.ลาดหญ้าอ.เมืองจ.กาญจนบุรี หมู่ 3        | 71010703
            Lat Ya moo 4                        | 71010704
            หมู่ 5 ลาดหย้า                         | similar 71010705
            ลาดหย้า                               | similar 710107
            ต.ลุ่มสุม                              | similar 710201
            อ.ไทรโยค                             | wide 7102
            หมู่ 5 อ.เมือง                         | wide 7101
            กาญจนบุรี                             | wide 71
            ไม่มีหมู่ อยู่ในเทศบาล                    | 710201/
            บ่มีหมู่                               | 710201/
            ทั้งตำบล ลาดหญ้า                        | 710107/
            ชุมชนวัดใต้ ต.ปากแพรก                   | 710103/ชุมชนวัดใต้
            เทศบาลตำบลลาดหญ้า                      | village 710107
            เทศบาลตำบลลาดหญ้า หมู่ 2                | 71010702
            แขวงคลองเตย เขตคลองเตย                | 103301/
            หมู่ 0 ลาดหญ้า                         | none
            หมู่ 100 ลาดหญ้า                       | none
            ไม่ทราบค่ะ                             | none
            """)
    void findsAVillage(String typed, String expected) {
        assertThat(found("village", NEAR, "", typed)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', textBlock = """
            ลาดหญ้า                                                          | 710107
            ลาดหญา\u0E49                                                     | 710107
            ม.5 ต.ลาดหญ้า                                                    | 710107
            71190                                                          | 710106 710107 710108 710109
            99999                                                          | none
            99/9 ถ.แสงชูโต ตำบลบ้านใต้ อำเภอเมืองกาญจนบุรี จังหวัดกาญจนบุรี 71000 ประเทศไทย | 710102
            ต.ปากแพรก อ.เมือง จ.กาญจนบุรี 71000                                 | 710103
            แขวงพระบรมมหาราชวัง เขตพระนคร กรุงเทพมหานคร 10200                   | 100101
            วังบูรพาภิรมย์ กทม                                                 | 100102
            Pak Phraek, Mueang Kanchanaburi District, Kanchanaburi 71000, Thailand | 710103
            อ.เมือง                                                          | wide 7101
            บางรัก กรุงเทพ | 100404
            เขตบางรัก กรุงเทพ | wide 1004
            """)
    void findsATambon(String typed, String expected) {
        assertThat(found("tambon", NEAR, "", typed)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', textBlock = """
            ไทรโยค          | 7102 710204
            อ.ไทรโยค        | 7102
            จ.กาญจนบุรี      | 71
            กาญจนบุรี        | 71
            เมืองกาญจนบุรี    | 7101
            หมู่ 2 ไทรโยค     | 71020402
            โคราช           | 30 301803
            """)
    void findsAnyArea(String typed, String expected) {
        assertThat(found("any", NEAR, "", typed)).isEqualTo(expected);
    }

    @Test
    void withoutAnAreaOfTheirOwnAPersonChoosesAmongAllOfTheName() {
        assertThat(found("tambon", "", "", "ท่าเสา").split(" "))
                .hasSizeGreaterThan(2)
                .contains("710202", "710516");
        assertThat(found("tambon", "", "", "ท่าเสา กาญจนบุรี")).isEqualTo("710202 710516");
        assertThat(found("tambon", "", "", "อ.เมือง")).isEqualTo("none");
        // a number is kept, and only the tambon is asked for
        assertThat(found("village", "", "", "5")).isEqualTo("tambon");
        assertThat(found("village", "", "", "ไม่ทราบค่ะ")).isEqualTo("none");
        assertThat(found("village", "", "", "ลาดหย้า")).isEqualTo("similar 710107");
    }

    @Test
    void aNumberWhoseTambonIsNotKnownIsKept() {
        var kept = look("village", "", null, "หมู่ 5", null, List.of()).items().getFirst();
        assertThat(kept.title()).isEqualTo("หมู่ 5");
        assertThat(codes(look("village", "", kept.value(), "ลาดหญ้า", null, List.of())))
                .isEqualTo("71010705");
        var wide = look("village", "", kept.value(), "กาญจนบุรี", null, List.of());
        assertThat(codes(wide)).isEqualTo("wide 71");
        assertThat(wide.items().getFirst().title()).isEqualTo("หมู่ 5 จ.กาญจนบุรี");
        var value = wide.items().getFirst().value();
        assertThat(codes(look("village", "", value, "ลาดหญ้า", null, List.of())))
                .isEqualTo("71010705");
        assertThat(codes(look("village", "", value, "หมู่ 6 ท่าเสา", null, List.of())))
                .isEqualTo("71020206 71051606");
        var community = look("village", "", null, "ชุมชนวัดใต้", null, List.of())
                .items()
                .getFirst();
        assertThat(codes(look("village", "", community.value(), "ปากแพรก กาญจนบุรี", null, List.of())))
                .isEqualTo("710103/ชุมชนวัดใต้");
    }

    @Test
    void aTownLiesInTambonsOfItsDistrictTheOwnOneFirst() {
        var town = look("village", "710103", null, "ชุมชนวัดใต้ เทศบาลเมืองกาญจนบุรี", null, List.of());
        assertThat(codes(town)).startsWith("710103/ชุมชนวัดใต้ 710101/ชุมชนวัดใต้ ");
        assertThat(town.items().getFirst().title()).isEqualTo("ชุมชนวัดใต้ ต.ปากแพรก อ.เมืองกาญจนบุรี จ.กาญจนบุรี");
        assertThat(town.items().getFirst().label()).isEqualTo("ต.ปากแพรก");
    }

    @Test
    void whatIsTypedAtAListIsSoughtInTheListFirst() {
        var postcode = List.of("710106", "710107", "710108", "710109");
        assertThat(among(postcode, "ลาดหญ้า")).isEqualTo("village 710107");
        assertThat(among(postcode, "หญ้า")).isEqualTo("village 710107");
        assertThat(among(postcode, "ลาดหย้า")).isEqualTo("similar 710107");
        assertThat(among(postcode, "หมู่ 3")).isEqualTo("71010603 71010703 71010803 71010903");
        assertThat(among(postcode, "หมู่ 3 ลาดหญ้า")).isEqualTo("71010703");
        assertThat(among(postcode, "หนองขาว")).isEqualTo("village 710605");
        assertThat(found("village", "", "", "พังตรุ")).isEqualTo("710610 710905");
        var namesakes = List.of("710610", "710905");
        assertThat(among(namesakes, "พังตรุ ท่าม่วง")).isEqualTo("village 710610");
        assertThat(among(namesakes, "ท่าม่วง")).isEqualTo("village 710610");
        assertThat(among(namesakes, "หมู่ 2 อำเภอพนมทวน")).isEqualTo("71090502");
    }

    private static String among(List<String> shown, String typed) {
        return codes(look("village", "", null, typed, null, shown));
    }

    @Test
    void thePlaceThatWasSentDecides() {
        var address = "99 ตำบล ลาดหญ้า อำเภอเมืองกาญจนบุรี กาญจนบุรี 71190 ประเทศไทย";
        var pin = new Value.Place(14.1, 99.4, address);
        assertThat(placed(pin, null)).isEqualTo("village 710107");
        assertThat(placed(new Value.Place(14.1, 99.4, "99/9 หมู่ 3 " + address), null))
                .isEqualTo("71010703");
        assertThat(placed(new Value.Place(13.7, 100.5, "แขวงคลองเตย เขตคลองเตย กรุงเทพมหานคร 10110"), null))
                .isEqualTo("103301/");
        assertThat(placed(new Value.Place(14.1, 99.4, null), null)).isEqualTo("none");
        // a place in words is no address, unless it says so
        assertThat(placed(new Value.Place(null, null, "หน้าวัดลาดหญ้า"), null)).isEqualTo("none");
        assertThat(placed(new Value.Place(null, null, "หน้าวัด หมู่ 7 ลาดหญ้า"), null))
                .isEqualTo("71010707");
        // a number is one of the place's tambon, not of one's own
        assertThat(placed(pin, "หมู่ 5")).isEqualTo("71010705");
        // elsewhere is asked
        assertThat(placed(pin, "หมู่ 5 วังด้ง")).isEqualTo("differs 71010805 710107");
        assertThat(placed(pin, "หมู่ 5 ลาดหญ้า")).isEqualTo("71010705");
    }

    @SuppressWarnings("NullAway") // does not see in class files that the query of a Look may be null
    private static String placed(Value.Place place, @Nullable String typed) {
        return database.jdbi().inTransaction(handle -> {
            var inputs = Map.of("level", new Value.Text("village"), "near", area(handle, NEAR), "place", place);
            var context = new Actions.Context(handle, "U1", "th", Instant.EPOCH, "once");
            return codes(new AreaActions(areas).find(context, new Need.Look("areas.find", typed, null, null, inputs)));
        });
    }

    @Test
    void oneLivingInATambonMeansThatOneAndNotItsNamesakes() {
        assertThat(found("tambon", "710202", "", "ท่าเสา")).isEqualTo("710202");
        assertThat(found("tambon", "710516", "", "ท่าเสา")).isEqualTo("710516");
    }

    @Test
    void aSecondAnswerIsReadInsideTheFirst() {
        assertThat(found("village", NEAR, "710107", "5")).isEqualTo("71010705");
        assertThat(found("village", NEAR, "710107", "หมู่ที่ ๕")).isEqualTo("71010705");
        assertThat(found("village", NEAR, "710107", "ไม่แน่ใจ")).isEqualTo("village 710107");
        assertThat(found("village", NEAR, "710107", "ม.3 ต.วังด้ง")).isEqualTo("71010803");
        assertThat(found("tambon", NEAR, "7105", "ท่าเสา")).isEqualTo("710516");
        assertThat(found("tambon", NEAR, "7105", "ลาดหญ้า")).isEqualTo("710107");
        assertThat(found("village", NEAR, "7105", "หมู่ 4")).isEqualTo("wide 7105");
        assertThat(found("village", NEAR, "7102", "หมู่ 4")).isEqualTo("71020104");
    }

    @Test
    void aPinIsFoundByItsAddressAndWithoutOneNotAtAll() {
        var address = "ตำบล ลาดหญ้า อำเภอเมืองกาญจนบุรี กาญจนบุรี 71190 ประเทศไทย";
        assertThat(codes(look("tambon", NEAR, "", null, new Input.Pin(14.1, 99.4, "วัดตัวอย่าง", address))))
                .isEqualTo("710107");
        assertThat(codes(look("tambon", NEAR, "", null, new Input.Pin(14.1, 99.4, null, null))))
                .isEqualTo("none");
    }

    @Test
    void aVillageThatIsFoundHasAFullNameAndGetsItsRowWhenItIsWrittenDown() {
        var found = look("village", NEAR, "", "ม.9 ต.ลาดหญ้า", null).items().getFirst();

        assertThat(found.label()).isEqualTo("หมู่ 9 ต.ลาดหญ้า");
        assertThat(found.title()).isEqualTo("หมู่ 9 ต.ลาดหญ้า อ.เมืองกาญจนบุรี จ.กาญจนบุรี");
        var village = new Area("71010709", "หมู่ 9", "Moo 9", null);
        database.jdbi().useHandle(handle -> {
            assertThat(areas.byCode(handle, "71010709")).isEmpty();
            assertThat(areas.require(handle, "71010709")).isEqualTo(village);
            assertThat(areas.byCode(handle, "71010709")).contains(village);
        });
    }

    private static String found(String level, String near, String within, String typed) {
        return codes(look(level, near, within, typed, null));
    }

    private static String codes(Input.Found found) {
        var codes = found.items().stream()
                .map(item -> (Value.Area) item.value())
                .map(area -> area.code() + (area.community() == null ? "" : "/" + area.community()))
                .toList();
        return (found.refused() == null ? "" : found.refused() + " ")
                .concat(String.join(" ", codes))
                .strip();
    }

    private static Input.Found look(
            String level, String near, String within, @Nullable String typed, Input.@Nullable Pin pin) {
        var known = within.isEmpty() ? null : database.jdbi().withHandle(handle -> area(handle, within));
        return look(level, near, known, typed, pin, List.of());
    }

    @SuppressWarnings("NullAway") // does not see in class files that the pin of a Look may be null
    private static Input.Found look(
            String level,
            String near,
            @Nullable Value within,
            @Nullable String typed,
            Input.@Nullable Pin pin,
            List<String> among) {
        return database.jdbi().inTransaction(handle -> {
            var inputs =
                    Map.of("level", new Value.Text(level), "near", area(handle, near), "among", new Value.Texts(among));
            var look = new Need.Look("areas.find", typed, pin, within, inputs);
            var context = new Actions.Context(handle, "U1", "th", Instant.EPOCH, "once");
            return new AreaActions(areas).find(context, look);
        });
    }

    private static Value area(Handle handle, String code) {
        return code.isEmpty() ? new Value.None() : areas.value(handle, code);
    }
}
