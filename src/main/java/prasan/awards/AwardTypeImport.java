package prasan.awards;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import prasan.csv.Import;
import prasan.csv.Row;

/** Types of award from a sheet, one a line, by their code: which awards there are, and what they are called, is for staff to say. */
public final class AwardTypeImport implements Import.Kind {
    private final Awards awards;

    public AwardTypeImport(Awards awards) {
        this.awards = awards;
    }

    @Override
    public List<String> required() {
        return List.of("code", "name_th", "prize");
    }

    @Override
    public List<String> optional() {
        return List.of();
    }

    @Override
    public List<String> lines() {
        return List.of("prize");
    }

    @Override
    public @Nullable String column(String refusal) {
        return null;
    }

    @Override
    public Optional<Import.Change> take(Handle handle, Row row, Instant at) {
        var type = new Award.Type(row.text("code"), row.text("name_th"), row.optional("prize"));
        if (row.flawed()) {
            return Optional.empty();
        }
        var known = awards.types(handle).stream()
                .filter(other -> other.code().equals(type.code()))
                .findFirst();
        var details = known.map(old -> Import.differences(old, type)).orElseGet(() -> Import.cells(type));
        awards.put(handle, type);
        var effect = known.isEmpty()
                ? Import.Effect.NEW
                : details.isEmpty() ? Import.Effect.UNCHANGED : Import.Effect.CHANGED;
        return Optional.of(new Import.Change(type.code(), null, effect, details));
    }
}
