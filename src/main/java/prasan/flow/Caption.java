package prasan.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What the drawing of a flow says of one step, in Thai, for people who read no YAML.
 *
 * @param name what the step is about; may be empty
 * @param text what the person reads at this step; may be empty
 * @param details what may be answered, and the like
 */
record Caption(Kind kind, String name, String text, List<String> details) {
    /** The vocabularies that give the outcomes and the actions their Thai names. */
    private static final String OUTCOMES = "outcome";

    private static final String ACTIONS = "action";

    /** What leads on from a question, where that has to be said. */
    static final String ANSWERED = "ตอบแล้ว";

    /** Stands for a value that is only known when it is said. */
    private static final String BLANK = "____";

    /** The kinds of boxes, each with its colours. */
    enum Kind {
        START("เริ่ม", "#3c4650", "#3c4650"),
        SAY("บอก", "#e7f6ec", "#1b7a3d"),
        ASK("ถาม", "#e6f0fd", "#1d5fbf"),
        CONFIRM("ยืนยัน", "#fff6d6", "#8a6100"),
        DO("ทำ", "#f1eafc", "#6b3fb5"),
        WHEN("แยกทาง", "#ffeee0", "#b4500b"),
        CALL("เรียก", "#e0f5f5", "#0b7478"),
        OFFICER("ส่งต่อเจ้าหน้าที่", "#fde8ec", "#a8243f"),
        JUMP("ไปที่", "#f1f3f5", "#56606b"),
        END("จบ", "#3c4650", "#3c4650");

        final String thai;
        final String fill;
        final String line;

        Kind(String thai, String fill, String line) {
            this.thai = thai;
            this.fill = fill;
            this.line = line;
        }
    }

    static Caption of(Library library, Flow flow, Step step) {
        return switch (step) {
            case Step.Message message -> said(flow, Kind.SAY, "", message, List.of());
            case Step.Ask ask -> said(flow, Kind.ASK, slotLabel(flow, ask.id()), ask, answers(library, ask));
            case Step.Confirm confirm ->
                said(
                        flow,
                        Kind.CONFIRM,
                        "",
                        confirm,
                        List.of(
                                "ทวนคำตอบ: "
                                        + join(confirm.show().stream()
                                                .map(slot -> slotLabel(flow, slot))
                                                .toList()),
                                "ปุ่ม: "
                                        + join(List.of(
                                                button(library, confirm, "send"),
                                                library.text(Library.THAI, "button-edit")
                                                        .source(),
                                                library.text(Library.THAI, "button-cancel")
                                                        .source()))));
            case Step.Do action -> new Caption(Kind.DO, "", named(library, ACTIONS, action.action()), List.of());
            case Step.When when -> new Caption(Kind.WHEN, "", "ดูจาก: " + slotLabel(flow, when.slot()), List.of());
            case Step.Call call -> new Caption(Kind.CALL, "", title(library, call.flow()), List.of("แล้วกลับมาทำต่อ"));
            case Step.Officer officer ->
                said(flow, Kind.OFFICER, "", officer, List.of("เจ้าหน้าที่คุยต่อเอง จนกว่าจะส่งกลับ"));
            case Step.Jump jump ->
                new Caption(Kind.JUMP, "ขั้น " + (flow.indexOf(jump.to().step()) + 1), "", List.of());
            case Step.End end ->
                new Caption(
                        Kind.END,
                        switch (end.how()) {
                            case DONE -> "";
                            case DROPPED -> "ทิ้งคำตอบ";
                            case DRAFT -> "พักไว้ทำต่อภายหลัง";
                            case REPORT -> "แจ้งเรื่องใหม่";
                        },
                        "",
                        List.of());
        };
    }

    /** What starts the flow: words of its own, words that are always there, or a new friend. */
    static Caption start(Library library, Flow flow) {
        var words = new ArrayList<>(flow.starts().getOrDefault(Library.THAI, List.of()));
        if (flow.name().equals(library.menu())) {
            words.addAll(library.commands().getOrDefault(Library.Command.MENU, List.of()));
        }
        if (flow.name().equals(library.officer())) {
            words.addAll(library.commands().getOrDefault(Library.Command.OFFICER, List.of()));
        }
        List<String> details = new ArrayList<>();
        if (flow.name().equals(library.followed())) {
            details.add("เมื่อเพิ่มเป็นเพื่อน");
        }
        if (!words.isEmpty()) {
            details.add("เมื่อพิมพ์: " + join(words));
        }
        return new Caption(Kind.START, "", "", details);
    }

    /** What the flow is called; its file's name when it has no title. */
    static String title(Library library, String flow) {
        return library.flow(flow).titles().getOrDefault(Library.THAI, flow);
    }

    /** The ways out of the step that can be taken: where every answer has its own branch, there is no other one. */
    static List<Exit> exits(Library library, Flow flow, Step step) {
        var exits = Exit.of(step);
        if (step instanceof Step.When when && when.branches().keySet().containsAll(codes(library, flow, when))) {
            return exits.stream()
                    .filter(exit -> exit.kind() != Exit.Kind.OTHERWISE)
                    .toList();
        }
        return exits;
    }

    private static Set<String> codes(Library library, Flow flow, Step.When when) {
        var ask = flow.ask(when.slot());
        return ask != null && !ask.optional() && ask.slot() instanceof Slot.Choice choice
                ? library.vocabulary(Library.THAI, choice.words()).keySet()
                : Set.of("filled", "empty");
    }

    /** What is written beside the way out; empty where there is only one. */
    static String label(Library library, Flow flow, Step step, Exit exit) {
        return switch (exit.kind()) {
            case NEXT -> "";
            case OUTCOME -> named(library, OUTCOMES, exit.name());
            case OTHERWISE -> "กรณีอื่น";
            case EMPTY -> "ไม่มีรายการให้เลือก";
            case REFUSED -> "ตอบไม่ผ่าน " + exit.name() + " ครั้ง";
            case BRANCH ->
                switch (exit.name()) {
                    case "filled" -> "มีคำตอบ";
                    case "empty" -> "ไม่มีคำตอบ";
                    default -> code(library, flow, (Step.When) step, exit.name());
                };
        };
    }

    /** The label of a branch's code. What an action filled in does not name its vocabulary: it is the first one that has all the branches. */
    private static String code(Library library, Flow flow, Step.When when, String code) {
        var ask = flow.ask(when.slot());
        if (ask != null && ask.slot() instanceof Slot.Choice choice) {
            return named(library, choice.words(), code);
        }
        var codes = when.branches().keySet().stream()
                .filter(name -> !name.equals("filled") && !name.equals("empty"))
                .toList();
        return library.words().getOrDefault(Library.THAI, Map.of()).values().stream()
                .filter(labels -> labels.keySet().containsAll(codes))
                .map(labels -> Objects.requireNonNull(labels.get(code)))
                .findFirst()
                .orElse(code);
    }

    private static Caption said(Flow flow, Kind kind, String name, Step step, List<String> before) {
        var wording = Library.wording(step.wordings(), Library.THAI);
        var text = new ArrayList<String>();
        var details = new ArrayList<>(before);
        if (wording.text() != null) {
            text.add(filled(flow, wording.text()));
        }
        if (wording.picture() != null) {
            details.add("แนบรูปภาพ");
        }
        var card = wording.card();
        if (card != null) {
            // a title that is nothing but a value says less than what the lock screen shows
            text.add(filled(flow, onlyValue(card.title()) && card.preview() != null ? card.preview() : card.title()));
            if (card.text() != null) {
                text.add(filled(flow, card.text()));
            }
            if (!card.rows().isEmpty()) {
                details.add("แสดง: "
                        + join(card.rows().stream()
                                .map(row -> filled(flow, row.label()))
                                .toList()));
            }
            if (!card.buttons().isEmpty()) {
                details.add("ปุ่ม: "
                        + join(card.buttons().stream()
                                .map(button -> button.label().source())
                                .toList()));
            }
        }
        return new Caption(kind, name, String.join("\n", text), details);
    }

    private static boolean onlyValue(Template text) {
        return text.placeholders().stream()
                .anyMatch(name -> text.source().strip().equals("{" + name + "}"));
    }

    private static String filled(Flow flow, Template text) {
        var filled = text.source().strip();
        for (var name : text.placeholders()) {
            filled = filled.replace(
                    "{" + name + "}", flow.ask(name) == null ? BLANK : "[" + slotLabel(flow, name) + "]");
        }
        return filled;
    }

    private static List<String> answers(Library library, Step.Ask ask) {
        List<String> answers = new ArrayList<>();
        answers.add(
                switch (ask.slot()) {
                    case Slot.Choice choice -> {
                        var labels =
                                library.vocabulary(Library.THAI, choice.words()).values();
                        yield "เลือก 1 จาก " + labels.size() + " ข้อ: " + join(List.copyOf(labels));
                    }
                    case Slot.Words words -> "ข้อความ " + words.min() + "–" + words.max() + " ตัวอักษร";
                    case Slot.Amount number -> "ตัวเลข " + number.min() + "–" + number.max();
                    case Slot.Day day ->
                        switch (day.when()) {
                            case ANY -> "วันที่";
                            case FUTURE -> "วันที่ ตั้งแต่วันนี้ไป";
                            case PAST -> "วันที่ ไม่เกินวันนี้";
                        };
                    case Slot.Time time -> "เวลา";
                    case Slot.Phone phone -> "เบอร์โทรศัพท์";
                    case Slot.Several several -> "หลายข้อความ ไม่เกิน " + several.max() + " ข้อความ";
                    case Slot.Images images -> "รูปภาพ ไม่เกิน " + images.max() + " รูป";
                    case Slot.Place place -> "ตำแหน่ง หรือคำบอกสถานที่";
                    case Slot.Area area ->
                        switch (area.level()) {
                            case "village" -> "ชื่อพื้นที่ ถึงหมู่บ้าน";
                            case "tambon" -> "ชื่อพื้นที่ ถึงตำบล";
                            default -> "ชื่อพื้นที่ ระดับใดก็ได้";
                        };
                    case Slot.Reference reference -> "เลือกจาก: " + named(library, ACTIONS, reference.from());
                });
        if (ask.optional()) {
            answers.add("ข้ามได้ ด้วยปุ่ม: " + button(library, ask, "skip"));
        }
        if (ask.pii()) {
            answers.add("เป็นข้อมูลส่วนบุคคล");
        }
        return answers;
    }

    /** The label of a button: the step's own, or the one that all steps have. */
    private static String button(Library library, Step step, String name) {
        var own = Library.wording(step.wordings(), Library.THAI).labels().get(name);
        return (own != null ? own : library.text(Library.THAI, "button-" + name)).source();
    }

    private static String slotLabel(Flow flow, String slot) {
        var ask = flow.ask(slot);
        var label = ask == null
                ? null
                : Library.wording(ask.wordings(), Library.THAI).labels().get("label");
        return label == null ? slot : label.source();
    }

    private static String named(Library library, String words, String code) {
        return library.label(Library.THAI, new Value.Code(words, code));
    }

    private static String join(List<String> parts) {
        return String.join(Lines.BETWEEN, parts);
    }
}
