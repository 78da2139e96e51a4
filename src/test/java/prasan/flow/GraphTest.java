package prasan.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import prasan.ShippedActions;
import prasan.chat.Conversations;
import prasan.chat.Folder;
import prasan.flow.Drawing.Line;
import prasan.flow.Drawing.Way;
import prasan.flow.Step.Target;

/** The drawing is read back as XML: what is in it, and that nothing lies on anything else. */
class GraphTest {
    private static final Mark AT = new Mark("survey.yaml", 1, 1);
    private static final Library SHIPPED =
            Conversations.read(Folder.at(Path.of("conversations")), ShippedActions.signatures());

    static Stream<Flow> flows() {
        return Stream.concat(SHIPPED.flows().values().stream(), Stream.of(survey(40), survey(9), fan()));
    }

    @ParameterizedTest
    @MethodSource("flows")
    void everyStepHasABox(Flow flow) {
        assertThat(drawing(flow).boxes().keySet())
                .containsSubsequence(flow.steps().stream().map(Step::id).toList());
    }

    @ParameterizedTest
    @MethodSource("flows")
    void everyWayOutOfAStepIsALineToItsTarget(Flow flow) {
        var expected = new ArrayList<Way>();
        expected.add(new Way("start", flow.steps().getFirst().id()));
        for (var step : flow.steps()) {
            var below = flow.indexOf(step.id()) + 1;
            var next = below < flow.steps().size() ? flow.steps().get(below).id() : "end";
            for (var target : targets(step)) {
                expected.add(new Way(step.id(), target.equals(Target.NEXT) ? next : target));
            }
        }
        assertThat(drawing(flow).ways().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        expected.stream().distinct().toList());
    }

    @ParameterizedTest
    @MethodSource("flows")
    void nothingLiesOnAnythingElse(Flow flow) {
        var drawing = drawing(flow);
        var solid = new ArrayList<>(drawing.boxes().values());
        solid.addAll(drawing.labels());
        for (int i = 0; i < solid.size(); i++) {
            for (int j = 0; j < i; j++) {
                assertThat(solid.get(i).meets(solid.get(j)))
                        .as("%s on %s", solid.get(i), solid.get(j))
                        .isFalse();
            }
        }
        for (var line :
                drawing.ways().values().stream().flatMap(List<Line>::stream).toList()) {
            for (var rect : solid) {
                assertThat(line.crosses(rect)).as("%s through %s", line, rect).isFalse();
            }
        }
        assertThat(solid).allMatch(rect -> rect.within(drawing.page()));
    }

    @ParameterizedTest
    @MethodSource("flows")
    void theWordsOfABoxStayInIt(Flow flow) {
        var drawing = drawing(flow);
        drawing.words()
                .forEach((step, words) -> assertThat(words).allMatch(word -> word.within(drawing.box(step)), step));
    }

    @Test
    void theWayBackIsOnTheOtherSide() {
        var drawing = drawing(survey(40));
        var box = drawing.box("s0");
        drawing.ways().forEach((way, lines) -> {
            int from = number(way.from());
            int to = number(way.to());
            if (to > from + 1) {
                assertThat(lines).allMatch(line -> line.left() >= box.left());
            } else if (to <= from) {
                assertThat(lines).allMatch(line -> line.right() <= box.right());
            }
        });
    }

    private static int number(String id) {
        return id.equals("start") ? -1 : id.equals("end") ? 40 : Integer.parseInt(id.substring(1));
    }

    @Test
    void saysInThaiWhatTheFileSaysInCodes() {
        var report = drawing(SHIPPED.flow("report-problem"));
        assertThat(report.text("members.me")).contains("ทำ", "ดูว่าผู้ใช้ลงทะเบียนแล้วหรือยัง");
        assertThat(report.text("category")).contains("ถาม · เรื่อง", "ต้องการแจ้งปัญหาเรื่องใดคะ");
        assertThat(String.join(" ", report.text("category")))
                .contains("เลือก 1 จาก 12 ข้อ: ", "ไฟฟ้า/ไฟส่องสว่าง", "เรื่องอื่น ๆ");
        assertThat(report.text("photos")).contains("ข้ามได้ ด้วยปุ่ม: ข้าม");
        assertThat(report.text("confirm"))
                .contains(
                        "ยืนยัน",
                        "ทวนคำตอบ: เรื่อง · รายละเอียด · รูปภาพ · สถานที่ · หมู่บ้าน ·",
                        "ปุ่ม: ส่งเรื่อง · แก้ไข · ยกเลิก");
        assertThat(report.text("notice")).contains("เรียก", "แจ้งความเป็นส่วนตัว");
        assertThat(report.titles().get(new Way("members.me", "category"))).isEqualTo("1 ลงทะเบียนแล้ว → 3");
        assertThat(report.titles().get(new Way("members.me", "notice"))).isEqualTo("1 ยังไม่ลงทะเบียน → 2");
        assertThat(drawing(SHIPPED.flow("plan")).titles().get(new Way("year", "no-projects")))
                .isEqualTo("3 ไม่มีรายการให้เลือก → 8");
        assertThat(drawing(survey(9)).titles().get(new Way("s1", "s4")))
                .isEqualTo("2 ไฟฟ้า/ไฟส่องสว่าง, ประปา/น้ำใช้ → 5");
        assertThat(drawing(survey(9)).titles().get(new Way("s3", "s7"))).isEqualTo("4 ตอบไม่ผ่าน 3 ครั้ง → 8");
        assertThat(drawing(SHIPPED.flow("welcome")).text("start")).contains("เมื่อเพิ่มเป็นเพื่อน");
    }

    @Test
    void namesAGoodAnswerBesideARefusedOneThatLeadsToTheSameStep() {
        var tries = new Step.Tries(3, new Target(Target.NEXT, AT));
        var ask = new Step.Ask(
                "room", AT, new Slot.Time(), false, null, null, tries, false, false, null, List.of(), say("กี่โมงคะ"));
        var drawing = drawing(flow(ask, new Step.Message("thanks", AT, say("ขอบคุณค่ะ"))));
        assertThat(drawing.titles().get(new Way("room", "thanks"))).isEqualTo("1 ตอบแล้ว, ตอบไม่ผ่าน 3 ครั้ง → 2");
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                arguments(new Slot.Words(2, 100), "ข้อความ 2–100 ตัวอักษร"),
                arguments(new Slot.Amount(1, 200), "ตัวเลข 1–200"),
                arguments(new Slot.Day(Slot.Day.When.FUTURE), "วันที่ ตั้งแต่วันนี้ไป"),
                arguments(new Slot.Time(), "เวลา"),
                arguments(new Slot.Phone(), "เบอร์โทรศัพท์"),
                arguments(new Slot.Several(5), "หลายข้อความ ไม่เกิน 5 ข้อความ"),
                arguments(new Slot.Images(4), "รูปภาพ ไม่เกิน 4 รูป"),
                arguments(new Slot.Place(), "ตำแหน่ง หรือคำบอกสถานที่"),
                arguments(new Slot.Area("areas.find", "village", Map.of()), "ชื่อพื้นที่ ถึงหมู่บ้าน"),
                arguments(new Slot.Reference("reports.mine", Map.of(), true), "เลือกจาก: เรื่องที่ผู้ใช้แจ้งไว้"));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void saysWhatMayBeAnswered(Slot slot, String said) {
        var ask =
                new Step.Ask("slot", AT, slot, true, null, null, null, true, false, null, List.of(), say("ขอทราบค่ะ"));
        assertThat(drawing(flow(ask)).text("slot")).contains(said, "ข้ามได้ ด้วยปุ่ม: ข้าม", "เป็นข้อมูลส่วนบุคคล");
    }

    @Test
    void aLongTextIsCutAfterThreeLines() {
        var text = drawing(flow(new Step.Message("long", AT, say("สวัสดีค่ะ".repeat(60)))))
                .text("long");
        assertThat(text).filteredOn(line -> line.contains("สวัสดี")).hasSize(3);
        assertThat(text.getLast()).endsWith("…");
    }

    @Test
    void linesBreakBetweenThaiWordsAndNeverWithinACharacter() {
        assertThat(Lines.wrap("กรุณาสอบถามพัฒนากรประจำตำบลนะคะ", 100, 10))
                .containsExactly("กรุณาสอบถามพัฒนากร", "ประจำตำบลนะคะ");
        assertThat(Lines.wrap("ที่ที่ที่", 7, 10)).allMatch(line -> !line.matches("[\\u0E31\\u0E34-\\u0E4E].*"));
        assertThat(Lines.width("ที่", 10)).isEqualTo(Lines.width("ท", 10));
    }

    @Test
    void whatIsWrittenIsNeverMarkup() {
        var odd = "<script>alert(\"1\")</script> & ]]> 'x' \u0001";
        var flow = new Flow(
                "odd",
                AT,
                "",
                Map.of("th", odd),
                Map.of("th", List.of(odd)),
                Map.of(),
                Map.of(),
                List.of(new Step.Message(odd, AT, say(odd))));
        var drawing = drawing(flow);
        assertThat(drawing.boxes()).containsKey(odd.replace("\u0001", ""));
        assertThat(drawing.tags()).doesNotContain("script");
        assertThat(drawing.title()).isEqualTo(odd.replace("\u0001", ""));
    }

    @Test
    void theSameFlowGivesTheSameBytes() {
        assertThat(svg(survey(40))).isEqualTo(svg(survey(40)));
    }

    @Test
    void isReadToThoseWhoCannotSeeIt() {
        var drawing = drawing(SHIPPED.flow("my-reports"));
        assertThat(drawing.title()).isEqualTo("ติดตามเรื่อง");
        assertThat(drawing.description()).contains("2 ทำ เปิดเรื่องที่เลือก\nพบ → 3\nไม่พบ → 25\n");
    }

    // ---- flows

    private static Drawing drawing(Flow flow) {
        return Drawing.read(svg(flow));
    }

    private static String svg(Flow flow) {
        var flows = new HashMap<>(SHIPPED.flows());
        flows.put(flow.name(), flow);
        var library = new Library(
                flows,
                SHIPPED.words(),
                SHIPPED.texts(),
                SHIPPED.pushTexts(),
                SHIPPED.commands(),
                SHIPPED.languages(),
                SHIPPED.answers(),
                SHIPPED.emergency(),
                SHIPPED.typed(),
                SHIPPED.followed(),
                SHIPPED.menu(),
                SHIPPED.officer(),
                SHIPPED.edition(),
                SHIPPED.synonyms());
        return Graph.svg(library, flow);
    }

    private static Flow flow(Step... steps) {
        return new Flow("survey", AT, "", Map.of("th", "แบบสำรวจ"), Map.of(), Map.of(), Map.of(), List.of(steps));
    }

    private static Map<String, Wording> say(String text) {
        return Map.of("th", Wording.of(new Template(text, AT)));
    }

    /** Every kind of step in turn, with ways far ahead and far back. */
    static Flow survey(int size) {
        var steps = new ArrayList<Step>();
        for (int i = 0; i < size; i++) {
            var id = "s" + i;
            var text = say(
                    "คำถามข้อที่ " + (i + 1) + " ของแบบสำรวจครัวเรือน กรุณาตอบตามความเป็นจริงนะคะ".repeat(1 + i % 4));
            steps.add(
                    switch (i % 8) {
                        case 0 ->
                            new Step.Ask(
                                    id,
                                    AT,
                                    new Slot.Choice("category"),
                                    false,
                                    null,
                                    to(i + 6, size),
                                    null,
                                    false,
                                    false,
                                    null,
                                    List.of(),
                                    text);
                        case 1 -> {
                            var branches = new LinkedHashMap<String, Target>();
                            branches.put("POWER", to(i + 3, size));
                            branches.put("WATER", to(i + 3, size));
                            branches.put("ROAD", to(i + 12, size));
                            branches.put("DISASTER", to(i - 1, size));
                            branches.put("HOUSING_LAND", to(i - 9, size));
                            branches.put("SOCIAL", to(size - 1, size));
                            yield new Step.When(id, AT, "s" + (i - 1), branches, null);
                        }
                        case 2 -> new Step.Message(id, AT, text);
                        case 3 ->
                            new Step.Ask(
                                    id,
                                    AT,
                                    new Slot.Words(1, 200),
                                    true,
                                    null,
                                    null,
                                    new Step.Tries(3, to(i + 4, size)),
                                    true,
                                    false,
                                    null,
                                    List.of(),
                                    text);
                        case 4 -> {
                            var outcomes = new LinkedHashMap<String, Target>();
                            outcomes.put("found", new Target(Target.NEXT, AT));
                            outcomes.put("unknown", to(i + 20, size));
                            outcomes.put("filed", to(i - 2, size));
                            outcomes.put("odd.outcome", to(i, size));
                            yield new Step.Do(id, AT, "reports.read", Map.of(), null, outcomes);
                        }
                        case 5 -> new Step.Jump(id, AT, to(i % 3 == 0 ? i - 4 : i + 7, size));
                        case 6 -> new Step.Confirm(id, AT, List.of("s0", "s3"), text);
                        default ->
                            switch (i % 24) {
                                case 7 -> new Step.Call(id, AT, "privacy-notice", Map.of(), Map.of());
                                case 15 -> new Step.Officer(id, AT, text);
                                default -> new Step.End(id, AT, Step.End.How.DONE);
                            };
                    });
        }
        return flow(steps.toArray(Step[]::new));
    }

    /** A choice of twelve, each with a way of its own. */
    private static Flow fan() {
        var branches = new LinkedHashMap<String, Target>();
        List<Step> steps = new ArrayList<>();
        steps.add(new Step.Ask(
                "s0",
                AT,
                new Slot.Choice("category"),
                false,
                null,
                null,
                null,
                false,
                false,
                null,
                List.of(),
                say("เรื่องใดคะ")));
        steps.add(new Step.When("s1", AT, "s0", branches, null));
        SHIPPED.vocabulary(Library.THAI, "category").forEach((code, label) -> {
            branches.put(code, new Target("s" + steps.size(), AT));
            steps.add(new Step.Message("s" + steps.size(), AT, say(label)));
            steps.add(new Step.End("s" + steps.size(), AT, Step.End.How.DONE));
        });
        return flow(steps.toArray(Step[]::new));
    }

    private static Target to(int step, int size) {
        return new Target("s" + Math.clamp(step, 0, size - 1), AT);
    }

    private static List<String> targets(Step step) {
        return switch (step) {
            case Step.When when ->
                Stream.concat(
                                when.branches().values().stream(),
                                Stream.of(Objects.requireNonNullElse(when.otherwise(), new Target(Target.NEXT, AT))))
                        .map(Target::step)
                        .toList();
            case Step.Do action ->
                action.outcomes().values().stream().map(Target::step).toList();
            case Step.Jump jump -> List.of(jump.to().step());
            case Step.End end -> List.of();
            case Step.Ask ask ->
                Stream.of(
                                new Target(Target.NEXT, AT),
                                ask.empty(),
                                ask.tries() == null ? null : ask.tries().then())
                        .filter(Objects::nonNull)
                        .map(Target::step)
                        .toList();
            default -> List.of(Target.NEXT);
        };
    }
}
