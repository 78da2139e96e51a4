package prasan.outbox;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Stops all pushes of all nodes at once, and lets them go on; replies go on meanwhile. One row, which every node reads before it claims something to push. */
public final class PushSwitch {
    private PushSwitch() {}

    static PushState read(Handle handle) {
        return read(handle, "");
    }

    /** Whether all pushes wait. */
    public static boolean stopped(Handle handle) {
        return handle.createQuery("SELECT stopped FROM push_switch")
                .mapTo(Boolean.class)
                .one();
    }

    /** Reads it so that nobody else turns it meanwhile. */
    static PushState lock(Handle handle) {
        return read(handle, " FOR UPDATE");
    }

    private static PushState read(Handle handle, String lock) {
        return handle.createQuery(
                        "SELECT stopped, reason, changed_by AS `by`, changed_at AS since FROM push_switch" + lock)
                .map(ConstructorMapper.of(PushState.class))
                .one();
    }

    static PushState turn(Handle handle, boolean stopped, String reason, String by, Instant at) {
        handle.createUpdate(
                        "UPDATE push_switch SET stopped = :stopped, reason = :reason, changed_by = :by, changed_at = :at")
                .bind("stopped", stopped)
                .bind("reason", reason)
                .bind("by", by)
                .bind("at", at)
                .execute();
        return read(handle);
    }
}
