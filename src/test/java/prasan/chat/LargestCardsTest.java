package prasan.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import prasan.ShippedActions;
import prasan.areas.Areas;
import prasan.awards.Award;
import prasan.awards.Awards;
import prasan.db.Database;
import prasan.db.Scope;
import prasan.flow.Engine;
import prasan.flow.Input;
import prasan.flow.Print;
import prasan.flow.Say;
import prasan.flow.Session;
import prasan.line.Messages;
import prasan.members.Member;
import prasan.members.MemberRoles;
import prasan.members.Members;
import prasan.plans.DoType;
import prasan.plans.PlanStage;
import prasan.plans.Project;
import prasan.plans.Projects;
import prasan.reports.Category;
import prasan.reports.Filing;
import prasan.reports.ReportStatus;
import prasan.reports.Reports;
import prasan.reports.Sight;
import prasan.support.TestDatabase;

/** The largest rows that people can write, in the shipped wording, as LINE takes them: a card that is too large would fail each time it is asked for. */
class LargestCardsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);
    private static final String CHAT = "U00000000000000000000000000000001";
    private static final String VILLAGE = "71010705";
    /** Three code points that are one character to a reader, nine bytes. */
    private static final String STACK = "กี่";

    private final Database database = TestDatabase.fresh();
    private final Areas areas = new Areas();
    private final LiveEngine engine = new LiveEngine();
    private final Actions actions =
            ShippedActions.actions(language -> new Print(language, engine.get().library()));
    private Handle handle;
    private Session session = Session.fresh("th");

    @BeforeEach
    void open() {
        engine.use(new Engine(
                Conversations.read(Folder.at(Path.of("conversations")), actions.signatures()), actions.signatures()));
        handle = database.jdbi().open();
        areas.require(handle, VILLAGE);
        handle.execute("INSERT INTO chat (id, kind, created_at) VALUES (?, 'user', NOW(6))", CHAT);
        new Members(new MemberRoles())
                .introduce(handle, CHAT, "นายสมมติ ตัวอย่าง", Member.Role.VILLAGE_HEAD, VILLAGE, NOW);
    }

    @AfterEach
    void close() {
        handle.close();
        database.close();
    }

    @Test
    void aReportWithALongDetailAndManyLongNotesIsRead() {
        var reports = new Reports((h, kind, topic, chats, template, values, once) -> {}, Projects::idOf);
        var privacy = Filing.Privacy.of(Category.ROAD, false, false, null);
        var filing = new Filing(
                "once",
                CHAT,
                Category.ROAD,
                wide(5000),
                VILLAGE,
                wide(500),
                null,
                null,
                List.of(),
                List.of(),
                privacy,
                NOW);
        var number = reports.file(handle, filing);
        for (int i = 1; i <= 40; i++) {
            var move = new Reports.Move(ReportStatus.ACKNOWLEDGED, "ครั้งที่ " + i + " " + wide(980), null);
            reports.change(handle, Sight.ALL, number, move, "admin", NOW.plusSeconds(i));
        }

        var card = card("ติดตามเรื่อง", number);

        assertThat(card.title()).contains(number);
        assertThat(card.rows().stream().map(Say.Row::value).filter(value -> value.contains("ครั้งที่ ")))
                .satisfiesExactly(
                        value -> assertThat(value).contains("ครั้งที่ 36 ").endsWith("…"),
                        value -> assertThat(value).contains("ครั้งที่ 37 "),
                        value -> assertThat(value).contains("ครั้งที่ 38 "),
                        value -> assertThat(value).contains("ครั้งที่ 39 "),
                        value -> assertThat(value).contains("ครั้งที่ 40 "));
    }

    @Test
    void aProjectThatWasPutOffManyTimesIsRead() {
        var projects =
                new Projects(areas, (h, kind, topic, chats, template, values, once) -> {}, (h, project) -> List.of());
        var steps = new ArrayList<>(List.of(new Project.Step(PlanStage.PROPOSED, DAY, null)));
        for (int i = 1; i <= 20; i++) {
            steps.add(new Project.Step(PlanStage.DEFERRED, DAY, "ครั้งที่ " + i + " " + wide(980)));
            steps.add(new Project.Step(PlanStage.PROPOSED, DAY, wide(1000)));
        }
        var facts = new Project.Facts(
                wide(300),
                wide(100),
                wide(1000),
                wide(500),
                wide(500),
                new BigDecimal("999999999999.99"),
                wide(200),
                DoType.AGENCY,
                wide(200),
                2570,
                VILLAGE,
                1,
                null,
                null);
        for (int i = 1; i <= 12; i++) {
            projects.create(handle, Scope.ALL, "KRI-70-%04d".formatted(i), facts, steps, "OF02", NOW);
        }

        var card = card("ตรวจสอบแผน", "ต.ลาดหญ้า อ.เมืองกาญจนบุรี", "2570", "KRI-70-0001");

        assertThat(card.subtitle()).contains("KRI-70-0001");
        assertThat(card.rows().stream().map(Say.Row::value).filter(value -> value.endsWith("…")))
                .hasSize(8)
                .filteredOn(value -> value.contains("ครั้งที่ "))
                .satisfiesExactly(
                        value -> assertThat(value).contains("ครั้งที่ 17 "),
                        value -> assertThat(value).contains("ครั้งที่ 18 "),
                        value -> assertThat(value).contains("ครั้งที่ 19 "),
                        value -> assertThat(value).contains("ครั้งที่ 20 "));
    }

    @Test
    void anAwardWithLongTextsIsRead() {
        var awards = new Awards(areas, (h, kind, topic, chats, template, values, once) -> {}, (h, area) -> List.of());
        awards.put(handle, new Award.Type("NAKPATTANA", "นักพัฒนาชุมชนดีเด่น", null));
        var facts = new Award.Facts(
                "NAKPATTANA",
                wide(300),
                2569,
                "71",
                wide(200),
                Award.RecipientKind.PERSON,
                VILLAGE,
                wide(200),
                "ก".repeat(1000),
                wide(300),
                wide(300),
                DAY,
                wide(300),
                true);
        for (int i = 1; i <= 12; i++) {
            var code = "AW69-%02d".formatted(i);
            awards.create(handle, Scope.ALL, code, facts, NOW);
            awards.announce(handle, Scope.ALL, code, "OF01", NOW);
        }

        var card = card("ประกาศเชิดชูเกียรติ", "จ.กาญจนบุรี", "2569", "AW69-01");

        assertThat(card.title()).isEqualTo(facts.recipient());
        assertThat(card.rows()).extracting(Say.Row::value).contains("ก".repeat(599) + "…");
    }

    /** As many whole stacks as fit into so many code points, which are all in the basic plane. */
    private static String wide(int codePoints) {
        return STACK.repeat(codePoints / STACK.length());
    }

    /** Says all of it, one after the other, and gives the last card of the last answer. Every answer on the way must be one that LINE takes. */
    private Say.Card card(String... words) {
        var last = List.<Say>of();
        for (var said : words) {
            last = say(said);
        }
        return last.stream()
                .filter(Say.Card.class::isInstance)
                .map(Say.Card.class::cast)
                .reduce((one, next) -> next)
                .orElseThrow();
    }

    private List<Say> say(String words) {
        var turn = engine.get().advance(session, new Input.Words(words), NOW);
        var says = new ArrayList<>(turn.says());
        while (turn.need() != null) {
            var context = new Actions.Context(handle, CHAT, "th", NOW, "once");
            turn = engine.get().advance(turn.session(), actions.run(context, turn.need()), NOW);
            says.addAll(turn.says());
        }
        session = turn.session();
        assertThat(Messages.render(new Say.Reply(says, turn.quick()))).isNotEmpty();
        return says;
    }
}
