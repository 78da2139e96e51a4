package prasan.dangers;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message that told of danger to life.
 *
 * @param kind code of what it is
 * @param name of the person, {@code null} when they have told none or it was said in a group
 * @param area code of where it is, or of where the person lives as long as that is not known, {@code null} when neither is
 * @param place where it is, in the words that followed
 * @param lat WGS 84 degrees, there when {@code lon} is: of a pin that followed
 * @param said the words, {@code null} after their retention
 * @param reachable whether the person can be written to
 * @param seenBy the officer who looked at it first
 * @param note what that officer did
 */
public record Danger(
        long id,
        String kind,
        @Nullable String name,
        @Nullable String area,
        @Nullable String place,
        @Nullable Double lat,
        @Nullable Double lon,
        @Nullable String said,
        boolean fromGroup,
        boolean reachable,
        Instant heardAt,
        @Nullable Instant seenAt,
        @Nullable String seenBy,
        @Nullable String note) {}
