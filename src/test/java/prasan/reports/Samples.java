package prasan.reports;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import prasan.members.Member;
import prasan.members.MemberRoles;
import prasan.members.Members;

/** A village with a fictional head, who reports, and a project of the tambon. */
final class Samples {
    static final String CHAT = "U00000000000000000000000000000001";
    static final String VILLAGE = "71010705";
    static final String PROJECT = "P-70-0001";

    private Samples() {}

    static void load(Handle handle) {
        handle.execute(
                "INSERT INTO area (code, parent, name_th, name_en) VALUES ('71010705', '710107', 'หมู่ 5', 'Moo 5')");
        handle.execute("INSERT INTO chat (id, kind, created_at) VALUES (?, 'user', NOW(6))", CHAT);
        new Members(new MemberRoles())
                .introduce(
                        handle,
                        CHAT,
                        "สมชาย ใจดี",
                        Member.Role.VILLAGE_HEAD,
                        VILLAGE,
                        Instant.parse("2026-11-01T02:00:00Z"));
        handle.execute("""
                INSERT INTO project (code, name, dimension, budget_baht, do_type, fiscal_year_be, area, stage, stage_changed_on, created_at, updated_at)
                VALUES (?, 'ซ่อมถนน', 'โครงสร้างพื้นฐาน', 100000, 'AGENCY', 2570, '710107', 'PROPOSED', '2026-11-01', NOW(6), NOW(6))""", PROJECT);
    }

    static void forgetReports(Handle handle) {
        for (var table :
                List.of("report_photo", "report_media", "photo", "report_change", "report", "report_counter")) {
            handle.execute("DELETE FROM " + table);
        }
    }

    static @Nullable Long project(Handle handle, String code) {
        return handle.createQuery("SELECT id FROM project WHERE code = :code")
                .bind("code", code)
                .mapTo(Long.class)
                .findOne()
                .orElse(null);
    }

    static void photo(Handle handle, String id, byte @Nullable [] content) {
        handle.createUpdate(
                        "INSERT INTO photo (message_id, chat_id, media_type, content, created_at) VALUES (:id, :chat, :type, :content, NOW(6))")
                .bind("id", id)
                .bind("chat", CHAT)
                .bind("type", content == null ? null : "image/jpeg")
                .bind("content", content)
                .execute();
    }

    static Filing filing(String once, Category category, String detail, Instant at, String... photos) {
        return new Filing(
                once,
                CHAT,
                category,
                detail,
                VILLAGE,
                "หน้าวัดตัวอย่าง",
                14.02321,
                99.53281,
                List.of(photos),
                List.of(),
                Filing.Privacy.of(category, false, false, null),
                at);
    }
}
