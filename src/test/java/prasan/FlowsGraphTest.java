package prasan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code flows graph}. */
class FlowsGraphTest {
    @Test
    void writesAFileForEachFlow(@TempDir Path folder) {
        var out = folder.resolve("new/graphs");
        assertThat(Main.run("flows", "graph", "conversations", "--out", out.toString()))
                .isZero();
        assertThat(out)
                .isDirectoryContaining("glob:**/report-problem.svg")
                .isDirectoryContaining("glob:**/menu.svg")
                .isDirectoryNotContaining("glob:**/words.svg");
        assertThat(out.resolve("menu.svg")).content().startsWith("<svg ").contains("เมนู");
    }

    @Test
    void drawsNothingOfFaultyConversations(@TempDir Path folder) throws IOException {
        var out = folder.resolve("graphs");
        Files.writeString(folder.resolve("odd.yaml"), "flow: even\n");
        assertThat(Main.run("flows", "graph", folder.toString(), "--out", out.toString()))
                .isEqualTo(1);
        assertThat(out).doesNotExist();
    }
}
