package prasan.csv;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Workbooks written by hand, as no library would write them. */
final class Workbooks {
    private static final String RELATIONS =
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">%s</Relationships>";
    private static final String RELATION =
            "<Relationship Id=\"%s\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s\" Target=\"%s\"/>";

    private Workbooks() {}

    /** A part that is written piece by piece, for it may be large. */
    interface Part extends Consumer<StringBuilder> {}

    /** @param formats the codes of formats; a cell names the first one by s="1" */
    static byte[] of(Part rows, String... formats) {
        return book(
                "<workbook><workbookPr/><sheets><sheet name=\"1\" sheetId=\"1\" r:id=\"rId1\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"/></sheets></workbook>",
                rows,
                styles(formats));
    }

    /** Behind a hidden sheet, which is not there, and one of charts. */
    static byte[] behindHidden(Part rows) {
        return book(
                "<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"0\" sheetId=\"2\" state=\"hidden\" r:id=\"rId1\"/>"
                        + "<sheet name=\"c\" sheetId=\"3\" r:id=\"rId2\"/><sheet name=\"1\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
                rows,
                styles());
    }

    static byte[] from1904(Part rows, String... formats) {
        return book(
                "<workbook><workbookPr date1904=\"1\"/><sheets><sheet name=\"1\" sheetId=\"1\" r:id=\"rId1\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"/></sheets></workbook>",
                rows,
                styles(formats));
    }

    /** The same with a number that is a format's which no file writes. */
    static byte[] builtIn(Part rows, int format) {
        return book(
                "<workbook><sheets><sheet name=\"1\" sheetId=\"1\" r:id=\"rId1\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"/></sheets></workbook>",
                rows,
                "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"" + format + "\"/></cellXfs></styleSheet>");
    }

    private static String styles(String... formats) {
        var all = new StringBuilder("<styleSheet><numFmts>");
        var cells = new StringBuilder("</numFmts><cellXfs><xf numFmtId=\"0\"/>");
        for (int i = 0; i < formats.length; i++) {
            all.append("<numFmt numFmtId=\"%d\" formatCode=\"%s\"/>"
                    .formatted(
                            200 + i,
                            formats[i]
                                    .replace("&", "&amp;")
                                    .replace("<", "&lt;")
                                    .replace("\"", "&quot;")));
            cells.append("<xf numFmtId=\"").append(200 + i).append("\"/>");
        }
        return all.append(cells).append("</cellXfs></styleSheet>").toString();
    }

    private static byte[] book(String book, Part rows, String styles) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(bytes)) {
            write(
                    out,
                    "_rels/.rels",
                    RELATIONS.formatted(RELATION.formatted("rId1", "officeDocument", "xl/workbook.xml")));
            write(
                    out,
                    "xl/_rels/workbook.xml.rels",
                    RELATIONS.formatted(RELATION.formatted("rId1", "worksheet", "worksheets/sheet1.xml")
                            + RELATION.formatted("rId2", "styles", "/xl/styles.xml")));
            write(out, "xl/workbook.xml", book);
            write(out, "xl/styles.xml", styles);
            var sheet = new StringBuilder("<worksheet><sheetData>");
            rows.accept(sheet);
            write(
                    out,
                    "xl/worksheets/sheet1.xml",
                    sheet.append("</sheetData></worksheet>").toString());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void write(ZipOutputStream out, String name, String text) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.closeEntry();
    }
}
