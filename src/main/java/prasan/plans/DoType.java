package prasan.plans;

/** Who does the work of a project. */
public enum DoType {
    /** ทำเอง: the community alone. */
    SELF,
    /** ทำร่วม: the community with an agency. */
    JOINT,
    /** ทำให้: an agency, for the community. */
    AGENCY
}
