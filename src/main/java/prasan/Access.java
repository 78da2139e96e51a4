package prasan;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import prasan.areas.Areas;
import prasan.audit.AuditRoutes;
import prasan.http.Auth;
import prasan.http.Endpoint;
import prasan.http.Secrets;
import prasan.officers.ApiKeys;
import prasan.officers.Entrance;
import prasan.officers.Grants;
import prasan.officers.KeyRoutes;
import prasan.officers.OfficerLine;
import prasan.officers.OfficerLineRoutes;
import prasan.officers.OfficerRoutes;
import prasan.officers.OfficerSessions;
import prasan.officers.Officers;
import prasan.officers.Passwords;
import prasan.officers.SessionRoutes;

/** Who gets in, and the endpoints by which that is kept. */
record Access(Auth.Door door, List<Endpoint> endpoints) {

    static Access of(Jdbi jdbi, Areas areas, Clock clock) {
        var secrets = new Secrets(new SecureRandom());
        var passwords = new Passwords(secrets);
        var officers = new Officers(areas);
        var grants = new Grants(areas);
        var keys = new ApiKeys(secrets);
        var sessions = new OfficerSessions(secrets);
        return new Access(
                new Entrance(jdbi, grants, keys, sessions, clock),
                Stream.of(
                                new OfficerRoutes(jdbi, officers, grants, clock).endpoints(),
                                new OfficerLineRoutes(
                                                jdbi, officers, grants, new OfficerLine(new SecureRandom()), clock)
                                        .endpoints(),
                                new KeyRoutes(jdbi, officers, grants, keys, sessions, secrets, passwords, clock)
                                        .endpoints(),
                                new SessionRoutes(jdbi, grants, sessions, secrets, passwords, clock).endpoints(),
                                new AuditRoutes(jdbi).endpoints())
                        .flatMap(List::stream)
                        .toList());
    }
}
