package prasan.officers;

import java.util.Map;
import java.util.Optional;
import prasan.chat.Actions;
import prasan.flow.Input;
import prasan.flow.Signature;
import prasan.flow.Type;
import prasan.flow.Value;

/** The door from chat to the LINE accounts of officers: the code that links one. */
public final class OfficerLineActions {
    private static final Map<String, Type> OFFICER = Map.of("name", Type.TEXT, "position", Type.TEXT);

    private static final Signature LOOK = new Signature(
                    "officers.look",
                    Signature.Kind.READ,
                    Map.of("code", Type.TEXT),
                    Map.of("found", OFFICER, "unknown", Map.of(), "taken", Map.of(), "blocked", Map.of()))
            .personal("name", "position");

    private static final Signature LINK = new Signature(
            "officers.link",
            Signature.Kind.WRITE,
            Map.of("code", Type.TEXT),
            Map.of("done", Map.of(), "unknown", Map.of()));

    private final OfficerLine line;

    public OfficerLineActions(OfficerLine line) {
        this.line = line;
    }

    public void register(Actions actions) {
        actions.action(
                LOOK,
                (context, inputs) -> outcome(
                        line.look(context.handle(), context.chat(), code(inputs), context.at())
                                .map(Officer::facts)
                                .map(facts -> Map.<String, Value>of(
                                        "name", new Value.Text(facts.name()),
                                        "position", new Value.Text(facts.position()))),
                        "found"));
        actions.action(
                LINK,
                (context, inputs) -> outcome(
                        line.link(context.handle(), context.chat(), code(inputs), context.at())
                                .map(officer -> Map.<String, Value>of()),
                        "done"));
    }

    private static Input.Outcome outcome(Optional<Map<String, Value>> found, String name) {
        return found.map(values -> new Input.Outcome(name, values))
                .orElseGet(() -> new Input.Outcome("unknown", Map.of()));
    }

    private static String code(Map<String, Value> inputs) {
        return inputs.get("code") instanceof Value.Text typed ? typed.text() : "";
    }
}
