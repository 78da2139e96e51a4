package prasan;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import prasan.areas.Areas;
import prasan.chat.Actions;
import prasan.chat.Apology;
import prasan.chat.Chats;
import prasan.chat.ConversationRoutes;
import prasan.chat.Conversations;
import prasan.chat.Editions;
import prasan.chat.Folder;
import prasan.chat.HandBack;
import prasan.chat.LiveEngine;
import prasan.chat.Photos;
import prasan.chat.PushTexts;
import prasan.chat.Turn;
import prasan.chat.Turns;
import prasan.chat.Workers;
import prasan.db.Database;
import prasan.db.EmbeddedMariaDb;
import prasan.flow.Engine;
import prasan.flow.Library;
import prasan.flow.Print;
import prasan.http.Auth;
import prasan.http.Endpoint;
import prasan.http.Health;
import prasan.http.Limits;
import prasan.http.Secrets;
import prasan.http.Server;
import prasan.http.Webhooks;
import prasan.inbox.EventRoutes;
import prasan.inbox.Inbox;
import prasan.line.LineClient;
import prasan.line.Signature;
import prasan.line.Webhook;
import prasan.members.CopyLinks;
import prasan.notices.NoticeRider;
import prasan.notices.NoticeRoutes;
import prasan.notices.NoticeSender;
import prasan.notices.Notices;
import prasan.officers.OfficeHours;
import prasan.outbox.DeliveryRoutes;
import prasan.outbox.Errands;
import prasan.outbox.Outbox;
import prasan.outbox.PushRoutes;
import prasan.outbox.Quota;
import prasan.outbox.Sender;
import prasan.retention.Nightly;
import prasan.retention.Retention;
import prasan.retention.RetentionRoutes;
import prasan.simulator.Personas;
import prasan.simulator.Platform;
import prasan.simulator.Simulator;

/** The running program: every part is made here, from top to bottom, and stopped in the opposite order. */
final class App implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(App.class);
    private static final int CONNECTIONS = 20;
    private static final int INSERTS = 4;
    private static final Duration IDLE = Duration.ofSeconds(15);
    /** LINE waits two seconds, and delivers again what it hears nothing of: two statements and the wait for a connection have to fit. */
    private static final Database.Patience INSERT =
            new Database.Patience(Duration.ofMillis(400), Duration.ofSeconds(1), Duration.ofMillis(500), IDLE);

    private static final Database.Patience TURN =
            new Database.Patience(Duration.ofSeconds(5), Duration.ofSeconds(8), Duration.ofSeconds(10), IDLE);
    private static final int WORKERS = 4;
    /** For turns, the looking for them, and the loops of outbox and errands: one for each thread. */
    private static final int MESSAGES = WORKERS + 1 + Sender.LOOPS + Errands.LOOPS;

    private static final Duration CALL = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final LiveEngine engine = new LiveEngine();
    private int port;

    private App() {}

    /**
     * Starts to serve.
     *
     * @param sample whether to load the sample data and add the simulator
     * @param progress is told what takes long
     * @throws Conversations.Faulty for conversations that do not hold together: nothing is served then
     */
    static App start(Config config, boolean sample, Clock clock, Consumer<String> progress) {
        var app = new App();
        try {
            app.build(config, sample, clock, progress);
            return app;
        } catch (RuntimeException e) {
            app.close();
            throw e;
        }
    }

    private void build(Config config, boolean sample, Clock clock, Consumer<String> progress) {
        // the conversations first: a fault in them is found before anything is touched
        var outbox = new Outbox(clock, UUID::randomUUID);
        port = config.port() == 0 ? freePort() : config.port();
        var here = "http://127.0.0.1:" + port;
        var address = sample ? Objects.requireNonNullElse(config.publicUrl(), here) : config.publicUrl();
        var links = new CopyLinks(config.line().channelSecret());
        var features = features(engine, outbox, address, config.officeHours(), config.centrePhone(), links);
        var actions = features.actions();
        var folder = folder(config);
        engine.use(engine(folder, actions));

        var database = database(config, progress);
        var jdbi = database.jdbi();
        jdbi.useTransaction(Areas::load);
        var conversations = new LiveConversations(folder, config.conversations() == null, actions, engine, jdbi, clock);
        engine.use(conversations.edition(folder));
        features.areas().onChange(conversations::areasChanged);
        if (sample && Sample.load(jdbi, clock)) {
            progress.accept("Sample data of กาญจนบุรี is loaded.");
        }

        var simulated = here + Simulator.LINE_PREFIX;
        var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        keep(meters::close);
        var line = keep(new LineClient(
                Objects.requireNonNullElse(config.line().apiUrl(), simulated),
                Objects.requireNonNullElse(config.line().dataUrl(), simulated),
                config.line().accessToken(),
                CALL,
                links::opened));
        // LINE waits two seconds for the insert: it never queues behind turns
        var inbox = new Inbox(database.reserve(INSERTS, INSERT), clock);
        // nor do turns and answers queue behind the admin API
        var messages = database.reserve(MESSAGES, TURN);
        var quota = new Quota(line, config.pushReserve());
        quota.show(meters, clock);
        var sender = new Sender(
                messages,
                outbox,
                new Wishes(config.officeHours(), clock),
                line,
                quota,
                new Apology(engine),
                clock,
                meters);
        var errands = new Errands(
                messages,
                line,
                new Fetching(inbox, new PushTexts(engine, outbox, new Wishes(config.officeHours(), clock))),
                clock,
                meters);
        var chats = new Chats(
                (handle, chat, at) -> {
                    features.members().ensure(handle, chat, at);
                    errands.profile(handle, chat);
                },
                outbox::back,
                clock);
        var turn = new Turn(
                actions,
                chats,
                new Photos(errands),
                features.handovers(),
                features.dangers(),
                features.holdings(),
                clock);
        Runnable written = () -> {
            sender.wake();
            errands.wake();
        };
        var editions = new Editions(actions.signatures());
        var turns = new Turns(
                messages,
                inbox,
                outbox,
                engine,
                editions,
                turn,
                new NoticeRider(engine, outbox),
                chats,
                written,
                clock);
        keep(() -> errands.stop(PATIENCE));
        keep(() -> sender.stop(PATIENCE));
        var workers = keep(new Workers(turns, WORKERS));

        var webhook = new Webhook(new Signature(config.line().channelSecret()), inbox, workers::wake, clock, meters);
        var simulator = sample ? simulator(config, clock, URI.create(here + "/webhook")) : null;
        List<Endpoint> endpoints = new ArrayList<>(features.endpoints(
                jdbi, new HandBack(inbox), workers::wake, config.line().basicId(), clock));
        Supplier<Engine> again = () -> conversations.edition(folder(config));
        endpoints.addAll(new ConversationRoutes(engine, again, jdbi, clock).endpoints());
        endpoints.addAll(new DeliveryRoutes(jdbi, clock).endpoints());
        endpoints.addAll(new PushRoutes(jdbi, quota, sender::wake, clock).endpoints());
        endpoints.addAll(new NoticeRoutes(
                        jdbi,
                        new Notices(features.areas(), config.centrePhone()),
                        features.handovers(),
                        quota,
                        config.noticeApprovalFrom(),
                        config.officeHours(),
                        engine,
                        outbox,
                        written,
                        clock)
                .endpoints());
        var notices = keep(new NoticeSender(
                jdbi, engine, outbox, config.noticeApprovalFrom(), config.officeHours(), written, clock));
        endpoints.addAll(new EventRoutes(jdbi, inbox, workers::wake, clock).endpoints());
        keep(new Backlog(jdbi, quota, meters, clock));
        Map<String, BooleanSupplier> checks = new LinkedHashMap<>(Map.of("database", database::ready));
        var access = sample ? null : keep(new LineAccess(line));
        if (access != null) {
            checks.putAll(access.checks());
        }
        endpoints.addAll(new Health(checks, meters).endpoints());
        endpoints.addAll(new Imports(jdbi, features, clock).endpoints());
        var retention = new Retention(jdbi, clock);
        endpoints.addAll(new RetentionRoutes(jdbi, retention, clock).endpoints());
        keep(new Nightly(database.source(), retention, clock));
        var officers = Access.of(jdbi, features.areas(), clock);
        endpoints.addAll(officers.endpoints());
        var auth = new Auth(
                Objects.requireNonNullElseGet(
                        config.adminKey(), () -> UUID.randomUUID().toString()),
                officers.door(),
                new Limits(config.requestsPerMinute(), clock));
        var server = Server.start(config.host(), port, config.bounds(), auth, meters, endpoints, javalin -> {
            javalin.contextResolver.ip = context -> config.proxies()
                    .address(
                            context.req().getRemoteAddr(),
                            Collections.list(context.req().getHeaders("X-Forwarded-For")));
            javalin.routes.post("/webhook", new Webhooks(config.bounds(), webhook::refused, webhook::reads, webhook));
            if (simulator != null) {
                simulator.add(javalin.routes);
            }
        });
        keep(server);
        if (simulator != null) {
            // its pages' streams end before the server stops, which would wait for them
            keep(simulator);
        }
        sender.start();
        notices.start();
        errands.start();
        if (access != null) {
            access.start();
        }
    }

    /** The features, telling people through the outbox in the words of the conversations in use. */
    static Features features(LiveEngine engine, Outbox outbox, @Nullable String address) {
        var links = new CopyLinks(new Secrets(new SecureRandom()).text(16));
        return features(engine, outbox, address, OfficeHours.parse(OfficeHours.USUAL), null, links);
    }

    private static Features features(
            LiveEngine engine,
            Outbox outbox,
            @Nullable String address,
            OfficeHours hours,
            @Nullable String phone,
            CopyLinks links) {
        return Features.of(
                new PushTexts(engine, outbox, new Wishes(hours, Clock.systemUTC())),
                language -> new Print(language, engine.get().library()),
                text -> Optional.ofNullable(engine.get().library().typed())
                        .map(typed -> typed.understands().apply(text)),
                address,
                hours,
                phone,
                links);
    }

    /** Learns from the example messages, which takes a second, so that the first message does not wait for it. */
    void learn() {
        learn(engine.get());
    }

    static void learn(Engine engine) {
        var typed = engine.library().typed();
        if (typed != null) {
            var unused = typed.understands().apply("");
        }
        learn(engine.library().emergency());
    }

    private static void learn(Library.Emergency emergency) {
        var unused = emergency.hears().apply("ไฟไหม้");
    }

    private static Engine engine(Folder folder, Actions actions) {
        return new Engine(Conversations.read(folder, actions.signatures()), actions.signatures());
    }

    static Folder folder(Config config) {
        return config.conversations() == null ? Folder.packaged() : Folder.at(config.conversations());
    }

    private Database database(Config config, Consumer<String> progress) {
        var at = config.database();
        if (at != null) {
            return keep(Database.open(at.url(), at.user(), at.password(), CONNECTIONS));
        }
        var embedded = keep(EmbeddedMariaDb.start(config.data().resolve("mariadb"), progress));
        return keep(Database.open(embedded.url(), embedded.user(), embedded.password(), CONNECTIONS));
    }

    private static Simulator simulator(Config config, Clock clock, URI webhook) {
        var platform = new Platform(
                clock,
                new SecureRandom(),
                config.line().channelSecret(),
                config.line().accessToken());
        platform.webhook(webhook);
        platform.redeliver(10, Duration.ofSeconds(2));
        Personas.arrive(platform);
        return new Simulator(platform);
    }

    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T extends AutoCloseable> T keep(T part) {
        parts.push(part);
        return part;
    }

    int port() {
        return port;
    }

    /** Stops taking work, finishes what is in flight, and closes the rest; in the opposite order of the start. */
    @Override
    public synchronized void close() {
        while (!parts.isEmpty()) {
            var part = parts.pop();
            try {
                part.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                LOG.warn("stopping: {}", e.toString());
            }
        }
    }
}
