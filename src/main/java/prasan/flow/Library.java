package prasan.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything in the conversations folder, read and immutable.
 *
 * @param words vocabularies: language, then vocabulary, then code, to label; in the order of the file
 * @param texts the engine's own texts (system.yaml): language, then name
 * @param pushTexts what is pushed: name, then language
 * @param commands the always-there words by command, normalised, of all languages together
 * @param languages the words that switch to a language
 * @param answers words that stand for the engine's own buttons
 * @param emergency what answers danger to life
 * @param typed what becomes of messages that are typed when nothing is under way; {@code null} where such messages are not understood
 * @param edition identifies the very files that this was read from
 * @param synonyms what people say instead of a label: vocabulary, then code; normalised, of all languages together
 * @param followed the flow that greets a new friend; {@code menu} the flow of the menu; {@code officer} the flow that leads to a person
 */
public record Library(
        Map<String, Flow> flows,
        Map<String, Map<String, Map<String, String>>> words,
        Map<String, Map<String, Template>> texts,
        Map<String, Map<String, Wording>> pushTexts,
        Map<Command, List<String>> commands,
        Map<String, List<String>> languages,
        Map<Answer, List<String>> answers,
        Emergency emergency,
        @Nullable Typed typed,
        String followed,
        String menu,
        String officer,
        String edition,
        Map<String, Map<String, List<String>>> synonyms) {
    /** Thai is complete by definition; the others are checked against it. */
    public static final String THAI = "th";

    public static final List<String> LANGUAGES = List.of(THAI, "en");

    private static final Pattern REPEATED = Pattern.compile("^(.+?)(?: ?\\1)++$");
    /** More than anybody says yes in one breath. */
    private static final int ANSWER_LONGEST = 100;

    /** What people say instead of tapping: yes, no, that there is nothing or nothing more, and thanks. */
    public enum Answer {
        AGREE,
        DECLINE,
        ENOUGH,
        THANKS
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
     * What answers danger to life.
     *
     * @param hears the danger that a text tells of, if any; always the same for the same text
     * @param kinds how each kind of danger is answered, by its code
     */
    public record Emergency(Function<String, Optional<Danger>> hears, Map<String, Kind> kinds, Mark at) {
        /** The kind of danger of which nothing is known but that somebody needs help. */
        public static final String HELP = "HELP";

        /** Returns an emergency section that hears nothing. */
        public static Emergency none() {
            return new Emergency(text -> Optional.empty(), Map.of(), new Mark("system.yaml", 1, 1));
        }

        /** Returns the danger that happens now according to the text. */
        Optional<Danger> certain(String text) {
            return hears.apply(text).filter(Danger::certain);
        }

        /** Returns the card of the kind, by language; that of {@link #HELP} for an unknown kind. */
        Map<String, Wording> card(String kind) {
            var known = kinds.get(kind);
            return known != null
                    ? known.card()
                    : Objects.requireNonNull(kinds.get(HELP)).card();
        }
    }

    /**
     * How one kind of danger is answered.
     *
     * @param category code of the category of a report about it; empty where the person chooses
     * @param says a made-up message that tells of such a danger
     * @param card the emergency numbers, the fitting one first, by language
     */
    public record Kind(String category, String says, Map<String, Wording> card) {}

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

    /**
     * Returns the frames without those above a call that is gone. Their answers go to the caller, which may ask the same itself now.
     */
    public List<Session.Frame> called(List<Session.Frame> frames) {
        for (int i = 0; i + 1 < frames.size(); i++) {
            var called = frames.get(i + 1);
            boolean still =
                    step(frames.get(i)) instanceof Step.Call call && call.flow().equals(called.flow());
            if (!still && step(frames.get(i)) != null) {
                var slots = new HashMap<>(called.slots());
                slots.putAll(frames.get(i).slots());
                var left = new ArrayList<>(frames.subList(0, i));
                left.add(new Session.Frame(frames.get(i).flow(), frames.get(i).step(), slots));
                return left;
            }
        }
        return frames;
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
        var words = answers.getOrDefault(answer, List.of());
        // "ใช่ๆ", "ใช่ใช่" and "ใช่ ใช่" are ใช่
        return words.contains(said)
                || (said.length() <= ANSWER_LONGEST
                        && words.contains(
                                REPEATED.matcher(said.replace("ๆ", "").strip()).replaceAll("$1")));
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
