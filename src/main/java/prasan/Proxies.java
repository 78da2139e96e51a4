package prasan;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from, behind proxies that each add the address of whom they got it from to the header {@code X-Forwarded-For}. Only proxies of ours are believed: whoever
 * reaches the server without them may write into the header whatever they like.
 *
 * @param count how many are in front at most
 * @param networks theirs
 */
record Proxies(int count, List<Network> networks) {
    private static final int MOST = 9;
    /** An address, and never longer than the longest. */
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

    private static final List<Network> PRIVATE = networks(
            List.of("127.0.0.0/8", "::1", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", "fe80::/10"));

    static final Proxies NONE = new Proxies(0, List.of());

    Proxies {
        networks = List.copyOf(networks);
    }

    /**
     * What the setting says: how many proxies there are in front, the last of which has a private address; or the addresses and networks of all of them, with commas.
     *
     * @throws IllegalArgumentException for anything else
     */
    static Proxies parse(String setting) {
        return setting.matches("[0-9]")
                ? new Proxies(Integer.parseInt(setting), PRIVATE)
                : new Proxies(MOST + 1, networks(Arrays.asList(setting.split(",", -1))));
    }

    /**
     * The address that a request comes from.
     *
     * @param peer whom the connection is with
     * @param forwarded the lines of the header
     */
    String address(String peer, List<String> forwarded) {
        if (count == 0 || forwarded.isEmpty() || !ours(peer)) {
            return peer;
        }
        var entries = String.join(",", forwarded).split(",", -1);
        var address = peer;
        for (int hop = 1; hop <= Math.min(count, entries.length); hop++) {
            var before = entries[entries.length - hop].strip();
            if (!ADDRESS.matcher(before).matches()) {
                return address;
            }
            address = before;
            // counted proxies may have any address; listed ones are known by it
            if (count > MOST && !ours(address)) {
                return address;
            }
        }
        return address;
    }

    private boolean ours(String address) {
        var bytes = bytes(address);
        return bytes != null && networks.stream().anyMatch(network -> network.has(bytes));
    }

    private static List<Network> networks(List<String> texts) {
        return texts.stream().map(String::strip).map(Network::parse).toList();
    }

    /** Without asking anybody: a name is no address. */
    private static byte @Nullable [] bytes(String address) {
        try {
            return ADDRESS.matcher(address).matches()
                            && (address.contains(":") || address.matches("[0-9]+(\\.[0-9]+){3}"))
                    ? InetAddress.getByName(address).getAddress()
                    : null;
        } catch (UnknownHostException none) {
            return null;
        }
    }

    /**
     * The addresses that begin with the same bits. Never compared.
     *
     * @param bits how many of them count
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Network(byte[] address, int bits) {
        private static Network parse(String text) {
            var parts = text.split("/", 2);
            var address = bytes(parts[0]);
            if (address == null) {
                throw new IllegalArgumentException(
                        "is not a number from 0 to 9, nor addresses or networks such as 10.0.0.0/8");
            }
            int all = address.length * Byte.SIZE;
            int bits = parts.length == 1 ? all : parts[1].matches("[0-9]{1,3}") ? Integer.parseInt(parts[1]) : -1;
            if (bits < 1 || bits > all) {
                throw new IllegalArgumentException("has a network of " + bits + " bits");
            }
            return new Network(address, bits);
        }

        private boolean has(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % Byte.SIZE;
                if (((address[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
