package prasan.notices;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import prasan.audit.Audit;
import prasan.http.Endpoint;
import prasan.http.Request;

/** The steps that a notice takes because an officer says so: it is sent, approved, halted, ended. */
final class NoticeSteps {
    private final Jdbi jdbi;
    private final Notices notices;
    private final Prices prices;
    private final NoticeViews views;
    private final Clock clock;

    NoticeSteps(Jdbi jdbi, Notices notices, Prices prices, NoticeViews views, Clock clock) {
        this.jdbi = jdbi;
        this.notices = notices;
        this.prices = prices;
        this.views = views;
        this.clock = clock;
    }

    List<Endpoint> endpoints() {
        return List.of(
                step("send", "sendNotice", "Send a draft: at its time, or once it is approved", this::send)
                        .refuses(403, Urgency.MISSING, Urgency.HINT)
                        .refuses(409, "not-draft", "It was sent before")
                        .refuses(409, "too-late", "Set a later latestAt"),
                step("approve", "approveNotice", "Let a notice go that somebody else wrote", this::approve)
                        .refuses(403, Urgency.MISSING, Urgency.HINT)
                        .refuses(403, "own-notice", "Have an officer approve it who did not write it")
                        .refuses(409, "not-waiting", "It waits for no approval")
                        .refuses(409, "too-late", "Cancel it, and write another"),
                step("pause", "pauseNotice", "Halt a notice; what LINE has goes", this::pause)
                        .refuses(409, "not-sending", "It is not being sent"),
                step("resume", "resumeNotice", "Go on with a notice that was halted", this::resume)
                        .refuses(409, "not-paused", "It is not halted"),
                step("cancel", "cancelNotice", "End a notice for all whom it has not been sent to", this::cancel)
                        .refuses(409, "already-ended", "Nothing is left to do"),
                step("retry", "retryNotice", "Send it once more to those whom LINE refused", this::retry)
                        .refuses(403, Urgency.MISSING, Urgency.HINT)
                        .refuses(409, "not-finished", "Wait until it is finished")
                        .refuses(409, "too-late", "Write another"));
    }

    private static Endpoint step(String name, String id, String summary, Endpoint.Handler handler) {
        return OneNotice.of(Endpoint.post("/api/notices/{number}/" + name, id, summary, handler))
                .gives(NoticeViews.NoticeView.class)
                .once();
    }

    private Object send(Request request) {
        return step(request, (handle, draft, at) -> {
            Urgency.require(request, draft);
            return notices.send(handle, draft, prices.approvalNeeded(handle, draft.facts(), at), at);
        });
    }

    private Object approve(Request request) {
        return step(request, (handle, notice, at) -> {
            Urgency.require(request, notice);
            return notices.approve(handle, notice, OneNotice.writer(request), at);
        });
    }

    private Object pause(Request request) {
        return step(request, (handle, notice, at) -> notices.pause(handle, notice, true, at));
    }

    private Object resume(Request request) {
        return step(request, (handle, notice, at) -> notices.pause(handle, notice, false, at));
    }

    private Object cancel(Request request) {
        return step(request, notices::cancel);
    }

    private Object retry(Request request) {
        return step(request, (handle, notice, at) -> {
            Urgency.require(request, notice);
            Recipients.again(handle, notice.id(), at);
            return notices.reopen(handle, notice, at);
        });
    }

    @FunctionalInterface
    private interface Step {
        /** @param notice held until the transaction ends */
        Notice take(Handle handle, Notice notice, Instant at);
    }

    record Standing(NoticeStatus status, @Nullable String approvedBy) {}

    private Object step(Request request, Step step) {
        var at = clock.instant();
        return request.once(
                jdbi,
                at,
                handle -> {
                    var old = notices.lock(handle, request.scope(), OneNotice.number(request));
                    var notice = step.take(handle, old, at);
                    Audit.write(
                            handle,
                            request,
                            OneNotice.row(notice),
                            new Standing(old.status(), old.approvedBy()),
                            new Standing(notice.status(), notice.approvedBy()),
                            at);
                    return views.of(handle, notice);
                },
                handle -> views.of(handle, notices.require(handle, request.scope(), OneNotice.number(request))));
    }
}
