package prasan.reports;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A village problem that somebody reported.
 *
 * @param number as people say it: {@code R-6911-0023} is the 23rd of November 2569
 * @param area code of the village
 * @param place where, in words
 * @param lat WGS 84 degrees, there when {@code lon} is
 * @param reporterName {@code null} when the report is anonymous
 * @param reporterRole code, {@code null} when the report is anonymous or the reporter has none
 * @param photos how many, 0 to 4
 * @param media how many voice messages, videos and files
 * @param project code of the project in the plan that it led to
 * @param createdAt UTC
 * @param updatedAt UTC
 */
public record Report(
        long id,
        String number,
        Category category,
        ReportStatus status,
        String detail,
        String area,
        @Nullable String place,
        @Nullable Double lat,
        @Nullable Double lon,
        @Nullable String reporterName,
        @Nullable String reporterRole,
        int photos,
        int media,
        @Nullable String project,
        Instant createdAt,
        Instant updatedAt) {

    /** One step of a report's history; the note is what the officer wrote. */
    public record Change(ReportStatus status, @Nullable String note, String changedBy, Instant createdAt) {}

    /** A photo of a report; {@code mediaType} and {@code content} are {@code null} while the bytes are not fetched from LINE yet. Never compared. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Photo(@Nullable String mediaType, byte @Nullable [] content) {}
}
