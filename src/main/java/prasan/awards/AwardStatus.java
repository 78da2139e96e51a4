package prasan.awards;

/** How far an award has come. */
public enum AwardStatus {
    /** Staff alone see it. */
    DRAFT,
    /** Public, until a person who is named takes the consent back. */
    ANNOUNCED
}
