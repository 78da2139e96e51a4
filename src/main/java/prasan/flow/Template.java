package prasan.flow;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text with placeholders, {@code เลขที่ {number}}. What a placeholder prints as is decided by the value's type, so the file says nothing of formats. A line whose placeholders are
 * all empty is left out.
 */
public record Template(String source, Mark at) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z][A-Za-z0-9.-]*)}");

    /** The names of all placeholders. */
    public Set<String> placeholders() {
        var names = new LinkedHashSet<String>();
        PLACEHOLDER.matcher(source).results().forEach(match -> names.add(match.group(1)));
        return names;
    }

    /** The rest of the text. */
    String withoutPlaceholders() {
        return filledWith("");
    }

    /** The text with the same in place of every placeholder. */
    String filledWith(String value) {
        return PLACEHOLDER.matcher(source).replaceAll(Matcher.quoteReplacement(value));
    }

    /** The text with each placeholder printed; a name that has no value prints as empty. */
    public String render(Print print, Function<String, @Nullable Value> values) {
        if (source.indexOf('{') < 0) {
            return source;
        }
        List<String> lines = new ArrayList<>();
        for (var line : source.split("\n", -1)) {
            var matcher = PLACEHOLDER.matcher(line);
            var out = new StringBuilder();
            boolean any = false;
            boolean filled = false;
            while (matcher.find()) {
                any = true;
                var value = values.apply(matcher.group(1));
                if (value != null && !(value instanceof Value.None)) {
                    filled = true;
                    matcher.appendReplacement(out, Matcher.quoteReplacement(print.of(value)));
                } else {
                    matcher.appendReplacement(out, "");
                }
            }
            matcher.appendTail(out);
            if (!any || filled) {
                lines.add(out.toString().stripTrailing());
            }
        }
        return String.join("\n", lines);
    }
}
