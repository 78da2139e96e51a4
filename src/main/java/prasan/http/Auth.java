package prasan.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who may use the admin API: the holder of the key. Safe for all threads. */
public final class Auth {
    private static final String SCHEME = "Bearer ";
    private final byte[] digest;

    public Auth(String adminKey) {
        if (adminKey.isBlank()) {
            throw new IllegalArgumentException("the admin key is blank");
        }
        digest = sha256(adminKey);
    }

    /**
     * The name under which the caller's changes are written down.
     *
     * @param header the value of {@code Authorization}, if any
     * @throws Problem 401 without the right key
     */
    String caller(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw new Problem(401, "no-key", "Send the header Authorization: Bearer and the admin key", Map.of());
        }
        // digests of equal length, compared in constant time: neither the key's length nor its start can be found by
        // timing
        if (!MessageDigest.isEqual(
                digest, sha256(header.substring(SCHEME.length()).strip()))) {
            throw new Problem(401, "wrong-key", "Send the right admin key", Map.of());
        }
        return "admin";
    }

    private static byte[] sha256(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
