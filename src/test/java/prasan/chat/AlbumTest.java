package prasan.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
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

    private static final String PICTURES = """
            flow: pictures
            title: ทดสอบรูป
            start: [ทดสอบรูป]
            steps:
              - ask: photos
                type: images
                max: 4
                text: มีรูปไหมคะ
                done: พอแล้ว
              - id: thanks
                say: ขอบคุณค่ะ
            """;
    private static final String PICTURES_EN = """
            flow: pictures
            title: Test pictures
            steps:
              photos: {text: Any photos?, done: Done}
              thanks: Thank you
            """;

    private final Engine engine = engine();
    private Session session = Session.fresh("th");
    private final List<String> taken = new ArrayList<>();

    private static Engine engine() {
        var files = new HashMap<>(Folder.at(Path.of("conversations")).files());
        files.put("pictures.yaml", PICTURES);
        files.put("pictures.en.yaml", PICTURES_EN);
        var signatures = ShippedActions.signatures();
        return new Engine(Conversations.read(new Folder(files), signatures), signatures);
    }

    private List<String> does(Input input) {
        var turn = engine.advance(session, input, NOW);
        session = Sessions.read(Sessions.write(turn.session()));
        taken.addAll(turn.photos());
        return turn.says().stream()
                .flatMap(say -> say instanceof Say.Text text ? Stream.of(text.text()) : Stream.of())
                .toList();
    }

    private void atThePhotos() {
        assertThat(does(new Input.Words("ทดสอบรูป"))).containsExactly("มีรูปไหมคะ");
    }

    @Test
    void areKeptInTheirOrderWhateverOrderTheyComeIn() {
        atThePhotos();
        does(new Input.Photo("a", new Input.PhotoSet("set", 3, 3)));
        does(new Input.Photo("b", new Input.PhotoSet("set", 1, 3)));
        does(new Input.Photo("c", new Input.PhotoSet("set", 2, 3)));
        assertThat(Objects.requireNonNull(session.current()).asked().partial())
                .isEqualTo(new Value.Images(List.of("b", "c", "a")));
    }

    @Test
    void ofTwoGroupsAreAnsweredWhenBothAreHere() {
        atThePhotos();
        assertThat(does(photo("a", "one", 2))).isEmpty();
        assertThat(does(photo("b", "two", 2))).isEmpty();
        assertThat(does(photo("c", "one", 2))).isEmpty();
        assertThat(does(photo("d", "two", 2))).containsExactly("ได้รับครบ 4 รูปแล้วค่ะ แตะ \"พอแล้ว\" เพื่อไปต่อนะคะ");
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
