package prasan.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import prasan.db.Database;
import prasan.db.Refused;
import prasan.http.Auth;
import prasan.http.Endpoint;
import prasan.http.Request;
import prasan.http.Right;
import prasan.http.Server;
import prasan.support.Api;
import prasan.support.TestDatabase;

class AuditTest {
    private static final Instant AT = Instant.parse("2026-11-22T17:30:00Z");
    private Database database;
    private Server server;
    private Api api;

    record Thing(
            String name,
            @Masked @Nullable String phone,
            @Nullable Integer count) {}

    @BeforeEach
    void start() {
        database = TestDatabase.fresh();
        var endpoints = new ArrayList<>(new AuditRoutes(database.jdbi()).endpoints());
        endpoints.add(Endpoint.post("/api/things", "changeThing", "Changes", this::change)
                .right(Right.PLAN)
                .query("fails", Boolean.class, "whether it fails afterwards")
                .gives(Thing.class));
        server = Server.start("127.0.0.1", 0, new Auth("key"), new SimpleMeterRegistry(), endpoints, config -> {});
        api = new Api(server.port(), "key");
    }

    private Thing change(Request request) {
        return database.jdbi().inTransaction(handle -> {
            var old = new Thing("ก", "081", 1);
            var now = new Thing("ข", "081", null);
            Audit.write(handle, request, new Audit.Row("thing", "T-1", "7101"), old, now, AT);
            if (Boolean.TRUE.equals(request.query("fails", Boolean.class))) {
                throw new Refused("no");
            }
            return now;
        });
    }

    @AfterEach
    void stop() {
        server.close();
        database.close();
    }

    @Test
    void onlyTheFieldsThatDifferAreKept() {
        api.post("/api/things", "");
        assertThat(api.get("/api/audit").json().at("/items/0/changes").toString())
                .isEqualTo(
                        "[{\"field\":\"name\",\"before\":\"ก\",\"after\":\"ข\"},{\"field\":\"count\",\"before\":\"1\",\"after\":null}]");
    }

    @Test
    void aChangeThatIsRolledBackLeavesNoTrace() {
        assertThat(api.post("/api/things?fails=true", "").status()).isEqualTo(422);
        assertThat(api.get("/api/audit").json().get("items")).isEmpty();
    }

    @Test
    void itIsSearchedByWhoWhatAndTheDayInThailand() {
        api.post("/api/things", "");
        for (var fits : List.of(
                "who=admin", "action=changeThing", "subject=thing&key=T-1", "from=2026-11-23&until=2026-11-23")) {
            assertThat(api.get("/api/audit?" + fits).json().get("items"))
                    .as(fits)
                    .hasSize(1);
        }
        for (var fitsNot :
                List.of("officer=1", "who=x", "action=x", "key=%E0%B8%81", "from=2026-11-24", "until=2026-11-22")) {
            assertThat(api.get("/api/audit?" + fitsNot).json().get("items"))
                    .as(fitsNot)
                    .isEmpty();
        }
        assertThat(api.get("/api/audit?from=0001-01-01").status()).isEqualTo(400);
    }

    @Test
    void theDatabaseItselfKeepsItAsItIsUntilItsTimeIsOver() {
        api.post("/api/things", "");
        assertThatThrownBy(() -> execute("UPDATE audit SET who = 'somebody else'"))
                .hasMessageContaining("only added to");
        assertThatThrownBy(() -> execute("DELETE FROM audit")).hasMessageContaining("kept for two years");
        execute(
                "INSERT INTO audit (at, who, address, action, subject, row_key) VALUES ('2020-01-01', 'old', '', '', '', '')");
        execute("DELETE FROM audit WHERE who = 'old'");
        assertThat(api.get("/api/audit").json().get("items")).hasSize(1);
    }

    private void execute(String sql) {
        database.jdbi().useHandle(handle -> handle.execute(sql));
    }
}
