package prasan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class UnderstandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return new CommandLine(new Understand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setExecutionExceptionHandler((failure, command, result) -> {
                    command.getErr().println(Main.reason(failure));
                    return 1;
                })
                .execute(args);
    }

    @Test
    void printsALineForEachMessageAndNothingElse(@TempDir Path dir) throws IOException {
        var file = Files.writeString(dir.resolve("messages.tsv"), "ไฟดับทั้งหมู่บ้าน หมู่ 5\tPOWER\nสวัสดีค่ะ\n");

        assertThat(run("--tsv", file.toString())).isZero();
        assertThat(out.toString().lines().map(line -> line.split("\t", -1)))
                .hasSize(2)
                .allSatisfy(cells -> assertThat(cells).hasSize(5));
        assertThat(out.toString().lines().toList().getFirst())
                .startsWith("ไฟดับทั้งหมู่บ้าน หมู่ 5\tPOWER\t")
                .endsWith("\tyes\t{\"sub\": \"outage\", \"moo\": 5, \"urgency\": \"high\"}");
        assertThat(out.toString().lines().toList().getLast())
                .startsWith("สวัสดีค่ะ\tNR_GREETING\t")
                .endsWith("\tno\t{}");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void tellsWhyAMessageIsTakenForWhatItIs() {
        assertThat(run("น้ำไม่ไหลสามวันแล้ว", "หมู่", "8")).isZero();
        assertThat(out.toString()).contains("first       WATER", "น้ำ..ไม่ไหล → WATER/tap_outage", "\"moo\": 8");
    }

    @Test
    void aFileThatCannotBeReadIsOneLineAndNoSuccess(@TempDir Path dir) throws IOException {
        var latin = Files.write(dir.resolve("latin.tsv"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        for (var file : new Path[] {dir.resolve("none.tsv"), dir, latin}) {
            for (var option : new String[] {"--tsv", "--measure"}) {
                err.getBuffer().setLength(0);

                assertThat(run(option, file.toString())).isEqualTo(1);
                assertThat(err.toString().lines()).hasSize(1).first().asString().contains(file.toString());
            }
        }
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aMessageOrAFileIsNeeded() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(1);
    }
}
