package prasan;

import org.jspecify.annotations.Nullable;

/** Where a request comes from, behind proxies that each add the address of whom they got it from to the header {@code X-Forwarded-For}. */
final class Proxies {
    private Proxies() {}

    /**
     * The address: as many entries from the end of the header as there are proxies of ours, since what stands before them was written by strangers.
     *
     * @param count of our proxies; none: the header is not believed
     * @param peer whom the connection is with
     */
    static String address(int count, String peer, @Nullable String forwarded) {
        if (count == 0 || forwarded == null) {
            return peer;
        }
        var entries = forwarded.split(",", -1);
        var address = entries[Math.max(0, entries.length - count)].strip();
        // an address, and never longer than the longest
        return address.matches("[0-9A-Fa-f:.]{2,45}") ? address : peer;
    }
}
