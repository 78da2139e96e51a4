package prasan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import prasan.support.FakePerson;
import prasan.support.Pictures;

/** Sessions as a version may have written them that knew nothing of what this one needs. */
class LostSessionsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Bot bot = Bot.start();

    @AfterEach
    void close() {
        // what these sessions come from was never played
        bot.app.close();
        bot.line.close();
        bot.database.close();
    }

    /** In the middle of a report, with a photo, and with another conversation put aside. */
    private ObjectNode underWay() throws JsonProcessingException {
        var chat = bot.chat("นางตัวอย่าง หนึ่ง");
        chat.step(p -> p.says("ลงทะเบียน"), "รหัสเชิญ");
        chat.step(p -> p.says("แจ้งปัญหา"), "เรื่องใดคะ");
        chat.step(p -> p.taps("ถนน/สะพาน"), "รายละเอียด");
        chat.step(p -> p.says("ถนนเป็นหลุมใหญ่หน้าโรงเรียน"), "หมู่ที่เท่าไร");
        chat.step(p -> p.sendsPhoto(Pictures.jpeg()), "1 รูป");
        String state = bot.database
                .jdbi()
                .withHandle(handle -> handle.createQuery("SELECT state FROM session WHERE chat_id = ?")
                        .bind(0, chat.person().id())
                        .mapTo(String.class)
                        .one());
        return (ObjectNode) JSON.readTree(state);
    }

    private FakePerson with(String name, JsonNode session) {
        var person = bot.line.user(name);
        bot.database.jdbi().useHandle(handle -> {
            handle.execute("INSERT INTO chat (id, kind, created_at) VALUES (?, 'user', UTC_TIMESTAMP(6))", person.id());
            handle.execute(
                    "INSERT INTO session (chat_id, state, due_at, updated_at) VALUES (?, ?, NULL, UTC_TIMESTAMP(6))",
                    person.id(),
                    session.toString());
        });
        return person;
    }

    private static void paths(JsonNode node, JsonPointer at, List<JsonPointer> into) {
        node.properties().forEach(property -> {
            var path = at.appendProperty(property.getKey());
            into.add(path);
            paths(property.getValue(), path, into);
        });
        for (int i = 0; i < node.size() && node.isArray(); i++) {
            paths(node.get(i), at.appendIndex(i), into);
        }
    }

    @Test
    void whoseSessionLacksAnythingIsAnswered() throws JsonProcessingException {
        var whole = underWay();
        var paths = new ArrayList<JsonPointer>();
        paths(whole, JsonPointer.empty(), paths);
        assertThat(paths).hasSizeGreaterThan(40);
        Map<String, FakePerson> people = new LinkedHashMap<>();
        for (var path : paths) {
            var without = whole.deepCopy();
            ((ObjectNode) without.at(path.head())).remove(path.last().getMatchingProperty());
            people.put("without " + path, with("นางสมมุติ " + people.size(), without));
            var other = whole.deepCopy();
            ((ObjectNode) other.at(path.head())).put(path.last().getMatchingProperty(), "other");
            people.put("with other " + path, with("นางสมมุติ " + people.size(), other));
        }
        people.values().forEach(person -> person.says("ค่ะ"));
        people.values().forEach(person -> person.says("เมนู"));
        await().atMost(Duration.ofMinutes(1))
                .until(() -> bot.api.get("/metrics").text().contains("prasan_inbox{state=\"WAITING\"} 0.0"));
        people.forEach((session, person) -> {
            assertThat(failures(person.id())).as(session).isEmpty();
            assertThat(person.hears(2)).as(session).isNotEmpty();
            assertThat(person.texts()).as(session).noneMatch(text -> text.contains("ระบบขัดข้อง"));
        });
    }

    private List<String> failures(String chat) {
        return bot.database
                .jdbi()
                .withHandle(
                        handle -> handle.createQuery("SELECT cause FROM inbox WHERE chat_id = ? AND state = 'FAILED'")
                                .bind(0, chat)
                                .mapTo(String.class)
                                .list());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/current/at", "/current/mode", "/current/frames", "/current/asked"})
    void whoseConversationCannotBeGoneOnWithIsToldSoAndBeginsAnew(String path) throws JsonProcessingException {
        var session = underWay();
        var at = JsonPointer.compile(path);
        ((ObjectNode) session.at(at.head())).remove(at.last().getMatchingProperty());
        var person = with("นางสมมุติ สอง", session);
        person.says("เมนู");
        person.hears("กรุณาเริ่มเรื่องใหม่อีกครั้งนะคะ");
        person.hears("ต้องการทำอะไรคะ");
        person.says("แจ้งปัญหา");
        person.hears("เรื่องใดคะ");
    }

    @Test
    void whoseConversationIsOfBeforeEditionsWereKeptGoesOn() throws JsonProcessingException {
        var session = underWay();
        ((ObjectNode) session.path("current")).remove("edition");
        var person = with("นางสมมุติ สาม", session);
        person.says("หมู่ 5 ต.ลาดหญ้า อ.เมืองกาญจนบุรี");
        person.hears("ขอถามต่อจากตรงนี้นะคะ");
        person.says("หมู่ 5 ต.ลาดหญ้า อ.เมืองกาญจนบุรี");
        person.hears("ขอทราบชื่อ");
    }
}
