package prasan.http;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A page for people to look at: HTML with a style and perhaps a script of its own, which nothing else in it can run beside. Its texts are {@link #escaped} by whoever writes its body.
 *
 * @param title of the window
 * @param script a module, or {@code null} for a page without any
 * @param body in HTML
 */
public record Document(String title, String style, @Nullable String script, String body) {
    public static final String MEDIA_TYPE = "text/html; charset=utf-8";

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Returns a text as it stands in HTML, also in the value of an attribute. */
    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    static String nonce() {
        var bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** What a browser may do with it: show pictures, and run its own style and script. */
    String policy(String nonce) {
        return "default-src 'none'; style-src 'nonce-" + nonce
                + "'; img-src https: data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
                + (script == null ? "sandbox" : "script-src 'nonce-" + nonce + "'; sandbox allow-scripts");
    }

    String html(String nonce) {
        return """
                <!DOCTYPE html>
                <html lang="th">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <style nonce="%s">
                %s
                </style>
                </head>
                <body>
                %s
                %s
                </body>
                </html>
                """.formatted(
                escaped(title),
                nonce,
                style,
                body,
                script == null ? "" : "<script type=\"module\" nonce=\"" + nonce + "\">\n" + script + "\n</script>");
    }
}
