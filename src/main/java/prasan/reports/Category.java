package prasan.reports;

/** The 12 kinds of village problem, fixed by what a leader can choose from as buttons; rows of the table {@code category}. */
public enum Category {
    POWER,
    WATER,
    ROAD,
    DISASTER,
    ENVIRONMENT,
    DRUGS,
    SAFETY,
    HOUSING_LAND,
    SOCIAL,
    HEALTH,
    LIVELIHOOD,
    OTHER;

    /** Whether it is about people in need, illness or crime, which only those see who have the right to it. */
    public boolean sensitive() {
        return this == DRUGS || this == SOCIAL || this == HEALTH;
    }
}
