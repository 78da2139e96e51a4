package prasan.http;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The door of the admin API: finds out who makes a request and whether they have the right that it needs. Safe for all threads. */
public final class Auth {
    private static final String SCHEME = "Bearer ";
    private final byte[] digest;
    private final Keys keys;

    /** Who holds an API key. Called on many threads at once. */
    @FunctionalInterface
    public interface Keys {
        /** Gives its holder, or {@code null} for a key that nobody has, or that is over. */
        @Nullable
        Caller holder(String key);
    }

    /**
     * @param adminKey of the administrator who has every right everywhere, for the first start and for automation
     * @param keys all other keys
     */
    public Auth(String adminKey, Keys keys) {
        if (adminKey.isBlank()) {
            throw new IllegalArgumentException("the admin key is blank");
        }
        digest = sha256(adminKey);
        this.keys = keys;
    }

    /** A door that opens to the administrator alone. */
    public Auth(String adminKey) {
        this(adminKey, key -> null);
    }

    /**
     * Who makes the request.
     *
     * @throws Problem 401 without a right key; 403 when they have the right that the endpoint needs nowhere
     */
    Caller admit(Context context, Endpoint endpoint) {
        var caller = caller(context.header("Authorization"));
        if (endpoint.right != null && !allowed(caller, endpoint, endpoint.right)) {
            throw new Problem(
                    403,
                    "right-missing",
                    "Ask an administrator for the right in \"right\"",
                    Map.of("right", endpoint.right));
        }
        return caller;
    }

    private static boolean allowed(Caller caller, Endpoint endpoint, Right right) {
        var scope = caller.scope(right);
        return endpoint.access == Endpoint.Access.NATIONAL_RIGHT ? scope.isNational() : !scope.isEmpty();
    }

    private Caller caller(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw new Problem(401, "no-key", "Send the header Authorization: Bearer and an API key", Map.of());
        }
        var key = header.substring(SCHEME.length()).strip();
        // digests of equal length, compared in constant time: neither the key's length nor its start can be found by
        // timing
        var holder = MessageDigest.isEqual(digest, sha256(key)) ? Caller.administrator("admin") : keys.holder(key);
        if (holder == null) {
            throw new Problem(401, "wrong-key", "Send a right API key", Map.of());
        }
        return holder;
    }

    private static byte[] sha256(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
