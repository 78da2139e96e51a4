package prasan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import okhttp3.RequestBody;
import prasan.http.Right;
import prasan.support.Api;
import prasan.support.Chat;
import prasan.support.FakePerson;
import prasan.support.SettableClock;

/** An officer of one district who sends notices to one tambon, and the members there: what tests of notices begin with. */
final class NoticeDesk implements AutoCloseable {
    /** A Tuesday, ten in the morning in Bangkok. */
    static final Instant NOW = Instant.parse("2026-12-01T03:00:00Z");

    static final String TITLE = "ประชุมประจำเดือน";
    static final String WORDS = "ขอเชิญประชุมวันที่ 15 ธ.ค. เวลา 09.00 น.";

    final SettableClock clock = new SettableClock(NOW);
    final Bot bot = Bot.start(null, clock);
    final Targets targets = new Targets(bot.database.jdbi());
    final Api writer = officer("7101", Right.NOTICE, Right.URGENT, Right.READ, Right.TRIAGE);

    Api officer(String area, Right... rights) {
        return new Api(bot.app.port(), targets.keyFor(area, Set.of(rights), null, null));
    }

    FakePerson member(String name) {
        return member(name, "71010705");
    }

    FakePerson member(String name, String area) {
        var person = bot.line.user(name);
        bot.database.jdbi().useTransaction(handle -> {
            handle.execute("INSERT INTO chat (id, kind, created_at) VALUES (?, 'user', ?)", person.id(), NOW);
            handle.execute(
                    "INSERT INTO member (chat_id, name, area, created_at) VALUES (?, ?, ?, ?)",
                    person.id(),
                    name,
                    area,
                    NOW);
        });
        return person;
    }

    /** As many members of one village. */
    List<FakePerson> members(int many) {
        var people = IntStream.range(0, many)
                .mapToObj(i -> bot.line.user("นางตัวอย่าง " + i))
                .toList();
        bot.database.jdbi().useTransaction(handle -> {
            var chats = handle.prepareBatch("INSERT INTO chat (id, kind, created_at) VALUES (:id, 'user', :at)");
            var members = handle.prepareBatch(
                    "INSERT INTO member (chat_id, name, area, created_at) VALUES (:id, 'นางตัวอย่าง', '71010705', :at)");
            for (var person : people) {
                chats.bind("id", person.id()).bind("at", NOW).add();
                members.bind("id", person.id()).bind("at", NOW).add();
            }
            chats.execute();
            members.execute();
        });
        return people;
    }

    Chat chat(FakePerson person) {
        return new Chat(bot.line, person, Bot.PATIENCE);
    }

    /** What an officer sends to write a notice. */
    static String notice(String more) {
        return "{\"title\":\"" + TITLE + "\",\"text\":\"" + WORDS
                + "\",\"audience\":{\"area\":\"710107\"},\"speed\":\"ORDINARY\"" + more + "}";
    }

    String draft(String more) {
        return made(notice(more));
    }

    String made(String body) {
        var made = writer.post("/api/notices", body);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.at("/number");
    }

    Api.Answer step(String number, String step) {
        return step(writer, number, step);
    }

    static Api.Answer step(Api api, String number, String step) {
        return api.send(
                "/api/notices/" + number + "/" + step, request -> request.post(RequestBody.create(new byte[0])));
    }

    /** Writes a notice, sends it, and waits until nothing of it is left to be done. */
    String sent(String more) {
        var number = draft(more);
        assertThat(step(number, "send").status()).isEqualTo(200);
        is(number, "FINISHED");
        return number;
    }

    Api.Answer read(String number) {
        return writer.get("/api/notices/" + number);
    }

    void is(String number, String status) {
        await().atMost(Bot.PATIENCE)
                .untilAsserted(() -> assertThat(read(number).at("/status")).isEqualTo(status));
    }

    /** Name, state and reason of each person that a notice is for. */
    List<String> ledger(String number) {
        var items = writer.get("/api/notices/" + number + "/recipients?limit=200")
                .json()
                .path("items");
        return IntStream.range(0, items.size())
                .mapToObj(items::path)
                .map(item ->
                        item.path("name").asText() + " " + item.path("state").asText() + " "
                                + item.path("reason").asText())
                .sorted()
                .toList();
    }

    @Override
    public void close() {
        bot.close();
    }
}
