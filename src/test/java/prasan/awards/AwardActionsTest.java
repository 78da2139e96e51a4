package prasan.awards;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import prasan.areas.Areas;
import prasan.chat.Actions;
import prasan.db.Database;
import prasan.db.Scope;
import prasan.flow.Input;
import prasan.flow.Need;
import prasan.flow.Value;
import prasan.support.Prints;
import prasan.support.Pushes;
import prasan.support.TestDatabase;

class AwardActionsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");

    private final Database database = TestDatabase.fresh();
    private final Areas areas = new Areas();
    private final Awards awards = new Awards(areas, new Pushes(), (handle, area) -> List.of());
    private final AwardActions actions = new AwardActions(awards, areas, Prints::bare);
    private Handle handle;

    @BeforeEach
    void open() {
        handle = database.jdbi().open();
        awards.put(handle, new Award.Type("NAKPATTANA", "นักพัฒนาชุมชนดีเด่น", "โล่"));
        awards.create(handle, Scope.ALL, "AW69-01", AwardsTest.facts(Award.RecipientKind.PERSON, true), NOW);
        awards.create(handle, Scope.ALL, "AW69-02", AwardsTest.facts(Award.RecipientKind.PERSON, true), NOW);
        awards.announce(handle, Scope.ALL, "AW69-01", "OF01", NOW);
    }

    @AfterEach
    void close() {
        handle.close();
        database.close();
    }

    private Actions.Context context() {
        return new Actions.Context(handle, "U1", "th", NOW, "once");
    }

    @SuppressWarnings("NullAway") // does not see in class files that the query of a Look may be null
    private Need.Look look(@Nullable String typed, String area, @Nullable String year) {
        var inputs = new HashMap<String, Value>();
        inputs.put("area", areas.value(handle, area));
        inputs.put("year", year == null ? new Value.None() : new Value.Ref(year, year));
        return new Need.Look("awards", typed, null, null, inputs);
    }

    private static List<String> ids(Input.Found found) {
        return found.items().stream()
                .map(item -> ((Value.Ref) item.value()).id())
                .toList();
    }

    @Test
    void onlyAnnouncedAwardsAreThere() {
        assertThat(ids(actions.recipients(context(), look(null, "71", null)))).containsExactly("AW69-01");
        assertThat(read("AW69-02").name()).isEqualTo("unknown");
        assertThat(read("AW69-99").name()).isEqualTo("unknown");
    }

    @Test
    void whoTakesConsentBackIsGoneAtOnce() {
        awards.change(handle, Scope.ALL, "AW69-01", AwardsTest.facts(Award.RecipientKind.PERSON, false), NOW);

        assertThat(actions.recipients(context(), look(null, "71", null)).refused())
                .isEqualTo("none");
        assertThat(actions.years(context(), look(null, "71", null)).refused()).isEqualTo("none");
        assertThat(read("AW69-01").name()).isEqualTo("unknown");
    }

    @Test
    void anAreaWithoutRecipientsSeesThoseAroundIt() {
        assertThat(ids(actions.years(context(), look(null, "710207", null)))).containsExactly("2569");
        assertThat(ids(actions.recipients(context(), look(null, "710207", "2569"))))
                .containsExactly("AW69-01");
        assertThat(actions.years(context(), look(null, "70", null)).refused()).isEqualTo("none");
        assertThat(actions.recipients(context(), look(null, "7001", null)).refused())
                .isEqualTo("none");
    }

    @Test
    void aYearIsUnderstoodAndNarrowsTheList() {
        assertThat(ids(actions.years(context(), look("๖๙", "71", null)))).containsExactly("2569");
        assertThat(actions.years(context(), look("2568", "71", null)).refused()).isEqualTo("none");
        assertThat(actions.recipients(context(), look(null, "71", "2568")).refused())
                .isEqualTo("none");
    }

    @Test
    void aRecipientIsFoundByName() {
        var item =
                actions.recipients(context(), look("สมมติ", "71", null)).items().getFirst();

        assertThat(item.title()).isEqualTo("นายสมมติ นามสมมุติ");
        assertThat(item.lines())
                .containsExactly(
                        "นักพัฒนาชุมชนดีเด่นจังหวัดกาญจนบุรี", "หมู่ 3 ต.ลาดหญ้า อ.เมืองกาญจนบุรี จ.กาญจนบุรี");
        assertThat(actions.recipients(context(), look("สมหญิง", "71", null)).refused())
                .isEqualTo("none");
    }

    @Test
    void aCitationHasEverything() {
        var registered = new Actions();
        actions.register(registered);

        var outputs = Objects.requireNonNull(
                Objects.requireNonNull(registered.signatures().get("awards.read"))
                        .outcomes()
                        .get("found"));
        var found = read("AW69-01");

        assertThat(found.name()).isEqualTo("found");
        assertThat(found.values())
                .containsOnlyKeys(outputs.keySet())
                .containsEntry("recipient", new Value.Text("นายสมมติ นามสมมุติ"))
                .containsEntry("on", new Value.Day(LocalDate.of(2026, 2, 28)))
                .containsEntry("prize", new Value.None())
                .containsEntry("year", new Value.Text("2569"))
                .containsEntry("area", areas.value(handle, "71010703"));
    }

    private Input.Outcome read(String code) {
        return actions.read(context(), Map.of("award", new Value.Ref(code, "")));
    }
}
