package prasan.notices;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import prasan.chat.Actions;
import prasan.flow.Engine;
import prasan.flow.Say;
import prasan.flow.Type;
import prasan.flow.Value;
import prasan.line.LargeText;
import prasan.line.Messages;

/** How a notice looks in a chat. Safe for all threads. */
final class NoticeTexts {
    /** Names of texts in {@code conversations/push-texts.yaml}. */
    static final String PLAIN = "notice";

    static final String TO_ACKNOWLEDGE = "notice-to-acknowledge";

    private static final Map<String, Type> VALUES =
            Map.of("number", Type.TEXT, "title", Type.TEXT, "text", Type.TEXT, "kind", Type.CODE);

    /** What stands on the button to write to the officers. */
    private static final String REPLY = "notice-reply";

    /** How people are addressed: the title of a card, since it has a value. */
    private static final String GREETING = "notice-greeting";

    private final Supplier<Engine> engine;

    NoticeTexts(Supplier<Engine> engine) {
        this.engine = engine;
    }

    static void register(Actions actions) {
        actions.pushText(PLAIN, VALUES);
        actions.pushText(TO_ACKNOWLEDGE, VALUES);
        actions.pushText(REPLY, Map.of());
        actions.pushText(GREETING, Map.of("role", Type.CODE));
    }

    /** Returns the messages for people who read in a language; Thai where there is no other text. */
    String messages(Notice notice, Recipients.Reading reading) {
        var facts = notice.facts();
        Map<String, Value> values = Map.of(
                "number", new Value.Text(notice.asking()),
                "kind", facts.kind(),
                "title", new Value.Text(facts.titleIn(reading.language())),
                "text", new Value.Text(greeting(reading) + facts.textIn(reading.language())));
        var name = facts.acknowledge() ? TO_ACKNOWLEDGE : PLAIN;
        var messages = Messages.render(new Say.Reply(
                NoticeButtons.on(
                        engine.get().says(name, reading.language(), values),
                        notice,
                        reading.language(),
                        replyLabel(reading.language())),
                List.of()));
        return reading.large() ? LargeText.of(messages) : messages;
    }

    private String greeting(Recipients.Reading reading) {
        var role = reading.role();
        return role == null ? "" : line(GREETING, reading.language(), Map.of("role", Greeting.code(role))) + "\n";
    }

    private String replyLabel(String language) {
        return line(REPLY, language, Map.of());
    }

    private String line(String name, String language, Map<String, Value> values) {
        return switch (engine.get().says(name, language, values).getFirst()) {
            case Say.Text text -> text.text();
            case Say.Card card -> card.title();
            default -> "";
        };
    }
}
