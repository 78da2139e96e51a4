package prasan.work;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that waits for an officer.
 *
 * @param position its place in the usual order, its own
 * @param key what the kind's own routes call it: a report's number, or an id
 * @param subject code of what it is about: of the danger's kind, the category or the role; {@code null} for the other kinds
 * @param state how far it has come: a report's status, or WAITING, SEEN, OVERDUE
 * @param since when it began to wait
 * @param dueAt when it should be done
 * @param owner the officer who last had it in hand, {@code null} for nobody
 * @param reminders on how many days the reporter asked what became of it
 */
record WorkItem(
        long position,
        Kind kind,
        String key,
        @Nullable String subject,
        String state,
        @Nullable String area,
        Instant since,
        Instant dueAt,
        @Nullable String owner,
        int reminders) {

    /** What kind of work it is. */
    enum Kind {
        DANGER(0),
        REPORT(1),
        HANDOVER(2),
        REGISTRATION(3),
        ERASURE(4);

        private final int digit;

        Kind(int digit) {
            this.digit = digit;
        }

        /** Returns what tells its positions from those of the other kinds, 0 to 7. */
        int digit() {
            return digit;
        }
    }
}
