package prasan.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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
                        "25:5: `typ` is not known here; known: ask, card, done, empty, from, id, label, level, max, min, options, refused, show, skip, suggest, text, type, with, words"),
                arguments("menu.yaml", "title: เมนู\n", "title: เมนู\ntitle: อีกครั้ง\n", "3:1: `title` is here twice"),
                arguments(
                        "menu.yaml",
                        "title: เมนู\n",
                        "title: no\n",
                        "2:8: write `no` in quotes: it looks like something else than text"),
                arguments(
                        "menu.yaml",
                        "title: เมนู\n",
                        "title: 010\n",
                        "2:8: write `010` in quotes: it looks like something else than text"),
                arguments(
                        "menu.yaml",
                        "title: เมนู\n",
                        "title: 12:30\n",
                        "2:8: write `12:30` in quotes: it looks like something else than text"),
                arguments(
                        "menu.yaml",
                        "flow: menu\n",
                        "flow: main-menu\n",
                        "1:7: the flow of this file is called `menu`"),
                arguments(
                        "menu.yaml",
                        "steps:\n  - id: menu\n",
                        "steps:\n  - id: menu\n    ask: x\n",
                        "5:5: a step is one of ask, call, confirm, do, end, goto, say, when"),
                // names
                arguments(
                        "report-problem.yaml",
                        "outcomes: {known: category, new: next}",
                        "outcomes: {known: kategory, new: next}",
                        "7:23: there is no step `kategory`"),
                arguments(
                        "report-problem.yaml",
                        "- call: introduce",
                        "- call: introduction",
                        "8:5: there is no flow `introduction`"),
                arguments(
                        "report-problem.yaml",
                        "do: reports.file",
                        "do: reports.fyle",
                        "50:5: there is no action `reports.fyle`"),
                arguments(
                        "report-problem.yaml",
                        "with: {category: category, detail",
                        "with: {category: kind, detail",
                        "50:5: nothing fills `kind`"),
                arguments(
                        "report-problem.yaml",
                        "with: {category: category, detail: detail",
                        "with: {category: detail, detail: detail",
                        "50:5: `category` of reports.file is CODE, `detail` is TEXT"),
                arguments(
                        "report-problem.yaml", "เลขที่ {number}", "เลขที่ {nummer}", "54:10: nothing fills `{nummer}`"),
                arguments(
                        "report-problem.yaml",
                        "words: category",
                        "words: categories",
                        "13:5: there is no vocabulary `categories`"),
                arguments(
                        "report-problem.yaml",
                        "confirm: [category, detail",
                        "confirm: [category, details",
                        "47:5: `details` is not asked in this flow"),
                arguments("menu.yaml", "start: plan}", "start: plans}", "13:13: there is no flow `plans`"),
                // ways
                arguments(
                        "report-problem.yaml",
                        "outcomes: {filed: next}",
                        "outcomes: {}",
                        "50:5: the outcome `filed` of reports.file is not handled"),
                arguments(
                        "report-problem.yaml",
                        "outcomes: {filed: next}",
                        "outcomes: {filed: next, refused: next}",
                        "52:38: reports.file has no outcome `refused`"),
                arguments("my-reports.yaml", "empty: none-yet", "empty: gone", "32:5: no way leads to this step"),
                arguments(
                        "introduce.yaml",
                        "  - ask: name\n",
                        "  - id: early\n    do: members.introduce\n    outcomes: {done: next}\n  - ask: name\n",
                        "11:5: this writes without a `confirm` before it"),
                arguments(
                        "introduce.yaml",
                        "  - id: thanks\n",
                        "  - id: twice\n    do: members.introduce\n    outcomes: {done: next}\n  - id: thanks\n",
                        "43:5: this writes a second time after one `confirm`"),
                arguments(
                        "plan.yaml",
                        "  - end: done\n  - id: no-projects",
                        "  - goto: card\n  - id: no-projects",
                        "40:5: this way comes back here without a question"),
                // languages
                arguments(
                        "menu.en.yaml",
                        "    card:\n",
                        "    text: And this\n    card:\n",
                        "menu.yaml:5:5: the texts in `en` are not the same ones as in Thai"),
                arguments(
                        "awards.en.yaml",
                        "  none-yet:",
                        "  none-yett:",
                        "awards.en.yaml:35:14: no step of awards.yaml that says something is called `none-yett`"),
                arguments("system.en.yaml", "  menu-button: Menu\n", "", "1:1: the text `menu-button` is missing"),
                arguments(
                        "words.en.yaml",
                        "  OTHER: Something else\n",
                        "",
                        "1:1: `category` does not have the same codes as in Thai"),
                // limits
                arguments(
                        "words.yaml",
                        "POWER: ไฟฟ้า/ไฟส่องสว่าง",
                        "POWER: ไฟฟ้าและไฟส่องสว่างตามถนนและสัญญาณโทรศัพท์",
                        "report-problem.yaml:13:5: the label `ไฟฟ้าและไฟส่องสว่างตามถนนและสัญญาณโทรศัพท์` is longer than 20 characters"),
                arguments(
                        "report-problem.yaml",
                        "send: ส่งเรื่อง",
                        "send: ส่งเรื่องที่แจ้งทั้งหมดนี้ให้เจ้าหน้าที่ทันที",
                        "49:11: `ส่งเรื่องที่แจ้งทั้งหมดนี้ให้เจ้าหน้าที่ทันที` is longer than 20 characters"),
                arguments(
                        "my-reports.yaml",
                        "start: [ติดตามเรื่อง,",
                        "start: [แจ้งปัญหา, ติดตามเรื่อง,",
                        "report-problem.yaml:1:1: `แจ้งปัญหา` already starts my-reports"),
                arguments(
                        "my-reports.yaml",
                        "start: [ติดตามเรื่อง,",
                        "start: [ยกเลิก, ติดตามเรื่อง,",
                        "1:1: `ยกเลิก` already starts the command CANCEL"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void isFoundInItsPlace(String file, String good, String bad, String expected) {
        var files = new HashMap<>(GOOD.files());
        var text = String.valueOf(files.get(file));
        assertThat(text).contains(good);
        files.put(file, text.replace(good, bad));
        var message = expected.contains(".yaml:") ? expected : file + ":" + expected;
        assertThatThrownBy(() -> Conversations.read(new Folder(files), KnownActions.signatures()))
                .isInstanceOf(Conversations.Faulty.class)
                .satisfies(e -> assertThat(((Conversations.Faulty) e).faults().toString())
                        .contains(message));
    }

    @Test
    void anEncodingThatIsNotUtf8IsNamed(@TempDir Path folder) throws Exception {
        Files.write(
                folder.resolve("menu.yaml"), "flow: เมนู".getBytes(java.nio.charset.Charset.forName("windows-874")));
        assertThatThrownBy(() -> Folder.at(folder))
                .hasMessage("menu.yaml:1:1: save the file as UTF-8; it is in another encoding");
    }
}
