package prasan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import prasan.http.Right;
import prasan.reports.Category;
import prasan.reports.Filing;
import prasan.support.Api;

/** Reports of people in need, of illness and of crime are for those alone who have the right to them there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SensitiveTest {
    private Bot bot;
    private Targets targets;

    @BeforeAll
    void start() {
        bot = Bot.start();
        targets = new Targets(bot.database.jdbi());
    }

    @AfterAll
    void stop() {
        bot.close();
    }

    private Api officer(String area, Right... rights) {
        return new Api(bot.app.port(), targets.keyFor(area, Set.of(rights), null, null));
    }

    private long readings(String number) {
        return bot.database
                .jdbi()
                .withHandle(handle -> handle.createQuery(
                                "SELECT COUNT(*) FROM audit WHERE row_key = :key AND action IN ('readReport', 'readReportPhoto', 'listReports')")
                        .bind("key", number)
                        .mapTo(Long.class)
                        .one());
    }

    @ParameterizedTest
    @EnumSource(
            value = Category.class,
            names = {"DRUGS", "SOCIAL", "HEALTH"})
    void withoutTheRightASensitiveReportDoesNotExist(Category category) {
        var number = targets.report(category);
        var reader = officer("7101", Right.READ, Right.TRIAGE);
        assertThat(reader.get("/api/reports/" + number).status()).isEqualTo(404);
        assertThat(reader.get("/api/reports/" + number + "/photos/1").status()).isEqualTo(404);
        assertThat(reader.get("/api/reports").text()).doesNotContain(number);
        assertThat(reader.get("/api/reports?category=" + category + "&text=" + number)
                        .json()
                        .at("/items"))
                .isEmpty();
        assertThat(reader.get("/api/reports?format=CSV").text()).doesNotContain(number);
        var moved = reader.send(
                "/api/reports/" + number + "/status",
                request -> request.post(RequestBody.create("{\"status\":\"ACKNOWLEDGED\"}", Api.JSON_TYPE)));
        assertThat(moved.status()).isEqualTo(404);
        assertThat(readings(number)).isZero();
    }

    @Test
    void withTheRightItIsSeenAndEveryReadingIsWrittenDown() {
        var number = targets.report(Category.SOCIAL);
        var trusted = officer("7101", Right.READ, Right.TRIAGE, Right.SENSITIVE);
        assertThat(trusted.get("/api/reports/" + number).status()).isEqualTo(200);
        assertThat(readings(number)).isEqualTo(1);
        assertThat(trusted.get("/api/reports/" + number + "/photos/1").status()).isEqualTo(200);
        assertThat(trusted.get("/api/reports").text()).contains(number);
        assertThat(trusted.get("/api/reports?format=CSV").text()).contains(number);
        assertThat(readings(number)).isEqualTo(4);
        assertThat(trusted.post("/api/reports/" + number + "/status", "{\"status\":\"ACKNOWLEDGED\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void anExportOfAllWorkIsAuditedWhereTheOfficerIs() {
        assertThat(officer("7105", Right.READ).get("/api/work?format=CSV").status())
                .isEqualTo(200);
        assertThat(officer("7105", Right.ADMIN)
                        .get("/api/audit?subject=export&key=listWork")
                        .json()
                        .at("/items"))
                .hasSize(1);
    }

    @Test
    void whoeverLostTheRightGetsNoAnswerToWhatTheyAskedBefore() {
        var number = targets.report(Category.SOCIAL);
        var trusted = officer("7101", Right.READ, Right.TRIAGE, Right.SENSITIVE);
        assertThat(again(trusted, number).status()).isEqualTo(200);
        assertThat(again(trusted, number).text()).contains(number);
        bot.database
                .jdbi()
                .useHandle(
                        handle -> handle.execute(
                                "UPDATE officer_grant SET rights = REPLACE(rights, ',SENSITIVE', '') WHERE FIND_IN_SET('SENSITIVE', rights)"));
        bot.database
                .jdbi()
                .useHandle(
                        handle -> handle.execute(
                                "UPDATE officer_grant SET rights = REPLACE(rights, 'SENSITIVE,', '') WHERE FIND_IN_SET('SENSITIVE', rights)"));
        assertThat(again(trusted, number).status()).isEqualTo(404);
        assertThat(again(trusted, number).text()).doesNotContain("SOCIAL");
        bot.database
                .jdbi()
                .useHandle(
                        handle -> handle.execute("UPDATE officer_grant SET ended_at = NOW(6) WHERE ended_at IS NULL"));
        assertThat(again(trusted, number).status()).isEqualTo(403);
    }

    private static Api.Answer again(Api officer, String number) {
        return officer.send(
                "/api/reports/" + number + "/status",
                request -> request.header("Idempotency-Key", "again")
                        .post(RequestBody.create("{\"status\":\"ACKNOWLEDGED\"}", Api.JSON_TYPE)));
    }

    @Test
    void theAuditTellsNobodyElseThatThereIsOne() {
        var number = targets.report(Category.SOCIAL);
        var trusted = officer("7101", Right.READ, Right.ADMIN, Right.SENSITIVE);
        trusted.get("/api/reports/" + number);
        var audit = "/api/audit?subject=report";
        assertThat(trusted.get(audit).text()).contains(number);
        assertThat(trusted.get(audit + "&format=CSV").text()).contains(number);
        for (var admin : List.of(officer("7101", Right.ADMIN), officer("71", Right.ADMIN))) {
            assertThat(admin.get(audit).text()).doesNotContain(number);
            assertThat(admin.get(audit + "&format=CSV").text()).doesNotContain(number);
            assertThat(admin.get(audit + "&key=" + number).json().at("/items")).isEmpty();
        }
        var road = targets.report(Category.ROAD);
        officer("7101", Right.TRIAGE).post("/api/reports/" + road + "/status", "{\"status\":\"ACKNOWLEDGED\"}");
        assertThat(officer("7101", Right.ADMIN).get(audit).text()).contains(road);
    }

    @Test
    void wordsMakeAReportSensitiveToo() {
        var number = targets.report(Category.ROAD, new Filing.Privacy(true, true, false));
        assertThat(officer("7101", Right.READ).get("/api/reports/" + number).status())
                .isEqualTo(404);
        assertThat(officer("7101", Right.READ).get("/api/work").text()).doesNotContain(number);
        var trusted = officer("7101", Right.READ, Right.SENSITIVE);
        assertThat(trusted.get("/api/reports/" + number).at("/sensitive")).isEqualTo("true");
        assertThat(trusted.get("/api/work?kind=REPORT&sort=-since").text()).contains(number);
        assertThat(readings(number)).isEqualTo(1);
    }

    @Test
    void officersOfTheAreaLearnThatOneWaitsAndWhoMaySeeIt() {
        var number = targets.report(Category.SOCIAL);
        var complaint = targets.report(Category.OTHER, Filing.Privacy.of(Category.OTHER, false, true, null));
        officer("7101", Right.READ, Right.SENSITIVE);
        var waiting = officer("710107", Right.READ).get("/api/work/sensitive");
        assertThat(waiting.at("/items/0/area")).isEqualTo("7101");
        assertThat(waiting.json().at("/items/0/waiting").asInt()).isPositive();
        assertThat(waiting.json().at("/items/0/officers")).isNotEmpty();
        assertThat(waiting.text()).doesNotContain(number, complaint, "SOCIAL", Targets.VILLAGE);
        assertThat(officer("7102", Right.READ).get("/api/work/sensitive").json().at("/items"))
                .isEmpty();
        assertThat(officer("7101", Right.READ, Right.SENSITIVE)
                        .get("/api/work/sensitive")
                        .json()
                        .at("/items"))
                .isEmpty();
    }

    private Api.Answer corrects(Api officer, String number, String body) {
        return officer.send(
                "/api/reports/" + number, request -> request.patch(RequestBody.create(body, Api.JSON_TYPE)));
    }

    @Test
    void aWrongCategoryIsCorrectedAndOneThatTurnsOutSensitiveIsHidden() {
        var number = targets.report(Category.SAFETY);
        var officer = officer("7101", Right.READ, Right.TRIAGE);
        assertThat(corrects(officer, number, "{\"category\":\"SOCIAL\"}").at("/sensitive"))
                .isEqualTo("true");
        assertThat(officer.get("/api/reports/" + number).status()).isEqualTo(404);
        assertThat(corrects(officer, number, "{\"category\":\"ROAD\"}").status())
                .isEqualTo(404);

        var trusted = officer("7101", Right.READ, Right.TRIAGE, Right.SENSITIVE);
        assertThat(corrects(trusted, number, "{\"category\":\"ROAD\"}").at("/sensitive"))
                .isEqualTo("true");
        var open = corrects(trusted, number, "{\"category\":\"ROAD\",\"sensitive\":false}");
        assertThat(open.at("/sensitive")).isEqualTo("false");
        assertThat(open.at("/category")).isEqualTo("ROAD");
        assertThat(officer.get("/api/reports/" + number).status()).isEqualTo(200);
    }

    @Test
    void handOversThatAreReadAndListsThatAreTakenAwayAreWrittenDown() {
        var id = targets.handover();
        officer("7101", Right.READ).get("/api/handovers/" + id);
        assertThat(bot.api.get("/api/audit?subject=handover&key=" + id).at("/items/0/action"))
                .isEqualTo("readHandover");
        officer("7101", Right.READ).get("/api/members?format=XLSX");
        var taken = bot.api.get("/api/audit?subject=export&key=listMembers");
        assertThat(taken.at("/items/0/action")).isEqualTo("listMembers");
        assertThat(taken.at("/items/0/area")).isEqualTo("7101");
    }

    @Test
    void aComplaintAboutAnOfficialIsSeenFromTheDistrictUpwards() {
        var number = targets.report(Category.OTHER, Filing.Privacy.of(Category.OTHER, false, true, null));
        for (var area : List.of(Targets.VILLAGE, "710107")) {
            var near = officer(area, Right.READ, Right.TRIAGE, Right.SENSITIVE, Right.ADMIN);
            assertThat(near.get("/api/reports/" + number).status()).isEqualTo(404);
            assertThat(near.get("/api/reports").text()).doesNotContain(number);
            assertThat(near.get("/api/work").text()).doesNotContain(number);
        }
        for (var area : List.of("7101", "71", "")) {
            var far = officer(area, Right.READ, Right.SENSITIVE);
            assertThat(far.get("/api/reports/" + number).at("/aboutOfficial")).isEqualTo("true");
        }
        assertThat(officer("7101", Right.READ).get("/api/reports/" + number).status())
                .isEqualTo(404);
        assertThat(officer("7101", Right.READ, Right.SENSITIVE)
                        .get("/api/reports/" + number)
                        .json()
                        .get("reporter")
                        .isNull())
                .isTrue();
        var audit = "/api/audit?subject=report&key=" + number;
        assertThat(officer("710107", Right.ADMIN, Right.SENSITIVE)
                        .get(audit)
                        .json()
                        .get("items"))
                .isEmpty();
        assertThat(officer("7101", Right.ADMIN, Right.SENSITIVE)
                        .get(audit)
                        .json()
                        .get("items"))
                .isNotEmpty();
    }

    @Test
    void theRightCountsOnlyWhereItIsHeld() {
        var number = targets.report(Category.SOCIAL);
        var officer = targets.officer("71");
        targets.grant(officer, "71", Set.of(Right.READ), null, null);
        targets.grant(officer, "7102", Set.of(Right.SENSITIVE), null, null);
        var api = new Api(bot.app.port(), targets.key(officer).secret());
        assertThat(api.get("/api/reports/" + number).status()).isEqualTo(404);
        assertThat(api.get("/api/reports/" + targets.report(Category.ROAD)).status())
                .isEqualTo(200);
        targets.grant(officer, "7101", Set.of(Right.SENSITIVE), null, null);
        var newKey = new Api(bot.app.port(), targets.key(officer).secret());
        assertThat(newKey.get("/api/reports/" + number).status()).isEqualTo(200);
    }
}
