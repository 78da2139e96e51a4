package prasan.awards;

/** How far an award has come. */
public enum AwardStatus {
    /** Staff alone see it. */
    DRAFT,
    /** Public, for good. */
    ANNOUNCED
}
