package prasan.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import prasan.flow.Input;
import prasan.flow.Value;

/** An action may leave an output empty. LINE refuses empty texts, so what would be one is not sent. */
class NothingToSayTest {
    private static final String FLOW = """
            flow: look
            title: ดู
            start: [ดู]
            steps:
              - do: test.look
                outcomes: {seen: next}
              - id: only
                say: "{room}"
              - id: card
                say:
                  card:
                    title: "{room}"
                    rows: {"{room}": อยู่ชั้นสอง}
                    text: ว่างค่ะ
                    preview: ห้องประชุม
            """;

    private static Play looking(Value room) {
        return Play.of(FLOW).work(need -> new Input.Outcome("seen", Map.of("room", room)));
    }

    @Test
    void aTextWithoutAValueIsLeftOutACardWithoutATitleTakesItsPreviewAndARowWithoutANameADash() {
        assertThat(looking(new Value.None()).says("ดู")).startsWith("*ห้องประชุม*\n–: อยู่ชั้นสอง\nว่างค่ะ");
    }

    @Test
    void withAValueBothAreSaid() {
        assertThat(looking(new Value.Text("ห้องใหญ่")).says("ดู"))
                .startsWith("ห้องใหญ่\n*ห้องใหญ่*\nห้องใหญ่: อยู่ชั้นสอง\nว่างค่ะ");
    }
}
