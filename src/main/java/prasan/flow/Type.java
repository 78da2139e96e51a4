package prasan.flow;

/** The types of slots, and of inputs and outputs of actions. */
public enum Type {
    TEXT,
    NUMBER,
    MONEY,
    DAY,
    TIME,
    PHONE,
    TEXTS,
    MOMENT,
    CODE,
    AREA,
    PLACE,
    IMAGES,
    REF,
    ROWS,
    NONE
}
