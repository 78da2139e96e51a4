package prasan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigTest {
    private static Map<String, String> with(String name, String value) {
        var env = new HashMap<>(Map.of("LINE_CHANNEL_SECRET", "s", "LINE_CHANNEL_ACCESS_TOKEN", "t"));
        env.put(name, value);
        return env;
    }

    @ParameterizedTest
    @CsvSource({
        "REQUESTS_PER_MINUTE, 0",
        "REQUESTS_PER_MINUTE, 19",
        "CONNECTIONS, 0",
        "IDLE_SECONDS, 0",
        "BODY_BYTES_PER_SECOND, 0",
        "WEBHOOKS, 0",
        "PROXIES, proxy.example",
        "PRASAN_ADMIN_KEY, a-key-that-is-31-characters-lon"
    })
    void whatWouldServeNobodyOrAnybodyIsRefusedAtTheStart(String name, String value) {
        assertThatThrownBy(() -> Config.serve(with(name, value)))
                .isInstanceOf(Config.Unusable.class)
                .hasMessageStartingWith(name + " ");
    }

    @Test
    void aKeyOfTheStartHas32Characters() {
        assertThat(Config.serve(with("PRASAN_ADMIN_KEY", "a-key-that-is-32-characters-long"))
                        .adminKey())
                .hasSize(32);
        assertThat(Config.demo(Map.of()).adminKey()).isEqualTo("demo-admin-key");
    }
}
