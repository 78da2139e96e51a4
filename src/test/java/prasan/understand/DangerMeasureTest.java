package prasan.understand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import prasan.chat.Folder;

/** On messages that are in no example. */
class DangerMeasureTest {
    private static final Dangers DANGERS = Dangers.of(Folder.packaged().files());

    private static String resource(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(DangerMeasureTest.class.getResourceAsStream("/understand/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "danger-first.tsv, 98, 85",
        "danger-second.tsv, 96, 85",
        "danger-third.tsv, 97, 85",
        "danger-fresh.tsv, 97, 85",
        "danger-fresh-2.tsv, 97, 85",
        "danger-oblique.tsv, 85, 70",
        "danger-everyday.tsv, 93, 85"
    })
    void dangerIsHeardAndFalseCardsAreRare(String file, int heard, int kinds) throws IOException {
        var result = DangerMeasure.run(DANGERS, file, resource(file));
        result.print().stream().limit(6).forEach(line -> System.out.println(file + ": " + line));

        assertThat(result.certain()).isGreaterThanOrEqualTo(result.dangers() * heard / 100);
        assertThat(result.falseCards()).isLessThanOrEqualTo(result.harmless() * 4 / 100);
        assertThat(result.kindsRight()).isGreaterThanOrEqualTo(result.certain() * kinds / 100);
    }

    @Test
    void ordinaryReportsAndQuestionsRingSeldom() throws IOException {
        int harmless = 0;
        int rang = 0;
        for (var file : new String[] {"fresh.tsv", "later.tsv", "last.tsv", "held-out.tsv", "unseen.tsv"}) {
            for (var line : resource(file).lines().toList()) {
                var cells = line.split("\t", -1);
                if (cells.length > 1 && cells[1].matches("NR_.*|WATER|LIVELIHOOD|ENVIRONMENT|HOUSING_LAND")) {
                    harmless++;
                    rang += DANGERS.hear(cells[0])
                                    .filter(danger -> danger.certain())
                                    .isPresent()
                            ? 1
                            : 0;
                }
            }
        }
        assertThat(harmless).isGreaterThan(150);
        assertThat(rang).isLessThanOrEqualTo(harmless / 100);
    }

    @Test
    void aMessageIsNotLearnedFromWhenItIsMeasured() {
        var files = new HashMap<>(Folder.packaged().files());
        files.merge(Dangers.EXAMPLES, "บัวบานบัวตูมบัวเผื่อน\tMEDICAL\n".repeat(3), String::concat);
        var learned = Dangers.of(files);

        assertThat(learned.hear("บัวบานบัวตูมบัวเผื่อน")).isPresent();
        assertThat(DangerMeasure.run(learned, "file", "บัวบานบัวตูมบัวเผื่อน\tMEDICAL\n")
                        .certain())
                .isZero();
    }

    @Test
    void labelsAreReadInAllTheirForms() {
        var result = DangerMeasure.run(
                DANGERS,
                "file",
                "message\twhat\nงูกัดพ่อ\tMEDICAL\nไฟไหม้บ้าน\tYES\nหมดสติ\t1\nน้ำไม่ไหล\tNO\nถนนพัง\t0\nhelp\tPERHAPS\n");

        assertThat(result.dangers()).isEqualTo(3);
        assertThat(result.certain()).isEqualTo(3);
        assertThat(result.kindsRight()).isEqualTo(1);
        assertThat(result.harmless()).isEqualTo(2);
        assertThat(result.print()).contains("doubtful heard as perhaps: 1 of 1, 100.0 %");
    }

    @Test
    void aFileWithoutLabelsIsToldLineByLine() {
        assertThat(DangerMeasure.lines(DANGERS, "file", "งูกัดพ่อ\nน้ำไม่ไหล\n"))
                .containsExactly("งูกัดพ่อ\tDANGER\tMEDICAL", "น้ำไม่ไหล\tNONE\t-");
    }

    @Test
    void linesWithOtherLabelsAreToldWithTheirPlaces() {
        assertThatThrownBy(() -> DangerMeasure.run(DANGERS, "file.tsv", "งูกัด\tMEDICAL\nไฟดับ\tPOWER\n"))
                .isInstanceOf(Faulty.class)
                .hasMessageContaining("file.tsv:2:7: no kind of danger");
    }
}
