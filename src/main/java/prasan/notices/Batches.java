package prasan.notices;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** The rows of the outbox that carry a notice and whose end is not written down yet. */
final class Batches {
    private Batches() {}

    static List<Long> open(Handle handle, long notice) {
        return handle.createQuery("SELECT outbox_id FROM notice_batch WHERE notice_id = :notice ORDER BY outbox_id")
                .bind("notice", notice)
                .mapTo(Long.class)
                .list();
    }

    static void add(Handle handle, long notice, long row) {
        handle.execute("INSERT INTO notice_batch (outbox_id, notice_id) VALUES (?, ?)", row, notice);
    }

    static void close(Handle handle, long row) {
        handle.execute("DELETE FROM notice_batch WHERE outbox_id = ?", row);
    }
}
