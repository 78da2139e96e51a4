package prasan.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Small files that would fill the memory or take a minute: each is refused while it is read. */
class FilesThatFillTest {
    private static final String HEADING =
            "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>code</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>name</t></is></c></row>";

    private static List<Table.Flaw> flaws(byte[] file) {
        var flaws = assertTimeout(
                Duration.ofSeconds(20),
                () -> Table.read(file, List.of("code", "name"), List.of("note"), List.of())
                        .flaws());
        assertThat(flaws).hasSizeBetween(1, 11_000);
        assertThat(flaws).allSatisfy(flaw -> assertThat(flaw.reason()).hasSizeLessThan(500));
        return flaws;
    }

    private static List<Table.Flaw> sheet(Workbooks.Part rows, String... formats) {
        return flaws(Workbooks.of(xml -> rows.accept(xml.append(HEADING)), formats));
    }

    private static void isTooLarge(List<Table.Flaw> flaws) {
        assertThat(flaws).singleElement().asString().contains("is too large");
    }

    @Test
    void cellsFarToTheRightTakeNoRoom() {
        assertThat(sheet(xml -> xml.append("<row r=\"2\"><c r=\"ZZZZZZ2\"><v>1</v></c></row>")))
                .singleElement()
                .asString()
                .contains("cannot be read");
        assertThat(sheet(xml -> xml.append("<row r=\"2\"><c r=\"XFD2\"><v>1</v></c></row>")))
                .singleElement()
                .asString()
                .contains("XFD2 is beyond the 100 columns");
        isTooLarge(sheet(xml -> xml.repeat("<row><c r=\"XFD2\"/></row>", 500_000)));
    }

    @Test
    void emptyRowsAndCellsCount() {
        isTooLarge(sheet(xml -> xml.repeat("<row/>", 250_000)));
        isTooLarge(sheet(xml -> xml.repeat("<row>" + "<c/>".repeat(100) + "</row>", 20_000)));
        isTooLarge(sheet(
                xml -> xml.append("<row>").repeat("<c r=\"A2\"/>", 1_500_000).append("</row>")));
    }

    @Test
    void flawsEndSoon() {
        assertThat(sheet(xml -> xml.repeat("<row>" + "<c t=\"e\"><v>#N/A</v></c>".repeat(100) + "</row>", 5_000)))
                .last()
                .asString()
                .contains("correct these first");
        assertThat(sheet(
                        xml -> xml.repeat("<row>" + "<c s=\"1\"><v>1</v></c>".repeat(100) + "</row>", 100),
                        "0\" letters \"".repeat(10_000)))
                .last()
                .asString()
                .contains("correct these first");
        flaws(("code,name,note" + "\n\u0001,\u0001,\u0001".repeat(150_000)).getBytes(StandardCharsets.UTF_8));
        flaws(("code,name,note" + "\na".repeat(150_000)).getBytes(StandardCharsets.UTF_8));
        flaws(("x,".repeat(10_000) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void oneCellHasNoMoreThanASpreadsheetHas() {
        var long1 = "x".repeat(3_000_000);
        isTooLarge(sheet(xml ->
                xml.append("<row><c t=\"inlineStr\"><is><t>").append(long1).append("</t></is></c></row>")));
        isTooLarge(sheet(xml -> xml.append("<row><c t=\"inlineStr\"><is>")
                .repeat("<t>" + "x".repeat(1_000) + "</t>", 1_000)
                .append("</is></c></row>")));
        isTooLarge(sheet(xml -> xml.append("<row><c t=\"").append(long1).append("\"/></row>")));
        isTooLarge(sheet(
                xml -> xml.append("<row><c><v>").append("1".repeat(40_000)).append("</v></c></row>")));
        assertThat(sheet(xml ->
                        xml.append("<row><c><v>").append("1".repeat(30_000)).append("</v></c></row>")))
                .singleElement()
                .asString()
                .contains("has no number");
        isTooLarge(flaws(("code,name\nA1," + long1).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void namesAndDepthAreBounded() {
        assertThat(sheet(xml -> {
                    for (int i = 0; i < 200_000; i++) {
                        xml.append("<a").append(i).append("/>");
                    }
                }))
                .singleElement()
                .asString()
                .contains("cannot be read");
        assertThat(sheet(xml -> xml.repeat("<a>", 2_000_000)))
                .singleElement()
                .asString()
                .contains("cannot be read");
        assertThat(sheet(xml -> xml.append("<![CDATA[").repeat("<", 1_000_000).append("]]>")))
                .singleElement()
                .asString()
                .contains("cannot be read");
    }

    @Test
    void textsOfOneLetterAreReadInTheTimeOfTheirLength() {
        for (var letter : List.of("ะ", "\u200D", "า", "?", "é", "\u0E4D", "#", "'")) {
            assertTimeout(
                    Duration.ofSeconds(20),
                    () -> Table.read(
                            ("code,name" + ("\nA," + letter.repeat(32_000)).repeat(15))
                                    .getBytes(StandardCharsets.UTF_8),
                            List.of("code", "name"),
                            List.of(),
                            List.of()));
        }
    }

    @Test
    void aCommentIsPassedOver() {
        var file = Workbooks.of(xml -> xml.append(HEADING)
                .append("<!--")
                .repeat("<", 20_000_000)
                .append("--><row><c t=\"inlineStr\"><is><t>A1</t></is></c><c t=\"b\"><v>1</v></c></row>"));
        var table = Table.read(file, List.of("code", "name"), List.of(), List.of());
        assertThat(table.flaws()).isEmpty();
        assertThat(table.rows()).singleElement().satisfies(row -> {
            assertThat(row.text("code")).isEqualTo("A1");
            assertThat(row.text("name")).isEqualTo("true");
        });
    }
}
