package prasan.support;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import prasan.chat.Tell;
import prasan.chat.Topic;
import prasan.flow.Value;

/** Keeps what is told instead of sending it. */
public final class Told implements Tell {
    private final List<Notice> notices = new ArrayList<>();

    public record Notice(List<String> chats, String template, Map<String, Value> values, String once) {}

    @Override
    public void tell(
            Handle handle,
            @Nullable Topic topic,
            List<String> chats,
            String template,
            Map<String, Value> values,
            String once) {
        notices.add(new Notice(chats, template, values, once));
    }

    public List<Notice> notices() {
        return notices;
    }
}
