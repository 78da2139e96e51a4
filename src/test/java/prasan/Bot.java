package prasan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import prasan.chat.Folder;
import prasan.chat.Replay;
import prasan.chat.Transcripts;
import prasan.db.Database;
import prasan.officers.OfficeHours;
import prasan.support.Api;
import prasan.support.Chat;
import prasan.support.FakeLine;
import prasan.support.TestDatabase;

/** The whole program in this process, as the command serve runs it, with a fake LINE and a database of its own. */
final class Bot implements AutoCloseable {
    static final String KEY = "an-administrator-of-a-test";
    static final Duration PATIENCE = Duration.ofSeconds(20);

    final FakeLine line;
    final Database database;
    final App app;
    final Api api;

    private Bot(FakeLine line, Database database, App app) {
        this.line = line;
        this.database = database;
        this.app = app;
        this.api = new Api(app.port(), KEY);
    }

    static Bot start() {
        return start(null, Clock.systemUTC());
    }

    /** @param conversations the folder; {@code null} for the packaged ones */
    static Bot start(@Nullable Path conversations, Clock clock) {
        var line = FakeLine.start(clock);
        var database = TestDatabase.fresh();
        var app = App.start(
                config(line, TestDatabase.url(schema(database)), conversations), false, clock, progress -> {});
        line.webhook("http://127.0.0.1:" + app.port() + "/webhook");
        return new Bot(line, database, app);
    }

    /** @param url of the database, as a test may put something in between */
    static Config config(FakeLine line, String url) {
        return config(line, url, null);
    }

    static Config config(FakeLine line, String url, @Nullable Path conversations) {
        return config(line, url, conversations, FakeLine.SECRET, FakeLine.TOKEN);
    }

    static Config config(FakeLine line, String url, @Nullable Path conversations, String secret, String token) {
        return new Config(
                "127.0.0.1",
                0,
                new Config.DatabaseAt(url, TestDatabase.user(), TestDatabase.password()),
                Path.of("target"),
                new Config.Line(secret, token, line.apiUrl(), line.apiUrl(), "@prasan"),
                KEY,
                Proxies.NONE,
                1_000_000,
                prasan.http.Bounds.USUAL,
                "https://prasan.example",
                OfficeHours.parse(OfficeHours.USUAL),
                null,
                0,
                5,
                conversations);
    }

    static String schema(Database database) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT DATABASE()")
                        .mapTo(String.class)
                        .one());
    }

    Chat chat(String name) {
        return new Chat(line, line.user(name), PATIENCE);
    }

    /** Somebody who has said who they are: ผู้ใหญ่บ้าน of หมู่ 5 ต.ลาดหญ้า. */
    Chat villageHead(String name) {
        var chat = chat(name);
        chat.step(p -> p.says("ลงทะเบียน"), "รหัสเชิญ");
        chat.step(p -> p.taps("ไม่มีรหัส"), "ขอทราบชื่อ");
        chat.step(p -> p.says(name), "หมู่ที่เท่าไร");
        chat.step(p -> p.says("หมู่ 5 ต.ลาดหญ้า อ.เมืองกาญจนบุรี"), "บทบาทใด");
        chat.step(p -> p.taps("ผู้ใหญ่บ้าน"), "บทบาทอื่น");
        chat.step(p -> p.taps("ไม่มี"), "ข่าวสาร");
        chat.step(p -> p.taps("ไม่รับ"), "ถูกต้องไหม");
        chat.step(p -> p.taps("ถูกต้อง"), "จดจำ");
        return chat;
    }

    /** What comes of playing the chats again. */
    static Collection<Replay.Result> replayed(Database database) {
        return database.jdbi().withHandle(handle -> {
            var replay = new Replay(handle, ShippedActions.signatures());
            return handle.createQuery("SELECT DISTINCT chat_id FROM played_round").mapTo(String.class).list().stream()
                    .map(replay::run)
                    .toList();
        });
    }

    /** The chats as transcripts in the conversations that they were held in, and what of them is not as written. */
    static Transcripts retold(Database database) {
        var files = new TreeMap<>(Folder.at(Path.of("conversations")).files());
        files.keySet().removeIf(name -> name.endsWith(Transcripts.EXTENSION));
        database.jdbi().useHandle(handle -> {
            var replay = new Replay(handle, ShippedActions.signatures());
            handle.createQuery("SELECT DISTINCT chat_id FROM played_round")
                    .mapTo(String.class)
                    .list()
                    .forEach(chat -> files.put(chat + Transcripts.EXTENSION, String.join("\n", replay.retold(chat))));
        });
        return Transcripts.run(new Folder(files), ShippedActions.signatures(), false);
    }

    /** Ends it; whatever was said and done with it must come out the same when it is replayed, and hold as a transcript. */
    @Override
    public void close() {
        app.close();
        assertThat(replayed(database)).allMatch(result -> result.differences().isEmpty());
        assertThat(retold(database).faults()).isEmpty();
        line.close();
        database.close();
    }
}
