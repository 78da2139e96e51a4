package prasan.line;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Proves that a webhook comes from LINE: {@code x-line-signature} is the base64 of HMAC-SHA256 over the body's bytes as they came, with the channel secret as key ("Verify webhook
 * signature"). Immutable, safe for all threads.
 */
public final class Signature {
    /** LINE says that the case of the header may change. */
    public static final String HEADER = "x-line-signature";

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    /**
     * Signs with the secret of the channel.
     *
     * @throws IllegalArgumentException if the secret is empty
     */
    public Signature(String channelSecret) {
        key = new SecretKeySpec(channelSecret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** Whether the header signs the body. The time it takes does not depend on how much of the header is right. */
    public boolean signs(@Nullable String header, byte[] body) {
        if (header == null) {
            return false;
        }
        try {
            return MessageDigest.isEqual(hmac(body), Base64.getDecoder().decode(header));
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    /** The header's value for a body. */
    public String of(byte[] body) {
        return Base64.getEncoder().encodeToString(hmac(body));
    }

    private byte[] hmac(byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(body);
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
