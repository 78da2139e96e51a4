package prasan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import prasan.chat.Conversations;
import prasan.chat.Folder;

/** One message may not stop anything: what runs over people's texts does so without recursion, however often somebody repeats a word. */
class PatternsTest {
    private static final int LETTERS = 5_000;
    /** Far less than a thread has: enough for any pattern that does not recurse over its text. */
    private static final int STACK = 128 * 1024;

    private static final int HALF_A_THREAD = 512 * 1024;

    private static final Pattern WORD = Pattern.compile("[ก-๙a-z0-9]+|\\\\[sdw]");

    private record Named(String name, Pattern pattern) {}

    @Test
    void aWordRepeatedForLongEndsNoPattern() throws Exception {
        var patterns = patterns();
        assertThat(patterns).hasSizeGreaterThan(50);
        var broken = new ArrayList<String>();
        var thread = new Thread(
                null,
                () -> patterns.forEach(named -> {
                    for (var word : words(named.pattern())) {
                        if (!holds(named.pattern(), word)) {
                            broken.add(named.name() + " at " + word);
                        }
                    }
                }),
                "patterns",
                STACK);
        thread.start();
        thread.join();
        assertThat(broken).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"อะ", "นะ", "คะ", "ที", "แน", "กำ", "วะ", "ครับ", "ค่ะ", "จ้า", "ไฟไหม้", "5", "ha"})
    void aWordRepeatedForLongIsUnderstoodLikeAnyOther(String word) throws Exception {
        var failure = new AtomicReference<Throwable>();
        var library = Conversations.read(Folder.packaged(), ShippedActions.signatures());
        var typed = Objects.requireNonNull(library.typed());
        var thread = new Thread(
                null,
                () -> {
                    var unused = typed.understands().apply(repeated(word));
                    var unused2 = library.emergency().hears().apply(repeated(word));
                },
                "understanding",
                HALF_A_THREAD);
        thread.setUncaughtExceptionHandler((one, thrown) -> failure.set(thrown));
        thread.start();
        thread.join();
        assertThat(failure.get()).isNull();
    }

    private static boolean holds(Pattern pattern, String word) {
        for (var text : List.of(repeated(word), repeated(word) + "!")) {
            try {
                pattern.matcher(text).matches();
                pattern.matcher(text).lookingAt();
            } catch (StackOverflowError deep) {
                return false;
            }
        }
        return true;
    }

    private static String repeated(String word) {
        return word.repeat(LETTERS / word.length() + 1).substring(0, LETTERS);
    }

    /** What the pattern itself names, and a letter of each kind. */
    private static Set<String> words(Pattern pattern) {
        var words = new LinkedHashSet<String>(List.of("ก", "a", "1", " ", "\n"));
        WORD.matcher(pattern.pattern())
                .results()
                .map(MatchResult::group)
                .forEach(word -> words.add(
                        switch (word) {
                            case "\\s" -> " ";
                            case "\\d" -> "๑";
                            case "\\w" -> "b";
                            default -> word;
                        }));
        return words;
    }

    /** The constant patterns of the program. */
    private static List<Named> patterns() throws IOException {
        var root = Path.of("target", "classes");
        try (Stream<Path> files = Files.walk(root.resolve("prasan"))) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .map(file ->
                            root.relativize(file).toString().replace('/', '.').replaceFirst("\\.class$", ""))
                    .sorted()
                    .flatMap(PatternsTest::of)
                    .toList();
        }
    }

    private static Stream<Named> of(String name) {
        try {
            var type = Class.forName(name);
            return Stream.of(type.getDeclaredFields())
                    .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == Pattern.class)
                    .map(field -> new Named(type.getSimpleName() + "." + field.getName(), pattern(field)));
        } catch (ClassNotFoundException cannotBe) {
            throw new IllegalStateException(cannotBe);
        }
    }

    private static Pattern pattern(Field field) {
        try {
            field.setAccessible(true);
            return (Pattern) Objects.requireNonNull(field.get(null), field.getName());
        } catch (IllegalAccessException cannotBe) {
            throw new IllegalStateException(cannotBe);
        }
    }
}
