package prasan.notices;

/** How fast a notice goes. */
public enum Speed {
    /** At any hour. A second officer approves it, however few it is for. */
    URGENT,
    /** In office hours. */
    ORDINARY,
    /** With the answer to what somebody writes next, which costs nothing. */
    QUIET
}
