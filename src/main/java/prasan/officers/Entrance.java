package prasan.officers;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import prasan.audit.Audit;
import prasan.flow.BuddhistEra;
import prasan.http.Auth;
import prasan.http.Caller;
import prasan.http.Request;

/** Lets officers in, by their keys and by their sessions, with the grants that are in force on the day. Each request asks the database anew: what is taken away is gone at once. */
public final class Entrance implements Auth.Door {
    private final Jdbi jdbi;
    private final Grants grants;
    private final ApiKeys keys;
    private final OfficerSessions sessions;
    private final Clock clock;

    public Entrance(Jdbi jdbi, Grants grants, ApiKeys keys, OfficerSessions sessions, Clock clock) {
        this.jdbi = jdbi;
        this.grants = grants;
        this.keys = keys;
        this.sessions = sessions;
        this.clock = clock;
    }

    @Override
    public @Nullable Caller holder(String key) {
        var at = clock.instant();
        return jdbi.inTransaction(handle -> keys.holder(handle, key, at)
                .map(holder -> grants.caller(handle, holder.officer(), holder.name(), holder.rightsAt(), today(at)))
                .orElse(null));
    }

    /** Whoever still has the password that was given to them may do nothing but change it. */
    @Override
    public @Nullable Caller signedIn(String token) {
        var at = clock.instant();
        return jdbi.inTransaction(handle -> sessions.find(handle, token, at)
                .map(session -> session.given()
                        ? new Caller(session.name(), session.officer(), List.of())
                        : grants.caller(handle, session.officer(), session.name(), today(at)))
                .orElse(null));
    }

    /** In each of the areas that the list may be of, so that those who keep officers there learn of it. */
    @Override
    public void exports(Request request) {
        var at = clock.instant();
        var areas = request.areas().isEmpty() ? List.of("") : request.areas();
        jdbi.useTransaction(handle -> areas.forEach(area -> Audit.read(
                handle, request, new Audit.Row("export", request.action(), area.isEmpty() ? null : area), at)));
    }

    static LocalDate today(Instant at) {
        return BuddhistEra.day(at);
    }
}
