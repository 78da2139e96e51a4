package prasan.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import prasan.support.FakeLine;
import prasan.support.FakePerson;
import prasan.support.SettableClock;

/** What the bot hears. */
class PlatformTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T03:00:00Z"));
    private final FakeLine line = FakeLine.start(clock);
    private final Bot bot = new Bot(line);
    private final FakePerson head = line.user("ผู้ใหญ่สมมติ");

    @AfterEach
    void stop() {
        bot.close();
        line.close();
    }

    @Test
    void aWebhookIsSignedOverItsExactBytesAndEscapesEmoji() throws Exception {
        head.says("ถนนพัง 🚧");
        RecordedRequest webhook = bot.webhook();
        byte[] body = Objects.requireNonNull(webhook.getBody()).toByteArray();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(FakeLine.SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        assertThat(webhook.getHeaders().get("x-line-signature"))
                .isEqualTo(Base64.getEncoder().encodeToString(mac.doFinal(body)));
        assertThat(new String(body, StandardCharsets.UTF_8)).contains("ถนนพัง \\uD83D\\uDEA7");
    }

    @Test
    void anEventHasWhatLinePutsInto() throws Exception {
        head.says("ถนนพัง 🚧");
        JsonNode body = Json.read(bot.body());
        JsonNode event = body.path("events").path(0);
        assertThat(body.path("destination").asText())
                .isEqualTo(line.platform().bot().id());
        assertThat(event.path("message").path("text").asText()).isEqualTo("ถนนพัง 🚧");
        assertThat(event.path("webhookEventId").asText()).matches("[0-9A-HJKMNP-TV-Z]{26}");
        assertThat(event.path("source").path("userId").asText())
                .isEqualTo(head.id())
                .matches("U[0-9a-f]{32}");
        assertThat(event.path("timestamp").asLong()).isEqualTo(clock.millis());
        assertThat(event.path("deliveryContext").path("isRedelivery").asBoolean(true))
                .isFalse();
        assertThat(head.lastWebhook().status()).isEqualTo(200);
    }

    @Test
    void everyDeedBecomesItsEvent() throws Exception {
        head.sendsPlace("บ้าน", "ต.ลาดหญ้า", 14.1, 99.4)
                .sendsSticker()
                .does(new Deed.Tap("a=1", "เอ"))
                .blocks()
                .follows()
                .sendsPhoto(new byte[] {1}, new byte[] {2})
                .in(line.group("กลุ่มสมมติ", head))
                .saysToBot("เมนู")
                .does(new Deed.Invite());
        assertThat(bot.event().path("message").path("latitude").asDouble()).isEqualTo(14.1);
        assertThat(bot.event().path("message").path("stickerId").asText()).isEqualTo("1988");
        assertThat(bot.event().path("postback").path("data").asText()).isEqualTo("a=1");
        JsonNode unfollow = bot.event();
        assertThat(unfollow.path("type").asText()).isEqualTo("unfollow");
        assertThat(unfollow.has("replyToken")).isFalse();
        assertThat(bot.event().path("follow").path("isUnblocked").asBoolean()).isTrue();
        JsonNode photos = bot.events();
        assertThat(photos).hasSize(2);
        assertThat(photos.path(1).at("/message/imageSet/total").asInt()).isEqualTo(2);
        JsonNode mention = bot.event();
        assertThat(mention.path("source").path("groupId").asText()).matches("C[0-9a-f]{32}");
        assertThat(mention.path("message").path("text").asText()).isEqualTo("@ประสาน เมนู");
        assertThat(mention.at("/message/mention/mentionees/0/isSelf").asBoolean())
                .isTrue();
        assertThat(bot.event().path("source").has("userId")).isFalse();
    }

    @Test
    void severalEventsCanComeInOneWebhookAndNoneIsTheConsolesVerify() throws Exception {
        Platform platform = line.platform();
        List<ObjectNode> events = new ArrayList<>();
        events.addAll(platform.events(head.person(), head.id(), new Deed.Text("หนึ่ง", false)));
        events.addAll(platform.events(head.person(), head.id(), new Deed.Text("สอง", false)));
        platform.deliver(events);
        platform.deliver(List.of());
        assertThat(bot.events()).hasSize(2);
        assertThat(bot.events()).isEmpty();
    }

    @Test
    void anUntakenEventComesAgainUntilItIsTaken() throws Exception {
        line.platform().redeliver(100, Duration.ofMillis(20));
        bot.willAnswer(new MockResponse.Builder().code(500));
        bot.willAnswer(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()));
        bot.willAnswer(new MockResponse.Builder().code(302).setHeader("Location", "/elsewhere"));
        head.says("เมนู");
        JsonNode first = bot.event();
        bot.event();
        bot.event();
        JsonNode taken = bot.event();
        assertThat(taken.path("deliveryContext").path("isRedelivery").asBoolean())
                .isTrue();
        assertThat(taken.path("webhookEventId")).isEqualTo(first.path("webhookEventId"));
        assertThat(taken.path("replyToken")).isEqualTo(first.path("replyToken"));
        await().until(() -> line.platform().pending() == 0);
        assertThat(line.platform().webhooks()).extracting(WebhookCall::status).containsExactly(500, 0, 302, 200);
    }

    @Test
    void anAnswerAfterTwoSecondsIsNone() {
        bot.willAnswer(new MockResponse.Builder().headersDelay(5, TimeUnit.SECONDS));
        head.says("เมนู");
        assertThat(head.lastWebhook().status()).isZero();
    }

    @Test
    void withoutRedeliveryAnUntakenEventIsLostAndThePersonIsShownIt() {
        bot.willAnswer(new MockResponse.Builder().code(503).setHeader("Retry-After", "0"));
        head.says("เมนู");
        assertThat(line.platform().webhooks()).hasSize(1);
        assertThat(line.platform().entries(head.id()))
                .extracting(entry -> entry.message().path("note").asText())
                .last()
                .isEqualTo("HTTP 503");
    }

    @Test
    void whoBlocksCannotWrite() {
        head.blocks();
        assertThatThrownBy(() -> head.says("เมนู")).isInstanceOf(IllegalArgumentException.class);
    }
}
