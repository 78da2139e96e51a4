package prasan.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
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

    /** With that cell below the heading code. */
    private static Workbooks.Part below(String cell) {
        return rows -> rows.append(
                        "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>code</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>name</t></is></c></row><row r=\"2\">")
                .append(cell)
                .append("<c r=\"B2\" t=\"inlineStr\"><is><t>ถนน</t></is></c></row>");
    }

    private static Table cell(String cell, String... formats) {
        return read(Workbooks.of(below(cell), formats));
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
                "812345678   | 0#########        | 0812345678",
                "5           | 0;-0;;@           | 5",
                "-5          | 0;-0;;@           | -5",
                "-5          | 0                 | -5",
                "-5          | #,##0.00;[Red]-#,##0.00 | -5",
                "-5          | #,##0_);(#,##0)   | -5",
                "-5          | #,##0_);\\(#,##0\\)   | -5",
                "-5          | General;-General  | -5",
                "0           | #,##0             | 0",
                "0           | _-* #,##0.00_-;-* #,##0.00_-;_-* \"-\"??_-;_-@_- | 0",
                "480000      | _-[$฿-41E]* #,##0.00_-;-[$฿-41E]* #,##0.00_-;_-[$฿-41E]* \"-\"??_-;_-@_- | 480000",
                "480000      | #,##0 \"บาท\"     | 480000",
                "417         | [$-D00041E]0      | 417",
                "46348       | [$-107041E]d mmmm yyyy;@ | 2026-11-22",
                "46348       | dddd d mmmm yyyy  | 2026-11-22",
                "46348       | d/m/bbbb          | 2026-11-22",
                "46348       | yyyy-mm-dd h:mm   | 2026-11-22",
                "46348       | \"วันที่ \"d mmmm yyyy | 2026-11-22",
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
                "60                 | d/m/yyyy    | shows no day",
                "46058              | d-mmm       | shows a number by the format",
                "46058              | d/m         | shows a number by the format",
                "46348              | mmm-yy      | shows a number by the format",
                "46348              | yyyy        | shows a number by the format",
                "46348              | dddd mmmm yyyy | shows a number by the format",
                "46348.5            | d/m/yyyy h:mm  | shows a day with a time",
                "1.5                | [h]:mm:ss   | shows a number by the format",
                "123456             | 00\\-0000   | shows a number by the format",
                "123456             | 00-0000     | shows a number by the format",
                "7                  | [$หมู่ ]0    | shows a number by the format",
                "7                  | \"หมู่ \"0   | shows a number by the format",
                "5                  | ;;;         | shows a number by the format",
                "0                  | 0;-0;;@     | shows a number by the format",
                "0                  | #           | shows a number by the format",
                "0.2                | #           | shows a number by the format",
                "-5                 | 0;0         | shows a number by the format",
                "-5                 | 0;[Red]0    | shows a number by the format",
                "5000               | 0,          | shows a number by the format",
                "5000               | [>999]0;0   | shows a number by the format",
                "5                  | \\-0         | shows a number by the format",
                "5                  | [DBNum1]0   | shows a number by the format",
                "5                  | # ?/?       | shows a number by the format",
                "5                  | 0.0E+0      | shows a number by the format",
                "x                  | 0           | has no number",
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
                "<c r=\"A2\" t=\"inlineStr\"><is><r><t>A</t></r><r><t>1</t></r><rPh><t>x</t></rPh></is></c> | A1",
                "<c r=\"A2\" t=\"inlineStr\"><is><t>'+66</t></is></c>            | +66",
                "<c r=\"A2\" t=\"d\"><v>2026-11-22</v></c>                       | 2026-11-22",
                "<c r=\"A2\" t=\"b\"><v>1</v></c>                                | true",
            })
    void aFormulaIsWhatItWasCalculatedTo(String cell, String shown) {
        assertThat(rows(cell(cell, "yyyy-mm-dd"))).containsExactly(shown + " ถนน");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<c r=\"A2\" t=\"e\"><v>#N/A</v></c>                                | cell A2 shows an error",
                "<c r=\"A2\" t=\"e\"><f>VLOOKUP(1,A1,1)</f><v>#N/A</v></c>         | cell A2 shows an error",
                "<c r=\"A2\" t=\"str\"><f>1/0</f><v>#DIV/0!</v></c>               | is what a spreadsheet shows instead",
                "<c r=\"A2\"><f>1+1</f></c>                                       | never calculated",
                "<c r=\"A2\"><f>1+1</f><v></v></c>                                | never calculated",
                "<c r=\"A2\"><f t=\"shared\" si=\"0\"/></c>                       | never calculated",
                "<c r=\"A2\" t=\"d\"><v>2026-11-22T10:00:00</v></c>               | a day with a time",
            })
    void aFormulaThatCameToNothingIsAFlaw(String cell, String flaw) {
        assertThat(flaws(cell(cell))).singleElement().asString().contains(flaw);
    }

    @ParameterizedTest
    @CsvSource({"14, 2026-11-22", "15, 2026-11-22", "71, 2026-11-22", "72, 2026-11-22", "81, 2026-11-22", "59, 46348"})
    void formatsThatNoFileWritesAreKnown(int format, String shown) {
        assertThat(rows(read(Workbooks.builtIn(below("<c r=\"A2\" s=\"1\"><v>46348</v></c>"), format))))
                .containsExactly(shown + " ถนน");
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 17, 20, 27, 36, 50, 58, 67, 73, 74, 75, 79, 163})
    void formatsThatShowNoDayOrAreNotKnownAreFlaws(int format) {
        assertThat(flaws(read(Workbooks.builtIn(below("<c r=\"A2\" s=\"1\"><v>46348</v></c>"), format))))
                .singleElement()
                .asString()
                .contains("shows a number by the format");
    }

    @Test
    void daysMayBeCountedFrom1904() {
        assertThat(rows(read(Workbooks.from1904(below("<c r=\"A2\" s=\"1\"><v>44886</v></c>"), "d/m/yyyy"))))
                .containsExactly("2026-11-22 ถนน");
    }

    @Test
    void separatorsAreFoundBelowATitle() {
        assertThat(rows(read("ทะเบียนผู้นำ\ncode;name\nA1;ถนน\n"))).containsExactly("A1 ถนน");
        assertThat(rows(read("ทะเบียนผู้นำ ปี 2570, อำเภอเมือง\ncode\tname\nA1\tถนน\n")))
                .containsExactly("A1 ถนน");
        assertThat(rows(read("\"code\";\"name\";\"note (a, b)\"\nA1;ถนน;\n"))).containsExactly("A1 ถนน");
        assertThat(rows(read("ชื่อ,\ncode,name\nA1,ถนน\n"))).containsExactly("A1 ถนน");
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
    @ValueSource(
            strings = {
                "????",
                "??? ?? 5",
                "ถ\uFFFDน",
                "«èÍÁ¶¹¹",
                "à¸\u0096à¸\u0099à¸\u0099",
                "1.23457E+12",
                "OTOP ????? 5",
                "?????? (OTOP) ????",
                "(????)",
                "?? ??",
                "µÒ ÁÕ ¹Ò",
                "¶¹¹",
                "ñò",
                "¶¹¹ OTOP",
                "#N/A",
                "#REF!",
                "#VALUE!",
                "#NAME?",
                "#DIV/0!",
                "####",
                "-1.2E+05"
            })
    void spoiltThaiIsRefused(String cell) {
        assertThat(flaws(read("code,name\nA1," + cell + "\n")))
                .singleElement()
                .asString()
                .startsWith("line 2, column name: ");
    }

    @Test
    void theFirstSheetThatIsShownIsRead() {
        assertThat(rows(read(Workbooks.behindHidden(
                        below("<c r=\"A2\" t=\"inlineStr\"><is><t><![CDATA[ก]]></t></is></c>")))))
                .containsExactly("ก ถนน");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "จริงหรือ????",
                "Café à la carte",
                "ปีเน่าเนื้อเน็ต",
                "Why??",
                "Why????",
                "?",
                "??",
                "Ã la carte ÆØÅ",
                "ถนน ??? ซอย",
                "#1",
                "25 m²",
                "25°C",
                "«Élan»",
                "ขนาด 2 × 3 × 4 เมตร",
                "10 × 20 × 30",
                "1 ÷ 2 × 3",
                "ที่ ½¼ ไร่",
                "½"
            })
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
