package prasan;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import okhttp3.RequestBody;
import org.junit.jupiter.api.Test;
import prasan.support.Api;

/** What callers of the admin API do, slowly or all at once, keeps neither others nor the bot from the database. */
class BusyApiTest {
    private static final int MANY = 24;

    @Test
    void halfSentChangesHoldNoConnection() throws Exception {
        try (var bot = Bot.start()) {
            List<Socket> halves = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                var socket = new Socket(InetAddress.getLoopbackAddress(), bot.app.port());
                socket.getOutputStream()
                        .write(
                                ("PATCH /api/officers/1 HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAuthorization: Bearer "
                                                + Bot.KEY + "\r\nContent-Length: 1000\r\n\r\n{")
                                        .getBytes(US_ASCII));
                halves.add(socket);
            }
            long from = System.nanoTime();
            assertThat(bot.api.get("/api/officers").status()).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(2));
            bot.chat("นายสมมุติ ไม่รอ").step(p -> p.says("แจ้งปัญหา"), "เรื่องใดคะ");
            for (var socket : halves) {
                socket.close();
            }
        }
    }

    @Test
    void theBotAnswersWhileChangesWaitForEachOther() throws Exception {
        try (var bot = Bot.start()) {
            var officer = bot.api
                    .post("/api/officers", "{\"name\":\"ก\",\"position\":\"พัฒนากร\",\"area\":\"7101\"}")
                    .at("/id");
            List<Thread> changes = new ArrayList<>();
            bot.database.jdbi().useTransaction(handle -> {
                handle.execute("SELECT id FROM officer WHERE id = ? FOR UPDATE", officer);
                for (int i = 0; i < MANY; i++) {
                    changes.add(Thread.ofVirtual()
                            .start(() -> bot.api.send(
                                    "/api/officers/" + officer,
                                    request -> request.patch(
                                            RequestBody.create("{\"position\":\"ปลัด\"}", Api.JSON_TYPE)))));
                }
                Thread.sleep(1000);
                bot.chat("นายสมมุติ ไม่รอ").step(p -> p.says("แจ้งปัญหา"), "เรื่องใดคะ");
            });
            for (var change : changes) {
                change.join();
            }
        }
    }
}
