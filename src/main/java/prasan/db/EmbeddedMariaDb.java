package prasan.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A MariaDB server of our own below a folder: for the start with one command, and for the tests. Reachable from this machine only, with a password that is new at every start.
 *
 * <p>The data outlives everything: the server is stopped cleanly even when this JVM is killed, and one that is still there from an earlier life is stopped first. A server that ends by
 * itself is started again. One process at a time may use a folder. Safe for all threads.
 */
public final class EmbeddedMariaDb implements AutoCloseable {
    private static final String USER = "prasan";
    private static final String PID = "mariadbd.pid";
    private static final String LOG_FILE = "mariadbd.log";
    private static final boolean WINDOWS =
            System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows");
    /** Stays between us and the server. When this JVM is gone, however it went, its standard input ends and it stops the server; it ends with the server. */
    private static final List<String> GUARD = List.of(
            "/bin/sh",
            "-c",
            "exec 3<&0; \"$@\" 3<&- & p=$!; (read -r x <&3; kill -TERM $p) 2>/dev/null & r=$!; wait $p; kill $r 2>/dev/null",
            "prasan-database-guard");

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedMariaDb.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final MariaDbBinaries binaries;
    private final Path home;
    private final List<String> options;
    private final FileChannel lock;
    private final int port;
    private final String password;
    private Process process;
    private boolean closed;

    private EmbeddedMariaDb(MariaDbBinaries binaries, Path home, List<String> options, FileChannel lock)
            throws IOException, InterruptedException {
        this.binaries = binaries;
        this.home = home;
        this.options = options;
        this.lock = lock;
        this.port = freePort();
        var random = new byte[24];
        new SecureRandom().nextBytes(random);
        this.password = HexFormat.of().formatHex(random);
        this.process = launch();
        watch(process);
    }

    /**
     * Starts the server; the first time in a folder this unpacks it (some 300 MB) and takes a few seconds.
     *
     * @param progress is told, line by line, what takes time
     * @throws IllegalStateException if another process uses the folder, if there are no binaries for this kind of machine, or if the server does not start; the message is for
     *     the person who started it
     */
    public static EmbeddedMariaDb start(Path home, Consumer<String> progress) {
        return start(home, List.of(), progress);
    }

    /** @param options of the server, besides those that it always has */
    static EmbeddedMariaDb start(Path home, List<String> options, Consumer<String> progress) {
        var folder = home.toAbsolutePath().normalize();
        try {
            Files.createDirectories(folder);
            var lock = lock(folder);
            try {
                return start(folder, options, lock, progress);
            } catch (IOException | RuntimeException | InterruptedException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the database below " + folder + " could not be started", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the database was starting", e);
        }
    }

    public String url() {
        return "jdbc:mariadb://127.0.0.1:" + port + "/prasan";
    }

    public String user() {
        return USER;
    }

    public String password() {
        return password;
    }

    /** Stops the server cleanly and waits for that, at most 30 seconds. */
    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
        try (lock) {
            stop(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static EmbeddedMariaDb start(Path home, List<String> options, FileChannel lock, Consumer<String> progress)
            throws IOException, InterruptedException {
        var data = home.resolve("data");
        stopOrphan(home.resolve(PID), data);
        var binaries = MariaDbBinaries.unpack(home, progress);
        if (Files.notExists(data)) {
            progress.accept("Preparing the database in " + data + " …");
            install(binaries, home, data);
        }
        return new EmbeddedMariaDb(binaries, home, options, lock);
    }

    /** When the server ends without us (it was killed, or the disk is full), it is started again on the same port, as often as it takes. */
    private void watch(Process launched) {
        var unused = launched.onExit()
                .thenRunAsync(
                        this::revive,
                        task -> Thread.ofPlatform()
                                .daemon()
                                .name("database-guard")
                                .start(task));
    }

    private synchronized void revive() {
        if (!closed) {
            LOG.warn("the database has ended by itself and is started again; see {}", home.resolve(LOG_FILE));
        }
        try {
            while (!closed && !again()) {
                wait(AGAIN.toMillis());
            }
        } catch (InterruptedException cutOff) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean again() throws InterruptedException {
        try {
            stop(process);
            process = launch();
            watch(process);
            LOG.info("the database is back");
            return true;
        } catch (IOException | IllegalStateException notYet) {
            LOG.debug("the database does not start yet", notYet);
            return false;
        }
    }

    private Process launch() throws IOException, InterruptedException {
        // A temporary file can be read by its owner alone.
        var init = Files.createTempFile(home, "init", ".sql");
        try {
            Files.writeString(init, """
                    CREATE DATABASE IF NOT EXISTS prasan;
                    CREATE OR REPLACE USER %1$s@'127.0.0.1' IDENTIFIED BY '%2$s';
                    GRANT ALL ON *.* TO %1$s@'127.0.0.1' WITH GRANT OPTION;
                    """.formatted(USER, password));
            return launch(init);
        } finally {
            Files.deleteIfExists(init);
        }
    }

    private Process launch(Path init) throws IOException, InterruptedException {
        var pidFile = home.resolve(PID);
        var command = new ArrayList<String>();
        if (!WINDOWS) {
            command.addAll(GUARD);
        }
        command.addAll(binaries.command(home.resolve("data")));
        command.addAll(List.of(
                "--console",
                "--port=" + port,
                "--bind-address=127.0.0.1",
                // below the data folder: a whole path may be longer than a socket's name can be
                "--socket=m.sock",
                "--pid-file=" + pidFile,
                temporaryFiles(home),
                "--init-file=" + init,
                "--skip-name-resolve",
                // else the server makes itself an RSA key at every start, which takes seconds
                "--skip-ssl",
                "--skip-log-bin",
                "--character-set-server=utf8mb4",
                "--collation-server=" + Schema.COLLATION,
                "--default-time-zone=+00:00",
                "--innodb-buffer-pool-size=128M",
                "--innodb-log-file-size=32M",
                "--max-connections=100",
                "--max-allowed-packet=32M"));
        command.addAll(options);
        Files.deleteIfExists(pidFile);
        var log = home.resolve(LOG_FILE);
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!said(log, "ready for connections")) {
            if (!process.isAlive() || said(log, "[ERROR] Aborting") || System.nanoTime() > deadline) {
                stop(process);
                throw new IllegalStateException("the database did not start; see " + log);
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return process;
    }

    private static boolean said(Path log, String words) throws IOException {
        return Files.readString(log, StandardCharsets.ISO_8859_1).contains(words);
    }

    private static void stop(Process process) throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (WINDOWS) {
            process.destroy();
        }
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
    }

    /** Takes the folder for this process; the lock ends with it, however it ends. */
    private static FileChannel lock(Path home) throws IOException {
        var channel =
                FileChannel.open(home.resolve("launcher.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // this very process has it: the same answer
        }
        channel.close();
        throw new IllegalStateException("the database folder " + home
                + " is in use by another process: stop that one first, or choose another folder");
    }

    /** Stops a server on this data that outlived its launcher; its pid may by now belong to something else, so its command line is looked at. */
    private static void stopOrphan(Path pidFile, Path data) throws IOException, InterruptedException {
        var orphan = orphan(pidFile, data);
        if (orphan == null) {
            return;
        }
        orphan.destroy();
        try {
            awaitExit(orphan, 20);
        } catch (TimeoutException slow) {
            orphan.destroyForcibly();
            try {
                awaitExit(orphan, 10);
            } catch (TimeoutException e) {
                throw new IllegalStateException(
                        "an earlier database server (process " + orphan.pid() + ") does not stop", e);
            }
        }
    }

    private static @Nullable ProcessHandle orphan(Path pidFile, Path data) throws IOException {
        if (Files.notExists(pidFile)) {
            return null;
        }
        var pid = Files.readString(pidFile).strip();
        return pid.isEmpty()
                ? null
                : ProcessHandle.of(Long.parseLong(pid))
                        .filter(p -> p.info().commandLine().orElse("").contains("--datadir=" + data))
                        .orElse(null);
    }

    private static void awaitExit(ProcessHandle process, int seconds) throws InterruptedException, TimeoutException {
        try {
            process.onExit().get(seconds, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the option for a folder of its own: a server that starts deletes the temporary tables of any other that shares the folder. */
    private static String temporaryFiles(Path home) throws IOException {
        return "--tmpdir=" + Files.createDirectories(home.resolve("tmp"));
    }

    /** Makes the system tables, in a folder that gets its name only when it is complete. Nobody but the users of the init file can log in. */
    private static void install(MariaDbBinaries binaries, Path home, Path data)
            throws IOException, InterruptedException {
        var unfinished = home.resolve("data.new");
        MariaDbBinaries.deleteTree(unfinished);
        Files.createDirectories(unfinished);
        var command = new ArrayList<>(binaries.command(unfinished));
        command.addAll(List.of("--bootstrap", temporaryFiles(home), "--innodb-log-file-size=32M"));
        var log = home.resolve("install.log");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try (var sql = process.getOutputStream()) {
            sql.write("CREATE DATABASE mysql;\nUSE mysql;\n".getBytes(StandardCharsets.US_ASCII));
            for (var script : binaries.systemTables()) {
                Files.copy(script, sql);
            }
            sql.write("\nDELETE FROM global_priv WHERE User <> 'mariadb.sys';\n".getBytes(StandardCharsets.US_ASCII));
        }
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException("the database could not be prepared; see " + log);
        }
        Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
