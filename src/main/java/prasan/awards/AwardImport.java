package prasan.awards;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import prasan.areas.Area;
import prasan.areas.Areas;
import prasan.csv.Import;
import prasan.csv.Importer;
import prasan.csv.Row;
import prasan.flow.BuddhistEra;

/**
 * Awards from a sheet, one a line, by their code. ANNOUNCED means that it has been announced elsewhere: it becomes public without anybody being told. Awards that are to be announced
 * come as DRAFT and are announced over HTTP.
 */
public final class AwardImport implements Import.Kind {
    private static final Map<String, Award.RecipientKind> KINDS = Map.of(
            "บุคคล",
            Award.RecipientKind.PERSON,
            "กลุ่ม",
            Award.RecipientKind.GROUP,
            "หมู่บ้าน",
            Award.RecipientKind.VILLAGE);

    private final Awards awards;
    private final Areas areas;
    private final Importer by;

    public AwardImport(Awards awards, Areas areas, Importer by) {
        this.awards = awards;
        this.areas = areas;
        this.by = by;
    }

    @Override
    public List<String> required() {
        return List.of(
                "code",
                "type",
                "title",
                "year_be",
                "area",
                "recipient",
                "recipient_kind",
                "recipient_area",
                "achievement",
                "publish_consent");
    }

    @Override
    public List<String> optional() {
        // a file of the list has columns more, which nobody sets
        return List.of(
                "occupation",
                "prize",
                "ceremony",
                "ceremony_on",
                "venue",
                "status",
                "announced_at",
                "announced_by",
                "created_at",
                "updated_at");
    }

    @Override
    public List<String> lines() {
        return List.of("achievement", "prize");
    }

    @Override
    public @Nullable String column(String refusal) {
        return switch (refusal) {
            case "consent-missing" -> "publish_consent";
            case "unknown-area", "outside-area" -> "area";
            default -> null;
        };
    }

    @Override
    public Optional<Import.Change> take(Handle handle, Row row, Instant at) {
        var code = row.text("code");
        var known = awards.find(handle, code);
        var facts = facts(handle, row, known.map(Award::facts).orElse(null));
        var status = row.has("status")
                ? row.code("status", AwardStatus.class, Map.of())
                : known.map(Award::status).orElse(AwardStatus.DRAFT);
        if (row.flawed()) {
            return Optional.empty();
        }
        var details = known.map(old -> Import.differences(old.facts(), facts)).orElseGet(() -> Import.cells(facts));
        var award = known.isEmpty()
                ? awards.create(handle, by.scope(), code, facts, at)
                : details.isEmpty() ? known.get() : awards.change(handle, by.scope(), code, facts, at);
        if (award.status() == AwardStatus.ANNOUNCED && status == AwardStatus.DRAFT) {
            row.flaw("status", "is ANNOUNCED already, which cannot be taken back");
        } else if (award.status() != status) {
            award = awards.publish(handle, by.scope(), code, by.name(), at);
        }
        var before = known.map(Award::status).orElse(award.status());
        if (known.isEmpty()) {
            details = Stream.concat(details.stream(), Stream.of("status: " + status))
                    .toList();
        } else if (before != award.status()) {
            details = Stream.concat(details.stream(), Stream.of("status: " + before + " → " + award.status()))
                    .toList();
        }
        return Optional.of(new Import.Change(code, facts.area(), effect(known.isEmpty(), details), details));
    }

    private static Import.Effect effect(boolean isNew, List<String> details) {
        if (isNew) {
            return Import.Effect.NEW;
        }
        return details.isEmpty() ? Import.Effect.UNCHANGED : Import.Effect.CHANGED;
    }

    private Award.Facts facts(Handle handle, Row row, Award.@Nullable Facts old) {
        return new Award.Facts(
                row.text("type"),
                row.text("title"),
                row.year("year_be"),
                area(handle, row, "area"),
                row.text("recipient"),
                row.code("recipient_kind", Award.RecipientKind.class, KINDS),
                area(handle, row, "recipient_area"),
                row.optional("occupation", old == null ? null : old.occupation()),
                row.text("achievement"),
                row.optional("prize", old == null ? null : old.prize()),
                row.optional("ceremony", old == null ? null : old.ceremony()),
                old != null && !row.has("ceremony_on")
                        ? old.ceremonyOn()
                        : row.optional("ceremony_on", "a day like 2026-02-28 or 28/2/2569", BuddhistEra::day),
                row.optional("venue", old == null ? null : old.venue()),
                row.yes("publish_consent"));
    }

    private String area(Handle handle, Row row, String column) {
        return row.required(
                column,
                "the code of an area",
                "",
                code -> areas.known(handle, code).map(Area::code));
    }
}
