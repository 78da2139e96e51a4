package prasan.chat;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import prasan.audit.Audit;
import prasan.flow.Engine;
import prasan.flow.Fault;
import prasan.flow.Flow;
import prasan.http.About;
import prasan.http.Endpoint;
import prasan.http.Problem;
import prasan.http.Request;
import prasan.http.Right;

/** The conversations that are in use, and new ones in their place without a restart. */
public final class ConversationRoutes {
    private final LiveEngine engine;
    private final Supplier<Engine> read;
    private final Jdbi jdbi;
    private final Clock clock;

    /**
     * @param engine the engine in use
     * @param read reads, proves and keeps the folder anew; throws {@link Conversations.Faulty}
     */
    public ConversationRoutes(LiveEngine engine, Supplier<Engine> read, Jdbi jdbi, Clock clock) {
        this.engine = engine;
        this.read = read;
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** The conversations in use. */
    record InUse(List<FlowInUse> flows) {}

    record FlowInUse(
            String name,
            @About("in Thai") String title,

            @About("of its own files") String hash,

            int steps) {}

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(
                                "/api/conversations",
                                "listConversations",
                                "Lists the conversations in use",
                                request -> inUse())
                        .right(Right.READ)
                        .gives(InUse.class),
                Endpoint.post(
                                "/api/conversations/reload",
                                "reloadConversations",
                                "Reads the conversations anew; all of them, or none when one has a fault",
                                this::reload)
                        .national(Right.ADMIN)
                        .gives(InUse.class)
                        .refuses(
                                422,
                                "faulty-conversations",
                                "Mend the faults in \"faults\"; the old conversations go on"));
    }

    private InUse reload(Request request) {
        try {
            engine.use(read.get());
        } catch (Conversations.Faulty faulty) {
            throw new Problem(
                    422,
                    "faulty-conversations",
                    "Mend the faults in \"faults\"; the old conversations go on",
                    Map.of(
                            "faults",
                            faulty.faults().stream().map(Fault::toString).toList()));
        }
        jdbi.useTransaction(handle ->
                Audit.write(handle, request, new Audit.Row("conversations", "", null), null, null, clock.instant()));
        return inUse();
    }

    private InUse inUse() {
        return new InUse(engine.get().library().flows().values().stream()
                .map(ConversationRoutes::view)
                .toList());
    }

    private static FlowInUse view(Flow flow) {
        return new FlowInUse(
                flow.name(),
                flow.titles().getOrDefault("th", flow.name()),
                flow.hash(),
                flow.steps().size());
    }
}
