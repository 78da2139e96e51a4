package prasan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import prasan.chat.Folder;

/** The commands about conversations, as somebody types them who has written a flow. */
class FlowsCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void copy() throws IOException {
        for (var file : Folder.at(Path.of("conversations")).files().entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
    }

    private int run(String... args) {
        return Main.run(
                new BufferedReader(Reader.nullReader()), new PrintWriter(out, true), new PrintWriter(err, true), args);
    }

    private void change(String file, String what, String to) throws IOException {
        var text = Files.readString(folder.resolve(file));
        assertThat(text).contains(what);
        Files.writeString(folder.resolve(file), text.replace(what, to));
    }

    @Test
    void goodConversationsHaveNoFaults() {
        assertThat(run("flows", "check", folder.toString())).isZero();
        assertThat(out.toString()).contains("flows, no faults");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void eachFaultIsALineWithItsPlaceRelativeToTheFolder() throws IOException {
        change("menu.yaml", "start: report-problem", "start: \"nothing\\nhere\"");
        change("plan.yaml", "type: area", "type: aera");
        change("awards.yaml", "title: ", "title: \u0007");
        assertThat(run("flows", "check", folder.toString())).isEqualTo(1);
        assertThat(err.toString().lines())
                .hasSizeGreaterThanOrEqualTo(2)
                .allMatch(line -> line.matches("[a-z.-]+\\.yaml:[0-9]+:[0-9]+: .+"))
                .anyMatch(line -> line.startsWith("awards.yaml:3:8: a character that no text has: U+0007"));
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aFolderThatIsNotThereIsToldInALine() {
        assertThat(run("flows", "check", "no-such-folder")).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("no-such-folder:1:1: there is no such folder\n");
    }

    @Test
    void transcriptsThatTakeEveryWayAreGood() {
        assertThat(run("flows", "test", folder.toString())).as(err.toString()).isZero();
        assertThat(out.toString()).contains("report-problem: ", "0 not as written, 0 ways not taken");
    }

    @Test
    void aWayThatNoTranscriptTakesFails() throws IOException {
        Files.delete(folder.resolve("plan-empty.transcript"));
        assertThat(run("flows", "test", folder.toString())).isEqualTo(1);
        assertThat(err.toString())
                .containsPattern("plan.yaml:[0-9]+:5: no transcript takes the way project → no-projects");
        assertThat(out.toString())
                .containsPattern("plan: [0-9]+/[0-9]+ steps, [0-9]+/[0-9]+ edges; not taken: project → no-projects");
    }

    @Test
    void answersAreAcceptedIntoTheFilesOnDisk() throws IOException {
        change("plan.yaml", "ปีงบประมาณ พ.ศ. ใดคะ", "ปีใดคะ");
        assertThat(run("flows", "test", folder.toString())).isEqualTo(1);
        assertThat(run("flows", "test", folder.toString(), "--accept")).isZero();
        assertThat(out.toString()).contains("rewritten: plan.transcript");
        assertThat(Files.readString(folder.resolve("plan.transcript")))
                .contains("< ปีใดคะ  [ปีงบ 2570]", "# กำนันดูโครงการ")
                .doesNotContain("ปีงบประมาณ พ.ศ. ใดคะ");
        assertThat(run("flows", "test", folder.toString())).isZero();
        assertThat(run("flows", "test", "--accept")).isEqualTo(2);
    }
}
