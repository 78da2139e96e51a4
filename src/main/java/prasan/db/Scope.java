package prasan.db;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody may do something: every area whose code begins with one of the prefixes. What lies outside is for them as if it did not exist, so gateways take a scope and put
 * it into their SQL by {@link Where#scope}.
 *
 * @param prefixes of area codes; an empty one stands for the whole country
 */
public record Scope(List<String> prefixes) {
    private static final Pattern PREFIX = Pattern.compile("([0-9]{2}){0,4}");
    /** The whole country, and what belongs to no area: for the chat and for imports, whose rules are others. */
    public static final Scope ALL = new Scope(List.of(""));

    /** @throws IllegalArgumentException for a prefix that is none */
    public Scope {
        prefixes = prefixes.stream().distinct().toList();
        if (!prefixes.stream().allMatch(prefix -> PREFIX.matcher(prefix).matches())) {
            throw new IllegalArgumentException("no prefixes of area codes: " + prefixes);
        }
    }

    /** Whether it is nowhere at all. */
    public boolean isEmpty() {
        return prefixes.isEmpty();
    }

    /** Whether it is the whole country. */
    public boolean isNational() {
        return prefixes.contains("");
    }

    /** Whether an area lies in it, with all below; what belongs to no area ({@code null}) is the whole country's alone. */
    public boolean covers(@Nullable String area) {
        var code = Objects.requireNonNullElse(area, "");
        return prefixes.stream().anyMatch(code::startsWith);
    }

    /**
     * Says no to a row that is to be put where it does not reach.
     *
     * @throws Refused {@code outside-area}
     */
    public void require(@Nullable String area) {
        if (!covers(area)) {
            throw new Refused("outside-area", area == null ? Map.of() : Map.of("area", area));
        }
    }
}
