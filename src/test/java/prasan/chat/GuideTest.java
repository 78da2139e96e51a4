package prasan.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import prasan.ShippedActions;
import prasan.flow.Coverage;
import prasan.flow.Signature;
import prasan.flow.Slot;
import prasan.flow.Step;
import prasan.flow.Type;

/** The guide for those who write flows tells what is so. */
class GuideTest {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```[a-z]*\\n(.*?)^```");

    private final String guide;

    GuideTest() throws IOException {
        guide = Files.readString(Path.of("conversations/README.md"));
    }

    private String block(String begins) {
        return BLOCK.matcher(guide)
                .results()
                .map(block -> block.group(1))
                .filter(block -> block.contains(begins))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void itsFlowIsWithoutAFaultAndItsTranscriptTakesEveryWayOfIt() {
        var files = new TreeMap<>(Folder.at(Path.of("conversations")).files());
        files.keySet().removeIf(name -> name.endsWith(Transcripts.EXTENSION));
        files.put("book-room.yaml", block("title: จองห้องประชุม"));
        files.put("book-room.en.yaml", block("title: Book a room"));
        files.put("book-room.transcript", block("> จองห้องประชุม"));
        var run = Transcripts.run(new Folder(files), ShippedActions.signatures(), false);
        assertThat(run.faults()).isEmpty();
        assertThat(run.coverage())
                .filteredOn(flow -> flow.flow().equals("book-room"))
                .flatMap(Coverage.OfFlow::missed)
                .isEmpty();
    }

    @Test
    void itNamesTheReasonsForWhichAnAnswerIsRefused() {
        var slots = new TreeMap<String, Slot>(Map.of(
                "choice", new Slot.Choice(""),
                "text", new Slot.Words(1, 1),
                "number", new Slot.Amount(1, 1),
                "time", new Slot.Time(),
                "phone", new Slot.Phone(),
                "several", new Slot.Several(1),
                "images", new Slot.Images(1),
                "place", new Slot.Place(),
                "area", new Slot.Area("", "any", Map.of()),
                "reference", new Slot.Reference("", Map.of(), false)));
        assertThat(guide).contains("| `day` | `day` `future` `past` |");
        slots.forEach((type, slot) -> assertThat(guide)
                .contains("| `" + type + "` | "
                        + new TreeSet<>(slot.reasons())
                                .stream().map(reason -> "`" + reason + "`").collect(Collectors.joining(" "))
                        + " |"));
    }

    /** Whoever adds an action copies its line from what this test says is missing. */
    @Test
    void itNamesEveryActionWithWhatItTakesAndGives() {
        var told = Pattern.compile("(?m)^\\| `[a-z]+\\.[a-z-]+` (อ่าน|บันทึก|รายการให้เลือก) \\|.*$")
                .matcher(guide)
                .results()
                .map(MatchResult::group)
                .toList();
        assertThat(told).isEqualTo(actions());
    }

    private static List<String> actions() {
        return new TreeMap<>(ShippedActions.signatures())
                .values().stream()
                        .filter(signature -> signature.kind() != Signature.Kind.PUSH_TEXT
                                && !signature.name().equals(Step.Officer.ACTION))
                        .map(GuideTest::row)
                        .toList();
    }

    private static String row(Signature signature) {
        var kind = switch (signature.kind()) {
            case READ -> "อ่าน";
            case WRITE -> "บันทึก";
            default -> "รายการให้เลือก";
        };
        var takes = new TreeMap<>(signature.inputs())
                .entrySet().stream()
                        .map(input -> typed(signature, input)
                                + (signature.optional().contains(input.getKey()) ? " (เว้นได้)" : ""))
                        .collect(Collectors.joining(", "));
        var gives = new TreeMap<>(signature.outcomes())
                .entrySet().stream()
                        .map(outcome -> "`" + outcome.getKey() + "`"
                                + (outcome.getValue().isEmpty() ? "" : ": ")
                                + new TreeMap<>(outcome.getValue())
                                        .entrySet().stream()
                                                .map(output -> typed(signature, output))
                                                .collect(Collectors.joining(", ")))
                        .collect(Collectors.joining(" · "));
        return "| `" + signature.name() + "` " + kind + " | " + takes + " | " + gives + " |";
    }

    private static String typed(Signature signature, Map.Entry<String, Type> named) {
        var name = named.getKey();
        var columns = signature.columns().get(name);
        var type = switch (named.getValue()) {
            case CODE -> Objects.requireNonNullElse(signature.words().get(name), "choice");
            case REF -> "reference";
            case TEXTS -> "several";
            case ROWS -> "rows " + new TreeSet<>(Objects.requireNonNull(columns));
            default -> named.getValue().name().toLowerCase(java.util.Locale.ROOT);
        };
        return "`" + name + "` " + type;
    }
}
