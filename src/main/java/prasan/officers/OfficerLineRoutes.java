package prasan.officers;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import prasan.audit.Audit;
import prasan.db.Refused;
import prasan.db.Scope;
import prasan.http.About;
import prasan.http.Endpoint;
import prasan.http.Request;
import prasan.http.Right;

/** The LINE accounts of officers over HTTP: the codes that link one, and unlinking. */
public final class OfficerLineRoutes {
    private final Jdbi jdbi;
    private final Officers officers;
    private final Grants grants;
    private final OfficerLine line;
    private final Clock clock;

    public OfficerLineRoutes(Jdbi jdbi, Officers officers, Grants grants, OfficerLine line, Clock clock) {
        this.jdbi = jdbi;
        this.officers = officers;
        this.grants = grants;
        this.line = line;
        this.clock = clock;
    }

    record LineCode(
            @About(
                    value = "told this once; the officer types รหัสเจ้าหน้าที่ and it in the chat with the account",
                    example = "ABCD-2345")
            String code,

            Instant expiresAt) {}

    record LineState(long officer, boolean linked) {}

    public List<Endpoint> endpoints() {
        return List.of(
                ofOfficer(Endpoint.post(
                                "/api/officers/{id}/line-code",
                                "makeLineCode",
                                "Makes a code by which an officer links their LINE account, good once and for half an hour",
                                this::code))
                        .gives(LineCode.class)
                        .creates(),
                ofOfficer(Endpoint.delete(
                                "/api/officers/{id}/line",
                                "unlinkOfficerLine",
                                "Take the LINE account from an officer",
                                this::unlink))
                        .gives(LineState.class),
                Endpoint.post(
                                "/api/session/line-code",
                                "makeOwnLineCode",
                                "Makes a code by which I link my LINE account, good once and for half an hour",
                                this::own)
                        .known()
                        .gives(LineCode.class)
                        .creates()
                        .refuses(409, "no-session", "Sign in: this is for sessions, not for keys"));
    }

    private static Endpoint ofOfficer(Endpoint endpoint) {
        return endpoint.right(Right.ADMIN)
                .path("id", Long.class, OfficerRoutes.ID)
                .refuses(403, "beyond-own-rights", OfficerRoutes.BEYOND)
                .refuses(404, "unknown-officer", OfficerRoutes.UNKNOWN)
                .refuses(409, "officer-ended", OfficerRoutes.ENDED);
    }

    private LineCode code(Request request) {
        return jdbi.inTransaction(handle -> {
            var at = clock.instant();
            var officer = officers.lock(handle, request.scope(), request.path("id", Long.class));
            grants.requirePeer(handle, officer, request.caller(), Entrance.today(at));
            return made(handle, request, officer, at);
        });
    }

    private LineCode own(Request request) {
        var officer = request.caller().officer();
        if (request.session() == null || officer == null) {
            throw new Refused("no-session");
        }
        return jdbi.inTransaction(
                handle -> made(handle, request, officers.lock(handle, Scope.ALL, officer), clock.instant()));
    }

    private LineCode made(Handle handle, Request request, Officer officer, Instant at) {
        var made = line.code(handle, officer.id(), request.caller().name(), at);
        Audit.write(handle, request, OfficerRoutes.row(officer), null, null, at);
        return new LineCode(made.code(), made.expiresAt());
    }

    private LineState unlink(Request request) {
        return jdbi.inTransaction(handle -> {
            var at = clock.instant();
            var officer = officers.lock(handle, request.scope(), request.path("id", Long.class));
            grants.requireKeeper(handle, officer, request.caller(), Entrance.today(at));
            OfficerLine.unlink(handle, officer.id());
            Audit.write(
                    handle,
                    request,
                    OfficerRoutes.row(officer),
                    new OfficerLine.Linked(officer.linked()),
                    new OfficerLine.Linked(false),
                    at);
            return new LineState(officer.id(), false);
        });
    }
}
