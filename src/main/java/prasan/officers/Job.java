package prasan.officers;

/** What an officer does for a living, as far as something is told to officers by it. */
public enum Job {
    /** พัฒนากร, who is responsible for a tambon. */
    FIELD,
    /** Holds the plan work of a district or a province. */
    PLANNING,
    /** พัฒนาการอำเภอ. */
    DISTRICT_HEAD,
    /** At the office of a province: พัฒนาการจังหวัด and the heads of its groups. */
    PROVINCIAL,
    /** At the department. */
    CENTRAL
}
