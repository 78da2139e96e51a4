package prasan.flow;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is said after a no: "ไม่ใช่ เรื่องไฟ", "ไม่ใช่ครับ เป็นที่หมู่ 7". */
final class Corrections {
    private static final Pattern AFTER_NO =
            Pattern.compile("(?:(?:ค่ะ|ครับ|คะ|คับ|จ้า|จ้ะ)?[ ,.]+|(?=เรื่อง))(.+)", Pattern.DOTALL);

    private final Walk walk;
    private final Typing typing;
    private final Additions additions;

    Corrections(Walk walk, Typing typing, Additions additions) {
        this.walk = walk;
        this.typing = typing;
        this.additions = additions;
    }

    /** Returns the category that a text is clearly about, or names by its label, or with "about". */
    Optional<Value.Code> category(Understood understood, String text) {
        var typed = additions.typed();
        var first = understood.guesses().getFirst();
        if (typing.isCategory(typed, first) && (understood.sure() || Additions.namesOnly(text))) {
            return Optional.of(typing.code(typed, first));
        }
        if (text.matches(".*[0-9].*")) {
            return Optional.empty();
        }
        var words = additions.categories(typed);
        return Library.languagesFrom(walk.language).stream()
                .map(language -> walk.library.vocabulary(language, words))
                .flatMap(labels -> {
                    int place = Answers.named(List.copyOf(labels.values()), Polite.bare(text));
                    return place < 0
                            ? Stream.<String>of()
                            : Stream.of(List.copyOf(labels.keySet()).get(place));
                })
                .findFirst()
                .map(code -> typing.code(typed, code));
    }

    /** Returns what follows a no, as in "ไม่ใช่ ไฟดับ": without a space or "about", a no is a part of the sentence, as in "ไม่ใช่แค่บ้านผม". */
    Optional<String> after(String said) {
        return walk.library.answers().getOrDefault(Library.Answer.DECLINE, List.of()).stream()
                .filter(said::startsWith)
                .max(Comparator.comparingInt(String::length))
                .map(no -> AFTER_NO.matcher(said.substring(no.length())))
                .filter(Matcher::matches)
                .map(rest -> rest.group(1));
    }
}
