package prasan.chat;

import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import prasan.flow.Value;
import prasan.outbox.PushKind;

/** Told texts about what happened elsewhere. Writes outbox rows in the caller's transaction, and sends nothing itself. */
@FunctionalInterface
public interface Pusher {

    /**
     * Queues a text for each chat, in that chat's language. People who stopped the topic are left out; whoever blocked the account hears of a topic when they are back, as long as it is of use.
     *
     * @param kind what the month's pushes are counted by
     * @param topic which people may have stopped; {@code null} for the answer to something that they asked for
     * @param template name of a text in {@code conversations/push-texts.yaml}
     * @param values what the text's placeholders stand for; no personal data
     * @param once what causes it, unique for ever ({@code report-change:17}); the same cause a second time queues nothing
     */
    void push(
            Handle handle,
            PushKind kind,
            @Nullable Topic topic,
            List<String> chats,
            String template,
            Map<String, Value> values,
            String once);
}
