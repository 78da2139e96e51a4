package prasan.understand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import prasan.chat.Folder;

/** On messages that are in no example. */
class MeasureTest {
    private static final Understanding UNDERSTANDING =
            Understanding.of(Folder.packaged().files());

    private static String resource(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(MeasureTest.class.getResourceAsStream("/understand/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void nineOfTenUnseenMessagesAreUnderstoodAndNoneStartsAReportThatIsNone() throws IOException {
        for (var file : new String[] {
            "held-out.tsv",
            "unseen.tsv",
            "fresh.tsv",
            "later.tsv",
            "last.tsv",
            "english.tsv",
            "openings.tsv",
            "second.tsv",
            "oblique.tsv",
            "everyday.tsv"
        }) {
            var result = Measure.run(UNDERSTANDING, file, resource(file));
            result.print().stream().limit(7).forEach(line -> System.out.println(file + ": " + line));

            assertThat(result.first()).isGreaterThanOrEqualTo(result.lines() * 90 / 100);
            assertThat(result.within()).isGreaterThanOrEqualTo(result.lines() * 97 / 100);
            assertThat(result.startedByOthers()).isZero();
            assertThat(result.slotsRight()).isGreaterThanOrEqualTo(result.slotsExpected() * 90 / 100);
        }
    }

    @Test
    void theMatterIsKeptBehindOpeningsOfAllKinds() throws IOException {
        for (var file : new String[] {"openings.tsv", "second.tsv"}) {
            var result = Measure.run(UNDERSTANDING, file, resource(file));

            assertThat(result.mattersKept()).isGreaterThanOrEqualTo(result.matters() * 96 / 100);
        }
    }

    @Test
    void aMessageIsNotLearnedFromWhenItIsMeasured() {
        // "บัวบาน" is in no list: only the example itself could know it
        var files = new java.util.HashMap<>(Folder.packaged().files());
        files.merge(Understanding.EXAMPLES, "บัวบานบัวตูมบัวเผื่อน\tDRUGS\n", String::concat);
        var learned = Understanding.of(files);

        assertThat(learned.guess("บัวบานบัวตูมบัวเผื่อน").first()).isEqualTo("DRUGS");
        assertThat(Measure.run(learned, "file", "บัวบานบัวตูมบัวเผื่อน\tDRUGS\n")
                        .first())
                .isZero();
    }

    @Test
    void linesThatAreNoExamplesAreToldWithTheirPlaces() {
        assertThatThrownBy(() -> Measure.run(UNDERSTANDING, "file.tsv", "ไฟดับ\tPOWER\nไฟดับ\nไฟดับ\tPOWER\t{oops}\n"))
                .isInstanceOf(Faulty.class)
                .hasMessageContaining("file.tsv:2:")
                .hasMessageContaining("file.tsv:3:13: the slots are no flat JSON object");
    }
}
