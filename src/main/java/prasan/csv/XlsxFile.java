package prasan.csv;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import javax.xml.stream.XMLStreamException;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** Reads the first sheet of an XLSX workbook (ECMA-376, 18), row by row and within bounds; a day is written as such, in the Christian era, which is how Excel keeps it. */
final class XlsxFile implements AutoCloseable {
    private static final long MOST_BYTES = 100L << 20;

    /** Each takes room, and a workbook of an office has some twenty. */
    private static final int MOST_PARTS = 5_000;

    private static final int MOST_RELATIONS = 10_000;

    private final ZipFile zip;

    private XlsxFile(byte[] file) throws IOException {
        zip = ZipFile.builder().setByteArray(file).get();
    }

    /** Whether the bytes begin as those of a workbook do: with the mark of a ZIP archive. */
    static boolean is(byte[] file) {
        return file.length > 3 && file[0] == 'P' && file[1] == 'K' && file[2] == 3 && file[3] == 4;
    }

    /** Whether they begin as those of the older kind (.xls) do. */
    static boolean isOlder(byte[] file) {
        return file.length > 3
                && (file[0] & 0xFF) == 0xD0
                && (file[1] & 0xFF) == 0xCF
                && (file[2] & 0xFF) == 0x11
                && (file[3] & 0xFF) == 0xE0;
    }

    /** The lines that are not empty, up to the first one that cannot be read; what is wrong is added to the flaws. */
    static List<Line> lines(byte[] file, List<Table.Flaw> flaws) {
        var lines = new ArrayList<Line>();
        try {
            if (parts(file) > MOST_PARTS) {
                throw Size.tooLarge();
            }
            try (var book = new XlsxFile(file)) {
                book.fits();
                book.read(lines, flaws);
            }
        } catch (Size.TooLarge large) {
            flaws.add(new Table.Flaw(
                    lines.isEmpty() ? 1 : lines.getLast().number(), null, String.valueOf(large.getMessage())));
        } catch (IOException | XMLStreamException | RuntimeException broken) {
            // an archive and XML can be broken in any way
            flaws.add(new Table.Flaw(
                    lines.isEmpty() ? 1 : lines.getLast().number(),
                    null,
                    "the workbook cannot be read; save it again as .xlsx, or as \"CSV UTF-8\""));
        }
        return lines;
    }

    /** How many entries the directory of the archive has, counted before it is read: each of its entries has such a mark. */
    private static int parts(byte[] file) {
        int parts = 0;
        for (int i = 0; i + 3 < file.length; i++) {
            parts += file[i] == 'P' && file[i + 1] == 'K' && file[i + 2] == 1 && file[i + 3] == 2 ? 1 : 0;
        }
        return parts;
    }

    /** Whether all of it stays within bounds when it is unpacked, which is counted and not believed. */
    private void fits() throws IOException {
        long left = MOST_BYTES;
        for (var entry : Collections.list(zip.getEntries())) {
            if (entry.getMethod() != ZipEntry.STORED && entry.getMethod() != ZipEntry.DEFLATED) {
                // a workbook has no other, and what unpacks them may not be there
                throw new IOException("packed in an unusual way");
            }
            try (var in = zip.getInputStream(entry)) {
                left -= in.skip(left + 1);
            }
            if (left < 0) {
                throw Size.tooLarge();
            }
        }
    }

    /** The parts that another one names: by their number there, and by the last word of their kind. */
    private record Relations(String folder, Map<String, String> targets, Set<String> sheets) {
        @Nullable
        String target(@Nullable String name) {
            var target = targets.get(name);
            return target == null
                    ? null
                    : URI.create("/" + folder.replace(" ", "%20"))
                            .resolve(target.replace(" ", "%20"))
                            .getPath()
                            .substring(1);
        }
    }

    private void read(List<Line> lines, List<Table.Flaw> flaws) throws IOException, XMLStreamException {
        var book = relations("").target("officeDocument");
        if (book == null) {
            throw new IOException("no workbook");
        }
        var relations = relations(book);
        boolean from1904 = false;
        String first = null;
        String shown = null;
        try (var part = part(book)) {
            while (shown == null && part.next()) {
                if (part.begins("workbookPr")) {
                    var said = part.attribute("date1904");
                    from1904 = "1".equals(said) || "true".equals(said);
                } else if (part.begins("sheet") && relations.sheets().contains(part.attribute("id"))) {
                    var state = part.attribute("state");
                    var id = part.attribute("id");
                    first = first == null ? id : first;
                    // templates keep lists in hidden sheets, often in front
                    shown = state == null || state.equals("visible") ? id : null;
                }
            }
        }
        try (var part = part(relations.target(shown == null ? first : shown))) {
            new XlsxSheet(
                            part,
                            strings(relations.target("sharedStrings")),
                            styles(relations.target("styles")),
                            from1904,
                            lines,
                            flaws)
                    .read();
        }
    }

    private Relations relations(String part) throws IOException, XMLStreamException {
        int name = part.lastIndexOf('/') + 1;
        var folder = part.substring(0, name);
        var targets = new HashMap<String, String>();
        var sheets = new HashSet<String>();
        try (var all = part(folder + "_rels/" + part.substring(name) + ".rels")) {
            while (all.next() && targets.size() < MOST_RELATIONS) {
                var target = all.begins("Relationship") ? all.attribute("Target") : null;
                if (target != null) {
                    var kind = String.valueOf(all.attribute("Type"));
                    targets.putIfAbsent(kind.substring(kind.lastIndexOf('/') + 1), target);
                    targets.putIfAbsent(String.valueOf(all.attribute("Id")), target);
                    if (kind.endsWith("/worksheet")) {
                        sheets.add(String.valueOf(all.attribute("Id")));
                    }
                }
            }
        }
        return new Relations(folder, targets, sheets);
    }

    private XlsxStyles styles(@Nullable String name) throws IOException, XMLStreamException {
        if (name == null) {
            return new XlsxStyles(null);
        }
        try (var part = part(name)) {
            return new XlsxStyles(part);
        }
    }

    private List<String> strings(@Nullable String name) throws IOException, XMLStreamException {
        var strings = new ArrayList<String>();
        if (name == null) {
            return strings;
        }
        var size = new Size();
        try (var part = part(name)) {
            while (part.next()) {
                if (part.begins("si")) {
                    var string = XlsxSheet.string(part, "si");
                    size.cell(string.length());
                    strings.add(string);
                }
            }
        }
        return strings;
    }

    private XlsxPart part(@Nullable String name) throws IOException, XMLStreamException {
        return new XlsxPart(content(String.valueOf(name)));
    }

    /** The names of parts are the same in large and small letters. */
    private InputStream content(String name) throws IOException {
        var entry = zip.getEntry(name);
        for (var all = zip.getEntries(); entry == null && all.hasMoreElements(); ) {
            var other = all.nextElement();
            entry = other.getName().equalsIgnoreCase(name) ? other : null;
        }
        if (entry == null) {
            throw new IOException("no " + name);
        }
        return zip.getInputStream(entry);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
