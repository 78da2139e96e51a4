package prasan.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import prasan.ShippedActions;
import prasan.flow.Engine;
import prasan.flow.Input;
import prasan.flow.Need;
import prasan.flow.Say;
import prasan.flow.Session;
import prasan.flow.Signature;
import prasan.flow.Type;
import prasan.line.Messages;

/**
 * A chat with flows that a test writes itself, beside the shipped ones. Without a database: what the engine needs done, a function of the test answers. Between any two inputs the session
 * is written out and read back; all that is said must be what LINE takes.
 */
final class Play {
    static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> WORDING =
            Set.of("text", "card", "refused", "options", "label", "skip", "done", "send", "example");

    private final List<Need> needs = new ArrayList<>();
    private Function<Need, Input> work = need -> {
        throw new AssertionError("needs " + need);
    };
    private Engine engine;
    private Session session = Session.fresh("th");
    private Instant at = NOW;
    private List<Say.Button> quick = List.of();
    private List<Say.Button> cards = List.of();

    private Play(Engine engine) {
        this.engine = engine;
    }

    /** @param flows in Thai; what they say stands for the English, too, so each step that says something needs an id */
    static Play of(String... flows) {
        return new Play(engine(flows));
    }

    /** The chat goes on with other flows. */
    void reload(String... flows) {
        engine = engine(flows);
    }

    /** Who does the work from here on. */
    Play work(Function<Need, Input> does) {
        work = does;
        return this;
    }

    void at(Instant later) {
        at = later;
    }

    /** Types something. @return what is answered, each message as text, the quick replies in brackets behind the last one */
    String says(String text) {
        return does(new Input.Words(text));
    }

    /** Taps a button that is on the screen. */
    String taps(String label) {
        return Stream.concat(quick.stream(), cards.stream())
                .filter(button -> button.label().equals(label))
                .flatMap(button -> button.tap() instanceof Say.Tap.Answer answer ? Stream.of(answer) : Stream.empty())
                .findFirst()
                .map(answer -> does(new Input.Tapped(answer.data())))
                .orElseThrow(() -> new NoSuchElementException(label + " among " + quick + cards));
    }

    String photo(String id) {
        return does(new Input.Photo(id, null));
    }

    String sticker() {
        return does(new Input.Unreadable("sticker"));
    }

    String pin(double lat, double lon, @Nullable String address) {
        return does(new Input.Pin(lat, lon, null, address));
    }

    String does(Input input) {
        var says = new ArrayList<Say>();
        var turn = engine.advance(session, input, at);
        says.addAll(turn.says());
        while (turn.need() != null) {
            needs.add(turn.need());
            turn = engine.advance(reread(turn.session()), work.apply(turn.need()), at);
            says.addAll(turn.says());
        }
        session = reread(turn.session());
        var reply = new Say.Reply(says, turn.quick());
        if (!says.isEmpty()) {
            Messages.render(reply);
        }
        quick = reply.quick();
        cards = Script.onCards(reply);
        return String.join("\n", Script.print(reply));
    }

    /** A slot of the conversation under way, as a transcript writes it. */
    String value(String slot) {
        var running = Objects.requireNonNull(session.current(), "nothing is under way");
        var value = running.top().slots().get(slot);
        return value == null ? "nothing" : Script.print(value);
    }

    /** What was put aside, the newest first. */
    List<String> drafts() {
        return session.drafts().stream().map(Session.Running::flow).toList();
    }

    boolean over() {
        return session.current() == null;
    }

    /** What was needed last, as a transcript writes it. */
    String needed() {
        return Script.print(needs.getLast());
    }

    private static Session reread(Session session) {
        return Sessions.read(Sessions.write(session));
    }

    private static Engine engine(String... flows) {
        var files = new HashMap<>(Folder.at(Path.of("conversations")).files());
        for (var flow : flows) {
            var english = english(flow);
            files.put(english.get("flow") + ".yaml", flow);
            files.put(english.get("flow") + ".en.yaml", json(english));
        }
        var signatures = new HashMap<>(ShippedActions.signatures());
        for (var signature : List.of(
                new Signature("test.look", Signature.Kind.READ, Map.of(), Map.of("seen", Map.of("room", Type.TEXT))),
                new Signature(
                                "test.write",
                                Signature.Kind.WRITE,
                                Map.of("text", Type.TEXT, "count", Type.NUMBER),
                                Map.of("done", Map.of()))
                        .optional("text", "count"),
                new Signature("test.rooms", Signature.Kind.SOURCE, Map.of(), Map.of()))) {
            signatures.put(signature.name(), signature);
        }
        return new Engine(Conversations.read(new Folder(files), signatures), signatures);
    }

    /** The other file of a flow: the same texts. */
    @SuppressWarnings("unchecked") // YAML maps have text keys
    private static Map<String, Object> english(String flow) {
        var thai = (Map<String, Object>) new Load(LoadSettings.builder().build()).loadFromString(flow);
        var steps = new LinkedHashMap<String, Object>();
        for (var step : (List<Map<String, Object>>) Objects.requireNonNull(thai.get("steps"))) {
            if (step.containsKey("say") || step.containsKey("officer")) {
                steps.put(String.valueOf(step.get("id")), step.getOrDefault("say", step.get("officer")));
            } else if (step.containsKey("ask") || step.containsKey("confirm")) {
                var id = step.getOrDefault("id", step.getOrDefault("ask", "confirm"));
                steps.put(
                        String.valueOf(id),
                        step.entrySet().stream()
                                .filter(entry -> WORDING.contains(entry.getKey()))
                                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
            }
        }
        return Map.of(
                "flow", String.valueOf(thai.get("flow")), "title", String.valueOf(thai.get("title")), "steps", steps);
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException cannotBe) {
            throw new IllegalStateException(cannotBe);
        }
    }
}
