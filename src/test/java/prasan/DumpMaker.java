package prasan;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import prasan.simulator.Fault;
import prasan.support.Api;
import prasan.support.Chat;
import prasan.support.FakeLine;
import prasan.support.FakePerson;
import prasan.support.Pictures;
import prasan.support.SchemaDump;
import prasan.support.TestDatabase;

/**
 * Makes a dump for {@link UpgradeTest}: runs a program of whatever version, lets people talk to it and an officer work, stops it in the midst of that, and writes down the schema. A main class of
 * the tests; its arguments are the class path of the program and the file. See {@code src/test/resources/dumps/README.md}.
 */
final class DumpMaker {
    static final String KEY = "an-administrator-who-makes-dumps-for-a-test";
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String REPORTER = "นางตัวอย่าง สมใจ";
    /** As many as a version ever asked questions in a report. */
    private static final List<String> NAMES = List.of("หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด");

    /** These lists do not hold together without all of their lines. */
    private static final Set<String> WHOLE =
            Set.of("understanding-slots.tsv", "understanding-danger.tsv", "understanding-areas.tsv");

    private static final String NOWHERE = "";
    private final FakeLine line;
    private final Api api;
    private final Map<String, Chat> chats = new HashMap<>();

    private DumpMaker(FakeLine line, Api api) {
        this.line = line;
        this.api = api;
    }

    public static void main(String[] args) throws Exception {
        var schema = TestDatabase.bare();
        int port = App.freePort();
        try (var line = FakeLine.start(Clock.systemUTC(), args[1].hashCode())) {
            line.webhook("http://127.0.0.1:" + port + "/webhook");
            var program = new DumpProgram(args[0], schema, port, line);
            var process = program.start("serve");
            try {
                var api = new Api(port, KEY);
                ready(api, process);
                for (var kind : List.of("projects", "award-types", "awards", "members", "centres")) {
                    program.bring(kind);
                }
                new DumpMaker(line, api).live();
            } finally {
                process.destroy();
                process.waitFor();
            }
            Jdbi.create(TestDatabase.url(schema), TestDatabase.user(), TestDatabase.password())
                    .useHandle(handle -> {
                        fewerWords(handle);
                        SchemaDump.of(handle, Instant.now()).write(Path.of(args[1]));
                    });
        }
        System.exit(0);
    }

    private static void ready(Api api, Process process) throws InterruptedException {
        while (true) {
            try {
                if (api.get("/readyz").status() == 200) {
                    return;
                }
            } catch (java.io.UncheckedIOException starting) {
                if (!process.isAlive()) {
                    throw starting;
                }
            }
            Thread.sleep(100);
        }
    }

    /** Everybody stops somewhere else, and some of what is said to them waits. */
    private void live() {
        report(REPORTER, said -> said.contains("ส่งเรื่องถึง") || said.contains("รับเรื่องแล้ว"));
        for (int answers = 1; answers <= NAMES.size(); answers++) {
            int most = answers;
            var said = new AtomicInteger();
            report("นางสมมุติ " + NAMES.get(answers - 1), text -> said.getAndIncrement() == most);
        }
        var card = report("นางตัวอย่าง มาลี", text -> text.contains("ตรวจดู"));
        tries(card, p -> p.sendsPhoto(Pictures.jpeg()));
        var edited = report("นายตัวอย่าง สมชาย", text -> text.contains("ตรวจดู"));
        taps(edited, "แก้ไข");
        var given = report("นางจำลอง สุขใจ", text -> text.contains("ตรวจดู"));
        says(given, "ยกเลิก");
        says(chat("นายจำลอง ประปา"), "น้ำประปาไม่ไหลมาสามวันแล้วค่ะ หมู่ 5 ต.ลาดหญ้า");
        var put = report("นางจำลอง ดวงใจ", text -> text.contains("รายละเอียด"));
        says(put, "เมนู");
        says(chat("Ms Example"), "English", "Report a problem");
        says(chat("นายตัวอย่าง ทะเบียน"), "ลงทะเบียน", "นายตัวอย่าง ทะเบียน");
        says(chat("นางตัวอย่าง แผน"), "แผนงาน", "ต.ลาดหญ้า อ.เมืองกาญจนบุรี");
        says(chat(REPORTER), "ติดตามเรื่อง");
        says(chat("นางสมมุติ ข้อมูล"), "ข้อมูลของฉัน");
        var helped = report("นางจำลอง งามตา", text -> text.contains("รายละเอียด"));
        says(helped, "ติดต่อเจ้าหน้าที่", "เรื่องเงินกู้ของหมู่บ้าน", "ต้องใช้เอกสารอะไรบ้างคะ");
        var blocked = report("นายจำลอง แก้วตา", text -> text.contains("รายละเอียด"));
        blocked.person().blocks();
        var group = line.group("กลุ่มสมมุติ", card.person(), edited.person());
        card.person().in(group).saysToBot("แจ้งปัญหา");
        officer();
        notice("ประชุมประจำเดือน");
        pause(1500);
        // from here on LINE is away
        for (var way : List.of("push", "multicast", "reply")) {
            line.platform().fault("/v2/bot/message/" + way, new Fault.Status(500), 1000);
        }
        post("/api/reports/" + number(0) + "/status", "{\"status\":\"ACKNOWLEDGED\"}");
        notice("อบรมอาชีพ");
        card.person().says("ขอบคุณค่ะ");
        chat("นายจำลอง คำตอบ").person().says("เมนู");
        pause(1500);
    }

    private void officer() {
        post(
                "/api/officers",
                "{\"name\":\"นางสาวสมมุติ พัฒนา\",\"position\":\"พัฒนากร\",\"area\":\"7101\",\"username\":\"sommut\"}");
        post("/api/officers/1/grants", "{\"area\":\"7101\",\"rights\":[\"READ\",\"TRIAGE\"]}");
        post("/api/officers/1/keys", "{\"name\":\"ตัวอย่าง\"}");
        post("/api/reports/" + number(1) + "/status", "{\"status\":\"ACKNOWLEDGED\",\"note\":\"รับเรื่องแล้ว\"}");
        post("/api/reports/" + number(1) + "/status", "{\"status\":\"IN_PROGRESS\"}");
        post("/api/handovers/1/messages", "{\"text\":\"ใช้สำเนาบัตรประชาชนค่ะ\"}");
    }

    /** Sends a notice that asks to be acknowledged, and leaves another as a draft. */
    private void notice(String title) {
        var body =
                "{\"title\":\"" + title + "\",\"text\":\"ขอเชิญที่ศาลากลางหมู่บ้าน\",\"audience\":{\"area\":\"7101\"},"
                        + "\"speed\":\"ORDINARY\",\"acknowledge\":true}";
        for (int i = 0; i < 2; i++) {
            post("/api/notices", body);
        }
        post(
                "/api/notices/"
                        + api.get("/api/notices").json().at("/items/1/number").asText(NOWHERE) + "/send",
                "{}");
    }

    private String number(int index) {
        return api.get("/api/reports").json().at("/items/" + index + "/number").asText(NOWHERE);
    }

    private void post(String path, String json) {
        var answer = api.post(path, json);
        System.out.println("POST " + path + " " + answer.status() + (answer.status() < 300 ? "" : " " + answer.text()));
    }

    private Chat chat(String name) {
        return chats.computeIfAbsent(name, unused -> new Chat(line, line.user(name), PATIENCE));
    }

    /** Reports something, answering whatever is asked, until {@code end} holds of what was said last. */
    private Chat report(String name, Predicate<String> end) {
        var chat = chat(name);
        var said = says(chat, "แจ้งปัญหา");
        for (int i = 0; i < 20 && !end.test(said); i++) {
            said = answers(chat, name, said);
        }
        System.out.println(name + " stands at: " + said.replace('\n', ' '));
        return chat;
    }

    private String answers(Chat chat, String name, String asked) {
        if (asked.contains("เรื่องใดคะ")) {
            return taps(chat, "ถนน/สะพาน");
        } else if (asked.contains("เล่ารายละเอียด")) {
            return says(chat, "ถนนเป็นหลุมใหญ่หน้าโรงเรียนตั้งแต่เมื่อวาน");
        } else if (asked.contains("หมู่ที่เท่าไร")) {
            return says(chat, "หมู่ 5 ต.ลาดหญ้า อ.เมืองกาญจนบุรี");
        } else if (asked.contains("ขอทราบชื่อ")) {
            return says(chat, name);
        } else if (asked.contains("บทบาทใด")) {
            return taps(chat, "ผู้ใหญ่บ้าน");
        } else if (asked.contains("จุดที่เกิด")) {
            return tries(chat, p -> p.sendsPlace("หน้าวัด", "ต.ลาดหญ้า", 14.0900, 99.4500));
        }
        var labels = chat.person().labels();
        for (var label : List.of("ส่งเรื่อง", "ข้าม", "ไม่มี", "ไม่รับ", "ยินยอม", "รับทราบ", "ถูกต้อง", "ใช่")) {
            if (labels.contains(label)) {
                return taps(chat, label);
            }
        }
        return labels.isEmpty() ? says(chat, "ไม่ทราบ") : taps(chat, labels.getFirst());
    }

    private static String says(Chat chat, String... texts) {
        var said = NOWHERE;
        for (var text : texts) {
            said = tries(chat, p -> p.says(text));
        }
        return said;
    }

    private static String taps(Chat chat, String label) {
        return tries(chat, p -> {
            try {
                p.taps(label);
            } catch (NoSuchElementException otherwiseLabelled) {
                p.says(label);
            }
        });
    }

    private static String tries(Chat chat, Consumer<FakePerson> does) {
        try {
            return String.join("\n", chat.step(does, NOWHERE));
        } catch (ConditionTimeoutException silent) {
            return NOWHERE;
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Leaves only some lines of each list of words: they are most of an edition, and conversations hold together without them. */
    private static void fewerWords(Handle handle) throws IOException {
        if (handle.createQuery(
                                "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = 'edition'")
                        .mapTo(Integer.class)
                        .one()
                == 0) {
            return;
        }
        var json = new ObjectMapper();
        var editions = handle.createQuery("SELECT hash, files FROM edition")
                .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
                .list();
        for (var edition : editions) {
            var files = json.readValue(edition.getValue(), new TypeReference<TreeMap<String, String>>() {});
            files.replaceAll((name, text) -> name.endsWith(".tsv") && !WHOLE.contains(name) ? fewer(name, text) : text);
            handle.execute(
                    "UPDATE edition SET files = ? WHERE hash = ?", json.writeValueAsString(files), edition.getKey());
        }
    }

    /** Leaves one line of each kind, two of examples, and of each line three words. */
    private static String fewer(String name, String text) {
        var seen = new HashMap<String, Integer>();
        return text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .filter(line -> seen.merge(kind(name, line), 1, Integer::sum) <= (name.contains("examples") ? 2 : 1))
                .map(line -> line.replaceFirst("((?:\\|[^|]*){2}) \\|.*", "$1"))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** Of an example its last column is its kind, of a word its first two, of all else all but the last. */
    private static String kind(String name, String line) {
        var columns = List.of(line.split("\t", -1));
        return name.contains("examples")
                ? columns.getLast()
                : String.join("\t", columns.subList(0, name.contains("words") ? 2 : columns.size() - 1));
    }
}
