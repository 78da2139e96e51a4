package prasan.http;

/** What an officer may do in an area. None of them contains another: whoever reads and triages has both. */
public enum Right {
    /** See reports, projects, awards and conversations. */
    READ,
    /** Answer reports and talk with leaders. */
    TRIAGE,
    /** Keep the development plans. */
    PLAN,
    /** Keep the honour awards and announce them. */
    AWARD,
    /** Write to many people at once. */
    NOTICE,
    /** Send, or approve, what is written to many people and goes at any hour; writing it takes {@link #NOTICE}. */
    URGENT,
    /** Keep the register of members, seats and centres. */
    MEMBER,
    /** See what is marked as sensitive. */
    SENSITIVE,
    /** Keep officers, their grants and keys, and read the audit; with the whole country, run the system. */
    ADMIN
}
