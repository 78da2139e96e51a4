package prasan.areas;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import prasan.chat.Actions;
import prasan.db.Database;
import prasan.flow.Graphemes;
import prasan.flow.Input;
import prasan.flow.Need;
import prasan.flow.Value;
import prasan.support.TestDatabase;

/** Lists of areas: whatever name is typed, no two of the buttons look alike, and none is longer than LINE shows. */
class AreaListsTest {
    private static final int LABEL = 20;
    private static Database database;
    private static Areas areas;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        areas = new Areas();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"th", "en"})
    void everyNameOfATambonThatIsAmbiguousGivesButtonsThatDiffer(String language) {
        var names = database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT name_" + language
                                + " FROM area WHERE CHAR_LENGTH(code) = 6 GROUP BY 1 HAVING COUNT(*) > 1")
                        .mapTo(String.class)
                        .list());
        assertThat(names).hasSizeGreaterThan(500);
        database.jdbi()
                .useHandle(handle -> names.forEach(name -> Stream.of(name, name + " หมู่ 3", "หมู่ 3 " + name)
                        .forEach(typed -> Stream.of("village", "any", "tambon")
                                .forEach(level -> Stream.of("", "71020102")
                                        .forEach(near -> apart(
                                                typed,
                                                new AreaActions(areas)
                                                        .find(
                                                                new Actions.Context(
                                                                        handle, "U1", language, Instant.EPOCH, "once"),
                                                                look(level, near, typed))
                                                        .items()))))));
    }

    @Test
    void whatDiffersComesFirst() {
        assertThat(AreaLabels.of(List.of(
                        List.of("หมู่ 3", "ต.หนองบัว", "อ.บ่อพลอย", "จ.กาญจนบุรี"),
                        List.of("หมู่ 3", "ต.หนองบัว", "อ.เมืองกาญจนบุรี", "จ.กาญจนบุรี"))))
                .containsExactly("อ.บ่อพลอย หมู่ 3", "อ.เมืองกาญจนบุรี หมู่ 3");
        assertThat(AreaLabels.of(List.of(
                        List.of("ต.ท่าเสา", "อ.ไทรโยค", "จ.กาญจนบุรี"),
                        List.of("ต.ท่าเสา", "อ.ท่ามะกา", "จ.กาญจนบุรี"))))
                .containsExactly("อ.ไทรโยค ต.ท่าเสา", "อ.ท่ามะกา ต.ท่าเสา");
        assertThat(AreaLabels.of(
                        List.of(List.of("ต.วังด้ง", "อ.เมืองกาญจนบุรี"), List.of("ต.ลาดหญ้า", "อ.เมืองกาญจนบุรี"))))
                .containsExactly("ต.วังด้ง", "ต.ลาดหญ้า");
    }

    @SuppressWarnings("NullAway") // does not see in class files that the pin of a Look may be null
    private static Need.Look look(String level, String near, String typed) {
        var own = near.isEmpty() ? new Value.None() : new Value.Area(near, "", "");
        return new Need.Look("areas.find", typed, null, null, Map.of("level", new Value.Text(level), "near", own));
    }

    private static void apart(String typed, List<Input.Item> items) {
        var labels = items.stream().map(Input.Item::label).toList();
        assertThat(new HashSet<>(labels)).as(typed + " " + labels).hasSameSizeAs(labels);
        if (items.size() > 1) {
            assertThat(labels)
                    .as(typed)
                    .allSatisfy(label -> assertThat(Graphemes.count(label)).isBetween(1, LABEL));
            assertThat(items.stream().map(Input.Item::title)).as(typed).doesNotHaveDuplicates();
        }
    }
}
