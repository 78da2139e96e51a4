package prasan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import prasan.http.Right;
import prasan.support.Api;

/** What each step does in each state, and that of two officers who take the same one at once one is told. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NoticeStatesTest {
    private NoticeDesk desk;

    @BeforeAll
    void start() {
        desk = new NoticeDesk();
    }

    @AfterAll
    void close() {
        desk.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DRAFT | send | WAITING
            DRAFT | approve | not-waiting
            DRAFT | pause | not-sending
            DRAFT | resume | not-paused
            DRAFT | cancel | CANCELLED
            DRAFT | retry | not-finished
            WAITING | send | not-draft
            WAITING | approve | WAITING
            WAITING | pause | not-sending
            WAITING | resume | not-paused
            WAITING | cancel | CANCELLED
            WAITING | retry | not-finished
            SENDING | send | not-draft
            SENDING | approve | not-waiting
            SENDING | pause | PAUSED
            SENDING | resume | not-paused
            SENDING | cancel | CANCELLED
            SENDING | retry | not-finished
            PAUSED | send | not-draft
            PAUSED | approve | not-waiting
            PAUSED | pause | not-sending
            PAUSED | resume | SENDING
            PAUSED | cancel | CANCELLED
            PAUSED | retry | not-finished
            FINISHED | send | not-draft
            FINISHED | approve | not-waiting
            FINISHED | pause | not-sending
            FINISHED | resume | not-paused
            FINISHED | cancel | already-ended
            FINISHED | retry | SENDING
            CANCELLED | send | not-draft
            CANCELLED | approve | not-waiting
            CANCELLED | pause | not-sending
            CANCELLED | resume | not-paused
            CANCELLED | cancel | already-ended
            CANCELLED | retry | not-finished
            """)
    void aStepInAState(String status, String step, String comes) {
        var number = desk.targets.notice(status);
        var answer = desk.step(number, step);
        if (answer.status() == 200) {
            assertThat(answer.at("/status")).isEqualTo(comes);
        } else {
            assertThat(answer.at("/code")).isEqualTo(comes);
            assertThat(answer.status()).isEqualTo(409);
            assertThat(desk.read(number).at("/status")).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DRAFT | send | not-draft
            WAITING | approve | not-waiting
            SENDING | pause | not-sending
            PAUSED | resume | not-paused
            SENDING | cancel | already-ended
            """)
    void ofTwoOfficersAtOnceOneIsTold(String status, String step, String told) throws Exception {
        var number = desk.targets.notice(status);
        var officers = List.of(desk.writer, desk.officer("71", Right.NOTICE, Right.READ));
        List<Callable<Api.Answer>> steps = officers.stream()
                .map(officer -> (Callable<Api.Answer>) () -> NoticeDesk.step(officer, number, step))
                .toList();
        try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = both.invokeAll(steps).stream()
                    .map(java.util.concurrent.Future::resultNow)
                    .collect(Collectors.partitioningBy(answer -> answer.status() == 200));
            assertThat(answers.get(true)).hasSize(1);
            assertThat(answers.get(false))
                    .hasSize(1)
                    .allMatch(answer -> answer.at("/code").equals(told));
        }
    }

    @Test
    void ofTwoOfficersWhoChangeADraftTheSecondSeesTheFirst() {
        var number = desk.draft("");
        var seen = desk.read(number);
        assertThat(change(desk.writer, number, seen, "ประชุมใหญ่").status()).isEqualTo(200);
        assertThat(change(desk.officer("71", Right.NOTICE), number, seen, "ประชุมเล็ก"))
                .returns(412, Api.Answer::status);
        assertThat(desk.read(number).at("/title")).isEqualTo("ประชุมใหญ่");
    }

    private static Api.Answer change(Api officer, String number, Api.Answer seen, String title) {
        return officer.send(
                "/api/notices/" + number,
                request -> request.header("If-Match", String.valueOf(seen.header("ETag")))
                        .patch(okhttp3.RequestBody.create("{\"title\":\"" + title + "\"}", Api.JSON_TYPE)));
    }
}
