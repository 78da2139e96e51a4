package prasan.chat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import prasan.flow.Engine;
import prasan.flow.Say;
import prasan.flow.Value;
import prasan.line.Messages;
import prasan.outbox.Outbox;
import prasan.outbox.PushKind;
import prasan.outbox.Wanted;

/** Told the texts of {@code conversations/push-texts.yaml}. Safe for all threads. */
public final class PushTexts implements Pusher {
    /** How long it is of use to hear what one asked for. */
    private static final Duration ASKED = Duration.ofDays(30);

    private final Supplier<Engine> engine;
    private final Outbox outbox;
    private final Wanted wanted;

    public PushTexts(Supplier<Engine> engine, Outbox outbox, Wanted wanted) {
        this.engine = engine;
        this.outbox = outbox;
        this.wanted = wanted;
    }

    @Override
    public void push(
            Handle handle,
            PushKind kind,
            @Nullable Topic topic,
            List<String> chats,
            String template,
            Map<String, Value> values,
            String once) {
        var now = engine.get();
        var name = topic == null ? null : topic.name();
        var useful = topic == null ? ASKED : topic.useful();
        var standing = wanted.of(handle, name, once, chats);
        Chats.readers(handle, standing.open())
                .forEach((reader, open) -> outbox.tell(
                        handle,
                        kind,
                        name,
                        once,
                        useful,
                        open,
                        messages(now, reader, template, values),
                        once + ":" + reader.language() + (reader.large() ? ":large" : "")));
        Chats.readers(handle, standing.away())
                .forEach((reader, away) -> away.forEach(chat -> outbox.missed(
                        handle,
                        kind,
                        name,
                        once,
                        useful,
                        chat,
                        messages(now, reader, template, values),
                        once + ":" + chat)));
    }

    private static String messages(Engine engine, Chats.Reader reader, String template, Map<String, Value> values) {
        return reader.shown(
                Messages.render(new Say.Reply(engine.says(template, reader.language(), values), List.of())));
    }
}
