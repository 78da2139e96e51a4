package prasan;

import static org.assertj.core.api.Assertions.assertThat;
import static prasan.http.Right.ADMIN;
import static prasan.http.Right.AWARD;
import static prasan.http.Right.MEMBER;
import static prasan.http.Right.NOTICE;
import static prasan.http.Right.PLAN;
import static prasan.http.Right.READ;
import static prasan.http.Right.TRIAGE;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import prasan.centres.Position;
import prasan.http.Right;
import prasan.officers.ApiKeys;
import prasan.support.Api;

/**
 * Every route, by everybody: without a key, with a wrong and an expired one, with each single right in the area, outside of it and in the whole country, as the administrator, and
 * acting for somebody before, during and after the days of it. A route that is served and has no row here fails the test.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RightsTest {
    private static final String INSIDE = "7101";
    private static final String OUTSIDE = "7102";
    private static final int FORBIDDEN = 403;
    private static final int UNKNOWN = 401;
    private static final int NOT_FOUND = 404;

    final Bot bot = Bot.start();
    private final Targets targets = new Targets(bot.database.jdbi());
    private final Map<Right, String> inside = new EnumMap<>(Right.class);
    private final Map<Right, String> outside = new EnumMap<>(Right.class);
    private final Map<Right, String> national = new EnumMap<>(Right.class);
    private final Map<Right, String> actingBefore = new EnumMap<>(Right.class);
    private final Map<Right, String> acting = new EnumMap<>(Right.class);
    private final Map<Right, String> actingAfter = new EnumMap<>(Right.class);
    private String expired = "";
    private String powerless = "";

    /** A request for what lies in the area, and for a list what it shows of it. */
    record Call(
            String path, @Nullable String body, @Nullable String shows) {}

    /**
     * How a route answers.
     *
     * @param route method and declared path
     * @param call makes a request that may be done once
     * @param right that is needed, {@code null} for a key whatever its rights
     * @param nationally whether the right is needed in the whole country
     * @param done the status when it may be done
     * @param missed the status when the right is held elsewhere
     */
    record Row(String route, Supplier<Call> call, @Nullable Right right, boolean nationally, int done, int missed) {
        @Override
        public String toString() {
            return route;
        }
    }

    /** A route that works on one row of the area. */
    private static Row one(Right right, String route, Supplier<Call> call) {
        return new Row(route, call, right, false, 200, NOT_FOUND);
    }

    /** A route that adds something to one row of the area. */
    private static Row adds(Right right, String route, Supplier<Call> call) {
        return new Row(route, call, right, false, 201, NOT_FOUND);
    }

    /** A route that makes a row in the area. */
    private static Row makes(Right right, String route, Supplier<Call> call) {
        return new Row(route, call, right, false, 201, 422);
    }

    /** A list, which everybody with the right gets and which shows what lies in the area only to those who have it there. */
    private static Row list(Right right, String route, Supplier<String> shows) {
        var path = route.substring(route.indexOf(' ') + 1);
        return new Row(route, () -> new Call(path, null, shows.get()), right, false, 200, 200);
    }

    /** A route about what belongs to no area. */
    private static Row nationally(Right right, String route, Supplier<Call> call) {
        return new Row(route, call, right, true, 200, FORBIDDEN);
    }

    /** A route for everybody with a key. */
    private static Row known(int done, String route, Supplier<Call> call) {
        return new Row(route, call, null, false, done, done);
    }

    private static Call get(String path) {
        return new Call(path, null, null);
    }

    private static Call send(String path, String body) {
        return new Call(path, body, null);
    }

    private Row step(String status, String step) {
        return one(
                NOTICE,
                "POST /api/notices/{number}/" + step,
                () -> send("/api/notices/" + targets.notice(status) + "/" + step, ""));
    }

    private static String newNotice() {
        return "{\"title\":\"ประชุม\",\"text\":\"ขอเชิญประชุม\",\"audience\":{\"area\":\"710107\"},\"speed\":\"ORDINARY\"}";
    }

    private static final Set<String> OPEN = Set.of(
            "GET /healthz", "GET /readyz", "GET /metrics", "GET /openapi.json", "POST /api/session", "GET /me/{token}");

    /** One line for each route. */
    List<Row> rows() {
        return List.of(
                list(READ, "GET /api/reports", targets::report),
                one(READ, "GET /api/reports/{number}", () -> get("/api/reports/" + targets.report())),
                one(
                        TRIAGE,
                        "PATCH /api/reports/{number}",
                        () -> send("/api/reports/" + targets.report(), "{\"category\":\"WATER\"}")),
                one(
                        TRIAGE,
                        "POST /api/reports/{number}/status",
                        () -> send("/api/reports/" + targets.report() + "/status", "{\"status\":\"ACKNOWLEDGED\"}")),
                one(
                        READ,
                        "GET /api/reports/{number}/photos/{seq}",
                        () -> get("/api/reports/" + targets.report() + "/photos/1")),
                one(
                        READ,
                        "GET /api/reports/{number}/media/{seq}",
                        () -> get("/api/reports/" + targets.report() + "/media/1")),
                known(200, "GET /api/work", () -> get("/api/work")),
                new Row("GET /api/work/sensitive", () -> get("/api/work/sensitive"), READ, false, 200, 200),
                list(READ, "GET /api/dangers", () -> "\"id\":" + targets.danger() + ","),
                one(
                        TRIAGE,
                        "POST /api/dangers/{id}/seen",
                        () -> send("/api/dangers/" + targets.danger() + "/seen", "{\"note\":\"โทรแจ้ง 199 แล้ว\"}")),
                list(READ, "GET /api/projects", targets::project),
                makes(PLAN, "POST /api/projects", () -> send("/api/projects", newProject())),
                one(READ, "GET /api/projects/{code}", () -> get("/api/projects/" + targets.project())),
                one(
                        PLAN,
                        "PATCH /api/projects/{code}",
                        () -> send("/api/projects/" + targets.project(), "{\"name\":\"ถนนใหม่\"}")),
                one(
                        PLAN,
                        "POST /api/projects/{code}/stage",
                        () -> send("/api/projects/" + targets.project() + "/stage", "{\"stage\":\"VILLAGE_PLAN\"}")),
                one(
                        PLAN,
                        "PATCH /api/projects/{code}/stage",
                        () -> send("/api/projects/" + targets.project() + "/stage", "{\"note\":\"มติประชาคม\"}")),
                list(READ, "GET /api/awards", targets::award),
                makes(AWARD, "POST /api/awards", () -> send("/api/awards", newAward())),
                one(READ, "GET /api/awards/{code}", () -> get("/api/awards/" + targets.award())),
                one(
                        AWARD,
                        "PATCH /api/awards/{code}",
                        () -> send("/api/awards/" + targets.award(), "{\"title\":\"ใหม่\"}")),
                one(
                        AWARD,
                        "POST /api/awards/{code}/announce",
                        () -> send("/api/awards/" + targets.award() + "/announce", "")),
                list(READ, "GET /api/handovers", () -> "\"id\":" + targets.handover() + ","),
                one(READ, "GET /api/handovers/{id}", () -> get("/api/handovers/" + targets.handover())),
                one(
                        TRIAGE,
                        "POST /api/handovers/{id}/messages",
                        () -> send("/api/handovers/" + targets.handover() + "/messages", "{\"text\":\"สวัสดีค่ะ\"}")),
                one(
                        TRIAGE,
                        "POST /api/handovers/{id}/close",
                        () -> send("/api/handovers/" + targets.handover() + "/close", "")),
                one(READ, "GET /api/handovers/{id}/messages/{message}/photo", () -> get(targets.handoverPhoto())),
                one(READ, "GET /api/handovers/{id}/messages/{message}/media", () -> get(targets.handoverMedia())),
                new Row("GET /api/areas", () -> get("/api/areas?area=7101"), READ, false, 200, 200),
                new Row("GET /api/areas/{code}", () -> get("/api/areas/7101"), READ, false, 200, 200),
                list(READ, "GET /api/centres", () -> "\"code\":\"" + targets.centre() + "\""),
                makes(MEMBER, "POST /api/centres", () -> send("/api/centres", newCentre())),
                one(READ, "GET /api/centres/{code}", () -> get("/api/centres/" + targets.centre())),
                one(
                        MEMBER,
                        "PATCH /api/centres/{code}",
                        () -> send("/api/centres/" + targets.centre(), "{\"place\":\"ศาลากลางบ้าน\"}")),
                adds(
                        MEMBER,
                        "POST /api/centres/{code}/seats",
                        () -> send("/api/centres/" + targets.centre() + "/seats", "{\"position\":\"COMMITTEE\"}")),
                one(MEMBER, "DELETE /api/centres/{code}/seats/{seat}", () -> get(targets.seat(Position.SECRETARY))),
                adds(
                        MEMBER,
                        "POST /api/centres/{code}/seats/{seat}/terms",
                        () -> send(targets.seat(Position.VICE_CHAIR) + "/terms", newTerm())),
                one(
                        MEMBER,
                        "POST /api/centres/{code}/seats/{seat}/end",
                        () -> send(targets.heldSeat(Position.TREASURER) + "/end", "{}")),
                list(READ, "GET /api/members", () -> "\"id\":" + targets.member() + ","),
                makes(
                        MEMBER,
                        "POST /api/members",
                        () -> send("/api/members", "{\"name\":\"นายใหม่ ตัวอย่าง\",\"area\":\"71010705\"}")),
                one(READ, "GET /api/members/{id}", () -> get("/api/members/" + targets.member())),
                one(
                        MEMBER,
                        "PATCH /api/members/{id}",
                        () -> send("/api/members/" + targets.member(), "{\"name\":\"นางใหม่ ตัวอย่าง\"}")),
                one(MEMBER, "POST /api/members/{id}/end", () -> send("/api/members/" + targets.member() + "/end", "")),
                one(
                        MEMBER,
                        "POST /api/members/{id}/unlink",
                        () -> send("/api/members/" + targets.member() + "/unlink", "")),
                one(
                        MEMBER,
                        "POST /api/members/{id}/link",
                        () -> send(
                                "/api/members/" + targets.member() + "/link", "{\"member\":" + targets.member() + "}")),
                adds(
                        MEMBER,
                        "POST /api/members/{id}/roles",
                        () -> send(
                                "/api/members/" + targets.member() + "/roles",
                                "{\"role\":\"GROUP_LEADER\",\"area\":\"71010705\"}")),
                one(MEMBER, "POST /api/members/{id}/roles/{role}/end", () -> send(targets.role() + "/end", "{}")),
                one(MEMBER, "POST /api/members/{id}/roles/{role}/verify", () -> send(targets.role() + "/verify", "")),
                list(NOTICE, "GET /api/notices", targets::notice),
                makes(NOTICE, "POST /api/notices", () -> send("/api/notices", newNotice())),
                one(NOTICE, "GET /api/notices/{number}", () -> get("/api/notices/" + targets.notice())),
                one(
                        NOTICE,
                        "PATCH /api/notices/{number}",
                        () -> send("/api/notices/" + targets.notice(), "{\"title\":\"ประชุมใหญ่\"}")),
                one(
                        NOTICE,
                        "GET /api/notices/{number}/price",
                        () -> get("/api/notices/" + targets.notice() + "/price")),
                one(
                        NOTICE,
                        "GET /api/notices/{number}/preview",
                        () -> get("/api/notices/" + targets.notice() + "/preview")),
                one(
                        NOTICE,
                        "GET /api/notices/{number}/print",
                        () -> get("/api/notices/" + targets.notice() + "/print")),
                one(
                        NOTICE,
                        "GET /api/notices/{number}/aloud",
                        () -> get("/api/notices/" + targets.notice() + "/aloud")),
                // whose officer has no LINE
                new Row(
                        "POST /api/notices/{number}/test",
                        () -> send("/api/notices/" + targets.notice() + "/test", ""),
                        NOTICE,
                        false,
                        409,
                        NOT_FOUND),
                step("DRAFT", "send"),
                step("WAITING", "approve"),
                step("SENDING", "pause"),
                step("PAUSED", "resume"),
                step("WAITING", "cancel"),
                step("FINISHED", "retry"),
                adds(
                        NOTICE,
                        "POST /api/notices/{number}/remind",
                        () -> send("/api/notices/" + targets.unansweredNotice() + "/remind", "")),
                one(
                        NOTICE,
                        "GET /api/notices/{number}/recipients",
                        () -> get("/api/notices/" + targets.notice() + "/recipients")),
                one(
                        NOTICE,
                        "GET /api/notices/{number}/replies",
                        () -> get("/api/notices/" + targets.notice() + "/replies")),
                one(
                        NOTICE,
                        "GET /api/notices/{number}/progress",
                        () -> get("/api/notices/" + targets.notice() + "/progress")),
                one(
                        NOTICE,
                        "GET /api/notices/{number}/reach",
                        () -> get("/api/notices/" + targets.notice() + "/reach")),
                one(
                        NOTICE,
                        "GET /api/notices/{number}/unreachable",
                        () -> get("/api/notices/" + targets.notice() + "/unreachable")),
                list(NOTICE, "GET /api/audiences", () -> "\"id\":" + targets.audience() + ","),
                makes(
                        NOTICE,
                        "POST /api/audiences",
                        () -> send("/api/audiences", "{\"name\":\"ทุกคน\",\"audience\":{\"area\":\"710107\"}}")),
                one(NOTICE, "GET /api/audiences/{id}", () -> get("/api/audiences/" + targets.audience())),
                one(
                        NOTICE,
                        "PATCH /api/audiences/{id}",
                        () -> send("/api/audiences/" + targets.audience(), "{\"name\":\"ทั้งหมด\"}")),
                one(NOTICE, "DELETE /api/audiences/{id}", () -> get("/api/audiences/" + targets.audience())),
                new Row("GET /api/audience", () -> get("/api/audience?area=710107"), NOTICE, false, 200, 422),
                list(MEMBER, "GET /api/invitations", () -> "\"id\":" + targets.invitation() + ","),
                makes(MEMBER, "POST /api/invitations", () -> send("/api/invitations", newInvitation())),
                one(
                        MEMBER,
                        "POST /api/invitations/{id}/revoke",
                        () -> send("/api/invitations/" + targets.invitation() + "/revoke", "")),
                list(MEMBER, "GET /api/registrations", () -> "\"id\":" + targets.registration() + ","),
                one(
                        MEMBER,
                        "POST /api/registrations/{id}/approve",
                        () -> send("/api/registrations/" + targets.registration() + "/approve", "")),
                one(
                        MEMBER,
                        "POST /api/registrations/{id}/refuse",
                        () -> send("/api/registrations/" + targets.registration() + "/refuse", "{\"reason\":\"ซ้ำ\"}")),
                list(MEMBER, "GET /api/erasures", () -> "\"id\":" + targets.erasure() + ","),
                one(
                        MEMBER,
                        "POST /api/erasures/{id}/approve",
                        () -> send("/api/erasures/" + targets.erasure() + "/approve", "")),
                one(
                        MEMBER,
                        "POST /api/erasures/{id}/refuse",
                        () -> send("/api/erasures/" + targets.erasure() + "/refuse", "{\"reason\":\"มาตรา 24 (4)\"}")),
                known(200, "GET /api/session", () -> get("/api/session")),
                known(409, "DELETE /api/session", () -> get("/api/session")),
                known(
                        409,
                        "PUT /api/session/password",
                        () -> send("/api/session/password", "{\"old\":\"x\",\"password\":\"twelve-letters\"}")),
                known(409, "POST /api/session/totp", () -> send("/api/session/totp", "")),
                known(409, "POST /api/session/line-code", () -> send("/api/session/line-code", "")),
                known(409, "PUT /api/session/totp", () -> send("/api/session/totp", "{\"code\":\"123456\"}")),
                list(
                        ADMIN,
                        "GET /api/officers",
                        () -> "\"id\":" + targets.officer().id() + ","),
                makes(
                        ADMIN,
                        "POST /api/officers",
                        () -> send(
                                "/api/officers",
                                "{\"name\":\"ก ตัวอย่าง\",\"position\":\"พัฒนากร\",\"area\":\"710107\"}")),
                one(ADMIN, "GET /api/officers/{id}", () -> get(officer())),
                one(ADMIN, "PATCH /api/officers/{id}", () -> send(officer(), "{\"name\":\"ข ตัวอย่าง\"}")),
                adds(ADMIN, "POST /api/officers/{id}/line-code", () -> send(officer() + "/line-code", "")),
                one(ADMIN, "DELETE /api/officers/{id}/line", () -> get(officer() + "/line")),
                one(ADMIN, "POST /api/officers/{id}/end", () -> send(officer() + "/end", "")),
                adds(
                        ADMIN,
                        "POST /api/officers/{id}/grants",
                        () -> send(
                                officer() + "/grants",
                                "{\"area\":\"710107\",\"rights\":[\"ADMIN\"],\"until\":\"" + today() + "\"}")),
                one(ADMIN, "DELETE /api/officers/{id}/grants/{grant}", () -> get(grantOfAnOfficer())),
                list(ADMIN, "GET /api/audit", this::audited),
                one(ADMIN, "GET /api/officers/{id}/keys", () -> get(officer() + "/keys")),
                adds(ADMIN, "POST /api/officers/{id}/keys", () -> send(officer() + "/keys", "{\"name\":\"ส่งออก\"}")),
                adds(
                        ADMIN,
                        "POST /api/officers/{id}/keys/{key}/rotate",
                        () -> send(keyOfAnOfficer() + "/rotate", "{}")),
                one(ADMIN, "DELETE /api/officers/{id}/keys/{key}", () -> get(keyOfAnOfficer())),
                one(ADMIN, "POST /api/officers/{id}/password", () -> send(officer() + "/password", "")),
                new Row("GET /api/conversations", () -> get("/api/conversations"), READ, false, 200, 200),
                nationally(ADMIN, "POST /api/conversations/reload", () -> send("/api/conversations/reload", "")),
                nationally(
                        ADMIN,
                        "POST /api/imports/areas",
                        () -> send(
                                "/api/imports/areas?apply=true",
                                "code,name_th\n71010705,บ้าน" + System.nanoTime() + "\n")),
                new Row(
                        "POST /api/imports/members",
                        () -> send(
                                "/api/imports/members?apply=true",
                                "code,name,role,area\nM-" + System.nanoTime() + ",ก ตัวอย่าง,RESIDENT,710107\n"),
                        MEMBER,
                        false,
                        200,
                        422),
                new Row(
                        "POST /api/imports/centres",
                        () -> send(
                                "/api/imports/centres?apply=true",
                                "area,position,place\n710107,," + System.nanoTime() + "\n"),
                        MEMBER,
                        false,
                        200,
                        422),
                new Row(
                        "POST /api/imports/projects",
                        () -> send(
                                "/api/imports/projects?apply=true",
                                "code,name,dimension,objective,target,indicator,budget_baht,budget_source,do_type,agency,fiscal_year_be,area,priority,lat,lon,stage,stage_changed_on\nI-"
                                        + System.nanoTime()
                                        + ",ถนน,ด้าน,,,,1,,SELF,,2570,710107,,,,PROPOSED,2026-01-05\n"),
                        PLAN,
                        false,
                        200,
                        422),
                nationally(
                        AWARD,
                        "POST /api/imports/award-types",
                        () -> send(
                                "/api/imports/award-types?apply=true",
                                "code,name_th,prize\nT,รางวัล" + System.nanoTime() + ",\n")),
                new Row("POST /api/imports/awards", this::awards, AWARD, false, 200, 422),
                nationally(ADMIN, "GET /api/retention", () -> get("/api/retention")),
                nationally(
                        ADMIN, "PATCH /api/retention/{rule}", () -> send("/api/retention/messages", "{\"days\":90}")),
                nationally(ADMIN, "GET /api/retention/runs", () -> get("/api/retention/runs")),
                new Row("POST /api/retention/runs", () -> send("/api/retention/runs", ""), ADMIN, true, 201, FORBIDDEN),
                nationally(ADMIN, "GET /api/deliveries", () -> get("/api/deliveries?state=HELD")),
                nationally(
                        ADMIN,
                        "GET /api/deliveries/{id}/recipients",
                        () -> get("/api/deliveries/" + targets.delivery() + "/recipients")),
                nationally(READ, "GET /api/quota", () -> get("/api/quota")),
                nationally(ADMIN, "POST /api/pushes/stop", () -> send("/api/pushes/stop", "{\"reason\":\"ตรวจสอบ\"}")),
                nationally(
                        ADMIN, "POST /api/pushes/start", () -> send("/api/pushes/start", "{\"reason\":\"เรียบร้อย\"}")),
                nationally(ADMIN, "GET /api/events/failed", () -> get("/api/events/failed")),
                nationally(
                        ADMIN,
                        "POST /api/events/{id}/retry",
                        () -> send("/api/events/" + targets.failedEvent() + "/retry", "")));
    }

    private String newProject() {
        return "{\"code\":\"NEW-" + System.nanoTime() + "\",\"name\":\"ถนน\",\"dimension\":\"ด้าน\",\"budgetBaht\":1,"
                + "\"doType\":\"SELF\",\"fiscalYearBe\":2570,\"area\":\"710107\"}";
    }

    private String newAward() {
        targets.award();
        return "{\"code\":\"N-" + System.nanoTime()
                + "\",\"type\":\"T\",\"title\":\"ท\",\"yearBe\":2569,\"area\":\"710107\","
                + "\"recipient\":\"บ้านตัวอย่าง\",\"recipientKind\":\"VILLAGE\",\"recipientArea\":\"710107\",\"achievement\":\"ดี\","
                + "\"publishConsent\":true}";
    }

    private Call awards() {
        targets.award();
        return send(
                "/api/imports/awards?apply=true",
                "code,type,title,year_be,area,recipient,recipient_kind,recipient_area,occupation,achievement,prize,ceremony,ceremony_on,venue,publish_consent,status\nA-"
                        + System.nanoTime() + ",T,ท,2569,710107,บ้านตัวอย่าง,VILLAGE,710107,,ดี,,,,,yes,DRAFT\n");
    }

    private String newCentre() {
        targets.noCentre("710108");
        return "{\"area\":\"710108\"}";
    }

    private static String newTerm() {
        return "{\"name\":\"นางสาวสมมติ ตัวอย่าง\",\"startsOn\":\"" + today() + "\",\"endsOn\":\""
                + today().plusYears(4) + "\"}";
    }

    private static String newInvitation() {
        return "{\"role\":\"KAMNAN\",\"area\":\"710107\",\"uses\":1,\"expiresAt\":\"" + today().plusDays(2)
                + "T00:00:00Z\"}";
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneId.of("Asia/Bangkok"));
    }

    private String officer() {
        return "/api/officers/" + targets.officer().id();
    }

    private String grantOfAnOfficer() {
        var officer = targets.officer();
        return "/api/officers/" + officer.id() + "/grants/"
                + targets.grant(officer, Targets.VILLAGE, Set.of(ADMIN), null, null);
    }

    private String keyOfAnOfficer() {
        var officer = targets.officer();
        ApiKeys.Made made = targets.key(officer);
        return "/api/officers/" + officer.id() + "/keys/" + made.key().id();
    }

    /** Something that was done in the area, by the key that the audit shows. */
    private String audited() {
        var project = targets.project();
        assertThat(bot.api
                        .post("/api/projects/" + project + "/stage", "{\"stage\":\"VILLAGE_PLAN\"}")
                        .status())
                .isEqualTo(200);
        return project;
    }

    @BeforeAll
    void officers() {
        var today = today();
        for (var right : Right.values()) {
            var only = Set.of(right);
            inside.put(right, targets.keyFor(INSIDE, only, null, null));
            outside.put(right, targets.keyFor(OUTSIDE, only, null, null));
            national.put(right, targets.keyFor("", only, null, null));
            actingBefore.put(right, targets.keyFor(INSIDE, only, today.plusDays(1), today.plusDays(9)));
            acting.put(right, targets.keyFor(INSIDE, only, today.minusDays(9), today));
            actingAfter.put(right, targets.keyFor(INSIDE, only, today.minusDays(9), today.minusDays(1)));
        }
        expired = targets.expiredKey();
        powerless = targets.keyFor(INSIDE, Set.of(), null, null);
    }

    @AfterAll
    void stop() {
        bot.close();
    }

    @Test
    void everyRouteThatIsServedHasItsRowHere() {
        var served = new TreeSet<String>();
        var paths = bot.api.get("/openapi.json").json().get("paths");
        paths.fieldNames()
                .forEachRemaining(path -> paths.get(path)
                        .fieldNames()
                        .forEachRemaining(method -> served.add(method.toUpperCase(Locale.ROOT) + " " + path)));
        var rows = new ArrayList<>(rows().stream().map(Row::route).toList());
        rows.addAll(OPEN);
        assertThat(rows).containsExactlyInAnyOrderElementsOf(served);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aRouteIsOpenToThoseWhoHaveItsRightWhereItWorksAndToNobodyElse(Row row) {
        var softly = new SoftAssertions();
        expect(softly, row, "no key", null, UNKNOWN);
        expect(softly, row, "wrong key", "prasan_wrong", UNKNOWN);
        expect(softly, row, "expired key", expired, UNKNOWN);
        expect(softly, row, "no right", powerless, row.right() == null ? row.done() : FORBIDDEN);
        expect(softly, row, "administrator", Bot.KEY, row.done());
        for (var right : Right.values()) {
            boolean has = row.right() == null || right == row.right();
            int here = row.nationally() ? FORBIDDEN : row.done();
            expect(softly, row, right + " inside", inside.get(right), has ? here : FORBIDDEN);
            expect(softly, row, right + " outside", outside.get(right), has ? row.missed() : FORBIDDEN);
            expect(softly, row, right + " in the whole country", national.get(right), has ? row.done() : FORBIDDEN);
        }
        if (row.right() != null) {
            int here = row.nationally() ? FORBIDDEN : row.done();
            expect(softly, row, "acting from tomorrow", actingBefore.get(row.right()), FORBIDDEN);
            expect(softly, row, "acting", acting.get(row.right()), here);
            expect(softly, row, "acting until yesterday", actingAfter.get(row.right()), FORBIDDEN);
        }
        softly.assertAll();
    }

    private void expect(SoftAssertions softly, Row row, String who, @Nullable String key, int status) {
        var call = row.call().get();
        long before = audits();
        var answer = ask(row, call, key);
        softly.assertThat(answer.status()).as("%s: %s", who, answer.text()).isEqualTo(status);
        if (call.shows() != null && status == 200) {
            boolean sees = !who.endsWith("outside");
            softly.assertThat(answer.text().contains(call.shows()))
                    .as("%s sees it", who)
                    .isEqualTo(sees);
        }
        if (!row.route().startsWith("GET ")) {
            long written = audits() - before;
            softly.assertThat(written > 0).as("%s is written down", who).isEqualTo(answer.status() < 300);
        }
    }

    private Api.Answer ask(Row row, Call call, @Nullable String key) {
        var method = row.route().substring(0, row.route().indexOf(' '));
        var body = call.body();
        return bot.api.send(call.path(), request -> {
            var asked = request.method(
                    method, body == null ? null : RequestBody.create(body, MediaType.get("application/json")));
            return key == null ? asked.removeHeader("Authorization") : asked.header("Authorization", "Bearer " + key);
        });
    }

    private long audits() {
        return bot.database
                .jdbi()
                .withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM audit")
                        .mapTo(Long.class)
                        .one());
    }
}
