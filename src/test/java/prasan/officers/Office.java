package prasan.officers;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;
import prasan.areas.Areas;
import prasan.audit.AuditRoutes;
import prasan.db.Database;
import prasan.db.Scope;
import prasan.http.Auth;
import prasan.http.Caller;
import prasan.http.Limits;
import prasan.http.Right;
import prasan.http.Secrets;
import prasan.http.Server;
import prasan.support.Api;
import prasan.support.SettableClock;
import prasan.support.TestDatabase;

/** The routes about officers and their sessions, with a clock that a test sets. */
final class Office implements AutoCloseable {
    static final Instant AT = Instant.parse("2026-11-22T05:00:00Z");
    private static final Caller EVERYBODY =
            new Caller("test", null, List.of(new Caller.Grant("", EnumSet.allOf(Right.class))));

    final SettableClock clock = new SettableClock(AT);
    final Database database = TestDatabase.fresh();
    final Secrets secrets = new Secrets(new SecureRandom());
    final Officers officers = new Officers(new Areas());
    final Grants grants = new Grants(new Areas());
    final ApiKeys keys = new ApiKeys(secrets);
    private final Server server;
    final Api api;

    Office() {
        var jdbi = database.jdbi();
        var sessions = new OfficerSessions(secrets);
        var passwords = new Passwords(secrets);
        var endpoints = Stream.of(
                        new OfficerRoutes(jdbi, officers, grants, clock).endpoints(),
                        new KeyRoutes(jdbi, officers, grants, keys, sessions, secrets, passwords, clock).endpoints(),
                        new SessionRoutes(jdbi, grants, sessions, secrets, passwords, clock).endpoints(),
                        new AuditRoutes(jdbi).endpoints())
                .flatMap(List::stream)
                .toList();
        var auth = new Auth("key", new Entrance(jdbi, grants, keys, sessions, clock), Limits.none());
        server = Server.start("127.0.0.1", 0, auth, new SimpleMeterRegistry(), endpoints, config -> {});
        api = new Api(server.port(), "key");
    }

    Officer officer(String area, @Nullable String username) {
        return database.jdbi()
                .inTransaction(handle -> officers.create(
                        handle,
                        Scope.ALL,
                        new Officer.Facts("พิมพ์ใจ ตัวอย่าง", "พัฒนากร", Job.FIELD, "034 511 778", area, username),
                        clock.instant()));
    }

    void grant(Officer officer, String area, @Nullable LocalDate until, Right... rights) {
        var wanted = new Grants.Wanted(area, Set.copyOf(Arrays.asList(rights)), null, until, null);
        database.jdbi().useTransaction(handle -> grants.add(handle, officer, wanted, EVERYBODY, clock.instant()));
    }

    /** The secret of a key of an officer who is posted in the area and has the rights there. */
    String keyOf(String area, @Nullable LocalDate until, Right... rights) {
        var officer = officer(area, null);
        grant(officer, area, until, rights);
        return key(officer);
    }

    String key(Officer officer) {
        var at = clock.instant();
        return database.jdbi()
                .inTransaction(handle -> keys.create(handle, officer, "test", at.plusSeconds(86_400), "test", at))
                .secret();
    }

    Api.Answer as(String key, String method, String path, @Nullable String body) {
        return api.send(path, request -> request.method(method, json(body)).header("Authorization", "Bearer " + key));
    }

    /** As a browser does: with the cookies that it was given, and the proof that this site asked. */
    Api.Answer browse(String method, String path, @Nullable String body, String cookie, @Nullable String csrf) {
        return api.send(path, request -> {
            request.method(method, json(body)).removeHeader("Authorization").header("Cookie", cookie);
            return csrf == null ? request : request.header("X-CSRF-Token", csrf);
        });
    }

    private static @Nullable RequestBody json(@Nullable String body) {
        return body == null ? null : RequestBody.create(body, MediaType.get("application/json"));
    }

    Api.Answer signIn(String username, String password, @Nullable String code) {
        var json = "{\"username\":\"" + username + "\",\"password\":\"" + password + "\""
                + (code == null ? "" : ",\"code\":\"" + code + "\"") + "}";
        return api.send(
                "/api/session",
                request -> request.removeHeader("Authorization")
                        .post(RequestBody.create(json, MediaType.get("application/json"))));
    }

    /** What a browser sends back of a cookie that it was given. */
    static String cookie(Api.Answer answer) {
        return String.valueOf(answer.header("Set-Cookie")).split(";", 2)[0];
    }

    @Override
    public void close() {
        server.close();
        database.close();
    }
}
