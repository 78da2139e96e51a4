package prasan.outbox;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What a voice message, a video or a file is. Its first bytes tell, not its sender; what a browser could run is only bytes. */
final class MediaTypes {
    private static final String BYTES = "application/octet-stream";

    private MediaTypes() {}

    static String of(byte[] content) {
        if (is(content, 4, "ftyp")) {
            // ISO base media (ISO/IEC 14496-12): LINE records voice as "M4A "
            return is(content, 8, "M4A") ? "audio/mp4" : "video/mp4";
        }
        if (is(content, 0, "ID3")
                || (content.length > 2 && (content[0] & 0xff) == 0xff && (content[1] & 0xe0) == 0xe0)) {
            return "audio/mpeg";
        }
        return BYTES;
    }

    private static boolean is(byte[] content, int at, String letters) {
        var wanted = letters.getBytes(StandardCharsets.US_ASCII);
        return content.length >= at + wanted.length
                && Arrays.equals(content, at, at + wanted.length, wanted, 0, wanted.length);
    }
}
