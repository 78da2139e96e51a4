package prasan.notices;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import prasan.audit.Audit;
import prasan.db.Refused;
import prasan.flow.Engine;
import prasan.http.About;
import prasan.http.Content;
import prasan.http.Document;
import prasan.http.Endpoint;
import prasan.http.Request;
import prasan.outbox.Outbox;
import prasan.outbox.PushKind;

/** How a notice looks before it is sent: on a page, in one's own LINE, on paper, and read out. */
final class LookRoutes {
    private static final String TEXT = "text/plain; charset=utf-8";
    /** So many tests an officer may send in so long: each costs a push. */
    private static final int TESTS = 10;

    private static final Duration COUNTED = Duration.ofHours(1);
    private static final Duration USEFUL = Duration.ofMinutes(30);

    private final Jdbi jdbi;
    private final Notices notices;
    private final NoticePages pages;
    private final NoticeTexts texts;
    private final Outbox outbox;
    private final Runnable written;
    private final Clock clock;

    /** @param written is told of new rows in the outbox */
    LookRoutes(Jdbi jdbi, Notices notices, Supplier<Engine> engine, Outbox outbox, Runnable written, Clock clock) {
        this.jdbi = jdbi;
        this.notices = notices;
        this.pages = new NoticePages(engine);
        this.texts = new NoticeTexts(engine);
        this.outbox = outbox;
        this.written = written;
        this.clock = clock;
    }

    List<Endpoint> endpoints() {
        return List.of(
                OneNotice.of(Endpoint.get(
                                "/api/notices/{number}/preview",
                                "previewNotice",
                                "A page that shows it as LINE does, on a locked screen and in a chat",
                                request -> pages.preview(read(request))))
                        .givesContent(Document.MEDIA_TYPE),
                OneNotice.of(Endpoint.get(
                                "/api/notices/{number}/print",
                                "printNotice",
                                "Two sheets of A4: one to hang up, and one to read out by the village's loudspeakers",
                                this::print))
                        .givesContent(Document.MEDIA_TYPE),
                OneNotice.of(Endpoint.get(
                                "/api/notices/{number}/aloud",
                                "readNoticeAloud",
                                "The text to read out by the village's loudspeakers",
                                this::aloud))
                        .givesContent(TEXT),
                OneNotice.of(Endpoint.post(
                                "/api/notices/{number}/test",
                                "testNotice",
                                "Send it to oneself alone, marked as a test; it costs a push",
                                this::test))
                        .gives(TestView.class)
                        .refuses(409, "no-line", "Link your LINE first: POST /api/session/line-code gives the code")
                        .refuses(429, "too-many-tests", "Wait as many seconds as \"retryAfterSeconds\" says"));
    }

    private Notice read(Request request) {
        return jdbi.withHandle(handle -> notices.require(handle, request.scope(), OneNotice.number(request)));
    }

    private Document print(Request request) {
        return jdbi.withHandle(handle -> {
            var notice = notices.require(handle, request.scope(), OneNotice.number(request));
            return pages.print(notice, notices.address(handle, notice), clock.instant());
        });
    }

    private Content aloud(Request request) {
        return jdbi.withHandle(handle -> {
            var notice = notices.require(handle, request.scope(), OneNotice.number(request));
            return Content.text(TEXT, BroadcastText.of(notice, notices.address(handle, notice)));
        });
    }

    record TestView(
            @About("how many more can be sent within the hour")
            int left) {}

    private TestView test(Request request) {
        var tested = jdbi.inTransaction(handle -> {
            var at = clock.instant();
            var notice = notices.require(handle, request.scope(), OneNotice.number(request));
            var officer = request.caller().officer();
            var me = officer == null ? null : me(handle, officer);
            if (me == null) {
                throw new Refused("no-line");
            }
            var mine = "notice-test:" + officer + ":";
            int left = left(handle, mine, at);
            outbox.tell(
                    handle,
                    PushKind.NOTICE_TEST,
                    null,
                    "notice-test:" + notice.id(),
                    USEFUL,
                    List.of(me.chat()),
                    texts.messages(notice.test(), me.reading().addressed(Greeting.example(notice.facts()))),
                    mine + notice.id() + ":" + at);
            Audit.write(handle, request, OneNotice.row(notice), null, new Tested(notice.version()), at);
            return new TestView(left - 1);
        });
        written.run();
        return tested;
    }

    /** What of a test is audited. */
    record Tested(int version) {}

    private record Me(String chat, Recipients.Reading reading) {}

    private static @Nullable Me me(Handle handle, long officer) {
        // held, so that of two tests at once each counts the other
        return handle.createQuery("""
                        SELECT c.id, c.language, COALESCE(m.text_size = 'LARGE', FALSE) AS large
                        FROM officer o JOIN chat c ON c.id = o.chat_id AND c.blocked_at IS NULL LEFT JOIN member m ON m.chat_id = c.id
                        WHERE o.id = :officer FOR UPDATE""")
                .bind("officer", officer)
                .map((row, context) -> new Me(
                        row.getString("id"),
                        new Recipients.Reading(row.getString("language"), row.getBoolean("large"))))
                .findOne()
                .orElse(null);
    }

    private static int left(Handle handle, String mine, Instant at) {
        var sent = handle.createQuery(
                        "SELECT created_at FROM outbox WHERE cause_key LIKE CONCAT(:mine, '%') AND created_at > :since ORDER BY created_at")
                .bind("mine", mine)
                .bind("since", at.minus(COUNTED))
                .mapTo(Instant.class)
                .list();
        if (sent.size() >= TESTS) {
            var wait = Duration.between(at, sent.get(sent.size() - TESTS).plus(COUNTED));
            throw new Refused("too-many-tests", Map.of("retryAfterSeconds", wait.toSeconds() + 1));
        }
        return TESTS - sent.size();
    }
}
