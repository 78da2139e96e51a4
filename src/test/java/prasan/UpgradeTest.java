package prasan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import prasan.simulator.Deed;
import prasan.support.FakeLine;
import prasan.support.FakePerson;
import prasan.support.SchemaDump;
import prasan.support.SettableClock;
import prasan.support.TestDatabase;

/**
 * Data that any version left is data that this one goes on with: each dump in {@code dumps/} was made by the last program of its schema, stopped while people were in the middle of
 * something and answers to them were waiting.
 */
class UpgradeTest {
    private static final Path DUMPS = Path.of("src", "test", "resources", "dumps");
    private static final String SUFFIX = ".sql.gz";
    /** V005 came with V008 in one commit, V029 with V030. */
    private static final Set<String> NEVER_THE_LAST = Set.of("005", "029", "031", "032", "034");

    private static final Duration STOPPED = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    static List<String> versions() throws IOException {
        try (var files = Files.list(DUMPS)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(1, name.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void everyMigrationButTheNewestWasTheLastOfADump() throws IOException {
        var migrations = Stream.of(Flyway.configure()
                        .dataSource(TestDatabase.url(TestDatabase.bare()), TestDatabase.user(), TestDatabase.password())
                        .locations("classpath:db/migration")
                        .load()
                        .info()
                        .all())
                .map(migration -> migration.getVersion().getVersion())
                .collect(Collectors.toCollection(TreeSet::new));
        migrations.pollLast();
        migrations.removeAll(NEVER_THE_LAST);
        assertThat(versions()).as("dumps, see dumps/README.md").containsAll(migrations);
    }

    @ParameterizedTest(name = "V{0}")
    @MethodSource("versions")
    void goesOnWithWhatAVersionLeft(String version) throws IOException, SQLException {
        var dump = SchemaDump.read(DUMPS.resolve("V" + version + SUFFIX));
        var schema = TestDatabase.bare();
        var jdbi = Jdbi.create(TestDatabase.url(schema), TestDatabase.user(), TestDatabase.password());
        jdbi.useHandle(dump::load);
        var before = Left.in(jdbi);
        var clock = new SettableClock(dump.at().plus(STOPPED));
        try (var line = FakeLine.start(clock, version.hashCode());
                var app = App.start(Bot.config(line, TestDatabase.url(schema)), false, clock, progress -> {})) {
            line.webhook("http://127.0.0.1:" + app.port() + "/webhook");
            var people = before.people().stream().map(line::known).toList();
            for (var person : people) {
                tapsAnOldButton(person, before.lastSaid(person.id()));
            }
            settled(jdbi);
            people.forEach(person -> person.says("หมู่ 5 ต.ลาดหญ้า อ.เมืองกาญจนบุรี"));
            settled(jdbi);
            for (var person : people) {
                tapsAnOldButton(person, line.messagesTo(person));
            }
            settled(jdbi);
            // all conversations that are left are put aside, and after a week forgotten
            for (var pause : List.of(Duration.ofHours(3), Duration.ofDays(8))) {
                clock.advance(pause);
                people.forEach(person -> person.says("เมนู"));
                settled(jdbi);
            }
            for (var person : people) {
                assertThat(person.texts())
                        .as("said to %s", person.id())
                        .noneMatch(text -> text.contains("ระบบขัดข้อง"));
                if (!before.withOfficer().contains(person.id())) {
                    assertThat(person.texts()).as("said to %s", person.id()).hasSizeGreaterThanOrEqualTo(4);
                }
            }
            assertThat(texts(jdbi, "SELECT CONCAT_WS(' ', event_id, cause) FROM inbox WHERE state = 'FAILED'"))
                    .isEmpty();
            assertThat(texts(jdbi, "SELECT number FROM report")).containsAll(before.reports());
            assertThat(texts(jdbi, "SELECT id FROM member")).containsAll(before.members());
            assertThat(texts(jdbi, "SELECT code FROM project")).containsAll(before.projects());
            assertThat(texts(jdbi, "SELECT number FROM notice")).containsAll(before.notices());
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(
                                    texts(jdbi, "SELECT number FROM notice WHERE begun_at IS NOT NULL AND NOT settled"))
                            .isEmpty());
        }
    }

    /** Every event is answered, and all that was to be sent has gone out or ended. */
    private static void settled(Jdbi jdbi) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).untilAsserted(() -> {
            assertThat(texts(jdbi, "SELECT event_id FROM inbox WHERE state = 'WAITING'"))
                    .isEmpty();
            assertThat(texts(jdbi, "SELECT CONCAT_WS(' ', cause_key, failure) FROM outbox WHERE state = 'WAITING'"))
                    .isEmpty();
        });
    }

    private static void tapsAnOldButton(FakePerson person, List<JsonNode> said) {
        said.reversed().stream()
                .flatMap(message -> message.findParents("data").stream())
                .findFirst()
                .ifPresent(
                        button -> person.does(new Deed.Tap(button.path("data").asText(), null)));
    }

    private static List<String> texts(Jdbi jdbi, String sql) {
        return jdbi.withHandle(
                handle -> handle.createQuery(sql).mapTo(String.class).list());
    }

    /** What a version left, as it left it. */
    private record Left(
            List<String> people,
            List<String> withOfficer,
            Map<String, List<JsonNode>> said,
            List<String> reports,
            List<String> members,
            List<String> projects,
            List<String> notices) {
        static Left in(Jdbi jdbi) {
            var left = new Left(
                    texts(jdbi, "SELECT chat_id FROM session WHERE chat_id LIKE 'U%'"),
                    texts(jdbi, "SELECT chat_id FROM session WHERE state LIKE '%\"mode\":\"OFFICER\"%'"),
                    jdbi.withHandle(handle -> handle.createQuery(
                                    "SELECT chat_id, messages FROM outbox WHERE chat_id IS NOT NULL ORDER BY id")
                            .map((row, context) -> Map.entry(row.getString(1), messages(row.getString(2))))
                            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> other))),
                    texts(jdbi, "SELECT number FROM report"),
                    texts(jdbi, "SELECT id FROM member"),
                    texts(jdbi, "SELECT code FROM project"),
                    notices(jdbi));
            assertThat(left.people()).hasSizeGreaterThan(10);
            assertThat(left.reports()).isNotEmpty();
            assertThat(texts(jdbi, "SELECT id FROM outbox WHERE state = 'WAITING'"))
                    .isNotEmpty();
            return left;
        }

        private static List<String> notices(Jdbi jdbi) {
            var tables = texts(
                    jdbi,
                    "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = 'notice'");
            return tables.isEmpty() ? List.of() : texts(jdbi, "SELECT number FROM notice");
        }

        List<JsonNode> lastSaid(String chat) {
            return said.getOrDefault(chat, List.of());
        }

        private static List<JsonNode> messages(String json) {
            try {
                var all = new ArrayList<JsonNode>();
                JSON.readTree(json).forEach(all::add);
                return all;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
