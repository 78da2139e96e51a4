package prasan.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriberTest {

    @ParameterizedTest
    @ValueSource(strings = {"2001:db8:1:2::1", "2001:DB8:1:2:ffff::", "[2001:db8:1:2:3:4:5:6]"})
    void oneSubscriberHasHalfOfAnAddress(String address) {
        assertThat(Subscriber.of(address)).isEqualTo("20010db800010002/64");
    }

    @Test
    void anythingElseIsTheAddress() {
        assertThat(Subscriber.of("203.0.113.9")).isEqualTo("203.0.113.9");
        assertThat(Subscriber.of("::ffff:203.0.113.9")).isEqualTo("203.0.113.9");
        assertThat(Subscriber.of("no:address")).isEqualTo("no:address");
    }
}
