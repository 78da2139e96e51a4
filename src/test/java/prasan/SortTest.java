package prasan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import prasan.support.Api;

/** Lists in the order that is asked for, page by page. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SortTest {
    private static final String HEADING =
            "code,name,dimension,objective,target,indicator,budget_baht,budget_source,do_type,agency,fiscal_year_be,area,priority,lat,lon,stage,stage_changed_on\n";

    private final Bot bot = Bot.start();

    @BeforeAll
    void projects() {
        var file = HEADING
                + line("S-1", "ไก่", 300, 2570, "2026-01-05")
                + line("S-2", "เป็ด", 100, 2569, "2026-01-06")
                + line("S-3", "กบ", 100, 2570, "2026-01-04")
                + line("S-4", "แกะ", 200, 2569, "2026-01-05")
                + line("S-5", "กา", 100, 2570, "2026-01-05");
        var done = bot.api.send(
                "/api/imports/projects?apply=true",
                request -> request.post(RequestBody.create(file.getBytes(StandardCharsets.UTF_8))));
        assertThat(done.at("/added")).isEqualTo("5");
    }

    private static String line(String code, String name, int baht, int year, String day) {
        return code + "," + name + ",ด้าน,,,," + baht + ",,SELF,," + year + ",710107,,,,PROPOSED," + day + "\n";
    }

    @AfterAll
    void stop() {
        bot.close();
    }

    /** The codes, read in pages of two. */
    private List<String> codes(String sort) {
        var codes = new ArrayList<String>();
        var path = "/api/projects?limit=2&sort=" + sort;
        var page = bot.api.get(path);
        while (true) {
            assertThat(page.status()).as(page.text()).isEqualTo(200);
            page.json().get("items").forEach(item -> codes.add(item.get("code").asText()));
            if (page.json().get("next").isNull()) {
                return codes;
            }
            page = bot.api.get(path + "&after=" + page.at("/next"));
        }
    }

    @Test
    void rowsWithTheSameKeyNeitherRepeatNorHideOneAnother() {
        assertThat(codes("budgetBaht")).containsExactly("S-2", "S-3", "S-5", "S-4", "S-1");
        assertThat(codes("-budgetBaht")).containsExactly("S-1", "S-4", "S-5", "S-3", "S-2");
        assertThat(codes("stageChangedOn")).containsExactly("S-3", "S-1", "S-4", "S-5", "S-2");
        assertThat(codes("-fiscalYearBe")).containsExactly("S-5", "S-3", "S-1", "S-4", "S-2");
        assertThat(codes("updatedAt")).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void namesAreSortedAsThaiDictionariesSortThem() {
        assertThat(codes("name")).containsExactly("S-3", "S-5", "S-4", "S-1", "S-2");
    }

    @Test
    void anExportHasTheOrderThatIsAskedFor() {
        var lines = bot.api
                .get("/api/projects?format=CSV&sort=-budgetBaht")
                .text()
                .lines()
                .toList();
        assertThat(lines.get(1)).startsWith("S-1,");
        assertThat(lines.get(5)).startsWith("S-2,");
    }

    @Test
    void anotherOrderIsSaidNoToAndSoIsACursorOfAnother() {
        var unknown = bot.api.get("/api/projects?sort=secret");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.at("/detail")).contains("budgetBaht");
        var cursor = bot.api.get("/api/projects?limit=2&sort=name").at("/next");
        assertThat(bot.api.get("/api/projects?sort=-name&after=" + cursor).status())
                .isEqualTo(400);
        assertThat(bot.api.get("/api/projects?after=" + cursor).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "budgetBaht\n=1e999999\n1",
                "budgetBaht\n=ข\n1",
                "stageChangedOn\n=+999999999-01-01\n1",
                "updatedAt\n=-999999-01-01T00:00:00Z\n1",
                "budgetBaht\n=1\n99999999999999999999",
                "name\n=\n",
                "budgetBaht"
            })
    void aCursorThatWasChangedIsSaidNoTo(String cursor) {
        var sort = cursor.split("\n", 2)[0];
        var after = Base64.getUrlEncoder().withoutPadding().encodeToString(cursor.getBytes(StandardCharsets.UTF_8));
        Api.Answer answer = bot.api.get("/api/projects?sort=" + sort + "&after=" + after);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/parameter")).isEqualTo("after");
    }
}
