package prasan.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import prasan.areas.Area;
import prasan.areas.AreaSearch;
import prasan.areas.Areas;
import prasan.centres.Centre;
import prasan.centres.Centres;
import prasan.centres.Seats;
import prasan.chat.Topic;
import prasan.db.Database;
import prasan.db.Order;
import prasan.db.Scope;
import prasan.db.Slice;
import prasan.support.TestDatabase;

/**
 * What the register of a whole country is asked for goes by indexes. Every statement of a question is explained by the database: no table of more than a handful of rows may be read from
 * end to end, and what is read is a small part of it. A smaller country than the real one makes the same plans; {@link NationBenchmark} measures the real size.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NationTest {
    private static final int MEMBERS = 30_000;
    /** Whatever is asked for, at most this part of the members may have to be looked at. */
    private static final long MOST_ROWS = MEMBERS / 6;

    private static final Pattern SCAN = Pattern.compile("ALL|index");

    private final Database database = TestDatabase.fresh();
    private final Members members = new Members(new MemberRoles());
    private final Areas areas = new Areas();
    private final Centres centres = new Centres(areas);
    private final Seats seats = new Seats(new MemberRoles());

    @BeforeAll
    void country() {
        var nation = new Nation(database.jdbi(), 1);
        nation.villages(15_000);
        nation.members(MEMBERS);
        nation.centres(1_200);
        // the areas that are kept in memory are read once, as a whole
        database.jdbi().useHandle(handle -> areas.byCode(handle, "71"));
    }

    @AfterAll
    void close() {
        database.close();
    }

    /** A statement as it was sent. */
    private record Sent(String sql, StatementContext context) {}

    private void byIndex(Consumer<Handle> question) {
        var sent = new ArrayList<Sent>();
        database.jdbi().useHandle(handle -> {
            handle.setSqlLogger(new SqlLogger() {
                @Override
                public void logBeforeExecution(StatementContext context) {
                    sent.add(new Sent(context.getRenderedSql(), context));
                }
            });
            question.accept(handle);
        });
        assertThat(sent).isNotEmpty();
        database.jdbi().useHandle(handle -> sent.forEach(statement -> explained(handle, statement)));
    }

    @SuppressWarnings("removal") // there is no other way to the values that were bound
    private static void explained(Handle handle, Sent sent) {
        var query = handle.createQuery("EXPLAIN " + sent.sql());
        for (var name : sent.context().getBinding().getNames()) {
            query.bind(
                    name,
                    sent.context()
                            .getBinding()
                            .findForName(name, sent.context())
                            .orElseThrow());
        }
        for (var step : query.mapToMap().list()) {
            var table = String.valueOf(step.get("table"));
            // what another step has put together, such as <derived2>, is as small as that step made it
            if (!table.startsWith("<") && step.get("rows") != null) {
                assertThat(String.valueOf(step.get("type")))
                        .as("%s of %s", step, sent.sql())
                        .doesNotMatch(SCAN);
                assertThat(Long.parseLong(String.valueOf(step.get("rows"))))
                        .as("%s of %s", step, sent.sql())
                        .isLessThan(MOST_ROWS);
            }
        }
    }

    /** Lists in every order, from the beginning and from the middle. What is read is counted: no plan tells that a list is read only until the page is full. */
    private <R> void sorted(
            String of,
            List<Order<R>> orders,
            R middle,
            ToLongFunction<R> id,
            BiFunction<Handle, Slice<R>, List<R>> list) {
        for (var order : orders) {
            for (boolean descending : new boolean[] {false, true}) {
                for (var slice : List.of(
                        new Slice<>(order, descending, null, null, 51),
                        new Slice<>(order, descending, order.key().apply(middle), id.applyAsLong(middle), 51))) {
                    database.jdbi().useHandle(handle -> {
                        long before = read(handle);
                        assertThat(list.apply(handle, slice)).isNotEmpty();
                        assertThat(read(handle) - before).as(of + slice).isLessThan(MEMBERS / 3);
                    });
                }
            }
        }
    }

    private static long read(Handle handle) {
        return handle.createQuery(
                        "SELECT SUM(variable_value) FROM information_schema.session_status WHERE variable_name LIKE 'Handler_read%'")
                .mapTo(Long.class)
                .one();
    }

    private void sorted(Scope scope, Members.Filter filter) {
        var middle = database.jdbi()
                .withHandle(handle -> members.list(handle, scope, filter, Nation.DAY, Slice.latest(20)))
                .getLast();
        sorted(
                scope + " " + filter,
                Members.ORDERS,
                middle,
                Member::id,
                (handle, slice) -> members.list(handle, scope, filter, Nation.DAY, slice));
    }

    private void listed(@Nullable String area, Member.@Nullable Role role, @Nullable String text) {
        byIndex(handle -> members.list(
                handle, Scope.ALL, new Members.Filter(area, role, text, null), Nation.DAY, Slice.latest(51)));
    }

    private void counted(Audience audience) {
        byIndex(handle -> members.count(handle, audience, Nation.DAY));
        byIndex(handle -> members.audience(handle, audience, Nation.DAY));
    }

    @Test
    void theCountryIsAsLargeAsAsked() {
        var rows = new HashMap<String, Integer>();
        database.jdbi().useHandle(handle -> {
            for (var table : List.of("member", "centre", "seat")) {
                rows.put(
                        table,
                        handle.createQuery("SELECT COUNT(*) FROM " + table)
                                .mapTo(Integer.class)
                                .one());
            }
        });
        assertThat(rows).isEqualTo(Map.of("member", MEMBERS, "centre", 1_200, "seat", 18_000));
    }

    @Test
    void aScanIsSeen() {
        assertThat(catchThrowable(
                        () -> byIndex(handle -> handle.createQuery("SELECT id FROM member WHERE name LIKE '%ชาย%'")
                                .mapTo(Long.class)
                                .list())))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void membersAreFoundByName() {
        listed(null, null, "สมชาย");
        listed(null, null, "นายศิริพร ทอง");
        listed("7101", null, "สม");
        listed("71", Member.Role.VILLAGE_HEAD, "ชัย");
    }

    @Test
    void membersAreFoundByAreaAndRole() {
        listed("71", null, null);
        listed("710107", null, null);
        listed("7101", Member.Role.KAMNAN, null);
        byIndex(handle -> members.namesakes(handle, "นายสมชาย ใจดี", "7101"));
        byIndex(handle -> members.byCode(handle, "L-1"));
        byIndex(handle -> members.byChat(handle, "U-1"));
    }

    @Test
    void listsOfMembersAreSorted() {
        sorted(Scope.ALL, new Members.Filter(null, null, null, null));
        sorted(Scope.ALL, new Members.Filter(null, null, null, true));
        sorted(Scope.ALL, new Members.Filter("7101", null, null, null));
        sorted(new Scope(List.of("7102", "7103")), new Members.Filter(null, null, null, null));
        sorted(Scope.ALL, new Members.Filter(null, Member.Role.KAMNAN, null, null));
        sorted(Scope.ALL, new Members.Filter("71", Member.Role.VILLAGE_HEAD, null, null));
        sorted(Scope.ALL, new Members.Filter(null, Member.Role.RESIDENT, null, null));
        sorted(Scope.ALL, new Members.Filter(null, null, "สมชาย", null));
    }

    @Test
    void audiencesAreCountedByWhereTheyLiveAndByTheirRoles() {
        counted(Audience.living("71", Topic.MEETINGS));
        counted(Audience.living("710107", null));
        counted(new Audience("71", Set.of(Member.Role.VILLAGE_HEAD, Member.Role.KAMNAN), Set.of(), Topic.NEWS, true));
        counted(new Audience(
                "71", Set.of(Member.Role.CON_COMMITTEE), Set.of(Area.Level.PROVINCE, Area.Level.DISTRICT), null, true));
        counted(new Audience("", Set.of(Member.Role.KAMNAN), Set.of(), null, false));
    }

    @Test
    void areasAreFoundByCodeAndByWords() {
        byIndex(handle -> areas.value(handle, "71010701"));
        for (var words : List.of(
                "บ้านหนองบัว",
                "บ้านหนองบัว จ.กาญจนบุรี",
                "ม.1 บ้านโคกไผ่ ต.ลาดหญ้า",
                "หนองขามใหญ่ อ.เมือง จ.ราชบุรี")) {
            byIndex(handle -> new AreaSearch(AreaSearch.Wanted.ANY, "710204", "").find(handle, areas, words));
        }
    }

    @Test
    void listsOfCentresAreSorted() {
        var middle = database.jdbi().withHandle(handle -> centres.require(handle, Scope.ALL, "7101", Nation.DAY));
        sorted(
                "centres",
                Centres.ORDERS,
                middle,
                Centre::id,
                (handle, slice) -> centres.list(handle, Scope.ALL, new Centres.Filter(null, null), Nation.DAY, slice));
    }

    @Test
    void centresAreFoundByCodeAndArea() {
        byIndex(handle -> {
            var centre = centres.require(handle, Scope.ALL, "7101", Nation.DAY);
            seats.of(handle, centre.id(), Nation.DAY);
        });
        byIndex(handle -> centres.list(
                handle, new Scope(List.of("71")), new Centres.Filter("7101", null), Nation.DAY, Slice.latest(51)));
    }
}
