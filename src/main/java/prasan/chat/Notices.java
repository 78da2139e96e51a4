package prasan.chat;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import prasan.flow.Engine;
import prasan.flow.Say;
import prasan.flow.Value;
import prasan.line.Messages;
import prasan.outbox.Outbox;

/** Tells people with the texts of {@code conversations/notices.yaml}. Safe for all threads. */
public final class Notices implements Tell {
    private final Supplier<Engine> engine;
    private final Outbox outbox;

    public Notices(Supplier<Engine> engine, Outbox outbox) {
        this.engine = engine;
        this.outbox = outbox;
    }

    @Override
    public void tell(Handle handle, List<String> wanted, String template, Map<String, Value> values, String once) {
        var now = engine.get();
        Chats.open(handle, wanted).forEach((reader, open) -> {
            var says = now.says(template, reader.language(), values);
            var messages = reader.shown(Messages.render(new Say.Reply(says, List.of())));
            outbox.multicast(handle, open, messages, once + ":" + reader.language() + (reader.large() ? ":large" : ""));
        });
    }
}
