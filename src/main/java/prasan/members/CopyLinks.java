package prasan.members;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What opens a copy is not in the database, where the message with its link waits and is kept: there the link has a name, and what is made of the name with a key takes its place when
 * the message goes to LINE. Safe for all threads.
 */
public final class CopyLinks {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 16;
    /** Where a button leads: no text that a person typed and hears repeated can be that, in which a quotation mark has a backslash. */
    private static final Pattern NAMED = Pattern.compile("(\"uri\":\"[^\"\\\\]*/me/)copy\\.([A-Za-z0-9_-]{22})");

    private final SecretKeySpec key;

    /** @param secret that is not in the database; with another one, links that were not opened yet open nothing */
    public CopyLinks(String secret) {
        key = new SecretKeySpec(("copies:" + secret).getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** Returns how a link is written until it is sent. */
    static String named(String name) {
        return "copy." + name;
    }

    /** Returns what opens the copy of that name. */
    String token(String name) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            var bytes = mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(bytes, BYTES));
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** Returns the messages with buttons whose links open. */
    public String opened(String messages) {
        return NAMED.matcher(messages)
                .replaceAll(named -> Matcher.quoteReplacement(named.group(1) + token(named.group(2))));
    }
}
