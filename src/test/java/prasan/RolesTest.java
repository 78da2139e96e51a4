package prasan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import prasan.centres.Position;
import prasan.flow.BuddhistEra;
import prasan.support.Api;

/** What officers may do with roles over HTTP, and what is told of it afterwards. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RolesTest {
    private final LocalDate today = BuddhistEra.day(Instant.now());
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

    private Api.Answer does(int status, String path, String json) {
        var answer = bot.api.post(path, json);
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        return answer;
    }

    private Api.Answer gives(int status, long member, String role, String area, String more) {
        return does(
                status,
                "/api/members/" + member + "/roles",
                "{\"role\":\"%s\",\"area\":\"%s\"%s}".formatted(role, area, more));
    }

    private String audit(String subject, String key) {
        return bot.api
                .get("/api/audit?subject=" + subject + "&key=" + key)
                .json()
                .at("/items")
                .toString();
    }

    private String memberOf(long registration) {
        return bot.database
                .jdbi()
                .withHandle(handle -> handle.createQuery("SELECT member_id FROM registration WHERE id = ?")
                        .bind(0, registration)
                        .mapTo(String.class)
                        .one());
    }

    @Test
    void whoeverHasARoleIsNotGivenItASecondTime() {
        long member = targets.member();
        gives(201, member, "VOLUNTEER_LEADER", "71010706", "");
        assertThat(gives(409, member, "VOLUNTEER_LEADER", "71010706", "").at("/code"))
                .isEqualTo("role-held");
        gives(201, member, "VOLUNTEER_LEADER", "71010708", "");
        gives(201, member, "GROUP_LEADER", "71010706", ",\"title\":\"กลุ่มทอผ้า\"");
        gives(201, member, "GROUP_LEADER", "71010706", ",\"title\":\"กลุ่มออมทรัพย์\"");
        gives(409, member, "GROUP_LEADER", "71010706", ",\"title\":\"กลุ่มออมทรัพย์\"");
    }

    @ParameterizedTest
    @CsvSource({
        "VILLAGE_HEAD, 71, VILLAGE",
        "VILLAGE_HEAD, 710107, VILLAGE",
        "VILLAGE_COMMITTEE, 710107, VILLAGE",
        "KAMNAN, 71010706, TAMBON",
        "KAMNAN, 7101, TAMBON",
        "CON_COMMITTEE, 71010706, NATION or PROVINCE or DISTRICT or TAMBON"
    })
    void aRoleIsHeldForAnAreaOfItsLevel(String role, String area, String levels) {
        assertThat(gives(422, targets.member(), role, area, "").at("/fields/area"))
                .isEqualTo("must be of the level " + levels);
    }

    @Test
    void anImportTellsWhichAreaARoleIsNotFor() {
        var file = "code,name,role,area\nRL-1,นายกว้าง ตัวอย่าง,ผู้ใหญ่บ้าน,71\n";
        var refused = bot.api.send(
                "/api/imports/members?apply=true",
                request -> request.post(RequestBody.create(file.getBytes(StandardCharsets.UTF_8))));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.at("/errors/0/column")).isEqualTo("area");
        assertThat(refused.at("/errors/0/reason")).isEqualTo("must be of the level VILLAGE");
    }

    @Test
    void aRoleEndsOnADayThatCanBeItsLast() {
        var role = targets.role();
        does(422, role + "/end", "{\"lastDay\":\"2569-12-31\"}");
        does(200, role + "/end", "{\"lastDay\":\"" + today.plusDays(3) + "\"}");
        var later = does(422, role + "/end", "{\"lastDay\":\"" + today.plusDays(4) + "\"}");
        assertThat(later.at("/code")).isEqualTo("invalid-fields");
        assertThat(later.at("/fields/lastDay")).isEqualTo("must not be after the last day that there is");
        does(200, role + "/end", "{}");

        var seat = targets.heldSeat(Position.COMMITTEE);
        does(422, seat + "/end", "{\"lastDay\":\"2569-12-31\"}");
        does(422, seat + "/end", "{\"lastDay\":\"" + today.plusYears(5) + "\"}");
        does(200, seat + "/end", "{\"lastDay\":\"" + today.plusYears(1) + "\"}");
    }

    @Test
    void whoeverIsNoMemberAnyMoreIsNotDecidedUpon() {
        long registration = targets.registration();
        bot.database
                .jdbi()
                .useHandle(handle -> handle.execute(
                        "UPDATE member SET ended_at = NOW(6), chat_id = NULL WHERE id = ?", memberOf(registration)));
        var path = "/api/registrations/" + registration;
        assertThat(does(409, path + "/approve", "").at("/code")).isEqualTo("member-ended");
        assertThat(does(409, path + "/refuse", "{\"reason\":\"ไม่ใช่\"}").at("/code"))
                .isEqualTo("member-ended");
    }

    @Test
    void theAuditTellsWhatADecisionMadeOfTheMember() {
        long approved = targets.registration();
        does(200, "/api/registrations/" + approved + "/approve", "");
        assertThat(audit("registration", String.valueOf(approved))).contains("APPROVED");
        assertThat(audit("member", memberOf(approved))).contains("approveRegistration", "ASSISTANT_HEAD", "OFFICER");

        long refused = targets.registration();
        does(200, "/api/registrations/" + refused + "/refuse", "{\"reason\":\"ไม่ใช่\"}");
        assertThat(audit("member", memberOf(refused))).contains("refuseRegistration", "RESIDENT");
    }

    @Test
    void theAuditTellsUnderBothRowsWhichOfThemAPersonIsNow() {
        long known = targets.member();
        long phone = targets.member();
        does(200, "/api/members/" + known + "/link", "{\"member\":" + phone + "}");
        for (long row : new long[] {known, phone}) {
            assertThat(audit("member", String.valueOf(row)))
                    .contains("linkMember", String.valueOf(known), String.valueOf(phone), "gone");
        }
    }
}
