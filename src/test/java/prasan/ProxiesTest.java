package prasan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProxiesTest {
    private static String address(String setting, String peer, String... lines) {
        return Proxies.parse(setting).address(peer, List.of(lines));
    }

    @Test
    void onlyWhatOurOwnProxiesAddedIsBelieved() {
        assertThat(address("0", "10.0.0.1", "203.0.113.9")).isEqualTo("10.0.0.1");
        assertThat(address("1", "10.0.0.1")).isEqualTo("10.0.0.1");
        assertThat(address("1", "10.0.0.1", "198.51.100.7, 203.0.113.9")).isEqualTo("203.0.113.9");
        assertThat(address("2", "10.0.0.1", "1.1.1.1, 203.0.113.9, 10.0.0.2")).isEqualTo("203.0.113.9");
        assertThat(address("2", "10.0.0.1", "203.0.113.9")).isEqualTo("203.0.113.9");
        assertThat(address("1", "10.0.0.1", "2001:db8::1")).isEqualTo("2001:db8::1");
        assertThat(address("1", "10.0.0.1", "somebody")).isEqualTo("10.0.0.1");
    }

    @Test
    void aHeaderOfSeveralLinesIsReadToItsEnd() {
        assertThat(address("1", "10.0.0.1", "198.51.100.7", "203.0.113.9")).isEqualTo("203.0.113.9");
    }

    @Test
    void whoComesWithoutAProxyIsNotBelieved() {
        assertThat(address("1", "203.0.113.9", "198.51.100.7")).isEqualTo("203.0.113.9");
        assertThat(address("192.0.2.1", "10.0.0.1", "198.51.100.7")).isEqualTo("10.0.0.1");
    }

    @Test
    void listedProxiesAreKnownByTheirAddresses() {
        var ours = "192.0.2.0/24, 2001:db8::5";
        assertThat(address(ours, "192.0.2.1", "198.51.100.7")).isEqualTo("198.51.100.7");
        assertThat(address(ours, "2001:db8::5", "1.1.1.1, 198.51.100.7, 192.0.2.9"))
                .isEqualTo("198.51.100.7");
        assertThat(address(ours, "192.0.3.1", "198.51.100.7")).isEqualTo("192.0.3.1");
    }

    @Test
    void anythingElseIsRefused() {
        for (var wrong : List.of("10", "-1", "proxy.example", "10.0.0.0/0", "10.0.0.0/33", "10.0.0.1,")) {
            assertThatThrownBy(() -> Proxies.parse(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
