package prasan.outbox;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * A photo as it is kept: JPEG or PNG, upright, without what the camera wrote about place, time and owner. What it is, its first bytes tell, not its sender. A picture that is cut off or damaged is kept as
 * far as it goes: its sender has no other.
 */
final class Picture {
    private static final int SOI = 0xd8;
    private static final int EOI = 0xd9;
    private static final int SCAN = 0xda;
    private static final int APP1 = 0xe1;
    private static final int APP15 = 0xef;
    private static final int COMMENT = 0xfe;
    /** Says how the colours are coded (and nothing else): without it some photos turn green. */
    private static final int ADOBE = 0xee;

    /** The chunks of a PNG that say how it looks; all others can hold anything. */
    private static final Set<String> LOOKS =
            Set.of("IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT", "bKGD", "pHYs");

    private static final int PNG_HEAD = 8;
    /** Length, name and checksum of a chunk. */
    private static final int CHUNK = 12;

    private final String mediaType;
    private final byte[] bytes;

    private Picture(String mediaType, byte[] bytes) {
        this.mediaType = mediaType;
        this.bytes = bytes;
    }

    /**
     * Reads what LINE gave.
     *
     * @throws IllegalArgumentException if it is neither JPEG nor PNG, or has nothing to be seen
     */
    static Picture of(byte[] raw) {
        if (raw.length > PNG_HEAD && at(raw, 0) == 0x89 && raw[1] == 'P' && raw[2] == 'N' && raw[3] == 'G') {
            return new Picture("image/png", png(raw));
        }
        if (raw.length > 4 && at(raw, 0) == 0xff && at(raw, 1) == SOI) {
            return new Picture("image/jpeg", Orientation.of(raw).upright(jpeg(raw)));
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
    private static byte[] jpeg(byte[] jpeg) {
        var kept = new ByteArrayOutputStream(jpeg.length);
        kept.write(jpeg, 0, 2);
        boolean seen = false;
        int i = 2;
        while (i + 3 < jpeg.length) {
            int marker = at(jpeg, i + 1);
            if (at(jpeg, i) != 0xff || marker == 0xff || marker == 0) {
                i++; // a fill byte, or damage
                continue;
            }
            if (marker == EOI) {
                break;
            }
            int end = i + 2 + ((at(jpeg, i + 2) << 8) | at(jpeg, i + 3));
            boolean scan = marker == SCAN && end < jpeg.length;
            if (scan) {
                end = endOfScan(jpeg, end);
                seen = true;
            }
            if (end > jpeg.length) {
                break;
            }
            if (marker == ADOBE || (marker != COMMENT && (marker < APP1 || marker > APP15))) {
                kept.write(jpeg, i, end - i);
            }
            i = end;
        }
        if (!seen) {
            throw new IllegalArgumentException("a JPEG with nothing to be seen");
        }
        kept.write(0xff);
        kept.write(EOI);
        return kept.toByteArray();
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

    /** Keeps the chunks (ISO/IEC 15948) that say how it looks. */
    private static byte[] png(byte[] png) {
        var kept = new ByteArrayOutputStream(png.length);
        kept.write(png, 0, PNG_HEAD);
        boolean seen = false;
        int i = PNG_HEAD;
        while (i + CHUNK <= png.length) {
            long length = ((long) at(png, i) << 24) | (at(png, i + 1) << 16) | (at(png, i + 2) << 8) | at(png, i + 3);
            var name = new String(png, i + 4, 4, StandardCharsets.ISO_8859_1);
            // the last one of a file that is cut off is kept as far as it goes
            int end = (int) Math.min(png.length, i + CHUNK + length);
            if (LOOKS.contains(name)) {
                kept.write(png, i, end - i);
                seen |= name.equals("IDAT");
            }
            if (name.equals("IEND")) {
                break;
            }
            i = end;
        }
        if (!seen) {
            throw new IllegalArgumentException("a PNG with nothing to be seen");
        }
        return kept.toByteArray();
    }

    private static int at(byte[] bytes, int i) {
        return bytes[i] & 0xff;
    }
}
