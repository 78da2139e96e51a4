package prasan.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import prasan.flow.Input;
import prasan.flow.Value;

/** The ways through a flow: branches, tries, other flows, back, edits, other versions, what is put aside. */
class StepsTest {
    private static final String BRANCH = """
            flow: branch
            title: เลือกทาง
            start: [เลือกทาง]
            steps:
              - ask: kind
                type: choice
                options: {ROOM: ห้อง, CAR: รถ}
                text: ขอใช้อะไรคะ
                label: สิ่งที่ใช้
              - when: kind
                is: {ROOM: seats}
                else: plate
              - ask: seats
                type: number
                text: กี่ที่นั่งคะ
                label: ที่นั่ง
              - goto: note
              - ask: plate
                type: text
                text: ทะเบียนอะไรคะ
                label: ทะเบียน
              - ask: note
                type: text
                text: หมายเหตุคะ
                label: หมายเหตุ
                skip: ไม่มี
              - when: note
                is: {filled: noted, empty: unnoted}
              - id: noted
                say: จดหมายเหตุแล้วค่ะ
              - goto: confirm
              - id: unnoted
                say: ไม่มีหมายเหตุค่ะ
              - confirm: [kind, seats, plate, note]
                text: ถูกต้องไหมคะ
            """;

    private static final String INNER = """
            flow: inner
            title: ชั้นใน
            steps:
              - ask: b
                type: text
                text: ข้อ ข คะ
              - ask: c
                type: text
                text: ข้อ ค คะ
            """;
    private static final String OUTER = """
            flow: outer
            title: ชั้นนอก
            start: [ชั้นนอก]
            steps:
              - ask: a
                type: text
                text: ข้อ ก คะ
                label: ข้อ ก
              - call: inner
                with: {b: a}
                gives: {c: c}
              - ask: c
                type: text
                text: ข้อ ค อีกครั้งคะ
                label: ข้อ ค
              - ask: d
                type: text
                text: ข้อ ง คะ
                label: ข้อ ง
              - confirm: [a, c, d]
                text: ถูกต้องไหมคะ
            """;

    @Test
    void aBranchIsTakenByTheCodeAndByWhetherThereIsAnAnswer() {
        var play = Play.of(BRANCH);
        play.says("เลือกทาง");
        assertThat(play.taps("ห้อง")).startsWith("กี่ที่นั่งคะ");
        assertThat(play.says("12")).startsWith("หมายเหตุคะ");
        assertThat(play.taps("ไม่มี"))
                .startsWith("ไม่มีหมายเหตุค่ะ")
                .contains("ที่นั่ง: 12", "หมายเหตุ: –")
                .doesNotContain("ทะเบียน");

        play.says("ยกเลิก");
        play.taps("ใช่ ยกเลิกเลย");
        play.says("เลือกทาง");
        assertThat(play.says("รถ")).startsWith("ทะเบียนอะไรคะ");
        play.says("กข 1");
        assertThat(play.says("รีบใช้")).startsWith("จดหมายเหตุแล้วค่ะ").contains("ทะเบียน: กข 1", "หมายเหตุ: รีบใช้");
    }

    @Test
    void anEditedAnswerThatLeadsAnotherWayAsksWhatThatWayAsksAndSaysNothingTwice() {
        var play = atTheSummary();
        play.taps("แก้ไข");
        assertThat(play.taps("สิ่งที่ใช้")).startsWith("ขอใช้อะไรคะ");
        assertThat(play.taps("รถ")).startsWith("ทะเบียนอะไรคะ");
        assertThat(play.says("กข 1")).startsWith("*ถูกต้องไหมคะ*").contains("ทะเบียน: กข 1");
    }

    @Test
    void anAnswerOfAWayThatIsNoLongerTakenIsNotInTheSummary() {
        var play = atTheSummary();
        play.taps("แก้ไข");
        play.taps("สิ่งที่ใช้");
        play.taps("รถ");
        assertThat(play.says("กข 1")).doesNotContain("ที่นั่ง");
    }

    @Test
    void anEditBeforeACalledFlowAsksThatAgainOnlyIfItWasCalledWithTheAnswer() {
        var outer = OUTER.replace(
                        "  - call: inner\n    with: {b: a}",
                        "  - ask: first\n    type: text\n    text: ข้อแรกคะ\n    label: ข้อแรก\n"
                                + "  - call: plain\n  - call: inner\n    with: {b: a}")
                .replace("[a, c, d]", "[first, a, c, d]");
        var plain = INNER.replace("flow: inner", "flow: plain")
                .replace("ข้อ ข", "ข้อ ย")
                .replace("ข้อ ค", "ข้อ ร");
        var play = Play.of(outer, INNER, plain);
        play.says("ชั้นนอก");
        for (var answer : List.of("ก", "แรก", "ย", "ร", "ค", "ง")) {
            play.says(answer);
        }
        play.taps("แก้ไข");
        play.taps("ข้อแรก");
        assertThat(play.says("ใหม่")).startsWith("*ถูกต้องไหมคะ*").contains("ข้อแรก: ใหม่", "ข้อ ค: ค");
        play.taps("แก้ไข");
        play.taps("ข้อ ก");
        assertThat(play.says("กก")).startsWith("ข้อ ค คะ");
        assertThat(play.says("คค")).startsWith("*ถูกต้องไหมคะ*").contains("ข้อ ก: กก", "คค");
    }

    @Test
    void anEditThatLeadsToTheEndOfACalledFlowIsNotMetWithSilence() {
        var play = Play.of("""
            flow: outer
            title: ชั้นนอก
            start: [ชั้นนอก]
            steps:
              - ask: what
                type: choice
                options: {STAY: อยู่, LEAVE: ไป}
                text: อยู่หรือไปคะ
                label: อยู่หรือไป
              - when: what
                is: {STAY: confirm}
                else: inner
              - call: inner
              - end: done
              - confirm: [what]
                text: ถูกต้องไหมคะ
            """, """
            flow: inner
            title: ชั้นใน
            steps:
              - id: farewell
                say: ลาก่อนค่ะ
            """);
        play.says("ชั้นนอก");
        play.says("อยู่");
        play.taps("แก้ไข");
        play.taps("อยู่หรือไป");
        assertThat(play.says("ไป")).startsWith("ลาก่อนค่ะ");
    }

    @Test
    void whoGoesBackFromAnEditIsAtTheSummaryWithTheOldAnswer() {
        var play = atTheSummary();
        play.taps("แก้ไข");
        assertThat(play.says("ย้อนกลับ")).startsWith("*ถูกต้องไหมคะ*");
        play.taps("แก้ไข");
        play.taps("ที่นั่ง");
        assertThat(play.says("ย้อนกลับ")).contains("*ถูกต้องไหมคะ*", "ที่นั่ง: 12");
    }

    private static Play atTheSummary() {
        var play = Play.of(BRANCH);
        play.says("เลือกทาง");
        play.says("ห้อง");
        play.says("12");
        play.says("ไม่มี");
        return play;
    }

    @Test
    void afterTooManyRefusedAnswersTheFlowGoesOnElsewhere() {
        var play = Play.of("""
                flow: tries
                title: ลองดู
                start: [ลองดู]
                steps:
                  - ask: day
                    type: day
                    text: วันไหนคะ
                    tries: {most: 3, then: other}
                  - id: thanks
                    say: ขอบคุณค่ะ
                  - end: done
                  - id: other
                    say: ให้เจ้าหน้าที่ช่วยนะคะ
                """);
        play.says("ลองดู");
        assertThat(play.says("ไม่รู้")).startsWith("กรุณาพิมพ์วันที่ค่ะ");
        assertThat(play.sticker()).startsWith("กรุณาพิมพ์วันที่ค่ะ");
        assertThat(play.says("ไม่รู้จริง ๆ")).startsWith("ให้เจ้าหน้าที่ช่วยนะคะ");
        assertThat(play.over()).isTrue();

        // another time they are counted anew
        play.says("ลองดู");
        play.says("ไม่รู้");
        play.says("ไม่รู้");
        assertThat(play.says("พรุ่งนี้")).startsWith("ขอบคุณค่ะ");
    }

    @Test
    void aCalledFlowIsGivenAnswersAndGivesSomeBack() {
        var play = Play.of(OUTER, INNER);
        play.says("ชั้นนอก");
        // b is filled beforehand and so not asked
        assertThat(play.says("หนึ่ง")).startsWith("ข้อ ค คะ");
        assertThat(play.value("b")).isEqualTo("หนึ่ง");
        assertThat(play.says("สาม")).startsWith("ข้อ ง คะ");
        assertThat(play.value("c")).isEqualTo("สาม");
        assertThat(play.value("b")).isEqualTo("nothing");
        assertThat(play.says("สี่")).contains("ข้อ ก: หนึ่ง", "ข้อ ค: สาม", "ข้อ ง: สี่");
    }

    @Test
    void whatACalledFlowGaveCanBeSaid() {
        var play = Play.of(
                OUTER.replace("ข้อ ง คะ", "ได้ {c} ข้อ ง คะ")
                        .replaceFirst("(?s)  - ask: c.*?(?=  - ask: d)", "")
                        .replace("[a, c, d]", "[a, d]"),
                INNER);
        play.says("ชั้นนอก");
        play.says("หนึ่ง");
        assertThat(play.says("สาม")).startsWith("ได้ สาม ข้อ ง คะ");
    }

    @Test
    void goingBackGoesThroughACalledFlowToo() {
        var play = Play.of(OUTER.replace("    with: {b: a}\n", ""), INNER);
        play.says("ชั้นนอก");
        play.says("หนึ่ง");
        play.says("สอง");
        play.says("สาม");
        assertThat(play.says("ย้อนกลับ")).startsWith("ข้อ ค คะ");
        assertThat(play.value("b")).isEqualTo("สอง");
        assertThat(play.says("ย้อนกลับ")).startsWith("ข้อ ข คะ");
        assertThat(play.says("ย้อนกลับ")).startsWith("ข้อ ก คะ");
        assertThat(play.says("ย้อนกลับ")).startsWith("ย้อนกลับก่อนหน้านี้ไม่ได้แล้วค่ะ");
        play.says("หนึ่งใหม่");
        assertThat(play.says("สองใหม่")).startsWith("ข้อ ค คะ");
        assertThat(play.says("สามใหม่")).startsWith("ข้อ ง คะ");
        assertThat(play.value("a")).isEqualTo("หนึ่งใหม่");
    }

    @Test
    void behindWhatIsWrittenThereIsNoWayBack() {
        var play = Play.of("""
                flow: write
                title: จด
                start: [จด]
                steps:
                  - do: test.look
                    as: seen
                    outcomes: {seen: next}
                  - ask: it
                    type: text
                    text: จดอะไรคะ ห้อง {seen.room}
                    label: เรื่อง
                  - confirm: [it]
                    text: ถูกต้องไหมคะ
                  - do: test.write
                    with: {text: it}
                    outcomes: {done: next}
                  - ask: more
                    type: text
                    text: มีอะไรอีกไหมคะ
                """)
                .work(need -> need.toString().contains("test.look")
                        ? new Input.Outcome("seen", Map.of("room", new Value.Text("ใหญ่")))
                        : new Input.Outcome("done", Map.of()));
        assertThat(play.says("จด")).startsWith("จดอะไรคะ ห้อง ใหญ่");
        play.says("น้ำไม่ไหล");
        assertThat(play.says("ส่งเรื่อง")).startsWith("มีอะไรอีกไหมคะ");
        assertThat(play.needed()).isEqualTo("{text: น้ำไม่ไหล}");
        assertThat(play.says("ย้อนกลับ")).startsWith("ย้อนกลับก่อนหน้านี้ไม่ได้แล้วค่ะ\nมีอะไรอีกไหมคะ");
    }

    // ---- other editions, where the one that a conversation began with is not to be had any more

    private static final String CHANGED = "ขออภัยค่ะ มีการปรับปรุงแบบสอบถามระหว่างนี้ ขอถามต่อจากตรงนี้นะคะ\n";

    private static Play beforeTheLastQuestion() {
        var play = Play.of(OUTER, INNER);
        play.says("ชั้นนอก");
        play.says("หนึ่ง");
        assertThat(play.says("สาม")).startsWith("ข้อ ง คะ");
        return play;
    }

    @Test
    void aConversationGoesOnAtTheStepThatTookThePlaceOfItsOwn() {
        var play = beforeTheLastQuestion();
        play.reload(renamed("d", "last", OUTER), INNER);
        assertThat(play.says("ทวนคำถาม")).startsWith(CHANGED + "ข้อ ง คะ");
        assertThat(play.says("สี่")).contains("ข้อ ก: หนึ่ง", "ข้อ ง: สี่");
    }

    @Test
    void anAnswerIsKeptUnderTheNewNameOfItsQuestion() {
        var play = beforeTheLastQuestion();
        play.reload(renamed("a", "first", OUTER).replace("{b: a}", "{b: first}"), INNER);
        assertThat(play.says("สี่")).startsWith(CHANGED + "ข้อ ง คะ");
        assertThat(play.says("สี่")).contains("ข้อ ก: หนึ่ง", "ข้อ ง: สี่");
    }

    @Test
    void nobodyIsLedPastAQuestionThatIsNewOrHasLostItsAnswer() {
        var play = beforeTheLastQuestion();
        play.reload(
                OUTER.replace("ask: a\n    type: text", "ask: a\n    type: number")
                        .replace("  - ask: d", "  - ask: e\n    type: text\n    text: ข้อ จ คะ\n  - ask: d"),
                INNER.replace("ask: b\n    type: text", "ask: b\n    type: number"));
        assertThat(play.says("สี่")).startsWith(CHANGED + "ข้อ ก คะ");
        assertThat(play.says("1")).startsWith("ข้อ จ คะ");
        assertThat(play.says("ห้า")).startsWith("ข้อ ง คะ");
    }

    @Test
    void aConversationWhoseFlowsAreTheSameGoesOnAsIfNothingHadHappened() {
        var play = beforeTheLastQuestion();
        play.reload(OUTER, INNER, asking("another"));
        assertThat(play.says("สี่")).contains("ข้อ ก: หนึ่ง", "ข้อ ง: สี่");
    }

    @Test
    void aConversationWhoseStepIsGoneEndsAndSaysSo() {
        var play = beforeTheLastQuestion();
        play.reload(renamed("d", "last", OUTER).replace("migrate: {d: last}\n", ""), INNER);
        assertThat(play.says("สี่")).startsWith("ขออภัยค่ะ มีการปรับปรุงแบบสอบถามระหว่างนี้ กรุณาเริ่มเรื่องใหม่");
        assertThat(play.drafts()).isEmpty();
    }

    @Test
    void aCalledFlowMayChangeToo() {
        var play = Play.of(OUTER, INNER);
        play.says("ชั้นนอก");
        assertThat(play.says("หนึ่ง")).startsWith("ข้อ ค คะ");
        play.reload(OUTER.replace("{c: c}", "{c: last}"), renamed("c", "last", INNER));
        assertThat(play.says("สาม")).startsWith(CHANGED + "ข้อ ค คะ");
        assertThat(play.says("สาม")).startsWith("ข้อ ง คะ");
    }

    @Test
    void onlyTheCalledFlowMayChange() {
        var outer = OUTER.replace("    gives: {c: c}\n", "");
        var play = Play.of(outer, INNER);
        play.says("ชั้นนอก");
        play.says("หนึ่ง");
        play.reload(outer, renamed("c", "last", INNER));
        assertThat(play.says("สาม")).startsWith(CHANGED + "ข้อ ค คะ");
        assertThat(play.says("สาม")).startsWith("ข้อ ค อีกครั้งคะ");
    }

    /** A later version in which a question has another name. */
    private static String renamed(String from, String to, String flow) {
        return flow.replace("ask: " + from + "\n", "ask: " + to + "\n")
                .replaceFirst("confirm: \\[(.*)\\b" + from + "\\b", "confirm: [$1" + to)
                .replace("steps:\n", "migrate: {%s: %s}\nsteps:\n".formatted(from, to));
    }

    // ---- what is put aside

    @Test
    void everyConversationIsKeptAndTheOldestGoesWithAWordWhereThereAreTooMany() {
        var names = IntStream.rangeClosed('a', 'l')
                .mapToObj(letter -> String.valueOf((char) letter))
                .toList();
        var play = Play.of(names.stream().map(StepsTest::asking).toArray(String[]::new));
        for (var name : names.subList(0, 10)) {
            play.says("start " + name);
            play.says("ก " + name);
        }
        assertThat(play.says("start k")).doesNotContain("ไม่ได้เก็บ");
        play.says("ก k");
        assertThat(play.says("start l"))
                .startsWith("*เรื่อง \"title a\" ที่เก่าที่สุดไม่ได้เก็บไว้แล้วค่ะ*\nข้อ ก: ก a");
        assertThat(play.drafts()).hasSize(10).startsWith("k", "j").doesNotContain("a");

        assertThat(play.says("start b"))
                .startsWith("*มีเรื่อง \"title b\" ที่ทำค้างไว้ค่ะ*")
                .contains("[ทำต่อจากเดิม] [เริ่มใหม่]");
        assertThat(play.taps("ทำต่อจากเดิม")).startsWith("ข้อ ข คะ");
        assertThat(play.value("a")).isEqualTo("ก b");
        assertThat(play.drafts()).hasSize(9).doesNotContain("b");

        play.says("start d");
        assertThat(play.drafts()).hasSize(9).startsWith("b").doesNotContain("d");
        assertThat(play.taps("เริ่มใหม่")).startsWith("ข้อ ก คะ");
        assertThat(play.value("a")).isEqualTo("nothing");
    }

    private static final String LATER = """
            flow: later
            title: ไว้ทำต่อ
            start: [ไว้ทำต่อ]
            steps:
              - ask: name
                type: text
                text: ชื่ออะไรคะ
                label: ชื่อ
              - ask: go
                type: choice
                options: {NOW: ทำเลย, LATER: ไว้ก่อน, NEVER: ไม่ทำแล้ว}
                text: ทำต่อเลยไหมคะ
                label: ทำต่อ
              - when: go
                is: {NOW: count, LATER: kept}
                else: dropped
              - ask: count
                type: number
                text: กี่คนคะ
                label: จำนวน
                tries: {most: 2, then: kept}
              - confirm: [name, count]
                text: ถูกต้องไหมคะ
              - end: done
              - id: kept
                say: {text: เก็บไว้ให้ค่ะ, picture: "https://example.org/kept.png"}
              - end: draft
              - id: dropped
                end: dropped
            """;

    @Test
    void whatEndsAsADraftGoesOnAtTheQuestionThatWasPutLast() {
        var play = Play.of(LATER);
        play.says("ไว้ทำต่อ");
        play.says("สมศรี");
        assertThat(play.says("ไว้ก่อน"))
                .isEqualTo("เก็บไว้ให้ค่ะ\n(picture https://example.org/kept.png)  [↩ ไว้ทำต่อ] [เมนู] [English]");
        assertThat(play.over()).isTrue();
        assertThat(play.drafts()).containsExactly("later");
        play.taps("↩ ไว้ทำต่อ");
        assertThat(play.taps("ทำต่อจากเดิม")).startsWith("ทำต่อเลยไหมคะ");
        assertThat(play.says("ทำเลย")).startsWith("กี่คนคะ");

        play.says("หลาย");
        assertThat(play.says("หลายมาก")).startsWith("เก็บไว้ให้ค่ะ");
        play.taps("↩ ไว้ทำต่อ");
        assertThat(play.taps("ทำต่อจากเดิม"))
                .as("a question that was given up is put again")
                .startsWith("กี่คนคะ");
        assertThat(play.says("3")).contains("ชื่อ: สมศรี", "จำนวน: 3");
    }

    @Test
    void whatIsDroppedIsNotKept() {
        var play = Play.of(LATER);
        play.says("ไว้ทำต่อ");
        play.says("สมศรี");
        play.says("ไม่ทำแล้ว");
        assertThat(play.over()).isTrue();
        assertThat(play.drafts()).isEmpty();
    }

    @Test
    void aFlowThatIsCalledEndsAllWhenItDoesNotEndAsDone() {
        var play = Play.of("""
                flow: caller
                title: เรียก
                start: [เรียก]
                steps:
                  - call: later
                  - id: back
                    say: กลับมาแล้วค่ะ
                """, LATER);
        play.says("เรียก");
        play.says("สมศรี");
        assertThat(play.says("ไว้ก่อน")).doesNotContain("กลับมาแล้วค่ะ");
        assertThat(play.drafts()).containsExactly("caller");
        play.says("เรียก");
        assertThat(play.taps("ทำต่อจากเดิม")).startsWith("ทำต่อเลยไหมคะ");
        assertThat(play.says("ไม่ทำแล้ว")).doesNotContain("กลับมาแล้วค่ะ");
        assertThat(play.over()).isTrue();
    }

    @Test
    void aConversationThatHasNoAnswerYetIsNotKept() {
        var play = Play.of(asking("one"));
        play.says("start one");
        play.says("เมนู");
        assertThat(play.drafts()).isEmpty();
    }

    private static String asking(String name) {
        return """
                flow: %1$s
                title: title %1$s
                start: [start %1$s]
                steps:
                  - ask: a
                    type: text
                    text: ข้อ ก คะ
                    label: ข้อ ก
                  - ask: b
                    type: text
                    text: ข้อ ข คะ
                    label: ข้อ ข
                  - confirm: [a, b]
                    text: ถูกต้องไหมคะ
                """.formatted(name);
    }
}
