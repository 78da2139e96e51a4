package prasan.understand;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Flat JSON objects of texts, whole numbers and yes or no: all that slots need. */
final class Json {
    private static final String VALUE = "\"((?:[^\"\\\\]|\\\\.)*)\"|(-?[0-9]{1,9})|(true|false)";
    private static final Pattern PAIR =
            Pattern.compile("\\s*\"((?:[^\"\\\\]|\\\\.)*)\"\\s*:\\s*(?:" + VALUE + ")\\s*(,|$)");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(u[0-9a-fA-F]{4}|.)");

    private Json() {}

    static String write(Map<String, Object> object) {
        var json = new StringBuilder("{");
        object.forEach((key, value) -> {
            json.append(json.length() > 1 ? ", " : "");
            text(key, json);
            json.append(": ");
            if (value instanceof String words) {
                text(words, json);
            } else {
                json.append(value);
            }
        });
        return json.append('}').toString();
    }

    /** Control characters are escaped, so that a tab or a line break of a message never splits a line of TSV. */
    private static void text(String text, StringBuilder json) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || c == '\u007f' || c == '\u0085' || c == '\u2028' || c == '\u2029') {
                json.append("\\u%04x".formatted((int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }

    /** The object, or nothing if the text is no such object. */
    static Optional<Map<String, Object>> read(String json) {
        var bare = json.strip();
        if (bare.length() < 2 || !bare.startsWith("{") || !bare.endsWith("}")) {
            return Optional.empty();
        }
        var inside = bare.substring(1, bare.length() - 1).strip();
        var object = new LinkedHashMap<String, Object>();
        var pair = PAIR.matcher(inside);
        int at = 0;
        while (at < inside.length()) {
            if (!pair.find(at) || pair.start() != at) {
                return Optional.empty();
            }
            object.put(plain(pair.group(1)), value(pair));
            at = pair.end();
        }
        return inside.endsWith(",") ? Optional.empty() : Optional.of(object);
    }

    private static Object value(java.util.regex.Matcher pair) {
        if (pair.group(2) != null) {
            return plain(pair.group(2));
        }
        return pair.group(3) != null ? (Object) Integer.valueOf(pair.group(3)) : Boolean.valueOf(pair.group(4));
    }

    private static String plain(String escaped) {
        return ESCAPE.matcher(escaped)
                .replaceAll(escape -> java.util.regex.Matcher.quoteReplacement(unescape(escape.group(1))));
    }

    private static String unescape(String code) {
        return switch (code.charAt(0)) {
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'r' -> "\r";
            case 'b' -> "\b";
            case 'f' -> "\f";
            case 'u' -> code.length() == 5 ? String.valueOf((char) Integer.parseInt(code.substring(1), 16)) : code;
            default -> code;
        };
    }
}
