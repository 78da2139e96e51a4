package prasan.outbox;

import java.io.ByteArrayOutputStream;

/** A photo as it is kept: JPEG without what the camera wrote about place, time and owner, or PNG as it came. What it is, its first bytes tell, not its sender. */
final class Picture {
    private static final int SOI = 0xd8;
    private static final int EOI = 0xd9;
    private static final int SCAN = 0xda;
    private static final int APP1 = 0xe1;
    private static final int APP15 = 0xef;
    private static final int COMMENT = 0xfe;
    /** Says how the colours are coded (and nothing else): without it some photos turn green. */
    private static final int ADOBE = 0xee;

    private final String mediaType;
    private final byte[] bytes;

    private Picture(String mediaType, byte[] bytes) {
        this.mediaType = mediaType;
        this.bytes = bytes;
    }

    /**
     * Reads what LINE gave.
     *
     * @throws IllegalArgumentException if it is neither JPEG nor PNG, or a JPEG that is broken
     */
    static Picture of(byte[] raw) {
        if (raw.length > 8 && at(raw, 0) == 0x89 && raw[1] == 'P' && raw[2] == 'N' && raw[3] == 'G') {
            return new Picture("image/png", raw);
        }
        if (raw.length > 4 && at(raw, 0) == 0xff && at(raw, 1) == SOI) {
            return new Picture("image/jpeg", withoutMetadata(raw));
        }
        throw new IllegalArgumentException("neither JPEG nor PNG");
    }

    String mediaType() {
        return mediaType;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Walks the segments (ITU-T T.81, annex B) and leaves out the application's, the comments, and all that follows the picture's end. */
    private static byte[] withoutMetadata(byte[] jpeg) {
        var kept = new ByteArrayOutputStream(jpeg.length);
        kept.write(jpeg, 0, 2);
        int i = 2;
        while (i + 1 < jpeg.length) {
            if (at(jpeg, i) != 0xff) {
                throw new IllegalArgumentException("a JPEG without a marker where one must be");
            }
            int marker = at(jpeg, i + 1);
            if (marker == 0xff) {
                i++; // a fill byte
                continue;
            }
            if (marker == EOI) {
                kept.write(jpeg, i, 2);
                return kept.toByteArray();
            }
            if (i + 3 >= jpeg.length) {
                break;
            }
            int end = i + 2 + ((at(jpeg, i + 2) << 8) | at(jpeg, i + 3));
            if (marker == SCAN) {
                end = endOfScan(jpeg, end);
            }
            if (end > jpeg.length) {
                break;
            }
            if (marker == ADOBE || (marker != COMMENT && (marker < APP1 || marker > APP15))) {
                kept.write(jpeg, i, end - i);
            }
            i = end;
        }
        throw new IllegalArgumentException("a JPEG without an end");
    }

    /** Where the coded data ends: at a marker that is neither an escaped 0xff nor a restart. */
    private static int endOfScan(byte[] jpeg, int start) {
        int i = start;
        while (i + 1 < jpeg.length) {
            int next = at(jpeg, i + 1);
            if (at(jpeg, i) == 0xff && next != 0 && (next < 0xd0 || next > 0xd7)) {
                return i;
            }
            i++;
        }
        return jpeg.length;
    }

    private static int at(byte[] bytes, int i) {
        return bytes[i] & 0xff;
    }
}
