package prasan.http;

import io.javalin.http.Context;
import java.security.MessageDigest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The door of the admin API: finds out who makes a request and whether they have the right that it needs. Safe for all threads. */
public final class Auth {
    private static final String SCHEME = "Bearer ";
    /** In the place of an address: whoever has the key of the start gets in wherever others fail. */
    private static final String ADMINISTRATOR = "administrator";

    private final byte[] digest;
    private final Door door;
    private final Limits limits;

    /** Knows who holds a key and who is signed in. Called on many threads at once. */
    public interface Door {
        /** The holder of an API key, or {@code null} for a key that nobody has, or that is over. */
        @Nullable
        Caller holder(String key);

        /** Who is signed in by the cookie of that token, or {@code null} when nobody is, or is no more. */
        @Nullable
        Caller signedIn(String token);

        /** Is told, before its first row is written, that a whole list is taken away as a file. */
        default void exports(Request request) {}
    }

    /**
     * @param adminKey of the administrator who has every right everywhere, for the first start and for automation
     * @param door all others
     * @param limits how much may be asked
     */
    public Auth(String adminKey, Door door, Limits limits) {
        if (adminKey.isBlank()) {
            throw new IllegalArgumentException("the admin key is blank");
        }
        digest = Digest.sha256(adminKey);
        this.door = door;
        this.limits = limits;
    }

    /** A door that opens to the administrator alone, as often as they like. */
    public Auth(String adminKey) {
        this(
                adminKey,
                new Door() {
                    @Override
                    public @Nullable Caller holder(String key) {
                        return null;
                    }

                    @Override
                    public @Nullable Caller signedIn(String token) {
                        return null;
                    }
                },
                Limits.none());
    }

    /**
     * Who makes the request: the holder of the key in its header {@code Authorization}, or else whoever is signed in by its cookie.
     *
     * @throws Problem 401 for somebody unknown; 403 when they have the right that the endpoint needs nowhere, and for a change by cookie without its proof; 429 when they ask too much, or too much was
     *     asked from their address by somebody unknown
     */
    Caller admit(Context context, Endpoint endpoint) {
        var header = context.header("Authorization");
        var token = SessionCookie.of(context);
        var caller = header == null && token != null ? signedIn(context, endpoint, token) : holder(context, header);
        if (endpoint.right != null && !allowed(caller, endpoint, endpoint.right)) {
            throw new Problem(
                    403,
                    "right-missing",
                    "Ask an administrator for the right in \"right\"",
                    Map.of("right", endpoint.right));
        }
        return caller;
    }

    void exports(Request request) {
        door.exports(request);
    }

    private static boolean allowed(Caller caller, Endpoint endpoint, Right right) {
        var scope = caller.scope(right);
        return endpoint.access == Endpoint.Access.NATIONAL_RIGHT ? scope.isNational() : !scope.isEmpty();
    }

    private Caller holder(Context context, @Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw new Problem(
                    401, "no-key", "Send the header Authorization: Bearer and an API key, or sign in", Map.of());
        }
        var key = header.substring(SCHEME.length()).strip();
        var given = Digest.sha256(key);
        // digests of equal length, compared in constant time: neither the key's length nor its start can be found by
        // timing
        var holder = MessageDigest.isEqual(digest, given)
                ? limits.counted(given, ADMINISTRATOR, () -> Caller.administrator("admin"))
                : limits.counted(given, Subscriber.of(context.ip()), () -> door.holder(key));
        if (holder == null) {
            throw new Problem(401, "wrong-key", "Send a right API key", Map.of());
        }
        return holder;
    }

    private Caller signedIn(Context context, Endpoint endpoint, String token) {
        var caller = limits.counted(Digest.sha256(token), Subscriber.of(context.ip()), () -> door.signedIn(token));
        if (caller == null) {
            throw new Problem(401, "signed-out", "Sign in again", Map.of());
        }
        if (!endpoint.method.equals("GET") && !SessionCookie.proves(token, context.header(SessionCookie.HEADER))) {
            throw new Problem(
                    403,
                    "csrf",
                    "Send the header " + SessionCookie.HEADER + " with what GET /api/session tells",
                    Map.of());
        }
        return caller;
    }
}
