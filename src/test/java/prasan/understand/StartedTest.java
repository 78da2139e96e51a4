package prasan.understand;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import prasan.ShippedActions;
import prasan.chat.Conversations;
import prasan.chat.Folder;
import prasan.flow.Engine;
import prasan.flow.Input;
import prasan.flow.Library;
import prasan.flow.Session;

/** What the measure counts as started is what a conversation really does. */
class StartedTest {

    @Test
    void aConversationBeginsAReportJustWhenTheMeasureSaysSo() {
        var signatures = ShippedActions.signatures();
        var library = Conversations.read(Folder.packaged(), signatures);
        var engine = new Engine(library, signatures);
        var understanding =
                (Understanding) Objects.requireNonNull(library.typed()).understands();
        var messages = understanding.examples().stream()
                .map(Understanding.Example::text)
                .toList();
        for (var message : messages) {
            var session = engine.advance(Session.fresh(Library.THAI), new Input.Words(message), Instant.EPOCH)
                    .session();
            var now = session.current();
            boolean begun = now != null
                    && now.flow().equals("report-problem")
                    && (now.mode() != Session.Mode.UNDERSTOOD
                            || now.top().slots().containsKey("category"));

            assertThat(begun)
                    .as(message)
                    .isEqualTo(
                            understanding.guess(message).starts(library.alarm().heard(message)));
        }
    }
}
