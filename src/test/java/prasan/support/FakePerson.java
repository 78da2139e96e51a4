package prasan.support;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import prasan.simulator.Deed;
import prasan.simulator.Group;
import prasan.simulator.Person;
import prasan.simulator.Platform;
import prasan.simulator.WebhookCall;

/**
 * A person with LINE in hand. What they do has been sent to the bot, once, when the method returns; {@link #lastWebhook}
 * tells how the bot took it. Not thread-safe: one person has one thumb.
 */
public final class FakePerson {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Parts of a message whose texts are not on the screen, or are buttons. */
    private static final Set<String> NOT_READ = Set.of("quickReply", "action");

    private final Platform platform;
    private final Person person;
    private final String chat;
    private @Nullable WebhookCall lastWebhook;

    FakePerson(Platform platform, Person person) {
        this(platform, person, person.id());
    }

    private FakePerson(Platform platform, Person person, String chat) {
        this.platform = platform;
        this.person = person;
        this.chat = chat;
    }

    /** The same person, with the group open. */
    public FakePerson in(Group group) {
        return new FakePerson(platform, person, group.id());
    }

    public FakePerson says(String text) {
        return does(new Deed.Text(text, false));
    }

    /** In a group: "@bot text". */
    public FakePerson saysToBot(String text) {
        return does(new Deed.Text(text, true));
    }

    /**
     * Taps what is on the screen: a quick reply of the last message, or else the lowest card button of that label.
     *
     * @throws NoSuchElementException with the labels that are there, if this one is not
     */
    public FakePerson taps(String label) {
        JsonNode action = offered().stream()
                .filter(offer -> offer.path("label").asText().equals(label))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("No [" + label + "] among " + labels()));
        return taps(action);
    }

    /** Taps a LINE action object, however old the message that it came with. */
    public FakePerson taps(JsonNode action) {
        return switch (action.path("type").asText()) {
            case "postback" ->
                does(new Deed.Tap(
                        action.path("data").asText(),
                        Optional.ofNullable(action.get("displayText"))
                                .map(JsonNode::asText)
                                .orElse(null)));
            case "message" -> says(action.path("text").asText());
            default -> throw new IllegalArgumentException("A tap does not send this by itself: " + action);
        };
    }

    /** One photo; or several, sent together. */
    public FakePerson sendsPhoto(byte[]... images) {
        return does(new Deed.Photos(Arrays.asList(images)));
    }

    public FakePerson sendsPlace(@Nullable String title, @Nullable String address, double latitude, double longitude) {
        return does(new Deed.Place(title, address, latitude, longitude));
    }

    public FakePerson sendsSticker() {
        return does(new Deed.Sticker("446", "1988"));
    }

    public FakePerson follows() {
        return does(new Deed.Follow());
    }

    public FakePerson blocks() {
        return does(new Deed.Unfollow());
    }

    public FakePerson does(Deed deed) {
        lastWebhook = platform.does(person, chat, deed);
        return this;
    }

    /** The first try of what was done last: its exact body, and the bot's status. */
    public WebhookCall lastWebhook() {
        if (lastWebhook == null) {
            throw new IllegalStateException("Nothing was done yet");
        }
        return lastWebhook;
    }

    /** Waits until the bot has said at least this many messages here, over all, and gives them, oldest first. */
    public List<JsonNode> hears(int messages) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> platform.said(chat).size() >= messages);
        return platform.said(chat);
    }

    /** Waits until the bot says something with this in it, anywhere in the message's texts, and gives it. */
    public JsonNode hears(String words) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> heard(words), Optional::isPresent)
                .orElseThrow();
    }

    /** What the bot said here, oldest first, each message as its visible texts, a line each. */
    public List<String> texts() {
        return platform.said(chat).stream().map(FakePerson::text).toList();
    }

    /** The labels on the screen, as {@link #taps(String)} looks for them. */
    public List<String> labels() {
        return offered().stream().map(offer -> offer.path("label").asText()).toList();
    }

    /** The actions on the screen: quick replies of the last message, then card buttons, the lowest message first. */
    public List<JsonNode> offered() {
        List<JsonNode> offered = new ArrayList<>();
        List<JsonNode> said = platform.said(chat).reversed();
        if (!said.isEmpty()) {
            said.getFirst().path("quickReply").path("items").forEach(item -> offered.add(item.path("action")));
        }
        for (JsonNode message : said) {
            message.path("contents").findValues("action").stream()
                    .filter(action -> action.has("label"))
                    .forEach(offered::add);
        }
        return offered;
    }

    public String id() {
        return person.id();
    }

    public Person person() {
        return person;
    }

    private Optional<JsonNode> heard(String words) {
        return platform.said(chat).stream()
                .filter(message -> text(message).contains(words))
                .findFirst();
    }

    private static String text(JsonNode message) {
        List<String> lines = new ArrayList<>();
        collect(message.path("type").asText().equals("flex") ? message.path("contents") : message, lines);
        return String.join("\n", lines);
    }

    private static void collect(JsonNode node, List<String> lines) {
        if (node.path("text").isTextual()) {
            lines.add(node.path("text").textValue());
        }
        node.properties().stream()
                .filter(property -> !NOT_READ.contains(property.getKey()))
                .forEach(property -> collect(property.getValue(), lines));
        if (node.isArray()) {
            node.forEach(child -> collect(child, lines));
        }
    }
}
