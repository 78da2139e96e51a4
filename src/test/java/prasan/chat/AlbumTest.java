package prasan.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import prasan.ShippedActions;
import prasan.flow.Engine;
import prasan.flow.Input;
import prasan.flow.Say;
import prasan.flow.Session;
import prasan.flow.Value;

/** Photos that were sent together: one event each, in any order, one answer. */
class AlbumTest {
    private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");

    private static final Map<String, Value> KNOWN = Map.of(
            "name", new Value.Text("นายจำลอง"), "area", new Value.Area("71010705", "หมู่ 5 ต.ลาดหญ้า", "Moo 5 Lat Ya"));

    private final Engine engine = new Engine(
            Conversations.read(Folder.at(Path.of("conversations")), ShippedActions.signatures()),
            ShippedActions.signatures());
    private Session session = Session.fresh("th");
    private final List<String> taken = new ArrayList<>();

    private List<String> does(Input input) {
        var turn = engine.advance(session, input, NOW);
        if (turn.need() != null) {
            turn = engine.advance(turn.session(), new Input.Outcome("known", KNOWN), NOW);
        }
        session = Sessions.read(Sessions.write(turn.session()));
        taken.addAll(turn.photos());
        return turn.says().stream()
                .flatMap(say -> say instanceof Say.Text text ? Stream.of(text.text()) : Stream.of())
                .toList();
    }

    private void atThePhotos() {
        does(new Input.Words("แจ้งปัญหา"));
        does(new Input.Words("ถนน"));
        does(new Input.Words("ถนนเป็นหลุมเป็นบ่อทั้งสาย"));
        assertThat(does(new Input.Words("แก้รูปภาพ")).getLast()).startsWith("ส่งรูปได้ไม่เกิน 4 รูป");
    }

    @Test
    void areAnsweredOnceWhenTheLastOfThemIsHere() {
        atThePhotos();
        assertThat(does(photo("a", "set", 3))).isEmpty();
        assertThat(does(photo("b", "set", 3))).isEmpty();
        assertThat(does(photo("c", "set", 3)))
                .containsExactly("ได้รับรูปที่ 3 แล้วค่ะ ส่งเพิ่มได้อีก 1 รูป หรือแตะ \"พอแล้ว\"");
        assertThat(taken).containsExactly("a", "b", "c");
    }

    @Test
    void beyondTheFourthAreNotKeptAndThatIsSaidOnce() {
        atThePhotos();
        for (var id : List.of("a", "b", "c", "d", "e")) {
            assertThat(does(photo(id, "set", 6))).isEmpty();
        }
        assertThat(does(photo("f", "set", 6))).containsExactly("เก็บไว้ 4 รูปแรกแล้วค่ะ รูปที่เกินไม่ได้เก็บนะคะ");
        assertThat(taken).containsExactly("a", "b", "c", "d");
    }

    private static Input photo(String id, String set, int total) {
        return new Input.Photo(id, new Input.PhotoSet(set, total));
    }
}
