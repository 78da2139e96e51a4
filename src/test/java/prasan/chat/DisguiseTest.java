package prasan.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import prasan.ShippedActions;
import prasan.flow.Engine;
import prasan.flow.Input;
import prasan.flow.Session;

/** What of an answer is kept when a conversation is retold. */
class DisguiseTest {
    private final Engine engine =
            new Engine(Conversations.read(Folder.packaged(), ShippedActions.signatures()), ShippedActions.signatures());

    private Session atTheCategory() {
        var asked = engine.advance(Session.fresh("th"), new Input.Words("แจ้งปัญหา"), Play.NOW);
        return engine.advance(asked.session(), new Input.Outcome("known", Map.of()), Play.NOW)
                .session();
    }

    private Input disguised(Session after, String text) {
        return new Disguise().input(engine.library(), atTheCategory(), after, List.of(), new Input.Words(text));
    }

    @Test
    void whatEndedAConversationIsKeptOnlyIfItIsAnAnswerItself() {
        var over = Session.fresh("th");

        assertThat(disguised(over, "ถนน")).isEqualTo(new Input.Words("ถนน"));
        assertThat(disguised(over, "นายสมมุติ บ้านหนองปรือ").toString()).doesNotContain("สมมุติ บ้าน", "หนองปรือ");
    }
}
