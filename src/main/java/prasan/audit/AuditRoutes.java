package prasan.audit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import prasan.http.Endpoint;
import prasan.http.Page;
import prasan.http.Paging;
import prasan.http.Request;
import prasan.http.Right;

/** The audit over HTTP: to be read, by administrators, of what belongs to their areas. */
public final class AuditRoutes {
    private static final ZoneId THAILAND = ZoneId.of("Asia/Bangkok");
    private final Jdbi jdbi;

    public AuditRoutes(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    public List<Endpoint> endpoints() {
        return List.of(Endpoint.get("/api/audit", "listAudit", "Who did what to which row, newest first", this::list)
                .right(Right.ADMIN)
                .query("officer", Long.class, "id of the officer who did it")
                .query("who", String.class, "the name under which it was done")
                .query("action", String.class, "id of an operation, such as changeReportStatus")
                .query("subject", String.class, "kind of row, such as report")
                .query("key", String.class, "the row, such as R-6911-0023")
                .query("from", LocalDate.class, "first day in Thailand")
                .query("until", LocalDate.class, "last day in Thailand")
                .givesPage(Entry.class, Audit.ORDERS)
                .givesFile(SheetRow.class, this::lines));
    }

    private Page<Entry> list(Request request) {
        return page(request, entry -> entry);
    }

    /** A line of a file. */
    record SheetRow(
            long id,
            Instant at,
            String who,
            @Nullable Long officer,
            String address,
            String action,
            String subject,
            String rowKey,
            @Nullable String area,
            @Nullable String field,
            @Nullable String before,
            @Nullable String after) {
        static SheetRow of(Entry entry, Entry.@Nullable Change change) {
            return new SheetRow(
                    entry.id(),
                    entry.at(),
                    entry.who(),
                    entry.officer(),
                    entry.address(),
                    entry.action(),
                    entry.subject(),
                    entry.rowKey(),
                    entry.area(),
                    change == null ? null : change.field(),
                    change == null ? null : change.before(),
                    change == null ? null : change.after());
        }
    }

    /** A line for each field that changed, and one for what only was read. */
    private Page<List<SheetRow>> lines(Request request) {
        return page(
                request,
                entry -> entry.changes().isEmpty()
                        ? List.of(SheetRow.of(entry, null))
                        : entry.changes().stream()
                                .map(change -> SheetRow.of(entry, change))
                                .toList());
    }

    private <V> Page<V> page(Request request, Function<Entry, V> view) {
        var from = request.query("from", LocalDate.class);
        var until = request.query("until", LocalDate.class);
        var filter = new Audit.Filter(
                request.query("officer", Long.class),
                request.query("who", String.class),
                code(request, "action"),
                code(request, "subject"),
                code(request, "key"),
                from == null ? null : from.atStartOfDay(THAILAND).toInstant(),
                until == null ? null : until.plusDays(1).atStartOfDay(THAILAND).toInstant());
        var sensitive = request.caller().scope(Right.SENSITIVE);
        var slice = request.slice(Audit.ORDERS);
        var rows = jdbi.withHandle(handle -> Audit.list(handle, request.scope(), sensitive, filter, slice));
        return Paging.page(slice, rows, Entry::id, view);
    }

    /** The database refuses to compare a code with anything but ASCII; nothing is called that anyway. */
    private static @Nullable String code(Request request, String name) {
        var code = request.query(name, String.class);
        return code == null || code.chars().allMatch(c -> c < 128) ? code : "";
    }
}
