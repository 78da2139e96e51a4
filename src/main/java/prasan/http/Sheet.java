package prasan.http;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * A list as a sheet: a column for each field, a row for each item, written as it comes. Fields of fields are columns of their own ({@code place_lat}); what is itself a list is left out. Columns
 * are named as imports name them. Not safe for threads.
 */
final class Sheet {
    /** In a workbook this stands for a character by its code (ECMA-376, ST_Xstring), unless its first character is coded so itself. */
    private static final Pattern CODED = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");

    private static final Pattern CAPITAL = Pattern.compile("[A-Z]");
    /** Rows that are kept in memory at most. */
    private static final int FLUSH = 500;

    private final List<Column> columns;

    /** @param path the fields that lead to the value */
    private record Column(String name, List<RecordComponent> path) {}

    /** The kinds of files. */
    enum Format {
        CSV("text/csv; charset=utf-8", "csv"),
        XLSX(Content.XLSX, "xlsx");

        final String mediaType;
        final String extension;

        Format(String mediaType, String extension) {
            this.mediaType = mediaType;
            this.extension = extension;
        }
    }

    /** Where a file goes, opened when its first row is there. */
    interface Target {
        OutputStream open() throws IOException;
    }

    /** A file of one kind, being written. */
    private interface Writer {
        void row(Object item) throws IOException;

        void end() throws IOException;
    }

    /** Takes rows one after the other. */
    final class Rows {
        private final Format format;
        private final Target target;
        private @Nullable Writer writer;

        private Rows(Format format, Target target) {
            this.format = format;
            this.target = target;
        }

        private Writer writer() throws IOException {
            if (writer == null) {
                var out = target.open();
                writer = format == Format.CSV ? csv(out) : xlsx(out);
            }
            return writer;
        }

        void add(Object item) {
            try {
                writer().row(item);
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }

        /** Writes what is left of the file. */
        void end() throws IOException {
            writer().end();
        }
    }

    Sheet(Class<?> item) {
        columns = columns(item, List.of(), "");
    }

    private static List<Column> columns(Class<?> record, List<RecordComponent> within, String prefix) {
        var all = new ArrayList<Column>();
        for (var component : record.getRecordComponents()) {
            component.getAccessor().setAccessible(true);
            var path = new ArrayList<>(within);
            path.add(component);
            var name = prefix
                    + CAPITAL.matcher(component.getName()).replaceAll("_$0").toLowerCase(Locale.ROOT);
            if (component.getType().isRecord()) {
                all.addAll(columns(component.getType(), path, name + "_"));
            } else if (component.getType() != List.class) {
                all.add(new Column(name, path));
            }
        }
        return all;
    }

    /** Begins a file; the stream is not closed with it. */
    Rows write(Format format, Target target) {
        return new Rows(format, target);
    }

    private Writer csv(OutputStream out) throws IOException {
        var writer = Csv.begin(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        writer.writeRecord(columns.stream().map(Column::name).toList());
        return new Writer() {
            @Override
            public void row(Object item) {
                writer.writeRecord(columns.stream()
                        .map(column -> text(value(column, item)))
                        .toList());
            }

            @Override
            public void end() throws IOException {
                writer.flush();
            }
        };
    }

    private Writer xlsx(OutputStream out) {
        var book = new Workbook(out, "Prasan", "1.0");
        Worksheet sheet = book.newWorksheet("1");
        for (int i = 0; i < columns.size(); i++) {
            sheet.value(0, i, columns.get(i).name());
        }
        sheet.freezePane(0, 1);
        return new Writer() {
            private int row;

            @Override
            public void row(Object item) throws IOException {
                row++;
                for (int i = 0; i < columns.size(); i++) {
                    var value = value(columns.get(i), item);
                    if (value instanceof Number number) {
                        sheet.value(row, i, number);
                    } else if (value instanceof Boolean yes) {
                        sheet.value(row, i, yes);
                    } else if (value != null) {
                        sheet.value(
                                row, i, CODED.matcher(shown(value.toString())).replaceAll("_x005F_"));
                    }
                }
                if (row % FLUSH == 0) {
                    sheet.flush();
                }
            }

            @Override
            public void end() throws IOException {
                sheet.finish();
                book.finish();
            }
        };
    }

    /** In a workbook a text is none but a text; only a ' of its own needs another one, for reading takes the guards of CSV away here, too. */
    private static String shown(String text) {
        return text.startsWith("'") ? Csv.written(text) : text;
    }

    private static @Nullable Object value(Column column, @Nullable Object item) {
        try {
            var value = item;
            for (var component : column.path()) {
                value = value == null ? null : component.getAccessor().invoke(value);
            }
            return value;
        } catch (ReflectiveOperationException bug) {
            throw new IllegalStateException(bug);
        }
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case String text -> Csv.written(text);
            case BigDecimal number -> number.toPlainString();
            default -> value.toString();
        };
    }
}
