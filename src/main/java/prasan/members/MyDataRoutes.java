package prasan.members;

import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import prasan.http.Content;
import prasan.http.Endpoint;
import prasan.http.Request;

/** Where a person fetches the copy of what is kept about them: the link in the chat is the key to it. */
public final class MyDataRoutes {
    private final Jdbi jdbi;
    private final Copies copies;
    private final PersonalData data;
    private final Clock clock;

    public MyDataRoutes(Jdbi jdbi, Copies copies, PersonalData data, Clock clock) {
        this.jdbi = jdbi;
        this.copies = copies;
        this.data = data;
        this.clock = clock;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(
                                "/me/{token}",
                                "fetchMyData",
                                "Gives a person, once and within a day, the copy that they have asked for in chat",
                                this::fetch)
                        .open()
                        .path("token", String.class, "from the link in the chat")
                        .givesContent(Copies.Format.JSON.mediaType, Copies.Format.CSV.mediaType)
                        .refuses(
                                404,
                                "unknown-copy",
                                "ลิงก์นี้ใช้ไปแล้วหรือหมดอายุ ขอใหม่ได้ในแชต พิมพ์ ข้อมูลของฉัน (Ask for another copy in the chat: type my data)"));
    }

    private Content fetch(Request request) {
        var token = request.path("token", String.class);
        if (request.head()) {
            // whatever only looks whether the link is there, as previews do, does not use it up
            return new Content(Copies.Format.JSON.mediaType, new byte[0]);
        }
        return jdbi.inTransaction(handle -> {
            var due = copies.take(handle, token, clock.instant());
            var format = due.format();
            return new Content(
                    format.mediaType, data.copy(handle, due.memberId(), format), "my-data." + format.extension);
        });
    }
}
