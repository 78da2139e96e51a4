package prasan.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class GateTest {
    @Test
    void oneFileIsWorkedOnAtATimeAndTheNextOneWaitsForIt() throws Exception {
        var gate = Place.files().working();
        gate.enter();
        var next = Thread.ofVirtual().start(() -> {
            gate.enter();
            gate.leave();
        });
        Thread.sleep(200);
        assertThat(next.isAlive()).isTrue();
        gate.leave();
        assertThat(next.join(Duration.ofSeconds(5))).isTrue();
    }

    @Test
    void whoDoesNotFitIsRefusedAtOnceAndWhoWaitsInVainAfterAWhile() {
        var full = new Gate(1, 0, Duration.ofMinutes(1));
        full.enter();
        assertThat(full.crowded()).isTrue();
        refused(full);
        full.leave();
        assertThat(full.crowded()).isFalse();
        full.enter();

        var patient = new Gate(1, 1, Duration.ofMillis(50));
        patient.enter();
        refused(patient);
        patient.leave();
        patient.enter();
    }

    private static void refused(Gate gate) {
        assertThatThrownBy(gate::enter).isInstanceOfSatisfying(Problem.class, busy -> {
            assertThat(busy.status()).isEqualTo(503);
            assertThat(busy.details()).containsEntry("retryAfterSeconds", 1L);
        });
    }
}
