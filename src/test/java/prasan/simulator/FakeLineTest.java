package prasan.simulator;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.UUID;
import java.util.stream.IntStream;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import prasan.simulator.Bot.Answered;
import prasan.support.FakeLine;
import prasan.support.FakePerson;
import prasan.support.SettableClock;

/** What the bot may do. */
class FakeLineTest {
    private static final String HELLO = text("สวัสดีค่ะ");

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
    void aCallWithoutTheTokenIs401() throws Exception {
        Request request = bot.request(BotApi.INFO)
                .header("Authorization", "Bearer of-bad-news")
                .build();
        assertThat(bot.call(request).status()).isEqualTo(401);
        assertThat(bot.get(BotApi.INFO).body().path("userId").asText())
                .isEqualTo(line.platform().bot().id());
    }

    @Test
    void aReplyTokenWorksOnce() throws Exception {
        String token = tokenOf("เมนู");
        assertThat(bot.reply(token, HELLO).status()).isEqualTo(200);
        assertThat(bot.reply(token, HELLO).message()).isEqualTo("Invalid reply token");
        assertThat(bot.reply("0".repeat(32), HELLO).status()).isEqualTo(400);
        assertThat(line.messagesTo(head)).hasSize(1);
        assertThat(line.calls(BotApi.REPLY)).extracting(ApiCall::status).containsExactly(200, 400, 400);
    }

    @Test
    void aReplyTokenWorksForAMinute() throws Exception {
        String early = tokenOf("หนึ่ง");
        String late = tokenOf("สอง");
        clock.advance(Duration.ofSeconds(60));
        assertThat(bot.reply(early, HELLO).status()).isEqualTo(200);
        clock.advance(Duration.ofSeconds(1));
        assertThat(bot.reply(late, HELLO).message()).isEqualTo("Invalid reply token");
    }

    @Test
    void aRedeliveredReplyTokenWorksAMinuteLongerButNotPastTwentyMinutes() {
        ReplyTokens tokens = new ReplyTokens(clock);
        tokens.issue("a", "U1");
        tokens.issue("b", "U1");
        tokens.delivered("a");
        tokens.delivered("b");
        clock.advance(Duration.ofMinutes(19));
        tokens.delivered("a");
        tokens.delivered("b");
        clock.advance(Duration.ofMinutes(1));
        assertThat(tokens.use("a")).isEqualTo("U1");
        clock.advance(Duration.ofMillis(1));
        tokens.delivered("b");
        assertThatThrownBy(() -> tokens.use("b")).isInstanceOf(Denied.class);
    }

    @Test
    void aRefusedReplyDoesNotUseTheTokenUp() throws Exception {
        String token = tokenOf("เมนู");
        assertThat(bot.reply(token, text("")).status()).isEqualTo(400);
        assertThat(bot.reply(token, HELLO).status()).isEqualTo(200);
    }

    @Test
    void aRetryKeyIsRefusedOnReplyAndMustBeAUuidOnPush() throws Exception {
        String body = "{\"replyToken\":\"" + tokenOf("เมนู") + "\",\"messages\":" + HELLO + "}";
        assertThat(bot.post(BotApi.REPLY, body, UUID.randomUUID().toString()).status())
                .isEqualTo(400);
        assertThat(bot.push(head.id(), HELLO, "once").status()).isEqualTo(400);
    }

    @Test
    void anAcceptedRetryKeyIs409ForADayAndThenANewSend() throws Exception {
        String key = UUID.randomUUID().toString();
        Answered first = bot.push(head.id(), HELLO, key);
        clock.advance(Duration.ofHours(24).minusMillis(1));
        Answered second = bot.push(head.id(), HELLO, key);
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.message()).isEqualTo("The retry key is already accepted");
        assertThat(second.accepted()).isEqualTo(first.requestId());
        assertThat(second.body().path("sentMessages")).isEqualTo(first.body().path("sentMessages"));
        assertThat(line.messagesTo(head)).hasSize(1);
        clock.advance(Duration.ofMillis(1));
        assertThat(bot.push(head.id(), HELLO, key).status()).isEqualTo(200);
        assertThat(line.messagesTo(head)).hasSize(2);
    }

    @Test
    void aRefusedSendLeavesItsRetryKeyFree() throws Exception {
        String key = UUID.randomUUID().toString();
        line.platform().quota(0);
        assertThat(bot.push(head.id(), HELLO, key).status()).isEqualTo(429);
        line.platform().quota(null);
        assertThat(bot.push(head.id(), HELLO, key).status()).isEqualTo(200);
    }

    @Test
    void oneToFiveMessagesAtATime() throws Exception {
        String one = "{\"type\":\"text\",\"text\":\"ก\"}";
        assertThat(bot.push(head.id(), "[" + String.join(",", Collections.nCopies(5, one)) + "]", null)
                        .status())
                .isEqualTo(200);
        assertThat(bot.push(head.id(), "[" + String.join(",", Collections.nCopies(6, one)) + "]", null)
                        .property())
                .isEqualTo("messages");
        assertThat(bot.push(head.id(), "[]", null).status()).isEqualTo(400);
        assertThat(line.messagesTo(head)).hasSize(5);
    }

    @Test
    void multicastReachesAtMostFiveHundredAndOneBadIdStopsItForAll() throws Exception {
        String everybody = IntStream.range(0, 500)
                .mapToObj(i -> '"' + line.user("คน " + i).id() + '"')
                .collect(joining(","));
        String with = "\"" + head.id() + "\"";
        assertThat(multicast(everybody).status()).isEqualTo(200);
        assertThat(multicast(everybody + "," + with).status()).isEqualTo(400);
        assertThat(multicast(with + ",\"0812345678\"").message())
                .isEqualTo("The property, to[1], in the request body is invalid");
        assertThat(line.messagesTo(head)).isEmpty();
        assertThat(consumption()).isEqualTo(500);
    }

    @Test
    void aPushToSomebodyWhoBlockedIsTakenShownToNobodyAndNotCounted() throws Exception {
        head.blocks();
        assertThat(bot.push(head.id(), HELLO, null).status()).isEqualTo(200);
        assertThat(line.messagesTo(head)).isEmpty();
        assertThat(consumption()).isZero();
        assertThat(bot.get("/v2/bot/profile/" + head.id()).status()).isEqualTo(404);
        assertThat(bot.push("U" + "0".repeat(32), HELLO, null).status()).isEqualTo(400);
    }

    @Test
    void theQuotaCountsPeopleReachedByPushAndNeverAReply() throws Exception {
        line.platform().quota(3);
        String group = line.group("กลุ่มสมมติ", head, line.user("กำนันสมมติ")).id();
        assertThat(bot.reply(tokenOf("เมนู"), HELLO).status()).isEqualTo(200);
        assertThat(bot.push(group, "[" + strip(HELLO) + "," + strip(HELLO) + "]", null)
                        .status())
                .isEqualTo(200);
        assertThat(consumption()).isEqualTo(2);
        assertThat(bot.push(group, HELLO, null).message()).isEqualTo("You have reached your monthly limit.");
        assertThat(bot.get(BotApi.QUOTA).body().path("value").asInt()).isEqualTo(3);
        clock.advance(Duration.ofDays(31));
        assertThat(bot.push(group, HELLO, null).status()).isEqualTo(200);
    }

    @Test
    void theRateRefillsByTheClock() throws Exception {
        line.platform().rate(BotApi.PUSH, 2);
        assertThat(bot.push(head.id(), HELLO, null).status()).isEqualTo(200);
        assertThat(bot.push(head.id(), HELLO, null).status()).isEqualTo(200);
        assertThat(bot.push(head.id(), HELLO, null).message())
                .isEqualTo("The API rate limit has been exceeded. Try again later.");
        clock.advance(Duration.ofMillis(500));
        assertThat(bot.push(head.id(), HELLO, null).status()).isEqualTo(200);
    }

    @Test
    void aBodyOfMoreThanTwoMegabytesIs413AndOneThatIsNotJsonIs415() throws Exception {
        assertThat(bot.post(BotApi.PUSH, " ".repeat(2 * 1024 * 1024 + 1), null).status())
                .isEqualTo(413);
        Request form = bot.request(BotApi.PUSH)
                .post(RequestBody.create("to=x".getBytes(StandardCharsets.UTF_8)))
                .build();
        assertThat(bot.call(form).status()).isEqualTo(415);
    }

    @Test
    void aPhotoMayTakeItsTimeAndIsGoneWhenTakenBack() throws Exception {
        line.platform().photosNotReady(1);
        byte[] photo = {(byte) 0xFF, (byte) 0xD8, 1, 2, 3};
        head.sendsPhoto(photo);
        String id = bot.event().path("message").path("id").asText();
        String path = "/v2/bot/message/" + id + "/content";
        assertThat(bot.get(path + "/transcoding").body().path("status").asText())
                .isEqualTo("processing");
        assertThat(bot.get(path).status()).isEqualTo(202);
        assertThat(bot.get(path + "/transcoding").body().path("status").asText())
                .isEqualTo("succeeded");
        assertThat(bot.bytes(path)).isEqualTo(photo);
        assertThat(bot.get("/v2/bot/message/1/content").status()).isEqualTo(404);
        head.does(new Deed.Unsend(id));
        assertThat(bot.get(path).status()).isEqualTo(410);
    }

    @Test
    void profilesAreOfFriendsAndOfMembersOfGroups() throws Exception {
        String group = line.group("กลุ่มสมมติ", head).id();
        assertThat(bot.get("/v2/bot/profile/" + head.id())
                        .body()
                        .path("displayName")
                        .asText())
                .isEqualTo("ผู้ใหญ่สมมติ");
        assertThat(bot.get("/v2/bot/group/" + group + "/member/" + head.id()).status())
                .isEqualTo(200);
        assertThat(bot.get("/v2/bot/group/" + group + "/member/U1").status()).isEqualTo(404);
    }

    @Test
    void theLoadingAnimationTakesFiveToSixtySeconds() throws Exception {
        String chat = "{\"chatId\":\"" + head.id() + "\",\"loadingSeconds\":";
        assertThat(bot.post(BotApi.LOADING, chat + "20}", null).status()).isEqualTo(202);
        assertThat(bot.post(BotApi.LOADING, chat + "7}", null).status()).isEqualTo(400);
    }

    @Test
    void validationSendsNothing() throws Exception {
        assertThat(bot.post(BotApi.VALIDATE + "push", "{\"messages\":" + HELLO + "}", null)
                        .status())
                .isEqualTo(200);
        assertThat(bot.post(BotApi.VALIDATE + "reply", "{\"messages\":" + text("") + "}", null)
                        .property())
                .isEqualTo("messages[0].text");
        assertThat(line.messagesTo(head)).isEmpty();
    }

    @Test
    void aCallCutAfterItWasDoneLooksLikeOneCutBefore() throws Exception {
        line.platform().fault(BotApi.PUSH, new Fault.CutBefore(), 1);
        line.platform().fault(BotApi.PUSH, new Fault.CutAfter(), 1);
        String key = UUID.randomUUID().toString();
        assertThatThrownBy(() -> bot.push(head.id(), HELLO, key)).isInstanceOf(IOException.class);
        assertThat(line.messagesTo(head)).isEmpty();
        assertThatThrownBy(() -> bot.push(head.id(), HELLO, key)).isInstanceOf(IOException.class);
        assertThat(line.messagesTo(head)).hasSize(1);
        assertThat(bot.push(head.id(), HELLO, key).status()).isEqualTo(409);
        assertThat(line.calls(BotApi.PUSH)).extracting(ApiCall::status).containsExactly(0, 200, 409);
        assertThat(line.calls(BotApi.PUSH)).extracting(ApiCall::answered).containsExactly(false, false, true);
    }

    @Test
    void aFaultAnswersWithItsStatusAndDoesNothing() throws Exception {
        line.platform().fault(BotApi.REPLY, new Fault.Status(500), 1);
        line.platform().fault(BotApi.REPLY, new Fault.Delay(Duration.ofMillis(1)), 1);
        String token = tokenOf("เมนู");
        assertThat(bot.reply(token, HELLO).status()).isEqualTo(500);
        assertThat(bot.reply(token, HELLO).status()).isEqualTo(200);
    }

    @Test
    void aPersonTapsWhatIsOnTheScreen() throws Exception {
        String card = """
                [{"type":"flex","altText":"การ์ด","contents":{"type":"bubble","body":{"type":"box","layout":"vertical",
                  "contents":[{"type":"text","text":"ถนนพัง"},
                  {"type":"button","action":{"type":"postback","label":"ติดตาม","data":"t=1"}}]}}},
                 {"type":"text","text":"เลือก","quickReply":{"items":[
                  {"type":"action","action":{"type":"message","label":"เมนู","text":"เมนู"}}]}}]
                """;
        bot.push(head.id(), card, null);
        assertThat(head.labels()).containsExactly("เมนู", "ติดตาม");
        assertThat(head.texts()).containsExactly("ถนนพัง", "เลือก");
        head.taps("ติดตาม");
        assertThat(bot.event().path("postback").path("data").asText()).isEqualTo("t=1");
        bot.push(head.id(), HELLO, null);
        assertThat(head.labels()).containsExactly("ติดตาม");
        assertThatThrownBy(() -> head.taps("เมนู")).hasMessageContaining("ติดตาม");
    }

    private String tokenOf(String said) throws Exception {
        head.says(said);
        return bot.event().path("replyToken").asText();
    }

    private Answered multicast(String to) throws IOException {
        return bot.post(BotApi.MULTICAST, "{\"to\":[" + to + "],\"messages\":" + HELLO + "}", null);
    }

    private int consumption() throws IOException {
        return bot.get(BotApi.CONSUMPTION).body().path("totalUsage").asInt();
    }

    private static String text(String text) {
        return "[{\"type\":\"text\",\"text\":\"" + text + "\"}]";
    }

    private static String strip(String array) {
        return array.substring(1, array.length() - 1);
    }
}
