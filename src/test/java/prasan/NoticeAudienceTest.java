package prasan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import prasan.http.Right;
import prasan.support.Api;
import prasan.support.FakePerson;
import prasan.support.SettableClock;

/** Whom notices are for: officers beside members, several parts joined, seats and terms, by a name, and who cannot be reached. */
class NoticeAudienceTest {
    /** A Tuesday, ten in the morning in Bangkok. */
    private static final Instant NOW = Instant.parse("2026-12-01T03:00:00Z");

    private static final String WORDS = "ขอเชิญประชุมวันที่ 15 ธ.ค. เวลา 09.00 น.";

    private final SettableClock clock = new SettableClock(NOW);
    private final Bot bot = Bot.start(null, clock);
    private final Targets targets = new Targets(bot.database.jdbi());
    private final Api writer = key("7101", Right.NOTICE, Right.READ);

    @AfterEach
    void close() {
        bot.close();
    }

    private Api key(String area, Right... rights) {
        return new Api(bot.app.port(), targets.keyFor(area, Set.of(rights), null, null));
    }

    private void sql(String statement, @Nullable Object... values) {
        bot.database.jdbi().useHandle(handle -> handle.execute(statement, values));
    }

    private FakePerson person(String name) {
        var person = bot.line.user(name);
        sql("INSERT IGNORE INTO chat (id, kind, created_at) VALUES (?, 'user', ?)", person.id(), NOW);
        return person;
    }

    private void member(String name, @Nullable FakePerson person, String area) {
        sql(
                "INSERT INTO member (chat_id, name, area, created_at) VALUES (?, ?, ?, ?)",
                person == null ? null : person.id(),
                name,
                area,
                NOW);
    }

    private void officer(String name, String job, @Nullable FakePerson person, String area) {
        sql(
                "INSERT INTO officer (name, position, job, phone, area, chat_id, created_at) VALUES (?, 'พัฒนากร', ?, '034 511 778', ?, ?, ?)",
                name,
                job,
                area,
                person == null ? null : person.id(),
                NOW);
    }

    /** Gives a member a seat of the centre of an area. */
    private void seat(String member, String area, String position, String endsOn) {
        sql(
                "INSERT IGNORE INTO centre (area, phone, created_at, updated_at) VALUES (?, '034 222 333', ?, ?)",
                area,
                NOW,
                NOW);
        sql(
                "INSERT INTO seat (centre_id, position, number) SELECT c.id, ?, 1 + (SELECT COUNT(*) FROM seat s WHERE s.centre_id = c.id AND s.position = ?) FROM centre c WHERE c.area = ?",
                position,
                position,
                area);
        sql(
                "INSERT INTO member_role (member_id, seat_id, role, area, starts_on, ends_on, verified, verified_by, verified_at, created_at)"
                        + " SELECT m.id, (SELECT MAX(id) FROM seat), 'CON_COMMITTEE', ?, '2025-01-01', ?, 'OFFICER', 'test', ?, ? FROM member m WHERE m.name = ?",
                area,
                endsOn,
                NOW,
                NOW,
                member);
    }

    private static String notice(String audience) {
        return "{\"title\":\"ประชุมประจำเดือน\",\"text\":\"" + WORDS + "\"," + audience + ",\"speed\":\"ORDINARY\"}";
    }

    private static String audience(String audience) {
        return notice("\"audience\":" + audience.replace('\'', '"'));
    }

    private static Api.Answer draft(Api api, String audience) {
        return api.post("/api/notices", audience(audience));
    }

    private static Api.Answer post(Api api, String path) {
        return api.send(path, request -> request.post(RequestBody.create(new byte[0])));
    }

    /** Sends it and returns the names of the ledger with what became of them. */
    private List<String> sent(Api.Answer draft) {
        assertThat(draft.status()).as(draft.text()).isEqualTo(201);
        var number = draft.at("/number");
        assertThat(post(writer, "/api/notices/" + number + "/send").status()).isEqualTo(200);
        return ended(number);
    }

    private List<String> ended(String number) {
        await().atMost(Bot.PATIENCE)
                .untilAsserted(
                        () -> assertThat(writer.get("/api/notices/" + number).at("/status"))
                                .isEqualTo("FINISHED"));
        var items = writer.get("/api/notices/" + number + "/recipients?limit=200")
                .json()
                .path("items");
        return IntStream.range(0, items.size())
                .mapToObj(items::path)
                .map(item ->
                        item.path("name").asText() + " " + item.path("state").asText())
                .sorted()
                .toList();
    }

    private static long heard(FakePerson person) {
        return person.texts().stream().filter(text -> text.contains(WORDS)).count();
    }

    @Test
    void officersAreToldByAreaAndJob() {
        var field = person("ก");
        officer("กานดา พัฒนากร", "FIELD", field, "710107");
        officer("ขวัญ แผน", "PLANNING", null, "7101");
        officer("คมสัน จังหวัด", "PROVINCIAL", person("ค"), "71");
        officer("งามตา อำเภออื่น", "FIELD", person("ง"), "7102");
        member("นางตัวอย่าง สมาชิก", person("ส"), "71010705");
        var leaving = person("จ");
        officer("จบแล้ว", "FIELD", leaving, "710107");
        sql("UPDATE officer SET ended_at = ? WHERE name = 'จบแล้ว'", NOW);
        assertThat(sent(draft(writer, "{'area':'7101','officers':{'jobs':['FIELD','PLANNING','PROVINCIAL']}}")))
                .containsExactly("กานดา พัฒนากร ACCEPTED", "ขวัญ แผน SKIPPED");
        assertThat(heard(field)).isEqualTo(1);
        assertThat(draft(writer, "{'area':'71','officers':{}}").at("/code")).isEqualTo("outside-area");
        assertThat(draft(writer, "{'area':'7101','roles':['KAMNAN'],'officers':{}}")
                        .at("/code"))
                .isEqualTo("invalid-fields");
        assertThat(draft(writer, "{'area':'7101','and':[{'area':'7102','officers':{}}]}")
                        .at("/code"))
                .isEqualTo("invalid-fields");
    }

    @Test
    void whoIsBothAMemberAndAnOfficerIsToldOnce() {
        var both = person("ทั้งสอง");
        member("นางตัวอย่าง ทั้งสอง", both, "71010705");
        officer("นางตัวอย่าง ทั้งสอง", "FIELD", both, "710107");
        var blocking = person("ปิดกั้น");
        officer("ปิดกั้น", "FIELD", blocking, "710107");
        blocking.blocks();
        var draft = draft(writer, "{'area':'710107','and':[{'officers':{'jobs':['FIELD']}},{'area':'71010705'}]}");
        var price = writer.get("/api/notices/" + draft.at("/number") + "/price");
        assertThat(price)
                .returns("1", answer -> answer.at("/recipients"))
                .returns("1", answer -> answer.at("/blocked"));
        assertThat(sent(draft)).containsExactly("นางตัวอย่าง ทั้งสอง ACCEPTED", "ปิดกั้น BLOCKED");
        assertThat(heard(both)).isEqualTo(1);
    }

    /** The account was an officer's when their row was written, and is a member's when theirs is. */
    @Test
    void anAccountThatGoesToAnotherPersonMeanwhileHasTheNoticeOnce() {
        var moving = person("ย้าย");
        officer("ก คนก่อน", "FIELD", null, "710107");
        member("ข คนหลัง", moving, "71010705");
        clock.set(Instant.parse("2026-12-01T10:30:00Z"));
        var draft = draft(writer, "{'area':'710107','and':[{'officers':{'jobs':['FIELD']}}]}");
        post(writer, "/api/notices/" + draft.at("/number") + "/send");
        sql(
                "INSERT INTO notice_recipient (notice_id, version, person, officer_id, chat_id, state, updated_at) SELECT n.id, 1, -o.id, o.id, ?, 'DUE', ? FROM notice n JOIN officer o WHERE n.number = ? AND o.name = 'ก คนก่อน'",
                moving.id(),
                NOW,
                draft.at("/number"));
        clock.set(Instant.parse("2026-12-02T03:00:00Z"));
        assertThat(ended(draft.at("/number"))).containsExactly("ก คนก่อน ACCEPTED", "ข คนหลัง SKIPPED");
        assertThat(heard(moving)).isEqualTo(1);
        assertThat(writer.get("/api/notices/" + draft.at("/number") + "/recipients?state=SKIPPED")
                        .at("/items/0/reason"))
                .isEqualTo("TWICE");
    }

    @Test
    void seatsAndTermsAreAudiences() {
        member("ก ประธาน", person("ก"), "71010705");
        member("ข กรรมการ", person("ข"), "71010705");
        member("ค ไม่มีที่นั่ง", person("ค"), "71010705");
        member("ง อำเภอ", person("ง"), "71010705");
        seat("ก ประธาน", "710107", "CHAIR", "2027-01-31");
        seat("ข กรรมการ", "710107", "COMMITTEE", "2028-12-31");
        seat("ง อำเภอ", "7101", "CHAIR", "2027-01-31");
        sql(
                "INSERT INTO member_role (member_id, role, area, starts_on, verified, created_at) SELECT id, 'CON_COMMITTEE', '710107', '2025-01-01', 'SELF', ? FROM member WHERE name = 'ค ไม่มีที่นั่ง'",
                NOW);
        assertThat(sent(draft(writer, "{'area':'7101','seats':{}}")))
                .containsExactly("ก ประธาน ACCEPTED", "ข กรรมการ ACCEPTED", "ง อำเภอ ACCEPTED");
        assertThat(sent(draft(writer, "{'area':'7101','levels':['TAMBON'],'seats':{'endsBefore':'2027-02-01'}}")))
                .containsExactly("ก ประธาน ACCEPTED");
    }

    @Test
    void anAudienceIsKeptByANameAndANoticeKeepsWhatItWas() {
        var made = writer.post(
                "/api/audiences",
                "{\"name\":\"ผู้นำอำเภอ\",\"audience\":{\"area\":\"7101\",\"roles\":[\"KAMNAN\"],\"and\":[{\"officers\":{\"jobs\":[\"FIELD\"]}}]}}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        var path = "/api/audiences/" + made.at("/id");
        var byName = notice("\"audienceId\":" + made.at("/id"));
        var number = writer.post("/api/notices", byName).at("/number");
        assertThat(writer.get("/api/audiences").at("/items/0/name")).isEqualTo("ผู้นำอำเภอ");
        var changed = writer.send(
                path,
                request -> request.patch(RequestBody.create("{\"audience\":{\"area\":\"710107\"}}", Api.JSON_TYPE)));
        assertThat(changed)
                .returns("710107", answer -> answer.at("/audience/area"))
                .returns("ผู้นำอำเภอ", answer -> answer.at("/name"));
        assertThat(writer.send(path, okhttp3.Request.Builder::delete).status()).isEqualTo(200);
        assertThat(writer.get("/api/notices/" + number))
                .returns("7101", answer -> answer.at("/audience/area"))
                .returns("KAMNAN", answer -> answer.at("/audience/roles/0"))
                .returns("FIELD", answer -> answer.at("/audience/and/0/officers/jobs/0"));
        assertThat(writer.post("/api/notices", byName).at("/code")).isEqualTo("unknown-audience");
        assertThat(writer.post("/api/notices", notice("\"audienceId\":1,\"audience\":{\"area\":\"7101\"}"))
                        .at("/code"))
                .isEqualTo("invalid-fields");
        assertThat(writer.post("/api/audiences", "{\"name\":\"จังหวัด\",\"audience\":{\"area\":\"71\"}}")
                        .at("/code"))
                .isEqualTo("outside-area");
        assertThat(bot.api
                        .get("/api/audit?subject=audience")
                        .json()
                        .path("items")
                        .size())
                .isEqualTo(3);
    }

    @Test
    void whoCannotBeReachedIsAListToRingBy() {
        member("ก ประธาน", person("ก"), "71010705");
        seat("ก ประธาน", "710107", "CHAIR", "2028-01-31");
        member("นายหัวหน้า", person("หัวหน้า"), "71010705");
        sql(
                "INSERT INTO member_role (member_id, role, area, starts_on, verified, created_at) SELECT id, 'VILLAGE_HEAD', '71010705', '2025-01-01', 'SELF', ? FROM member WHERE name = 'นายหัวหน้า'",
                NOW);
        member("นางตัวอย่าง ไม่มีไลน์", null, "71010705");
        var blocking = person("ปิดกั้น");
        member("นางตัวอย่าง ปิดกั้น", blocking, "71010705");
        blocking.blocks();
        officer("ขวัญ แผน", "PLANNING", null, "7101");
        var draft = draft(writer, "{'area':'7101','and':[{'officers':{}}]}");
        var number = draft.at("/number");
        var price = writer.get("/api/notices/" + number + "/price").json().path("samples");
        assertThat(price.findValuesAsText("name"))
                .contains("ก ประธาน", "นายหัวหน้า", "นางตัวอย่าง ไม่มีไลน์", "ขวัญ แผน")
                .doesNotContain("นางตัวอย่าง ปิดกั้น");

        var path = "/api/notices/" + number + "/unreachable?sort=area";
        await().atMost(Bot.PATIENCE)
                .untilAsserted(() -> assertThat(rows(writer, path))
                        .contains("นางตัวอย่าง ปิดกั้น BLOCKED null นายหัวหน้า ก ประธาน 034 222 333"));
        var before = rows(writer, path);
        assertThat(before)
                .contains("นางตัวอย่าง ไม่มีไลน์ NO_LINE null นายหัวหน้า ก ประธาน 034 222 333")
                .contains("ขวัญ แผน NO_LINE null null null null")
                .hasSizeGreaterThanOrEqualTo(3);
        assertThat(writer.get(path + "&format=CSV").text()).contains("034 222 333");
        assertThat(bot.api
                        .get("/api/audit?action=listUnreachable")
                        .json()
                        .path("items")
                        .size())
                .isPositive();

        assertThat(sent(draft)).contains("ก ประธาน ACCEPTED", "นางตัวอย่าง ปิดกั้น BLOCKED");
        assertThat(rows(writer, path)).containsExactlyElementsOf(before);
        // an officer's phone is for those who keep officers, other phones and names for those who may read
        assertThat(rows(key("7101", Right.NOTICE, Right.ADMIN), path))
                .contains("ขวัญ แผน NO_LINE 034 511 778 null null null")
                .contains("นางตัวอย่าง ไม่มีไลน์ NO_LINE null null null null");
    }

    private static List<String> rows(Api api, String path) {
        var items = api.get(path).json().path("items");
        return IntStream.range(0, items.size())
                .mapToObj(items::path)
                .map(item -> List.of("name", "reason", "phone", "villageHead", "holder", "centrePhone").stream()
                        .map(field -> item.path(field).asText())
                        .collect(java.util.stream.Collectors.joining(" ")))
                .sorted()
                .toList();
    }

    @Test
    void aChangeOfADraftChangesItsParts() {
        var number = draft(writer, "{'area':'7101','and':[{'officers':{'jobs':['FIELD']}}]}")
                .at("/number");
        var path = "/api/notices/" + number;
        assertThat(writer.get(path))
                .returns("7101", answer -> answer.at("/audience/and/0/area"))
                .returns("FIELD", answer -> answer.at("/audience/and/0/officers/jobs/0"));
        var change = "{\"audience\":{\"area\":\"7101\",\"and\":[{\"seats\":{\"endsBefore\":\"2027-02-01\"}}]}}";
        var changed = writer.send(path, request -> request.patch(RequestBody.create(change, Api.JSON_TYPE)));
        assertThat(changed)
                .returns("2027-02-01", answer -> answer.at("/audience/and/0/seats/endsBefore"))
                .returns("2", answer -> answer.at("/version"));
        assertThat(writer.get(path).at("/audience")).isEqualTo(changed.at("/audience"));
    }
}
