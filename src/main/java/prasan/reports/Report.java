package prasan.reports;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prasan.flow.BuddhistEra;

/**
 * A village problem that somebody reported.
 *
 * @param number as people say it: {@code R-6911-0023} is the 23rd of November 2569
 * @param area code of the village, or of the tambon where there are no villages
 * @param place where, in words
 * @param lat WGS 84 degrees, there when {@code lon} is
 * @param reporterName {@code null} when the report is anonymous
 * @param reporterRole code, {@code null} when the report is anonymous or the reporter has none
 * @param sensitive whether only those with the right to it see the report
 * @param aboutOfficial whether it is a complaint about an official
 * @param photos how many, those that were added later among them
 * @param media how many voice messages, videos and files
 * @param reminders on how many days the reporter asked what became of it
 * @param project code of the project in the plan that it led to
 * @param createdAt UTC
 * @param updatedAt UTC
 * @param reopenedAt UTC; {@code null} unless it was opened again after an end
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
        boolean sensitive,
        boolean aboutOfficial,
        int photos,
        int media,
        int reminders,
        @Nullable String project,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant reopenedAt) {
    /** Within so many days the reporter is told what is done: พ.ร.ฎ. ว่าด้วยหลักเกณฑ์และวิธีการบริหารกิจการบ้านเมืองที่ดี พ.ศ. 2546 ม.38. */
    public static final int DAYS = 15;

    /** Returns the last day in Thailand to tell the reporter what is done. */
    public LocalDate dueOn() {
        return BuddhistEra.day(reopenedAt == null ? createdAt : reopenedAt).plusDays(DAYS);
    }

    /**
     * What the reporter said, showed and pointed to after filing.
     *
     * @param photos their numbers among those of the report, as are those of {@code media}
     */
    public record Addition(
            @Nullable String detail,
            @Nullable String place,
            @Nullable Double lat,
            @Nullable Double lon,
            List<Integer> photos,
            List<Integer> media,
            Instant createdAt) {}

    /** One step of a report's history; the note is what the officer wrote. */
    public record Change(ReportStatus status, @Nullable String note, String changedBy, Instant createdAt) {}

    /** A photo of a report; without bytes, {@code lost} says why: {@code TAKEN_BACK}, {@code UNFETCHED}, or {@code null} while they are still to come from LINE. Never compared. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Photo(
            @Nullable String mediaType,
            byte @Nullable [] content,
            @Nullable String lost) {}
}
