package prasan.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import prasan.ShippedActions;
import prasan.flow.Coverage;
import prasan.flow.Fault;

/** The conversations that are shipped: the transcripts beside them say what they do, and all that they do. */
class ShippedConversationsTest {
    private static final Transcripts TRANSCRIPTS =
            Transcripts.run(Folder.at(Path.of("conversations")), ShippedActions.signatures(), false);

    @Test
    void eachTranscriptGoesAsWritten() {
        assertThat(TRANSCRIPTS.faults()).extracting(Fault::toString).isEmpty();
        assertThat(TRANSCRIPTS.ran()).isPositive();
    }

    /** Editions that are kept have the pushed texts under their earlier name. */
    @Test
    void theyAreReadUnderTheNamesThatFilesHadBefore() {
        var files = new HashMap<>(Folder.at(Path.of("conversations")).files());
        for (var ending : List.of(".yaml", ".en.yaml")) {
            files.put("notices" + ending, files.remove("push-texts" + ending));
        }
        var library = Conversations.read(new Folder(files), ShippedActions.signatures());
        assertThat(library.pushTexts()).containsKey("report-changed");
        assertThat(library.flows()).doesNotContainKey("notices");
    }

    @Test
    void everyStepAndEveryWayBetweenStepsIsTakenByATranscript() {
        TRANSCRIPTS.coverage().forEach(System.out::println);
        assertThat(TRANSCRIPTS.missed()).extracting(Fault::toString).isEmpty();
        assertThat(TRANSCRIPTS.coverage())
                .isNotEmpty()
                .allSatisfy(
                        flow -> assertThat(flow.stepsTaken()).as(flow.flow()).isEqualTo(flow.steps()))
                .extracting(Coverage.OfFlow::flow)
                .contains("report-problem", "plan", "awards", "my-reports");
    }
}
