package prasan;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import prasan.chat.Conversations;
import prasan.chat.Folder;
import prasan.flow.Engine;
import prasan.flow.Input;
import prasan.flow.Library;
import prasan.flow.Session;
import prasan.flow.Typed;
import prasan.understand.DangerMeasure;
import prasan.understand.Dangers;
import prasan.understand.Measure;
import prasan.understand.Understanding;

/** {@code flows understand}: what a typed message is taken for. Reads files only; no database, no network. */
@Command(
        name = "understand",
        description = {
            "Tells what a typed message is taken for, and why. NR_... is no report of a problem.",
            "started: yes means that this message, typed when nothing is under way, opens the report of a problem: with the question whether its first category is right, or straight away."
        },
        mixinStandardHelpOptions = true)
final class Understand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "MESSAGE", description = "the message; quotes are not needed")
    private List<String> words = List.of();

    @Option(
            names = "--tsv",
            paramLabel = "FILE",
            description =
                    "a message a line, or columns between tabs with the message first (a first line that begins with text and category is passed over); prints for each line: text, first, second, started, slots (JSON), between tabs")
    private @Nullable Path tsv;

    @Option(
            names = "--measure",
            paramLabel = "FILE",
            description =
                    "lines of message, category and, if known, slots (JSON); prints how many are understood by an understanding that has learned from none of them")
    private @Nullable Path measure;

    @Option(
            names = "--danger",
            paramLabel = "FILE",
            description =
                    "lines of message and, if known, a kind of danger, DANGER, PERHAPS or NONE; prints how many are heard without having learned from them, or, without labels, for each line: text, verdict, kind, between tabs")
    private @Nullable Path danger;

    @Option(
            names = "--conversations",
            paramLabel = "DIR",
            description = "the folder with the words and examples; the packaged one by default")
    private @Nullable Path folder;

    @Override
    public Integer call() throws IOException {
        boolean one = Stream.of(tsv != null, measure != null, danger != null, !words.isEmpty())
                        .filter(given -> given)
                        .count()
                == 1;
        if (!one) {
            spec.commandLine().getErr().println("give one of: a message, --tsv FILE, --measure FILE, --danger FILE");
            return CommandLine.ExitCode.USAGE;
        }
        var out = spec.commandLine().getOut();
        var file = tsv != null ? tsv : measure != null ? measure : danger;
        // a file that cannot be read is told of before anything is learned
        var text = file == null ? String.join(" ", words) : read(file);
        var packaged = folder == null ? Folder.packaged() : Folder.at(folder);
        if (file != null && file.equals(danger)) {
            DangerMeasure.lines(Dangers.of(packaged.files()), file.toString(), text)
                    .forEach(out::println);
            return 0;
        }
        var signatures = Main.Flows.actions().signatures();
        var library = Conversations.read(packaged, signatures);
        var typed = library.typed();
        if (typed == null || !(typed.understands() instanceof Understanding understanding)) {
            throw new IOException("the folder has no understanding-*.tsv, or its system.yaml has no `typed`");
        }
        var engine = new Engine(library, signatures);
        if (file == null) {
            understanding.explain(text, started(engine, typed, text)).forEach(out::println);
            Dangers.of(packaged.files()).explain(text).forEach(out::println);
        } else if (file.equals(measure)) {
            Measure.run(understanding, file.toString(), text).print().forEach(out::println);
        } else {
            out.print(Understanding.messages(text).stream()
                    .map(message -> understanding.guess(message).toTsv(started(engine, typed, message)) + "\n")
                    .collect(Collectors.joining()));
            out.flush();
        }
        return 0;
    }

    /** Whether the message, typed when nothing is under way, opens the flow of reports; a question which category is meant, or whether any, opens nothing yet. */
    private static boolean started(Engine engine, Typed typed, String message) {
        var now = engine.advance(Session.fresh(Library.THAI), new Input.Words(message), Instant.EPOCH)
                .session()
                .current();
        return now != null
                && now.flow().equals(typed.flow())
                && now.mode() == Session.Mode.UNDERSTOOD
                && typed.understands().apply(message).sure()
                && now.top().slots().containsKey(typed.category());
    }

    private static String read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a folder");
        }
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new IOException(file + " is not UTF-8 text", e);
        }
    }
}
