package prasan.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** By whom something is counted that is counted by addresses. */
final class Subscriber {
    private static final int BYTES = 8;
    private static final Pattern SIX = Pattern.compile("\\[?[0-9A-Fa-f]*:[0-9A-Fa-f:.]*]?");

    private Subscriber() {}

    /** Returns an IPv4 address as it is. Of an IPv6 address it returns the first half, because one subscriber has all of the other (RFC 6177). */
    static String of(String address) {
        // a name would be asked for in the DNS
        if (!SIX.matcher(address).matches()) {
            return address;
        }
        try {
            var known = InetAddress.getByName(address);
            return known instanceof Inet6Address six
                    ? HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), BYTES)) + "/64"
                    : known.getHostAddress();
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
