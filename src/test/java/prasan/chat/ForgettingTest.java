package prasan.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import prasan.db.Database;
import prasan.support.TestDatabase;

/** What a message that was taken back takes with it of what was to be sent: the answers to it, and nothing else. */
class ForgettingTest {
    private static final String CHAT = "U1";
    private static final String OTHER = "former-1";
    private static Database database;

    @BeforeAll
    static void start() {
        database = TestDatabase.empty();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void two() {
        in(handle -> {
            for (var table : List.of("played_round", "outbox", "inbox", "chat", "edition")) {
                handle.execute("DELETE FROM " + table);
            }
            handle.execute("INSERT INTO edition (hash, files, first_used_at) VALUES ('e', '{}', NOW(6))");
            for (var chat : List.of(CHAT, OTHER)) {
                handle.execute("INSERT INTO chat (id, kind, created_at) VALUES (?, 'user', NOW(6))", chat);
            }
            said(handle, CHAT, "1", "แจ้งเรื่องน้ำไม่ไหล");
            said(handle, CHAT, "2", "ค่ะ");
        });
    }

    private static void said(Handle handle, String chat, String id, String text) {
        handle.createUpdate("""
                        INSERT INTO inbox (event_id, chat_id, type, occurred_at, received_at, state, raw)
                        VALUES (CONCAT('e', :id), :chat, 'message', :at, :at, 'DONE', :raw)""")
                .bind("id", id)
                .bind("chat", chat)
                .bind("at", at(id))
                .bind(
                        "raw",
                        "{\"type\":\"message\",\"source\":{\"type\":\"user\",\"userId\":\"U1\"},\"message\":{\"id\":\""
                                + id + "\",\"type\":\"text\",\"text\":\"" + text + "\"}}")
                .execute();
        handle.execute(
                "INSERT INTO played_round (chat_id, cause_key, happened_at, edition, acts) VALUES (?, ?, NOW(6), 'e', '[]')",
                chat,
                "event:e" + id);
    }

    private static Instant at(String id) {
        return Instant.parse("2026-11-22T05:00:00Z").plusSeconds(Long.parseLong(id));
    }

    private static void sends(Handle handle, String cause, String at, String state, boolean answers, String messages) {
        handle.execute(
                "INSERT INTO outbox (cause_key, kind, answers, topic, about, chat_id, retry_key, messages, state, next_attempt_at, valid_until, created_at)"
                        + " VALUES (?, 'REPORT', ?, ?, ?, ?, UUID(), ?, ?, NOW(6), NOW(6), ?)",
                cause,
                answers,
                answers ? null : "REPORTS",
                answers ? null : cause,
                CHAT,
                messages,
                state,
                at(at));
    }

    private static void unsend(Handle handle, String id) {
        Forgetting.find(handle, CHAT, id).forEach(unsent -> Forgetting.message(handle, unsent));
    }

    @Test
    void noticesStayWhateverTheirLabelsAre() {
        in(handle -> {
            for (var state : List.of("HELD", "MISSED", "WAITING")) {
                sends(
                        handle,
                        "report-change:" + state,
                        "3",
                        state,
                        false,
                        "[{\"type\":\"text\",\"text\":\"เรื่อง\"},{\"type\":\"text\",\"text\":\"ค่ะ\"}]");
            }
            sends(handle, "event:e1", "1", "SENT", true, "[{\"text\":\"แจ้งเรื่องน้ำไม่ไหลใช่ไหมคะ\"}]");
            sends(handle, "event:e2", "2", "WAITING", true, "[{\"text\":\"น้ำไม่ไหล (ประปา) ใช่ไหมคะ\"}]");
            unsend(handle, "2");
            unsend(handle, "1");
            assertThat(rows(handle))
                    .containsExactlyInAnyOrder(
                            "report-change:HELD HELD 2",
                            "report-change:MISSED MISSED 2",
                            "report-change:WAITING WAITING 2",
                            "event:e1 SENT 0");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"WAITING", "SENT"})
    void whatWasJoinedToAnEarlierAnswerIsTakenOutOfIt(String state) {
        in(handle -> {
            sends(handle, "event:e1", "1", state, true, "[{\"text\":\"หนึ่ง\"},{\"text\":\"ค่ะ\"},{\"text\":\"สาม\"}]");
            sends(handle, "event:e2", "2", "ENDED", true, "[{\"text\":\"ค่ะ\"},{\"text\":\"สาม\"}]");
            handle.execute(
                    "UPDATE outbox SET failure = CONCAT('goes with ', (SELECT id FROM outbox WHERE cause_key = 'event:e1')) WHERE cause_key = 'event:e2'");
            unsend(handle, "2");
            assertThat(rows(handle)).containsExactlyInAnyOrder("event:e1 " + state + " 1", "event:e2 ENDED 0");
        });
    }

    @Test
    void aMessageIsFoundWhereItIsKeptApart() {
        in(handle -> {
            said(handle, OTHER, "7", "ความลับ");
            unsend(handle, "7");
            assertThat(handle.createQuery("SELECT COUNT(*) FROM inbox WHERE raw LIKE '%ความลับ%'")
                            .mapTo(Integer.class)
                            .one())
                    .isZero();
            assertThat(Forgetting.find(handle, "U2", "1")).isEmpty();
        });
    }

    private static List<String> rows(Handle handle) {
        return handle.createQuery("SELECT CONCAT(cause_key, ' ', state, ' ', JSON_LENGTH(messages)) FROM outbox")
                .mapTo(String.class)
                .list();
    }

    private static void in(java.util.function.Consumer<Handle> work) {
        database.jdbi().useTransaction(work::accept);
    }
}
