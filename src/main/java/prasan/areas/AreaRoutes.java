package prasan.areas;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import prasan.http.About;
import prasan.http.Endpoint;
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

    record AreasView(
            @About("what the words may mean, or what lies in the area")
            List<AreaView> areas) {}

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
                                this::find)
                        .right(Right.READ)
                        .query(
                                "text",
                                String.class,
                                "as people write it: ม.5 ต.ลาดหญ้า, อ.เมือง กาญจนบุรี, บ้านหนองบัว, 71190; several fit what is ambiguous")
                        .query(
                                "area",
                                String.class,
                                "code of an area to look in; without text, what lies directly in it")
                        .gives(AreasView.class)
                        .givesFile(SheetRow.class, this::write),
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

    /** All areas inside one, as they are imported. */
    private void write(Request request, Consumer<Record> rows) {
        var within = Objects.requireNonNullElse(AreaQuery.of(request), "");
        if (request.query("text", String.class) != null) {
            throw Problem.badParameter("format", "goes with area and without text");
        }
        jdbi.useHandle(handle -> areas.all(handle, within)
                .forEach(
                        area -> rows.accept(new SheetRow(area.code(), area.nameTh(), area.nameEn(), area.postcode()))));
    }

    private AreasView find(Request request) {
        var text = request.query("text", String.class);
        var within = Objects.requireNonNullElse(AreaQuery.of(request), "");
        // a village that is named by its number gets its row
        return jdbi.inTransaction(handle -> {
            var found = text == null
                    ? areas.inside(handle, within)
                    : new AreaSearch(AreaSearch.Wanted.ANY, "", within)
                            .find(handle, areas, text)
                            .areas();
            return new AreasView(found.stream().map(area -> view(handle, area)).toList());
        });
    }

    private AreaView read(Request request) {
        var code = request.path("code", String.class);
        return jdbi.inTransaction(handle -> view(handle, areas.require(handle, code)));
    }

    private AreaView view(Handle handle, Area area) {
        var address = areas.value(handle, area.code());
        return new AreaView(
                area.code(), area.level(), area.nameTh(), area.nameEn(), area.postcode(), address.th(), address.en());
    }
}
