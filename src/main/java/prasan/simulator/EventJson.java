package prasan.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Webhook events as LINE writes them (Messaging API reference, "Webhook Event Objects"). */
final class EventJson {
    private final Clock clock;
    private final Ids ids;
    private final Person bot;

    EventJson(Clock clock, Ids ids, Person bot) {
        this.clock = clock;
        this.ids = ids;
        this.bot = bot;
    }

    /**
     * @param chat the person's own id, or a group's
     * @param unblocked for a follow: whether it lifts a block
     */
    List<ObjectNode> of(Person who, String chat, Deed deed, boolean unblocked) {
        return switch (deed) {
            case Deed.Text text -> List.of(message(who, chat, text(text)));
            case Deed.Photos photos -> photos(who, chat, photos);
            case Deed.Place place -> List.of(message(who, chat, place(place)));
            case Deed.Sticker sticker ->
                List.of(message(
                        who,
                        chat,
                        quotable("sticker")
                                .put("packageId", sticker.packageId())
                                .put("stickerId", sticker.stickerId())
                                .put("stickerResourceType", "STATIC")));
            case Deed.Tap tap -> {
                ObjectNode event = answerable("postback", who, chat);
                event.putObject("postback").put("data", tap.data());
                yield List.of(event);
            }
            case Deed.Follow follow -> {
                ObjectNode event = answerable("follow", who, chat);
                event.putObject("follow").put("isUnblocked", unblocked);
                yield List.of(event);
            }
            case Deed.Unfollow unfollow -> List.of(event("unfollow", who, chat));
            case Deed.Unsend unsend -> {
                ObjectNode event = event("unsend", who, chat);
                event.putObject("unsend").put("messageId", unsend.messageId());
                yield List.of(event);
            }
            case Deed.Invite invite -> {
                ObjectNode event = answerable("join", who, chat);
                // LINE does not tell who invited the bot
                event.withObject("/source").remove("userId");
                yield List.of(event);
            }
        };
    }

    private ObjectNode text(Deed.Text deed) {
        ObjectNode message = quotable("text");
        if (!deed.mentionsBot()) {
            return message.put("text", deed.text());
        }
        String name = "@" + bot.name();
        message.put("text", name + " " + deed.text());
        message.putObject("mention")
                .putArray("mentionees")
                .addObject()
                .put("index", 0)
                .put("length", name.length())
                .put("type", "user")
                .put("userId", bot.id())
                .put("isSelf", true);
        return message;
    }

    private List<ObjectNode> photos(Person who, String chat, Deed.Photos photos) {
        List<ObjectNode> events = new ArrayList<>();
        String set = ids.token();
        int total = photos.images().size();
        for (int i = 1; i <= total; i++) {
            ObjectNode message = quotable("image");
            message.putObject("contentProvider").put("type", "line");
            if (total > 1) {
                message.putObject("imageSet").put("id", set).put("index", i).put("total", total);
            }
            events.add(message(who, chat, message));
        }
        return events;
    }

    private ObjectNode place(Deed.Place place) {
        ObjectNode message = Json.object().put("type", "location").put("id", ids.message());
        if (place.title() != null) {
            message.put("title", place.title());
        }
        if (place.address() != null) {
            message.put("address", place.address());
        }
        return message.put("latitude", place.latitude()).put("longitude", place.longitude());
    }

    private ObjectNode quotable(String type) {
        return Json.object().put("type", type).put("id", ids.message()).put("quoteToken", ids.token());
    }

    private ObjectNode message(Person who, String chat, ObjectNode message) {
        ObjectNode event = answerable("message", who, chat);
        event.set("message", message.put("markAsReadToken", ids.token()));
        return event;
    }

    private ObjectNode answerable(String type, Person who, String chat) {
        return event(type, who, chat).put("replyToken", ids.token());
    }

    private ObjectNode event(String type, Person who, String chat) {
        ObjectNode event = Json.object()
                .put("type", type)
                .put("mode", "active")
                .put("timestamp", clock.millis())
                .put("webhookEventId", ids.ulid());
        ObjectNode source = event.putObject("source");
        if (chat.equals(who.id())) {
            source.put("type", "user").put("userId", who.id());
        } else {
            source.put("type", "group").put("groupId", chat).put("userId", who.id());
        }
        event.putObject("deliveryContext").put("isRedelivery", false);
        return event;
    }

    /** The body of one webhook. */
    static ObjectNode body(Person bot, List<ObjectNode> events) {
        ObjectNode body = Json.object().put("destination", bot.id());
        ArrayNode array = body.putArray("events");
        events.forEach(array::add);
        return body;
    }
}
