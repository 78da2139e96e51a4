package prasan.areas;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import prasan.db.Refused;
import prasan.http.About;
import prasan.http.Endpoint;
import prasan.http.Page;
import prasan.http.Paging;
import prasan.http.Problem;
import prasan.http.Request;
import prasan.http.Right;

/** The areas over HTTP, for all officers: what lies where is no secret. They come in by imports. */
public final class AreaRoutes {
    private static final String CODE = "code of 2, 4, 6 or 8 digits";

    record AreaView(
            @About(value = CODE, example = "710107") String code,
            Area.Level level,
            String nameTh,
            String nameEn,
            @Nullable String postcode,

            @About(value = "as in an address", example = "ต.ลาดหญ้า อ.เมืองกาญจนบุรี จ.กาญจนบุรี")
            String addressTh,

            String addressEn) {}

    /** A line of a file, with the columns of {@link AreaImport}. */
    record SheetRow(
            String code,
            String nameTh,
            String nameEn,
            @Nullable String postcode) {}

    private final Jdbi jdbi;
    private final Areas areas;

    public AreaRoutes(Jdbi jdbi, Areas areas) {
        this.jdbi = jdbi;
        this.areas = areas;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(
                                "/api/areas",
                                "findAreas",
                                "Areas by what people call them, or those inside an area",
                                this::list)
                        .right(Right.READ)
                        .query(
                                "text",
                                String.class,
                                "as people write it: ม.5 ต.ลาดหญ้า, อ.เมือง กาญจนบุรี, บ้านหนองบัว, 71190; several fit what is ambiguous")
                        .query(
                                "area",
                                String.class,
                                "code of an area to look in; without text, what lies directly in it")
                        .givesPage(AreaView.class, Areas.ORDERS, "by code")
                        .givesFile(SheetRow.class, this::lines),
                Endpoint.get(
                                "/api/areas/{code}",
                                "readArea",
                                "An area, by its code or by one that it had before",
                                this::read)
                        .right(Right.READ)
                        .path("code", String.class, CODE)
                        .gives(AreaView.class)
                        .versioned()
                        .refuses(404, "unknown-area", "Look it up by its name"));
    }

    /** An area and all below it, as they are imported. */
    private Page<List<SheetRow>> lines(Request request) {
        var within = within(request);
        if (request.query("text", String.class) != null) {
            throw Problem.badParameter("format", "goes with area and without text");
        }
        var slice = request.slice(Areas.ORDERS);
        var rows = jdbi.withHandle(handle -> areas.all(handle, within, slice));
        return Paging.page(
                slice,
                rows,
                AreaRoutes::id,
                area -> List.of(new SheetRow(area.code(), area.nameTh(), area.nameEn(), area.postcode())));
    }

    private Page<AreaView> list(Request request) {
        var text = request.query("text", String.class);
        var within = within(request);
        var slice = request.slice(Areas.ORDERS);
        return jdbi.withHandle(handle -> {
            var rows = text == null
                    ? areas.inside(handle, within, slice)
                    : Areas.part(new AreaSearch(AreaSearch.Wanted.ANY, "", within).all(handle, areas, text), slice);
            return Paging.page(slice, rows, AreaRoutes::id, area -> view(handle, area));
        });
    }

    private static String within(Request request) {
        return Objects.requireNonNullElse(AreaQuery.of(request), "");
    }

    private static long id(Area area) {
        return Long.parseLong(area.code());
    }

    private AreaView read(Request request) {
        var code = request.path("code", String.class);
        return jdbi.withHandle(handle -> view(
                handle, areas.find(handle, code).orElseThrow(() -> new Refused("unknown-area", Map.of("area", code)))));
    }

    private AreaView view(Handle handle, Area area) {
        var address = areas.value(handle, area.code());
        return new AreaView(
                area.code(), area.level(), area.nameTh(), area.nameEn(), area.postcode(), address.th(), address.en());
    }
}
