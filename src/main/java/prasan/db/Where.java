package prasan.db;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** The conditions of a list that a person filters: those that are left out do not appear in the SQL, so that the others can use their index. */
public final class Where {
    // codes are ASCII, and the database refuses to compare them with anything else
    private static final Pattern ASCII = Pattern.compile("\\p{ASCII}*");

    private static final Pattern LIKE_SIGN = Pattern.compile("[\\\\%_]");

    private final List<String> conditions = new ArrayList<>(List.of("1 = 1"));
    private final Map<String, Object> values = new HashMap<>();
    private final String names;

    public Where() {
        this("");
    }

    /** @param names what the names of its values begin with, so that a statement can have several of these conditions */
    public Where(String names) {
        this.names = names;
    }

    /** A condition on one named value; left out when the value is {@code null}. */
    public Where and(String condition, String name, @Nullable Object value) {
        if (value != null) {
            conditions.add(condition);
            values.put(name, value);
        }
        return this;
    }

    /** A condition on several named values. */
    public Where and(String condition, Map<String, ?> named) {
        conditions.add(condition);
        values.putAll(named);
        return this;
    }

    /** Rows whose area lies in the one given by the beginning of its code. */
    public Where area(String column, @Nullable String prefix) {
        if (prefix == null || ASCII.matcher(prefix).matches()) {
            return and(column + " LIKE CONCAT(:area, '%')", "area", prefix);
        }
        conditions.add("1 = 0");
        return this;
    }

    /** Rows whose area lies where somebody may do what they do; a row without an area only for the whole country. For lists, for one row, and for changes. */
    public Where scope(String column, Scope scope) {
        return scope(column, scope, "1 = 0");
    }

    /** As {@link #scope(String, Scope)}, with rows of elsewhere for which the condition {@code besides} holds. */
    public Where scope(String column, Scope scope, String besides) {
        if (scope.isNational()) {
            return this;
        }
        var within = new ArrayList<>(List.of(besides));
        for (var prefix : scope.prefixes()) {
            var name = names + "scope" + values.size();
            values.put(name, prefix);
            within.add(column + " LIKE CONCAT(:" + name + ", '%')");
        }
        conditions.add("(" + String.join(" OR ", within) + ")");
        return this;
    }

    /** Rows that a part of a list may have; its order and limit follow by {@link Slice#ordered}. */
    public Where slice(Slice<?> slice, String id) {
        if (slice.after() != null) {
            conditions.add(slice.condition(id));
            values.put("slice_id", slice.after());
            if (slice.key() != null) {
                values.put("slice_key", slice.key());
            }
        }
        return this;
    }

    /**
     * What a person types into a search box: the text must be the beginning of a code, or every word of it must be in the column. Thai has no spaces between words, so a dictionary finds
     * them; where it cuts wrongly, the pieces still are in every text that has the whole.
     *
     * @param column an SQL expression, like {@code code}
     */
    public Where words(String column, String code, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return this;
        }
        var typed = text.strip();
        var pieces = new ArrayList<String>();
        for (var word : split(typed)) {
            var name = "word" + values.size();
            values.put(name, word);
            pieces.add("LOCATE(:" + name + ", " + column + ") > 0");
        }
        var matches = String.join(" AND ", pieces);
        if (ASCII.matcher(typed).matches()) {
            values.put("typed", typed.toUpperCase(Locale.ROOT));
            matches = "LEFT(" + code + ", CHAR_LENGTH(:typed)) = :typed OR " + matches;
        }
        conditions.add("(" + matches + ")");
        return this;
    }

    /** What a column begins with, for {@code LIKE}: the signs that mean something there stand for themselves. */
    public static String beginning(String text) {
        return LIKE_SIGN.matcher(text).replaceAll("\\\\$0") + "%";
    }

    private static List<String> split(String text) {
        // an iterator is not safe for threads
        var breaks = BreakIterator.getWordInstance(Locale.forLanguageTag("th"));
        breaks.setText(text);
        var words = new ArrayList<String>();
        for (int from = breaks.first(), to = breaks.next(); to != BreakIterator.DONE; from = to, to = breaks.next()) {
            var word = text.substring(from, to);
            if (!word.isBlank()) {
                words.add(word);
            }
        }
        return words;
    }

    /** Binds the values that the conditions name. */
    public <S extends SqlStatement<S>> S bind(S statement) {
        return statement.bindMap(values);
    }

    /** The conditions, joined; never empty. */
    @Override
    public String toString() {
        return String.join(" AND ", conditions);
    }
}
