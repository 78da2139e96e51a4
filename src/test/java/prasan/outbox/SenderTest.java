package prasan.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import prasan.db.Database;
import prasan.line.LineClient;
import prasan.support.SettableClock;
import prasan.support.TestDatabase;

class SenderTest {
    private static final MockResponse CUT = new MockResponse.Builder()
            .onResponseStart(new SocketEffect.CloseSocket())
            .build();
    private static final Sender.Apology APOLOGY = (handle, chat) -> messages("sorry");
    private static final MockResponse INVALID_TOKEN = answer(400, "{\"message\":\"Invalid reply token\"}");

    /** What LINE was asked, in order. */
    private record Call(String how, JsonNode body, @Nullable String key) {
        String text() {
            return body.at("/messages/0/text").asText();
        }
    }

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T05:00:00Z"));
    private static final Database DATABASE = TestDatabase.empty();
    private final MockWebServer api = new MockWebServer();
    private final List<Call> calls = Collections.synchronizedList(new ArrayList<>());
    private volatile Function<Call, MockResponse> line = call -> answer(200, "{}");
    private final Outbox outbox = new Outbox(clock, UUID::randomUUID);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Set<String> away = new HashSet<>();
    private final Set<String> stopped = new HashSet<>();
    private volatile Wanted.Time time = Wanted.Time.NOW;
    private final Wanted wanted = (handle, topic, about, chats) -> new Wanted.Standing(
            chats.stream()
                    .filter(chat -> !away.contains(chat) && (topic == null || !stopped.contains(chat)))
                    .toList(),
            chats.stream().filter(away::contains).toList(),
            time);
    private LineClient client;
    private Sender sender;

    @BeforeEach
    void start() throws IOException {
        DATABASE.jdbi().useHandle(handle -> handle.execute("DELETE FROM outbox"));
        api.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                var body = request.getBody();
                try {
                    var call = new Call(
                            request.getUrl().encodedPath().replaceFirst(".*/", ""),
                            new ObjectMapper().readTree(body == null ? "{}" : body.utf8()),
                            request.getHeaders().get("X-Line-Retry-Key"));
                    calls.add(call);
                    return line.apply(call);
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            }
        });
        api.start();
        var url = api.url("/").toString();
        client = new LineClient(url, url, "token", Duration.ofSeconds(10));
        sender = new Sender(DATABASE.jdbi(), outbox, wanted, client, new Quota(client, 0), APOLOGY, clock, meters);
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @AfterEach
    void stop() {
        client.close();
        api.close();
    }

    @Test
    void replies() {
        reply("U1", "t1", "hello");
        assertThat(sender.runOnce()).isEqualTo(1);
        assertThat(sent()).containsExactly("reply t1 hello");
        assertThat(rows()).containsExactly("SENT REPLY req");
        assertThat(sender.runOnce()).isZero();
        assertThat(meters.counter("prasan.outbox", "how", "reply", "state", "sent", "kind", "answer")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void theSameCauseIsSentOnce() {
        DATABASE.jdbi().useTransaction(handle -> {
            outbox.push(handle, PushKind.ANSWER, "U1", messages("first"), "cause");
            outbox.push(handle, PushKind.ANSWER, "U1", messages("again"), "cause");
        });
        drain();
        assertThat(sent()).containsExactly("push U1 first");
    }

    @Test
    void aTokenPastItsTimeIsPushed() {
        reply("U1", "t1", "hello");
        clock.advance(Duration.ofSeconds(50));
        line = SenderTest::onlyPushes;
        drain();
        // LINE decides what is too late: a reply costs nothing
        assertThat(sent()).containsExactly("reply t1 hello", "push U1 hello");
        assertThat(rows()).containsExactly("SENT PUSH req");
    }

    @Test
    void aClockThatIsSetForwardMakesNoPushOfAReply() {
        reply("U1", "t1", "hello");
        clock.advance(Duration.ofHours(1));
        drain();
        assertThat(rows()).containsExactly("SENT REPLY req");
    }

    @Test
    void nothingIsSentWhileLineIsAwayAndAllOfItWhenItIsBack() {
        line = call -> answer(500, "{}");
        for (int i = 0; i < 30; i++) {
            push("U" + i, "hello");
            reply("V" + i, "t" + i, "hello");
        }
        for (int i = 0; i < 40; i++) {
            drain();
            clock.advance(Duration.ofMillis(500));
        }
        assertThat(calls.stream().filter(call -> call.how().equals("info"))).hasSizeBetween(30, 42);
        assertThat(calls.size()).isLessThan(200);
        calls.clear();
        line = call -> answer(200, "{}");
        for (int i = 0; i < 2; i++) {
            clock.advance(Duration.ofSeconds(1));
            drain();
        }
        assertThat(rows()).hasSize(60).allMatch(row -> row.startsWith("SENT"));
    }

    @Test
    void aWrongTokenIsAskedForOnceASecondUntilItIsRight() {
        line = call -> answer(401, "{\"message\":\"Authentication failed\"}");
        IntStream.range(0, 5).forEach(i -> push("U" + i, "hello"));
        drain();
        clock.advance(Duration.ofHours(1));
        drain();
        assertThat(calls.getLast().how()).isEqualTo("info");
        line = call -> answer(200, "{}");
        clock.advance(Duration.ofSeconds(1));
        drain();
        assertThat(rows()).hasSize(5).containsOnly("SENT PUSH req");
    }

    @Test
    void anAnswerThatLineTakesForMalformedIsAnAlarmAndAnApology() {
        line = call -> call.text().equals("sorry")
                ? answer(200, "{}")
                : answer(
                        400,
                        "{\"message\":\"A message (messages[0]) in the request body is invalid\",\"details\":[{\"message\":\"May not be empty\",\"property\":\"messages[0].text\"}]}");
        reply("U1", "t1", "hello");
        push("U2", "news");
        drain();
        assertThat(sent()).containsExactlyInAnyOrder("reply t1 hello", "push U2 news", "reply t1 sorry");
        assertThat(meters.counter("prasan.outbox.malformed").count()).isEqualTo(2);

        // an apology that is refused too is the end
        line = call ->
                answer(400, "{\"message\":\"x\",\"details\":[{\"message\":\"x\",\"property\":\"messages[0].text\"}]}");
        reply("U3", "t3", "hello");
        drain();
        assertThat(rows()).filteredOn(row -> row.startsWith("REFUSED")).hasSize(4);
    }

    @Test
    void repliesDoNotWaitForAPushThatLineTakesLongOver() {
        var go = new CountDownLatch(1);
        line = call -> {
            if (call.how().equals("push")) {
                awaitLatch(go);
            }
            return answer(200, "{}");
        };
        IntStream.range(0, 300).forEach(i -> push("U" + i, "hello"));
        sender.start();
        await().until(() -> calls.size() >= 64);
        reply("U1", "t1", "answer");
        sender.wake();
        await().atMost(Duration.ofSeconds(5)).until(() -> sent().contains("reply t1 answer"));
        go.countDown();
        assertThat(stop(Duration.ofSeconds(20))).isTrue();
    }

    @Test
    void aHalfOfWhatWasSplitHasNobodyWhoWasForgottenMeanwhile() {
        line = call -> {
            if (!call.how().equals("multicast")) {
                return answer(200, "{}");
            }
            DATABASE.jdbi()
                    .useHandle(
                            handle -> handle.execute(
                                    "UPDATE outbox SET recipients = JSON_ARRAY('U1', 'U3') WHERE JSON_CONTAINS(recipients, '\"U2\"')"));
            return answer(400, "{\"message\":\"bad\",\"details\":[{\"message\":\"x\",\"property\":\"to[1]\"}]}");
        };
        DATABASE.jdbi().useTransaction(handle -> tell(handle, List.of("U1", "U2", "U3"), messages("news"), "news"));
        drain();
        assertThat(sent()).contains("push U1 news", "push U3 news").doesNotContain("push U2 news");
    }

    private static MockResponse onlyPushes(Call call) {
        return call.how().equals("reply") ? INVALID_TOKEN : answer(200, "{}");
    }

    @Test
    void aReplyThatLineRefusesAtOnceIsPushed() {
        line = call -> call.how().equals("reply") ? INVALID_TOKEN : answer(200, "{}");
        reply("U1", "t1", "hello");
        drain();
        assertThat(sent()).containsExactly("reply t1 hello", "push U1 hello");
        assertThat(rows()).containsExactly("SENT PUSH req");
    }

    @Test
    void aReplyThatWasCutOffIsRepeatedAndTheInvalidTokenTellsThatItHadArrived() {
        line = call -> calls.size() == 1 ? CUT : INVALID_TOKEN;
        reply("U1", "t1", "hello");
        drain();
        assertThat(rows()).containsExactly("WAITING");
        clock.advance(Duration.ofSeconds(2));
        drain();
        assertThat(sent()).containsExactly("reply t1 hello", "reply t1 hello");
        assertThat(rows()).containsExactly("SENT REPLY");
    }

    @Test
    void aReplyThatStaysUnclearIsPushedWhenItsTokenHasRunOut() {
        line = call -> call.how().equals("reply") ? answer(502, "<html>") : answer(200, "{}");
        reply("U1", "t1", "hello");
        for (int i = 0; i < 70; i++) {
            drain();
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(sent().subList(0, calls.size() - 1)).hasSizeBetween(10, 20).containsOnly("reply t1 hello");
        assertThat(sent()).endsWith("push U1 hello");
        assertThat(rows()).containsExactly("SENT PUSH req");
        assertThat(meters.counter("prasan.outbox.perhaps.twice").count()).isEqualTo(1);
    }

    @Test
    void anInvalidTokenTellsNothingWhenItMayBeTooOld() {
        line = call -> switch (calls.size()) {
            case 1 -> answer(500, "{}");
            case 2 -> INVALID_TOKEN;
            default -> answer(200, "{}");
        };
        reply("U1", "t1", "hello");
        drain();
        clock.advance(Duration.ofSeconds(25));
        drain();
        assertThat(sent()).containsExactly("reply t1 hello", "reply t1 hello", "push U1 hello");
        assertThat(rows()).containsExactly("SENT PUSH req");
    }

    @Test
    void theTimeOfAReplyIsAskedAgainJustBeforeItIsSent() {
        line = call -> answer(401, "{\"message\":\"Authentication failed\"}");
        reply("U1", "t1", "hello");
        drain();
        line = call -> answer(200, "{}");
        calls.clear();
        clock.advance(Duration.ofSeconds(2));
        var asked = new AtomicInteger();
        // the claim took a minute
        InstantSource afterTheClaim = () ->
                asked.getAndIncrement() == 0 ? clock.instant() : clock.instant().plusSeconds(60);
        var slow = new Sender(
                DATABASE.jdbi(),
                outbox,
                wanted,
                client,
                new Quota(client, 0),
                APOLOGY,
                afterTheClaim.withZone(ZoneOffset.UTC),
                meters);
        slow.runOnce();
        clock.advance(Duration.ofSeconds(61));
        drain();
        assertThat(sent()).containsExactly("push U1 hello");
        assertThat(meters.counter("prasan.outbox.perhaps.twice").count()).isZero();
    }

    @Test
    void repliesDoNotWaitForAPushThatIsLimitedOrFails() {
        line = call -> call.how().equals("push") ? answer(calls.size() % 2 == 0 ? 429 : 500, "{}") : answer(200, "{}");
        push("U1", "notice");
        reply("U1", "t1", "1");
        reply("U1", "t2", "2");
        drain();
        clock.advance(Duration.ofSeconds(1));
        reply("U1", "t3", "3");
        drain();
        assertThat(sent()).containsSubsequence("reply t1 1", "reply t2 2", "reply t3 3");
    }

    @Test
    void aRowWithoutPeopleEndsAndASplitNeverBreeds() {
        line = call -> answer(400, "{\"message\":\"The property, to[0], in the request body is invalid\"}");
        DATABASE.jdbi().useTransaction(handle -> {
            tell(handle, List.of("U1", "U2"), messages("erased"), "both");
            tell(handle, List.of("U3", "U4"), messages("erased"), "one");
            handle.execute("UPDATE outbox SET recipients = '[\"U4\"]' WHERE cause_key = 'one'");
            handle.execute("UPDATE outbox SET state = 'ENDED', recipients = '[]' WHERE cause_key = 'both'");
        });
        assertThatThrownBy(() -> DATABASE.jdbi()
                        .useHandle(handle ->
                                handle.execute("UPDATE outbox SET recipients = '[]' WHERE cause_key = 'one'")))
                .hasMessageContaining("outbox_somebody");
        drain();
        assertThat(calls).hasSize(1);
        assertThat(rows()).containsExactly("ENDED", "REFUSED");
    }

    @Test
    void whatFitsIntoTheQuotaGoesOutAndTheRestIsHeldWithItsReason() {
        line = call -> switch (call.how()) {
            case "multicast" -> call.body().path("to").size() > 3 ? answer(429, "{}") : answer(200, "{}");
            case "quota" -> answer(200, "{\"type\":\"limited\",\"value\":1000}");
            case "consumption" -> answer(200, "{\"totalUsage\":997}");
            default -> answer(200, "{}");
        };
        DATABASE.jdbi()
                .useTransaction(
                        handle -> tell(handle, List.of("U1", "U2", "U3", "U4", "U5"), messages("hello"), "cause"));
        drain();
        assertThat(column("SELECT CONCAT_WS(' ', state, recipients, failure) FROM outbox ORDER BY id"))
                .containsExactly(
                        "SPLIT [\"U1\",\"U2\",\"U3\",\"U4\",\"U5\"] the month's quota has 3 left",
                        "SENT [\"U1\",\"U2\",\"U3\"]",
                        "HELD [\"U4\",\"U5\"] the month's quota has 3 left");
    }

    @Test
    void aReplyWhoseSenderDiedIsRepeatedWhenItsLeaseEnds() {
        reply("U1", "t1", "hello");
        dieAfterTheClaim();
        drain();
        assertThat(calls).isEmpty();
        clock.advance(Sender.REPLY_LEASE);
        line = call -> INVALID_TOKEN;
        drain();
        assertThat(sent()).containsExactly("reply t1 hello");
        assertThat(rows()).containsExactly("SENT REPLY");
    }

    @Test
    void aReplyWhoseSenderDiedAndWhoseTokenIsPastItsTimeIsPushed() {
        reply("U1", "t1", "hello");
        dieAfterTheClaim();
        clock.advance(Duration.ofMinutes(1));
        line = call -> answer(200, "{}");
        drain();
        assertThat(sent()).containsExactly("push U1 hello");
        assertThat(meters.counter("prasan.outbox.perhaps.twice").count()).isEqualTo(1);
    }

    @Test
    void aPushIsRepeatedUnderTheSameKeyUntilLineHasIt() {
        line = call -> calls.size() < 3 ? CUT : answer(409, "{}");
        push("U1", "hello");
        for (int i = 0; i < 10; i++) {
            drain();
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(calls)
                .hasSize(3)
                .extracting(Call::key)
                .doesNotContainNull()
                .containsOnly(calls.getFirst().key());
        assertThat(rows()).containsExactly("SENT PUSH req");
    }

    @Test
    void aPushIsNotRepeatedWhenItsKeyIsNoLongerKnown() {
        line = call -> answer(500, "{}");
        push("U1", "hello");
        for (int i = 0; i < 24; i++) {
            drain();
            clock.advance(Duration.ofHours(1));
        }
        var before = calls.size();
        clock.advance(Duration.ofDays(1));
        drain();
        assertThat(calls).hasSize(before);
        assertThat(rows()).containsExactly("UNCLEAR");
    }

    @Test
    void whatMayHaveArrivedWaitsForItsHourAsLongAsItsKeyIsGood() {
        line = call -> calls.size() == 1 ? CUT : answer(200, "{}");
        push("U1", "hello");
        drain();
        time = Wanted.Time.LATER;
        for (int i = 0; i < 22; i++) {
            clock.advance(Duration.ofHours(1));
            drain();
        }
        assertThat(calls).hasSize(1);
        assertThat(rows()).containsExactly("WAITING");
        clock.advance(Duration.ofMinutes(31));
        drain();
        assertThat(calls)
                .hasSize(2)
                .extracting(Call::key)
                .containsOnly(calls.getFirst().key());
        assertThat(rows()).containsExactly("SENT PUSH req");
    }

    @Test
    void whatMayHaveArrivedAndIsHaltedIsNotSentAgain() {
        line = call -> CUT;
        push("U1", "hello");
        drain();
        time = Wanted.Time.HALTED;
        for (int i = 0; i < 24; i++) {
            clock.advance(Duration.ofHours(1));
            drain();
        }
        assertThat(calls).hasSize(1);
        assertThat(rows()).containsExactly("UNCLEAR");
    }

    @Test
    void aRefusedPushIsOverAndSaysWhy() {
        line = call -> answer(400, "{\"message\":\"bad id\"}");
        push("U1", "hello");
        drain();
        assertThat(rows()).containsExactly("REFUSED");
        assertThat(column("SELECT failure FROM outbox")).containsExactly("400 bad id");
    }

    @Test
    void aChatsRowsGoOutInTheirOrderThoughAnEarlierOneMustBeRepeated() {
        line = call -> call.text().equals("1") && count("1") == 1 ? CUT : answer(200, "{}");
        push("U1", "1");
        push("U1", "2");
        push("U1", "3");
        push("U2", "other");
        drain();
        assertThat(sent()).containsExactlyInAnyOrder("push U1 1", "push U2 other");
        clock.advance(Duration.ofSeconds(2));
        drain();
        assertThat(sent().subList(2, 5)).containsExactly("push U1 1", "push U1 2", "push U1 3");
    }

    @Test
    void aChatsRepliesGoOutInTheirOrderThoughAnEarlierOneMustBeRepeated() {
        line = call -> call.text().equals("1") && count("1") == 1 ? CUT : answer(200, "{}");
        reply("U1", "t1", "1");
        reply("U1", "t2", "2");
        drain();
        assertThat(sent()).containsExactly("reply t1 1");
        clock.advance(Duration.ofSeconds(2));
        drain();
        assertThat(sent()).containsExactly("reply t1 1", "reply t1 1", "reply t2 2");
    }

    @Test
    void theAnswerOfAProxyIsNoAnswerOfLine() {
        line = call -> calls.size() <= 4
                ? new MockResponse.Builder()
                        .code(List.of(403, 404, 400, 200).get(calls.size() - 1))
                        .body("<html>no</html>")
                        .build()
                : answer(200, "{}");
        push("U1", "hello");
        for (int i = 0; i < 60; i++) {
            drain();
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(calls)
                .hasSize(5)
                .extracting(Call::key)
                .containsOnly(calls.getFirst().key());
        assertThat(rows()).containsExactly("SENT PUSH req");
    }

    @Test
    void manySendersSendEachRowOnceAndInOrder() throws Exception {
        for (int i = 0; i < 150; i++) {
            push("U" + i % 30, "%04d".formatted(i));
        }
        sender.start();
        var other = new Sender(DATABASE.jdbi(), outbox, wanted, client, new Quota(client, 0), APOLOGY, clock, meters);
        other.start();
        await().until(() ->
                column("SELECT id FROM outbox WHERE state <> 'SENT'").isEmpty());
        assertThat(sender.stop(Duration.ofSeconds(10))).isTrue();
        assertThat(other.stop(Duration.ofSeconds(10))).isTrue();
        assertThat(calls).hasSize(150);
        for (int chat = 0; chat < 30; chat++) {
            var to = "U" + chat;
            assertThat(calls.stream()
                            .filter(call -> call.body().path("to").asText().equals(to))
                            .map(Call::text))
                    .hasSize(5)
                    .isSorted();
        }
    }

    @Test
    void theRateLimitIsWaitedFor() {
        line = call -> switch (call.how()) {
            case "push" -> calls.size() == 1 ? answer(429, "{}") : answer(200, "{}");
            case "quota" -> answer(200, "{\"type\":\"limited\",\"value\":100}");
            default -> answer(200, "{\"totalUsage\":99}");
        };
        push("U1", "hello");
        drain();
        assertThat(rows()).containsExactly("WAITING");
        clock.advance(Duration.ofSeconds(2));
        drain();
        assertThat(rows()).containsExactly("SENT PUSH req");
    }

    @Test
    void theMonthsQuotaStopsPushesButNoReplies() {
        line = call -> switch (call.how()) {
            case "push", "multicast" -> answer(429, "{}");
            case "quota" -> answer(200, "{\"type\":\"limited\",\"value\":100}");
            case "consumption" -> answer(200, "{\"totalUsage\":100}");
            default -> answer(200, "{}");
        };
        push("U1", "notice");
        drain();
        push("U1", "later notice");
        push("U2", "other");
        reply("U1", "t1", "answer");
        drain();
        // one push found it out; the others did not go to LINE
        assertThat(sent()).containsExactly("push U1 notice", "reply t1 answer");
        assertThat(column("SELECT state FROM outbox ORDER BY id")).containsExactly("HELD", "HELD", "HELD", "SENT");
        assertThat(meters.counter("prasan.outbox.limited", "by", "quota").count())
                .isEqualTo(1);

        line = call -> answer(200, "{}");
        clock.advance(Duration.ofDays(20));
        drain();
        assertThat(sent().subList(2, 5))
                .containsExactlyInAnyOrder("push U1 notice", "push U2 other", "push U1 later notice")
                .containsSubsequence("push U1 notice", "push U1 later notice");
        assertThat(column("SELECT DISTINCT state FROM outbox")).containsExactly("SENT");
    }

    @Test
    void aMulticastGoesToFiveHundredAtATimeAndOnePersonIsPushed() {
        var users = IntStream.range(0, 1001).mapToObj(i -> "U" + i).toList();
        DATABASE.jdbi().useTransaction(handle -> {
            tell(handle, users, messages("hello"), "cause");
            tell(handle, users, messages("hello"), "cause");
            tell(handle, List.of(), messages("nobody"), "empty");
            tell(handle, List.of("U5", "U5"), messages("twice"), "twice");
        });
        drain();
        assertThat(calls)
                .filteredOn(call -> call.how().equals("multicast"))
                .extracting(call -> call.body().path("to").size())
                .containsExactly(500, 500);
        assertThat(sent().stream().filter(text -> text.startsWith("push")))
                .containsExactlyInAnyOrder("push U1000 hello", "push U5 twice");
    }

    @Test
    void aMulticastWithABadIdReachesAllOthers() {
        line = call -> call.body().path("to").toString().contains("\"BAD\"")
                ? answer(400, "{\"message\":\"The property, to[3], in the request body is invalid\"}")
                : answer(200, "{}");
        var users =
                new ArrayList<>(IntStream.range(0, 20).mapToObj(i -> "U" + i).toList());
        users.add(13, "BAD");
        DATABASE.jdbi().useTransaction(handle -> tell(handle, users, messages("hello"), "cause"));
        drain();
        var reached = calls.stream()
                .filter(call -> !call.body().path("to").toString().contains("BAD"))
                .flatMap(call -> call.body().path("to").isArray()
                        ? call.body().path("to").valueStream()
                        : java.util.stream.Stream.of(call.body().path("to")))
                .map(JsonNode::asText);
        users.remove("BAD");
        assertThat(reached).containsExactlyInAnyOrderElementsOf(users);
        assertThat(column("SELECT chat_id FROM outbox WHERE state = 'REFUSED'")).containsExactly("BAD");
        assertThat(column("SELECT DISTINCT state FROM outbox")).containsExactlyInAnyOrder("SPLIT", "SENT", "REFUSED");
        assertThat(calls.stream().map(Call::key).distinct()).hasSameSizeAs(calls);
    }

    @Test
    void whatWasHeldIsAskedAgainBeforeItGoes() {
        line = call -> switch (call.how()) {
            case "quota" -> answer(200, "{\"type\":\"limited\",\"value\":100}");
            case "consumption" -> answer(200, "{\"totalUsage\":100}");
            default -> answer(429, "{}");
        };
        push("U1", "stopped");
        push("U2", "blocked");
        push("U3", "old");
        DATABASE.jdbi().useTransaction(handle -> tell(handle, List.of("U4", "U5", "U6"), messages("award"), "award"));
        drain();
        DATABASE.jdbi()
                .useHandle(handle -> handle.execute(
                        "UPDATE outbox SET valid_until = ? WHERE chat_id = 'U3'",
                        clock.instant().plusSeconds(60)));
        stopped.addAll(List.of("U1", "U4"));
        away.addAll(List.of("U2", "U5"));
        calls.clear();
        line = call -> answer(200, "{}");
        clock.advance(Duration.ofHours(1));
        drain();
        assertThat(sent()).containsExactly("multicast  award");
        assertThat(calls.getFirst().body().path("to").toString()).isEqualTo("[\"U6\"]");
        assertThat(
                        column(
                                "SELECT CONCAT_WS(' ', chat_id, state, failure) FROM outbox WHERE chat_id IS NOT NULL ORDER BY id"))
                .containsExactly(
                        "U1 ENDED not wanted, or not true any more",
                        "U2 MISSED the account is blocked",
                        "U3 ENDED of no use any more",
                        "U5 MISSED");

        // back again
        away.clear();
        DATABASE.jdbi().useHandle(handle -> List.of("U2", "U5").forEach(chat -> outbox.back(handle, chat)));
        drain();
        assertThat(sent().subList(1, 3)).containsExactlyInAnyOrder("push U2 blocked", "push U5 award");
    }

    @Test
    void whatWaitsIsSentThoughTheClockIsSetBack() {
        line = call -> answer(500, "{}");
        push("U1", "hello");
        drain();
        line = call -> answer(200, "{}");
        clock.advance(Duration.ofHours(-1));
        drain();
        assertThat(rows()).containsExactly("SENT PUSH req");
    }

    @Test
    void anAnswerIsOfNoUseDaysLater() {
        line = call -> answer(401, "{\"message\":\"Authentication failed\"}");
        reply("U1", "t1", "hello");
        drain();
        clock.advance(Duration.ofDays(3));
        calls.clear();
        line = call -> answer(200, "{}");
        drain();
        assertThat(calls).isEmpty();
        assertThat(rows()).containsExactly("ENDED");
    }

    @Test
    void answersToAFloodAreJoinedAndHaveAnEnd() {
        for (int i = 0; i < 100; i++) {
            reply("U1", "t" + i, "%03d".formatted(i));
        }
        reply("U2", "other", "other");
        clock.advance(Duration.ofMinutes(1));
        line = SenderTest::onlyPushes;
        drain();
        assertThat(calls)
                .filteredOn(call -> call.body().path("to").asText().equals("U1"))
                .hasSize(LateAnswers.PUSHES_MOST)
                .allSatisfy(call -> assertThat(call.body().path("messages")).hasSize(5));
        assertThat(sent()).contains("push U2 other", "push U1 000", "push U1 025");
        // from then on only the newest, now and then
        calls.clear();
        clock.advance(LateAnswers.PAUSE);
        drain();
        assertThat(sent()).containsExactly("push U1 095");
        assertThat(rows()).filteredOn(row -> row.startsWith("WAITING")).isEmpty();
        // an hour later the person is heard again
        clock.advance(Duration.ofHours(1));
        reply("U1", "late", "late");
        clock.advance(Duration.ofMinutes(1));
        drain();
        assertThat(sent()).endsWith("push U1 late");
    }

    @Test
    void aLateResultOfALostLeaseDoesNotOverwriteTheNextAttempts() throws Exception {
        var slow = new CountDownLatch(1);
        line = call -> {
            if (calls.size() == 1) {
                awaitLatch(slow);
                return answer(400, "{\"message\":\"late\"}");
            }
            return answer(200, "{}");
        };
        push("U1", "hello");
        var late = Thread.ofVirtual().start(sender::runOnce);
        await().until(() -> calls.size() == 1);
        clock.advance(Sender.LEASE);
        drain();
        slow.countDown();
        late.join();
        assertThat(rows()).containsExactly("SENT PUSH req");
    }

    @Test
    void isWokenAndFinishesWhatIsInFlightWhenStopped() throws Exception {
        var arrived = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        line = call -> {
            arrived.countDown();
            awaitLatch(go);
            return answer(200, "{}");
        };
        sender.start();
        push("U1", "hello");
        sender.wake();
        awaitLatch(arrived);
        var stopped = CompletableFuture.supplyAsync(() -> stop(Duration.ofSeconds(10)));
        go.countDown();
        assertThat(stopped.get()).isTrue();
        assertThat(rows()).containsExactly("SENT PUSH req");
    }

    @Test
    void whatDoesNotFinishInTimeIsCutOffAndCountsAsUnclear() {
        var arrived = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        line = call -> {
            arrived.countDown();
            awaitLatch(go);
            return answer(200, "{}");
        };
        reply("U1", "t1", "hello");
        sender.start();
        awaitLatch(arrived);
        assertThat(stop(Duration.ofMillis(1))).isFalse();
        go.countDown();
        assertThat(column("SELECT reply_tried_at FROM outbox WHERE state = 'WAITING'"))
                .doesNotContainNull()
                .hasSize(1);
    }

    private boolean stop(Duration patience) {
        try {
            return sender.stop(patience);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void dieAfterTheClaim() {
        line = call -> {
            throw new AssertionError("not reached");
        };
        DATABASE.jdbi()
                .useHandle(handle -> handle.createUpdate("""
                        UPDATE outbox SET attempts = attempts + 1, reply_tried_at = :now, next_attempt_at = :until""")
                        .bind("now", clock.instant())
                        .bind("until", clock.instant().plus(Sender.REPLY_LEASE))
                        .execute());
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private long count(String text) {
        return List.copyOf(calls).stream()
                .filter(call -> call.text().equals(text))
                .count();
    }

    private void drain() {
        while (sender.runOnce() > 0) {
            // again
        }
    }

    private void reply(String chat, String token, String text) {
        DATABASE.jdbi()
                .useHandle(handle -> outbox.reply(
                        handle, chat, token, clock.instant().plusSeconds(50), messages(text), chat + text));
    }

    private void push(String chat, String text) {
        DATABASE.jdbi().useHandle(handle -> tell(handle, List.of(chat), messages(text), chat + text));
    }

    private void tell(Handle handle, List<String> users, String messages, String cause) {
        outbox.tell(handle, PushKind.REPORT, "REPORTS", cause, Duration.ofDays(30), users, messages, cause);
    }

    private static String messages(String text) {
        return "[{\"type\":\"text\",\"text\":\"" + text + "\"}]";
    }

    private static MockResponse answer(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("x-line-request-id", "req")
                .addHeader("x-line-accepted-request-id", "req")
                .body(body)
                .build();
    }

    /** The messages LINE was asked to send. */
    private List<String> sent() {
        return calls.stream()
                .filter(call -> call.body().has("messages"))
                .map(call -> call.how() + " "
                        + (call.how().equals("reply")
                                        ? call.body().path("replyToken")
                                        : call.body().path("to"))
                                .asText()
                        + " " + call.text())
                .toList();
    }

    private List<String> rows() {
        return column("SELECT CONCAT_WS(' ', state, sent_as, line_request_id) FROM outbox ORDER BY id");
    }

    private List<String> column(String sql) {
        return DATABASE.jdbi()
                .withHandle(
                        handle -> handle.createQuery(sql).mapTo(String.class).list());
    }
}
