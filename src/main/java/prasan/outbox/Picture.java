package prasan.outbox;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * A photo as it is kept: JPEG or PNG, upright, without what the camera wrote about place, time and owner. What it is, its first bytes tell, not its sender. A picture that is cut off or damaged is kept as
 * far as it goes: its sender has no other.
 */
final class Picture {
    /** Why something is no picture: it has another format (HEIC, say), or is damaged too much. */
    static final Set<String> UNREADABLE =
            Set.of("neither JPEG nor PNG", "a JPEG with nothing to be seen", "a PNG with nothing to be seen");

    private static final int SOI = 0xd8;
    private static final int EOI = 0xd9;
    private static final int SCAN = 0xda;
    private static final int APP0 = 0xe0;
    private static final int APP1 = 0xe1;
    private static final int APP15 = 0xef;
    private static final int COMMENT = 0xfe;
    /** Says how the colours are coded (and nothing else): without it some photos turn green. */
    private static final int ADOBE = 0xee;
    /** Length of what Adobe's segment says, from its length on. */
    private static final int ADOBE_LENGTH = 14;

    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);

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
            return new Picture("image/jpeg", jpeg(raw));
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
        var held = Orientation.UPRIGHT;
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
            if (marker == APP0) {
                head(jpeg, i, end, kept);
            } else if (marker == ADOBE ? adobe(jpeg, i, end) : marker != COMMENT && (marker < APP1 || marker > APP15)) {
                kept.write(jpeg, i, end - i);
            } else if (marker == APP1 && begins(jpeg, i + 4, end, EXIF)) {
                held = Orientation.of(jpeg, i + 4 + EXIF.length, end);
            }
            i = end;
        }
        if (!seen) {
            throw new IllegalArgumentException("a JPEG with nothing to be seen");
        }
        kept.write(0xff);
        kept.write(EOI);
        return uprightJpeg(kept.toByteArray(), held);
    }

    /** Keeps of JFIF's segment what says how large a pixel is; a small picture in it would show what the large one does not. */
    private static void head(byte[] jpeg, int from, int end, ByteArrayOutputStream kept) {
        if (end - from >= 18 && begins(jpeg, from + 4, end, "JFIF\0".getBytes(StandardCharsets.ISO_8859_1))) {
            kept.writeBytes(new byte[] {(byte) 0xff, (byte) APP0, 0, 16});
            kept.write(jpeg, from + 4, 12);
            kept.writeBytes(new byte[2]);
        }
    }

    private static boolean adobe(byte[] jpeg, int from, int end) {
        return end - from == 2 + ADOBE_LENGTH
                && begins(jpeg, from + 4, end, "Adobe".getBytes(StandardCharsets.ISO_8859_1));
    }

    private static boolean begins(byte[] bytes, int from, int to, byte[] with) {
        return to - from >= with.length && Arrays.equals(bytes, from, from + with.length, with, 0, with.length);
    }

    private static byte[] uprightJpeg(byte[] jpeg, Orientation held) {
        return held.equals(Orientation.UPRIGHT)
                ? jpeg
                : held.upright(jpeg, "jpeg").orElseGet(() -> {
                    int head = at(jpeg, 3) == APP0 ? 20 : 2;
                    var exif = held.exif();
                    return ByteBuffer.allocate(jpeg.length + 4 + EXIF.length + exif.length)
                            .put(jpeg, 0, head)
                            .put((byte) 0xff)
                            .put((byte) APP1)
                            .putShort((short) (2 + EXIF.length + exif.length))
                            .put(EXIF)
                            .put(exif)
                            .put(jpeg, head, jpeg.length - head)
                            .array();
                });
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
        var held = Orientation.UPRIGHT;
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
            } else if (name.equals("eXIf")) {
                held = Orientation.of(png, i + 8, Math.max(i + 8, end - 4));
            }
            if (name.equals("IEND")) {
                break;
            }
            i = end;
        }
        if (!seen) {
            throw new IllegalArgumentException("a PNG with nothing to be seen");
        }
        return uprightPng(kept.toByteArray(), held);
    }

    private static byte[] uprightPng(byte[] png, Orientation held) {
        return held.equals(Orientation.UPRIGHT)
                ? png
                : held.upright(png, "png").orElseGet(() -> {
                    // its first chunk says how large it is
                    int head = Math.min(png.length, PNG_HEAD + 13 + CHUNK);
                    var exif = held.exif();
                    var chunk = ByteBuffer.allocate(4 + exif.length)
                            .put("eXIf".getBytes(StandardCharsets.ISO_8859_1))
                            .put(exif)
                            .array();
                    var sum = new CRC32();
                    sum.update(chunk);
                    return ByteBuffer.allocate(png.length + CHUNK + exif.length)
                            .put(png, 0, head)
                            .putInt(exif.length)
                            .put(chunk)
                            .putInt((int) sum.getValue())
                            .put(png, head, png.length - head)
                            .array();
                });
    }

    private static int at(byte[] bytes, int i) {
        return bytes[i] & 0xff;
    }
}
