package prasan.notices;

import prasan.audit.Audit;
import prasan.http.Endpoint;
import prasan.http.Request;
import prasan.http.Right;

/** What the endpoints of one notice have in common. */
final class OneNotice {
    private OneNotice() {}

    static Endpoint of(Endpoint endpoint) {
        return endpoint.right(Right.NOTICE)
                .path("number", String.class, "of the notice, such as N-6912-0003")
                .refuses(404, "unknown-notice", "Look the number up in the list of notices");
    }

    static String number(Request request) {
        return request.path("number", String.class);
    }

    /** Who acts. */
    static Notices.Writer writer(Request request) {
        return new Notices.Writer(request.caller().name(), request.caller().officer());
    }

    /** What is audited. */
    static Audit.Row row(Notice notice) {
        var area = notice.facts().audience().area();
        return new Audit.Row("notice", notice.number(), area.equals(Notice.COUNTRY) ? null : area);
    }
}
