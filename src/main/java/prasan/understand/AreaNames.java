package prasan.understand;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import prasan.flow.Thai;

/** Names in Thai, normalised, of the tambons and provinces that come with the program or were imported: where a name ends, in a text without spaces, only the name itself can tell. */
record AreaNames(Set<String> tambons, Set<String> provinces) {
    private static final int PROVINCE_DIGITS = 2;
    private static final int TAMBON_DIGITS = 6;

    /** Of a conversations folder: names of areas that were imported, a level (tambon or province) and a name a line. The program writes it, an edition keeps it. */
    static final String FILE = "understanding-areas.tsv";

    /** Returns the names that come with the program, and those of the folder's file, if it has one. */
    static AreaNames of(Map<String, String> files) {
        var names = packaged();
        files.getOrDefault(FILE, "")
                .lines()
                .map(line -> line.split("\t", 2))
                .filter(cells -> cells.length == 2)
                .forEach(cells ->
                        (cells[0].equals("tambon") ? names.tambons : names.provinces).add(Thai.normalise(cells[1])));
        return names;
    }

    private static AreaNames packaged() {
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
