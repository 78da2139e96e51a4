package prasan.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.Test;

class TableTest {
    private static Table read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Table read(byte[] file) {
        return Table.read(file, List.of("code", "name"), List.of("note"), List.of("note"));
    }

    private static List<String> flaws(Table csv) {
        return csv.flaws().stream().map(Table.Flaw::toString).toList();
    }

    @Test
    void columnsAreFoundByNameInAnyOrder() {
        var csv = read("name,code\r\nถนน,A1\r\n\"สะพาน, ท่อ\",A2\r\n");

        assertThat(csv.flaws()).isEmpty();
        assertThat(csv.rows()).extracting(row -> row.text("code")).containsExactly("A1", "A2");
        assertThat(csv.rows()).extracting(row -> row.text("name")).containsExactly("ถนน", "สะพาน, ท่อ");
    }

    @Test
    void aByteOrderMarkIsNotPartOfTheFirstName() {
        assertThat(read("\ufeffcode,name\nA1,ถนน\n").rows())
                .extracting(row -> row.text("code"))
                .containsExactly("A1");
    }

    @Test
    void thaiTextIsPutIntoItsProperCodePoints() {
        var twoPiecesOfSaraAm = "น\u0e49\u0e4d\u0e32";
        assertThat(read("code,name\nA1," + twoPiecesOfSaraAm + "\n")
                        .rows()
                        .getFirst()
                        .text("name"))
                .isEqualTo("น้ำ");
    }

    @Test
    void aSmallFileThatWouldFillTheMemoryIsRefusedWhileItIsRead() throws Exception {
        assertThat(flaws(read("code,name\n" + "a,b\n".repeat(200_000))))
                .singleElement()
                .asString()
                .contains("is too large");
        var bytes = new ByteArrayOutputStream();
        try (var book = new Workbook(bytes, "test", "1.0")) {
            var sheet = book.newWorksheet("1");
            for (int row = 0; row < 21_000; row++) {
                for (int column = 0; column < 100; column++) {
                    sheet.value(row, column, 1);
                }
                if (row % 500 == 0) {
                    sheet.flush();
                }
            }
        }
        assertThat(flaws(read(bytes.toByteArray())).getFirst()).contains("is too large");
    }

    @Test
    void windows874IsRefusedWithTheLineAndTheWayOut() {
        var file = "code,name\nA1,ok\nA2,ถนน\n".getBytes(Charset.forName("x-windows-874"));

        assertThat(flaws(read(file)))
                .singleElement()
                .asString()
                .startsWith("line 3: is not UTF-8")
                .contains("CSV UTF-8");
    }

    @Test
    void missingUnknownAndRepeatedColumnsAreNamed() {
        assertThat(flaws(read("code,nmae,code\nA1,ถนน,A1\n")))
                .containsExactly(
                        "line 1, column name: is missing",
                        "line 1, column nmae: is not known; known are code, name, note",
                        "line 1, column code: is there twice");
    }

    @Test
    void anUnknownColumnIsToldByItsBeginningWithoutWhatCannotBeSeen() {
        assertThat(flaws(read("code,name,\"\u202Ena\u0000me\n" + "ที่".repeat(1_000) + "\"\nA1,ถนน,x\n")))
                .containsExactly(
                        "line 1, column name" + "ที่".repeat(33) + "…: is not known; known are code, name, note");
    }

    @Test
    void whatCannotBeSeenIsNamedByItsLineAndColumn() {
        assertThat(
                        flaws(
                                read(
                                        "code,name,note\nA1,ถนน,\"a\nb\"\nA2,\"ถนน\nพัง\",c\nA3,นาย\u202Eสมมติ,\u0007\nA4,👨\u200D👩 ก\u200Cข,d\n")))
                .containsExactly(
                        "line 4, column name: has to be one line",
                        "line 6, column name: has the character U+202E, which cannot be seen",
                        "line 6, column note: has the character U+0007, which cannot be seen");
    }

    @Test
    void aRowWithTooFewOrTooManyCellsIsNamedByItsLine() {
        assertThat(flaws(read("code,name,note\nA1,b,\"two\nlines\"\nA2\nA3,b,c,d\n")))
                .containsExactly(
                        "line 4: has 1 cells where the heading has 3", "line 5: has 4 cells where the heading has 3");
    }

    @Test
    void anEmptyFileAndAnOpenQuotationMarkAreNotStackTraces() {
        assertThat(flaws(read(""))).containsExactly("line 1: the file is empty; the first line names the columns");
        assertThat(flaws(read("code,name\nA1,\"open\nA2,b\n")))
                .singleElement()
                .asString()
                .startsWith("line 1: what follows is not CSV");
    }

    @Test
    void emptyLinesAreLeftOut() {
        assertThat(read("code,name\n\nA1,ถนน\n\n\n").rows())
                .singleElement()
                .satisfies(row -> assertThat(row.line()).isEqualTo(3));
    }

    @Test
    void commasPartThousandsAndNothingElse() {
        assertThat(Row.number("480,000")).hasValue(new BigDecimal("480000"));
        assertThat(Row.number("๑,๔๘๐,๐๐๐.๕๐")).hasValue(new BigDecimal("1480000.50"));
        assertThat(Row.number("480000")).hasValue(new BigDecimal("480000"));
        for (var slip : List.of("480000,50", "1,5", "12,34", "1,,000", ",100", "1,000,", "1.000,50", "1000,000")) {
            assertThat(Row.number(slip)).as(slip).isEmpty();
        }
    }
}
