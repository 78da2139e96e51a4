package prasan.chat;

import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import prasan.flow.Value;

/**
 * Tells people in chat of something that happened elsewhere: the door through which features push. Writes outbox rows in the caller's transaction, sends nothing itself.
 */
@FunctionalInterface
public interface Tell {

    /**
     * Queues a notice for each chat, in that chat's language; chats that blocked the account are left out.
     *
     * @param template name of a text in {@code conversations/notices.yaml}
     * @param values what the text's placeholders stand for; no personal data
     * @param once what causes it, unique for ever ({@code report-change:17}); the same cause a second time queues nothing
     */
    void tell(Handle handle, List<String> chats, String template, Map<String, Value> values, String once);
}
