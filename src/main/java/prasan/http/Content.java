package prasan.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prasan.db.Refused;

/**
 * A response that is not JSON of a record: bytes and their media type. Never compared.
 *
 * @param file the name under which a browser saves it, ASCII, or {@code null} for what it shows
 */
@SuppressWarnings("ArrayRecordComponent")
public record Content(
        String mediaType, byte[] bytes, @Nullable String file) {
    /** What a phone's photo can be; a browser shows nothing else. */
    static final List<String> PICTURES = List.of("image/jpeg", "image/png", "image/gif", "image/webp");

    /** What a browser plays of what people record. */
    static final List<String> MEDIA = List.of("audio/mp4", "audio/mpeg", "video/mp4");

    /** A workbook of a spreadsheet program (ECMA-376). */
    public static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    static final String OTHER = "application/octet-stream";

    public Content(String mediaType, byte[] bytes) {
        this(mediaType, bytes, null);
    }

    /** A picture that somebody sent; bytes of any other kind come as such, so that no browser runs what was sent as a picture. */
    public static Content picture(@Nullable String mediaType, byte[] bytes) {
        return new Content(mediaType != null && PICTURES.contains(mediaType) ? mediaType : OTHER, bytes);
    }

    /** A voice message, a video or a file that somebody sent: a browser plays voice and video, and saves all else. */
    public static Content media(@Nullable String mediaType, byte[] bytes) {
        return mediaType != null && MEDIA.contains(mediaType)
                ? new Content(mediaType, bytes)
                : new Content(OTHER, bytes, "file");
    }

    /**
     * Why there are no bytes of something that somebody sent.
     *
     * @param what {@code photo} or {@code media}, by which the code begins: {@code photo-not-fetched}, {@code photo-taken-back}, {@code photo-lost}
     * @param lost what became of it, {@code null} while it may still be fetched
     */
    public static Refused missing(String what, @Nullable String lost) {
        if (lost == null) {
            return new Refused(what + "-not-fetched");
        }
        return new Refused(what + (lost.equals("TAKEN_BACK") ? "-taken-back" : "-lost"));
    }

    public static Content text(String mediaType, String text) {
        return new Content(mediaType, text.getBytes(StandardCharsets.UTF_8));
    }
}
