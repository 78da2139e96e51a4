package prasan.http;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes what nobody can guess. Safe for all threads. */
public final class Secrets {
    private final SecureRandom random;

    public Secrets(SecureRandom random) {
        this.random = random;
    }

    public byte[] bytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A text of letters, digits, - and _, with 8 bits of chance for each byte. */
    public String text(int bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(bytes));
    }
}
