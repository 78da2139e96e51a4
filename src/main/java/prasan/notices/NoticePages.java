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
import prasan.flow.BuddhistEra;
import prasan.flow.Engine;
import prasan.flow.Library;
import prasan.flow.Print;
import prasan.flow.ThaiAloud;
import prasan.flow.Value;
import prasan.http.Document;

/** A notice on pages: as LINE shows it, drawn by the simulator's own script, and on paper for villages where few have LINE. Safe for all threads. */
final class NoticePages {
    private static final String ENGLISH = "en";

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

    /** Two sheets: one to hang up, and one to read out. */
    Document print(Notice notice, Instant now) {
        var facts = notice.facts();
        var day = new Print(Library.THAI, engine.get().library()).of(new Value.Day(BuddhistEra.day(now)));
        var body = """
                <section><h1>ประกาศ</h1><h2>เรื่อง %s</h2><p class="text">%s</p>
                <footer>เลขที่ %s พิมพ์เมื่อ %s</footer></section>
                <section><h2>สำหรับอ่านทางหอกระจายข่าว</h2><p class="text aloud">%s</p></section>
                """.formatted(
                        escaped(facts.title()),
                        escaped(facts.text()),
                        escaped(notice.number()),
                        escaped(day),
                        escaped(aloud(notice)));
        return new Document(notice.number(), file("notices/print.css"), null, body);
    }

    /** As it is read out in a village: twice, with the words that announcements begin and end with. */
    static String aloud(Notice notice) {
        var said = "เรื่อง " + ThaiAloud.of(notice.facts().title()) + "\n\n"
                + ThaiAloud.of(notice.facts().text());
        return "ขอประกาศให้ทราบโดยทั่วกัน\n\n" + said + "\n\nขอประกาศซ้ำอีกครั้งหนึ่ง\n\n" + said
                + "\n\nจึงประกาศมาเพื่อทราบโดยทั่วกัน\n";
    }

    private static String file(String name) {
        try (var file = NoticePages.class.getResourceAsStream("/static/" + name)) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
