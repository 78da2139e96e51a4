package prasan.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** What watches over the process ask: does it live, can it work, how is it doing. Open to anybody, so they tell nothing personal. */
public final class Health {
    /** The text format of Prometheus, version 0.0.4. */
    private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    record Alive(String status) {}

    private final Map<String, BooleanSupplier> checks;
    private final Map<String, CompletableFuture<Boolean>> underWay = new ConcurrentHashMap<>();
    private final PrometheusMeterRegistry meters;

    /** @param checks what {@code /readyz} asks, by the name that it shows; each is safe for all threads */
    public Health(Map<String, BooleanSupplier> checks, PrometheusMeterRegistry meters) {
        this.checks = new LinkedHashMap<>(checks);
        this.meters = meters;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/healthz", "healthz", "Whether the process answers", request -> new Alive("alive"))
                        .open()
                        .gives(Alive.class),
                Endpoint.get("/readyz", "readyz", "Whether all that the process needs is there", request -> ready())
                        .open()
                        .gives(Alive.class)
                        .refuses(503, "not-ready", "Wait until the checks in \"failing\" hold"),
                Endpoint.get(
                                "/metrics",
                                "metrics",
                                "Metrics as Prometheus reads them",
                                request -> Content.text(METRICS, meters.scrape()))
                        .open()
                        .givesContent(METRICS));
    }

    /** However many ask at once, each check is made by one of them; one that takes long does not hold. */
    private boolean holds(String name, BooleanSupplier check) {
        var running = underWay.computeIfAbsent(
                name, begun -> CompletableFuture.supplyAsync(check::getAsBoolean, Thread::startVirtualThread));
        var unused = running.whenComplete((answer, failure) -> underWay.remove(name, running));
        try {
            return running.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException no) {
            return false;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Alive ready() {
        var failing = checks.entrySet().stream()
                .filter(check -> !holds(check.getKey(), check.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        if (!failing.isEmpty()) {
            throw new Problem(
                    503, "not-ready", "Wait until the checks in \"failing\" hold", Map.of("failing", failing));
        }
        return new Alive("ready");
    }
}
