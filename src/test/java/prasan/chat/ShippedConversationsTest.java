package prasan.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import prasan.ShippedActions;
import prasan.flow.Engine;
import prasan.flow.Fault;

/** The conversations that are shipped: each transcript beside them says what it does. */
class ShippedConversationsTest {
    private static final Folder FOLDER = Folder.at(Path.of("conversations"));

    static Stream<String> transcripts() {
        return FOLDER.files().keySet().stream().filter(name -> name.endsWith(".transcript"));
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void goesAsWritten(String name) {
        var actions = ShippedActions.signatures();
        var engine = new Engine(Conversations.read(FOLDER, actions), actions);
        var faults = Transcript.run(name, String.valueOf(FOLDER.files().get(name)), engine);
        assertThat(faults).extracting(Fault::toString).isEmpty();
    }
}
