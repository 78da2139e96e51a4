package prasan.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import prasan.ShippedActions;
import prasan.flow.Fault;

/** One fault at a time is put into the good conversations: exactly it is found, and where it is. */
class FaultyConversationsTest {
    private static final Folder GOOD = Folder.at(Path.of("conversations"));

    static Stream<Arguments> faults() {
        return Stream.of(
                // what is not readable, or not known
                arguments(
                        "report-problem.yaml",
                        "type: images",
                        "typ: images",
                        "report-problem.yaml",
                        "typ:",
                        "`typ` is not known here; known: ask, assume, beside, card, done, empty, example, except, from, id, label, level, max, min, only, options, pii, refused, show, skip, suggest, text, tries, type, unless, with, words"),
                arguments(
                        "menu.yaml",
                        "title: เมนู\n",
                        "title: เมนู\ntitle: อีกครั้ง\n",
                        "menu.yaml",
                        "title: อ",
                        "`title` is here twice"),
                arguments(
                        "menu.yaml",
                        "title: เมนู\n",
                        "title: no\n",
                        "menu.yaml",
                        "no",
                        "write `no` in quotes: it looks like something else than text"),
                arguments(
                        "menu.yaml",
                        "title: เมนู\n",
                        "title: 010\n",
                        "menu.yaml",
                        "010",
                        "write `010` in quotes: it looks like something else than text"),
                arguments(
                        "menu.yaml",
                        "title: เมนู\n",
                        "title: 12:30\n",
                        "menu.yaml",
                        "12:",
                        "write `12:30` in quotes: it looks like something else than text"),
                arguments(
                        "menu.yaml",
                        "flow: menu\n",
                        "flow: main-menu\n",
                        "menu.yaml",
                        "mai",
                        "the flow of this file is called `menu`"),
                arguments(
                        "menu.yaml",
                        "steps:\n  - id: menu\n",
                        "steps:\n  - id: menu\n    ask: x\n",
                        "menu.yaml",
                        "id:",
                        "a step is one of ask, call, confirm, do, end, goto, officer, say, when"),
                // names
                arguments(
                        "report-problem.yaml",
                        "outcomes: {known: category, new: next}",
                        "outcomes: {known: kategory, new: next}",
                        "report-problem.yaml",
                        "kat",
                        "there is no step `kategory`"),
                arguments(
                        "report-problem.yaml",
                        "    call: privacy-notice",
                        "    call: introduction",
                        "report-problem.yaml",
                        "id: notice",
                        "there is no flow `introduction`"),
                arguments(
                        "report-problem.yaml",
                        "do: reports.file",
                        "do: reports.fyle",
                        "report-problem.yaml",
                        "do: reports.fy",
                        "there is no action `reports.fyle`"),
                arguments(
                        "report-problem.yaml",
                        "with: {category: category, detail",
                        "with: {category: kind, detail",
                        "report-problem.yaml",
                        "do: reports.file",
                        "nothing fills `kind`"),
                arguments(
                        "report-problem.yaml",
                        "with: {category: category, detail: detail, photos",
                        "with: {category: detail, detail: detail, photos",
                        "report-problem.yaml",
                        "do: reports.file",
                        "`category` of reports.file is CODE, `detail` is TEXT"),
                arguments(
                        "report-problem.yaml",
                        "\"{number}\"",
                        "\"{nummer}\"",
                        "report-problem.yaml",
                        "\"{nummer}",
                        "nothing fills `{nummer}`"),
                arguments(
                        "report-problem.yaml",
                        "words: category",
                        "words: categories",
                        "report-problem.yaml",
                        "ask",
                        "there is no vocabulary `categories`"),
                arguments(
                        "report-problem.yaml",
                        "confirm: [category, detail,",
                        "confirm: [category, details,",
                        "report-problem.yaml",
                        "con",
                        "`details` is not asked in this flow"),
                arguments(
                        "menu.yaml",
                        "start: plan}",
                        "start: plans}",
                        "menu.yaml",
                        "{label: ตร",
                        "there is no flow `plans`"),
                // ways
                arguments(
                        "report-problem.yaml",
                        "outcomes: {filed: next}",
                        "outcomes: {}",
                        "report-problem.yaml",
                        "do: reports.file",
                        "the outcome `filed` of reports.file is not handled"),
                arguments(
                        "report-problem.yaml",
                        "outcomes: {filed: next}",
                        "outcomes: {filed: next, refused: confirm}",
                        "report-problem.yaml",
                        "confirm}",
                        "reports.file has no outcome `refused`"),
                arguments(
                        "my-reports.yaml",
                        "empty: none-yet",
                        "empty: gone",
                        "my-reports.yaml",
                        "id: none-yet",
                        "no way leads to this step"),
                arguments(
                        "register.yaml",
                        "  - ask: name\n",
                        "  - id: early\n    do: members.erase\n    outcomes: {done: next}\n  - ask: name\n",
                        "register.yaml",
                        "id: e",
                        "this writes without a `confirm` before it"),
                arguments(
                        "my-data.yaml",
                        "  - id: renamed\n",
                        "  - id: twice\n    do: members.erase\n    outcomes: {done: next}\n  - id: renamed\n",
                        "my-data.yaml",
                        "id: tw",
                        "this writes a second time after one `confirm`"),
                arguments(
                        "plan.yaml",
                        "  - end: done\n  - id: no-projects",
                        "  - goto: card\n  - id: no-projects",
                        "plan.yaml",
                        "id:",
                        "this way comes back here without a question"),
                arguments(
                        "plan.yaml",
                        "{stage} {note}",
                        "{stage} {noet}",
                        "plan.yaml",
                        "\"{stage} ",
                        "the rows of `found.history` have no `{noet}`"),
                arguments(
                        "plan.yaml",
                        "each: {row: found.history,",
                        "each: {row: found.stage,",
                        "plan.yaml",
                        "found.stage,",
                        "`found.stage` has no rows"),
                arguments(
                        "plan.yaml",
                        "ขั้นต่อไป: \"{found.next}\"",
                        "ขั้นต่อไป: \"{found.history}\"",
                        "plan.yaml",
                        "\"{found.history}",
                        "`{found.history}` has rows: they are shown by the `each` of a card"),
                // languages
                arguments(
                        "report-problem.en.yaml",
                        "{number}",
                        "R-1",
                        "report-problem.en.yaml",
                        "Sent to",
                        "the texts of `thanks` do not name the same slots as in Thai, which are: due, handler, number, phone"),
                arguments(
                        "push-texts.yaml",
                        "{number}",
                        "{phone}",
                        "push-texts.yaml",
                        "เลขที่",
                        "nothing fills `{phone}`"),
                arguments(
                        "menu.en.yaml",
                        "    card:\n",
                        "    text: And this\n    card:\n",
                        "menu.en.yaml",
                        "And this",
                        "the texts of `menu` are not the same ones as in Thai: text"),
                arguments(
                        "awards.en.yaml",
                        "  none-yet:",
                        "  none-yett:",
                        "awards.en.yaml",
                        "No ",
                        "no step of awards.yaml that says something is called `none-yett`"),
                arguments(
                        "system.en.yaml",
                        "  menu-button: Menu\n",
                        "",
                        "system.en.yaml",
                        "",
                        "the text `menu-button` is missing"),
                arguments(
                        "words.en.yaml",
                        "  OTHER: Something else\n",
                        "",
                        "words.en.yaml",
                        "",
                        "`category` does not have the same codes as in Thai"),
                // limits
                arguments(
                        "report-problem.yaml",
                        "text: ต้องการแจ้งปัญหาเรื่องใดคะ",
                        "text: ต้องการแจ้งปัญหาเรื่องใดคะ เลือกจากปุ่มด้านล่างนี้ได้เลย หรือจะพิมพ์เล่ามาเองก็ได้นะคะ เจ้าหน้าที่จะช่วยเลือกให้ค่ะ",
                        "report-problem.yaml",
                        "ต้องการแจ้งปัญหาเรื่องใดคะ เลือก",
                        "about 4 lines on a small phone: say it in 3, or as the rows of a card"),
                arguments(
                        "words.yaml",
                        "POWER: ไฟฟ้า/ไฟส่องสว่าง",
                        "POWER: ไฟฟ้าและไฟส่องสว่างตามถนนและสัญญาณโทรศัพท์",
                        "report-problem.yaml",
                        "ask",
                        "the label `ไฟฟ้าและไฟส่องสว่างตามถนนและสัญญาณโทรศัพท์` is longer than 20 characters"),
                arguments(
                        "report-problem.yaml",
                        "send: ส่งเรื่อง",
                        "send: ส่งเรื่องที่แจ้งทั้งหมดนี้ให้เจ้าหน้าที่ทันที",
                        "report-problem.yaml",
                        "ส่งเ",
                        "`ส่งเรื่องที่แจ้งทั้งหมดนี้ให้เจ้าหน้าที่ทันที` is longer than 20 characters"),
                arguments(
                        "my-reports.yaml",
                        "start: [ติดตามเรื่อง,",
                        "start: [แจ้งปัญหา, ติดตามเรื่อง,",
                        "report-problem.yaml",
                        "แจ้งปัญหา, แจ้งเรื่อง",
                        "`แจ้งปัญหา` already starts my-reports (my-reports.yaml:4)"),
                arguments(
                        "my-reports.yaml",
                        "start: [ติดตามเรื่อง,",
                        "start: [ยกเลิกค่ะ, ติดตามเรื่อง,",
                        "my-reports.yaml",
                        "ยกเลิกค่ะ",
                        "`ยกเลิก` already starts the command CANCEL (system.yaml:1)"));
    }

    /**
     * Puts the fault in.
     *
     * @param at what stands at the place that is named
     */
    @ParameterizedTest
    @MethodSource("faults")
    void isFoundInItsPlace(String file, String good, String bad, String inFile, String at, String message) {
        var files = new HashMap<>(GOOD.files());
        var text = String.valueOf(files.get(file));
        assertThat(text).contains(good);
        files.put(file, text.replace(good, bad));
        var before = String.valueOf(files.get(inFile));
        before = before.substring(0, before.indexOf(at));
        long line = before.chars().filter(c -> c == '\n').count() + 1;
        var expected = inFile + ":" + line + ":" + (before.length() - before.lastIndexOf('\n')) + ": " + message;
        assertThatThrownBy(() -> Conversations.read(new Folder(files), ShippedActions.signatures()))
                .isInstanceOf(Conversations.Faulty.class)
                .satisfies(e -> assertThat(((Conversations.Faulty) e).faults())
                        .extracting(Fault::toString)
                        .contains(expected));
    }

    /** A fault that makes a whole file unreadable is told once, without what follows from it. */
    @ParameterizedTest
    @MethodSource("unreadable")
    void anUnreadableFileIsOneFault(String text, String message) {
        var files = new HashMap<>(GOOD.files());
        files.put("menu.yaml", text);
        assertThatThrownBy(() -> Conversations.read(new Folder(files), ShippedActions.signatures()))
                .hasMessage(message);
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                arguments("", "menu.yaml:1:1: the file is empty"),
                arguments("# nothing\n", "menu.yaml:1:1: the file is empty"),
                arguments("menu", "menu.yaml:1:1: a list of `name: value` is expected here"),
                arguments("- menu\n", "menu.yaml:1:1: a list of `name: value` is expected here"),
                arguments(
                        "flow: menu\ntitle: [x\n",
                        "menu.yaml:2:8: not readable as YAML: expected ',' or ']', but got <stream end>"),
                arguments(
                        "flow: menu\ntitle: \"x\nsteps: [y]\n",
                        "menu.yaml:2:8: not readable as YAML: found unexpected end of stream"),
                arguments(
                        "flow: menu\n\ttitle: x\n",
                        "menu.yaml:2:1: not readable as YAML: found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)"),
                arguments("flow: menu\u0007\n", "menu.yaml:1:11: a character that no text has: U+0007"),
                arguments("flow: menu\ntitle: x\n", "menu.yaml:1:1: `steps` is missing: a flow has at least one step"),
                arguments("flow: menu\ntitle: x\nsteps: y\n", "menu.yaml:3:8: a list is expected here"));
    }

    @Test
    void aFolderWithoutConversationsIsOneFault() {
        assertThatThrownBy(() -> Conversations.read(new Folder(Map.of()), ShippedActions.signatures()))
                .hasMessage(".:1:1: there is no conversation in this folder");
    }

    @Test
    void aFileOfAnotherEndingIsNotPassedOver() {
        var files = new HashMap<>(GOOD.files());
        files.put("visit.yml", "flow: visit");
        assertThatThrownBy(() -> Conversations.read(new Folder(files), ShippedActions.signatures()))
                .hasMessage("visit.yml:1:1: the name of a conversation's file ends with .yaml");
    }

    @Test
    void anEncodingThatIsNotUtf8IsNamed(@TempDir Path folder) throws Exception {
        Files.write(
                folder.resolve("menu.yaml"),
                "flow: menu\ntitle: เมนู".getBytes(java.nio.charset.Charset.forName("windows-874")));
        assertThatThrownBy(() -> Folder.at(folder))
                .hasMessage("menu.yaml:2:8: save the file as UTF-8; it is in another encoding");
    }
}
