package prasan.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import prasan.flow.Coverage;
import prasan.flow.Fault;
import prasan.flow.Signature;
import prasan.flow.Type;

/** What transcripts can say, and what is said when a conversation goes another way. */
class TranscriptsTest {
    private static final Signature BOOK = new Signature(
            "rooms.book",
            Signature.Kind.WRITE,
            Map.of("room", Type.TEXT),
            Map.of("booked", Map.of("number", Type.TEXT), "taken", Map.of()));
    private static final String FLOW = """
            flow: book
            title: จองห้อง
            start: [จองห้อง]
            steps:
              - ask: room
                type: text
                min: 4
                text: จองห้องใดคะ
                label: ห้อง
              - confirm: [room]
                text: จองเลยไหมคะ
              - do: rooms.book
                with: {room: room}
                outcomes: {booked: next, taken: full}
              - id: thanks
                say: จองแล้วค่ะ เลขที่ {number}
              - end: done
              - id: full
                say: ห้องไม่ว่างค่ะ
            """;
    private static final String ENGLISH = """
            flow: book
            title: Book
            start: [book]
            steps:
              room: {text: Which room?, label: Room}
              confirm: Book it?
              thanks: Booked, {number}
              full: The room is taken.
            """;
    private static final String BOOKED = """
            # จองได้
            > จองห้อง
            < จองห้องใดคะ  [ยกเลิก]
            > ห้องเล็ก
            < *จองเลยไหมคะ*
              …
            > [ส่งเรื่อง]
            = rooms.book {room: ห้องเล็ก} -> booked {number: B-1}
            < จองแล้วค่ะ เลขที่ B-1  …
            """;
    private static final String TAKEN = """
            > จองห้อง
            < …
            > ห้องเล็ก
            < …
            > [ส่งเรื่อง]
            = rooms.book -> taken
            < ห้องไม่ว่างค่ะ  …
            """;

    private static Transcripts run(boolean accept, String... transcripts) {
        var files = new TreeMap<String, String>();
        Folder.at(Path.of("conversations")).files().forEach((name, text) -> {
            if (!name.endsWith(Transcripts.EXTENSION)) {
                files.put(name, text);
            }
        });
        files.put("book.yaml", FLOW);
        files.put("book.en.yaml", ENGLISH);
        for (int i = 0; i < transcripts.length; i++) {
            files.put("t" + i + ".transcript", transcripts[i]);
        }
        var actions = new java.util.HashMap<>(prasan.ShippedActions.signatures());
        actions.put(BOOK.name(), BOOK);
        return Transcripts.run(new Folder(files), actions, accept);
    }

    private static List<String> faults(String... transcripts) {
        return run(false, transcripts).faults().stream().map(Fault::toString).toList();
    }

    private static Coverage.OfFlow book(Transcripts transcripts) {
        return transcripts.coverage().stream()
                .filter(flow -> flow.flow().equals("book"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aWayThatNoTranscriptTakesIsNamedWithThePlaceOfItsStep() {
        var run = run(false, BOOKED);
        assertThat(run.faults()).isEmpty();
        assertThat(book(run))
                .hasToString("book: 5/6 steps, 5/7 edges; not taken: rooms.book (taken) → full, full → the end");
        assertThat(run.missed())
                .extracting(Fault::toString)
                .contains("book.yaml:12:5: no transcript takes the way rooms.book (taken) → full");
        assertThat(book(run(false, BOOKED, TAKEN))).hasToString("book: 6/6 steps, 7/7 edges");
    }

    @Test
    void anotherAnswerIsShownAtItsLine() {
        assertThat(faults(BOOKED.replace("จองห้องใดคะ", "จองห้องไหนคะ")))
                .containsExactly("t0.transcript:3:1: the answer is:\n< จองห้องใดคะ  [ยกเลิก]");
        assertThat(faults(BOOKED.replace("< จองห้องใดคะ  [ยกเลิก]\n", "")))
                .containsExactly("t0.transcript:2:1: the answer is:\n< จองห้องใดคะ  [ยกเลิก]");
        assertThat(faults(BOOKED + "< อะไรอีก\n")).containsExactly("t0.transcript:10:1: nothing more is answered");
    }

    @Test
    void whatAnActionIsGivenIsCompared() {
        assertThat(faults(BOOKED.replace("{room: ห้องเล็ก}", "{room: ห้องใหญ่}")))
                .containsExactly("t0.transcript:8:1: it is given {room: ห้องเล็ก}");
        assertThat(faults(BOOKED.replace("= rooms.book {room: ห้องเล็ก} -> booked {number: B-1}\n", "")))
                .containsExactly("t0.transcript:7:1: a line `= rooms.book {room: ห้องเล็ก} -> …` is missing");
        assertThat(faults("> จองห้อง\n= rooms.book -> taken\n"))
                .containsExactly("t0.transcript:2:1: this was not asked for");
    }

    @Test
    void whatCannotComeOfAnActionIsAFaultAtItsLine() {
        assertThat(faults(BOOKED.replace("booked {number: B-1}", "bocked")))
                .containsExactly("t0.transcript:8:1: rooms.book never gives `bocked`; it gives booked, taken");
        assertThat(faults(BOOKED.replace("{number: B-1}", "{number: 2026-13-41}")))
                .containsExactly("t0.transcript:8:1: not readable: {number=2026-13-41}");
        assertThat(faults(BOOKED.replace("{number: B-1}", "{number: [a]}")))
                .containsExactly("t0.transcript:8:1: not readable: {number=[a]}");
    }

    @Test
    void whatCannotBeReadOrDoneIsAFault() {
        assertThat(faults("@language xx\n"))
                .singleElement()
                .asString()
                .startsWith("t0.transcript:1:1: not known; known are @language th or en");
        assertThat(faults("จองห้อง\n"))
                .containsExactly("t0.transcript:1:1: a line begins with >, <, =, @ or #, or with two spaces to go on");
        assertThat(faults("@nonsense\n"))
                .containsExactly(
                        "t0.transcript:1:1: not known; known are @language th or en, @after, @late, @officer, @handed-back, @redeliver, @crash and @old-button");
        assertThat(faults("> [ส่งเรื่อง]\n"))
                .containsExactly("t0.transcript:1:1: there is no button [ส่งเรื่อง] to tap");
        assertThat(faults("@old-button ส่งเรื่อง\n"))
                .containsExactly("t0.transcript:1:1: no earlier answer had a button [ส่งเรื่อง]");
        assertThat(faults("> (dance)\n"))
                .containsExactly(
                        "t0.transcript:1:1: in round brackets: photo, place, sticker, audio, video, file, follow, unfollow or tap");
        assertThat(faults("@crash\n")).containsExactly("t0.transcript:1:1: nothing has been answered yet");
    }

    @Test
    void oldButtonsSecondDeliveriesAndCrashesChangeNothing() {
        assertThat(faults("""
                        > จองห้อง
                        < จองห้องใดคะ  [ยกเลิก]
                        > ห้องเล็ก
                        < *จองเลยไหมคะ*
                          …
                        @crash
                        @old-button ยกเลิก
                        < ปุ่มนี้เป็นของคำถามก่อนหน้าค่ะ …
                        < *จองเลยไหมคะ*
                          …
                        @after 10m
                        @redeliver
                        > [ส่งเรื่อง]
                        = rooms.book {room: ห้องเล็ก} -> booked {number: B-1}
                        < จองแล้วค่ะ เลขที่ B-1  …
                        @crash
                        > (tap 2:!send)
                        < จองแล้วค่ะ เลขที่ B-1  …
                        > (tap 2:!edit)
                        < เรื่องของปุ่มนี้จบไปแล้วค่ะ
                        < *ต้องการทำอะไรคะ*
                          …
                        > (unfollow)
                        > (follow)
                        < สวัสดีค่ะ …
                        < *ต้องการทำอะไรคะ*
                          …
                        """)).isEmpty();
    }

    @Test
    void answersThatDifferAreRewrittenAndAllElseIsKept() {
        var old = """
                # จองได้
                > จองห้อง
                < อะไรนะคะ
                  สองบรรทัด

                # ชื่อห้อง
                > ห้องเล็ก
                < *จองเลยไหมคะ*
                  …
                < ยังมีอีก
                > [ส่งเรื่อง]
                = rooms.book {room: ห้องเล็ก} -> booked {number: B-1}
                """;
        var run = run(true, old);
        assertThat(run.faults()).isEmpty();
        assertThat(run.rewritten()).containsOnlyKeys("t0.transcript").containsValue("""
                        # จองได้
                        > จองห้อง
                        < จองห้องใดคะ  [ยกเลิก]

                        # ชื่อห้อง
                        > ห้องเล็ก
                        < *จองเลยไหมคะ*
                          …
                        > [ส่งเรื่อง]
                        = rooms.book {room: ห้องเล็ก} -> booked {number: B-1}
                        < จองแล้วค่ะ เลขที่ B-1  [เมนู] [English]
                        """);
        assertThat(run(true, run.rewritten().values().toArray(String[]::new)).rewritten())
                .isEmpty();
    }

    @Test
    void anAnswerWithManyGapsIsComparedAtOnce() {
        assertThat(faults("""
                        > จองห้อง
                        < จ…ง…ห…ง…ใ…ด…ค…ะ…
                        """)).isEmpty();
        assertThat(faults("""
                        > จองห้อง
                        < …จ…อ…ง…ห…้…อ…ง…ใ…ด…ค…ะ…[…ย…ก…เ…ล…ิ…ก…]…ไม่มี…
                        """)).singleElement().asString().contains("the answer is:");
    }
}
