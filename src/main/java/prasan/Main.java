package prasan;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.ToIntFunction;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import prasan.areas.Areas;
import prasan.chat.Actions;
import prasan.chat.Chats;
import prasan.chat.Conversations;
import prasan.chat.Folder;
import prasan.chat.LiveEngine;
import prasan.chat.Player;
import prasan.chat.Replay;
import prasan.chat.Transcripts;
import prasan.db.Database;
import prasan.db.EmbeddedMariaDb;
import prasan.flow.Engine;
import prasan.flow.Graph;
import prasan.outbox.Outbox;
import prasan.understand.Faulty;

/** The commands. Exit codes: 0 done, 1 refused (faulty flows, a faulty file, unusable settings), 2 wrong use. Faults are one line each, without a stack trace. */
@Command(
        name = "prasan",
        description = "LINE assistant of community organization networks",
        mixinStandardHelpOptions = true,
        version = "0.1.0",
        subcommands = {Main.Flows.class})
public final class Main {
    private static final int REFUSED = 1;
    private static final int CONNECTIONS = 2;

    private final BufferedReader in;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    public static void main(String[] args) {
        // whatever the machine is set to: moments are kept and compared in UTC
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        System.exit(run(args));
    }

    private Main(BufferedReader in) {
        this.in = in;
    }

    static int run(String... args) {
        return run(
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                args);
    }

    static int run(BufferedReader in, PrintWriter out, PrintWriter err, String... args) {
        return new CommandLine(new Main(in))
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler((failure, command, result) -> {
                    command.getErr().println(reason(failure));
                    return REFUSED;
                })
                .execute(args);
    }

    static String reason(Throwable failure) {
        return switch (failure) {
            case Conversations.Faulty faulty -> String.valueOf(faulty.getMessage());
            case Faulty faulty -> String.valueOf(faulty.getMessage());
            case Config.Unusable unusable -> String.valueOf(unusable.getMessage());
            case FlywayException other ->
                "the database was made by another version of Prasan, or is somebody else's: "
                        + String.valueOf(other.getMessage()).replaceAll("\\s+", " ");
            case NoSuchFileException missing -> "there is no file " + missing.getFile();
            default ->
                failure.getMessage() == null
                        ? failure.getClass().getSimpleName()
                        : failure.getMessage().split("\n", 2)[0];
        };
    }

    @Command(description = "Everything on this machine: sample data, and a chat page in place of LINE.")
    int demo() throws InterruptedException {
        return serve(Config.demo(System.getenv()), true);
    }

    @Command(description = "The bot of a real LINE channel.")
    int serve() throws InterruptedException {
        return serve(Config.serve(System.getenv()), false);
    }

    private int serve(Config config, boolean sample) throws InterruptedException {
        var out = spec.commandLine().getOut();
        var app = App.start(config, sample, Clock.systemUTC(), out::println);
        Thread.ofVirtual().start(app::learn);
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            app.close();
            stopped.countDown();
        }));
        var here = "http://127.0.0.1:" + app.port();
        if (sample) {
            out.println("Chat page:  " + here + "/simulator");
        } else {
            out.println("Webhook:    " + here + "/webhook");
            if (config.database() == null) {
                spec.commandLine()
                        .getErr()
                        .println(
                                "DATABASE_URL is not set: the data is kept by the embedded MariaDB, which is for trying"
                                        + " this out and has no backups. Set DATABASE_URL before people rely on it.");
            }
        }
        out.println("Admin API:  " + here + "/api  (described at " + here + "/openapi.json; "
                + (config.adminKey() == null
                        ? "closed until PRASAN_ADMIN_KEY is set"
                        : sample ? "key: " + config.adminKey() : "key: PRASAN_ADMIN_KEY")
                + ")");
        out.println("Data:       " + (config.database() == null ? config.data() : config.database()));
        stopped.await();
        return 0;
    }

    @Command(
            name = "import",
            description =
                    "Brings a CSV or XLSX file (areas before what lies in them, types of award before awards); only shows what would change unless --apply is given.")
    int bring(
            @Parameters(
                            paramLabel = "KIND",
                            description = "what it has: areas, members, centres, projects, award-types or awards")
                    String word,
            @Parameters(paramLabel = "FILE") Path file,
            @Option(names = "--apply", description = "write the changes") boolean apply)
            throws IOException {
        var config = Config.data(System.getenv());
        // a project that an import moves is told of like any other
        var engine = new LiveEngine();
        var features = App.features(engine, new Outbox(Clock.systemUTC(), UUID::randomUUID), null);
        var signatures = features.actions().signatures();
        engine.use(new Engine(Conversations.read(App.folder(config), signatures), signatures));
        var kind = Imports.Kind.of(word);
        if (kind == null) {
            spec.commandLine().getErr().println("KIND is one of " + Imports.Kind.ALL + ", not " + word);
            return CommandLine.ExitCode.USAGE;
        }
        var bytes = Files.readAllBytes(file);
        var out = spec.commandLine().getOut();
        return onDatabase(config, database -> {
            var result = new Imports(database.jdbi(), features, Clock.systemUTC()).run(kind, bytes, apply);
            result.lines().forEach(out::println);
            if (!apply && !result.refused()) {
                out.println("This was a dry run: nothing was written. Add --apply to import.");
            }
            return result.refused() ? REFUSED : CommandLine.ExitCode.OK;
        });
    }

    @Command(
            description = "A chat in this terminal. What comes of an action is asked for, unless --real is given;"
                    + " then the actions are run on the database of the settings.")
    int chat(
            @Parameters(arity = "0..1", paramLabel = "DIR", description = "the packaged conversations by default")
                    @Nullable
                    Path dir,
            @Option(names = "--real", description = "really run the actions") boolean real,
            @Option(
                            names = "--as",
                            paramLabel = "CHAT",
                            defaultValue = "Uterminal",
                            description = "who is at the terminal, with --real; by default ${DEFAULT-VALUE}")
                    String chat,
            @Option(names = "--echo", description = "write out what is read, where nobody sees it typed (a pipe)")
                    boolean echo) {
        var clock = Clock.systemUTC();
        var out = spec.commandLine().getOut();
        var engine = new LiveEngine();
        var features = App.features(engine, new Outbox(clock, UUID::randomUUID), null);
        var actions = features.actions();
        var folder = dir == null ? Folder.packaged() : Folder.at(dir);
        engine.use(new Engine(Conversations.read(folder, actions.signatures()), actions.signatures()));
        if (!real) {
            Player.stubbed(engine.get(), actions.signatures(), in, out, clock, echo)
                    .run();
            return 0;
        }
        var visit = UUID.randomUUID().toString();
        return onDatabase(Config.data(System.getenv()), database -> {
            var chats = new Chats(
                    (handle, newcomer, at) -> features.members().ensure(handle, newcomer, at),
                    (handle, back) -> {},
                    clock);
            Player.real(engine.get(), actions, database.jdbi(), chats, chat, visit, in, out, clock, echo)
                    .run();
            return 0;
        });
    }

    @Command(
            description =
                    "Plays a real conversation again, from what is stored. Nothing is done and nothing is written;"
                            + " what would be said must be what was said, byte for byte.")
    int replay(
            @Parameters(paramLabel = "CHAT", description = "LINE's id of the chat") String chat,
            @Option(
                            names = "--transcript",
                            description = "print it as a transcript, with made-up words for what is personal")
                    boolean transcript) {
        var engine = new LiveEngine();
        var signatures = App.features(engine, new Outbox(Clock.systemUTC(), UUID::randomUUID), null)
                .actions()
                .signatures();
        var out = spec.commandLine().getOut();
        return onDatabase(Config.data(System.getenv()), database -> {
            if (transcript) {
                var lines = database.jdbi().withHandle(handle -> new Replay(handle, signatures).retold(chat));
                lines.forEach(out::println);
                return lines.isEmpty() ? nothingKept() : 0;
            }
            var result = database.jdbi().withHandle(handle -> new Replay(handle, signatures).run(chat));
            if (result.played() + result.left() == 0) {
                return nothingKept();
            }
            result.differences().forEach(out::println);
            out.println(result.played() + " rounds played again, " + result.left() + " left out, "
                    + result.differences().size() + " differences");
            return result.differences().isEmpty() ? 0 : REFUSED;
        });
    }

    private int nothingKept() {
        spec.commandLine().getErr().println("nothing is kept of a chat with this id");
        return REFUSED;
    }

    /** Does something on the database of the settings, with the areas loaded. */
    private int onDatabase(Config config, ToIntFunction<Database> work) {
        var at = config.database();
        var out = spec.commandLine().getOut();
        try (var embedded = at == null ? EmbeddedMariaDb.start(config.data().resolve("mariadb"), out::println) : null;
                var database = at == null
                        ? Database.open(
                                Objects.requireNonNull(embedded).url(),
                                embedded.user(),
                                embedded.password(),
                                CONNECTIONS)
                        : Database.open(at.url(), at.user(), at.password(), CONNECTIONS)) {
            database.jdbi().useTransaction(Areas::load);
            return work.applyAsInt(database);
        }
    }

    /** Commands about the conversations. */
    @Command(
            name = "flows",
            description = "Proves and tests the conversations.",
            mixinStandardHelpOptions = true,
            subcommands = {Understand.class})
    static final class Flows implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init") // set by picocli
        private CommandSpec spec;

        @Override
        public Integer call() {
            spec.commandLine().usage(spec.commandLine().getErr());
            return CommandLine.ExitCode.USAGE;
        }

        @Command(description = "Proves that the conversations hold together; prints each fault with its place.")
        int check(
                @Parameters(arity = "0..1", paramLabel = "DIR", description = "the packaged ones by default") @Nullable
                        Path dir) {
            var folder = folder(dir);
            var library = Conversations.read(folder, actions().signatures());
            spec.commandLine().getOut().println(library.flows().size() + " flows, no faults");
            return 0;
        }

        @Command(
                description =
                        "Runs the transcripts beside the flows; every way between two steps has to be taken by one.")
        int test(
                @Parameters(arity = "0..1", paramLabel = "DIR", description = "the packaged ones by default") @Nullable
                        Path dir,
                @Option(names = "--accept", description = "write the answers as they are now into the transcripts")
                        boolean accept)
                throws IOException {
            var out = spec.commandLine().getOut();
            var err = spec.commandLine().getErr();
            if (accept && dir == null) {
                err.println("--accept needs a folder: DIR");
                return CommandLine.ExitCode.USAGE;
            }
            var result = Transcripts.run(folder(dir), actions().signatures(), accept);
            if (dir != null) {
                for (var file : result.rewritten().entrySet()) {
                    Files.writeString(dir.resolve(file.getKey()), file.getValue());
                    out.println("rewritten: " + file.getKey());
                }
            }
            var missed = result.missed();
            result.faults().forEach(err::println);
            missed.forEach(err::println);
            result.coverage().forEach(out::println);
            out.println(result.ran() + " transcripts, " + result.faults().size() + " not as written, " + missed.size()
                    + " ways not taken");
            return result.faults().isEmpty() && missed.isEmpty() ? 0 : REFUSED;
        }

        @Command(description = "Draws each flow, for people who read no YAML.")
        int graph(
                @Parameters(arity = "0..1", paramLabel = "DIR", description = "the packaged ones by default") @Nullable
                        Path dir,
                @Option(
                                names = "--out",
                                paramLabel = "FOLDER",
                                defaultValue = "graphs",
                                description = "where NAME.svg of each flow is written; by default ${DEFAULT-VALUE}")
                        Path out)
                throws IOException {
            var library = Conversations.read(folder(dir), actions().signatures());
            Files.createDirectories(out);
            for (var flow : library.flows().values()) {
                var file = out.resolve(flow.name() + ".svg");
                Files.writeString(file, Graph.svg(library, flow));
                spec.commandLine().getOut().println(file);
            }
            return 0;
        }

        private static Folder folder(@Nullable Path dir) {
            return dir == null ? Folder.packaged() : Folder.at(dir);
        }

        static Actions actions() {
            return Features.of(
                            (handle, kind, topic, chats, template, values, once) -> {},
                            language -> {
                                throw new IllegalStateException("nothing is said here");
                            },
                            null)
                    .actions();
        }
    }
}
