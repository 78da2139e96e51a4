package prasan.db;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import prasan.support.TestDatabase;

class DatabaseTest {

    @Test
    void aFreshTestDatabaseHasEveryProvinceDistrictAndTambon() {
        try (var database = TestDatabase.fresh()) {
            assertThat(database.ready()).isTrue();
            var levels = database.jdbi()
                    .withHandle(handle -> handle.createQuery(
                                    "SELECT COUNT(*) FROM area GROUP BY CHAR_LENGTH(code) ORDER BY CHAR_LENGTH(code)")
                            .mapTo(Integer.class)
                            .list());
            assertThat(levels).containsExactly(77, 928, 7431);
        }
    }
}
