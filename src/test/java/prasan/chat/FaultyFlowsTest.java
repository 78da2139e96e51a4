package prasan.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import prasan.ShippedActions;
import prasan.flow.Fault;

/** A flow that uses most of the language, first without a fault, then with one at a time: exactly it is found, and where it is. */
class FaultyFlowsTest {
    private static final String FLOW = """
            flow: visit
            title: นัดเยี่ยมบ้าน
            start: [นัดเยี่ยม, "ขอนัด"]
            migrate: {when: day}
            steps:
              - do: members.me
                as: me
                outcomes: {known: next, new: next}
              - ask: kind
                type: choice
                options: {HOME: ที่บ้าน, HALL: ที่ศาลา}
                text: นัดที่ไหนคะ
                label: ที่
              - when: kind
                is: {HOME: place}
                else: day
              - ask: place
                type: place
                text: บ้านอยู่ตรงไหนคะ
                label: บ้าน
              - ask: day
                type: day
                only: future
                text: วันไหนคะ
                label: วัน
              - ask: people
                type: number
                min: 1
                max: 20
                text: กี่คนคะ
                label: คน
                tries: {most: 3, then: caller}
              - ask: caller
                type: phone
                pii: true
                text: เบอร์โทรคะ
                label: โทร
                skip: ไม่ระบุ
              - ask: area
                type: area
                level: village
                with: {near: me.area}
                suggest: me.area
                text: หมู่บ้านไหนคะ
                label: หมู่บ้าน
                refused: {none: ไม่พบค่ะ}
              - ask: about
                type: choice
                words: category
                text: เกี่ยวกับอะไรคะ
                label: ประเภท
              - ask: detail
                type: text
                min: 3
                max: 200
                text: เรื่องอะไรคะ
                label: เรื่อง
              - confirm: [kind, day, caller, area, detail]
                text: ถูกต้องไหมคะ
              - do: reports.file
                with: {category: about, detail: detail, area: area}
                outcomes: {filed: next}
              - id: thanks
                say:
                  text: เลขที่ {number} วันที่ {day}
                  card:
                    title: นัดแล้วค่ะ
                    rows: {โทร: "{caller}"}
                    buttons:
                      - {label: แผนที่, open: "https://example.org/map"}
              - end: done
            """;

    private static final String PICTURE =
            "a picture is a link: https://, at most 2000 characters, no spaces, .jpg, .jpeg or .png at its end";

    private static final String ENGLISH = """
            flow: visit
            title: A visit
            start: [a visit]
            steps:
              kind: {text: Where?, label: Where, options: {HOME: At home, HALL: In the hall}}
              place: {text: Where is the house?, label: House}
              day: {text: On which day?, label: Day}
              people: {text: How many people?, label: People}
              caller: {text: Your telephone?, label: Telephone, skip: Leave out}
              area: {text: Which village?, label: Village, refused: {none: Not found}}
              about: {text: What kind of thing?, label: Kind}
              detail: {text: What about?, label: About}
              confirm: {text: Is this right?}
              thanks:
                text: No. {number} on {day}
                card:
                  title: Agreed
                  rows: {Telephone: "{caller}"}
                  buttons:
                    - {label: Map, open: "https://example.org/map"}
            """;

    /** What is good, what becomes of it, what then stands at the place that is named, and the message. */
    static Stream<Arguments> faults() {
        return Stream.of(
                // keys and values
                arguments(
                        "type: number",
                        "type: numbr",
                        "numbr",
                        "`type` is one of area, choice, day, images, number, phone, place, reference, several, text, time"),
                arguments("level: village", "level: vilage", "vilage", "one of any, tambon, village is expected here"),
                arguments("only: future", "only: tomorrow", "tomorrow", "one of any, future, past is expected here"),
                arguments("end: done", "end: doen", "doen", "one of done, dropped, draft, report is expected here"),
                arguments(
                        "end: done",
                        "end: draft",
                        "end: draft",
                        "`reports.file` has written: there is nothing left to go on with later"),
                arguments("end: done", "end: dropped", null, null),
                arguments(
                        "      text: เลขที่",
                        "      picture: https://example.org/map.gif\n      text: เลขที่",
                        "https://example.org/map.gif",
                        PICTURE),
                arguments(
                        "      text: เลขที่",
                        "      picture: http://example.org/map.png\n      text: เลขที่",
                        "http://example.org/map.png",
                        PICTURE),
                arguments(
                        "      text: เลขที่",
                        "      picture: https://example.org/{number}.png\n      text: เลขที่",
                        "https://example.org/{number}",
                        PICTURE),
                arguments(
                        "      text: เลขที่",
                        "      picture: https://example.org/%s.png\n      text: เลขที่".formatted("a".repeat(2000)),
                        "https://example.org/a",
                        PICTURE),
                arguments(
                        "    only: future",
                        "    only: future\n    max: 3",
                        "max: 3",
                        "`max` is not known here; known: ask, assume, beside, card, example, id, label, only, pii, refused, skip, suggest, text, tries, type, unless"),
                arguments("min: 1\n", "min: 21\n", "21", "`min` is more than `max`, which is 20"),
                arguments("max: 200", "max: many", "many", "a number from 1 to 20000 is expected here"),
                arguments("pii: true", "pii: maybe", "maybe", "true or false is expected here"),
                arguments(
                        "{most: 3, then: caller}",
                        "{most: 3}",
                        "{most: 3}",
                        "`tries` has `most` (a number) and `then` (a step)"),
                arguments(
                        "    options: {HOME: ที่บ้าน, HALL: ที่ศาลา}\n",
                        "",
                        "choice",
                        "a choice has `options`, or `words` (a list of words.yaml)"),
                arguments("migrate: {when: day}", "migrate: {when: date}", "date}", "there is no step `date`"),
                arguments(
                        "migrate: {when: day}",
                        "migrate: {people: day}",
                        "day}",
                        "`people` is still a step of this flow"),
                arguments(
                        "refused: {none: ไม่พบค่ะ}",
                        "refused: {non: ไม่พบค่ะ}",
                        "ไม่พบ",
                        "no answer to this question is refused as `non`; reasons are differs, many, none, similar, tambon, village, wide, words"),
                arguments("    text: วันไหนคะ\n", "", "ask: day", "`text` is missing: the question itself"),
                // what would be taken for something else, or be taken silently
                arguments("min: 1\n", "min: 01\n", "01", "a number from 0 to 999999999 is expected here"),
                arguments("min: 1\n", "min: 1e1\n", "1e1", "a number from 0 to 999999999 is expected here"),
                arguments("min: 1\n", "min: 1_0\n", "1_0", "a number from 0 to 999999999 is expected here"),
                arguments(
                        "text: วันไหนคะ",
                        "text: !!str วันไหนคะ",
                        "!!str",
                        "`tag:yaml.org,2002:str` is not for conversations: write the text itself, in quotes"),
                arguments(
                        "text: วันไหนคะ",
                        "text: &day วันไหนคะ",
                        "&day",
                        "`&day` is not for conversations: write the text itself, in quotes"),
                arguments(
                        "text: วันไหนคะ",
                        "text: *day",
                        "*day",
                        "`*day` is not for conversations: write the text itself, in quotes"),
                arguments(
                        "text: วันไหนคะ",
                        "text: " + "[".repeat(5000),
                        "[".repeat(4983) + "\n",
                        "more than 20 levels, one in the other"),
                arguments("[kind, day,", "[kind, day, kind,", "confirm: [", "`kind` is shown twice"),
                arguments(
                        "  - end: done",
                        "  - id: next\n    end: done",
                        "id: next",
                        "`next` is the step below: this one needs another name"),
                arguments(
                        "start: [นัดเยี่ยม, \"ขอนัด\"]",
                        "start: [นัดเยี่ยม, \"๕\"]",
                        "\"๕\"",
                        "`5` chooses from a list: a flow starts with words"),
                arguments(
                        "refused: {none: ไม่พบค่ะ}",
                        "refused: {short: ไม่พบค่ะ}",
                        "ไม่พบ",
                        "no answer to this question is refused as `short`; reasons are differs, many, none, similar, tambon, village, wide, words"),
                arguments(
                        "label: วัน\n",
                        "label: วันที่ {caller}\n",
                        "วันที่ {caller}",
                        "a button, or the name of an answer, has no placeholder: `วันที่ {caller}`"),
                arguments(
                        "skip: ไม่ระบุ",
                        "skip: ข้าม {day}",
                        "ข้าม",
                        "a button, or the name of an answer, has no placeholder: `ข้าม {day}`"),
                arguments(
                        "HALL: ที่ศาลา}",
                        "HALL: \"ที่ {day}\"}",
                        "\"ที่ {day}",
                        "a button has no placeholder: `ที่ {day}`"),
                arguments(
                        "{label: แผนที่, open",
                        "{label: \"แผนที่ {day}\", open",
                        "\"แผนที่",
                        "a button, or the name of an answer, has no placeholder: `แผนที่ {day}`"),
                arguments(
                        "          - {label: แผนที่,",
                        "          - {label: ก, ring: \"191\"}\n".repeat(6) + "          - {label: แผนที่,",
                        "{label: แผนที่",
                        "a card has at most 6 buttons: more do not fit on a small screen"),
                // names
                arguments("as: me", "as: you", "ask: area", "nothing fills `me.area`"),
                arguments("suggest: me.area", "suggest: me.name", "ask: area", "`area` is AREA, `me.name` is TEXT"),
                arguments(
                        "{HOME: place}",
                        "{HOMES: place}",
                        "place}",
                        "`kind` is never `HOMES`; it is one of HALL, HOME, empty"),
                arguments(
                        "    else: day\n", "", "when: kind", "`else` is missing: where to go when none of these fits"),
                arguments("then: caller", "then: fone", "fone", "there is no step `fone`"),
                arguments(
                        "do: reports.file",
                        "do: report-changed",
                        "do: report-ch",
                        "there is no action `report-changed`"),
                arguments("HALL: ที่ศาลา}", "HALL: ที่บ้านค่ะ}", "ที่บ้านค่ะ}", "two options are called `ที่บ้านค่ะ`"),
                arguments(
                        "filed: next}",
                        "filed: next, lost: next}",
                        "next}\n  - id: th",
                        "reports.file has no outcome `lost`"),
                arguments(
                        "category: about",
                        "category: kind",
                        "do: reports",
                        "`category` of reports.file is one of `category`, `kind` is one of `visit.kind`"),
                arguments(
                        "start: [นัดเยี่ยม,",
                        "start: [ลงทะเบียน,",
                        "ลงทะเบียน,",
                        "`ลงทะเบียน` already starts register (register.yaml:5)"),
                // ways
                arguments("  - end: done", "  - goto: kind", "do: members.me", "no way leads from here to an end"),
                arguments("then: caller", "then: people", null, null),
                arguments(
                        "  - confirm: [kind",
                        "  - id: again\n    goto: again\n  - confirm: [kind",
                        "id: again",
                        "this way comes back here without a question"),
                arguments(
                        "  - confirm: [kind",
                        "  - when: caller\n    is: {empty: day}\n    else: next\n  - confirm: [kind",
                        "ask: day",
                        "this way comes back here without a question"),
                arguments(
                        "  - confirm: [kind",
                        "  - when: caller\n    is: {empty: reports.file}\n    else: next\n  - confirm: [kind",
                        "do: reports",
                        "this writes without a `confirm` before it"),
                arguments(
                        "filed: next}",
                        "filed: again}\n  - id: again\n    do: reports.file\n    with: {category: about, detail: detail, area: area}\n    outcomes: {filed: thanks}",
                        "id: again",
                        "this writes a second time after one `confirm`"),
                arguments(
                        "  - end: done",
                        "  - call: visit\n  - end: done",
                        "call: visit",
                        "`visit` leads back to `visit`: a flow cannot call itself"),
                // what is read
                arguments(
                        "detail: detail,",
                        "detail: number,",
                        "do: reports",
                        "`number` is read before anything fills it"),
                arguments(
                        "is: {HOME: place}\n    else: day",
                        "is: {HOME: place, HALL: confirm}\n    else: day",
                        "do: reports",
                        "`detail` is not filled on every way that leads here"),
                arguments(
                        "{number} วันที่ {day}",
                        "{number} วันที่ {place}",
                        "เลขที่",
                        "`place` is not filled on every way that leads here"),
                arguments(
                        "{number} วันที่ {day}",
                        "{number} วันที่ {people}",
                        "เลขที่",
                        "`people` is not filled on every way that leads here"),
                arguments(
                        "    max: 200\n",
                        "    max: 200\n    skip: ข้าม\n",
                        "do: reports",
                        "`detail` may have been skipped, and reports.file needs its `detail`"),
                arguments(
                        "{category: about, detail: detail, area: area}",
                        "{category: about, detail: detail}",
                        "do: reports",
                        "reports.file needs `with: {area: …}`"),
                arguments(
                        "เลขที่ {number}",
                        "เลขที่ {number",
                        "เลขที่",
                        "`{` and `}` stand around the name of a slot, and nowhere else"),
                arguments("นัดที่ไหนคะ", "นัดที่ไหนคะ {count}", "นัดที่ไหน", "nothing fills `{count}`"),
                arguments(
                        "  - do: reports.file\n    with: {category: about, detail: detail,",
                        "  - ask: later\n    type: text\n    text: อะไรอีกคะ\n  - do: reports.file\n    with: {category: about, detail: later,",
                        "ask: later",
                        "`reports.file` writes this, and it is asked after the `confirm`"),
                // what is personal
                arguments(
                        "วันที่ {day}",
                        "โทร {caller}",
                        "เลขที่",
                        "`{caller}` is personal (`pii`), and a text is seen on a locked phone: show it on a card"),
                arguments(
                        "วันที่ {day}",
                        "คุณ {me.name}",
                        "เลขที่",
                        "`{me.name}` is personal (`pii`), and a text is seen on a locked phone: show it on a card"),
                arguments(
                        "refused: {none: ไม่พบค่ะ}",
                        "refused: {none: \"ไม่พบค่ะ {caller}\"}",
                        "\"ไม่พบ",
                        "`{caller}` is personal (`pii`), and a text is seen on a locked phone: show it on a card"),
                arguments(
                        "  - confirm: [kind",
                        "  - call: plan\n    with: {area: me.area}\n  - confirm: [kind",
                        "call: plan",
                        "`me.area` is personal (`pii`), so `area` of plan is to be, too"),
                arguments(
                        "title: นัดแล้วค่ะ",
                        "title: นัดแล้วค่ะ\n        preview: \"โทร {caller}\"",
                        "\"โทร",
                        "a preview is seen on a locked phone: it has no placeholders"),
                arguments(
                        "ถูกต้องไหมคะ",
                        "ถูกต้องไหมคะ {caller}",
                        "ถูกต้อง",
                        "the text of a `confirm` is seen on a locked phone: it has no placeholders"),
                arguments(
                        "https://example.org/map",
                        "https://example.org/map?{caller}",
                        "\"https",
                        "a link begins with https:// and has no spaces and no placeholders, or is nothing but one like {csvLink}"),
                // limits
                arguments(
                        "{HOME: ที่บ้าน, HALL: ที่ศาลา}",
                        options(31),
                        "ask: kind",
                        "31 options: nobody chooses from more than 30"),
                arguments(
                        "HALL: ที่ศาลา",
                        "H" + "A".repeat(300) + ": ที่ศาลา",
                        "ที่ศาลา",
                        "`H" + "A".repeat(300) + "` is longer than 285 characters: it has to fit into a button"),
                arguments(
                        "[kind, day, caller, area, detail]",
                        "[" + "day, ".repeat(13) + "day]",
                        "confirm: [",
                        "14 answers: at most 12 can be offered to be edited"),
                arguments("เรื่องอะไรคะ", "ก".repeat(5001), "กกก", "longer than 5000 characters"),
                arguments(
                        "โทร: \"{caller}\"",
                        "โทร: \"{caller} " + "ก".repeat(4900) + "\", ก: " + "ก".repeat(4900),
                        "นัดแล้ว",
                        "the texts of this card have 29492 bytes, more than 20480"));
    }

    private static String options(int many) {
        return "{"
                + String.join(
                        ", ",
                        IntStream.rangeClosed(1, many)
                                .mapToObj(i -> "O" + i + ": ข้อ " + i)
                                .toList())
                + "}";
    }

    @Test
    void withoutAFaultItMayRun() {
        assertThat(faults(FLOW)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void isFoundInItsPlace(String good, String bad, String at, String message) {
        assertThat(FLOW).containsOnlyOnce(good);
        var flow = FLOW.replace(good, bad);
        var found = faults(flow);
        if (message == null) {
            assertThat(found).isEmpty();
            return;
        }
        var before = flow.substring(0, flow.indexOf(at, flow.indexOf("flow: visit")));
        long line = before.lines().count() + (before.endsWith("\n") ? 1 : 0);
        assertThat(found)
                .contains("visit.yaml:" + line + ":" + (before.length() - before.lastIndexOf('\n')) + ": " + message);
    }

    @Test
    void aFlowWithManyBranchesIsProvedAtOnce() {
        var branches = IntStream.range(0, 30)
                .mapToObj(i -> "  - id: w%d\n    when: kind\n    is: {HOME: next}\n    else: next\n".formatted(i))
                .collect(Collectors.joining());
        assertThat(faults(FLOW.replace("  - end: done", branches + "  - end: done")))
                .isEmpty();
    }

    @Test
    void aTextWithACardIsTwoMessages() {
        var more = "  - say:\n      text: อีก\n      card: {title: อีก}\n".repeat(2);
        assertThat(faults(FLOW.replace("  - end: done", more + "  - end: done")))
                .anyMatch(fault -> fault.endsWith("more than 5 messages without a question"));
        assertThat(faults(FLOW.replace("  - end: done", "  - say: อีก\n".repeat(3) + "  - end: done")))
                .noneMatch(fault -> fault.endsWith("more than 5 messages without a question"));
    }

    private static List<String> faults(String flow) {
        var files = new HashMap<>(Folder.at(Path.of("conversations")).files());
        files.put("visit.yaml", flow);
        files.put("visit.en.yaml", ENGLISH);
        try {
            Conversations.read(new Folder(files), ShippedActions.signatures());
            return List.of();
        } catch (Conversations.Faulty faulty) {
            return faulty.faults().stream().map(Fault::toString).toList();
        }
    }
}
