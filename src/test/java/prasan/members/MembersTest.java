package prasan.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import prasan.areas.Areas;
import prasan.chat.Actions;
import prasan.chat.Topic;
import prasan.db.Database;
import prasan.db.Refused;
import prasan.flow.Input;
import prasan.flow.Value;
import prasan.support.TestDatabase;

class MembersTest {
    private static final Instant FIRST = Instant.parse("2026-11-22T02:00:00Z");
    private static final Instant LATER = Instant.parse("2026-11-22T03:00:00Z");
    private static final LocalDate DAY = LocalDate.parse("2026-11-22");
    private static Database database;
    private final MemberRoles roles = new MemberRoles();
    private final Members members = new Members(roles);

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void aPersonIsMadeOnceAtTheFirstContact() {
        database.jdbi().useTransaction(handle -> {
            chat(handle, "U-first");
            assertThat(members.byChat(handle, "U-first")).isEmpty();
            members.ensure(handle, "U-first", FIRST);
            var made = members.byChat(handle, "U-first").orElseThrow();
            members.ensure(handle, "U-first", LATER);
            assertThat(members.byChat(handle, "U-first")).contains(made);
            assertThat(made.name()).isNull();
        });
    }

    @Test
    void whoIntroducesThemselvesIsRememberedWithTheNoticeThatTheySaw() {
        database.jdbi().useTransaction(handle -> {
            chat(handle, "U-intro");
            members.introduce(
                    handle, "U-intro", " นายสมมติ \n\u202E ตัวอย่าง\u0007 ", Member.Role.KAMNAN, "710107", FIRST);

            var member = members.byChat(handle, "U-intro").orElseThrow();
            assertThat(member.name()).isEqualTo("นายสมมติ ตัวอย่าง");
            assertThat(member.area()).isEqualTo("710107");
            assertThat(roles.inForce(handle, member.id(), DAY)).singleElement().satisfies(held -> {
                assertThat(held.role()).isEqualTo(Member.Role.KAMNAN);
                assertThat(held.area()).isEqualTo("710107");
                assertThat(held.verified()).isEqualTo(MemberRole.Verified.SELF);
            });
            var notice = handle.createQuery("SELECT notice_version, notice_at FROM member WHERE chat_id = 'U-intro'")
                    .map((row, context) ->
                            row.getString(1) + " " + row.getTimestamp(2).toInstant())
                    .one();
            assertThat(notice).isEqualTo(Members.NOTICE_VERSION + " " + FIRST);
        });
    }

    @Test
    void aSecondIntroductionReplacesTheFirstInTheSameRow() {
        database.jdbi().useTransaction(handle -> {
            chat(handle, "U-again");
            members.introduce(handle, "U-again", "นายสมมติ หนึ่ง", Member.Role.RESIDENT, "710107", FIRST);
            var before = members.byChat(handle, "U-again").orElseThrow();
            members.introduce(handle, "U-again", "นายสมมติ สอง", Member.Role.VOLUNTEER_LEADER, "710108", LATER);
            var after = members.byChat(handle, "U-again").orElseThrow();
            assertThat(after.id()).isEqualTo(before.id());
            assertThat(after.name()).isEqualTo("นายสมมติ สอง");
            assertThat(after.area()).isEqualTo("710108");
            assertThat(roles.all(handle, after.id()))
                    .extracting(MemberRole::role, MemberRole::area)
                    .containsExactly(tuple(Member.Role.VOLUNTEER_LEADER, "710108"));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ก",
                " ก \u200B",
                "กขคงจฉชซฌญกขคงจฉชซฌญกขคงจฉชซฌญกขคงจฉชซฌญกขคงจฉชซฌญกขคงจฉชซฌญกขคงจฉชซฌญกขคงจฉชซฌญกขคงจฉชซฌญกขคงจฉชซฌญก"
            })
    void aNameThatIsTooShortOrTooLongIsRefused(String name) {
        assertThatThrownBy(() -> database.jdbi().useTransaction(handle -> {
                    chat(handle, "U-name");
                    members.introduce(handle, "U-name", name, Member.Role.RESIDENT, "710107", FIRST);
                }))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("bad-name");
    }

    @Test
    void whoRegistersIsToldTheVersionOfTheNoticeThatIsStored() throws IOException {
        for (var file : List.of("privacy-notice.yaml", "privacy.yaml")) {
            assertThat(Files.readString(Path.of("conversations", file)))
                    .contains("(ฉบับที่ " + Members.NOTICE_VERSION + ")");
        }
        for (var file : List.of("privacy-notice.en.yaml", "privacy.en.yaml")) {
            assertThat(Files.readString(Path.of("conversations", file)))
                    .containsIgnoringCase("(version " + Members.NOTICE_VERSION + ")");
        }
    }

    @Test
    void newsIsForThoseWhoAgreedToIt() {
        var consents = new Consents();
        database.jdbi().useTransaction(handle -> {
            new Areas().village(handle, "710302", 1);
            introduced(handle, "U-news", "71030201");
            long id = members.byChat(handle, "U-news").orElseThrow().id();
            assertThat(members.living(handle, "71030201", Topic.NEWS)).isEmpty();
            assertThat(members.living(handle, "71030201", Topic.WARNINGS)).containsExactly("U-news");
            consents.news(handle, id, true, FIRST);
            consents.news(handle, id, true, LATER);
            assertThat(members.living(handle, "71030201", Topic.NEWS)).containsExactly("U-news");
            consents.news(handle, id, false, LATER);
            assertThat(members.living(handle, "71030201", Topic.NEWS)).isEmpty();
            // that it was given, under which notice and until when, stays on record
            assertThat(handle.createQuery(
                                    "SELECT notice_version, given_at, withdrawn_at FROM member_consent WHERE member_id = :id")
                            .bind("id", id)
                            .mapToMap()
                            .list())
                    .singleElement()
                    .satisfies(row -> assertThat(row.get("notice_version")).isEqualTo(Members.NOTICE_VERSION))
                    .satisfies(row -> assertThat(row.get("withdrawn_at")).isNotNull());
        });
    }

    @Test
    void thoseOfAnAreaAreThoseInsideIt() {
        database.jdbi().useTransaction(handle -> {
            new Areas().village(handle, "710301", 4);
            introduced(handle, "U-village", "71030104");
            introduced(handle, "U-tambon", "710301");
            introduced(handle, "U-district", "7103");
            introduced(handle, "U-elsewhere", "720101");

            assertThat(members.living(handle, "7103", Topic.PLANS))
                    .containsExactlyInAnyOrder("U-village", "U-tambon", "U-district");
            assertThat(members.living(handle, "710301", Topic.PLANS))
                    .containsExactlyInAnyOrder("U-village", "U-tambon");
            assertThat(members.living(handle, "71030104", Topic.PLANS)).containsExactly("U-village");
            assertThat(members.living(handle, "71030105", Topic.PLANS)).isEmpty();
        });
    }

    @Test
    void inChatAPersonIsNewUntilTheyHaveIntroducedThemselves() {
        var actions = new MemberActions(members, roles, new Areas());
        database.jdbi().useTransaction(handle -> {
            chat(handle, "U-me");
            var context = new Actions.Context(handle, "U-me", "th", FIRST, "once");
            assertThat(actions.me(context)).isEqualTo(new Input.Outcome("new", Map.of()));
            members.ensure(handle, "U-me", FIRST);
            assertThat(actions.me(context)).isEqualTo(new Input.Outcome("new", Map.of()));

            var person = Map.<String, Value>of(
                    "name", new Value.Text("นางสมมติ ใจดี"),
                    "role", new Value.Code("role", "VOLUNTEER_LEADER"),
                    "area", new Areas().value(handle, "710107"));
            assertThat(actions.introduce(context, person)).isEqualTo(new Input.Outcome("done", Map.of()));
            assertThat(actions.me(context)).isEqualTo(new Input.Outcome("known", person));
        });
    }

    private void introduced(Handle handle, String chat, String area) {
        chat(handle, chat);
        members.introduce(handle, chat, "นายสมมติ", Member.Role.RESIDENT, area, FIRST);
    }

    private static void chat(Handle handle, String id) {
        handle.createUpdate("INSERT INTO chat (id, kind, created_at) VALUES (:id, 'user', :at)")
                .bind("id", id)
                .bind("at", FIRST)
                .execute();
    }
}
