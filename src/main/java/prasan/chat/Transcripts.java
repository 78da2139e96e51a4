package prasan.chat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import prasan.flow.Coverage;
import prasan.flow.Engine;
import prasan.flow.Fault;
import prasan.flow.Signature;

/**
 * All transcripts of a conversations folder, run.
 *
 * @param ran how many there are
 * @param faults what is not as written
 * @param coverage what they took of each flow
 * @param rewritten those whose answers differ, with the answers as they are now; empty unless that was asked for
 */
public record Transcripts(int ran, List<Fault> faults, List<Coverage.OfFlow> coverage, Map<String, String> rewritten) {
    public static final String EXTENSION = ".transcript";

    public Transcripts {
        faults = List.copyOf(faults);
        coverage = List.copyOf(coverage);
        rewritten = Map.copyOf(rewritten);
    }

    /**
     * Runs them.
     *
     * @param accept whether answers that differ are to be rewritten instead of being faults
     * @throws Conversations.Faulty when the conversations themselves do not hold together
     */
    public static Transcripts run(Folder folder, Map<String, Signature> actions, boolean accept) {
        var engine = engine(folder, actions);
        var coverage = new Coverage();
        var faults = new ArrayList<Fault>();
        var rewritten = new LinkedHashMap<String, String>();
        int ran = 0;
        for (var file : folder.files().entrySet()) {
            if (file.getKey().endsWith(EXTENSION)) {
                ran++;
                var rehearsal = new Rehearsal(
                        Transcript.read(file.getKey(), file.getValue()),
                        engine,
                        () -> engine(folder, actions),
                        coverage,
                        accept);
                rehearsal.run().ifPresent(faults::add);
                var text = rehearsal.rewritten();
                if (!text.equals(file.getValue())) {
                    rewritten.put(file.getKey(), text);
                }
            }
        }
        return new Transcripts(ran, faults, coverage.of(engine.library()), rewritten);
    }

    private static Engine engine(Folder folder, Map<String, Signature> actions) {
        return new Engine(Conversations.read(folder, actions), actions);
    }

    /** A line for each way that no transcript takes, at the place of the step that it leaves. */
    public List<Fault> missed() {
        return coverage.stream()
                .flatMap(flow -> flow.missed().stream())
                .map(missed -> new Fault(missed.at(), "no transcript takes the way " + missed.way()))
                .toList();
    }
}
