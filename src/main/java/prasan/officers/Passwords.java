package prasan.officers;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.text.Normalizer;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import prasan.http.Secrets;

/**
 * Passwords by argon2id (RFC 9106) with 19 MiB, two passes and one lane, which OWASP's Password Storage Cheat Sheet asks for at least. Safe for all threads.
 */
public final class Passwords {
    private static final int KIBIBYTES = 19_456;
    private static final int PASSES = 2;
    private static final int BYTES = 32;
    private static final Argon2Function ARGON2ID = Argon2Function.getInstance(KIBIBYTES, PASSES, 1, BYTES, Argon2.ID);
    private static final int SALT_BYTES = 16;

    /** At a time: more would only take each other's memory. */
    private final Semaphore places = new Semaphore(2);

    private final Secrets secrets;
    /** Of a password that nobody has: checked where there is none, so that it takes as long. */
    private final String nobodys;

    public Passwords(Secrets secrets) {
        this.secrets = secrets;
        nobodys = hash(secrets.text(SALT_BYTES));
    }

    String hash(String password) {
        places.acquireUninterruptibly();
        try {
            return ARGON2ID.hash(normal(password).getBytes(UTF_8), secrets.bytes(SALT_BYTES))
                    .getResult();
        } finally {
            places.release();
        }
    }

    /** Whether it is the password of that hash; takes as long for {@code null}, which none is. */
    boolean matches(String password, @Nullable String hash) {
        places.acquireUninterruptibly();
        try {
            var matches = ARGON2ID.check(normal(password), hash == null ? nobodys : hash);
            return matches && hash != null;
        } finally {
            places.release();
        }
    }

    /** Thai marks typed in another order, or by another keyboard, are the same password. */
    private static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }
}
