package prasan.notices;

/** Where a notice stands. */
public enum NoticeStatus {
    /** Written, and known to officers alone. */
    DRAFT,
    /** To be sent, after an approval or at its time. */
    WAITING,
    SENDING,
    /** Halted by an officer; what LINE has already is not taken back. */
    PAUSED,
    /** No recipient is open. */
    FINISHED,
    CANCELLED
}
