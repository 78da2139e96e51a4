package prasan.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;

class EmbeddedMariaDbTest {
    private static final Path HOME = Path.of("target", "crash database");

    /** Another process: starts the database, commits one row, leaves another one uncommitted, says so, and waits to be killed. */
    static final class Victim {
        public static void main(String[] args) throws IOException {
            var mariaDb = EmbeddedMariaDb.start(HOME, line -> {});
            var handle = jdbi(mariaDb).open();
            handle.execute("CREATE TABLE IF NOT EXISTS life (number INT NOT NULL)");
            handle.execute("DELETE FROM life");
            handle.execute("INSERT INTO life VALUES (1)");
            handle.begin();
            handle.execute("INSERT INTO life VALUES (2)");
            System.out.println("committed one of two");
            System.in.read();
        }
    }

    @Test
    void whatWasCommittedSurvivesAKilledProcess() throws Exception {
        var victim = victim();
        victim.destroyForcibly().waitFor();

        assertThat(rowsAfterRestart()).containsExactly(1);
    }

    @Test
    void aServerThatStartsLeavesTheTemporaryTablesOfOthersAlone() {
        try (var mariaDb = EmbeddedMariaDb.start(HOME, line -> {})) {
            var folder = jdbi(mariaDb)
                    .withHandle(handle -> handle.createQuery("SELECT @@tmpdir")
                            .mapTo(String.class)
                            .one());
            assertThat(Path.of(folder)).isEqualTo(HOME.resolve("tmp").toAbsolutePath());
        }
    }

    @Test
    void aServerThatOutlivedItsProcessIsStoppedAndItsRowsAreKept() throws Exception {
        var victim = victim();
        var orphan = server(victim.descendants());
        victim.descendants().filter(guard -> !guard.equals(orphan)).forEach(ProcessHandle::destroyForcibly);
        victim.destroyForcibly().waitFor();
        assertThat(orphan.isAlive()).isTrue();

        assertThat(rowsAfterRestart()).containsExactly(1);
        assertThat(orphan.isAlive()).isFalse();
    }

    @Test
    void theFolderOfARunningDatabaseIsRefusedInOneClearLine() throws Exception {
        var victim = victim();
        try {
            assertThatThrownBy(() -> EmbeddedMariaDb.start(HOME, line -> {}))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the database folder " + HOME.toAbsolutePath()
                            + " is in use by another process: stop that one first, or choose another folder");
        } finally {
            victim.destroyForcibly().waitFor();
        }
    }

    @Test
    void isReachedFromThisMachineOnlyAndWithThePasswordOfThisStartOnly() {
        String earlier;
        try (var mariaDb = EmbeddedMariaDb.start(HOME, line -> {})) {
            earlier = mariaDb.password();
        }
        try (var mariaDb = EmbeddedMariaDb.start(HOME, line -> {})) {
            var address = jdbi(mariaDb)
                    .withHandle(handle -> handle.createQuery("SELECT @@bind_address")
                            .mapTo(String.class)
                            .one());
            assertThat(address).isEqualTo("127.0.0.1");
            assertThatThrownBy(() -> DriverManager.getConnection(mariaDb.url(), mariaDb.user(), earlier))
                    .hasMessageContaining("Access denied");
            assertThatThrownBy(() -> DriverManager.getConnection(mariaDb.url(), "root", ""))
                    .hasMessageContaining("denied");
        }
    }

    @Test
    void aServerThatIsKilledAloneIsStartedAgainAtTheSameAddress() throws Exception {
        try (var mariaDb = EmbeddedMariaDb.start(HOME, line -> {})) {
            for (int life = 0; life < 2; life++) {
                jdbi(mariaDb).useHandle(handle -> handle.execute("CREATE TABLE IF NOT EXISTS life (number INT)"));
                var killed = server(ProcessHandle.current().descendants());
                killed.destroyForcibly();
                killed.onExit().get(20, TimeUnit.SECONDS);
                assertThat(answers(mariaDb)).isTrue();
            }
        }
    }

    private static ProcessHandle server(Stream<ProcessHandle> processes) {
        var home = HOME.toAbsolutePath().toString();
        return processes
                .filter(process -> process.info().command().orElse("").startsWith(home))
                .findFirst()
                .orElseThrow();
    }

    private static boolean answers(EmbeddedMariaDb mariaDb) throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            try {
                jdbi(mariaDb).useHandle(handle -> handle.execute("SELECT COUNT(*) FROM life"));
                return true;
            } catch (JdbiException notYet) {
                Thread.sleep(200);
            }
        }
        return false;
    }

    private static Process victim() throws IOException {
        var java = ProcessHandle.current().info().command().orElseThrow();
        var process = new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), Victim.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var said = new ArrayList<String>();
        BufferedReader out = process.inputReader();
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            said.add(line);
            if (line.equals("committed one of two")) {
                return process;
            }
        }
        throw new AssertionError("the other process ended early: " + said);
    }

    private static List<Integer> rowsAfterRestart() {
        try (var mariaDb = EmbeddedMariaDb.start(HOME, line -> {})) {
            return jdbi(mariaDb)
                    .withHandle(handle -> handle.createQuery("SELECT number FROM life")
                            .mapTo(Integer.class)
                            .list());
        }
    }

    private static Jdbi jdbi(EmbeddedMariaDb mariaDb) {
        return Jdbi.create(mariaDb.url(), mariaDb.user(), mariaDb.password());
    }
}
