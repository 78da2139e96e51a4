package prasan.notices;

/** What has become of a notice for one person. */
public enum RecipientState {
    /** Not sent yet. */
    DUE,
    /** Waits to go along with an answer. */
    RIDING,
    /** In the outbox, on its way. */
    SENDING,
    /** LINE has taken it. */
    ACCEPTED,
    /** LINE refused it, or gave no clear answer in a day. */
    REFUSED,
    /** The person has blocked the account. */
    BLOCKED,
    /** Not for this person: they have no LINE account here, or stopped the topic. */
    SKIPPED,
    /** Cancelled, or of no use any more before it could be sent. */
    OVER
}
