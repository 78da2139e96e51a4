package prasan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import prasan.simulator.BotApi;

class PushSwitchTest {
    @Test
    void pushesAreStoppedAtOnceAndGoOnWithWhatHasWaited() {
        try (var bot = Bot.start()) {
            bot.line.platform().quota(1000);
            var head = bot.villageHead("นางตัวอย่าง หก");
            head.step(p -> p.says("แจ้งปัญหา"), "เรื่องใดคะ");
            head.step(p -> p.taps("ประปา/น้ำใช้"), "รายละเอียด");
            head.step(p -> p.says("น้ำไม่ไหลสามวันแล้วค่ะ"), "ตรวจดู");
            var thanks = head.step(p -> p.says("ส่งเรื่อง"), "ส่งเรื่องถึงเจ้าหน้าที่แล้วค่ะ");
            var number = thanks.getLast().replaceAll("(?s).*(R-[0-9]{4}-[0-9]{4}).*", "$1");

            assertThat(bot.api.post("/api/pushes/stop", "{\"reason\":\" \"}").status())
                    .isEqualTo(400);
            var stopped = bot.api.post("/api/pushes/stop", "{\"reason\":\"ส่งซ้ำ\"}");
            assertThat(stopped.at("/stopped")).isEqualTo("true");
            // two officers at once: the first one's reason stands
            assertThat(bot.api
                            .post("/api/pushes/stop", "{\"reason\":\"อีกคน\"}")
                            .at("/reason"))
                    .isEqualTo("ส่งซ้ำ");
            bot.api.post("/api/reports/" + number + "/status", "{\"status\":\"ACKNOWLEDGED\"}");
            head.step(p -> p.says("เมนู"), "ต้องการทำอะไรคะ");
            var waiting = bot.api.get("/api/deliveries?state=WAITING");
            assertThat(waiting.at("/items/0/kind")).isEqualTo("REPORT");
            assertThat(waiting.at("/items/0/failure")).isEqualTo("pushes are stopped: ส่งซ้ำ");
            await().atMost(Bot.PATIENCE)
                    .untilAsserted(
                            () -> assertThat(bot.api.get("/metrics").text()).contains("prasan_pushes_stopped 1.0"));
            assertThat(bot.line.calls(BotApi.PUSH)).isEmpty();

            bot.api.post("/api/pushes/start", "{\"reason\":\"แก้แล้ว\"}");
            head.hears("ความคืบหน้า");
            await().atMost(Bot.PATIENCE)
                    .untilAsserted(() -> assertThat(bot.api.get("/api/quota").at("/pushes/0/people"))
                            .isEqualTo("1"));
            var quota = bot.api.get("/api/quota");
            assertThat(quota.at("/pushes/0/kind")).isEqualTo("REPORT");
            assertThat(quota.at("/limit")).isEqualTo("1000");
            assertThat(quota.at("/left")).isEqualTo("999");
            assertThat(quota.at("/stop/stopped")).isEqualTo("false");
            var audit = bot.api.get("/api/audit?subject=push_switch");
            assertThat(audit.json().at("/items")).hasSize(3);
            assertThat(audit.at("/items/1/action")).isEqualTo("stopPushes");
            assertThat(audit.text()).contains("ส่งซ้ำ", "แก้แล้ว");
        }
    }
}
