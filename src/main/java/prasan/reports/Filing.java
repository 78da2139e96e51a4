package prasan.reports;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A report about to be filed.
 *
 * @param once the same whenever this very filing is tried again
 * @param chat whose report it is
 * @param area code of a village that is in the table of areas
 * @param place where, in words
 * @param lat WGS 84 degrees, given with {@code lon} or not at all
 * @param photos LINE message ids of photos that are in the table of photos, at most 4
 * @param media LINE message ids of voice messages, videos and files that are in the table of photos
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
        Instant at) {
    static final int MOST_PHOTOS = 4;

    public Filing(
            String once,
            String chat,
            Category category,
            String detail,
            String area,
            @Nullable String place,
            @Nullable Double lat,
            @Nullable Double lon,
            List<String> photos,
            Instant at) {
        this(once, chat, category, detail, area, place, lat, lon, photos, List.of(), at);
    }

    public Filing {
        photos = List.copyOf(photos);
        media = List.copyOf(media);
        if (photos.size() > MOST_PHOTOS) {
            throw new IllegalArgumentException("more than " + MOST_PHOTOS + " photos");
        }
    }
}
