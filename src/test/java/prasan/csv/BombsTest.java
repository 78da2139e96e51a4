package prasan.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.Test;

/** Small files that are far larger when they are read: each is refused by a program that has little memory, with room to spare for what else it does. */
class BombsTest {
    private static final String MEMORY = "-Xmx160m";
    /** As much as a file may have that is sent. */
    private static final int MOST = 10 << 20;

    private static final String SHEET = "xl/worksheets/sheet1.xml";
    private static final String STRINGS = "xl/sharedStrings.xml";
    private static final String OPEN =
            "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>";
    private static final String CLOSE = "</sheetData></worksheet>";
    private static final String SHARED = "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">";

    /** What an entry of an archive is made of: a beginning, much of the same, an end. */
    private record Much(String begin, String same, int times, String end) {
        void write(OutputStream out) throws IOException {
            out.write(begin.getBytes(StandardCharsets.UTF_8));
            byte[] one = same.getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < times; i++) {
                out.write(one);
            }
            out.write(end.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static Map<String, byte[]> bombs() throws IOException {
        Map<String, byte[]> bombs = new LinkedHashMap<>();
        bombs.put("rows", text("code,name\n", "a,b\n", MOST / 4 - 5));
        bombs.put("columns", text("code,name", ",", MOST - 20));
        bombs.put("cells", text("code,name\n", ",".repeat(15_000) + "\n", 600));
        bombs.put("a cell", text("code,name\nA,", "ก", MOST / 3 - 10));
        bombs.put("an open quote", text("code,name\nA,\"", "b\n", MOST / 2 - 20));
        bombs.put("a title", text("code,name,", "x", MOST - 20));

        bombs.put(
                "workbook: rows",
                workbook(
                        SHEET,
                        new Much(OPEN, "<row><c t=\"inlineStr\"><is><t>a</t></is></c></row>", 1_500_000, CLOSE)));
        bombs.put("workbook: empty rows", workbook(SHEET, new Much(OPEN, "<row/>", 15_000_000, CLOSE)));
        bombs.put(
                "workbook: cells",
                workbook(SHEET, new Much(OPEN + "<row>", "<c><v>1</v></c>", 6_000_000, "</row>" + CLOSE)));
        bombs.put(
                "workbook: a cell",
                workbook(
                        SHEET,
                        new Much(
                                OPEN + "<row><c t=\"inlineStr\"><is><t>",
                                "กขคง".repeat(1000),
                                8_000,
                                "</t></is></c></row>" + CLOSE)));
        bombs.put(
                "workbook: a string",
                workbook(STRINGS, new Much(SHARED + "<si><t>", "x".repeat(1000), 99_000, "</t></si></sst>")));
        bombs.put("workbook: strings", workbook(STRINGS, new Much(SHARED, "<si><t>ก</t></si>", 5_000_000, "</sst>")));
        bombs.put("workbook: nested", workbook(SHEET, new Much(OPEN, "<row>", 19_000_000, CLOSE)));
        bombs.put(
                "workbook: an attribute",
                workbook(SHEET, new Much(OPEN + "<row r=\"", "1".repeat(1000), 99_000, "\"/>" + CLOSE)));
        bombs.put(
                "workbook: attributes", workbook(SHEET, new Much(OPEN + "<row", " a=\"1\"", 9_000_000, "/>" + CLOSE)));
        bombs.put(
                "workbook: styles",
                workbook(
                        "xl/styles.xml",
                        new Much(
                                "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><cellXfs>",
                                "<xf numFmtId=\"200\"/>",
                                4_000_000,
                                "</cellXfs></styleSheet>")));
        bombs.put(
                "workbook: sheets",
                workbook(
                        "xl/workbook.xml",
                        new Much(
                                "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheets>",
                                "<sheet name=\"a\" sheetId=\"1\"/>",
                                3_000_000,
                                "</sheets></workbook>")));
        bombs.put("workbook: nothing", workbook("x", new Much("", "\0".repeat(1000), 200_000, "")));
        bombs.put("archive: entries", entries(90_000));
        return bombs;
    }

    private static byte[] text(String begin, String same, int times) throws IOException {
        var bytes = new ByteArrayOutputStream();
        new Much(begin, same, times, "\n").write(bytes);
        return bytes.toByteArray();
    }

    /** A workbook with that in the place of one of its entries, or beside them. */
    private static byte[] workbook(String name, Much entry) throws IOException {
        var whole = new ByteArrayOutputStream();
        try (var book = new Workbook(whole, "test", "1.0")) {
            var sheet = book.newWorksheet("1");
            sheet.value(0, 0, "code");
            sheet.value(0, 1, "name");
            book.finish();
        }
        var bytes = new ByteArrayOutputStream();
        try (var in = ZipFile.builder().setByteArray(whole.toByteArray()).get();
                var out = new ZipOutputStream(bytes)) {
            for (var old : Collections.list(in.getEntries())) {
                if (!old.getName().equals(name)) {
                    out.putNextEntry(new ZipEntry(old.getName()));
                    in.getInputStream(old).transferTo(out);
                }
            }
            out.putNextEntry(new ZipEntry(name));
            entry.write(out);
        }
        return bytes.toByteArray();
    }

    private static byte[] entries(int entries) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(bytes)) {
            for (int i = 0; i < entries; i++) {
                out.putNextEntry(new ZipEntry("x" + i));
            }
        }
        return bytes.toByteArray();
    }

    /** Reads the files that are named, one after the other, and prints how each was refused. */
    public static void main(String[] files) throws IOException {
        for (var file : files) {
            var bytes = java.nio.file.Files.readAllBytes(Path.of(file));
            String said;
            try {
                var table = Table.read(bytes, List.of("code", "name"), List.of("note"), List.of());
                said = table.flaws().isEmpty()
                        ? "TAKEN"
                        : String.valueOf(table.flaws().getFirst());
            } catch (Throwable failure) {
                said = "FAILED " + failure;
            }
            System.out.println(Path.of(file).getFileName() + " | " + said.substring(0, Math.min(said.length(), 200)));
        }
    }

    @Test
    void isRefusedWithLittleMemory() throws IOException, InterruptedException {
        var folder = java.nio.file.Files.createTempDirectory("bombs");
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                MEMORY,
                "-cp",
                System.getProperty("java.class.path"),
                BombsTest.class.getName()));
        for (var bomb : bombs().entrySet()) {
            assertThat(bomb.getValue().length).as(bomb.getKey()).isLessThanOrEqualTo(MOST);
            var file = folder.resolve(bomb.getKey().replace(':', ','));
            java.nio.file.Files.write(file, bomb.getValue());
            command.add(file.toString());
        }
        var process = new ProcessBuilder(command)
                .redirectError(new File("target/bombs.log"))
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        System.out.println(said);
        assertThat(said.lines())
                .hasSize(bombs().size())
                .noneMatch(line -> line.contains("FAILED") || line.contains("TAKEN"));
    }
}
