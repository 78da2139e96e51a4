package prasan.outbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PictureTest {
    private static final String SECRET = "GPS 14.02,99.53 by somebody";

    @Test
    void keepsThePictureAndDropsWhatTheCameraWrote() throws IOException {
        var plain = image("jpg");
        var picture = Picture.of(with(plain, 0xe1, 0xe2, 0xed, 0xef, 0xfe));
        assertThat(picture.mediaType()).isEqualTo("image/jpeg");
        assertThat(text(picture.bytes())).contains("JFIF").doesNotContain(SECRET);
        assertThat(picture.bytes()).isEqualTo(plain);
        assertThat(pixels(picture.bytes())).isEqualTo(pixels(plain));
    }

    @Test
    void dropsWhatFollowsTheEndOfThePicture() throws IOException {
        var plain = image("jpg");
        assertThat(Picture.of(join(plain, with(plain, 0xe1))).bytes()).isEqualTo(plain);
    }

    @Test
    void keepsHowTheColoursAreCoded() throws IOException {
        var adobe = join(
                new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xee, 0, 14},
                "Adobe\0d\0\0\0\0\1".getBytes(ISO_8859_1),
                Arrays.copyOfRange(image("jpg"), 2, image("jpg").length));
        assertThat(Picture.of(adobe).bytes()).isEqualTo(adobe);
    }

    @Test
    void keepsPng() throws IOException {
        var png = image("png");
        assertThat(Picture.of(png).mediaType()).isEqualTo("image/png");
        assertThat(Picture.of(png).bytes()).isEqualTo(png);
    }

    @Test
    void refusesWhatIsNoPictureOrBroken() throws IOException {
        var whole = with(image("jpg"), 0xe1);
        assertThatThrownBy(() -> Picture.of("<html>".getBytes(ISO_8859_1)))
                .isInstanceOf(IllegalArgumentException.class);
        int scan = text(whole).indexOf("\u00ff\u00da");
        for (int length = 0; length < scan; length++) {
            var cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> Picture.of(cut)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> Picture.of(join(Arrays.copyOf(whole, 2), new byte[] {1, 2, 3, 4, 5})))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keepsAPictureThatIsCutOffOrDamaged() throws IOException {
        var plain = image("jpg");
        assertThat(Picture.of(Arrays.copyOf(plain, plain.length - 2)).bytes()).isEqualTo(plain);
        assertThat(pixels(Picture.of(Arrays.copyOf(plain, plain.length - 40)).bytes()))
                .hasSize(32 * 24);
        var damaged = join(Arrays.copyOf(plain, 20), new byte[] {1, 2, 3}, Arrays.copyOfRange(plain, 20, plain.length));
        assertThat(Picture.of(damaged).bytes()).isEqualTo(plain);
        var png = image("png");
        assertThat(Picture.of(Arrays.copyOf(png, png.length - 12)).mediaType()).isEqualTo("image/png");
    }

    @Test
    void dropsWhatAPngSaysBesidesThePicture() throws IOException {
        var png = image("png");
        var secret = SECRET.getBytes(ISO_8859_1);
        var all = Arrays.copyOf(png, 33);
        for (var chunk : new String[] {"tEXt", "iTXt", "zTXt", "eXIf", "tIME", "prVt"}) {
            all = join(
                    all, new byte[] {0, 0, 0, (byte) secret.length}, chunk.getBytes(ISO_8859_1), secret, new byte[4]);
        }
        all = join(all, Arrays.copyOfRange(png, 33, png.length), secret);
        assertThat(Picture.of(all).bytes()).isEqualTo(png);
    }

    @Test
    void turnsAPhotoBeforeItsOrientationIsGone() throws IOException {
        var plain = image("jpg");
        var exif = join(new byte[] {(byte) 0xff, (byte) 0xe1, 0, 34}, "Exif\0\0MM\0*".getBytes(ISO_8859_1), new byte[] {
            0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0
        });
        var turned = Picture.of(join(Arrays.copyOf(plain, 20), exif, Arrays.copyOfRange(plain, 20, plain.length)));
        var image = ImageIO.read(new ByteArrayInputStream(turned.bytes()));
        assertThat(image.getWidth()).isEqualTo(24);
        assertThat(image.getHeight()).isEqualTo(32);
        var before = ImageIO.read(new ByteArrayInputStream(plain));
        var corner = new Color(image.getRGB(22, 1));
        var expected = new Color(before.getRGB(1, 1));
        assertThat(Math.abs(corner.getRed() - expected.getRed())).isLessThan(60);
        assertThat(text(turned.bytes())).doesNotContain("Exif");
    }

    @Test
    void aLargePhotoIsTurnedWithFewerPixelsAndAVastOneSaysHowItLies() throws IOException {
        var large = Picture.of(lying(grey(4000, 2400))).bytes();
        var image = ImageIO.read(new ByteArrayInputStream(large));
        assertThat(image.getWidth()).isEqualTo(1200);
        assertThat(image.getHeight()).isEqualTo(2000);
        var vast = Picture.of(lying(grey(5200, 5100))).bytes();
        assertThat(text(vast))
                .startsWith("\u00ff\u00d8\u00ff\u00e0\0\u0010JFIF")
                .contains("Exif\0\0MM\0*");
        var again = Picture.of(vast).bytes();
        assertThat(again).isEqualTo(vast);
        assertThat(ImageIO.read(new ByteArrayInputStream(vast)).getWidth()).isEqualTo(5200);
    }

    @Test
    void anOrientationIsFoundAfterFillBytesAndInAPng() throws IOException {
        var plain = image("jpg");
        var lying = lying(plain);
        var filled =
                join(Arrays.copyOf(lying, 20), new byte[] {-1, -1, -1}, Arrays.copyOfRange(lying, 20, lying.length));
        assertThat(ImageIO.read(new ByteArrayInputStream(Picture.of(filled).bytes()))
                        .getWidth())
                .isEqualTo(24);
        var png = image("png");
        var chunk = join(new byte[] {0, 0, 0, 26}, "eXIf".getBytes(ISO_8859_1), TIFF, new byte[4]);
        var turned = Picture.of(join(Arrays.copyOf(png, 33), chunk, Arrays.copyOfRange(png, 33, png.length)));
        assertThat(ImageIO.read(new ByteArrayInputStream(turned.bytes())).getWidth())
                .isEqualTo(24);
        assertThat(text(turned.bytes())).doesNotContain("eXIf");
    }

    @Test
    void dropsSmallPicturesAndWhateverElseIsInTheFirstSegments() throws IOException {
        var plain = image("jpg");
        var jfif =
                join(new byte[] {-1, (byte) 0xe0, 0, 22}, "JFIF\0\1\2\0\0\1\0\1\1\2".getBytes(ISO_8859_1), new byte[] {
                    9, 9, 9, 9, 9, 9
                });
        var other = join(new byte[] {-1, (byte) 0xee, 0, 12}, "AdobeSecret".getBytes(ISO_8859_1));
        var picture = Picture.of(join(
                Arrays.copyOf(plain, 2), jfif, Arrays.copyOf(other, 14), Arrays.copyOfRange(plain, 20, plain.length)));
        assertThat(text(picture.bytes())).contains("JFIF").doesNotContain("\t\t\t\t\t\t", "Secre");
        assertThat(pixels(picture.bytes())).isEqualTo(pixels(plain));
    }

    /** The picture lies on its side. */
    private static final byte[] TIFF = join(
            "MM\0*".getBytes(ISO_8859_1),
            new byte[] {0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0});

    private static byte[] lying(byte[] jpeg) {
        var exif = join(new byte[] {-1, (byte) 0xe1, 0, 34}, "Exif\0\0".getBytes(ISO_8859_1), TIFF);
        return join(Arrays.copyOf(jpeg, 20), exif, Arrays.copyOfRange(jpeg, 20, jpeg.length));
    }

    private static byte[] grey(int width, int height) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY), "jpg", bytes);
        return bytes.toByteArray();
    }

    /** The JPEG with a segment of each kind after its first. */
    private static byte[] with(byte[] jpeg, int... markers) {
        var secret = SECRET.getBytes(ISO_8859_1);
        var all = Arrays.copyOf(jpeg, 20);
        for (int marker : markers) {
            all = join(all, new byte[] {(byte) 0xff, (byte) marker, 0, (byte) (secret.length + 2)}, secret);
        }
        return join(all, Arrays.copyOfRange(jpeg, 20, jpeg.length));
    }

    private static byte[] join(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] image(String format) throws IOException {
        var image = new BufferedImage(32, 24, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 32; x++) {
            for (int y = 0; y < 24; y++) {
                image.setRGB(x, y, new Color(x * 8, y * 8, (x * y) % 256).getRGB());
            }
        }
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, format, bytes);
        return bytes.toByteArray();
    }

    private static int[] pixels(byte[] bytes) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(bytes)).getRGB(0, 0, 32, 24, null, 0, 32);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }
}
