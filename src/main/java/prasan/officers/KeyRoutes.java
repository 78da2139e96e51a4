package prasan.officers;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import prasan.audit.Audit;
import prasan.db.Refused;
import prasan.http.About;
import prasan.http.Endpoint;
import prasan.http.Page;
import prasan.http.Paging;
import prasan.http.Request;
import prasan.http.Right;
import prasan.http.Secrets;

/** The means by which officers get in, given to them over HTTP: keys for programs, and a first password. */
public final class KeyRoutes {
    private static final Duration USUAL = Duration.ofDays(365);
    private static final int SECRET_BYTES = 15;

    private final Jdbi jdbi;
    private final Officers officers;
    private final Grants grants;
    private final ApiKeys keys;
    private final OfficerSessions sessions;
    private final Secrets secrets;
    private final Passwords passwords;
    private final Clock clock;
    private final SignIns signIns = new SignIns();

    public KeyRoutes(
            Jdbi jdbi,
            Officers officers,
            Grants grants,
            ApiKeys keys,
            OfficerSessions sessions,
            Secrets secrets,
            Passwords passwords,
            Clock clock) {
        this.jdbi = jdbi;
        this.officers = officers;
        this.grants = grants;
        this.keys = keys;
        this.sessions = sessions;
        this.secrets = secrets;
        this.passwords = passwords;
        this.clock = clock;
    }

    record KeyView(
            long id,
            String name,
            @About("how it begins") String prefix,

            @About("null for a key that was made before this was written down") @Nullable
            String madeBy,

            Instant createdAt,
            Instant expiresAt,

            @About("to the minute") @Nullable Instant lastUsedAt,
            @Nullable Instant revokedAt) {}

    record NewKey(
            @About(value = "what it is for", max = 100, example = "ส่งออกรายงานประจำเดือน")
            String name,

            @About("within 2 years; in a year if left out") @Nullable
            Instant expiresAt) {}

    record Rotation(
            @About("until when the old key goes on; a day if left out") @Nullable
            Instant oldUntil,

            @About("of the new key, within 2 years; in a year if left out") @Nullable
            Instant expiresAt) {}

    record MadeKey(
            KeyView key,
            @About("told this once: it is not kept") String secret) {}

    record GivenPassword(
            String username,

            @About("told this once; to be changed within 7 days")
            String password) {}

    public List<Endpoint> endpoints() {
        return List.of(
                ofOfficer(Endpoint.get("/api/officers/{id}/keys", "listKeys", "Keys of an officer", this::list))
                        .givesPage(KeyView.class, ApiKeys.ORDERS),
                ofOfficer(Endpoint.post(
                                "/api/officers/{id}/keys",
                                "createKey",
                                "Makes a key, which does what the officer may do by now: not what is granted to them later",
                                this::create))
                        .takes(NewKey.class)
                        .gives(MadeKey.class)
                        .creates()
                        .refuses(403, "beyond-own-rights", OfficerRoutes.BEYOND)
                        .refuses(409, "officer-ended", OfficerRoutes.ENDED)
                        .refuses(422, "invalid-fields", "Correct the fields that are named"),
                ofKey(Endpoint.post(
                                "/api/officers/{id}/keys/{key}/rotate",
                                "rotateKey",
                                "Makes a key in the place of another, which goes on for a while",
                                this::rotate))
                        .takes(Rotation.class)
                        .gives(MadeKey.class)
                        .creates()
                        .refuses(422, "invalid-fields", "Correct the fields that are named"),
                ofKey(Endpoint.delete("/api/officers/{id}/keys/{key}", "revokeKey", "Ends a key at once", this::revoke))
                        .gives(KeyView.class),
                ofOfficer(Endpoint.post(
                                "/api/officers/{id}/password",
                                "givePassword",
                                "Gives an officer a first password, or another one when it is lost; ends their sessions",
                                this::give))
                        .gives(GivenPassword.class)
                        .refuses(403, "beyond-own-rights", OfficerRoutes.BEYOND)
                        .refuses(409, "officer-ended", OfficerRoutes.ENDED)
                        .refuses(409, "no-username", "Give the officer a username first"));
    }

    private static Endpoint ofOfficer(Endpoint endpoint) {
        return endpoint.right(Right.ADMIN)
                .path("id", Long.class, OfficerRoutes.ID)
                .refuses(404, "unknown-officer", OfficerRoutes.UNKNOWN);
    }

    private static Endpoint ofKey(Endpoint endpoint) {
        return ofOfficer(endpoint)
                .path("key", Long.class, "id of the key")
                .refuses(403, "beyond-own-rights", OfficerRoutes.BEYOND)
                .refuses(404, "unknown-key", "Choose one that the officer has and that is not over")
                .refuses(409, "officer-ended", OfficerRoutes.ENDED);
    }

    private Page<KeyView> list(Request request) {
        var slice = request.slice(ApiKeys.ORDERS);
        var rows = jdbi.inTransaction(handle -> {
            var officer = officers.require(handle, request.scope(), request.path("id", Long.class));
            return keys.list(handle, officer, slice);
        });
        return Paging.page(slice, rows, ApiKey::id, KeyRoutes::view);
    }

    private MadeKey create(Request request) {
        var body = request.body(NewKey.class);
        return jdbi.inTransaction(handle -> {
            var at = clock.instant();
            var officer = peer(handle, request, at);
            return made(
                    handle,
                    request,
                    officer,
                    keys.create(
                            handle,
                            officer,
                            body.name(),
                            or(body.expiresAt(), at.plus(USUAL)),
                            request.caller().name(),
                            at),
                    at);
        });
    }

    private MadeKey rotate(Request request) {
        var body = request.body(Rotation.class);
        return jdbi.inTransaction(handle -> {
            var at = clock.instant();
            var officer = peer(handle, request, at);
            var made = keys.rotate(
                    handle,
                    officer,
                    request.path("key", Long.class),
                    or(body.oldUntil(), at.plus(Duration.ofDays(1))),
                    or(body.expiresAt(), at.plus(USUAL)),
                    request.caller().name(),
                    at);
            return made(handle, request, officer, made, at);
        });
    }

    private static MadeKey made(Handle handle, Request request, Officer officer, ApiKeys.Made made, Instant at) {
        Audit.write(handle, request, OfficerRoutes.row(officer), null, made.key(), at);
        return new MadeKey(view(made.key()), made.secret());
    }

    private KeyView revoke(Request request) {
        return jdbi.inTransaction(handle -> {
            var at = clock.instant();
            var officer = officers.lock(handle, request.scope(), request.path("id", Long.class));
            grants.requireKeeper(handle, officer, request.caller(), Entrance.today(at));
            var key = keys.revoke(handle, officer, request.path("key", Long.class), at);
            Audit.write(handle, request, OfficerRoutes.row(officer), key, null, at);
            return view(key);
        });
    }

    private GivenPassword give(Request request) {
        var password = secrets.text(SECRET_BYTES);
        var hash = passwords.hash(password);
        return jdbi.inTransaction(handle -> {
            var at = clock.instant();
            var officer = peer(handle, request, at);
            var username = officer.facts().username();
            if (username == null) {
                throw new Refused("no-username");
            }
            signIns.give(handle, officer.id(), username, hash, at);
            sessions.endAll(handle, officer.id(), at);
            Audit.write(handle, request, OfficerRoutes.row(officer), null, null, at);
            return new GivenPassword(username, password);
        });
    }

    private Officer peer(Handle handle, Request request, Instant at) {
        var officer = officers.lock(handle, request.scope(), request.path("id", Long.class));
        grants.requirePeer(handle, officer, request.caller(), Entrance.today(at));
        return officer;
    }

    private static Instant or(@Nullable Instant given, Instant otherwise) {
        return given == null ? otherwise : given;
    }

    private static KeyView view(ApiKey key) {
        return new KeyView(
                key.id(),
                key.name(),
                key.prefix(),
                key.madeBy(),
                key.createdAt(),
                key.expiresAt(),
                key.lastUsedAt(),
                key.revokedAt());
    }
}
