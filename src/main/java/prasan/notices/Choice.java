package prasan.notices;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prasan.flow.Library;

/**
 * An answer that a notice offers by a button.
 *
 * @param th as it stands on the button
 * @param en the same for those who read English, {@code null} where there is no other text
 */
public record Choice(String th, @Nullable String en) {
    static final int FEWEST = 2;
    static final int MOST = 4;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Returns the label for those who read a language: the Thai one where there is no other. */
    String in(String language) {
        return en == null || language.equals(Library.THAI) ? th : en;
    }

    static @Nullable String written(List<Choice> choices) {
        try {
            return choices.isEmpty() ? null : JSON.writeValueAsString(choices);
        } catch (JsonProcessingException cannotBe) {
            throw new IllegalStateException(cannotBe);
        }
    }

    static List<Choice> read(@Nullable String json) {
        try {
            return json == null ? List.of() : List.of(JSON.readValue(json, Choice[].class));
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("the choices of a notice are no list", damaged);
        }
    }
}
