package prasan.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import prasan.support.TestDatabase;

class ScopeTest {
    private static Database database;

    @BeforeAll
    static void start() {
        database = TestDatabase.fresh();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void rowsOutsideAreLeftOutInTheDatabase() {
        assertThat(provinces(new Scope(List.of("70", "71")))).containsExactly("70", "71");
        assertThat(provinces(new Scope(List.of("7101")))).isEmpty();
        assertThat(provinces(new Scope(List.of()))).isEmpty();
        assertThat(provinces(Scope.ALL)).hasSize(77);
    }

    @Test
    void aRowWithoutAnAreaIsOnlyInTheWholeCountry() {
        assertThat(withoutArea(Scope.ALL)).isEqualTo(1);
        assertThat(withoutArea(new Scope(List.of("71")))).isZero();
    }

    @Test
    void anAreaIsCoveredWithAllBelowIt() {
        var scope = new Scope(List.of("7101", "70"));
        assertThat(scope.covers("71010705")).isTrue();
        assertThat(scope.covers("7101")).isTrue();
        assertThat(scope.covers("71")).isFalse();
        assertThat(scope.covers("")).isFalse();
        assertThatThrownBy(() -> scope.require("7102"))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("outside-area"));
        assertThatThrownBy(() -> new Scope(List.of("71%"))).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<String> provinces(Scope scope) {
        var where = new Where().scope("code", scope);
        return database.jdbi()
                .withHandle(handle -> where.bind(handle.createQuery(
                                "SELECT code FROM area WHERE CHAR_LENGTH(code) = 2 AND " + where + " ORDER BY code"))
                        .mapTo(String.class)
                        .list());
    }

    private static int withoutArea(Scope scope) {
        var where = new Where().scope("area", scope);
        return database.jdbi()
                .withHandle(handle -> where.bind(
                                handle.createQuery("SELECT COUNT(*) FROM (SELECT NULL AS area) t WHERE " + where))
                        .mapTo(int.class)
                        .one());
    }
}
