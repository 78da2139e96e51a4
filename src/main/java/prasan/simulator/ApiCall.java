package prasan.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call of the bot, as the platform saw it.
 *
 * @param path with ids in it, without the mount prefix
 * @param status what the platform decided; 0 when a fault lost the request unread
 * @param answered false when a fault cut the connection before the bot could read the status
 * @param to the recipients of a push or multicast; empty otherwise
 * @param messages the messages asked to send; empty otherwise
 */
public record ApiCall(
        Instant at,
        String method,
        String path,
        int status,
        boolean answered,
        @Nullable String retryKey,
        @Nullable String replyToken,
        List<String> to,
        List<JsonNode> messages) {
    public ApiCall {
        to = List.copyOf(to);
        messages = List.copyOf(messages);
    }
}
