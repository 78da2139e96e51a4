package prasan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import prasan.http.Right;
import prasan.support.Api;
import prasan.support.SettableClock;

/** Whoever writes to many people does not by that wake them at night. */
class UrgentRightTest {
    private final Bot bot = Bot.start(null, new SettableClock(Instant.parse("2026-12-01T20:00:00Z")));
    private final Targets targets = new Targets(bot.database.jdbi());

    @AfterEach
    void close() {
        bot.close();
    }

    private Api officer(String area, Right... rights) {
        return new Api(bot.app.port(), targets.keyFor(area, Set.of(rights), null, null));
    }

    private static String draft(Api api, String speed) {
        var made = api.post("/api/notices", """
                {"title":"น้ำป่า","text":"ขอให้ขึ้นที่สูง","audience":{"area":"710107"},"speed":"%s"}""".formatted(speed));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.at("/number");
    }

    private static Api.Answer step(Api api, String number, String step) {
        return api.send(
                "/api/notices/" + number + "/" + step, request -> request.post(RequestBody.create(new byte[0])));
    }

    @Test
    void sendingAndApprovingWhatIsUrgentNeedsARightInAllOfItsArea() {
        var writer = officer("7101", Right.NOTICE);
        var number = draft(writer, "URGENT");
        assertThat(step(writer, number, "send"))
                .returns(403, Api.Answer::status)
                .returns("urgent-right-missing", answer -> answer.at("/code"))
                .returns("URGENT", answer -> answer.at("/right"));
        assertThat(step(officer("71010705", Right.URGENT), number, "send").at("/code"))
                .isEqualTo("right-missing");
        var sender = officer("7101", Right.NOTICE, Right.URGENT);
        assertThat(step(sender, number, "send").at("/status")).isEqualTo("WAITING");
        assertThat(step(officer("71", Right.NOTICE), number, "approve").at("/code"))
                .isEqualTo("urgent-right-missing");
        assertThat(step(sender, number, "approve").status()).isEqualTo(200);
        // what is ordinary goes without it
        assertThat(step(writer, draft(writer, "ORDINARY"), "send").status()).isEqualTo(200);
    }
}
