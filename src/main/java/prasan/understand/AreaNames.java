package prasan.understand;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import prasan.flow.Thai;

/** Names in Thai, normalised, of the tambons and provinces that come with the program: where a name ends, in a text without spaces, only the name itself can tell. */
public record AreaNames(Set<String> tambons, Set<String> provinces) {
    /** No names at all. */
    public static final AreaNames NONE = new AreaNames(Set.of(), Set.of());

    /** The same of names as they are written. */
    public static AreaNames of(Collection<String> tambons, Collection<String> provinces) {
        return new AreaNames(
                tambons.stream().map(Thai::normalise).collect(Collectors.toSet()),
                provinces.stream().map(Thai::normalise).collect(Collectors.toSet()));
    }

    private static final int PROVINCE_DIGITS = 2;
    private static final int TAMBON_DIGITS = 6;

    static AreaNames packaged() {
        var names = new AreaNames(new HashSet<>(), new HashSet<>());
        var resource = Objects.requireNonNull(AreaNames.class.getResourceAsStream("/areas/areas.csv"));
        try (CsvReader<NamedCsvRecord> rows =
                CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            for (var row : rows) {
                int digits = row.getField("code").length();
                if (digits == TAMBON_DIGITS || digits == PROVINCE_DIGITS) {
                    (digits == TAMBON_DIGITS ? names.tambons : names.provinces)
                            .add(Thai.normalise(row.getField("name_th")));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }
}
