package prasan.officers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import prasan.chat.Actions;
import prasan.chat.Eraser.Unsent;
import prasan.chat.Officers.Heard;
import prasan.db.Database;
import prasan.db.Refused;
import prasan.db.Scope;
import prasan.db.Slice;
import prasan.flow.TakenBack;
import prasan.flow.Value;
import prasan.support.Pushes;
import prasan.support.TestDatabase;

class HandoversTest {
    private static final Instant AT = Instant.parse("2026-11-22T03:00:00Z");
    private static Database database;
    private final Pushes told = new Pushes();
    private final Handovers handovers = new Handovers(told);

    @BeforeAll
    static void start() {
        database = TestDatabase.fresh();
        database.jdbi().useHandle(Samples::load);
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void empty() {
        database.jdbi().useHandle(Samples::forgetHandovers);
    }

    @Test
    void aHandOverShowsWhoAsksAndWhatWasGathered() {
        in(handle -> {
            handovers.open(handle, Samples.HEAD, Samples.LOAN, AT);
            assertThat(open(handle, null)).singleElement().satisfies(handover -> {
                assertThat(handover.name()).isEqualTo("นางตัวอย่าง หนึ่ง");
                assertThat(handover.role()).isEqualTo("VILLAGE_HEAD");
                assertThat(handover.area()).isEqualTo("71010705");
                assertThat(handover.reachable()).isTrue();
                assertThat(handover.gathered()).isEqualTo(Samples.LOAN);
                assertThat(handover.openedAt()).isEqualTo(AT);
                assertThat(handover.closedAt()).isNull();
            });
        });
    }

    @Test
    void aChatHasOneOpenHandOverAtMost() {
        in(handle -> {
            handovers.open(handle, Samples.HEAD, Samples.LOAN, AT);
            handovers.open(handle, Samples.HEAD, List.of(), AT.plusSeconds(60));
            assertThat(open(handle, null))
                    .singleElement()
                    .satisfies(handover -> assertThat(handover.gathered()).isEqualTo(Samples.LOAN));
            handovers.left(handle, Samples.HEAD, AT.plusSeconds(90));
            handovers.open(handle, Samples.HEAD, List.of(), AT.plusSeconds(120));
            assertThat(open(handle, null)).hasSize(1);
            assertThat(handovers.list(handle, Scope.ALL, null, true, Slice.latest(10)))
                    .hasSize(1);
            assertThatThrownBy(() -> handle.execute("UPDATE handover SET closed_at = NULL, closed_by = NULL"))
                    .isInstanceOf(UnableToExecuteStatementException.class)
                    .hasMessageContaining("handover_open_once");
        });
    }

    @Test
    void handOversAreFoundByTheLeadersArea() {
        in(handle -> {
            handovers.open(handle, Samples.HEAD, Samples.LOAN, AT);
            handovers.open(handle, Samples.STRANGER, Samples.LOAN, AT);
            assertThat(open(handle, "7101")).extracting(Handover::chat).containsExactly(Samples.HEAD);
            assertThat(open(handle, "7102")).isEmpty();
            assertThat(open(handle, null)).extracting(Handover::chat).containsExactly(Samples.STRANGER, Samples.HEAD);
            assertThat(open(handle, null).getFirst().name()).isEqualTo("จาก LINE");
        });
    }

    @Test
    void whoHasNotSaidWhoTheyAreIsSeenWhereTheyNamedAnArea() {
        in(handle -> {
            handovers.open(handle, Samples.STRANGER, Samples.LOAN, "710107", null, AT);
            var there = new Scope(List.of("7101"));
            assertThat(handovers.list(handle, there, null, false, Slice.latest(10)))
                    .singleElement()
                    .satisfies(handover -> assertThat(handover.area()).isEqualTo("710107"));
            assertThat(handovers.list(handle, new Scope(List.of("7102")), null, false, Slice.latest(10)))
                    .isEmpty();
            // the area may have been in what was taken back
            handovers.unsend(
                    handle,
                    new Unsent(Samples.STRANGER, "e1", AT, new TakenBack("m1", List.of("เงินกู้ กข.คจ."), null, null)));
            assertThat(handovers.list(handle, there, null, false, Slice.latest(10)))
                    .isEmpty();
            assertThat(open(handle, null)).hasSize(1);
        });
    }

    @Test
    void whatIsUnderWayGoesAlongWithThePersonAndWhatIsOverStays() {
        in(handle -> {
            handovers.open(handle, Samples.HEAD, Samples.LOAN, AT);
            handovers.left(handle, Samples.HEAD, AT.plusSeconds(5));
            handovers.open(handle, Samples.HEAD, Samples.LOAN, AT.plusSeconds(9));
            Handovers.parted(handle, Samples.HEAD, null, true);
            assertThat(open(handle, "7101")).hasSize(1);
            assertThat(handovers.list(handle, Scope.ALL, "7101", true, Slice.latest(10)))
                    .isEmpty();
            Handovers.parted(handle, Samples.HEAD, null, false);
            assertThat(open(handle, "7101")).isEmpty();
        });
    }

    @Test
    void theSameMessageIsHeardOnceAndForgottenWhenItIsTakenBack() {
        in(handle -> {
            handovers.open(handle, Samples.HEAD, Samples.LOAN, AT);
            var id = open(handle, null).getFirst().id();
            handovers.hear(handle, Samples.HEAD, new Heard("m1", "ต้องใช้เอกสารอะไรคะ", false, AT));
            handovers.hear(handle, Samples.HEAD, new Heard("m1", "ต้องใช้เอกสารอะไรคะ", false, AT));
            handovers.hear(handle, Samples.HEAD, new Heard("m2", "ขอบคุณค่ะ", false, AT));
            assertThat(texts(handle, id)).containsExactly("ต้องใช้เอกสารอะไรคะ", "ขอบคุณค่ะ");
            var message = new TakenBack("m1", List.of(), null, null);
            handovers.unsend(handle, new Unsent(Samples.STRANGER, "e1", AT, message));
            handovers.unsend(handle, new Unsent(Samples.HEAD, "e1", AT, message));
            assertThat(texts(handle, id)).containsExactly(null, "ขอบคุณค่ะ");
        });
    }

    @Test
    void whatWasSentBeforeTheLeaderKnewOfTheEndStillBelongsToIt() {
        in(handle -> {
            handovers.open(handle, Samples.HEAD, Samples.LOAN, AT);
            var id = open(handle, null).getFirst().id();
            assertThat(handovers.close(handle, Scope.ALL, id, "เจ้าหน้าที่", AT.plusSeconds(9)))
                    .isEqualTo(Samples.HEAD);
            handovers.hear(handle, Samples.HEAD, new Heard("m3", "อีกเรื่องค่ะ", false, AT.plusSeconds(8)));
            assertThat(texts(handle, id)).containsExactly("อีกเรื่องค่ะ");
        });
    }

    @Test
    void whatAnOfficerSaysIsKeptAndTold() {
        in(handle -> {
            handovers.open(handle, Samples.HEAD, Samples.LOAN, AT);
            var id = open(handle, null).getFirst().id();
            handovers.say(handle, Scope.ALL, id, "ใช้สำเนาบัตรประชาชนค่ะ", "เจ้าหน้าที่", AT.plusSeconds(5));
            assertThat(handovers.messages(handle, id)).singleElement().satisfies(message -> {
                assertThat(message.officer()).isEqualTo("เจ้าหน้าที่");
                assertThat(message.createdAt()).isEqualTo(AT.plusSeconds(5));
            });
        });
        assertThat(told.all()).singleElement().satisfies(notice -> {
            assertThat(notice.chats()).containsExactly(Samples.HEAD);
            assertThat(notice.template()).isEqualTo("officer-says");
            assertThat(notice.values()).isEqualTo(Map.of("text", new Value.Text("ใช้สำเนาบัตรประชาชนค่ะ")));
            assertThat(notice.once()).startsWith("officer-says:");
        });
    }

    @Test
    void nothingIsSaidOrClosedAfterTheEnd() {
        in(handle -> {
            handovers.open(handle, Samples.HEAD, Samples.LOAN, AT);
            var id = open(handle, null).getFirst().id();
            handovers.left(handle, Samples.HEAD, AT.plusSeconds(5));
            handovers.left(handle, Samples.HEAD, AT.plusSeconds(6));
            assertThat(handovers.read(handle, Scope.ALL, id).closedBy()).isEqualTo("leader");
            assertThat(handovers.read(handle, Scope.ALL, id).closedAt()).isEqualTo(AT.plusSeconds(5));
            refused("handover-closed", () -> handovers.say(handle, Scope.ALL, id, "สวัสดีค่ะ", "เจ้าหน้าที่", AT));
            refused("handover-closed", () -> handovers.close(handle, Scope.ALL, id, "เจ้าหน้าที่", AT));
            refused("unknown-handover", () -> handovers.say(handle, Scope.ALL, id + 1, "สวัสดีค่ะ", "เจ้าหน้าที่", AT));
            refused("unknown-handover", () -> handovers.read(handle, Scope.ALL, id + 1));
        });
        assertThat(told.all()).isEmpty();
    }

    @Test
    void aFlowHandsOverWhatItHasGathered() {
        in(handle -> {
            var gathered = new Value.Rows(
                    List.of(Map.of("label", new Value.Text("เรื่อง"), "value", new Value.Text("เงินกู้ กข.คจ."))));
            var context = new Actions.Context(handle, Samples.HEAD, "th", AT, "event:1:1");
            var outcome = new HandoverActions(handovers, null).hand(context, Map.of("gathered", gathered));
            assertThat(outcome.name()).isEqualTo("handed");
            assertThat(open(handle, null).getFirst().gathered()).isEqualTo(Samples.LOAN);
        });
    }

    private List<Handover> open(Handle handle, @Nullable String area) {
        return handovers.list(handle, Scope.ALL, area, false, Slice.latest(10));
    }

    private List<@Nullable String> texts(Handle handle, long id) {
        return handovers.messages(handle, id).stream()
                .<@Nullable String>map(Handover.Message::text)
                .toList();
    }

    private static void refused(String code, Runnable rule) {
        assertThatThrownBy(rule::run)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private static void in(Consumer<Handle> work) {
        database.jdbi().useTransaction(work::accept);
    }
}
