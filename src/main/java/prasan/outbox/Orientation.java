package prasan.outbox;

import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.imageio.ImageIO;

/** How a camera was held, as its EXIF data say (CIPA DC-008, tag 0x0112): 1 is upright. With these data gone, a photo would lie on its side unless it is turned. */
record Orientation(int value) {
    private static final Orientation UPRIGHT = new Orientation(1);
    private static final int TAG = 0x0112;
    private static final int ENTRY = 12;
    /** A photo of a phone; a larger one would take too much memory. */
    private static final long MOST_PIXELS = 26_000_000;

    /** Reads it from a JPEG; upright where it does not say. */
    static Orientation of(byte[] jpeg) {
        try {
            var data = ByteBuffer.wrap(jpeg);
            int i = 2;
            while (i + 10 < jpeg.length && data.get(i) == (byte) 0xff && data.get(i + 1) != (byte) 0xda) {
                int length = data.getShort(i + 2) & 0xffff;
                if (data.get(i + 1) == (byte) 0xe1 && data.getInt(i + 4) == 0x45786966) {
                    return tiff(data.slice(i + 10, Math.min(length - 8, jpeg.length - i - 10)));
                }
                i += 2 + length;
            }
        } catch (IndexOutOfBoundsException damaged) {
            return UPRIGHT;
        }
        return UPRIGHT;
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

    /** Returns the picture turned; as it is where it is upright, or cannot be turned. */
    byte[] upright(byte[] jpeg) {
        if (value == 1) {
            return jpeg;
        }
        try (var input = ImageIO.createImageInputStream(new ByteArrayInputStream(jpeg))) {
            var readers = ImageIO.getImageReadersByFormatName("jpeg");
            var reader = readers.next();
            try {
                reader.setInput(input, true, true);
                if ((long) reader.getWidth(0) * reader.getHeight(0) > MOST_PIXELS) {
                    return jpeg;
                }
                var out = new ByteArrayOutputStream(jpeg.length);
                return ImageIO.write(turned(reader.read(0)), "jpeg", out) ? out.toByteArray() : jpeg;
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException cannotBeRead) {
            return jpeg;
        }
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
        var turned = new BufferedImage(lies ? height : width, lies ? width : height, BufferedImage.TYPE_INT_RGB);
        var pen = turned.createGraphics();
        pen.drawImage(image, turn, null);
        pen.dispose();
        return turned;
    }
}
