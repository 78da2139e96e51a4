package prasan.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as offices have them: a cell is what it shows, or a flaw. */
class FilesAsTheyAreTest {
    private static Table read(byte[] file) {
        return Table.read(file, List.of("code", "name"), List.of("note"), List.of());
    }

    private static Table read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> flaws(Table table) {
        return table.flaws().stream().map(Table.Flaw::toString).toList();
    }

    private static List<String> rows(Table table) {
        assertThat(flaws(table)).isEmpty();
        return table.rows().stream()
                .map(row -> row.text("code") + " " + row.text("name"))
                .toList();
    }

    /** A workbook with that cell below the heading code, as XML; formats 100 and above are those given. */
    private static Table cell(String cell, String... formats) {
        var bytes = new ByteArrayOutputStream();
        var sheet = "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"
                + "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>code</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>name</t></is></c></row>"
                + "<row r=\"2\">" + cell
                + "<c r=\"B2\" t=\"inlineStr\"><is><t>ถนน</t></is></c></row></sheetData></worksheet>";
        var styles = new StringBuilder(
                "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><numFmts count=\"1\">");
        for (int i = 0; i < formats.length; i++) {
            styles.append("<numFmt numFmtId=\"%d\" formatCode=\"%s\"/>"
                    .formatted(200 + i, formats[i].replace("\"", "&quot;")));
        }
        styles.append(
                "</numFmts><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"200\"/></cellXfs></styleSheet>");
        try (var out = new ZipOutputStream(bytes)) {
            var whole = new ByteArrayOutputStream();
            try (var book = new Workbook(whole, "test", "1.0")) {
                book.newWorksheet("1").value(0, 0, "x");
                book.finish();
            }
            try (var in = ZipFile.builder().setByteArray(whole.toByteArray()).get()) {
                for (var entry : Collections.list(in.getEntries())) {
                    out.putNextEntry(new ZipEntry(entry.getName()));
                    var name = entry.getName();
                    out.write(
                            name.endsWith("sheet1.xml")
                                    ? sheet.getBytes(StandardCharsets.UTF_8)
                                    : name.endsWith("styles.xml")
                                            ? styles.toString().getBytes(StandardCharsets.UTF_8)
                                            : in.getInputStream(entry).readAllBytes());
                    out.closeEntry();
                }
            }
            out.finish();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return read(bytes.toByteArray());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "417         | 00000             | 00417",
                "417         | General           | 417",
                "480000.5    | #,##0.00          | 480000.5",
                "480000      | \"฿\"#,##0.00     | 480000",
                "480000.25   | _(* #,##0.0_);(0) | 480000.3",
                "-5          | 000               | -005",
                "0.30000000000000004 | General   | 0.3",
                "46348       | d mmm yyyy        | 2026-11-22",
                "46348       | [$-D07041E]d/m/yyyy | 2026-11-22",
                "123456789012345 | 0             | 123456789012345",
            })
    void aNumberIsWhatItsFormatShows(String number, String format, String shown) {
        assertThat(rows(cell("<c r=\"A2\" s=\"1\"><v>" + number + "</v></c>", format)))
                .containsExactly(shown + " ถนน");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "417                | \"KRI-\"000 | shows a number by the format",
                "0.5                | 0%          | shows a number by the format",
                "0.375              | h:mm        | shows a number by the format",
                "1234567890123456789| 0           | has a number of more than 15 digits",
                "1e2000000          | General     | has a number of more than 15 digits",
                "60                 | d/m/yyyy    | shows no day"
            })
    void whatCannotBeKnownIsAFlaw(String number, String format, String flaw) {
        assertThat(flaws(cell("<c r=\"A2\" s=\"1\"><v>" + number + "</v></c>", format)))
                .first()
                .asString()
                .startsWith("line 2: the cell A2 " + flaw);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<c r=\"A2\" t=\"str\"><f>TEXT(417,\"00000\")</f><v>00417</v></c> | 00417",
                "<c r=\"A2\" t=\"str\"><f>A1</f><v>1E3</v></c>                    | 1E3",
                "<c r=\"A2\" t=\"inlineStr\"><is><t>1E3</t></is></c>              | 1E3",
                "<c r=\"A2\" s=\"1\"><f>TODAY()</f><v>46348</v></c>               | 2026-11-22",
                "<c r=\"A2\" t=\"inlineStr\"><is><t>A_x005F_x000D_</t></is></c>   | A_x000D_",
                "<c r=\"A2\" t=\"inlineStr\"><is><t>A1_x000D_</t></is></c>        | A1",
            })
    void aFormulaIsWhatItWasCalculatedTo(String cell, String shown) {
        assertThat(rows(cell(cell, "yyyy-mm-dd"))).containsExactly(shown + " ถนน");
    }

    @Test
    void otherSeparatorsAndUtf16AreRead() {
        assertThat(rows(read("code;name\nA1;ถนน, สะพาน\n"))).containsExactly("A1 ถนน, สะพาน");
        assertThat(rows(read("sep=;\r\ncode;name\r\nA1;ถนน\r\n"))).containsExactly("A1 ถนน");
        var tabs = "code\tname\r\nA1\tถนน\r\n";
        assertThat(rows(read(("\ufeff" + tabs).getBytes(StandardCharsets.UTF_16LE))))
                .containsExactly("A1 ถนน");
        assertThat(rows(read(("\ufeff" + tabs).getBytes(StandardCharsets.UTF_16BE))))
                .containsExactly("A1 ถนน");
        assertThat(rows(read(tabs.getBytes(StandardCharsets.UTF_16LE)))).containsExactly("A1 ถนน");
    }

    @ParameterizedTest
    @ValueSource(strings = {"????", "??? ?? 5", "ถ\uFFFDน", "«èÍÁ¶¹¹", "à¸\u0096à¸\u0099à¸\u0099", "1.23457E+12"})
    void spoiltThaiIsRefused(String cell) {
        assertThat(flaws(read("code,name\nA1," + cell + "\n")))
                .singleElement()
                .asString()
                .startsWith("line 2, column name: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"จริงหรือ????", "Café à la carte", "ปีเน่าเนื้อเน็ต", "Why??", "?"})
    void whatOnlyLooksSoIsTaken(String cell) {
        assertThat(rows(read("code,name\nA1," + cell + "\n"))).containsExactly("A1 " + cell);
    }

    @Test
    void utf8ThatWasOpenedAsWindows874IsRefused() {
        var twice = new String("ถนนพัง".getBytes(StandardCharsets.UTF_8), Charset.forName("x-windows-874"));
        assertThat(flaws(read("code,name\nA1," + twice + "\n"))).isNotEmpty();
    }

    @Test
    void titlesThaiHeadingsEmptyLinesAndThaiDigitsInCodesAreNoMatter() {
        assertThat(
                        rows(
                                read(
                                        "ทะเบียนผู้นำ ปี 2570,,,\n,,,\nรหัส,ชื่อ - สกุล,,\n๗๑๐๑๐๗,นายหนึ่ง ๒,,\n,,,\n \u00A0,,\n๗๑,สอง,,\n")))
                .containsExactly("710107 นายหนึ่ง ๒", "71 สอง");
        assertThat(rows(read("code,name\nรหัส,ชื่อ\nA1,ถนน\n"))).containsExactly("A1 ถนน");
        assertThat(rows(read("รหัส (code),name (ชื่อ)\nA1,ถนน\n"))).containsExactly("A1 ถนน");
    }
}
