package prasan.members;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import prasan.areas.Area;
import prasan.areas.AreaSearch;
import prasan.areas.Areas;
import prasan.centres.Centres;
import prasan.centres.Seats;
import prasan.chat.Topic;
import prasan.db.Database;
import prasan.db.EmbeddedMariaDb;
import prasan.db.Order;
import prasan.db.Scope;
import prasan.db.Slice;

/** How fast the country's whole register is searched: makes it in {@code target/nation} once, then prints how many milliseconds half and nineteen of twenty questions take at most. Not a test. */
public final class NationBenchmark {
    private static final int VILLAGES = 75_000;
    private static final int MEMBERS = 300_000;
    private static final int CENTRES = 7_000;
    private static final int QUESTIONS = 400;
    private static final String[] PREFIXES = {
        "สม", "วิ", "ชัย", "สมชาย", "นายประดา", "ใจ", "แก้วสม", "ศิริพร ทอง", "ก", "ณัฐวรรณ"
    };

    private final Members members = new Members(new MemberRoles());
    private final Areas areas = new Areas();
    private final Centres centres = new Centres(areas);
    private final Seats seats = new Seats(new MemberRoles());
    private final Random random = new Random(7);
    private final Nation nation;

    private NationBenchmark(Nation nation) {
        this.nation = nation;
    }

    public static void main(String[] args) {
        var home = Path.of("target", "nation");
        try (var server = EmbeddedMariaDb.start(home, NationBenchmark::say);
                var database = Database.open(server.url(), server.user(), server.password(), 4)) {
            var jdbi = database.jdbi();
            // what a server of its own would have; the packaged one is set to need little
            jdbi.useHandle(handle -> handle.execute("SET GLOBAL innodb_buffer_pool_size = 536870912"));
            jdbi.useTransaction(Areas::load);
            var nation = new Nation(jdbi, 1);
            System.out.println("villages imported in ms: " + nation.villages(VILLAGES));
            long from = System.nanoTime();
            if (jdbi.withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM member")
                            .mapTo(Long.class)
                            .one())
                    == 0) {
                nation.members(MEMBERS);
                nation.centres(CENTRES);
                System.out.println(
                        "members and centres made in s: " + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - from));
            }
            from = System.nanoTime();
            jdbi.useHandle(handle -> new Areas().byCode(handle, "71"));
            System.out.println("areas in memory in ms: " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from));
            new NationBenchmark(nation).run(jdbi);
        }
    }

    private static void say(String progress) {
        System.out.println(progress);
    }

    private void run(Jdbi jdbi) {
        measure(jdbi, "member search by name", handle -> search(handle, null, null));
        measure(jdbi, "member search by name in a district", handle -> search(handle, prefix(4), null));
        measure(
                jdbi,
                "member search by name in a province by role",
                handle -> search(handle, prefix(2), Member.Role.VILLAGE_HEAD));
        measure(
                jdbi,
                "members of an area",
                handle -> list(handle, new Members.Filter(prefix(2 + 2 * random.nextInt(4)), null, null, null)));
        measure(
                jdbi,
                "members of a role in a district",
                handle -> list(handle, new Members.Filter(prefix(4), Member.Role.KAMNAN, null, null)));
        measure(jdbi, "members of a role", handle -> list(handle, new Members.Filter(null, role(), null, true)));
        for (var order : Members.ORDERS) {
            measure(jdbi, "members of a province by " + order.name(), handle -> sorted(handle, order, prefix(2), null));
            measure(jdbi, "all members by " + order.name(), handle -> sorted(handle, order, null, null));
            measure(jdbi, "members of a role by " + order.name(), handle -> sorted(handle, order, null, role()));
        }
        measure(
                jdbi,
                "audience count: all of a tambon",
                handle -> count(handle, Audience.living(prefix(6), Topic.NEWS)));
        measure(
                jdbi,
                "audience count: all of a district",
                handle -> count(handle, Audience.living(prefix(4), Topic.NEWS)));
        measure(
                jdbi,
                "audience count: all of a province",
                handle -> count(handle, Audience.living(prefix(2), Topic.MEETINGS)));
        measure(
                jdbi,
                "audience count: heads and kamnans of a province",
                handle -> count(handle, roles(prefix(2), Member.Role.VILLAGE_HEAD, Member.Role.KAMNAN)));
        measure(
                jdbi,
                "audience count: committees of a province and its districts",
                handle -> count(
                        handle,
                        new Audience(
                                prefix(2),
                                Set.of(Member.Role.CON_COMMITTEE),
                                Set.of(Area.Level.PROVINCE, Area.Level.DISTRICT),
                                Topic.MEETINGS,
                                true)));
        measure(
                jdbi,
                "audience: chats of a province's committees",
                handle -> members.audience(handle, roles(prefix(2), Member.Role.CON_COMMITTEE), Nation.DAY));
        measure(jdbi, "area by code", handle -> areas.value(handle, nation.village()));
        measure(
                jdbi,
                "area by words: village name",
                handle -> find(handle, nation.villageName() + " " + named(handle, prefix(2))));
        measure(
                jdbi,
                "area by words: village name near a person",
                handle -> new AreaSearch(AreaSearch.Wanted.VILLAGE, nation.village(), "")
                        .find(handle, areas, nation.villageName()));
        measure(
                jdbi,
                "area by words: tambon and province",
                handle -> find(handle, named(handle, prefix(6)) + " " + named(handle, prefix(2))));
        measure(jdbi, "area by words: postcode", handle -> find(handle, "71000"));
        measure(
                jdbi,
                "centre with its seats",
                handle -> centres.find(handle, Scope.ALL, prefix(6), Nation.DAY)
                        .ifPresent(centre -> seats.of(handle, centre.id(), Nation.DAY)));
        measure(
                jdbi,
                "centres of a province",
                handle -> centres.list(
                        handle, Scope.ALL, new Centres.Filter(prefix(2), null), Nation.DAY, Slice.latest(51)));
        measure(jdbi, "audience count: kamnans of the country", handle -> count(handle, roles("", Member.Role.KAMNAN)));
        measure(
                jdbi,
                "audience count: all committees of the country",
                handle -> count(handle, roles("", Member.Role.CON_COMMITTEE)));
        measure(jdbi, "audience count: everybody", handle -> count(handle, Audience.living("", Topic.MEETINGS)));
    }

    private Member.Role role() {
        return List.of(Member.Role.values()).get(random.nextInt(Member.Role.values().length));
    }

    private String prefix(int digits) {
        return nation.village().substring(0, digits);
    }

    private static Audience roles(String area, Member.Role... roles) {
        return new Audience(area, Set.of(roles), Set.of(), Topic.MEETINGS, true);
    }

    private void search(
            Handle handle,
            @org.jspecify.annotations.Nullable String area,
            Member.@org.jspecify.annotations.Nullable Role role) {
        list(handle, new Members.Filter(area, role, PREFIXES[random.nextInt(PREFIXES.length)], null));
    }

    private void list(Handle handle, Members.Filter filter) {
        members.list(handle, Scope.ALL, filter, Nation.DAY, Slice.latest(51));
    }

    /** A page from the middle, upwards or downwards. */
    private void sorted(
            Handle handle,
            Order<Member> order,
            @org.jspecify.annotations.Nullable String area,
            Member.@org.jspecify.annotations.Nullable Role role) {
        var middle = members.find(handle, 1L + random.nextInt(MEMBERS)).orElseThrow();
        var slice = new Slice<>(order, random.nextBoolean(), order.key().apply(middle), middle.id(), 51);
        members.list(handle, Scope.ALL, new Members.Filter(area, role, null, null), Nation.DAY, slice);
    }

    private void count(Handle handle, Audience audience) {
        members.count(handle, audience, Nation.DAY);
    }

    private void find(Handle handle, String words) {
        new AreaSearch(AreaSearch.Wanted.ANY, "", "").find(handle, areas, words);
    }

    private String named(Handle handle, String code) {
        return areas.byCode(handle, code).orElseThrow().nameTh();
    }

    private void measure(Jdbi jdbi, String what, Consumer<Handle> question) {
        int times = what.contains("country") || what.contains("everybody") ? 40 : QUESTIONS;
        var took = new long[times];
        jdbi.useHandle(handle -> {
            for (int i = -times / 10; i < times; i++) {
                long from = System.nanoTime();
                question.accept(handle);
                if (i >= 0) {
                    took[i] = System.nanoTime() - from;
                }
            }
        });
        Arrays.sort(took);
        System.out.printf(
                "%-70s p50 %7.2f ms   p95 %7.2f ms%n", what, took[times / 2] / 1e6, took[times * 95 / 100] / 1e6);
    }
}
