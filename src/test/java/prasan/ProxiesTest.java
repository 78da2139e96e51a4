package prasan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProxiesTest {
    @Test
    void onlyWhatOurOwnProxiesAddedIsBelieved() {
        assertThat(Proxies.address(0, "10.0.0.1", "203.0.113.9")).isEqualTo("10.0.0.1");
        assertThat(Proxies.address(1, "10.0.0.1", null)).isEqualTo("10.0.0.1");
        assertThat(Proxies.address(1, "10.0.0.1", "198.51.100.7, 203.0.113.9")).isEqualTo("203.0.113.9");
        assertThat(Proxies.address(2, "10.0.0.1", "1.1.1.1, 203.0.113.9, 10.0.0.2"))
                .isEqualTo("203.0.113.9");
        assertThat(Proxies.address(2, "10.0.0.1", "203.0.113.9")).isEqualTo("203.0.113.9");
        assertThat(Proxies.address(1, "10.0.0.1", "2001:db8::1")).isEqualTo("2001:db8::1");
        assertThat(Proxies.address(1, "10.0.0.1", "somebody")).isEqualTo("10.0.0.1");
    }
}
