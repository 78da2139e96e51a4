package prasan.chat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import prasan.flow.Engine;
import prasan.flow.Fault;
import prasan.flow.Input;
import prasan.flow.Mark;
import prasan.flow.Need;
import prasan.flow.Say;
import prasan.flow.Session;

/**
 * A conversation written down beside its flow and run as a test. Lines:
 *
 * <pre>{@code
 * # a remark
 * @language en                       what the chat speaks from here on
 * > แจ้งปัญหา                         the person types
 * > [ถนน/สะพาน]                       the person taps a button that the last answer had
 * > (photo) (place 14.05,99.43 ต.ลาดหญ้า) (sticker) (follow)
 * = reports.file {category: category/ROAD} -> filed {number: R-6911-0023}
 * = areas.find {query: ท่าเสา} -> [{value: 710202/ต.ท่าเสา/Tha Sao, label: ท่าเสา, title: ต.ท่าเสา อ.ไทรโยค}]
 * = areas.find {query: ลาดหญ้า} -> !village [{…}]
 * < ต้องการแจ้งปัญหาเรื่องใดคะ  [ไฟฟ้า] …   what is answered; … stands for anything; further lines are indented
 * }</pre>
 *
 * <p>Actions are not run: a {@code =} line stands for each, saying what it is given (those inputs that are named) and what it gives back. Between any two lines the session is
 * written out and read back.
 */
public final class Transcript {
    private static final Pattern STUB =
            Pattern.compile("= (?<name>[a-z.]+) *(?<in>\\{.*?})? *-> *(?<out>[^ \\[]+)? *(?<rest>[{\\[].*)?");
    /** When every transcript happens. */
    private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");

    private static final String ANYTHING = "…";

    private final String file;
    private final List<Line> lines = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();

    private record Line(Mark at, char kind, String text) {}

    private Transcript(String file) {
        this.file = file;
    }

    /** Runs a transcript. @return what differed, or could not be read; empty when all is as written */
    public static List<Fault> run(String file, String text, Engine engine) {
        var transcript = new Transcript(file);
        transcript.parse(text);
        if (transcript.faults.isEmpty()) {
            transcript.play(engine);
        }
        return transcript.faults;
    }

    private void parse(String text) {
        int number = 0;
        for (var line : text.split("\n", -1)) {
            number++;
            var at = new Mark(file, number, 1);
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("  ") && !lines.isEmpty()) {
                var last = lines.removeLast();
                lines.add(new Line(last.at, last.kind, last.text + "\n" + line.substring(2)));
            } else if ("><=@".indexOf(line.charAt(0)) >= 0) {
                lines.add(new Line(at, line.charAt(0), line.substring(1).strip()));
            } else {
                faults.add(new Fault(at, "a line begins with >, <, =, @ or #, or with two spaces to go on"));
            }
        }
    }

    private void play(Engine engine) {
        var session = Session.fresh("th");
        // quick replies vanish with the next message, buttons on cards stay
        var cards = new ArrayList<Say.Button>();
        Say.Reply shown = new Say.Reply(List.of(), List.of());
        for (int i = 0; i < lines.size(); ) {
            var line = lines.get(i++);
            if (line.kind == '@') {
                if (!line.text.startsWith("language ")) {
                    faults.add(new Fault(line.at, "only `@language` is known"));
                    return;
                }
                session = new Session(
                        line.text.substring("language ".length()).strip(),
                        session.prompts(),
                        session.current(),
                        session.drafts());
                continue;
            }
            if (line.kind != '>') {
                faults.add(new Fault(line.at, "this line answers nothing: a line with > comes first"));
                return;
            }
            var input = input(
                    line,
                    Stream.concat(shown.quick().stream(), cards.reversed().stream())
                            .toList());
            if (input == null) {
                return;
            }
            var stubs = new ArrayList<Line>();
            var expected = new ArrayList<Line>();
            for (; i < lines.size() && (lines.get(i).kind == '=' || lines.get(i).kind == '<'); i++) {
                (lines.get(i).kind == '=' ? stubs : expected).add(lines.get(i));
            }
            var says = new ArrayList<Say>();
            var turn = engine.advance(reread(session), input, NOW);
            says.addAll(turn.says());
            while (turn.need() != null) {
                var answer = stub(line, turn.need(), stubs);
                if (answer == null) {
                    return;
                }
                turn = engine.advance(reread(turn.session()), answer, NOW);
                says.addAll(turn.says());
            }
            session = turn.session();
            shown = new Say.Reply(says, turn.quick());
            cards.addAll(Script.onCards(shown).reversed());
            if (!stubs.isEmpty()) {
                faults.add(new Fault(stubs.getFirst().at, "this was not asked for"));
                return;
            }
            if (!compare(line, expected, Script.print(shown))) {
                return;
            }
        }
    }

    private static Session reread(Session session) {
        return Sessions.read(Sessions.write(session));
    }

    private boolean compare(Line line, List<Line> expected, List<String> actual) {
        for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
            var said = i < actual.size() ? actual.get(i) : "nothing more";
            var wanted = i < expected.size() ? expected.get(i) : null;
            if (wanted == null || i >= actual.size() || !matches(wanted.text, said)) {
                var at = wanted == null ? line.at : wanted.at;
                faults.add(new Fault(at, "the answer is:\n< " + said.replace("\n", "\n  ")));
                return false;
            }
        }
        return true;
    }

    private static boolean matches(String wanted, String said) {
        var pattern = new StringBuilder("(?s)");
        for (var part : wanted.split(ANYTHING, -1)) {
            pattern.append(pattern.length() > 4 ? ".*" : "").append(Pattern.quote(part.strip()));
        }
        return Pattern.matches(pattern.toString().replace(".*", "\\s*.*\\s*"), said.strip());
    }

    private @Nullable Input input(Line line, List<Say.Button> shown) {
        var text = line.text;
        if (text.startsWith("[") && text.endsWith("]")) {
            var label = text.substring(1, text.length() - 1);
            for (var button : shown) {
                if (button.label().equals(label) && button.tap() instanceof Say.Tap.Answer answer) {
                    return new Input.Tapped(answer.data());
                }
            }
            faults.add(new Fault(line.at, "there is no button " + text + " to tap"));
            return null;
        }
        if (text.startsWith("(") && text.endsWith(")")) {
            var words = text.substring(1, text.length() - 1).split(" ", 3);
            switch (words[0]) {
                case "photo" -> {
                    return new Input.Photo("photo-" + line.at.line(), null);
                }
                case "place" -> {
                    var numbers = words[1].split(",", 2);
                    return new Input.Pin(
                            Double.parseDouble(numbers[0]),
                            Double.parseDouble(numbers[1]),
                            null,
                            words.length > 2 ? words[2] : null);
                }
                case "sticker" -> {
                    return new Input.Unreadable("sticker");
                }
                case "follow" -> {
                    return new Input.Followed();
                }
                default -> {
                    faults.add(new Fault(line.at, "in brackets: photo, place, sticker or follow"));
                    return null;
                }
            }
        }
        return new Input.Words(text);
    }

    private @Nullable Input stub(Line line, Need need, List<Line> stubs) {
        var name = need instanceof Need.Act act ? act.action() : ((Need.Look) need).source();
        if (stubs.isEmpty()) {
            faults.add(new Fault(line.at, "a line `= " + name + " " + Script.print(need) + " -> …` is missing"));
            return null;
        }
        var stub = stubs.removeFirst();
        var match = STUB.matcher("= " + stub.text);
        if (!match.matches() || !Objects.equals(match.group("name"), name)) {
            faults.add(new Fault(stub.at, "what is asked for here: = " + name + " " + Script.print(need)));
            return null;
        }
        var given = Script.inputs(need);
        for (var entry : map(stub, match.group("in")).entrySet()) {
            if (!String.valueOf(entry.getValue()).equals(given.get(entry.getKey()))) {
                faults.add(new Fault(stub.at, "it is given " + Script.print(need)));
                return null;
            }
        }
        var out = Objects.requireNonNullElse(match.group("out"), "");
        if (need instanceof Need.Act) {
            return new Input.Outcome(out, Script.values(map(stub, match.group("rest"))));
        }
        var rest = match.group("rest");
        var items = rest == null
                ? List.<Input.Item>of()
                : Script.items(Yaml.read(file, rest, faults).plain());
        return new Input.Found(items, out.startsWith("!") ? out.substring(1) : null);
    }

    @SuppressWarnings("unchecked") // YAML maps have text keys
    private Map<String, Object> map(Line line, @Nullable String yaml) {
        if (yaml == null) {
            return Map.of();
        }
        var faultsBefore = faults.size();
        var plain = Yaml.read(file, yaml, faults).plain();
        if (faults.size() > faultsBefore || !(plain instanceof Map)) {
            faults.add(new Fault(line.at, "not readable: " + yaml));
            return Map.of();
        }
        return (Map<String, Object>) plain;
    }
}
