package prasan.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the bot may send, to whom and how often (Messaging API reference, "Message"). Thread-safe: one send at a time, so
 * that of two with the same key or token one is refused.
 */
final class Sends {
    private static final int MOST_RECIPIENTS = 500;
    /** The types whose sent message can be quoted. */
    private static final Set<String> QUOTABLE = Set.of("text", "sticker", "image", "flex");

    private final Platform platform;

    Sends(Platform platform) {
        this.platform = platform;
    }

    /** @throws Denied 400 on a retry key, bad messages, or a reply token that does not hold */
    synchronized Answer reply(JsonNode body, @Nullable String retryKey) {
        if (retryKey != null) {
            throw new Denied(400, "The retry key can't be used for this API");
        }
        MessageRules.check(body.path("messages"));
        String chat = platform.tokens.use(body.path("replyToken").asText());
        platform.chats.botSays(chat, Entry.How.REPLY, body.path("messages"));
        return Answer.ok(sent(body.path("messages")));
    }

    /** @throws Denied 400 on bad messages, key or recipient, 409 on an accepted key, 429 on the month's limit */
    synchronized Answer push(JsonNode body, @Nullable String retryKey, String requestId) {
        platform.keys.check(retryKey);
        MessageRules.check(body.path("messages"));
        String to = body.path("to").asText();
        if (platform.chats.person(to) == null && platform.chats.group(to) == null) {
            throw invalid("to");
        }
        int reached = platform.chats.reached(to);
        platform.quota.take(reached);
        ObjectNode sent = sent(body.path("messages"));
        platform.keys.accept(retryKey, requestId, sent);
        if (reached > 0) {
            platform.chats.botSays(to, Entry.How.PUSH, body.path("messages"));
        }
        return Answer.ok(sent);
    }

    /** @throws Denied as {@link #push}; with one bad recipient nobody gets it */
    synchronized Answer multicast(JsonNode body, @Nullable String retryKey, String requestId) {
        platform.keys.check(retryKey);
        MessageRules.check(body.path("messages"));
        List<String> to = Json.strings(body.path("to"));
        if (to.isEmpty() || to.size() > MOST_RECIPIENTS) {
            Complaints complaints = new Complaints();
            complaints.add(new Spot("to", false), "Size must be between 1 and " + MOST_RECIPIENTS);
            complaints.deny(0);
        }
        for (int i = 0; i < to.size(); i++) {
            if (platform.chats.person(to.get(i)) == null) {
                throw invalid("to[" + i + "]");
            }
        }
        List<String> reached = to.stream()
                .distinct()
                .filter(user -> platform.chats.reached(user) > 0)
                .toList();
        platform.quota.take(reached.size());
        platform.keys.accept(retryKey, requestId, Json.object());
        reached.forEach(user -> platform.chats.botSays(user, Entry.How.PUSH, body.path("messages")));
        return Answer.ok(Json.object());
    }

    private static Denied invalid(String property) {
        return new Denied(400, "The property, " + property + ", in the request body is invalid");
    }

    private ObjectNode sent(JsonNode messages) {
        ObjectNode body = Json.object();
        ArrayNode sent = body.putArray("sentMessages");
        for (JsonNode message : messages) {
            ObjectNode one = sent.addObject().put("id", platform.ids().message());
            if (QUOTABLE.contains(message.path("type").asText())) {
                one.put("quoteToken", platform.ids().token());
            }
        }
        return body;
    }
}
