package prasan.officers;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nulabinc.zxcvbn.Zxcvbn;
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
    /** Of zxcvbn, the best: more than 10^10 guesses, by those who know the lists. */
    private static final int UNGUESSABLE = 4;
    /** A longer password is judged by its beginning, for the work grows faster than the length. */
    private static final int JUDGED = 64;

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

    /**
     * Whether it is among the passwords that are widely known, or soon found from them: in other letters, doubled, with a year behind. By the lists and the patterns of
     * <a href="https://www.usenix.org/conference/usenixsecurity16/technical-sessions/presentation/wheeler">zxcvbn</a>, so that nothing leaves the machine.
     */
    static boolean known(String password) {
        var text = normal(password);
        var judged =
                text.substring(0, text.offsetByCodePoints(0, Math.min(JUDGED, text.codePointCount(0, text.length()))));
        return Lists.ZXCVBN.measure(judged).getScore() < UNGUESSABLE;
    }

    /** Loaded when the first password is chosen, for they take some megabytes. */
    private static final class Lists {
        static final Zxcvbn ZXCVBN = new Zxcvbn();
    }

    /** Thai marks typed in another order, or by another keyboard, are the same password. */
    static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }
}
