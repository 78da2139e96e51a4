package prasan.chat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import prasan.ShippedActions;
import prasan.flow.Engine;
import prasan.flow.Input;
import prasan.flow.Say;
import prasan.flow.Session;
import prasan.flow.Value;
import prasan.line.Messages;

/**
 * What one turn costs without database and network: the session is read from its JSON, moved on by one answer in the middle of reporting a problem, and written again. Run by
 * {@code mvn -q -Pbenchmark test-compile exec:exec}; no part of the tests.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 3)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class TurnBenchmark {
    private static final Input ANSWER = new Input.Words("น้ำไม่ไหลมาสามวันแล้วค่ะ ทั้งหมู่บ้านเดือดร้อน");

    private final Engine engine;
    private String stored = "";

    public TurnBenchmark() {
        var signatures = ShippedActions.signatures();
        engine = new Engine(Conversations.read(Folder.at(Path.of("conversations")), signatures), signatures);
    }

    /** A leader who is known has chosen what the report is about and is asked to tell. */
    @Setup
    public void reach() {
        var turn = engine.advance(Session.fresh("th"), new Input.Words("แจ้งปัญหา"), Play.NOW);
        var area = new Value.Area("71010105", "หมู่ 5 ต.ลาดหญ้า อ.เมืองกาญจนบุรี จ.กาญจนบุรี", "Moo 5, Lat Ya");
        turn = engine.advance(
                turn.session(),
                new Input.Outcome("known", Map.of("name", new Value.Text("สมศรี ตัวอย่าง"), "area", area)),
                Play.NOW);
        turn = engine.advance(turn.session(), new Input.Words("2"), Play.NOW);
        stored = Sessions.write(turn.session());
    }

    @Benchmark
    public String turn() {
        return Sessions.write(
                engine.advance(Sessions.read(stored), ANSWER, Play.NOW).session());
    }

    /** The same, and what is said turned into LINE's messages. */
    @Benchmark
    public List<String> turnAndMessages() {
        var turn = engine.advance(Sessions.read(stored), ANSWER, Play.NOW);
        return List.of(Sessions.write(turn.session()), Messages.render(new Say.Reply(turn.says(), turn.quick())));
    }
}
