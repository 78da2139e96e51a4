package prasan.understand;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import prasan.ShippedActions;
import prasan.chat.Conversations;
import prasan.chat.Folder;
import prasan.flow.Danger;
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
        var messages = understanding.examples().stream().map(row -> row.cell(0)).toList();
        for (var message : messages) {
            var session = engine.advance(Session.fresh(Library.THAI), new Input.Words(message), Instant.EPOCH)
                    .session();
            var now = session.current();
            boolean begun = now != null
                    && now.flow().equals("report-problem")
                    && now.top().slots().containsKey("category");
            var guess = understanding.guess(message);

            if (library.emergency()
                            .hears()
                            .apply(message)
                            .filter(Danger::certain)
                            .isEmpty()
                    && guess.clear()) {
                assertThat(begun).as(message).isTrue();
            }
            if (!Guess.report(guess.first()) && guess.understood().sure()) {
                assertThat(begun).as(message).isFalse();
            }
        }
    }
}
