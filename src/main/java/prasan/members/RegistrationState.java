package prasan.members;

/** How it stands with a {@link Registration}; only one that is waiting changes. */
public enum RegistrationState {
    WAITING,
    APPROVED,
    REFUSED,
    /** The person speaks of another role or village by now. */
    WITHDRAWN
}
