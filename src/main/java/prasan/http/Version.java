package prasan.http;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The version of what a client has read, as an entity tag (RFC 9110, section 8.8.3): a digest of its JSON. With {@code If-Match} a change is made only to what the client has seen.
 */
final class Version {
    private static final int BYTES = 12;

    private Version() {}

    static String of(byte[] json) {
        var digest = Arrays.copyOf(Digest.sha256(new String(json, StandardCharsets.UTF_8)), BYTES);
        return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(digest) + '"';
    }

    /** Whether the client has it already. */
    static boolean known(Context context, String tag) {
        return named(context.header("If-None-Match"), tag);
    }

    /**
     * Checks what a change is to be made to.
     *
     * @param now as it would be read now
     * @throws Problem 412 when it is another than the client has seen
     */
    static void check(Context context, Object now) {
        var wanted = context.header("If-Match");
        if (wanted != null && !named(wanted, of(Json.write(now)))) {
            throw new Problem(
                    412, "changed-meanwhile", "Somebody changed it meanwhile: read it again, then change it", Map.of());
        }
    }

    private static boolean named(@Nullable String header, String tag) {
        return header != null
                && Arrays.stream(header.split(","))
                        .map(String::strip)
                        .anyMatch(each -> each.equals("*") || Objects.equals(each.replaceFirst("^W/", ""), tag));
    }
}
