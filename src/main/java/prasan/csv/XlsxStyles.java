package prasan.csv;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** The formats of the numbers of a workbook, by the number that its cells name. */
final class XlsxStyles {
    private static final int MOST_FORMATS = 100_000;

    /** Those that every workbook has without writing them (ECMA-376, 18.8.30), 59 and above as in Thailand. Which one stands for 14 and 22 is the country's; they are a day in each. */
    private static final Map<String, String> BUILT_IN = Map.ofEntries(
            Map.entry("0", "General"),
            Map.entry("1", "0"),
            Map.entry("2", "0.00"),
            Map.entry("3", "#,##0"),
            Map.entry("4", "#,##0.00"),
            Map.entry("5", "$#,##0_);($#,##0)"),
            Map.entry("6", "$#,##0_);[Red]($#,##0)"),
            Map.entry("7", "$#,##0.00_);($#,##0.00)"),
            Map.entry("8", "$#,##0.00_);[Red]($#,##0.00)"),
            Map.entry("9", "0%"),
            Map.entry("10", "0.00%"),
            Map.entry("11", "0.00E+00"),
            Map.entry("12", "# ?/?"),
            Map.entry("13", "# ??/??"),
            Map.entry("14", "d/m/yyyy"),
            Map.entry("15", "d-mmm-yy"),
            Map.entry("16", "d-mmm"),
            Map.entry("17", "mmm-yy"),
            Map.entry("18", "h:mm AM/PM"),
            Map.entry("19", "h:mm:ss AM/PM"),
            Map.entry("20", "h:mm"),
            Map.entry("21", "h:mm:ss"),
            Map.entry("22", "d/m/yyyy h:mm"),
            Map.entry("37", "#,##0_);(#,##0)"),
            Map.entry("38", "#,##0_);[Red](#,##0)"),
            Map.entry("39", "#,##0.00_);(#,##0.00)"),
            Map.entry("40", "#,##0.00_);[Red](#,##0.00)"),
            Map.entry("41", "_(* #,##0_);_(* (#,##0);_(* \"-\"_);_(@_)"),
            Map.entry("42", "_($* #,##0_);_($* (#,##0);_($* \"-\"_);_(@_)"),
            Map.entry("43", "_(* #,##0.00_);_(* (#,##0.00);_(* \"-\"??_);_(@_)"),
            Map.entry("44", "_($* #,##0.00_);_($* (#,##0.00);_($* \"-\"??_);_(@_)"),
            Map.entry("45", "mm:ss"),
            Map.entry("46", "[h]:mm:ss"),
            Map.entry("47", "mm:ss.0"),
            Map.entry("48", "##0.0E+0"),
            Map.entry("49", "@"),
            Map.entry("59", "t0"),
            Map.entry("60", "t0.00"),
            Map.entry("61", "t#,##0"),
            Map.entry("62", "t#,##0.00"),
            Map.entry("67", "t0%"),
            Map.entry("68", "t0.00%"),
            Map.entry("69", "t# ?/?"),
            Map.entry("70", "t# ??/??"),
            Map.entry("71", "d/m/bbbb"),
            Map.entry("72", "d-mmm-bb"),
            Map.entry("73", "d-mmm"),
            Map.entry("74", "mmm-bb"),
            Map.entry("75", "h:mm"),
            Map.entry("76", "h:mm:ss"),
            Map.entry("77", "d/m/bbbb h:mm"),
            Map.entry("78", "mm:ss"),
            Map.entry("79", "[h]:mm:ss"),
            Map.entry("80", "mm:ss.0"),
            Map.entry("81", "d/m/bb"));

    private final List<String> formats = new ArrayList<>();

    /** @param part {@code null} for a workbook without styles */
    XlsxStyles(@Nullable XlsxPart part) throws XMLStreamException {
        var own = new HashMap<String, String>();
        boolean ofCells = false;
        while (part != null && part.next()) {
            if (part.begins("numFmt")) {
                own.put(String.valueOf(part.attribute("numFmtId")), String.valueOf(part.attribute("formatCode")));
            } else if (part.begins("cellXfs") || part.ends("cellXfs")) {
                ofCells = part.begins("cellXfs");
            } else if (ofCells && part.begins("xf")) {
                var id = part.attribute("numFmtId");
                formats.add(format(own, id == null ? "0" : id));
            }
            if (own.size() + formats.size() > MOST_FORMATS) {
                throw Size.tooLarge();
            }
        }
    }

    private static String format(Map<String, String> own, String id) {
        var written = own.get(id);
        // of one that is not known nothing but its number can be told
        return written != null ? written : BUILT_IN.getOrDefault(id, "\"number\" " + id);
    }

    /** The format of a cell; General where it names none. */
    String of(@Nullable String style) {
        int number = style == null ? 0 : Integer.parseInt(style);
        return number < formats.size() ? formats.get(number) : "";
    }
}
