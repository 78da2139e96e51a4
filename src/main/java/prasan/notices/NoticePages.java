package prasan.notices;

import static prasan.http.Document.escaped;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import prasan.flow.BuddhistEra;
import prasan.flow.Engine;
import prasan.flow.Library;
import prasan.flow.Print;
import prasan.flow.Value;
import prasan.http.Document;

/** A notice on pages: as LINE shows it, drawn by the simulator's own script, and on paper for villages where few have LINE. Safe for all threads. */
final class NoticePages {
    private static final String ENGLISH = "en";
    /** About how many letters a line has, as which a line break counts. */
    private static final int LINE = 40;

    private static final int SHORT = 320;
    private static final int MIDDLE = 700;

    private final Supplier<Engine> engine;
    private final NoticeTexts texts;

    NoticePages(Supplier<Engine> engine) {
        this.engine = engine;
        this.texts = new NoticeTexts(engine);
    }

    /** How each reader sees it: in Thai, in English where it has English, in the usual and in large letters. */
    Document preview(Notice notice) {
        boolean english = notice.facts().textEn() != null;
        var screens = Stream.of(
                        screen(notice, "ภาษาไทย", Library.THAI, false),
                        screen(notice, "ภาษาไทย ตัวอักษรใหญ่", Library.THAI, true),
                        english ? screen(notice, "English", ENGLISH, false) : "",
                        english ? screen(notice, "English, large letters", ENGLISH, true) : "")
                .collect(Collectors.joining("\n"));
        return new Document(
                notice.number(),
                file("simulator/chat.css") + file("notices/preview.css"),
                file("simulator/flex.js") + file("notices/preview.js"),
                "<h1>" + escaped(notice.number() + " " + notice.facts().title()) + "</h1>\n<div class=\"screens\">"
                        + screens + "</div>");
    }

    private String screen(Notice notice, String name, String language, boolean large) {
        var messages =
                texts.messages(notice, new Recipients.Reading(language, large, Greeting.example(notice.facts())));
        return "<section class=\"screen\"><h2>" + escaped(name) + "</h2><ol data-messages=\"" + escaped(messages)
                + "\"></ol></section>";
    }

    /**
     * Two sheets: one to hang up, and one to read out.
     *
     * @param area whose people it is for, as in an address; {@code null} for the whole country
     */
    Document print(Notice notice, @Nullable String area, Instant now) {
        var facts = notice.facts();
        var day = new Print(Library.THAI, engine.get().library()).of(new Value.Day(BuddhistEra.day(now)));
        var body = """
                <section class="%s">%s<h1>%s</h1><h2>เรื่อง %s</h2><p>ถึง %sทุกท่าน</p><p class="text">%s</p>%s
                <footer>เลขที่ %s พิมพ์เมื่อ %s</footer></section>
                <section class="%s"><h2>สำหรับอ่านทางหอกระจายข่าว</h2><p class="text aloud">%s</p></section>
                """.formatted(
                        length(facts.text()),
                        state(notice),
                        BroadcastText.called(facts),
                        escaped(facts.title()),
                        escaped(BroadcastText.people(area)),
                        escaped(facts.text()),
                        answers(facts),
                        escaped(notice.number()),
                        escaped(day),
                        length(facts.text()),
                        escaped(BroadcastText.sheet(notice, area)));
        return new Document(notice.number(), file("notices/print.css"), null, body);
    }

    /** What keeps it from hanging on a board. */
    private static String state(Notice notice) {
        return switch (notice.status()) {
            case DRAFT, WAITING -> "<p class=\"state\">ฉบับร่าง ยังไม่ใช่ประกาศ</p>";
            case CANCELLED -> "<p class=\"state\">ยกเลิกแล้ว</p>";
            case SENDING, PAUSED, FINISHED -> "";
        };
    }

    private static String answers(Notice.Facts facts) {
        return facts.choices().isEmpty()
                ? ""
                : facts.choices().stream()
                        .map(choice -> "☐ " + escaped(choice.th()))
                        .collect(Collectors.joining("   ", "<p class=\"text\">โปรดแจ้งผู้ใหญ่บ้านว่า   ", "</p>"));
    }

    /** Letters as large as let it stay on one sheet. */
    private static String length(String text) {
        long letters =
                text.codePointCount(0, text.length()) + LINE * text.lines().count();
        if (letters <= SHORT) {
            return "short";
        }
        return letters <= MIDDLE ? "middle" : "long";
    }

    private static String file(String name) {
        try (var file = NoticePages.class.getResourceAsStream("/static/" + name)) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
