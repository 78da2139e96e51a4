package prasan.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageRulesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"type":"text"}                                                              | messages[0].text
            {"type":"poem","text":"ก"}                                                   | messages[0].type
            {"type":"image","originalContentUrl":"http://x/","previewImageUrl":"https://x/"} | messages[0].originalContentUrl
            {"type":"location","title":"ก","address":"ข","latitude":91,"longitude":1}     | messages[0].latitude
            {"type":"text","text":"ก","quickReply":{"items":[]}}                         | messages[0].quickReply.items
            {"type":"text","text":"ก","quickReply":{"items":[{"type":"action"}]}}        | messages[0].quickReply.items[0].action
            {"type":"flex","altText":"","contents":{"type":"bubble","size":"mega"}}      | messages[0].altText
            {"type":"flex","altText":"ก","contents":{"type":"box"}}                      | /type
            {"type":"flex","altText":"ก","contents":{"type":"carousel","contents":[]}}   | /contents
            """)
    void namesTheBadProperty(String message, String property) throws IOException {
        assertThat(property(message)).isEqualTo(property);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"type":"text","text":""}                                            | /body/contents/0/text
            {"type":"text","text":"ก","colour":"#000000"}                        | /body/contents/0/colour
            {"type":"text","text":"ก","color":"black"}                           | /body/contents/0/color
            {"type":"text","text":"ก","wrap":"true"}                             | /body/contents/0/wrap
            {"type":"label","text":"ก"}                                          | /body/contents/0/type
            {"type":"image","url":"http://example.com/a.jpg"}                    | /body/contents/0/url
            {"type":"image"}                                                     | /body/contents/0/url
            {"type":"box","contents":[]}                                         | /body/contents/0/layout
            {"type":"box","layout":"baseline","contents":[{"type":"button"}]}    | /body/contents/0/contents/0/type
            {"type":"button"}                                                    | /body/contents/0/action
            {"type":"button","action":{"type":"postback","label":"ก"}}           | /body/contents/0/action/data
            {"type":"button","action":{"type":"camera","label":"ก"}}             | /body/contents/0/action/type
            {"type":"button","action":{"type":"uri","label":"ก","uri":"ftp:x"}}  | /body/contents/0/action/uri
            """)
    void namesTheBadPropertyOfAFlexMessage(String component, String property) throws IOException {
        assertThat(property(flex(component))).isEqualTo(property);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"type":"text","text":"ก","weight":"bold","size":"lg","wrap":true,"color":"#112233","flex":2,"margin":"md"}
            {"type":"text","contents":[{"type":"span","text":"ก","weight":"bold"}]}
            {"type":"separator","margin":"lg","color":"#eeeeee"}
            {"type":"filler"}
            {"type":"box","layout":"baseline","spacing":"sm","contents":[{"type":"text","text":"ก"},{"type":"filler"}]}
            {"type":"box","layout":"vertical","paddingAll":"12px","cornerRadius":"md","backgroundColor":"#fff0f0","contents":[]}
            {"type":"image","url":"https://example.com/a.jpg","size":"full","aspectRatio":"20:13","aspectMode":"cover"}
            {"type":"button","style":"primary","height":"sm","color":"#06C755","action":{"type":"uri","label":"โทร","uri":"tel:1669"}}
            """)
    void takesWhatLineTakes(String component) {
        assertThatCode(() -> check(flex(component))).doesNotThrowAnyException();
    }

    @Test
    void countsTextsInUnitsAndLabelsInCharactersAsRead() throws IOException {
        assertThat(property(text("ก".repeat(5000)))).isEmpty();
        assertThat(property(text("ก".repeat(4999) + "🚧"))).isEqualTo("messages[0].text");
        assertThat(property(quick("🚧".repeat(20), "d"))).isEmpty();
        assertThat(property(quick("ก".repeat(21), "d"))).isEqualTo("messages[0].quickReply.items[0].action.label");
        assertThat(property(quick("ก", "d".repeat(301)))).isEqualTo("messages[0].quickReply.items[0].action.data");
    }

    @Test
    void takesAtMostThirteenQuickReplies() throws IOException {
        String item = "{\"type\":\"action\",\"action\":{\"type\":\"location\",\"label\":\"ก\"}}";
        String start = "{\"type\":\"text\",\"text\":\"ก\",\"quickReply\":{\"items\":[" + item;
        assertThat(property(start + ("," + item).repeat(12) + "]}}")).isEmpty();
        assertThat(property(start + ("," + item).repeat(13) + "]}}")).isEqualTo("messages[0].quickReply.items");
    }

    @Test
    void takesAtMostThirtyKilobytesInABubble() {
        String start = "{\"type\":\"text\",\"text\":\"";
        assertThat(catchThrowableOfType(Denied.class, () -> check(flex(start + "ก".repeat(10_000) + "\"}"))))
                .isNull();
        assertThat(catchThrowableOfType(Denied.class, () -> check(flex(start + "ก".repeat(10_240) + "\"}"))))
                .isNotNull();
    }

    /** The first property complained of; empty: none. */
    private static String property(String message) throws IOException {
        Denied denied = catchThrowableOfType(Denied.class, () -> check(message));
        return denied == null
                ? ""
                : denied.answer()
                        .body()
                        .path("details")
                        .path(0)
                        .path("property")
                        .asText();
    }

    private static void check(String message) throws IOException {
        JsonNode messages = Json.read(("[" + message + "]").getBytes(StandardCharsets.UTF_8));
        MessageRules.check(messages);
    }

    private static String flex(String component) {
        return "{\"type\":\"flex\",\"altText\":\"ก\",\"contents\":{\"type\":\"bubble\",\"body\":"
                + "{\"type\":\"box\",\"layout\":\"vertical\",\"contents\":[" + component + "]}}}";
    }

    private static String text(String text) {
        return "{\"type\":\"text\",\"text\":\"" + text + "\"}";
    }

    private static String quick(String label, String data) {
        return "{\"type\":\"text\",\"text\":\"ก\",\"quickReply\":{\"items\":[{\"type\":\"action\",\"action\":"
                + "{\"type\":\"postback\",\"label\":\"" + label + "\",\"data\":\"" + data + "\"}}]}}";
    }
}
