package prasan.members;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import prasan.areas.AreaQuery;
import prasan.areas.Areas;
import prasan.audit.Audit;
import prasan.http.About;
import prasan.http.Endpoint;
import prasan.http.Page;
import prasan.http.Paging;
import prasan.http.Request;
import prasan.http.Right;

/** What officers do over HTTP with invitations: make one, see who has used how many, take one back. */
public final class InvitationRoutes {
    private static final String UNKNOWN = "Choose one of the list of invitations";

    private final Jdbi jdbi;
    private final Invitations invitations;
    private final Areas areas;
    private final @Nullable String account;
    private final Clock clock;

    /** @param account LINE's basic id of the account, {@code @…}, or {@code null}: then there are no links to it */
    public InvitationRoutes(Jdbi jdbi, Invitations invitations, Areas areas, @Nullable String account, Clock clock) {
        this.jdbi = jdbi;
        this.invitations = invitations;
        this.areas = areas;
        this.account = account;
        this.clock = clock;
    }

    record NewInvitation(
            @About("what its users are") Member.Role role,

            @About(
                    value =
                            "code of the area that they live in; for CON_COMMITTEE also whose ศอช. it is, that of the tambon for a village",
                    example = "71010705")
            String area,

            @About(value = "for how many people, 1 to 1000", example = "1")
            int uses,

            @About(value = "at most a year ahead", example = "2026-12-31T17:00:00Z")
            Instant expiresAt,

            @About(value = "for officers", max = 200, lines = true, example = "ผู้ใหญ่บ้านใหม่ หมู่ 5") @Nullable
            String note) {}

    record InvitationView(
            long id,

            @About(value = "as people type it", example = "ABCD-2345")
            String code,

            @About(value = "what is sent to the account, by typing or by the link", example = "รหัส ABCD-2345")
            String message,

            @About("opens the chat with the message, for a QR code; null when LINE_BASIC_ID is not set") @Nullable
            String link,

            Member.Role role,
            @About("code of the area") String area,
            @About("in Thai") String areaName,
            int uses,

            @About("how many more may use it; 0 when it is over")
            int left,

            Instant expiresAt,
            @Nullable String note,
            String createdBy,
            Instant createdAt,
            @Nullable Instant revokedAt) {}

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/api/invitations", "listInvitations", "Lists invitations, newest first", this::list)
                        .right(Right.MEMBER)
                        .query("area", String.class, "code of an area: invitations for it and for all below it")
                        .givesPage(InvitationView.class, Invitations.ORDERS),
                Endpoint.post(
                                "/api/invitations",
                                "createInvitation",
                                "Makes a code by which leaders register as what it says",
                                this::create)
                        .right(Right.MEMBER)
                        .takes(NewInvitation.class)
                        .gives(InvitationView.class)
                        .creates()
                        .once()
                        .refuses(422, "invalid-fields", "Correct the fields that are named")
                        .refuses(422, "unknown-area", "Look the code of the area up")
                        .refuses(422, "outside-area", "Choose an area in which you keep the register of members"),
                Endpoint.post(
                                "/api/invitations/{id}/revoke",
                                "revokeInvitation",
                                "Takes a code back; whoever has used it stays registered",
                                this::revoke)
                        .right(Right.MEMBER)
                        .path("id", Long.class, "of the invitation")
                        .gives(InvitationView.class)
                        .once()
                        .refuses(404, "unknown-invitation", UNKNOWN));
    }

    private Page<InvitationView> list(Request request) {
        var area = AreaQuery.of(request);
        var slice = request.slice(Invitations.ORDERS);
        return jdbi.inTransaction(handle -> Paging.page(
                slice,
                invitations.list(handle, request.scope(), area, slice),
                Invitation::id,
                invitation -> view(handle, invitation)));
    }

    private Object create(Request request) {
        var body = request.body(NewInvitation.class);
        var facts = new Invitation.Facts(body.role(), body.area(), body.uses(), body.expiresAt(), body.note());
        var at = clock.instant();
        return request.made(
                jdbi,
                at,
                handle -> {
                    var made = invitations.create(
                            handle, request.scope(), facts, request.caller().name(), at);
                    Audit.write(handle, request, row(made), null, made, at);
                    return view(handle, made);
                },
                made -> String.valueOf(made.id()),
                (handle, id) -> view(handle, invitations.require(handle, request.scope(), Long.parseLong(id))));
    }

    private Object revoke(Request request) {
        var id = request.path("id", Long.class);
        var at = clock.instant();
        return request.once(
                jdbi,
                at,
                handle -> {
                    var old = invitations.require(handle, request.scope(), id);
                    var now = invitations.revoke(
                            handle, request.scope(), id, request.caller().name(), at);
                    Audit.write(handle, request, row(now), old, now, at);
                    return view(handle, now);
                },
                handle -> view(handle, invitations.require(handle, request.scope(), id)));
    }

    private static Audit.Row row(Invitation invitation) {
        return new Audit.Row("invitation", String.valueOf(invitation.id()), invitation.area());
    }

    private InvitationView view(Handle handle, Invitation invitation) {
        var code = InvitationCode.print(invitation.code());
        var message = "รหัส " + code;
        return new InvitationView(
                invitation.id(),
                code,
                message,
                account == null ? null : link(account, message),
                invitation.role(),
                invitation.area(),
                areas.value(handle, invitation.area()).th(),
                invitation.uses(),
                invitation.open(clock.instant()) ? invitation.uses() - invitation.used() : 0,
                invitation.expiresAt(),
                invitation.note(),
                invitation.createdBy(),
                invitation.createdAt(),
                invitation.revokedAt());
    }

    /** A link that opens the chat with the account and puts the words into the person's hand: developers.line.biz, "Use LINE features with LINE URL scheme". */
    private static String link(String account, String message) {
        return "https://line.me/R/oaMessage/" + encoded(account) + "/?" + encoded(message);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
