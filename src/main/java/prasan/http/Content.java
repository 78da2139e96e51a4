package prasan.http;

import java.nio.charset.StandardCharsets;

/** A response that is not JSON of a record: bytes and their media type. Never compared. */
@SuppressWarnings("ArrayRecordComponent")
public record Content(String mediaType, byte[] bytes) {

    static Content text(String mediaType, String text) {
        return new Content(mediaType, text.getBytes(StandardCharsets.UTF_8));
    }
}
