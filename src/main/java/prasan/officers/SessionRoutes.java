package prasan.officers;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import prasan.audit.Audit;
import prasan.db.Refused;
import prasan.http.About;
import prasan.http.Caller;
import prasan.http.Endpoint;
import prasan.http.Request;
import prasan.http.Right;
import prasan.http.Secrets;
import prasan.http.SessionCookie;

/** Signing in and out over HTTP, and what officers keep of it themselves: their password and their one-time codes. */
public final class SessionRoutes {
    private static final String REFUSED = "wrong-sign-in";
    private static final String WRONG_CODE = "wrong-code";
    /** Who tries to sign in is nobody yet. */
    private static final Caller NOBODY = new Caller("not signed in", null, List.of());

    private static final String SIGN_IN = "Sign in: this is for sessions, not for keys";
    private static final String WRONG =
            "Send the right username and password, and the code that is shown now, or ask an administrator";
    private static final String WAIT = "Wait as many seconds as \"retryAfterSeconds\" says";

    private final Jdbi jdbi;
    private final Grants grants;
    private final OfficerSessions sessions;
    private final Secrets secrets;
    private final Passwords passwords;
    private final Clock clock;
    private final SignIns signIns = new SignIns();

    public SessionRoutes(
            Jdbi jdbi, Grants grants, OfficerSessions sessions, Secrets secrets, Passwords passwords, Clock clock) {
        this.jdbi = jdbi;
        this.grants = grants;
        this.sessions = sessions;
        this.secrets = secrets;
        this.passwords = passwords;
        this.clock = clock;
    }

    record SignIn(
            @About(max = 50, example = "pimjai") String username,

            @About(max = 200, example = "pla-nai-nong-ruay", verbatim = true)
            String password,

            @About(value = "one-time code of six digits, for those who use them", max = 10) @Nullable
            String code) {}

    record Allowed(
            @About(OfficerRoutes.GRANTED) String area,
            List<Right> rights,

            @About("last day in Thailand") @Nullable LocalDate until) {}

    record SessionView(
            String name,

            @About("id of the officer; null for the administrator's key of the start") @Nullable
            Long officer,

            List<Allowed> allowed,

            @About("for the header X-CSRF-Token of changes; null for the holder of a key") @Nullable
            String csrf,

            @About("whether a password that was given has to be changed first")
            boolean passwordToChange) {}

    record SignedOut(Instant at) {}

    record OwnPassword(
            @About(max = 200, example = "pla-nai-nong-ruay", verbatim = true)
            String old,

            @About(
                    value = "12 to 128 characters, and not a widely known one",
                    max = 200,
                    example = "khao-suai-tem-na",
                    verbatim = true)
            String password) {}

    record SharedSecret(
            @About("told this once, in base 32") String secret,
            @About("the same for a QR code") String uri) {}

    record Code(
            @About(value = "of six digits", max = 10, example = "287082")
            String code) {}

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post("/api/session", "signIn", "Signs in, by cookie", this::signIn)
                        .open()
                        .takes(SignIn.class)
                        .gives(SessionView.class)
                        .creates()
                        .refuses(401, REFUSED, WRONG)
                        .refuses(401, "code-missing", "Send the one-time code that is shown now")
                        .refuses(429, SignIns.TOO_MANY, WAIT),
                Endpoint.get("/api/session", "readSession", "Who I am and what I may do", this::read)
                        .known()
                        .gives(SessionView.class),
                Endpoint.delete("/api/session", "signOut", "Signs out", this::signOut)
                        .known()
                        .gives(SignedOut.class)
                        .refuses(409, "no-session", SIGN_IN),
                Endpoint.put(
                                "/api/session/password",
                                "changePassword",
                                "Changes my password; ends all sessions but a new one",
                                this::changePassword)
                        .known()
                        .takes(OwnPassword.class)
                        .gives(SessionView.class)
                        .refuses(401, REFUSED, WRONG)
                        .refuses(409, "no-session", SIGN_IN)
                        .refuses(422, "invalid-fields", "Correct the fields that are named")
                        .refuses(429, SignIns.TOO_MANY, WAIT),
                Endpoint.post(
                                "/api/session/totp",
                                "proposeCodes",
                                "Makes the secret of one-time codes, which are asked for once a first one is confirmed",
                                this::propose)
                        .known()
                        .gives(SharedSecret.class)
                        .creates()
                        .refuses(409, "no-session", SIGN_IN)
                        .refuses(409, "codes-in-use", "Ask an administrator for a new password, which takes them away"),
                Endpoint.put("/api/session/totp", "confirmCodes", "Confirms a first one-time code", this::confirm)
                        .known()
                        .takes(Code.class)
                        .gives(SessionView.class)
                        .refuses(409, "no-session", SIGN_IN)
                        .refuses(422, WRONG_CODE, "Send the code that is shown now")
                        .refuses(429, SignIns.TOO_MANY, WAIT));
    }

    /** What a try comes to is decided after it was counted, in a transaction of its own: a try that fails still counts. */
    private SessionView signIn(Request request) {
        var body = request.body(SignIn.class);
        var at = clock.instant();
        var found = jdbi.withHandle(handle -> signIns.find(handle, body.username()));
        // also for a name that nobody has, with the same work, and without the name
        var row = found.map(SessionRoutes::row).orElse(new Audit.Row("officer", "unknown", null));
        count(request, NOBODY, body.username(), row, at);
        var hash = found.map(SignIns.Known::password).orElse(null);
        boolean right = passwords.matches(body.password(), hash);
        if (found.isEmpty() || !right || over(found.get(), at)) {
            throw failed(request, NOBODY, row, REFUSED, at);
        }
        try {
            return jdbi.inTransaction(handle -> {
                var officer = signIns.lock(handle, found.get().id());
                if (officer.totpSince() != null) {
                    checkCode(handle, officer, body.code(), at);
                }
                signIns.succeeded(handle, body.username(), request.subscriber());
                return begin(handle, request, officer, at);
            });
        } catch (Refused no) {
            throw no.code().equals(REFUSED) ? failed(request, NOBODY, row, REFUSED, at) : no;
        }
    }

    private record Outcome(String refused) {}

    /** Counts a try; the one that locks out is written down, those after it are not. */
    private void count(Request request, Caller who, String username, Audit.Row row, Instant at) {
        var lockOut = jdbi.inTransaction(handle -> {
            var counted = signIns.count(handle, username, request.subscriber(), at);
            if (counted.filter(SignIns.LockOut::first).isPresent()) {
                Audit.write(handle, request, who, row, null, new Outcome(SignIns.TOO_MANY), at);
            }
            return counted;
        });
        if (lockOut.isPresent()) {
            throw lockOut.get().refused();
        }
    }

    /** Writes a try that failed down. */
    private Refused failed(Request request, Caller who, Audit.Row row, String code, Instant at) {
        jdbi.useTransaction(handle -> Audit.write(handle, request, who, row, null, new Outcome(code), at));
        return new Refused(code);
    }

    /** Whether a password that was given was not changed in time. */
    private static boolean over(SignIns.Known officer, Instant at) {
        return officer.passwordUntil() != null && !officer.passwordUntil().isAfter(at);
    }

    private void checkCode(Handle handle, SignIns.Known officer, @Nullable String code, Instant at) {
        if (code == null) {
            throw new Refused("code-missing");
        }
        try {
            signIns.take(handle, officer, code, at);
        } catch (Refused wrong) {
            throw new Refused(REFUSED);
        }
    }

    private SessionView begin(Handle handle, Request request, SignIns.Known officer, Instant at) {
        var token = sessions.begin(handle, officer.id(), at);
        var caller = officer.given()
                ? new Caller(officer.name(), officer.id(), List.of())
                : grants.caller(handle, officer.id(), officer.name(), Entrance.today(at));
        Audit.write(handle, request, caller, row(officer), null, null, at);
        request.begin(token, OfficerSessions.LIFE);
        return view(caller, token, officer.given());
    }

    private SessionView read(Request request) {
        var token = request.session();
        boolean given = token != null
                && jdbi.inTransaction(handle -> sessions.find(handle, token, clock.instant()))
                        .map(OfficerSessions.Session::given)
                        .orElse(false);
        return view(request.caller(), token, given);
    }

    private SignedOut signOut(Request request) {
        return jdbi.inTransaction(handle -> {
            var at = clock.instant();
            var session = session(handle, request, at);
            sessions.end(handle, session.id(), at);
            Audit.write(handle, request, row(signIns.lock(handle, session.officer())), null, null, at);
            request.forget();
            return new SignedOut(at);
        });
    }

    private SessionView changePassword(Request request) {
        var body = request.body(OwnPassword.class);
        var at = clock.instant();
        var officer = signedIn(request, at);
        SignIns.check(officer, body.password());
        count(request, officer, at);
        if (!passwords.matches(body.old(), officer.password())) {
            throw failed(request, request.caller(), row(officer), REFUSED, at);
        }
        var hash = passwords.hash(body.password());
        return jdbi.inTransaction(handle -> {
            signIns.succeeded(handle, String.valueOf(officer.username()), request.subscriber());
            signIns.replace(handle, officer.id(), hash);
            sessions.endAll(handle, officer.id(), at);
            return begin(handle, request, signIns.lock(handle, officer.id()), at);
        });
    }

    private SharedSecret propose(Request request) {
        return jdbi.inTransaction(handle -> {
            var at = clock.instant();
            var officer = signIns.lock(handle, session(handle, request, at).officer());
            if (officer.totpSince() != null) {
                throw new Refused("codes-in-use");
            }
            var secret = secrets.bytes(Totp.BYTES);
            signIns.propose(handle, officer.id(), secret);
            Audit.write(handle, request, row(officer), null, null, at);
            var text = Totp.base32(secret);
            return new SharedSecret(
                    text, "otpauth://totp/Prasan:" + officer.username() + "?secret=" + text + "&issuer=Prasan");
        });
    }

    private SessionView confirm(Request request) {
        var body = request.body(Code.class);
        var at = clock.instant();
        var officer = signedIn(request, at);
        count(request, officer, at);
        try {
            return jdbi.inTransaction(handle -> {
                signIns.take(handle, signIns.lock(handle, officer.id()), body.code(), at);
                signIns.succeeded(handle, String.valueOf(officer.username()), request.subscriber());
                Audit.write(handle, request, row(officer), null, null, at);
                return view(request.caller(), request.session(), officer.given());
            });
        } catch (Refused no) {
            throw no.code().equals(WRONG_CODE) ? failed(request, request.caller(), row(officer), WRONG_CODE, at) : no;
        }
    }

    private SignIns.Known signedIn(Request request, Instant at) {
        return jdbi.inTransaction(
                handle -> signIns.lock(handle, session(handle, request, at).officer()));
    }

    /** A session that was left open is no place to guess at. */
    private void count(Request request, SignIns.Known officer, Instant at) {
        count(request, request.caller(), String.valueOf(officer.username()), row(officer), at);
    }

    private OfficerSessions.Session session(Handle handle, Request request, Instant at) {
        var token = request.session();
        if (token == null) {
            throw new Refused("no-session");
        }
        return sessions.find(handle, token, at).orElseThrow(() -> new Refused("no-session"));
    }

    private static Audit.Row row(SignIns.Known officer) {
        return new Audit.Row("officer", String.valueOf(officer.id()), officer.area());
    }

    private static SessionView view(Caller caller, @Nullable String token, boolean given) {
        return new SessionView(
                caller.name(),
                caller.officer(),
                caller.grants().stream()
                        .map(grant -> new Allowed(
                                OfficerRoutes.named(grant.area()),
                                grant.rights().stream().sorted().toList(),
                                grant.until()))
                        .toList(),
                token == null ? null : SessionCookie.csrf(token),
                given);
    }
}
