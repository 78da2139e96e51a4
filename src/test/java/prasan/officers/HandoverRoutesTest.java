package prasan.officers;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import prasan.areas.Areas;
import prasan.chat.Eraser.Unsent;
import prasan.chat.HandBack;
import prasan.chat.Officers.Heard;
import prasan.db.Database;
import prasan.db.Scope;
import prasan.db.Slice;
import prasan.flow.TakenBack;
import prasan.http.Auth;
import prasan.http.Server;
import prasan.inbox.Inbox;
import prasan.support.Api;
import prasan.support.Pushes;
import prasan.support.SettableClock;
import prasan.support.TestDatabase;

class HandoverRoutesTest {
    private static final Instant AT = Instant.parse("2026-11-22T03:00:00Z");
    private static final Pushes TOLD = new Pushes();
    private static final List<String> WOKEN = new ArrayList<>();
    private static final Handovers HANDOVERS = new Handovers(TOLD);
    private static Database database;
    private static Inbox inbox;
    private static Server server;
    private static Api api;

    @BeforeAll
    static void start() {
        database = TestDatabase.fresh();
        database.jdbi().useHandle(Samples::load);
        var clock = new SettableClock(AT.plusSeconds(60));
        inbox = new Inbox(database.jdbi(), clock);
        var routes =
                new HandoverRoutes(database.jdbi(), HANDOVERS, new Areas(), new HandBack(inbox), WOKEN::addAll, clock);
        server = Server.start(
                "127.0.0.1", 0, new Auth("key"), new SimpleMeterRegistry(), routes.endpoints(), config -> {});
        api = new Api(server.port(), "key");
    }

    @AfterAll
    static void stop() {
        server.close();
        database.close();
    }

    @BeforeEach
    void empty() {
        database.jdbi().useHandle(Samples::forgetHandovers);
        TOLD.all().clear();
        WOKEN.clear();
    }

    @Test
    void aHandOverIsReadWithWhatWasSaid() {
        var id = open(Samples.HEAD);
        hear("m1", "ต้องใช้เอกสารอะไรคะ", false);
        var written = api.post("/api/handovers/" + id + "/messages", "{\"text\":\" สำเนาบัตรค่ะ \"}");
        assertThat(written.status()).isEqualTo(200);
        assertThat(TOLD.all()).hasSize(1);
        var read = api.get("/api/handovers/" + id);
        assertThat(read.text()).isEqualTo(written.text());
        var messages = read.json().get("messages");
        assertThat(read.text().replaceAll("\"id\":[0-9]+", "\"id\":0")).isEqualTo("""
                {"id":0,"leader":{"name":"นางตัวอย่าง หนึ่ง","role":"VILLAGE_HEAD","area":"71010705",\
                "areaName":"หมู่ 5 ต.ลาดหญ้า อ.เมืองกาญจนบุรี จ.กาญจนบุรี","reachable":true},\
                "gathered":[{"label":"เรื่อง","value":"เงินกู้ กข.คจ."}],"about":null,"openedAt":"2026-11-22T03:00:00Z","waitingSince":null,"overdue":false,"closedAt":null,"closedBy":null,\
                "messages":[{"id":0,"from":"LEADER","by":null,"text":"ต้องใช้เอกสารอะไรคะ","photo":false,"media":null,"at":"2026-11-22T03:00:00Z"},\
                {"id":0,"from":"OFFICER","by":"admin","text":"สำเนาบัตรค่ะ","photo":false,"media":null,"at":"2026-11-22T03:01:00Z"}]}""");
        assertThat(messages).hasSize(2);
        assertThat(read.text()).doesNotContain(Samples.HEAD);
    }

    @Test
    void aHandOverIsClosedOnceHoweverOftenItIsAskedFor() {
        var path = "/api/handovers/" + open(Samples.HEAD) + "/close";
        for (int i = 0; i < 2; i++) {
            var closed = api.send(
                    path,
                    request -> request.header("Idempotency-Key", "c-1").post(RequestBody.create("", Api.JSON_TYPE)));
            assertThat(closed.status()).isEqualTo(200);
            assertThat(closed.at("/closedBy")).isNotEqualTo("null");
        }
        assertThat(api.post(path, "").at("/code")).isEqualTo("handover-closed");
    }

    @Test
    void whoeverListsOrAsksAgainHasReadIt() {
        var id = open(Samples.HEAD);
        api.get("/api/handovers");
        assertThat(readings(id, "listHandovers")).isEqualTo(1);
        for (int i = 0; i < 2; i++) {
            api.send(
                    "/api/handovers/" + id + "/close",
                    request -> request.header("Idempotency-Key", "c-2").post(RequestBody.create("", Api.JSON_TYPE)));
        }
        assertThat(readings(id, "closeHandover")).isEqualTo(2);
    }

    private static long readings(long id, String action) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "SELECT COUNT(*) FROM audit WHERE subject = 'handover' AND row_key = ? AND action = ?")
                        .bind(0, String.valueOf(id))
                        .bind(1, action)
                        .mapTo(Long.class)
                        .one());
    }

    @Test
    void aMessageThatIsSentAgainWithItsKeyIsSaidOnce() {
        var id = open(Samples.HEAD);
        for (int i = 0; i < 2; i++) {
            var written = api.send(
                    "/api/handovers/" + id + "/messages",
                    request -> request.header("Idempotency-Key", "m-1")
                            .post(RequestBody.create("{\"text\":\"ได้ค่ะ\"}", Api.JSON_TYPE)));
            assertThat(written.status()).isEqualTo(200);
            assertThat(written.json().get("messages")).hasSize(1);
        }
        assertThat(TOLD.all()).hasSize(1);
    }

    @Test
    void theListShowsTheOpenOnesUnlessTheClosedAreAskedFor() {
        var first = open(Samples.HEAD);
        var second = open(Samples.STRANGER);
        assertThat(ids("")).containsExactly(second, first);
        assertThat(ids("?area=7101")).containsExactly(first);
        assertThat(ids("?closed=true")).isEmpty();
        api.post("/api/handovers/" + first + "/close", "");
        assertThat(ids("?closed=false")).containsExactly(second);
        assertThat(ids("?closed=true")).containsExactly(first);
        var page = api.get("/api/handovers?limit=1");
        assertThat(page.json().get("next").isNull()).isTrue();
        assertThat(page.json().at("/items/0/messages").isNull()).isTrue();
        for (var query : List.of("closed=yes", "closed=1", "area=7", "open=true")) {
            assertThat(api.get("/api/handovers?" + query).status()).as(query).isEqualTo(400);
        }
        assertThat(api.get("/api/handovers?closed=yes").at("/detail")).isEqualTo("\"closed\" is true or false");
    }

    @Test
    void closingGivesTheConversationBackOnce() {
        var id = open(Samples.HEAD);
        var closed = api.post("/api/handovers/" + id + "/close", "");
        assertThat(closed.status()).isEqualTo(200);
        assertThat(closed.at("/closedBy")).isEqualTo("admin");
        assertThat(closed.at("/closedAt")).isEqualTo("2026-11-22T03:01:00Z");
        assertThat(WOKEN).containsExactly(Samples.HEAD);
        var again = api.post("/api/handovers/" + id + "/close", "");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.at("/code")).isEqualTo("handover-closed");
        var late = api.post("/api/handovers/" + id + "/messages", "{\"text\":\"สวัสดีค่ะ\"}");
        assertThat(late.status()).isEqualTo(409);
        assertThat(TOLD.all()).isEmpty();
        var waiting = database.jdbi().withHandle(handle -> inbox.waiting(handle, List.of(Samples.HEAD)));
        assertThat(waiting)
                .singleElement()
                .satisfies(event -> assertThat(event.eventId()).isEqualTo("handback:" + id));
    }

    @Test
    void aLeaderWhoBlockedTheAccountIsShownAsOutOfReachButTheHandOverCanBeWorkedWith() {
        var id = open(Samples.HEAD);
        database.jdbi().useHandle(handle -> handle.execute("UPDATE chat SET blocked_at = NOW(6)"));
        var written = api.post("/api/handovers/" + id + "/messages", "{\"text\":\"สวัสดีค่ะ\"}");
        assertThat(written.status()).isEqualTo(200);
        assertThat(written.json().at("/leader/reachable").asBoolean()).isFalse();
        assertThat(api.post("/api/handovers/" + id + "/close", "").status()).isEqualTo(200);
    }

    @Test
    void aPhotoIsGivenOnceItIsFetchedAndGoneWhenItIsTakenBack() {
        var id = open(Samples.HEAD);
        hear("m1", "(photo)", true);
        hear("m2", "ดูรูปนะคะ", false);
        var handover = api.get("/api/handovers/" + id).json();
        var photo = "/api/handovers/" + id + "/messages/"
                + handover.at("/messages/0/id").asLong() + "/photo";
        var words = "/api/handovers/" + id + "/messages/"
                + handover.at("/messages/1/id").asLong() + "/photo";
        assertThat(api.get(words).at("/code")).isEqualTo("unknown-photo");
        database.jdbi()
                .useHandle(handle -> handle.execute(
                        "INSERT INTO photo (message_id, chat_id, created_at) VALUES ('m1', ?, NOW(6))", Samples.HEAD));
        assertThat(api.get(photo).at("/code")).isEqualTo("photo-not-fetched");
        database.jdbi()
                .useHandle(handle -> handle.execute("UPDATE photo SET media_type = 'image/jpeg', content = 0xFFD8FF"));
        assertThat(api.get(photo).header("Content-Type")).isEqualTo("image/jpeg");
        assertThat(api.get(photo).bytes()).containsExactly(-1, -40, -1);
        database.jdbi()
                .useHandle(handle -> HANDOVERS.unsend(
                        handle, new Unsent(Samples.HEAD, "e1", AT, new TakenBack("m1", List.of(), null, null))));
        assertThat(api.get(photo).status()).isEqualTo(404);
    }

    @Test
    void whatIsNotThereOrNotAMessageIsRefused() {
        var id = open(Samples.HEAD);
        assertThat(api.get("/api/handovers/" + (id + 1)).at("/code")).isEqualTo("unknown-handover");
        assertThat(api.post("/api/handovers/" + (id + 1) + "/close", "").status())
                .isEqualTo(404);
        assertThat(api.get("/api/handovers/one").status()).isEqualTo(400);
        for (var body : List.of("{}", "{\"text\":\" \"}", "{\"text\":\"" + "ก".repeat(2001) + "\"}")) {
            assertThat(api.post("/api/handovers/" + id + "/messages", body).status())
                    .isEqualTo(400);
        }
        var without = api.send("/api/handovers/" + id, request -> request.removeHeader("Authorization"));
        assertThat(without.status()).isEqualTo(401);
    }

    private static long open(String chat) {
        return database.jdbi().inTransaction(handle -> {
            HANDOVERS.open(handle, chat, Samples.LOAN, AT);
            return HANDOVERS
                    .list(handle, Scope.ALL, null, false, Slice.latest(1))
                    .getFirst()
                    .id();
        });
    }

    private static void hear(String id, String text, boolean photo) {
        database.jdbi().useTransaction(handle -> HANDOVERS.hear(handle, Samples.HEAD, new Heard(id, text, photo, AT)));
    }

    private static List<Long> ids(String query) {
        var ids = new ArrayList<Long>();
        api.get("/api/handovers" + query)
                .json()
                .get("items")
                .forEach(item -> ids.add(item.get("id").asLong()));
        return ids;
    }
}
