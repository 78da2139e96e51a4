package prasan.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import prasan.flow.Say;
import prasan.flow.Say.Button;
import prasan.flow.Say.Tap;

class MessagesTest {
    private static final Say.Text HELLO = new Say.Text("สวัสดีค่ะ");

    @Test
    void aTextBecomesATextMessage() throws Exception {
        assertThat(render(HELLO).toString()).isEqualTo("[{\"type\":\"text\",\"text\":\"สวัสดีค่ะ\"}]");
    }

    @Test
    void aPictureBecomesAnImageMessageThatIsItsOwnPreview() throws Exception {
        assertThat(render(new Say.Picture("https://example.org/map.png")).toString())
                .isEqualTo("[{\"type\":\"image\",\"originalContentUrl\":\"https://example.org/map.png\","
                        + "\"previewImageUrl\":\"https://example.org/map.png\"}]");
        refused(
                say(new Say.Picture("https://example.org/" + "a".repeat(2000))),
                "messages[0].originalContentUrl",
                "2000");
    }

    @Test
    void aCardBecomesABubbleWhoseTextsWrap() throws Exception {
        var card = new Say.Card(
                Say.Tone.URGENT,
                "โทรทันที",
                "ไฟไหม้",
                List.of(new Say.Row("โทร", "199")),
                "ออกจากที่เกิดเหตุก่อนค่ะ",
                List.of(
                        new Button("โทร 199", new Tap.Ring("199")),
                        new Button("แจ้งต่อ", new Tap.Answer("a:1", "แจ้งต่อ")),
                        new Button("อ่าน", new Tap.Open("https://example.org/ภัย"))),
                "เหตุด่วน");
        var message = render(card).get(0);
        assertThat(message.path("altText").asText()).isEqualTo("เหตุด่วน");
        var bubble = message.path("contents");
        assertThat(bubble.findValuesAsText("text"))
                .containsExactly("โทรทันที", "ไฟไหม้", "โทร", "199", "ออกจากที่เกิดเหตุก่อนค่ะ");
        assertThat(bubble.findParents("text"))
                .allSatisfy(text -> assertThat(text.path("wrap").asBoolean()).isTrue());
        assertThat(bubble.path("footer").findValues("action"))
                .extracting(JsonNode::toString)
                .containsExactly(
                        "{\"type\":\"uri\",\"label\":\"โทร 199\",\"uri\":\"tel:199\"}",
                        "{\"type\":\"postback\",\"label\":\"แจ้งต่อ\",\"data\":\"a:1\",\"displayText\":\"แจ้งต่อ\"}",
                        "{\"type\":\"uri\",\"label\":\"อ่าน\",\"uri\":\"https://example.org/%E0%B8%A0%E0%B8%B1%E0%B8%A2\"}");
    }

    @Test
    void theTonesDifferByTheColourOfTheHead() throws Exception {
        var colours = Stream.of(Say.Tone.values())
                .map(tone -> new Say.Card(tone, "ก", null, List.of(), null, List.of(), "ก"))
                .map(card -> renderUnchecked(new Say.Reply(List.of(card), List.of())))
                .map(json -> json.get(0).at("/contents/header/backgroundColor").asText());
        assertThat(colours).doesNotHaveDuplicates().doesNotContain("").hasSize(3);
    }

    @Test
    void cardsBecomeACarousel() throws Exception {
        var cards = render(new Say.Cards(List.of(card("หนึ่ง"), card("สอง")))).get(0);
        assertThat(cards.at("/contents/type").asText()).isEqualTo("carousel");
        assertThat(cards.at("/contents/contents")).hasSize(2);
        assertThat(cards.path("altText").asText()).isEqualTo("ตัวอย่าง");
    }

    @Test
    void quickRepliesStandBelowTheLastMessage() throws Exception {
        var quick = List.of(
                new Button("ถนน", new Tap.Answer("d", "ถนน")),
                new Button("ส่งตำแหน่ง", new Tap.SendPlace()),
                new Button("ถ่ายรูป", new Tap.TakePhoto()),
                new Button("เลือกรูป", new Tap.PickPhoto()),
                new Button("โทร", new Tap.Ring("1567")),
                new Button("เปิด", new Tap.Open("https://example.org")));
        var messages = renderUnchecked(new Say.Reply(List.of(HELLO, HELLO), quick));
        assertThat(messages.get(0).has("quickReply")).isFalse();
        assertThat(messages.get(1).at("/quickReply/items").findValuesAsText("type"))
                .containsExactly(
                        "action",
                        "postback",
                        "action",
                        "location",
                        "action",
                        "camera",
                        "action",
                        "cameraRoll",
                        "action",
                        "uri",
                        "action",
                        "uri");
    }

    @Test
    void labelsAreCountedAsPeopleSeeThem() throws Exception {
        // น้ำ is one character to the eye, three code units
        var twenty = "น้ำ".repeat(20);
        renderUnchecked(new Say.Reply(List.of(HELLO), List.of(answer(twenty))));
        refused(new Say.Reply(List.of(HELLO), List.of(answer(twenty + "ก"))), "quickReply.items[0].label", "20");
        renderUnchecked(new Say.Reply(List.of(cardWith(answer("น้ำ".repeat(40)))), List.of()));
        refused(
                new Say.Reply(List.of(cardWith(answer("ก".repeat(41)))), List.of()),
                "messages[0].contents.buttons[0].label",
                "40");
    }

    @Test
    void whatLineWouldRefuseIsRefusedHereNamingPropertyAndLimit() {
        refused(new Say.Reply(List.of(), List.of()), "messages", "1");
        refused(new Say.Reply(Collections.nCopies(6, HELLO), List.of()), "messages", "5");
        refused(say(new Say.Text("ก".repeat(5001))), "messages[0].text", "5000");
        refused(say(new Say.Text("🙏".repeat(2501))), "messages[0].text", "5000");
        refused(say(HELLO, new Say.Text(" ")), "messages[1].text", "empty");
        refused(new Say.Reply(List.of(HELLO), Collections.nCopies(14, answer("ก"))), "quickReply.items", "13");
        refused(say(cardWith(new Button("ก", new Tap.Answer("d".repeat(301), "ก")))), "buttons[0].data", "300");
        refused(say(cardWith(new Button("ก", new Tap.Answer("d", "ก".repeat(301))))), "buttons[0].displayText", "300");
        refused(say(cardWith(new Button("ก", new Tap.SendPlace()))), "buttons[0]", "quick replies");
        refused(say(cardWith(new Button("ก", new Tap.Ring("javascript:1")))), "buttons[0].uri", "digits");
        refused(say(cardWith(new Button("ก", new Tap.Open("javascript:1")))), "buttons[0].uri", "https");
        refused(say(cardWith(new Button("ก", new Tap.Open("https://exa mple.org")))), "buttons[0].uri", "https");
        // 9 characters a letter once encoded
        refused(say(cardWith(new Button("ก", new Tap.Open("https://example.org/" + "ก".repeat(110))))), "uri", "1000");
        refused(
                say(new Say.Card(Say.Tone.PLAIN, "ก", null, List.of(), null, List.of(), "ก".repeat(1501))),
                "messages[0].altText",
                "1500");
        refused(say(card("")), "messages[0].contents.title", "empty");
        refused(say(card("ก".repeat(11_000))), "messages[0].contents", "30720");
        refused(say(new Say.Cards(Collections.nCopies(13, card("ก")))), "messages[0].contents.contents", "12");
        refused(say(new Say.Cards(List.of())), "messages[0].contents.contents", "1");
        refused(say(new Say.Cards(Collections.nCopies(3, card("ก".repeat(7_000))))), "messages[0].contents", "51200");
    }

    private static void refused(Say.Reply reply, String property, String limit) {
        assertThatThrownBy(() -> Messages.render(reply))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(property)
                .hasMessageContaining(limit);
    }

    private static Button answer(String label) {
        return new Button(label, new Tap.Answer("d", "ก"));
    }

    private static Say.Card card(String title) {
        return new Say.Card(Say.Tone.PLAIN, title, null, List.of(), null, List.of(), "ตัวอย่าง");
    }

    private static Say.Card cardWith(Button button) {
        return new Say.Card(Say.Tone.GOOD, "ก", null, List.of(), null, List.of(button), "ก");
    }

    private static Say.Reply say(Say... says) {
        return new Say.Reply(List.of(says), List.of());
    }

    private static JsonNode render(Say say) throws Exception {
        return new ObjectMapper().readTree(Messages.render(say(say)));
    }

    private static JsonNode renderUnchecked(Say.Reply reply) {
        try {
            return new ObjectMapper().readTree(Messages.render(reply));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
