package prasan.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+66",
                "-5",
                "@x",
                "\t=1",
                "\r",
                "\u200B=1",
                "\uFEFF@x",
                "\u00A0-1",
                "\u0000=1",
                "\uFF1D1",
                "\uFF0B1",
                "\uFF0D1",
                "\uFF20x",
                "\u3164=1",
                "\u115F=1",
                "\u2800=1",
                "\uFE0F=1",
                "\u034F=1",
                "\u180B=1",
                "\u17B4=1",
                "\uDB40\uDC41=1",
                "\uFE661",
                "\uFE621",
                "\uFE631",
                "\uFE6Bx",
                "\u207A1",
                "\u22121",
                "'=1",
                "''=1"
            })
    void whatASpreadsheetWouldTakeForAFormulaIsGuardedAndReadAsItWas(String text) {
        assertThat(Csv.written(text)).isEqualTo("'" + text);
        assertThat(Csv.read(Csv.written(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "'", "'ถนน'", "ถนน = ทาง", "1-2", "'90s", "''"})
    void anythingElseStaysAsItIs(String text) {
        assertThat(Csv.written(text)).isEqualTo(text);
        assertThat(Csv.read(text)).isEqualTo(text);
    }
}
