package prasan.officers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import prasan.http.Right;
import prasan.support.Api;

class SessionRoutesTest {
    private static final String OWN = "ปลาตัวใหญ่ในแม่น้ำแคว";
    private Office office;
    private Officer officer;

    @BeforeEach
    void start() {
        office = new Office();
        officer = office.officer("7101", "pimjai");
        office.grant(officer, "7101", null, Right.ADMIN, Right.READ);
    }

    @AfterEach
    void stop() {
        office.close();
    }

    /** The password that an administrator gives. */
    private String given() {
        return office.api
                .post("/api/officers/" + officer.id() + "/password", "")
                .at("/password");
    }

    /** Signed in with a password of their own. */
    private Api.Answer signedIn() {
        var password = given();
        var first = office.signIn("pimjai", password, null);
        return office.browse(
                "PUT",
                "/api/session/password",
                "{\"old\":\"" + password + "\",\"password\":\"" + OWN + "\"}",
                Office.cookie(first),
                first.at("/csrf"));
    }

    @Test
    void whoSignsInWithAGivenPasswordChangesItBeforeAnythingElse() {
        var password = given();
        var first = office.signIn("pimjai", password, null);
        assertThat(first.status()).isEqualTo(201);
        assertThat(first.json().get("passwordToChange").asBoolean()).isTrue();
        assertThat(browse(first, "/api/officers").status()).isEqualTo(403);

        var own = office.browse(
                "PUT",
                "/api/session/password",
                "{\"old\":\"" + password + "\",\"password\":\"" + OWN + "\"}",
                Office.cookie(first),
                first.at("/csrf"));
        assertThat(own.status()).isEqualTo(200);
        assertThat(own.json().get("passwordToChange").asBoolean()).isFalse();
        assertThat(own.at("/allowed/0/rights/0")).isEqualTo("READ");
        assertThat(browse(own, "/api/officers").status()).isEqualTo(200);
        assertThat(browse(first, "/api/session").at("/code")).isEqualTo("signed-out");
        assertThat(office.signIn("pimjai", password, null).at("/code")).isEqualTo("wrong-sign-in");
        assertThat(office.signIn("pimjai", OWN, null).status()).isEqualTo(201);
    }

    @Test
    void aGivenPasswordIsForAWeek() {
        var password = given();
        office.clock.advance(Duration.ofDays(7));
        assertThat(office.signIn("pimjai", password, null).at("/code")).isEqualTo("wrong-sign-in");
    }

    @Test
    void aPasswordThatIsShortOrHasTheUsernameOrIsWidelyKnownIsRefused() {
        var session = signedIn();
        for (var bad : new String[] {"สั้นเกินไป", "ก".repeat(129), "ＰＩＭＪＡＩ-is-the-name", "P@ssw0rd2569!"}) {
            var refused = change(session, OWN, bad);
            assertThat(refused.at("/code")).as(bad).isEqualTo("invalid-fields");
        }
        assertThat(change(session, "not-the-old-one", "khao-suai-tem-na").at("/code"))
                .isEqualTo("wrong-sign-in");
    }

    @Test
    void aNewPasswordThatIsRefusedIsNoFailedTryButAWrongOldOneIs() {
        var session = signedIn();
        for (int i = 0; i < 6; i++) {
            assertThat(change(session, OWN, "short").status()).isEqualTo(422);
        }
        session = change(session, OWN, "khao-suai-tem-na");
        assertThat(session.status()).isEqualTo(200);
        for (int i = 0; i < 5; i++) {
            assertThat(change(session, "not-the-old-one", OWN).status()).isEqualTo(401);
        }
        assertThat(change(session, "khao-suai-tem-na", OWN).status()).isEqualTo(429);
    }

    @Test
    void aPasswordFromAnAdministratorLiftsTheLockOut() {
        for (int i = 0; i < 6; i++) {
            office.signIn("pimjai", "wrong-password", null);
        }
        assertThat(office.signIn("pimjai", "wrong-password", null).status()).isEqualTo(429);
        assertThat(office.signIn("pimjai", given(), null).status()).isEqualTo(201);
    }

    @Test
    void aUsernameIsTheSameInCapitals() {
        signedIn();
        assertThat(office.signIn("Pimjai", OWN, null).status()).isEqualTo(201);
        assertThat(office.signIn("PIMJAI", OWN, null).status()).isEqualTo(201);
    }

    private Api.Answer change(Api.Answer session, String old, String password) {
        return office.browse(
                "PUT",
                "/api/session/password",
                "{\"old\":\"" + old + "\",\"password\":\"" + password + "\"}",
                Office.cookie(session),
                session.at("/csrf"));
    }

    @Test
    void theCookieIsForThisHostOverHttpsAndOutOfReachOfScripts() {
        assertThat(signedIn().header("Set-Cookie"))
                .startsWith("__Host-prasan=")
                .contains("Path=/", "Secure", "HttpOnly", "SameSite=Strict", "Max-Age=43200")
                .doesNotContain("Domain");
    }

    @Test
    void aChangeNeedsTheProofThatTheSiteItselfAskedForIt() {
        var session = signedIn();
        var path = "/api/officers/" + officer.id();
        var body = "{\"position\":\"พัฒนาการอำเภอ\"}";
        assertThat(office.browse("PATCH", path, body, Office.cookie(session), null)
                        .at("/code"))
                .isEqualTo("csrf");
        assertThat(office.browse("PATCH", path, body, Office.cookie(session), session.at("/csrf"))
                        .status())
                .isEqualTo(200);
        assertThat(browse(session, "/api/session").at("/csrf")).isEqualTo(session.at("/csrf"));
    }

    @Test
    void fiveWrongPasswordsLockANameOutWhetherThereIsOneOrNot() {
        signedIn();
        for (var name : new String[] {"pimjai", "nobody", "ไม่มี"}) {
            for (int i = 0; i < 5; i++) {
                assertThat(office.signIn(name, "wrong-password", null).at("/code"))
                        .isEqualTo("wrong-sign-in");
            }
            var locked = office.signIn(name, name.equals("pimjai") ? OWN : "x", null);
            assertThat(locked.status()).as(name).isEqualTo(429);
            assertThat(locked.header("Retry-After")).isEqualTo("901");
        }
        office.clock.advance(Duration.ofMinutes(15));
        assertThat(office.signIn("pimjai", OWN, null).status()).isEqualTo(201);
    }

    @Test
    void spacesAndCapitalsAreNoFurtherTries() {
        signedIn();
        for (var name : new String[] {"pimjai", "PIMJAI", "Pimjai", "pImjai", "pimjaI"}) {
            assertThat(office.signIn(name, "wrong-password", null).status()).isEqualTo(401);
        }
        assertThat(office.signIn("pimjai ", OWN, null).status()).isEqualTo(429);
        assertThat(office.signIn("pimjai", OWN, null).status()).isEqualTo(429);
    }

    @Test
    void anAddressThatIsLockedOutLeavesNothingBehind() {
        for (int i = 0; i < 60; i++) {
            office.signIn("name" + i, "wrong", null);
        }
        int rows = office.database
                .jdbi()
                .withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM sign_in_failure")
                        .mapTo(Integer.class)
                        .one());
        assertThat(rows).isEqualTo(31);
    }

    @Test
    void anAddressThatTriesManyNamesIsLockedOut() {
        for (int i = 0; i < 30; i++) {
            assertThat(office.signIn("name" + i, "wrong", null).status()).isEqualTo(401);
        }
        assertThat(office.signIn("pimjai", "wrong", null).status()).isEqualTo(429);
    }

    @Test
    void aSessionEndsHalfAnHourAfterItsLastUse() {
        var session = signedIn();
        for (int i = 0; i < 3; i++) {
            office.clock.advance(Duration.ofMinutes(29));
            assertThat(browse(session, "/api/session").status()).isEqualTo(200);
        }
        office.clock.advance(Duration.ofMinutes(30));
        assertThat(browse(session, "/api/session").at("/code")).isEqualTo("signed-out");
    }

    @Test
    void aSessionEndsAfterTwelveHoursHoweverMuchItIsUsed() {
        var session = signedIn();
        for (int i = 0; i < 35; i++) {
            office.clock.advance(Duration.ofMinutes(20));
            assertThat(browse(session, "/api/session").status()).isEqualTo(200);
        }
        office.clock.advance(Duration.ofMinutes(20));
        assertThat(browse(session, "/api/session").status()).isEqualTo(401);
    }

    @Test
    void whoSignsOutIsOut() {
        var session = signedIn();
        var out = office.browse("DELETE", "/api/session", null, Office.cookie(session), session.at("/csrf"));
        assertThat(out.status()).isEqualTo(200);
        assertThat(out.header("Set-Cookie")).startsWith("__Host-prasan=;").contains("Expires=Thu, 01 Jan 1970");
        assertThat(browse(session, "/api/session").status()).isEqualTo(401);
    }

    @Test
    void anOfficerWhoHasEndedIsOutAtOnce() {
        var session = signedIn();
        office.api.post("/api/officers/" + officer.id() + "/end", "");
        assertThat(browse(session, "/api/session").status()).isEqualTo(401);
        assertThat(office.signIn("pimjai", OWN, null).at("/code")).isEqualTo("wrong-sign-in");
    }

    @Test
    void oneTimeCodesAreAskedForOnceAFirstOneIsConfirmedAndEachIsTakenOnce() {
        var session = signedIn();
        var proposed = office.browse("POST", "/api/session/totp", "", Office.cookie(session), session.at("/csrf"));
        assertThat(proposed.at("/uri"))
                .isEqualTo("otpauth://totp/Prasan:pimjai?secret=" + proposed.at("/secret") + "&issuer=Prasan");
        assertThat(office.signIn("pimjai", OWN, null).status()).isEqualTo(201);

        assertThat(confirm(session, "000000x").at("/code")).isEqualTo("wrong-code");
        assertThat(confirm(session, code(0)).status()).isEqualTo(200);
        assertThat(office.signIn("pimjai", OWN, null).at("/code")).isEqualTo("code-missing");
        assertThat(office.signIn("pimjai", OWN, code(0)).at("/code")).isEqualTo("wrong-sign-in");
        assertThat(office.signIn("pimjai", OWN, code(1)).status()).isEqualTo(201);
        assertThat(office.signIn("pimjai", OWN, code(1)).at("/code")).isEqualTo("wrong-sign-in");
        assertThat(office.browse("POST", "/api/session/totp", "", Office.cookie(session), session.at("/csrf"))
                        .at("/code"))
                .isEqualTo("codes-in-use");

        var password = given();
        assertThat(office.signIn("pimjai", password, null).status()).isEqualTo(201);
    }

    private Api.Answer confirm(Api.Answer session, String code) {
        return office.browse(
                "PUT", "/api/session/totp", "{\"code\":\"" + code + "\"}", Office.cookie(session), session.at("/csrf"));
    }

    /** The code that an authenticator shows now, or some steps later. */
    private String code(int later) {
        var secret = office.database
                .jdbi()
                .withHandle(handle -> handle.createQuery("SELECT totp FROM officer WHERE id = :id")
                        .bind("id", officer.id())
                        .mapTo(byte[].class)
                        .one());
        return Totp.code(secret, office.clock.instant().getEpochSecond() / 30 + later);
    }

    @Test
    void aTryThatFailsIsWrittenDownWithoutWhatWasTyped() {
        signedIn();
        office.signIn("pimjai", "not-the-password", null);
        office.signIn("somebody-else", "not-the-password", null);
        var audit = office.api.get("/api/audit?action=signIn");
        assertThat(audit.at("/items/0/rowKey")).isEqualTo("unknown");
        assertThat(audit.at("/items/1/who")).isEqualTo("not signed in");
        assertThat(audit.at("/items/1/rowKey")).isEqualTo(audit.at("/items/2/rowKey"));
        assertThat(audit.at("/items/1/changes/0/after")).isEqualTo("wrong-sign-in");
        assertThat(audit.text()).doesNotContain("not-the-password").doesNotContain("somebody-else");
    }

    @Test
    void whatIsGuessedInAnOpenSessionIsWrittenDownToo() {
        var session = signedIn();
        office.browse("POST", "/api/session/totp", "", Office.cookie(session), session.at("/csrf"));
        change(session, "not-the-old-one", "khao-suai-tem-na");
        confirm(session, "000000x");
        for (var action : new String[] {"changePassword wrong-sign-in", "confirmCodes wrong-code"}) {
            var first = office.api
                    .get("/api/audit?action=" + action.split(" ", 2)[0])
                    .json()
                    .at("/items/0");
            assertThat(first.at("/who").asText()).isEqualTo("พิมพ์ใจ ตัวอย่าง");
            assertThat(first.at("/rowKey").asText()).isEqualTo(String.valueOf(officer.id()));
            assertThat(first.at("/changes/0/after").asText()).isEqualTo(action.split(" ", 2)[1]);
        }
    }

    @Test
    void aLockOutIsWrittenDownOnceHoweverOftenItIsRunInto() {
        for (int i = 0; i < 9; i++) {
            office.signIn("pimjai", "wrong-password", null);
        }
        var audit = office.api.get("/api/audit?action=signIn").json().at("/items");
        assertThat(audit.findValuesAsText("after"))
                .containsExactly(
                        "too-many-tries",
                        "wrong-sign-in",
                        "wrong-sign-in",
                        "wrong-sign-in",
                        "wrong-sign-in",
                        "wrong-sign-in");
        assertThat(audit.findValuesAsText("rowKey")).containsOnly(String.valueOf(officer.id()));
        office.clock.advance(Duration.ofMinutes(15));
        assertThat(office.signIn("pimjai", given(), null).status()).isEqualTo(201);
    }

    @Test
    void nothingThatOpensADoorIsKeptAsItIs() {
        var session = signedIn();
        var token = Office.cookie(session).split("=", 2)[1];
        var dump = office.database
                .jdbi()
                .withHandle(
                        handle -> handle.createQuery("""
                                SELECT CONCAT_WS(' ', (SELECT GROUP_CONCAT(password) FROM officer), (SELECT GROUP_CONCAT(HEX(hash)) FROM officer_session),
                                    (SELECT GROUP_CONCAT(CONCAT_WS(' ', old_values, new_values)) FROM audit))""").mapTo(String.class).one());
        assertThat(dump)
                .startsWith("$argon2id$v=19$m=19456,t=2,p=1$")
                .doesNotContain(OWN)
                .doesNotContain(token);
    }

    private Api.Answer browse(Api.Answer session, String path) {
        return office.browse("GET", path, null, Office.cookie(session), null);
    }
}
