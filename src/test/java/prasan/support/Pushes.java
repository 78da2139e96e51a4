package prasan.support;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import prasan.chat.Pusher;
import prasan.chat.Topic;
import prasan.flow.Value;
import prasan.outbox.PushKind;

/** Keeps what is told instead of sending it. */
public final class Pushes implements Pusher {
    private final List<Push> all = new ArrayList<>();

    public record Push(List<String> chats, String template, Map<String, Value> values, String once) {}

    @Override
    public void push(
            Handle handle,
            PushKind kind,
            @Nullable Topic topic,
            List<String> chats,
            String template,
            Map<String, Value> values,
            String once) {
        all.add(new Push(chats, template, values, once));
    }

    public List<Push> all() {
        return all;
    }
}
