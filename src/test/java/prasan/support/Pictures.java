package prasan.support;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Photos for tests. */
public final class Pictures {
    private Pictures() {}

    /** A small real JPEG. */
    public static byte[] jpeg() {
        var image = new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setColor(new Color(150, 140, 120));
        pen.fillRect(0, 0, 320, 240);
        pen.setColor(Color.DARK_GRAY);
        pen.fillOval(90, 100, 140, 60);
        pen.dispose();
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpeg", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
