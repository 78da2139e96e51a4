package prasan.reports;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A report about to be filed.
 *
 * @param once the same whenever this very filing is tried again
 * @param chat whose report it is
 * @param area code of a village that is in the table of areas, or of a tambon where there are no villages
 * @param place where, in words
 * @param lat WGS 84 degrees, given with {@code lon} or not at all
 * @param photos LINE message ids of photos that are in the table of photos, at most 4
 * @param media LINE message ids of voice messages, videos and files that are in the table of photos
 * @param privacy who may see it and its reporter
 * @param at UTC
 */
public record Filing(
        String once,
        String chat,
        Category category,
        String detail,
        String area,
        @Nullable String place,
        @Nullable Double lat,
        @Nullable Double lon,
        List<String> photos,
        List<String> media,
        Privacy privacy,
        Instant at) {
    static final int MOST_PHOTOS = 4;

    public Filing {
        photos = List.copyOf(photos);
        media = List.copyOf(media);
        if (photos.size() > MOST_PHOTOS) {
            throw new IllegalArgumentException("more than " + MOST_PHOTOS + " photos");
        }
    }

    /**
     * Who may see a report, and whether they see who reported.
     *
     * @param anonymous whether officers do not see the reporter
     * @param sensitive whether only those with the right to it see the report
     * @param aboutOfficial whether it is a complaint about an official, see {@link Sight}
     */
    public record Privacy(boolean anonymous, boolean sensitive, boolean aboutOfficial) {
        /**
         * Returns the privacy of a report: a sensitive one has no name, unless the reporter wants it to.
         *
         * @param sensitive whether its words are, whatever its category
         * @param anonymous what the reporter wants, {@code null} if they did not say
         */
        public static Privacy of(
                Category category, boolean sensitive, boolean aboutOfficial, @Nullable Boolean anonymous) {
            boolean delicate = category.sensitive() || sensitive || aboutOfficial;
            return new Privacy(anonymous == null ? delicate : anonymous, delicate, aboutOfficial);
        }
    }
}
