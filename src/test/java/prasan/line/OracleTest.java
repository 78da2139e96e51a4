package prasan.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.linecorp.bot.jackson.ModelObjectMapper;
import com.linecorp.bot.messaging.model.Message;
import com.linecorp.bot.webhook.model.AudioMessageContent;
import com.linecorp.bot.webhook.model.CallbackRequest;
import com.linecorp.bot.webhook.model.ContentProvider;
import com.linecorp.bot.webhook.model.EventMode;
import com.linecorp.bot.webhook.model.FileMessageContent;
import com.linecorp.bot.webhook.model.FollowEvent;
import com.linecorp.bot.webhook.model.GroupSource;
import com.linecorp.bot.webhook.model.ImageMessageContent;
import com.linecorp.bot.webhook.model.JoinEvent;
import com.linecorp.bot.webhook.model.LeaveEvent;
import com.linecorp.bot.webhook.model.LocationMessageContent;
import com.linecorp.bot.webhook.model.MessageContent;
import com.linecorp.bot.webhook.model.MessageEvent;
import com.linecorp.bot.webhook.model.PostbackEvent;
import com.linecorp.bot.webhook.model.ReplyEvent;
import com.linecorp.bot.webhook.model.RoomSource;
import com.linecorp.bot.webhook.model.TextMessageContent;
import com.linecorp.bot.webhook.model.UnfollowEvent;
import com.linecorp.bot.webhook.model.UnsendEvent;
import com.linecorp.bot.webhook.model.UserMentionee;
import com.linecorp.bot.webhook.model.UserSource;
import com.linecorp.bot.webhook.model.VideoMessageContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import prasan.flow.Say;
import prasan.flow.Say.Button;
import prasan.flow.Say.Tap;

/** LINE's own SDK reads what we read, and what we write. */
class OracleTest {
    private static final ObjectMapper SDK = ModelObjectMapper.createNewObjectMapper();

    static List<Path> fixtures() throws IOException {
        try (var files = Files.list(Path.of("src/test/resources/line"))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void readsEveryEventAsTheSdkDoes(Path fixture) throws IOException {
        var body = Files.readString(fixture);
        var ours = Events.readAll(body).stream().map(Events.Received::event).toList();
        var theirs = SDK.readValue(body, CallbackRequest.class).events();
        assertThat(ours).hasSameSizeAs(theirs);
        for (int i = 0; i < ours.size(); i++) {
            compare(ours.get(i), theirs.get(i));
        }
    }

    private static void compare(Event ours, com.linecorp.bot.webhook.model.Event theirs) {
        assertThat(ours.id()).isEqualTo(theirs.webhookEventId());
        assertThat(ours.at()).isEqualTo(Instant.ofEpochMilli(theirs.timestamp()));
        assertThat(ours.standby()).isEqualTo(theirs.mode() == EventMode.STANDBY);
        assertThat(ours.redelivery()).isEqualTo(theirs.deliveryContext().isRedelivery());
        assertThat(ours.source()).isEqualTo(source(theirs.source()));
        // the SDK drops the reply token of an event that it does not know
        if (!(theirs instanceof com.linecorp.bot.webhook.model.UnknownEvent)) {
            assertThat(ours.replyToken()).isEqualTo(theirs instanceof ReplyEvent reply ? reply.replyToken() : null);
        }
        assertThat(ours.body()).isEqualTo(body(ours, theirs));
    }

    private static @Nullable Source source(com.linecorp.bot.webhook.model.@Nullable Source theirs) {
        return switch (theirs) {
            case null -> null;
            case UserSource user -> new Source(Source.Kind.USER, user.userId(), user.userId());
            case GroupSource group -> new Source(Source.Kind.GROUP, group.groupId(), group.userId());
            case RoomSource room -> new Source(Source.Kind.ROOM, room.roomId(), room.userId());
            default -> throw new AssertionError(theirs);
        };
    }

    private static Body body(Event ours, com.linecorp.bot.webhook.model.Event theirs) {
        return switch (theirs) {
            case MessageEvent message -> message(ours, message.message());
            case PostbackEvent postback -> new Body.Postback(postback.postback().data());
            case FollowEvent follow -> new Body.Follow(follow.follow().isUnblocked());
            case UnfollowEvent unfollow -> new Body.Unfollow();
            case JoinEvent join -> new Body.Join();
            case LeaveEvent leave -> new Body.Leave();
            case UnsendEvent unsend -> new Body.Unsend(unsend.unsend().messageId());
            default -> new Body.Unknown();
        };
    }

    private static Body message(Event ours, MessageContent theirs) {
        return switch (theirs) {
            case TextMessageContent text ->
                new Body.Text(
                        text.id(),
                        text.text(),
                        text.mention() != null
                                && text.mention().mentionees().stream()
                                        .anyMatch(mentionee -> mentionee instanceof UserMentionee user
                                                && Objects.equals(user.isSelf(), true)));
            case ImageMessageContent image ->
                new Body.Image(
                        image.id(),
                        image.imageSet() == null ? null : image.imageSet().id(),
                        image.imageSet() == null || image.imageSet().index() == null
                                ? 0
                                : image.imageSet().index().intValue(),
                        image.imageSet() == null || image.imageSet().total() == null
                                ? 0
                                : image.imageSet().total().intValue(),
                        image.contentProvider().type() == ContentProvider.Type.LINE);
            case LocationMessageContent location ->
                new Body.Location(
                        location.id(), location.title(), location.address(), location.latitude(), location.longitude());
            case AudioMessageContent audio ->
                audio.contentProvider().type() == ContentProvider.Type.LINE
                        ? new Body.Media(audio.id(), "audio", null, 0)
                        : new Body.OtherMessage(audio.id(), "audio");
            case VideoMessageContent video ->
                video.contentProvider().type() == ContentProvider.Type.LINE
                        ? new Body.Media(video.id(), "video", null, 0)
                        : new Body.OtherMessage(video.id(), "video");
            case FileMessageContent file -> new Body.Media(file.id(), "file", file.fileName(), file.fileSize());
            // the SDK keeps neither id nor kind of a message that it does not know
            default -> {
                assertThat(ours.body()).isInstanceOf(Body.OtherMessage.class);
                yield ours.body();
            }
        };
    }

    @Test
    void whatWaitsAndWhatDoesNotInTheFixtures() throws IOException {
        var waiting = fixtures().stream()
                .filter(fixture -> {
                    try {
                        return Events.readAll(Files.readString(fixture)).stream()
                                .anyMatch(received -> received.event().waits());
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                })
                .map(fixture -> fixture.getFileName().toString().replace(".json", ""));
        assertThat(waiting)
                .containsExactlyInAnyOrder(
                        "follow",
                        "follow-unblocked",
                        "join-group",
                        "join-room",
                        "leave",
                        "message-audio",
                        "message-file",
                        "message-image",
                        "message-image-external",
                        "message-image-set",
                        "message-location",
                        "message-location-bare",
                        "message-sticker",
                        "message-sticker-text",
                        "message-text",
                        "message-text-emoji-quote",
                        "message-text-mention-self",
                        "message-video",
                        "of-the-future",
                        "postback",
                        "postback-date",
                        "postback-datetime",
                        "postback-group",
                        "postback-rich-menu",
                        "postback-time",
                        "several",
                        "unfollow",
                        "unsend",
                        "unsend-group");
    }

    @Test
    void unlikeTheSdkOneMalformedEventDoesNotSpoilTheOthers() throws IOException {
        var body = Files.readString(Path.of("src/test/resources/line/message-text.json"))
                .replace("\"events\": [", "\"events\": [{\"type\":\"message\",\"message\":\"?\"},");
        assertThatThrownBy(() -> SDK.readValue(body, CallbackRequest.class)).isInstanceOf(JsonMappingException.class);
        assertThat(Events.readAll(body))
                .extracting(received -> received.event().body().getClass().getSimpleName())
                .containsExactly("Unknown", "Text");
    }

    @Test
    void theSdkReadsEveryKindOfMessageThatWeWriteAndWritesTheSame() throws IOException {
        var buttons = List.of(
                new Button("ส่งเรื่อง", new Tap.Answer("a:send", "ส่งเรื่อง")),
                new Button("โทร 1567", new Tap.Ring("1567")),
                new Button("อ่านต่อ", new Tap.Open("https://example.org/a?b=c")));
        var quick = Stream.concat(
                        buttons.stream(),
                        Stream.of(
                                new Button("ส่งตำแหน่ง", new Tap.SendPlace()),
                                new Button("ถ่ายรูป", new Tap.TakePhoto()),
                                new Button("เลือกรูป", new Tap.PickPhoto())))
                .toList();
        var cards = Stream.of(Say.Tone.values())
                .map(tone -> new Say.Card(
                        tone,
                        "หัวเรื่อง",
                        "รอง",
                        List.of(new Say.Row("สถานะ", "ใหม่")),
                        "ข้อความ",
                        buttons,
                        "ตัวอย่าง"))
                .toList();
        var bare = new Say.Card(Say.Tone.PLAIN, "หัวเรื่อง", null, List.of(), null, List.of(), "ตัวอย่าง");
        var ours = Messages.render(new Say.Reply(
                List.of(
                        new Say.Text("สวัสดีค่ะ 🙏"),
                        new Say.Picture("https://example.org/map.png"),
                        cards.getFirst(),
                        bare,
                        new Say.Cards(cards)),
                quick));

        // a property that it does not know would be missing from what it writes
        var read = SDK.readValue(ours, new TypeReference<List<Message>>() {});
        var theirs = SDK.copy()
                .setDefaultPropertyInclusion(JsonInclude.Include.NON_EMPTY)
                .writerFor(new TypeReference<List<Message>>() {})
                .writeValueAsString(read);
        assertThat(SDK.readTree(theirs)).isEqualTo(SDK.readTree(ours));
    }
}
