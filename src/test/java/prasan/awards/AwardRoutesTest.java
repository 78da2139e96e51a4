package prasan.awards;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import prasan.areas.Areas;
import prasan.db.Database;
import prasan.http.Auth;
import prasan.http.Server;
import prasan.support.Api;
import prasan.support.Pushes;
import prasan.support.SettableClock;
import prasan.support.TestDatabase;

class AwardRoutesTest {
    private static final String AWARD = """
            {"code": "AW69-01", "type": "NAKPATTANA", "title": "นักพัฒนาชุมชนดีเด่น", "yearBe": 2569, "area": "71",
             "recipient": "นายสมมติ นามสมมุติ", "recipientKind": "PERSON", "recipientArea": "71010703", "achievement": "ฝายมีชีวิต",
             "ceremonyOn": "2026-02-28", "publishConsent": false}
            """;

    private final Database database = TestDatabase.fresh();
    private final Pushes told = new Pushes();
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T03:00:00Z"));
    private Server server;
    private Api api;

    @BeforeEach
    void start() {
        var awards = new Awards(new Areas(), told, (handle, area) -> List.of("U-member"));
        database.jdbi()
                .useHandle(handle -> awards.put(handle, new Award.Type("NAKPATTANA", "นักพัฒนาชุมชนดีเด่น", null)));
        server = Server.start(
                "127.0.0.1",
                0,
                new Auth("key"),
                new SimpleMeterRegistry(),
                new AwardRoutes(database.jdbi(), awards, clock).endpoints(),
                config -> {});
        api = new Api(server.port(), "key");
    }

    @AfterEach
    void stop() {
        server.close();
        database.close();
    }

    private Api.Answer patch(String path, String json) {
        return api.send(path, request -> request.patch(RequestBody.create(json, MediaType.get("application/json"))));
    }

    private Api.Answer announce(String code) {
        return api.send("/api/awards/" + code + "/announce", request -> request.post(RequestBody.create(new byte[0])));
    }

    @Test
    void anAwardIsDraftedReadListedAndAnnounced() {
        var draft = api.post("/api/awards", AWARD.replace("false", "true"));

        assertThat(draft.status()).isEqualTo(201);
        assertThat(draft.at("/status")).isEqualTo("DRAFT");
        assertThat(draft.at("/ceremonyOn")).isEqualTo("2026-02-28");
        assertThat(api.get("/api/awards/AW69-01").json()).isEqualTo(draft.json());
        assertThat(api.get("/api/awards?area=7101&year=2569&status=DRAFT&text=สมมุติ")
                        .at("/items/0/code"))
                .isEqualTo("AW69-01");

        var announced = announce("AW69-01");

        assertThat(announced.status()).isEqualTo(200);
        assertThat(announced.at("/status")).isEqualTo("ANNOUNCED");
        assertThat(announced.at("/announcedAt")).isEqualTo("2026-11-22T03:00:00Z");
        assertThat(announced.at("/announcedBy")).isEqualTo("admin");
        assertThat(told.all())
                .singleElement()
                .satisfies(notice -> assertThat(notice.template()).isEqualTo("award-announced"));
    }

    @Test
    void anAwardIsAnnouncedOnceAndOnlyWithConsent() {
        api.post("/api/awards", AWARD);

        assertThat(announce("AW69-01").status()).isEqualTo(409);
        assertThat(announce("AW69-01").at("/code")).isEqualTo("consent-missing");
        assertThat(patch("/api/awards/AW69-01", "{\"publishConsent\": true}").status())
                .isEqualTo(200);
        assertThat(announce("AW69-01").status()).isEqualTo(200);
        assertThat(announce("AW69-01").at("/code")).isEqualTo("already-announced");
        var withdrawn = patch("/api/awards/AW69-01", "{\"publishConsent\": false}");
        assertThat(withdrawn.status()).isEqualTo(200);
        assertThat(withdrawn.at("/status")).isEqualTo("DRAFT");
        assertThat(withdrawn.json().at("/announcedAt").isNull()).isTrue();
        assertThat(told.all()).hasSize(1);
    }

    @Test
    void aPatchChangesWhatItNamesAndNothingElse() {
        api.post("/api/awards", AWARD);

        var changed = patch("/api/awards/AW69-01", "{\"venue\": \"หอประชุมตัวอย่าง\", \"yearBe\": 2568}");

        assertThat(changed.at("/venue")).isEqualTo("หอประชุมตัวอย่าง");
        assertThat(changed.at("/yearBe")).isEqualTo("2568");
        assertThat(changed.at("/recipient")).isEqualTo("นายสมมติ นามสมมุติ");
    }

    @Test
    void aPatchClearsWhatItNamesAsNullWhereThatMayBeMissing() {
        api.post("/api/awards", AWARD);

        assertThat(patch("/api/awards/AW69-01", "{\"ceremonyOn\": null}")
                        .json()
                        .at("/ceremonyOn")
                        .isNull())
                .isTrue();
        assertThat(patch("/api/awards/AW69-01", "{\"title\": null}").at("/field"))
                .isEqualTo("title");
        assertThat(patch("/api/awards/AW69-01", "{\"publishConsent\": null}").at("/field"))
                .isEqualTo("publishConsent");
        assertThat(patch("/api/awards/AW69-01", "[]").at("/code")).isEqualTo("bad-json");
    }

    @Test
    void whatCannotBeTakenIsAProblemWithItsReason() {
        api.post("/api/awards", AWARD);

        assertThat(api.post("/api/awards", AWARD).at("/code")).isEqualTo("code-taken");
        var wrong =
                api.post("/api/awards", AWARD.replace("NAKPATTANA", "UNKNOWN").replace("AW69-01", "aw 1"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.json().at("/fields").fieldNames()).toIterable().containsExactly("code", "type");
        assertThat(api.post("/api/awards", AWARD.replace("AW69-01", "AW69-02").replace("71010703", "715"))
                        .at("/code"))
                .isEqualTo("unknown-area");
        assertThat(api.get("/api/awards?area=710").at("/parameter")).isEqualTo("area");
        assertThat(api.get("/api/awards/AW69-99").status()).isEqualTo(404);
        assertThat(announce("AW69-99").status()).isEqualTo(404);
        assertThat(new Api(server.port(), "wrong").get("/api/awards").status()).isEqualTo(401);
    }

    @Test
    void whatIsAnnouncedIsNotOfAYearToCome() {
        for (int year : new int[] {2570, 2699}) {
            api.post(
                    "/api/awards",
                    AWARD.replace("false", "true")
                            .replace("2569", String.valueOf(year))
                            .replace("AW69-01", "AW" + year));
            assertThat(announce("AW" + year).status()).isEqualTo(422);
            assertThat(announce("AW" + year).at("/fields/yearBe")).contains("2569");
        }
        api.post("/api/awards", AWARD.replace("false", "true"));
        announce("AW69-01");
        assertThat(patch("/api/awards/AW69-01", "{\"yearBe\": 2570}").status()).isEqualTo(422);
    }
}
