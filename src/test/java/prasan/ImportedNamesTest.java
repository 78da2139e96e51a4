package prasan;

import static org.assertj.core.api.Assertions.assertThat;

import okhttp3.MediaType;
import okhttp3.RequestBody;
import org.junit.jupiter.api.Test;

/** Free text is read by the names of areas that are imported while the server runs; what was said before is replayed by the names of then. */
class ImportedNamesTest {
    private static final String SAID = "น้ำประปาไม่ไหลสามวันแล้ว หมู่ 5 ทุ่งสมมติจำลอง";
    private static final String UNKNOWN = "ทุ่งสมมติจำลอง";

    @Test
    void aTambonThatIsImportedIsReadInFreeText() {
        try (var bot = Bot.start()) {
            var before = bot.villageHead("นางตัวอย่าง หนึ่ง").step(p -> p.says(SAID), "ใช่ไหมคะ");
            assertThat(before.getLast()).doesNotContain(UNKNOWN);

            var csv = RequestBody.create(
                    "code,name_th\n7199,สมมติใหม่\n719901," + UNKNOWN + "\n", MediaType.get("text/csv"));
            var done = bot.api.send("/api/imports/areas?apply=true", request -> request.post(csv));
            assertThat(done.status()).isEqualTo(200);

            var after = bot.villageHead("นายจำลอง สอง").step(p -> p.says(SAID), "ใช่ไหมคะ");
            assertThat(after.getLast()).contains(UNKNOWN);
        }
    }
}
