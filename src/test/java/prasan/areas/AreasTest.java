package prasan.areas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.NoSuchElementException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import prasan.db.Database;
import prasan.db.Refused;
import prasan.flow.Thai;
import prasan.support.TestDatabase;

class AreasTest {
    private static Database database;
    private final Areas areas = new Areas();

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void everyProvinceDistrictAndTambonIsLoadedOnce() {
        try (var empty = TestDatabase.empty()) {
            int first = empty.jdbi().inTransaction(Areas::load);
            assertThat(first).isEqualTo(77 + 928 + 7436);
            int second = empty.jdbi().inTransaction(Areas::load);
            assertThat(second).isZero();
            var levels = empty.jdbi()
                    .withHandle(handle -> handle.createQuery(
                                    "SELECT COUNT(*) FROM area GROUP BY CHAR_LENGTH(code) ORDER BY CHAR_LENGTH(code)")
                            .mapTo(Integer.class)
                            .list());
            assertThat(levels).containsExactly(77, 928, 7436);
        }
    }

    @Test
    void namesAreWrittenInTheirProperSequenceAndEveryTambonHasAPostcode() {
        database.jdbi().useHandle(handle -> {
            assertThat(handle.createQuery("SELECT name_th FROM area")
                            .mapTo(String.class)
                            .list())
                    .allSatisfy(name -> assertThat(Thai.clean(name)).isEqualTo(name));
            assertThat(handle.createQuery(
                                    "SELECT code FROM area WHERE (CHAR_LENGTH(code) = 6) <> (postcode REGEXP '^[1-9][0-9]{4}$' <=> 1)")
                            .mapTo(String.class)
                            .list())
                    .isEmpty();
        });
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            71     | จ.กาญจนบุรี                               | Kanchanaburi
            7101   | อ.เมืองกาญจนบุรี จ.กาญจนบุรี                 | Mueang Kanchanaburi, Kanchanaburi
            710107 | ต.ลาดหญ้า อ.เมืองกาญจนบุรี จ.กาญจนบุรี       | Lat Ya, Mueang Kanchanaburi, Kanchanaburi
            10     | กรุงเทพมหานคร                             | Bangkok
            100101 | แขวงพระบรมมหาราชวัง เขตพระนคร กรุงเทพมหานคร |
            """)
    void aFullNameIsWrittenAsInAnAddress(String code, String th, String en) {
        database.jdbi().useHandle(handle -> {
            assertThat(areas.value(handle, code).th()).isEqualTo(th);
            if (en != null) {
                assertThat(areas.value(handle, code).en()).isEqualTo(en);
            }
        });
    }

    @Test
    void aVillageGetsItsRowWhenItIsFirstNamed() {
        database.jdbi().useHandle(handle -> {
            assertThat(areas.byCode(handle, "71010705")).isEmpty();
            var village = areas.village(handle, "710107", 5);
            assertThat(areas.village(handle, "710107", 5)).isEqualTo(village);
            assertThat(areas.byCode(handle, "71010705")).contains(village);
            assertThat(areas.value(handle, "71010705").th()).isEqualTo("หมู่ 5 ต.ลาดหญ้า อ.เมืองกาญจนบุรี จ.กาญจนบุรี");
            assertThat(areas.value(handle, "71010705").en())
                    .isEqualTo("Moo 5, Lat Ya, Mueang Kanchanaburi, Kanchanaburi");
        });
    }

    @Test
    void aVillageWhoseTransactionFailedIsNotRemembered() {
        database.jdbi().useHandle(handle -> {
            handle.begin();
            areas.village(handle, "710107", 6);
            handle.rollback();
            assertThat(areas.byCode(handle, "71010706")).isEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource({"710107, 0", "710107, 100", "719999, 1", "7101, 1"})
    void aVillageThatCannotBeIsRefused(String tambon, int moo) {
        assertThatThrownBy(() -> database.jdbi().useHandle(handle -> areas.village(handle, tambon, moo)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("unknown-area");
    }

    @Test
    void anUnknownCodeHasNoName() {
        database.jdbi()
                .useHandle(handle ->
                        assertThatThrownBy(() -> areas.value(handle, "99")).isInstanceOf(NoSuchElementException.class));
    }
}
