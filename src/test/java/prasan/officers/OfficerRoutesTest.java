package prasan.officers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import prasan.http.Right;
import prasan.support.Api;

class OfficerRoutesTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-22");
    private Office office;

    @BeforeEach
    void start() {
        office = new Office();
    }

    @AfterEach
    void stop() {
        office.close();
    }

    @Test
    void anOfficerIsAddedGrantedSomethingAndRead() {
        var added = office.api.post("/api/officers", """
                {"name":"ธนา ตัวอย่าง","position":"พัฒนาการอำเภอ","area":"7101","username":"thana"}""");
        assertThat(added.status()).isEqualTo(201);
        var path = "/api/officers/" + added.at("/id");
        office.api.post(path + "/grants", """
                {"area":"7101","rights":["TRIAGE","READ"],"from":"2026-11-23","until":"2026-11-30","actingFor":"พัฒนาการจังหวัด"}""");
        var officer = office.api.get(path);
        assertThat(officer.at("/grants/0/rights/0")).isEqualTo("READ");
        assertThat(officer.at("/grants/0/inForce")).isEqualTo("false");
        assertThat(officer.at("/grants/0/grantedBy")).isEqualTo("admin");
        assertThat(officer.at("/phone")).isEqualTo("null");
        office.clock.advance(Duration.ofDays(1));
        assertThat(office.api.get(path).at("/grants/0/inForce")).isEqualTo("true");
        assertThat(office.api.post("/api/officers", """
                {"name":"ข","position":"พัฒนากร","username":"thana"}""").at("/code")).isEqualTo("username-taken");
    }

    @Test
    void anOfficerIsEndedOnceHoweverOftenItIsAskedFor() {
        var path = "/api/officers/" + office.officer("7101", null).id() + "/end";
        var first = once(path);
        assertThat(first.status()).isEqualTo(200);
        assertThat(once(path).json()).isEqualTo(first.json());
        assertThat(office.api.post(path, "").at("/code")).isEqualTo("officer-ended");
    }

    @Test
    void whatIsToldOnceIsNotKeptToBeToldAgain() {
        var path = "/api/officers/" + office.officer("7101", "pimjai").id() + "/password";
        assertThat(once(path).at("/code")).isEqualTo("unknown-header");
        assertThat(once("/api/session").at("/code")).isEqualTo("unknown-header");
    }

    private Api.Answer once(String path) {
        return office.api.send(
                path, request -> request.header("Idempotency-Key", "k1").post(RequestBody.create("", Api.JSON_TYPE)));
    }

    @Test
    void whoActsForSomebodyDoesSoFromADayToADay() {
        var path = "/api/officers/" + office.officer("7101", null).id() + "/grants";
        var acting = "{\"area\":\"7101\",\"rights\":[\"READ\"],\"actingFor\":\"พัฒนาการจังหวัด\"";
        for (var days : new String[] {"}", ",\"from\":\"2026-11-23\"}", ",\"until\":\"2026-11-30\"}"}) {
            assertThat(grant("key", path, acting + days)).as(days).isEqualTo("invalid-fields");
        }
        assertThat(grant("key", path, acting + ",\"from\":\"2026-11-23\",\"until\":\"2026-11-30\"}"))
                .isEqualTo("201");
    }

    @Test
    void nobodyGivesARightAnAreaOrATimeThatTheyHaveNotThemselves() {
        var acting = office.keyOf("7101", TODAY.plusDays(7), Right.ADMIN, Right.READ);
        var path = "/api/officers/" + office.officer("710107", null).id() + "/grants";
        var until = ",\"until\":\"2026-11-29\"}";
        assertThat(grant(acting, path, "{\"area\":\"710107\",\"rights\":[\"READ\",\"ADMIN\"]" + until))
                .isEqualTo("201");
        for (var more : new String[] {
            "{\"area\":\"710107\",\"rights\":[\"READ\",\"TRIAGE\"]" + until,
            "{\"area\":\"71\",\"rights\":[\"READ\"]" + until,
            "{\"area\":\"TH\",\"rights\":[\"READ\"]" + until,
            "{\"area\":\"7101\",\"rights\":[\"READ\"]}",
            "{\"area\":\"7101\",\"rights\":[\"READ\"],\"until\":\"2026-11-30\"}"
        }) {
            assertThat(grant(acting, path, more)).as(more).isEqualTo("beyond-own-rights");
        }
    }

    @Test
    void theWholeCountryIsAskedForByName() {
        var path = "/api/officers/" + office.officer("", null).id() + "/grants";
        for (var left : new String[] {"", "\"area\":null,", "\"area\":\"\","}) {
            assertThat(grant("key", path, "{" + left + "\"rights\":[\"READ\"]}"))
                    .as(left)
                    .isEqualTo("bad-field");
        }
        var granted = office.api.post(path, "{\"area\":\"TH\",\"rights\":[\"READ\"]}");
        assertThat(granted.status()).isEqualTo(201);
        assertThat(granted.at("/grants/0/area")).isEqualTo("TH");
    }

    @Test
    void aGrantToAVillageThatIsNotThereMakesNone() {
        var path = "/api/officers/" + office.officer("7101", null).id() + "/grants";
        assertThat(grant("key", path, "{\"area\":\"71010777\",\"rights\":[\"READ\"]}"))
                .isEqualTo("unknown-area");
        var body = "{\"name\":\"ก\",\"position\":\"พัฒนากร\",\"area\":\"71010777\"}";
        assertThat(office.as("key", "POST", "/api/officers", body).at("/code")).isEqualTo("unknown-area");
        int villages = office.database
                .jdbi()
                .withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM area WHERE code = '71010777'")
                        .mapTo(Integer.class)
                        .one());
        assertThat(villages).isZero();
    }

    @Test
    void aKeyDoesNotGrowWithWhatIsGrantedLaterAndShowsWhoMadeIt() {
        var officer = office.officer("7101", null);
        office.grant(officer, "7101", null, Right.READ);
        var path = "/api/officers/" + officer.id();
        var key = office.as("key", "POST", path + "/keys", "{\"name\":\"x\"}").at("/secret");
        office.clock.advance(Duration.ofMinutes(1));
        office.grant(officer, "71", null, Right.ADMIN);
        assertThat(office.as(key, "GET", "/api/officers", null).at("/code")).isEqualTo("right-missing");
        assertThat(office.as(office.key(officer), "GET", "/api/officers", null).status())
                .isEqualTo(200);
        assertThat(office.as("key", "GET", path + "/keys", null).at("/items/1/madeBy"))
                .isEqualTo("admin");
    }

    private String grant(String key, String path, String body) {
        var answer = office.as(key, "POST", path, body);
        return answer.status() == 201 ? "201" : answer.at("/code");
    }

    @Test
    void nobodyGetsMoreBySomebodyElsesKeyOrPassword() {
        var admin = office.keyOf("7101", null, Right.ADMIN);
        var planner = office.officer("7101", "planner");
        office.grant(planner, "7101", null, Right.PLAN);
        var path = "/api/officers/" + planner.id();
        for (var door : new String[] {"/keys", "/password", "/end"}) {
            var body = door.equals("/keys") ? "{\"name\":\"x\"}" : "";
            assertThat(office.as(admin, "POST", path + door, body).at("/code"))
                    .as(door)
                    .isEqualTo("beyond-own-rights");
        }
        assertThat(office.as(admin, "PATCH", path, "{\"username\":\"mine\"}").at("/code"))
                .isEqualTo("beyond-own-rights");
        assertThat(office.as("key", "POST", path + "/keys", "{\"name\":\"x\"}").status())
                .isEqualTo(201);
    }

    @Test
    void anOfficerIsNotPutWhereOneHasNoRight() {
        var admin = office.keyOf("7101", null, Right.ADMIN);
        var body = "{\"name\":\"ก\",\"position\":\"พัฒนากร\",\"area\":\"7102\"}";
        assertThat(office.as(admin, "POST", "/api/officers", body).at("/code")).isEqualTo("outside-area");
        var own = office.officer("710107", null);
        assertThat(office.as(admin, "PATCH", "/api/officers/" + own.id(), "{\"area\":null}")
                        .at("/code"))
                .isEqualTo("outside-area");
    }

    @Test
    void aKeyIsToldOnceAndKeptAsADigest() {
        var path = "/api/officers/" + office.officer("7101", null).id() + "/keys";
        var made = office.api.post(path, "{\"name\":\"ส่งออก\"}");
        var secret = made.at("/secret");
        assertThat(secret).startsWith(made.at("/key/prefix")).hasSize(50);
        assertThat(office.api.get(path).text()).contains(made.at("/key/prefix")).doesNotContain(secret);
        assertThat(office.api.get("/api/audit").text()).doesNotContain(secret);
    }

    @Test
    void aKeyIsReplacedWithoutAGap() {
        var officer = office.officer("7101", null);
        var path = "/api/officers/" + officer.id() + "/keys";
        var old = office.api.post(path, "{\"name\":\"ส่งออก\"}");
        var now =
                office.api.post(path + "/" + old.at("/key/id") + "/rotate", "{\"oldUntil\":\"2026-11-22T06:00:00Z\"}");
        assertThat(office.as(old.at("/secret"), "GET", "/api/session", null).status())
                .isEqualTo(200);
        assertThat(office.as(now.at("/secret"), "GET", "/api/session", null).status())
                .isEqualTo(200);
        office.clock.advance(Duration.ofHours(1));
        assertThat(office.as(old.at("/secret"), "GET", "/api/session", null).status())
                .isEqualTo(401);
        assertThat(office.as(now.at("/secret"), "GET", "/api/session", null).status())
                .isEqualTo(200);
        assertThat(office.api
                        .post(path + "/" + old.at("/key/id") + "/rotate", "{}")
                        .at("/code"))
                .isEqualTo("unknown-key");

        office.as("key", "DELETE", path + "/" + now.at("/key/id"), null);
        assertThat(office.as(now.at("/secret"), "GET", "/api/session", null).status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T05:00:00Z, true",
        "2026-11-22T04:59:59Z, false",
        "2028-11-23T04:59:59Z, true",
        "2028-11-23T05:00:00Z, false",
        "2126-11-22T05:00:00Z, false"
    })
    void anOldKeyGoesOnForTwoYearsAtMostAndNeverEndedBefore(String oldUntil, boolean taken) {
        var path = "/api/officers/" + office.officer("7101", null).id() + "/keys";
        var old = office.api.post(path, "{\"name\":\"ส่งออก\"}");
        var rotated =
                office.api.post(path + "/" + old.at("/key/id") + "/rotate", "{\"oldUntil\":\"" + oldUntil + "\"}");
        assertThat(rotated.status()).as(rotated.text()).isEqualTo(taken ? 201 : 422);
        if (!taken) {
            assertThat(rotated.json().at("/fields/oldUntil").asText()).isEqualTo("must be within 2 years");
            assertThat(office.api.get(path).json().at("/items")).hasSize(1);
        }
    }

    @Test
    void anOldKeyDoesNotGoOnForLongerThanItWouldHave() {
        var path = "/api/officers/" + office.officer("7101", null).id() + "/keys";
        var old = office.api.post(path, "{\"name\":\"ส่งออก\",\"expiresAt\":\"2026-11-22T06:00:00Z\"}");
        office.api.post(path + "/" + old.at("/key/id") + "/rotate", "{\"oldUntil\":\"2027-11-22T06:00:00Z\"}");
        assertThat(office.api.get(path).at("/items/1/expiresAt")).isEqualTo("2026-11-22T06:00:00Z");
    }

    @Test
    void aKeyThatIsWrongOrOverOrWasRevokedIsTheSameToWhoeverTriesIt() {
        var officer = office.officer("7101", null);
        var path = "/api/officers/" + officer.id() + "/keys";
        var expired = office.api.post(path, "{\"name\":\"x\",\"expiresAt\":\"2026-11-22T06:00:00Z\"}");
        var revoked = office.api.post(path, "{\"name\":\"x\"}");
        var right = office.key(officer);
        for (var key : List.of(expired.at("/secret"), revoked.at("/secret"), right)) {
            assertThat(office.as(key, "GET", "/api/session", null).status()).isEqualTo(200);
        }
        office.clock.advance(Duration.ofHours(1));
        office.as("key", "DELETE", path + "/" + revoked.at("/key/id"), null);

        var wrong = office.as(right.substring(0, 49) + (right.endsWith("A") ? "B" : "A"), "GET", "/api/session", null);
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.at("/code")).isEqualTo("wrong-key");
        for (var key : List.of(expired.at("/secret"), revoked.at("/secret"), right.toUpperCase(Locale.ROOT), "x")) {
            var refused = office.as(key, "GET", "/api/session", null);
            assertThat(refused.text()).as(key).isEqualTo(wrong.text());
            assertThat(refused.header("WWW-Authenticate")).isEqualTo(wrong.header("WWW-Authenticate"));
        }
        assertThat(office.as(right, "GET", "/api/session", null).status()).isEqualTo(200);
    }

    @Test
    void aKeyExpires() {
        var path = "/api/officers/" + office.officer("7101", null).id() + "/keys";
        var made = office.api.post(path, "{\"name\":\"x\",\"expiresAt\":\"2026-11-23T05:00:00Z\"}");
        office.clock.advance(Duration.ofDays(1));
        assertThat(office.as(made.at("/secret"), "GET", "/api/session", null).at("/code"))
                .isEqualTo("wrong-key");
        assertThat(office.api
                        .post(path, "{\"name\":\"x\",\"expiresAt\":\"2029-11-23T05:00:00Z\"}")
                        .at("/code"))
                .isEqualTo("invalid-fields");
    }

    @Test
    void theLastUseOfAKeyIsWrittenOnceAMinute() {
        var officer = office.officer("7101", null);
        var key = office.key(officer);
        var path = "/api/officers/" + officer.id() + "/keys";
        office.as(key, "GET", "/api/session", null);
        office.clock.advance(Duration.ofSeconds(59));
        office.as(key, "GET", "/api/session", null);
        assertThat(office.api.get(path).at("/items/0/lastUsedAt")).isEqualTo("2026-11-22T05:00:00Z");
        office.clock.advance(Duration.ofSeconds(1));
        office.as(key, "GET", "/api/session", null);
        assertThat(office.api.get(path).at("/items/0/lastUsedAt")).isEqualTo("2026-11-22T05:01:00Z");
    }

    @Test
    void whoHasEndedIsOutWithAllTheirKeys() {
        var officer = office.officer("7101", null);
        var key = office.key(officer);
        assertThat(office.api.post("/api/officers/" + officer.id() + "/end", "").status())
                .isEqualTo(200);
        assertThat(office.as(key, "GET", "/api/session", null).status()).isEqualTo(401);
        assertThat(office.api.post("/api/officers/" + officer.id() + "/end", "").at("/code"))
                .isEqualTo("officer-ended");
        assertThat(office.api.get("/api/officers?ended=true").text()).contains("\"id\":" + officer.id());
    }

    @Test
    void theAuditTellsWhatChangedWithoutWhatIsPrivate() {
        var officer = office.officer("7101", null);
        var path = "/api/officers/" + officer.id();
        office.as("key", "PATCH", path, "{\"phone\":\"081 234 5678\",\"position\":\"พัฒนาการอำเภอ\"}");
        var entry = office.api.get("/api/audit?subject=officer&key=" + officer.id());
        assertThat(entry.json().get("items")).hasSize(1);
        assertThat(entry.at("/items/0/who")).isEqualTo("admin");
        assertThat(entry.at("/items/0/address")).isEqualTo("127.0.0.1");
        assertThat(entry.at("/items/0/action")).isEqualTo("changeOfficer");
        assertThat(entry.at("/items/0/area")).isEqualTo("7101");
        assertThat(entry.json().at("/items/0/changes").toString()).isEqualTo("""
                [{"field":"position","before":"พัฒนากร","after":"พัฒนาการอำเภอ"},{"field":"phone","before":"•••","after":"•••"}]""");
    }
}
