package prasan;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prasan.http.Bounds;
import prasan.officers.OfficeHours;

/**
 * The settings, read once from the environment. Never printed: some are secrets.
 *
 * @param host address to listen on; the demo, whose simulator lets anybody speak for anybody, listens to this machine only
 * @param database where the data is, or {@code null} for the embedded MariaDB below {@code data}
 * @param adminKey a nation-wide administrator's API key, or {@code null}: then the admin API lets nobody in
 * @param proxies that stand in front, whose words about where a request comes from are believed
 * @param requestsPerMinute how many requests to the admin API may be made with one key or session in a minute, on each node; a twentieth as many from an address with wrong ones
 * @param bounds how much of this node strangers can take up
 * @param publicUrl of this server as people reach it, without a slash at its end, or {@code null}: then nobody is given a link to it
 * @param officeHours in which officers answer leaders
 * @param centrePhone of the office that handles reports, told to those who report, or {@code null}
 * @param pushReserve how many pushes of the month are kept for what is urgent
 * @param noticeApprovalFrom from how many recipients on a notice is approved by a second officer
 * @param conversations a folder, or {@code null} for the packaged conversations
 */
record Config(
        String host,
        int port,
        @Nullable DatabaseAt database,
        Path data,
        Line line,
        @Nullable String adminKey,
        Proxies proxies,
        int requestsPerMinute,
        Bounds bounds,
        @Nullable String publicUrl,
        OfficeHours officeHours,
        @Nullable String centrePhone,
        int pushReserve,
        int noticeApprovalFrom,
        @Nullable Path conversations) {

    /** A key that nobody guesses, if it is random. */
    private static final int KEY_LENGTH = 32;

    /** A MariaDB server: a JDBC URL and an account. */
    record DatabaseAt(String url, String user, String password) {
        /** Without its options, among which a password may be. */
        @Override
        public String toString() {
            return url.replaceFirst("\\?.*", "");
        }
    }

    /**
     * A LINE channel and the addresses of LINE's API; the port is not known before the start when it is 0.
     *
     * @param basicId of the account, {@code @…}, for links that open it
     */
    record Line(
            String channelSecret,
            String accessToken,
            @Nullable String apiUrl,
            @Nullable String dataUrl,
            @Nullable String basicId) {
        @Override
        public String toString() {
            return "LINE at " + apiUrl;
        }
    }

    /** Settings are missing or wrong; the message names all of them. */
    static final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unusable(List<String> faults) {
            super(String.join("; ", faults));
        }
    }

    /** For real LINE. @throws Unusable naming everything that is missing or wrong */
    static Config serve(Map<String, String> env) {
        var faults = new ArrayList<String>();
        for (var name : List.of("LINE_CHANNEL_SECRET", "LINE_CHANNEL_ACCESS_TOKEN")) {
            if (text(env, name, null) == null) {
                faults.add(name + " is not set");
            }
        }
        var line = new Line(
                String.valueOf(text(env, "LINE_CHANNEL_SECRET", "")),
                String.valueOf(text(env, "LINE_CHANNEL_ACCESS_TOKEN", "")),
                text(env, "LINE_API_URL", "https://api.line.me"),
                text(env, "LINE_DATA_URL", "https://api-data.line.me"),
                text(env, "LINE_BASIC_ID", null));
        var key = text(env, "PRASAN_ADMIN_KEY", null);
        if (key != null && key.length() < KEY_LENGTH) {
            faults.add("PRASAN_ADMIN_KEY has less than " + KEY_LENGTH + " characters: it opens everything");
        }
        return read(env, "0.0.0.0", line, key, faults);
    }

    /** For trying it out: everything has a default, and LINE is the simulator of the same process. */
    static Config demo(Map<String, String> env) {
        var line = new Line(
                String.valueOf(text(env, "LINE_CHANNEL_SECRET", "demo-channel-secret")),
                String.valueOf(text(env, "LINE_CHANNEL_ACCESS_TOKEN", "demo-channel-access-token")),
                text(env, "LINE_API_URL", null),
                text(env, "LINE_DATA_URL", null),
                text(env, "LINE_BASIC_ID", null));
        return read(env, "127.0.0.1", line, text(env, "PRASAN_ADMIN_KEY", "demo-admin-key"), new ArrayList<>());
    }

    /** Only where the data is: for commands that neither listen nor send. */
    static Config data(Map<String, String> env) {
        return read(env, "127.0.0.1", new Line("", "", null, null, null), null, new ArrayList<>());
    }

    private static Config read(
            Map<String, String> env, String host, Line line, @Nullable String adminKey, List<String> faults) {
        int port = number(env, "PORT", 8080, 0, 65535, faults);
        int perMinute = number(env, "REQUESTS_PER_MINUTE", 1200, 20, 1_000_000, faults);
        var proxies = proxies(env, faults);
        var bounds = bounds(env, faults);
        var url = text(env, "DATABASE_URL", null);
        if (url != null && !url.startsWith("jdbc:mariadb://")) {
            faults.add("DATABASE_URL does not begin with jdbc:mariadb://");
        }
        for (var name : List.of("LINE_API_URL", "LINE_DATA_URL")) {
            var api = text(env, name, null);
            if (api != null && !api.matches("https?://[^/ ]+.*")) {
                faults.add(name + " does not begin with http:// or https://");
            }
        }
        var publicUrl = text(env, "PUBLIC_URL", null);
        if (publicUrl != null && !publicUrl.matches("https://[^/ ?#]+(/[^ ?#]+)*")) {
            faults.add("PUBLIC_URL does not begin with https://, or ends with a slash");
        }
        if (line.basicId() != null && !line.basicId().matches("@[0-9a-z._-]{2,30}")) {
            faults.add("LINE_BASIC_ID is not like @abc1234x");
        }
        var officeHours = hours(env, faults);
        int reserve = number(env, "PUSH_RESERVE", 0, 0, 10_000_000, faults);
        var phone = text(env, "CENTRE_PHONE", null);
        if (phone != null && !phone.matches("[0-9][0-9 -]{2,20}")) {
            faults.add("CENTRE_PHONE is not like 034-511-000");
        }
        int approvalFrom = number(env, "NOTICE_APPROVAL_FROM", 500, 1, 1_000_000, faults);
        if (!faults.isEmpty()) {
            throw new Unusable(faults);
        }
        var folder = text(env, "CONVERSATIONS", null);
        return new Config(
                host,
                port,
                url == null
                        ? null
                        : new DatabaseAt(
                                url,
                                String.valueOf(text(env, "DATABASE_USER", "")),
                                String.valueOf(text(env, "DATABASE_PASSWORD", ""))),
                Path.of(String.valueOf(text(env, "PRASAN_DATA", "data"))).toAbsolutePath(),
                line,
                adminKey,
                proxies,
                perMinute,
                bounds,
                publicUrl,
                officeHours,
                phone,
                reserve,
                approvalFrom,
                folder == null ? null : Path.of(folder));
    }

    private static OfficeHours hours(Map<String, String> env, List<String> faults) {
        try {
            return OfficeHours.parse(String.valueOf(text(env, "OFFICE_HOURS", OfficeHours.USUAL)));
        } catch (IllegalArgumentException wrong) {
            faults.add("OFFICE_HOURS " + wrong.getMessage());
            return OfficeHours.parse(OfficeHours.USUAL);
        }
    }

    private static Proxies proxies(Map<String, String> env, List<String> faults) {
        try {
            return Proxies.parse(String.valueOf(text(env, "PROXIES", "0")));
        } catch (IllegalArgumentException wrong) {
            faults.add("PROXIES " + wrong.getMessage());
            return Proxies.NONE;
        }
    }

    private static Bounds bounds(Map<String, String> env, List<String> faults) {
        var usual = Bounds.USUAL;
        return new Bounds(
                number(env, "CONNECTIONS", usual.connections(), 10, 100_000, faults),
                Duration.ofSeconds(
                        number(env, "IDLE_SECONDS", (int) usual.idle().toSeconds(), 1, 3600, faults)),
                number(env, "BODY_BYTES_PER_SECOND", usual.bytesPerSecond(), 1, 100_000_000, faults),
                number(env, "WEBHOOKS", usual.webhooks(), 1, 10_000, faults),
                number(env, "WEBHOOKS_WAITING", usual.webhooksWaiting(), 0, 100_000, faults));
    }

    private static int number(
            Map<String, String> env, String name, int otherwise, int least, int most, List<String> faults) {
        var text = String.valueOf(text(env, name, String.valueOf(otherwise)));
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            faults.add(name + " is not a number from " + least + " to " + most);
            return otherwise;
        }
        return Integer.parseInt(text);
    }

    private static @Nullable String text(Map<String, String> env, String name, @Nullable String otherwise) {
        var value = env.get(name);
        return value == null || value.isBlank() ? otherwise : value;
    }

    /** Nothing that could be a secret. */
    @Override
    public String toString() {
        return "Config[" + host + ":" + port + "]";
    }
}
