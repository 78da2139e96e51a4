package prasan.http;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The cookie of whoever is signed in: sent over HTTPS alone, to this host alone, by pages of this site alone, and out of reach of scripts. A change needs, besides, a header that no
 * other site can know: a digest of the cookie, which is told to whoever signs in.
 */
public final class SessionCookie {
    /** Browsers take a name with this prefix only from HTTPS, for the whole host and for no other. */
    static final String NAME = "__Host-prasan";

    static final String HEADER = "X-CSRF-Token";

    private SessionCookie() {}

    static @Nullable String of(Context context) {
        return context.cookie(NAME);
    }

    static void set(Context context, String token, int seconds) {
        context.cookie(new Cookie(NAME, token, "/", seconds, true, true, null, SameSite.STRICT));
    }

    /** What a change has to send in the header {@code X-CSRF-Token}. */
    public static String csrf(String token) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Digest.sha256("csrf:" + token));
    }

    /** Compared in constant time. */
    static boolean proves(String token, @Nullable String header) {
        return header != null
                && MessageDigest.isEqual(
                        csrf(token).getBytes(StandardCharsets.UTF_8), header.getBytes(StandardCharsets.UTF_8));
    }
}
