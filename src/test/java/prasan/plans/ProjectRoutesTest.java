package prasan.plans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import prasan.areas.Areas;
import prasan.db.Database;
import prasan.http.Auth;
import prasan.http.Server;
import prasan.support.Api;
import prasan.support.Pushes;
import prasan.support.SettableClock;
import prasan.support.TestDatabase;

class ProjectRoutesTest {
    private static final String ROAD = """
            {"code": "KRI-70-0001", "name": "ถนนคอนกรีต", "dimension": "โครงสร้างพื้นฐาน", "budgetBaht": 480000, "doType": "AGENCY",
             "fiscalYearBe": 2570, "area": "71010703"}
            """;

    private final Database database = TestDatabase.fresh();
    private final Pushes told = new Pushes();
    // 22 November in Thailand already, still the 21st in UTC
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T18:00:00Z"));
    private Server server;
    private Api api;

    @BeforeEach
    void start() {
        var projects = new Projects(new Areas(), told, (handle, project) -> List.of("U-reporter"));
        server = Server.start(
                "127.0.0.1",
                0,
                new Auth("key"),
                new SimpleMeterRegistry(),
                new ProjectRoutes(database.jdbi(), projects, clock).endpoints(),
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

    @Test
    void aProjectIsCreatedReadAndListed() {
        var created = api.post("/api/projects", ROAD);

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.at("/stage")).isEqualTo("PROPOSED");
        assertThat(created.at("/stageChangedOn")).isEqualTo("2026-11-22");
        assertThat(created.at("/history/0/by")).isEqualTo("admin");
        assertThat(created.json().at("/budgetBaht").decimalValue()).isEqualByComparingTo("480000");
        assertThat(api.get("/api/projects/KRI-70-0001").json()).isEqualTo(created.json());
        assertThat(api.get("/api/projects?area=7101&year=2570&stage=PROPOSED&text=ถนน")
                        .at("/items/0/code"))
                .isEqualTo("KRI-70-0001");
        assertThat(api.get("/api/projects?area=7102").json().at("/items")).isEmpty();
    }

    @Test
    void aListIsReadInPages() {
        for (int i = 1; i <= 3; i++) {
            api.post("/api/projects", ROAD.replace("0001", "000" + i));
        }

        var first = api.get("/api/projects?limit=2");
        var second = api.get("/api/projects?limit=2&after=" + first.at("/next"));

        assertThat(first.json().at("/items").findValuesAsText("code")).containsExactly("KRI-70-0003", "KRI-70-0002");
        assertThat(second.json().at("/items").findValuesAsText("code")).containsExactly("KRI-70-0001");
        assertThat(second.json().at("/next").isNull()).isTrue();
    }

    @Test
    void aMoveIsToldAndShowsWhereToGoNext() {
        api.post("/api/projects", ROAD);

        var moved = api.post(
                "/api/projects/KRI-70-0001/stage",
                "{\"stage\": \"VILLAGE_PLAN\", \"note\": \"มติประชาคม\", \"on\": \"2026-11-22\"}");

        assertThat(moved.status()).isEqualTo(200);
        assertThat(moved.at("/stage")).isEqualTo("VILLAGE_PLAN");
        assertThat(moved.at("/history/1/note")).isEqualTo("มติประชาคม");
        assertThat(moved.at("/history/1/on")).isEqualTo("2026-11-22");
        assertThat(moved.json().at("/next").toString()).contains("TAMBON_REVIEW");
        assertThat(told.all())
                .singleElement()
                .satisfies(notice -> assertThat(notice.chats()).containsExactly("U-reporter"));
    }

    @Test
    void anIllegalMoveIsAConflictThatNamesTheLegalOnes() {
        api.post("/api/projects", ROAD);

        var refused = api.post("/api/projects/KRI-70-0001/stage", "{\"stage\": \"COMPLETED\"}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(refused.at("/code")).isEqualTo("illegal-move");
        assertThat(refused.json().at("/allowed").toString()).contains("VILLAGE_PLAN");
        assertThat(told.all()).isEmpty();
    }

    @Test
    void noMoveIsOfTheFutureAndTheLastOneCanBeCorrected() {
        api.post("/api/projects", ROAD);
        var refused =
                api.post("/api/projects/KRI-70-0001/stage", "{\"stage\": \"VILLAGE_PLAN\", \"on\": \"2126-11-30\"}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.at("/fields/on")).isEqualTo("must not be in the future");
        // as an earlier version wrote it
        database.jdbi().useHandle(handle -> {
            handle.execute("UPDATE project SET stage_changed_on = '2126-11-30'");
            handle.execute("UPDATE project_change SET changed_on = '2126-11-30'");
        });

        var corrected = patch("/api/projects/KRI-70-0001/stage", "{\"on\": \"2026-11-20\"}");

        assertThat(corrected.status()).as(corrected.text()).isEqualTo(200);
        assertThat(corrected.at("/stageChangedOn")).isEqualTo("2026-11-20");
        assertThat(corrected.json().at("/history")).hasSize(1);
        assertThat(told.all()).isEmpty();
        assertThat(api.post("/api/projects/KRI-70-0001/stage", "{\"stage\": \"VILLAGE_PLAN\", \"on\": \"2026-11-21\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aBuddhistYearInTheDayOfAMoveIsRefused() {
        api.post("/api/projects", ROAD);

        var refused =
                api.post("/api/projects/KRI-70-0001/stage", "{\"stage\": \"VILLAGE_PLAN\", \"on\": \"2569-11-23\"}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().at("/fields").fieldNames()).toIterable().containsExactly("on");
    }

    @Test
    void aPatchChangesWhatItNamesAndNothingElse() {
        api.post("/api/projects", ROAD);

        var changed = patch("/api/projects/KRI-70-0001", "{\"agency\": \"อบต.ลาดหญ้า\", \"fiscalYearBe\": 2571}");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.at("/agency")).isEqualTo("อบต.ลาดหญ้า");
        assertThat(changed.at("/fiscalYearBe")).isEqualTo("2571");
        assertThat(changed.at("/name")).isEqualTo("ถนนคอนกรีต");
        assertThat(patch("/api/projects/KRI-70-0001", "{\"stage\": \"COMPLETED\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aPatchClearsWhatItNamesAsNullWhereThatMayBeMissing() {
        api.post("/api/projects", ROAD);
        patch(
                "/api/projects/KRI-70-0001",
                "{\"agency\": \"อบต.ลาดหญ้า\", \"lat\": 14.02321, \"lon\": 99.5, \"priority\": 2}");

        var cleared = patch("/api/projects/KRI-70-0001", "{\"lat\": null, \"lon\": null, \"priority\": null}");

        assertThat(cleared.status()).isEqualTo(200);
        assertThat(cleared.json().at("/lat").isNull()).isTrue();
        assertThat(cleared.json().at("/priority").isNull()).isTrue();
        assertThat(cleared.at("/agency")).isEqualTo("อบต.ลาดหญ้า");
        assertThat(cleared.at("/fiscalYearBe")).isEqualTo("2570");
        var refused = patch("/api/projects/KRI-70-0001", "{\"budgetBaht\": null}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/field")).isEqualTo("budgetBaht");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "1E+1000000", "1e-999999999", "-1e200", "0e2147483647"})
    void aBudgetThatWouldFillTheMemoryWhenItIsWrittenOutIsRefused(String budget) {
        api.post("/api/projects", ROAD);
        for (var refused : List.of(
                api.post("/api/projects", ROAD.replace("0001", "0002").replace("480000", budget)),
                patch("/api/projects/KRI-70-0001", "{\"budgetBaht\": " + budget + "}"))) {
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.at("/detail")).isEqualTo("\"budgetBaht\" is a number");
        }
        assertThat(api.get("/api/projects/KRI-70-0001").json().at("/budgetBaht").decimalValue())
                .isEqualByComparingTo("480000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "710", "7101070", "710107055", "%E0%B9%97%E0%B9%91", "71%25", "ab"})
    void anAreaThatIsNoCodeIsRefused(String area) {
        var refused = api.get("/api/projects?area=" + area);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/parameter")).isEqualTo("area");
    }

    @Test
    void twoWhoAddTheSameCodeAtOnceAreToldApart() {
        var first = database.jdbi().open().begin();
        first.execute("""
                INSERT INTO project (code, name, dimension, budget_baht, do_type, fiscal_year_be, area, stage, stage_changed_on, created_at, updated_at)
                VALUES ('KRI-70-0001', 'บ่อบาดาล', 'แหล่งน้ำ', 1, 'SELF', 2570, '71', 'PROPOSED', '2026-11-22', NOW(6), NOW(6))""");

        // the second sees no such code and waits for the first at the key
        var second = CompletableFuture.supplyAsync(() -> api.post("/api/projects", ROAD));
        await().until(() ->
                first.createQuery("SELECT COUNT(*) FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'")
                                .mapTo(int.class)
                                .one()
                        == 1);
        first.commit().close();

        assertThat(second.join().status()).isEqualTo(409);
        assertThat(second.join().at("/code")).isEqualTo("conflict");
        assertThat(second.join().at("/title"))
                .isEqualTo("Somebody changed the same thing at the same time: read it and try again");
        assertThat(second.join().text()).doesNotContain("KRI-70-0001");
    }

    @Test
    void whatCannotBeTakenIsAProblemWithItsReason() {
        api.post("/api/projects", ROAD);

        var taken = api.post("/api/projects", ROAD);
        var wrong = api.post("/api/projects", ROAD.replace("0001", "ก").replace("2570", "2027"));
        var nowhere = api.post("/api/projects", ROAD.replace("0001", "0002").replace("71010703", "99"));

        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.at("/code")).isEqualTo("code-taken");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.json().at("/fields").fieldNames()).toIterable().containsExactly("code", "fiscalYearBe");
        assertThat(nowhere.status()).isEqualTo(422);
        assertThat(nowhere.at("/code")).isEqualTo("unknown-area");
    }

    @Test
    void aProjectThatIsNotThereIs404() {
        assertThat(api.get("/api/projects/KRI-99-0001").status()).isEqualTo(404);
        assertThat(api.get("/api/projects/ไม่มี").status()).isEqualTo(400);
        assertThat(patch("/api/projects/KRI-99-0001", "{}").at("/code")).isEqualTo("unknown-project");
        assertThat(api.post("/api/projects/KRI-99-0001/stage", "{\"stage\": \"REJECTED\"}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void nobodyComesInWithoutTheKey() {
        var stranger = new Api(server.port(), "wrong");
        assertThat(stranger.get("/api/projects").status()).isEqualTo(401);
        assertThat(stranger.post("/api/projects", ROAD).status()).isEqualTo(401);
    }
}
