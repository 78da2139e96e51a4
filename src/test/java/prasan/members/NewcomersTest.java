package prasan.members;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import prasan.areas.Areas;
import prasan.db.Database;
import prasan.flow.BuddhistEra;
import prasan.support.TestDatabase;

class NewcomersTest {
    private static final String CHAT = "U00000000000000000000000000000001";
    private static final String VILLAGE = "71010705";
    private static final Instant AT = Instant.parse("2026-11-22T05:00:00Z");
    private final Database database = TestDatabase.fresh();
    private final Handle handle = database.jdbi().open();
    private final MemberRoles roles = new MemberRoles();
    private final Members members = new Members(roles);
    private final Newcomers newcomers = new Newcomers(members, roles);

    @BeforeEach
    void chat() {
        new Areas().require(handle, VILLAGE);
        handle.execute("INSERT INTO chat (id, kind, created_at) VALUES (?, 'user', NOW(6))", CHAT);
        members.ensure(handle, CHAT, AT);
    }

    @AfterEach
    void close() {
        handle.close();
        database.close();
    }

    private String who() {
        var member = members.byChat(handle, CHAT).orElseThrow();
        return member.name() + " " + member.area() + " "
                + roles.inForce(handle, member.id(), BuddhistEra.day(AT)).stream()
                        .map(role -> role.role() + " " + role.area())
                        .toList();
    }

    @Test
    void whoSaysTheirNameIsAResidentUnlessTheySayMore() {
        newcomers.remember(handle, CHAT, "นางสมมติ ตัวอย่าง", null, VILLAGE, AT);
        assertThat(who()).isEqualTo("นางสมมติ ตัวอย่าง 71010705 [RESIDENT 71010705]");
    }

    @Test
    void aRoleIsHeldForItsArea() {
        newcomers.remember(handle, CHAT, "นายสมมติ ตัวอย่าง", "KAMNAN_INSPECTOR", VILLAGE, AT);
        assertThat(who()).isEqualTo("นายสมมติ ตัวอย่าง 71010705 [KAMNAN_INSPECTOR 710107]");
    }

    @Test
    void whereThereAreNoVillagesThereIsNoVillageHead() {
        newcomers.remember(handle, CHAT, "นายสมมติ ตัวอย่าง", "VILLAGE_HEAD", "710101", AT);
        assertThat(who()).isEqualTo("นายสมมติ ตัวอย่าง 710101 [RESIDENT 710101]");
    }

    @Test
    void whoIsKnownStaysWhoTheyAre() {
        members.introduce(handle, CHAT, "นายสมมติ ตัวอย่าง", Member.Role.VILLAGE_HEAD, VILLAGE, AT);
        newcomers.remember(handle, CHAT, "คนอื่น ตัวอย่าง", "KAMNAN", VILLAGE, AT);
        assertThat(who()).isEqualTo("นายสมมติ ตัวอย่าง 71010705 [VILLAGE_HEAD 71010705]");
    }

    @Test
    void whatIsNoNameIsNotKept() {
        newcomers.remember(handle, CHAT, "ก", null, VILLAGE, AT);
        assertThat(who()).isEqualTo("null null []");
    }
}
