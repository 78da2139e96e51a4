package prasan.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * LINE, in memory: the people, their chats with the bot, and the rules between them. What a person does goes to the
 * bot's webhook, signed; what the bot calls comes in by {@link BotApi}, mounted by {@link Simulator}. All times come
 * from the clock. Thread-safe.
 *
 * <p>It lets anybody be anybody: for the demo, on the loopback address, and for tests.
 */
public final class Platform implements AutoCloseable {
    private final Ids ids;
    private final Person bot;
    private final EventJson events;
    private final String epoch;
    private final List<ApiCall> calls = new ArrayList<>();

    final Clock clock;
    final String accessToken;
    final Chats chats;
    final Contents contents = new Contents();
    final Faults faults = new Faults();
    final ReplyTokens tokens;
    final RetryKeys keys;
    final RateLimit rate;
    final Quota quota;
    final Deliveries deliveries;

    /**
     * An empty LINE, with the bot and nobody else.
     *
     * @param random names people, events and tokens; must be thread-safe. Use a new seed at every start if the bot's
     *     database outlives the platform
     */
    public Platform(Clock clock, RandomGenerator random, String channelSecret, String accessToken) {
        this.clock = clock;
        this.accessToken = accessToken;
        ids = new Ids(clock, random);
        epoch = ids.token();
        bot = new Person(named('U', "bot"), "ประสาน", "th", "");
        events = new EventJson(clock, ids, bot);
        chats = new Chats(clock);
        tokens = new ReplyTokens(clock);
        keys = new RetryKeys(clock);
        rate = new RateLimit(clock);
        quota = new Quota(clock);
        deliveries = new Deliveries(clock, channelSecret, tokens);
    }

    /** Where the bot hears: its {@code /webhook}. Nothing is delivered before this. */
    public void webhook(URI address) {
        deliveries.webhook(address);
    }

    /** Any answer but 2xx, or none within 2 seconds, is tried again. {@code times} 0 turns it off, as it is at first. */
    public void redeliver(int times, Duration every) {
        deliveries.redeliver(times, every);
    }

    /** How often a photo sent from now on is answered 202 before its bytes: 0 at first. */
    public void photosNotReady(int times) {
        contents.notReady(times);
    }

    /** Messages a month; null, as at first: no limit. */
    public void quota(@Nullable Integer messages) {
        quota.limit(messages);
    }

    /** Calls a second to a route as {@link BotApi} names it, such as {@code /v2/bot/message/push}. */
    public void rate(String route, int callsPerSecond) {
        rate.set(route, callsPerSecond);
    }

    /** Lets the next calls of a route, named as for {@link #rate}, go wrong. */
    public void fault(String route, Fault fault, int times) {
        faults.add(route, fault, times);
    }

    /**
     * A new person with a random id, already a friend of the bot: no follow event is sent.
     *
     * @param about who that is, for the chat page
     */
    public Person friend(String name, String language, String about) {
        Person person = new Person(ids.named('U'), name, language, about);
        chats.add(person, Chats.Bond.FRIEND);
        return person;
    }

    /** A person who has not met the bot, and whose id is the same at every start: the bot remembers people by it. */
    public Person stranger(String name, String language, String about) {
        Person person = new Person(named('U', name), name, language, about);
        chats.add(person, Chats.Bond.STRANGER);
        return person;
    }

    /** A friend of the bot, whom it knows by that id from an earlier life. */
    public Person known(String id) {
        Person person = new Person(id, "คุณ " + id, "th", "");
        chats.add(person, Chats.Bond.FRIEND);
        return person;
    }

    /** A group with the bot in it; no join event is sent. Its id is the same at every start. */
    public Group group(String name, List<Person> members) {
        Group group = new Group(named('C', name), name, members);
        chats.add(group);
        return group;
    }

    /** The bot itself: its id is the webhook's destination. */
    public Person bot() {
        return bot;
    }

    /**
     * A person does something in a chat: it is shown there, and sent to the bot, once, before this returns; again, in
     * the background, if need be.
     *
     * @param chat the person's own id, or a group's
     */
    public WebhookCall does(Person who, String chat, Deed deed) {
        WebhookCall call = deliver(events(who, chat, deed));
        if (!call.taken()) {
            chats.note(chat, null, call.status() == 0 ? "no answer" : "HTTP " + call.status());
        }
        return call;
    }

    /** As {@link #does}, but gives the events back unsent, for {@link #deliver}. */
    public List<ObjectNode> events(Person who, String chat, Deed deed) {
        boolean blocked = chats.bond(who.id()) == Chats.Bond.BLOCKED;
        if (blocked && chat.equals(who.id()) && !(deed instanceof Deed.Follow)) {
            throw new IllegalArgumentException("Who blocks the bot cannot write to it");
        }
        List<ObjectNode> made = events.of(who, chat, deed, blocked);
        for (ObjectNode event : made) {
            if (event.has("replyToken")) {
                tokens.issue(event.path("replyToken").asText(), chat);
            }
        }
        switch (deed) {
            case Deed.Tap tap -> {
                if (tap.displayText() != null) {
                    chats.says(who, chat, Json.object().put("type", "text").put("text", tap.displayText()));
                }
            }
            case Deed.Follow follow -> bond(who, Chats.Bond.FRIEND, "follow");
            case Deed.Unfollow unfollow -> bond(who, Chats.Bond.BLOCKED, "unfollow");
            case Deed.Unsend unsend -> {
                contents.remove(unsend.messageId());
                chats.note(chat, who.id(), "unsend");
            }
            case Deed.Invite invite -> chats.note(chat, who.id(), "join");
            case Deed.Photos photos -> {
                for (int i = 0; i < made.size(); i++) {
                    contents.add(
                            made.get(i).path("message").path("id").asText(),
                            photos.images().get(i));
                }
                made.forEach(event -> chats.says(who, chat, event.withObject("/message")));
            }
            default -> made.forEach(event -> chats.says(who, chat, event.withObject("/message")));
        }
        return made;
    }

    /** One webhook with these events; none: the console's "Verify". */
    public WebhookCall deliver(List<ObjectNode> events) {
        return deliveries.deliver(EventJson.body(bot, events));
    }

    /** How many webhooks wait to be delivered again. */
    public int pending() {
        return deliveries.pending();
    }

    /** Every try to deliver a webhook, oldest first. */
    public List<WebhookCall> webhooks() {
        return deliveries.log();
    }

    /** Every call of the bot, oldest first. */
    public List<ApiCall> calls() {
        synchronized (calls) {
            return List.copyOf(calls);
        }
    }

    /** All that was shown in a chat, oldest first. */
    public List<Entry> entries(String chat) {
        return chats.entries(chat);
    }

    /** What the bot said in a chat, oldest first. */
    public List<JsonNode> said(String chat) {
        return entries(chat).stream()
                .filter(Entry::byBot)
                .<JsonNode>map(Entry::message)
                .toList();
    }

    void log(ApiCall call) {
        synchronized (calls) {
            calls.add(call);
        }
    }

    Ids ids() {
        return ids;
    }

    /** Tells this start of the platform from others: an open page that sees another one begins anew. */
    String epoch() {
        return epoch;
    }

    private void bond(Person who, Chats.Bond bond, String note) {
        chats.bond(who.id(), bond);
        chats.note(who.id(), who.id(), note);
    }

    /** An id that depends on nothing but the name. */
    private static String named(char letter, String name) {
        return letter
                + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                        .toString()
                        .replace("-", "");
    }

    /** Stops redelivery. */
    @Override
    public void close() {
        deliveries.close();
    }
}
