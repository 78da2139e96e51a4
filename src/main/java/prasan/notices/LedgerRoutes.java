package prasan.notices;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import prasan.areas.Area;
import prasan.http.About;
import prasan.http.Endpoint;
import prasan.http.Page;
import prasan.http.Paging;
import prasan.http.Request;

/** Whom a notice is for and what became of it, over HTTP. */
final class LedgerRoutes {
    private final Jdbi jdbi;
    private final Notices notices;

    LedgerRoutes(Jdbi jdbi, Notices notices) {
        this.jdbi = jdbi;
        this.notices = notices;
    }

    record NoticeRecipientView(
            @About("id; null for an officer who is none, and for one who was forgotten") @Nullable
            Long member,

            @About("id, for one who is told as an officer") @Nullable
            Long officer,

            @Nullable String name,
            @Nullable String area,
            RecipientState state,

            @About(
                    "NO_LINE, STOPPED, ANSWERED (before a reminder), TWICE (the account has it already), CANCELLED, TOO_LATE, GONE, UNCLEAR (it may have arrived), READ (among the news, without a push), or what LINE said")
            @Nullable
            String reason,

            @About("of the text that was sent") int version,

            @About("when it was acknowledged, or last answered") @Nullable
            Instant acknowledgedAt,

            @About("the answer, where it asks a question") @Nullable
            String choice,

            Instant updatedAt) {}

    record ReachView(
            @Nullable String area,
            int recipients,
            int accepted,
            int acknowledged,

            @About("were reached and have not acknowledged it, or answered")
            int silent,

            @About("who chose each of the choices, in their order")
            List<Integer> chosen) {}

    record ReachList(List<ReachView> items) {}

    List<Endpoint> endpoints() {
        return List.of(
                OneNotice.of(Endpoint.get(
                                "/api/notices/{number}/recipients",
                                "listNoticeRecipients",
                                "The ledger: each person that it is for, and what became of it",
                                this::recipients))
                        .query("state", RecipientState.class, "only those that stand there")
                        .query("acknowledged", Boolean.class, "only those who have, or have not, acknowledged it")
                        .query("area", String.class, "code of an area: those who were told for it or for one below it")
                        .givesPage(NoticeRecipientView.class, Ledger.ORDERS),
                OneNotice.of(Endpoint.get(
                                "/api/notices/{number}/reach",
                                "reachOfNotice",
                                "How far it has come by areas, those with the most silent people first",
                                this::reach))
                        .query("level", Area.Level.class, "of the areas; VILLAGE if left out")
                        .gives(ReachList.class));
    }

    private Page<NoticeRecipientView> recipients(Request request) {
        var slice = request.slice(Ledger.ORDERS);
        return jdbi.withHandle(handle -> {
            var notice = notices.require(handle, request.scope(), OneNotice.number(request));
            return Paging.page(
                    slice,
                    Ledger.list(
                            handle,
                            notice.id(),
                            request.query("state", RecipientState.class),
                            request.query("acknowledged", Boolean.class),
                            request.query("area", String.class),
                            slice),
                    Ledger.Recipient::id,
                    one -> view(notice, one));
        });
    }

    private static NoticeRecipientView view(Notice notice, Ledger.Recipient one) {
        return new NoticeRecipientView(
                one.member(),
                one.officer(),
                one.name(),
                one.area(),
                one.state(),
                one.reason(),
                one.version(),
                one.acknowledgedAt(),
                one.choice() == null
                        ? null
                        : notice.facts().choices().get(one.choice() - 1).th(),
                one.updatedAt());
    }

    private ReachList reach(Request request) {
        var level = Objects.requireNonNullElse(request.query("level", Area.Level.class), Area.Level.VILLAGE);
        return jdbi.withHandle(handle -> {
            var notice = notices.require(handle, request.scope(), OneNotice.number(request));
            int choices = notice.facts().choices().size();
            return new ReachList(Ledger.reach(handle, notice.id(), level.digits()).stream()
                    .map(one -> new ReachView(
                            one.area(),
                            one.recipients(),
                            one.accepted(),
                            one.acknowledged(),
                            one.silent(),
                            List.of(one.first(), one.second(), one.third(), one.fourth())
                                    .subList(0, choices)))
                    .toList());
        });
    }
}
