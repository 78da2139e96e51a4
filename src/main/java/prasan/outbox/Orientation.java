package prasan.outbox;

import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * How a camera was held, as its EXIF data say (CIPA DC-008, tag 0x0112): 1 is upright. With these data gone, a photo would lie on its side unless it is turned, or says this and nothing else.
 * Safe for all threads.
 */
record Orientation(int value) {
    static final Orientation UPRIGHT = new Orientation(1);
    private static final int TAG = 0x0112;
    private static final int ENTRY = 12;
    /** A photo of a phone; one that is larger loses pixels when it is turned, to take no more memory. */
    private static final long FULL_PIXELS = 8_000_000;
    /** A larger one is not turned. */
    private static final long MOST_PIXELS = 26_000_000;

    /** Pictures take much memory while they are turned: one does at a time. */
    private static final Object TURN = new Object();

    /** Reads it from EXIF data, which are a TIFF; upright where they do not say. */
    static Orientation of(byte[] exif, int from, int to) {
        try {
            return tiff(ByteBuffer.wrap(exif).slice(from, to - from));
        } catch (IndexOutOfBoundsException damaged) {
            return UPRIGHT;
        }
    }

    private static Orientation tiff(ByteBuffer tiff) {
        tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        int entries = tiff.getShort(directory) & 0xffff;
        for (int k = 0; k < entries; k++) {
            int entry = directory + 2 + k * ENTRY;
            if ((tiff.getShort(entry) & 0xffff) == TAG) {
                int value = tiff.getShort(entry + 8) & 0xffff;
                return value >= 1 && value <= 8 ? new Orientation(value) : UPRIGHT;
            }
        }
        return UPRIGHT;
    }

    /** Returns EXIF data that say this and nothing else. */
    byte[] exif() {
        return ByteBuffer.allocate(26)
                .put("MM\0*".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) TAG)
                // a 16-bit number
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) value)
                .array();
    }

    /** Returns the picture turned upright; empty where it is too large or cannot be read. */
    Optional<byte[]> upright(byte[] picture, String format) {
        synchronized (TURN) {
            try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(picture))) {
                var reader = ImageIO.getImageReadersByFormatName(format).next();
                try {
                    reader.setInput(input, true, true);
                    return turned(reader, format, picture.length);
                } finally {
                    reader.dispose();
                }
            } catch (IOException | RuntimeException cannotBeRead) {
                return Optional.empty();
            }
        }
    }

    private Optional<byte[]> turned(ImageReader reader, String format, int length) throws IOException {
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        if (pixels > MOST_PIXELS) {
            return Optional.empty();
        }
        var all = reader.getDefaultReadParam();
        if (pixels > FULL_PIXELS) {
            all.setSourceSubsampling(2, 2, 0, 0);
        }
        var out = new ByteArrayOutputStream(length);
        try (var output = new MemoryCacheImageOutputStream(out)) {
            if (!ImageIO.write(turned(reader.read(0, all)), format, output)) {
                return Optional.empty();
            }
        }
        return Optional.of(out.toByteArray());
    }

    private BufferedImage turned(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        boolean lies = value >= 5;
        // x' = m00 x + m01 y + m02, y' = m10 x + m11 y + m12
        var turn = switch (value) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
            default -> new AffineTransform(0, -1, 1, 0, 0, width);
        };
        int type = image.getColorModel().hasAlpha() ? BufferedImage.TYPE_4BYTE_ABGR : BufferedImage.TYPE_3BYTE_BGR;
        var turned = new BufferedImage(lies ? height : width, lies ? width : height, type);
        var pen = turned.createGraphics();
        pen.drawImage(image, turn, null);
        pen.dispose();
        return turned;
    }
}
