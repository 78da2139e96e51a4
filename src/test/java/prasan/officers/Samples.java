package prasan.officers;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import prasan.members.Member;
import prasan.members.MemberRoles;
import prasan.members.Members;
import prasan.officers.Handover.Gathered;

/** A village head who is known, and somebody of whom only LINE has told a name. */
final class Samples {
    static final String HEAD = "U00000000000000000000000000000001";
    private static final Instant MET = Instant.parse("2026-11-01T02:00:00Z");
    static final String STRANGER = "U00000000000000000000000000000002";
    static final List<Gathered> LOAN = List.of(new Gathered("เรื่อง", "เงินกู้ กข.คจ."));

    private Samples() {}

    static void load(Handle handle) {
        handle.execute(
                "INSERT INTO area (code, parent, name_th, name_en) VALUES ('71010705', '710107', 'หมู่ 5', 'Moo 5')");
        for (var chat : List.of(HEAD, STRANGER)) {
            handle.execute("INSERT INTO chat (id, kind, created_at) VALUES (?, 'user', NOW(6))", chat);
        }
        new Members(new MemberRoles())
                .introduce(handle, HEAD, "นางตัวอย่าง หนึ่ง", Member.Role.VILLAGE_HEAD, "71010705", MET);
        handle.execute(
                "INSERT INTO member (chat_id, display_name, created_at) VALUES (?, 'จาก LINE', NOW(6))", STRANGER);
    }

    static void forgetHandovers(Handle handle) {
        for (var table : List.of("handover_message", "handover", "photo", "inbox")) {
            handle.execute("DELETE FROM " + table);
        }
        handle.execute("UPDATE chat SET blocked_at = NULL");
    }
}
