package prasan.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class EventsTest {
    private static final String TEXT = """
            {"type":"message","mode":"active","timestamp":1795392000123,"source":{"type":"user","userId":"U1"},
             "webhookEventId":"01K","deliveryContext":{"isRedelivery":true},"replyToken":"t1",
             "message":{"id":"m1","type":"text","text":"ถนนพัง \\uD83E\\uDD28","quoteToken":"q"}}""";

    @Test
    void readsATextMessage() {
        assertThat(Events.read(TEXT))
                .isEqualTo(new Event(
                        "01K",
                        "message",
                        Instant.ofEpochMilli(1795392000123L),
                        false,
                        true,
                        new Source(Source.Kind.USER, "U1", "U1"),
                        "t1",
                        new Body.Text("m1", "ถนนพัง 🤨", false)));
    }

    @Test
    void cutsEachEventOutExactlyAsItCame() {
        var oddlySpaced = "{ \"type\" :\r\n \"brandNew\", \"x\": 1.50, \"e\": \"\\uD83E\\uDD28\" }";
        var body = "{\"destination\":\"U0\", \"events\" : [ " + TEXT + " ,\r\n" + oddlySpaced
                + ", 17 , null,\"x\",[1,{}]], \"later\":{\"events\":[1]}} ";
        assertThat(Events.readAll(body))
                .extracting(Events.Received::raw)
                .containsExactly(TEXT, oddlySpaced, "17", "null", "\"x\"", "[1,{}]");
    }

    @Test
    void cutsEventsOutOfALongBody() {
        var filler = "{\"type\":\"filler\",\"text\":\"" + "ก".repeat(40_000) + "\"}";
        assertThat(Events.readAll("{\"events\":[" + filler + "," + TEXT + "," + filler + "]}"))
                .extracting(Events.Received::raw)
                .containsExactly(filler, TEXT, filler);
    }

    @Test
    void readsTheSameFromTheWholeBodyAsFromTheStoredText() {
        var received = Events.readAll("{\"events\":[" + TEXT + ",{\"type\":\"brandNew\"}]}");
        assertThat(received)
                .allSatisfy(one -> assertThat(Events.read(one.raw())).isEqualTo(one.event()));
    }

    @Test
    void anEventOfAnOddShapeIsUnknownAndDoesNotHurtItsNeighbours() {
        var deep = "[".repeat(50_000) + "]".repeat(50_000);
        var large = "9".repeat(5_000);
        var odd = new String[] {
            "{\"type\":\"message\",\"message\":\"text\"}",
            "{\"type\":\"message\",\"message\":{\"type\":\"text\",\"text\":5,\"id\":\"1\"}}",
            "{\"type\":\"message\",\"message\":{\"type\":\"text\",\"text\":\"x\",\"id\":7}}",
            "{\"type\":\"message\",\"message\":{\"type\":\"location\",\"id\":\"1\",\"latitude\":\"x\"}}",
            "{\"type\":{\"a\":1},\"source\":[1],\"timestamp\":\"soon\",\"mode\":3,\"deliveryContext\":null}",
            "{\"type\":\"postback\",\"postback\":null}",
            "{\"type\":\"unsend\"}",
            "{\"timestamp\":" + large + "}",
            "{\"deep\":" + deep + "}",
            "null",
            "\"follow\"",
            "[]",
        };
        var received = Events.readAll("{\"events\":[" + String.join(",", odd) + "," + TEXT + "]}");
        assertThat(received).hasSize(odd.length + 1);
        assertThat(received.subList(0, odd.length)).allSatisfy(one -> {
            assertThat(one.event().body()).isEqualTo(new Body.Unknown());
            assertThat(one.event().waits()).isFalse();
        });
        assertThat(received.getLast().event()).isEqualTo(Events.read(TEXT));
    }

    @Test
    void anEventWithoutAnIdGetsAKeyMadeFromItsText() {
        var one = Events.read("{\"type\":\"follow\",\"timestamp\":1}");
        assertThat(one.id()).startsWith("sha256:").hasSize(64).isASCII();
        assertThat(Events.read("{\"type\":\"follow\",\"timestamp\":1}").id()).isEqualTo(one.id());
        assertThat(Events.read("{\"type\":\"follow\",\"timestamp\":2}").id()).isNotEqualTo(one.id());
    }

    @Test
    void anIdThatNoColumnHoldsIsReplacedByItsOwnKeySoThatADeliveryAgainIsKnown() {
        for (var id : new String[] {"x".repeat(65), "เลขที่", "a b", "a "}) {
            var first = Events.read("{\"webhookEventId\":\"" + id + "\",\"deliveryContext\":{\"isRedelivery\":false}}");
            var again = Events.read("{\"webhookEventId\":\"" + id + "\",\"deliveryContext\":{\"isRedelivery\":true}}");
            assertThat(first.id()).startsWith("sha256:").hasSize(64).isEqualTo(again.id());
        }
        assertThat(Events.read("{\"webhookEventId\":\"" + "x".repeat(64) + "\"}")
                        .id())
                .isEqualTo("x".repeat(64));
    }

    @Test
    void whatDoesNotFitItsColumnIsLeftOutOrCut() {
        var event = Events.read("{\"type\":\"" + "t".repeat(50) + "\",\"replyToken\":\"" + "r".repeat(81)
                + "\",\"timestamp\":999999999999999999,\"source\":{\"type\":\"user\",\"userId\":\"" + "U".repeat(65)
                + "\"}}");
        assertThat(event.type()).isEqualTo("t".repeat(40));
        assertThat(event.replyToken()).isNull();
        assertThat(event.source()).isNull();
        assertThat(event.at()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void inAGroupOnlyAMentionOfTheAccountWaits() {
        var format = """
                {"type":"message","source":{"type":"group","groupId":"C1"},"message":{"type":"text","id":"1","text":"@x",
                 "mention":{"mentionees":[{"index":0,"length":2,"type":"all"},{"index":0,"length":2,"type":"user","userId":"U1"%s}]}}}""";
        assertThat(Events.read(format.formatted("")).waits()).isFalse();
        assertThat(Events.read(format.formatted(",\"isSelf\":false")).waits()).isFalse();
        assertThat(Events.read(format.formatted(",\"isSelf\":true")).waits()).isTrue();
        assertThat(Events.read("{\"type\":\"message\",\"source\":{\"type\":\"room\",\"roomId\":\"R1\"},\"message\":"
                                + "{\"type\":\"image\",\"id\":\"1\"}}")
                        .waits())
                .isFalse();
        assertThat(Events.read("{\"type\":\"join\",\"source\":{\"type\":\"group\",\"groupId\":\"C1\"}}")
                        .waits())
                .isTrue();
    }

    @Test
    void standbyDoesNotWait() {
        assertThat(Events.read(TEXT.replace("active", "standby")).waits()).isFalse();
        assertThat(Events.read(TEXT).waits()).isTrue();
    }

    @Test
    void whatEndsSomethingWaitsInStandbyAndHoweverLateItComes() {
        var now = Instant.parse("2026-11-22T05:00:00Z");
        var format =
                "{\"type\":\"%s\",\"mode\":\"%s\",\"timestamp\":%d,\"source\":{\"type\":\"user\",\"userId\":\"U1\"},\"unsend\":{\"messageId\":\"1\"}}";
        var late = now.minusSeconds(86_400).toEpochMilli();
        for (var type : new String[] {"unsend", "leave", "unfollow"}) {
            assertThat(Events.read(format.formatted(type, "standby", now.toEpochMilli()))
                            .waits(now))
                    .as(type)
                    .isTrue();
            assertThat(Events.read(format.formatted(type, "active", late)).waits(now))
                    .as(type)
                    .isTrue();
        }
        // whoever adds the account is noted, and greeted if that was not long ago and nobody else answers
        assertThat(Events.read(format.formatted("follow", "standby", now.toEpochMilli()))
                        .waits(now))
                .isTrue();
        assertThat(Events.read(format.formatted("follow", "active", late)).waits(now))
                .isFalse();
        assertThat(Events.read(TEXT).waits(Instant.ofEpochMilli(1795392000123L).plusSeconds(86_401)))
                .isFalse();
    }

    @Test
    void whatIsNotAWebhookBodyIsRefusedWithoutQuotingIt() {
        for (var body : new String[] {
            "", "ลับ", "[]", "{}", "{\"events\":5}", "{\"events\":[1}", "{\"events\":[]}x", "{\"events\":[]", "\"ลับ"
        }) {
            assertThatThrownBy(() -> Events.readAll(body))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("ลับ")
                    .hasNoCause();
        }
        assertThat(Events.readAll("{\"destination\":\"U0\",\"events\":[]}")).isEmpty();
    }
}
