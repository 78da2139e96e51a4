package prasan.flow;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything in the conversations folder, read and immutable.
 *
 * @param words vocabularies: language, then vocabulary, then code, to label; in the order of the file
 * @param texts the engine's own texts (system.yaml): language, then name
 * @param notices texts of pushes: name, then language
 * @param commands the always-there words by command, normalised, of all languages together
 * @param languages the words that switch to a language
 * @param answers words that stand for the engine's own buttons
 * @param alarm what answers words of danger to life
 * @param typed what becomes of messages that are typed when nothing is under way; {@code null} where such messages are not understood
 * @param edition identifies the very files that this was read from
 * @param synonyms what people say instead of a label: vocabulary, then code; normalised, of all languages together
 * @param followed the flow that greets a new friend; {@code menu} the flow of the menu; {@code officer} the flow that leads to a person
 */
public record Library(
        Map<String, Flow> flows,
        Map<String, Map<String, Map<String, String>>> words,
        Map<String, Map<String, Template>> texts,
        Map<String, Map<String, Wording>> notices,
        Map<Command, List<String>> commands,
        Map<String, List<String>> languages,
        Map<Answer, List<String>> answers,
        Alarm alarm,
        @Nullable Typed typed,
        String followed,
        String menu,
        String officer,
        String edition,
        Map<String, Map<String, List<String>>> synonyms) {

    /** A library without synonyms. */
    public Library(
            Map<String, Flow> flows,
            Map<String, Map<String, Map<String, String>>> words,
            Map<String, Map<String, Template>> texts,
            Map<String, Map<String, Wording>> notices,
            Map<Command, List<String>> commands,
            Map<String, List<String>> languages,
            Map<Answer, List<String>> answers,
            Alarm alarm,
            @Nullable Typed typed,
            String followed,
            String menu,
            String officer,
            String edition) {
        this(
                flows, words, texts, notices, commands, languages, answers, alarm, typed, followed, menu, officer,
                edition, Map.of());
    }

    /** Thai is complete by definition; the others are checked against it. */
    public static final String THAI = "th";

    public static final List<String> LANGUAGES = List.of(THAI, "en");

    /** What people say instead of tapping: yes, no, and that there is nothing or nothing more. */
    public enum Answer {
        AGREE,
        DECLINE,
        ENOUGH
    }

    /** The words that are understood at every question. */
    public enum Command {
        CANCEL,
        BACK,
        HELP,
        MENU,
        OFFICER,
        REPEAT
    }

    /**
     * Words of danger to life, the card that answers them, and the flow that then starts with the message in its slot.
     *
     * @param words the words
     * @param alone what is a cry for help when nothing else is said
     * @param unless a text with one of these tells of a training, a drill or the news, and is no alarm for its words
     * @param still but it is one with one of these, whatever else it tells of
     */
    public record Alarm(
            List<String> words,
            List<String> alone,
            List<String> unless,
            List<String> still,
            Map<String, Wording> card,
            String flow,
            String slot,
            Mark at) {
        /** Whether a text tells of danger to life. */
        public boolean heard(String text) {
            return cry(text) || (has(text, words) && (!has(text, unless) || has(text, still)));
        }

        /** Whether a text is a cry for help and nothing else. */
        public boolean cry(String text) {
            return alone.contains(Polite.bare(text));
        }

        /** Thai is written without spaces, so a Thai word may stand anywhere; a Latin one stands alone. */
        private static boolean has(String text, List<String> words) {
            var said = Thai.normalise(text);
            return words.stream()
                    .anyMatch(word -> said.contains(word)
                            && (!word.matches("[a-z ]+")
                                    || Pattern.compile("\\b" + word + "\\b")
                                            .matcher(said)
                                            .find()));
        }
    }

    /** All languages, the given one first. */
    static List<String> languagesFrom(String first) {
        return Stream.concat(Stream.of(first), LANGUAGES.stream())
                .filter(LANGUAGES::contains)
                .distinct()
                .toList();
    }

    public Flow flow(String name) {
        return Objects.requireNonNull(flows.get(name), name);
    }

    /** The step that a conversation rests at, under its name of now; {@code null} where it is gone. */
    public @Nullable Step step(Session.Frame frame) {
        var flow = flows.get(frame.flow());
        return flow == null ? null : flow.step(flow.now(frame.step()));
    }

    /** The codes of a vocabulary with their labels, in the order of the file. */
    public Map<String, String> vocabulary(String language, String name) {
        var all = words.getOrDefault(language, Map.of());
        var found = all.get(name);
        return found != null ? found : words.getOrDefault(THAI, Map.of()).getOrDefault(name, Map.of());
    }

    /** Returns the code of a vocabulary that has this word, {@link Polite#bare}, for a synonym, or {@code null}. */
    @Nullable
    String synonym(String vocabulary, String said) {
        return synonyms.getOrDefault(vocabulary, Map.of()).entrySet().stream()
                .filter(code -> code.getValue().contains(said))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    /** Whether what was said, {@link Polite#bare}, is such an answer in any language. */
    boolean means(Answer answer, String said) {
        return answers.getOrDefault(answer, List.of()).contains(said);
    }

    /** Whether it is a yes or a no, and nothing more. */
    boolean isYesOrNo(String said) {
        return means(Answer.AGREE, said) || means(Answer.DECLINE, said);
    }

    /** The label of a code; the code itself when it has none. */
    public String label(String language, Value.Code code) {
        return vocabulary(language, code.words()).getOrDefault(code.code(), code.code());
    }

    public Template text(String language, String name) {
        var text = texts.getOrDefault(language, Map.of()).get(name);
        return text != null
                ? text
                : Objects.requireNonNull(texts.getOrDefault(THAI, Map.of()).get(name), name);
    }

    /** The wording of the language, or the Thai one. */
    public static Wording wording(Map<String, Wording> wordings, String language) {
        @Nullable Wording wording = wordings.get(language);
        return wording != null ? wording : wordings.getOrDefault(THAI, Wording.EMPTY);
    }
}
