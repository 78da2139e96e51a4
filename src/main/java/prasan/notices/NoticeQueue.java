package prasan.notices;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The notices with something to be done, which {@link NoticeSender} takes one by one. Works inside the caller's transaction. */
final class NoticeQueue {
    private NoticeQueue() {}

    /** The id of the next notice with something to be done. */
    static Optional<Long> next(Handle handle, long after) {
        return handle.createQuery("""
                        SELECT id FROM notice WHERE NOT settled AND id > :after
                            AND (status IN ('SENDING', 'PAUSED', 'CANCELLED') OR status = 'WAITING' AND released_at IS NOT NULL)
                        ORDER BY id LIMIT 1""").bind("after", after).mapTo(Long.class).findOne();
    }

    /** The notice of that id, held until the transaction ends; nothing if another transaction holds it. */
    static Optional<Notice> hold(Handle handle, long id) {
        return handle.createQuery("SELECT id FROM notice WHERE id = :id FOR UPDATE SKIP LOCKED")
                .bind("id", id)
                .mapTo(Long.class)
                .findOne()
                .flatMap(held -> handle.createQuery(NoticeRows.SELECT + "WHERE n.id = :id")
                        .bind("id", held)
                        .map(NoticeRows.NOTICE)
                        .findOne());
    }

    /** It is for many more than it was when it was sent: a second officer approves it first. */
    static void unreleased(Handle handle, Notice notice, Instant at) {
        Notices.update(handle, "UPDATE notice SET released_at = NULL, updated_at = :at WHERE id = :id", notice, at)
                .execute();
    }

    static void begin(Handle handle, Notice notice, Instant at) {
        Notices.update(handle, """
                        UPDATE notice SET status = 'SENDING', begun_at = :at, latest_at = COALESCE(latest_at, :latest), updated_at = :at
                        WHERE id = :id""", notice, at)
                .bind("latest", at.plus(Notice.USEFUL))
                .execute();
    }

    /** Nobody is left to send it to. */
    static void settled(Handle handle, Notice notice, Instant at) {
        Notices.update(handle, """
                        UPDATE notice SET settled = TRUE, status = IF(status = 'CANCELLED', 'CANCELLED', 'FINISHED'),
                            ended_at = COALESCE(ended_at, :at), updated_at = :at WHERE id = :id""", notice, at).execute();
    }
}
