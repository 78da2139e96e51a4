package prasan;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import prasan.support.Api;

/**
 * Files of every kind, each with something odd in its bytes, cells, headings, lines or in the parts of its workbook: a file is taken or said no to by line and column, a dry run says what
 * applying does, and nothing is kept of a file that is said no to.
 */
class ImportFuzzTest {
    private static final int FILES = 600;
    private static final long SEED = 20261201;
    private static final Pattern CODE = Pattern.compile("\\tat |Exception|java\\.|org\\.jdbi|prasan\\.[a-z]+\\.[A-Z]");
    private static final List<String> TABLES = List.of(
            "area",
            "area_former",
            "member",
            "member_role",
            "centre",
            "seat",
            "project",
            "project_change",
            "award",
            "award_type",
            "audit",
            "outbox");
    private static final List<String> CELLS = List.of(
            "",
            " ",
            "-",
            "0",
            "-1",
            "1E3",
            "007",
            "99999999999999999999",
            "0.1",
            "1,000",
            "NaN",
            "true",
            "๑๒๓",
            "ก",
            "ก่ก่ก่ก่",
            "น\u0e4d\u0e49า",
            "'=1+1",
            "=1+1",
            "\"",
            "a\nb",
            "\u0000",
            "\u200B",
            "\u202E",
            "\uD83D\uDE00",
            "\uFFFD",
            "????",
            "TH",
            "71",
            "7101",
            "71010705",
            "999999",
            "2026-02-30",
            "31/12/2569",
            "29 ก.พ. 2569",
            "1/1/26",
            "2126-11-30",
            "PROPOSED",
            "VILLAGE_HEAD",
            "ผู้ใหญ่บ้าน",
            "ประธาน",
            "ด.ต.หญิง ดร. ตัวอย่าง",
            "x".repeat(101),
            "ก".repeat(2001),
            "ก".repeat(32_767),
            "_x000D_",
            "<b>",
            "%s",
            "\\");
    private static final List<String> PIECES = List.of(
            "<",
            ">",
            "&",
            "&#0;",
            "&x;",
            "<row>",
            "</row>",
            "<c/>",
            "<c r=\"ZZZZ1\"/>",
            "<c r=\"A0\"/>",
            "<v>-1</v>",
            "<c t=\"s\"><v>99999</v></c>",
            "<c s=\"99999\"><v>1</v></c>",
            "<row r=\"0\"/>",
            "<row r=\"-1\"/>",
            "<row r=\"99999999999\"/>",
            "\"",
            "'",
            "<!--",
            "<![CDATA[",
            "<?x?>",
            "\u0000",
            "<f>1+1</f>",
            "<is><t/></is>",
            "<!DOCTYPE x [<!ENTITY x \"x\">]>");

    private record File(String kind, List<List<String>> rows) {}

    private final Random random = new Random(SEED);

    @Test
    void whateverAFileHasItIsTakenOrSaidNoTo() throws IOException {
        var log = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var logged = new ListAppender<ILoggingEvent>();
        logged.start();
        var bot = Bot.start();
        log.addAppender(logged);
        try {
            var good = good(bot.api);
            var statuses = new TreeMap<Integer, Integer>();
            for (int i = 0; i < FILES; i++) {
                // areas are the last, and seldom: with new names the program learns anew, which takes seconds
                var file = good.get(random.nextInt(random.nextInt(8) == 0 ? good.size() : good.size() - 1));
                byte[] odd = odd(file);
                var as = "file " + i + " of seed " + SEED + ", " + file.kind() + ", " + odd.length + " bytes";
                var dry = send(bot.api, file.kind(), odd, "");
                var before = contents(bot);
                var applied = send(bot.api, file.kind(), odd, "?apply=true");
                check(dry, as);
                check(applied, as);
                assertThat(verdict(dry)).as(as).isEqualTo(verdict(applied));
                if (applied.status() != 200) {
                    assertThat(contents(bot)).as(as).isEqualTo(before);
                }
                statuses.merge(applied.status(), 1, Integer::sum);
            }
            System.out.println(FILES + " odd files, answered " + statuses);
            assertThat(statuses.keySet()).contains(200, 422);
            assertThat(logged.list.stream()
                            .filter(event -> event.getThrowableProxy() != null
                                    || event.getLevel().isGreaterOrEqual(Level.ERROR))
                            .map(ILoggingEvent::getFormattedMessage))
                    .isEmpty();
        } finally {
            log.detachAppender(logged);
            bot.close();
        }
    }

    private static void check(Api.Answer answer, String as) {
        assertThat(answer.status()).as(as + ": " + answer.text()).isIn(200, 400, 413, 415, 422);
        assertThat(CODE.matcher(answer.text()).find())
                .as(as + ": " + answer.text())
                .isFalse();
        if (answer.status() != 200) {
            assertThat(answer.header("Content-Type")).as(as).startsWith("application/problem+json");
            assertThat(answer.at("/code")).as(as).isNotEmpty();
        }
        if (answer.status() == 422) {
            var errors = answer.json().path("errors");
            assertThat(errors).as(as).isNotEmpty();
            errors.forEach(error -> {
                assertThat(error.path("line").asLong()).as(as).isPositive();
                assertThat(error.path("reason").asText()).as(as).isNotEmpty();
            });
        }
    }

    private static JsonNode verdict(Api.Answer answer) {
        var json = answer.json();
        if (json instanceof com.fasterxml.jackson.databind.node.ObjectNode object) {
            object.remove(List.of("applied", "instance"));
            object.put("status", answer.status());
        }
        return json;
    }

    private static List<String> contents(Bot bot) {
        return bot.database
                .jdbi()
                .withHandle(handle -> handle.createQuery("CHECKSUM TABLE " + String.join(", ", TABLES))
                        .map((row, context) -> row.getString(1) + " " + row.getString(2))
                        .list());
    }

    private static Api.Answer send(Api api, String kind, byte[] file, String query) {
        return api.send(
                "/api/imports/" + kind + query,
                request -> request.post(RequestBody.create(file, MediaType.get("application/octet-stream"))));
    }

    /** A few lines of each kind that are taken as they are. */
    private static List<File> good(Api api) throws IOException {
        var files = new ArrayList<File>();
        for (var kind : List.of("projects", "award-types", "awards", "members", "centres")) {
            var name = "/sample/" + kind.replace('-', '_') + ".csv";
            try (var in = Objects.requireNonNull(ImportFuzzTest.class.getResourceAsStream(name))) {
                files.add(new File(kind, rows(new String(in.readAllBytes(), StandardCharsets.UTF_8))));
            }
        }
        files.add(new File(
                "areas", rows(api.get("/api/areas?area=7101&format=CSV").text().substring(1))));
        for (var file : files) {
            var answer = send(api, file.kind(), csv(file.rows(), ","), "?apply=true");
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        }
        return files;
    }

    private static List<List<String>> rows(String text) {
        return text.lines().limit(12).map(line -> List.of(line.split(",", -1))).toList();
    }

    private static byte[] csv(List<List<String>> rows, String separator) {
        var text = new StringBuilder();
        for (var row : rows) {
            text.append(String.join(
                            separator,
                            row.stream()
                                    .map(cell -> cell.matches("(?s).*[,;\\t\"\\n].*")
                                            ? "\"" + cell.replace("\"", "\"\"") + "\""
                                            : cell)
                                    .toList()))
                    .append("\r\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private byte[] odd(File file) throws IOException {
        var rows = new ArrayList<List<String>>();
        file.rows().forEach(row -> rows.add(new ArrayList<>(row)));
        for (int i = random.nextInt(4); i > 0; i--) {
            oddRow(rows);
        }
        boolean workbook = random.nextBoolean();
        byte[] bytes = workbook ? workbook(rows) : csv(rows, any(List.of(",", ",", ",", ";", "\t", "|")));
        if (workbook && random.nextInt(3) == 0) {
            bytes = oddEntry(bytes);
        } else if (!workbook && random.nextInt(8) == 0) {
            var charset = any(List.of("UTF-16LE", "UTF-16BE", "UTF-16", "x-windows-874", "ISO-8859-1"));
            bytes = new String(bytes, StandardCharsets.UTF_8).getBytes(Charset.forName(charset));
        }
        return random.nextInt(4) == 0 ? oddBytes(bytes) : bytes;
    }

    private void oddRow(List<List<String>> rows) {
        var row = any(rows);
        int column = random.nextInt(Math.max(1, row.size()));
        switch (random.nextInt(12)) {
            case 0 -> row.add(any(CELLS));
            case 1 -> row.clear();
            case 2 -> rows.add(new ArrayList<>(row));
            case 3 -> rows.add(0, new ArrayList<>(List.of(any(CELLS))));
            case 4 -> Collections.shuffle(rows, random);
            case 5 -> Collections.shuffle(row, random);
            case 6 -> {
                var heading = rows.getFirst();
                heading.add(random.nextInt(heading.size() + 1), any(CELLS));
            }
            case 7 -> rows.getFirst().addAll(Collections.nCopies(random.nextInt(300), any(CELLS)));
            default -> {
                if (column < row.size()) {
                    row.set(column, any(CELLS));
                }
            }
        }
    }

    private byte[] workbook(List<List<String>> rows) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var book = new Workbook(bytes, "test", "1.0")) {
            var sheet = book.newWorksheet("1");
            for (int y = 0; y < rows.size(); y++) {
                for (int x = 0; x < rows.get(y).size(); x++) {
                    var cell = rows.get(y).get(x);
                    if (random.nextInt(50) == 0) {
                        sheet.formula(y, x, any(List.of("1+1", "TODAY()", "\"ก\"", "1/0")));
                    } else if (cell.matches("[0-9]{1,12}") && random.nextInt(2) == 0) {
                        sheet.value(y, x, Long.parseLong(cell));
                    } else if (random.nextInt(50) == 0) {
                        sheet.value(y, x, random.nextBoolean());
                    } else {
                        sheet.value(y, x, cell.replaceAll("\\p{Cntrl}", ""));
                    }
                }
            }
            book.finish();
        }
        return bytes.toByteArray();
    }

    /** The same archive, one of its entries gone, twice, called otherwise, or with something odd in it. */
    private byte[] oddEntry(byte[] workbook) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var in = ZipFile.builder().setByteArray(workbook).get();
                var out = new ZipOutputStream(bytes)) {
            var entries = Collections.list(in.getEntries());
            int chosen = random.nextInt(entries.size());
            int how = random.nextInt(5);
            for (int i = 0; i < entries.size(); i++) {
                byte[] content = in.getInputStream(entries.get(i)).readAllBytes();
                var name = entries.get(i).getName();
                if (i == chosen) {
                    if (how == 0) {
                        continue;
                    }
                    name = how == 1
                            ? any(List.of("../x", "xl/x.xml", "ก", name.toUpperCase(java.util.Locale.ROOT)))
                            : name;
                    content = how == 2
                            ? new byte[0]
                            : how == 3 ? oddBytes(content) : how == 4 ? oddXml(content) : content;
                }
                out.putNextEntry(new ZipEntry(name));
                out.write(content);
            }
        }
        return bytes.toByteArray();
    }

    private byte[] oddXml(byte[] xml) {
        var text = new String(xml, StandardCharsets.UTF_8);
        int at = text.isEmpty() ? 0 : text.indexOf(random.nextBoolean() ? '<' : '>', random.nextInt(text.length()));
        at = Math.max(at, 0);
        return (text.substring(0, at) + any(PIECES) + text.substring(at)).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] oddBytes(byte[] bytes) {
        if (bytes.length == 0) {
            return bytes;
        }
        int at = random.nextInt(bytes.length);
        return switch (random.nextInt(4)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> {
                var twice = Arrays.copyOf(bytes, bytes.length + at);
                System.arraycopy(bytes, 0, twice, bytes.length, at);
                yield twice;
            }
            default -> {
                byte[] odd = bytes.clone();
                for (int i = random.nextInt(4); i >= 0; i--) {
                    odd[random.nextInt(odd.length)] = (byte) random.nextInt(256);
                }
                yield odd;
            }
        };
    }
}
