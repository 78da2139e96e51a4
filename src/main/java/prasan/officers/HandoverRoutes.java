package prasan.officers;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import prasan.areas.AreaQuery;
import prasan.areas.Areas;
import prasan.audit.Audit;
import prasan.chat.HandBack;
import prasan.db.Scope;
import prasan.http.About;
import prasan.http.Content;
import prasan.http.Endpoint;
import prasan.http.Page;
import prasan.http.Paging;
import prasan.http.Request;
import prasan.http.Right;

/** What officers do over HTTP with the conversations that leaders have handed over to them. */
public final class HandoverRoutes {
    private static final String ID = "of the hand-over";
    private static final String UNKNOWN = "Choose one of the list of hand-overs";
    private static final String CLOSED = "Wait until the leader asks for an officer again: this hand-over is closed";

    private final Jdbi jdbi;
    private final Handovers handovers;
    private final Areas areas;
    private final HandBack handBack;
    private final Consumer<Set<String>> wake;
    private final Clock clock;

    /**
     * @param handBack gives conversations back to the bot
     * @param wake told of the chats that it has something waiting for
     */
    public HandoverRoutes(
            Jdbi jdbi, Handovers handovers, Areas areas, HandBack handBack, Consumer<Set<String>> wake, Clock clock) {
        this.jdbi = jdbi;
        this.handovers = handovers;
        this.areas = areas;
        this.handBack = handBack;
        this.wake = wake;
        this.clock = clock;
    }

    enum Side {
        LEADER,
        OFFICER
    }

    record Leader(
            @Nullable String name,
            @Nullable String role,

            @About("code of the village, or of the area that they named, where nobody knows where they live") @Nullable
            String area,

            @About("in Thai") @Nullable String areaName,

            @About("false when they have blocked the account, and so hear nothing")
            boolean reachable) {}

    record HandoverMessage(
            long id,
            Side from,

            @About("who wrote it; null for the leader") @Nullable
            String by,

            @About("null when the leader has taken it back") @Nullable
            String text,

            @About("whether it is a photo") boolean photo,

            @About("audio, video or file if it is that; otherwise null") @Nullable
            String media,

            Instant at) {}

    record HandoverView(
            long id,
            Leader leader,

            @About("what the leader had answered when the officer was asked for")
            List<Handover.Gathered> gathered,

            @About("number of the notice, or of whatever else it is about; null for most") @Nullable
            String about,

            Instant openedAt,

            @About("since when the leader waits for a word of an officer; null while an officer has had the last word")
            @Nullable
            Instant waitingSince,

            @About("whether they have waited for more than two office hours")
            boolean overdue,

            @About("null while it is open") @Nullable Instant closedAt,

            @About("\"leader\" when the leader went on to something else") @Nullable
            String closedBy,

            @About("oldest first; null in a list") @Nullable List<HandoverMessage> messages) {}

    record OfficerMessage(
            @About(
                    value = "told to the leader as it is",
                    max = 2000,
                    lines = true,
                    example = "เจ้าหน้าที่จะโทรหาพรุ่งนี้ค่ะ")
            String text) {}

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/api/handovers", "listHandovers", "Lists open hand-overs, newest first", this::list)
                        .right(Right.READ)
                        .query("area", String.class, "code of an area: leaders from there and from all below it")
                        .query("closed", Boolean.class, "true for the closed ones instead")
                        .givesPage(HandoverView.class, Handovers.ORDERS),
                Endpoint.get(
                                "/api/handovers/{id}",
                                "readHandover",
                                "Reads a hand-over and what was said in it",
                                this::read)
                        .right(Right.READ)
                        .path("id", Long.class, ID)
                        .gives(HandoverView.class)
                        .refuses(404, "unknown-handover", UNKNOWN),
                Endpoint.post(
                                "/api/handovers/{id}/messages",
                                "writeToLeader",
                                "Says something to the leader, in chat",
                                this::say)
                        .right(Right.TRIAGE)
                        .path("id", Long.class, ID)
                        .takes(OfficerMessage.class)
                        .gives(HandoverView.class)
                        .once()
                        .refuses(404, "unknown-handover", UNKNOWN)
                        .refuses(409, "handover-closed", CLOSED),
                Endpoint.post(
                                "/api/handovers/{id}/close",
                                "closeHandover",
                                "Gives the conversation back to the bot, which tells the leader",
                                this::close)
                        .right(Right.TRIAGE)
                        .path("id", Long.class, ID)
                        .gives(HandoverView.class)
                        .once()
                        .refuses(404, "unknown-handover", UNKNOWN)
                        .refuses(409, "handover-closed", CLOSED),
                Endpoint.get(
                                "/api/handovers/{id}/messages/{message}/photo",
                                "readHandoverPhoto",
                                "Gives a photo that the leader sent, as it was sent",
                                this::photo)
                        .right(Right.READ)
                        .path("id", Long.class, ID)
                        .path("message", Long.class, "id of the message")
                        .givesPicture()
                        .refuses(404, "unknown-handover", UNKNOWN)
                        .refuses(404, "unknown-photo", "Ask for a message that is a photo")
                        .refuses(404, "photo-not-fetched", "Try again in a minute: it is being fetched from LINE")
                        .refuses(404, "photo-taken-back", "Do not wait for it: the person has taken it back")
                        .refuses(
                                404,
                                "photo-lost",
                                "Ask the person to send it again, as JPEG or PNG: it could not be fetched or read"),
                Endpoint.get(
                                "/api/handovers/{id}/messages/{message}/media",
                                "readHandoverMedia",
                                "Gives a voice message, a video or a file that the leader sent",
                                this::media)
                        .right(Right.READ)
                        .path("id", Long.class, ID)
                        .path("message", Long.class, "id of the message")
                        .givesMedia()
                        .refuses(404, "unknown-handover", UNKNOWN)
                        .refuses(404, "unknown-media", "Ask for a message whose media is not null")
                        .refuses(404, "media-not-fetched", "Try again in a minute: it is being fetched from LINE")
                        .refuses(404, "media-taken-back", "Do not wait for it: the person has taken it back")
                        .refuses(
                                404,
                                "media-lost",
                                "Ask the person to send it again, as JPEG or PNG: it could not be fetched or read"));
    }

    private Page<HandoverView> list(Request request) {
        var area = AreaQuery.of(request);
        boolean closed = Boolean.TRUE.equals(request.query("closed", Boolean.class));
        var slice = request.slice(Handovers.ORDERS);
        return jdbi.inTransaction(handle -> Paging.page(
                slice, handovers.list(handle, request.scope(), area, closed, slice), Handover::id, handover -> {
                    note(handle, request, handover);
                    return view(handle, handover, null);
                }));
    }

    private HandoverView read(Request request) {
        var id = request.path("id", Long.class);
        return jdbi.inTransaction(handle -> {
            noteReading(handle, request, id);
            return detail(handle, request.scope(), id);
        });
    }

    /** What a leader told an officer is theirs: whoever reads it is written down. */
    private void noteReading(Handle handle, Request request, long id) {
        note(handle, request, handovers.read(handle, request.scope(), id));
    }

    private void note(Handle handle, Request request, Handover handover) {
        Audit.read(handle, request, row(handover), clock.instant());
    }

    /** Whoever asks again reads it again. */
    private HandoverView again(Handle handle, Request request, long id) {
        noteReading(handle, request, id);
        return detail(handle, request.scope(), id);
    }

    private Object say(Request request) {
        var id = request.path("id", Long.class);
        var text = request.body(OfficerMessage.class).text().strip();
        var at = clock.instant();
        var waiting = new HashSet<String>();
        var said = request.once(
                jdbi,
                at,
                handle -> {
                    var message = handovers.say(
                            handle, request.scope(), id, text, request.caller().name(), at);
                    var chat = handovers.read(handle, request.scope(), id).chat();
                    handBack.wrote(handle, chat, String.valueOf(message), at);
                    waiting.add(chat);
                    Audit.write(handle, request, row(handle, request.scope(), id), null, null, at);
                    return detail(handle, request.scope(), id);
                },
                handle -> again(handle, request, id));
        wake.accept(waiting);
        return said;
    }

    private Object close(Request request) {
        var id = request.path("id", Long.class);
        var at = clock.instant();
        var waiting = new HashSet<String>();
        var closed = request.once(
                jdbi,
                at,
                handle -> {
                    var given = handovers.close(
                            handle, request.scope(), id, request.caller().name(), at);
                    handBack.give(handle, given, String.valueOf(id), at);
                    Audit.write(handle, request, row(handle, request.scope(), id), null, null, at);
                    waiting.add(given);
                    return detail(handle, request.scope(), id);
                },
                handle -> again(handle, request, id));
        wake.accept(waiting);
        return closed;
    }

    /** What was said is not repeated. */
    private Audit.Row row(Handle handle, Scope scope, long id) {
        return row(handovers.read(handle, scope, id));
    }

    private static Audit.Row row(Handover handover) {
        return new Audit.Row("handover", String.valueOf(handover.id()), handover.area());
    }

    private Content photo(Request request) {
        var id = request.path("id", Long.class);
        var message = request.path("message", Long.class);
        var photo = jdbi.inTransaction(handle -> {
            noteReading(handle, request, id);
            return handovers.photo(handle, request.scope(), id, message);
        });
        if (photo.content() == null) {
            throw Content.missing("photo", photo.lost());
        }
        return Content.picture(photo.mediaType(), photo.content());
    }

    private Content media(Request request) {
        var id = request.path("id", Long.class);
        var message = request.path("message", Long.class);
        var sent = jdbi.inTransaction(handle -> {
            noteReading(handle, request, id);
            return handovers.media(handle, request.scope(), id, message);
        });
        if (sent.content() == null) {
            throw Content.missing("media", sent.lost());
        }
        return Content.media(sent.mediaType(), sent.content());
    }

    private HandoverView detail(Handle handle, Scope scope, long id) {
        var handover = handovers.read(handle, scope, id);
        var messages = handovers.messages(handle, id).stream()
                .map(message -> new HandoverMessage(
                        message.id(),
                        message.officer() == null ? Side.LEADER : Side.OFFICER,
                        message.officer(),
                        message.text(),
                        message.photo(),
                        message.media(),
                        message.createdAt()))
                .toList();
        return view(handle, handover, messages);
    }

    private HandoverView view(Handle handle, Handover handover, @Nullable List<HandoverMessage> messages) {
        var area = handover.area();
        return new HandoverView(
                handover.id(),
                new Leader(
                        handover.name(),
                        handover.role(),
                        area,
                        area == null ? null : areas.value(handle, area).th(),
                        handover.reachable()),
                handover.gathered(),
                handover.about(),
                handover.openedAt(),
                handover.waitingSince(),
                handover.overdue(clock.instant()),
                handover.closedAt(),
                handover.closedBy(),
                messages);
    }
}
