package prasan.notices;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;
import prasan.flow.Library;
import prasan.line.Limits;

/**
 * A page that a notice opens by a button.
 *
 * @param label as it stands on the button
 * @param labelEn the same for those who read English, {@code null} where there is no other text
 * @param url of a page on the web, by HTTPS
 */
public record Link(String label, @Nullable String labelEn, String url) {
    static final String RULE =
            "must have a label of 1 to %d characters, an English one where the text is English too, and a url that begins with https://"
                    .formatted(Asking.LABEL);

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Returns the label for those who read a language: the Thai one where there is no other. */
    String labelIn(String language) {
        return labelEn == null || language.equals(Library.THAI) ? label : labelEn;
    }

    /** @param english whether the text is there in English, too */
    boolean fits(boolean english) {
        return Asking.label(label) && english == Asking.label(labelEn) && opens(url);
    }

    private static boolean opens(String url) {
        try {
            var uri = new URI(url);
            return "https".equals(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.toASCIIString().length() <= Limits.URI;
        } catch (URISyntaxException no) {
            return false;
        }
    }

    static @Nullable String written(@Nullable Link link) {
        try {
            return link == null ? null : JSON.writeValueAsString(link);
        } catch (JsonProcessingException cannotBe) {
            throw new IllegalStateException(cannotBe);
        }
    }

    static @Nullable Link read(@Nullable String json) {
        try {
            return json == null ? null : JSON.readValue(json, Link.class);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("the link of a notice cannot be read", damaged);
        }
    }
}
