package prasan.chat;

import java.util.ArrayList;
import java.util.List;
import prasan.flow.Fault;
import prasan.flow.Mark;

/**
 * A conversation written down beside its flow, and run as a test by {@link Rehearsal}. Lines:
 *
 * <pre>{@code
 * # a remark
 * > แจ้งปัญหา                         the person types
 * > [ถนน/สะพาน]                       the person taps a quick reply of the last answer, or a button on a card
 * > (photo) (photo A 3) (place 14.05,99.43 ต.ลาดหญ้า) (sticker) (audio) (video) (file) (follow) (unfollow)
 * (photo A 3: one of three that were sent together as album A; photo A 3 1: the first of them)
 * > (tap 3:!send)                     a tap that carries this, whatever it is
 * @old-button ถนน/สะพาน               the person taps a button of an earlier answer that the last one does not have
 * = reports.file {category: category/ROAD} -> filed {number: R-6911-0023}
 * = areas.find {query: ท่าเสา} -> [{value: 710202/ต.ท่าเสา/Tha Sao, label: ท่าเสา, title: ต.ท่าเสา อ.ไทรโยค}]
 * = areas.find {query: ลาดหญ้า} -> !village [{…}]
 * < ต้องการแจ้งปัญหาเรื่องใดคะ  [ไฟฟ้า] …   what is answered; … stands for anything; further lines are indented
 * @language en                       what the chat speaks from here on
 * @after 30m                         time passes: s, m, h or d; what the bot says meanwhile by itself follows
 * @handed-back                       an officer who had taken over gives the conversation back
 * @late 5m                           the next event happened so long ago
 * @officer                           an officer who had taken over writes something
 * @redeliver                         LINE delivers the next event twice: it is answered once
 * @crash                             the program dies before the last answer is stored: started anew, it gives the same answer from the stored session
 * }</pre>
 *
 * <p>Actions are not run: a {@code =} line stands for each, saying what it is given (those inputs that are named) and what it gives back. Empty lines in an answer are not compared.
 *
 * @param lines what is in it but for remarks
 * @param raw the lines of the file as they are
 */
record Transcript(String file, List<Line> lines, List<String> raw, List<Fault> faults) {
    Transcript {
        lines = List.copyOf(lines);
        raw = List.copyOf(raw);
        faults = List.copyOf(faults);
    }

    /**
     * A line with those that go on from it.
     *
     * @param kind its first character
     * @param first the index of its first line in the file; {@code end} of the line behind its last
     */
    record Line(Mark at, char kind, String text, int first, int end) {
        /** Whether something happens here that may be answered. */
        boolean acts() {
            return kind == '>'
                    || text.startsWith(Rehearsal.OLD_BUTTON)
                    || text.startsWith(Rehearsal.AFTER)
                    || text.equals(Rehearsal.HANDED_BACK)
                    || text.equals(Rehearsal.OFFICER_WROTE);
        }
    }

    /** Reads a transcript. Lines that are none are faults. */
    static Transcript read(String file, String text) {
        var raw = List.of(text.split("\n", -1));
        List<Line> lines = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < raw.size(); i++) {
            var line = raw.get(i);
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("  ") && !lines.isEmpty()) {
                var last = lines.removeLast();
                lines.add(new Line(last.at, last.kind, last.text + "\n" + line.substring(2), last.first, i + 1));
            } else if ("><=@".indexOf(line.charAt(0)) >= 0) {
                lines.add(new Line(
                        new Mark(file, i + 1, 1),
                        line.charAt(0),
                        (line.charAt(0) == '@' ? line : line.substring(1)).strip(),
                        i,
                        i + 1));
            } else {
                faults.add(new Fault(
                        new Mark(file, i + 1, 1), "a line begins with >, <, =, @ or #, or with two spaces to go on"));
            }
        }
        return new Transcript(file, lines, raw, faults);
    }
}
