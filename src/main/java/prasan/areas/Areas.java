package prasan.areas;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jdbi.v3.core.Handle;

/** The areas of Thailand: provinces, districts, tambons and villages. */
public final class Areas {

    /**
     * Fills the table with the packaged provinces, districts and tambons if it is empty; where their facts come from is told in the file NOTICE.
     *
     * @return how many rows were added
     */
    public static int load(Handle handle) {
        if (handle.createQuery("SELECT EXISTS (SELECT 1 FROM area)")
                .mapTo(Boolean.class)
                .one()) {
            return 0;
        }
        // Sorted by code, so that a parent comes before its children. A second node that loads at the same time does no
        // harm.
        var batch = handle.prepareBatch("""
                INSERT INTO area (code, parent, name_th, name_en, postcode)
                VALUES (:code, NULLIF(LEFT(:code, CHAR_LENGTH(:code) - 2), ''), :name_th, :name_en, NULLIF(:postcode, ''))
                ON DUPLICATE KEY UPDATE area.code = area.code""");
        var resource = Objects.requireNonNull(Areas.class.getResourceAsStream("/areas/areas.csv"));
        try (CsvReader<NamedCsvRecord> rows =
                CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            for (var row : rows) {
                batch.bindMap(row.getFieldsAsMap()).add();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return batch.execute().length;
    }
}
