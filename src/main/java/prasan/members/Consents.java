package prasan.members;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/**
 * What people have agreed to beyond what the office does by its duty: to be told news (พ.ร.บ. คุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562 ม.19). Nothing else waits for it, reporting least of
 * all. What was agreed to and taken back stays on record. Works inside the caller's transaction; safe for all threads.
 */
public final class Consents {
    private static final String CURRENT = "member_id = :member AND topic = 'NEWS' AND withdrawn_at IS NULL";

    /** Whether a member agrees to be told news. */
    public boolean news(Handle handle, long member) {
        return handle.createQuery("SELECT EXISTS (SELECT 1 FROM member_consent WHERE " + CURRENT + ")")
                .bind("member", member)
                .mapTo(Boolean.class)
                .one();
    }

    /** Notes that a member agrees, or no longer does, under the privacy notice of today. */
    public void news(Handle handle, long member, boolean agreed, Instant at) {
        if (agreed == news(handle, member)) {
            return;
        }
        var sql = agreed
                ? "INSERT INTO member_consent (member_id, topic, notice_version, given_at) VALUES (:member, 'NEWS', :version, :at)"
                : "UPDATE member_consent SET withdrawn_at = :at WHERE " + CURRENT;
        var update = handle.createUpdate(sql).bind("member", member).bind("at", at);
        if (agreed) {
            update.bind("version", Members.NOTICE_VERSION);
        }
        update.execute();
    }
}
