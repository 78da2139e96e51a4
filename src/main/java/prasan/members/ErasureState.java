package prasan.members;

/** How it stands with an {@link Erasure}; only one that is waiting changes. */
public enum ErasureState {
    WAITING,
    ERASED,
    REFUSED
}
