package prasan.understand;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import prasan.chat.Folder;
import prasan.flow.Understood;

/**
 * Counts how many complaints of a file lead to a report: {@code Complaints CONVERSATIONS FILE [COLUMN]}. The file is CSV with headings; the column is {@code content} by default.
 * Prints the texts that do not. For open data with the words of real people, which stay outside the repository.
 */
final class Complaints {
    private Complaints() {}

    public static void main(String[] args) throws IOException {
        var understanding = Understanding.of(Folder.at(Path.of(args[0])).files());
        var column = args.length > 2 ? args[2] : "content";
        var counts = new TreeMap<String, Integer>();
        var lost = new ArrayList<String>();
        int all = 0;
        for (var text : texts(Path.of(args[1]), column)) {
            var understood = understanding.apply(text);
            var kind = kind(understood);
            counts.merge(kind, 1, Integer::sum);
            all++;
            if (kind.startsWith("lost")) {
                lost.add(kind + " " + understood.guesses() + ": " + text.replaceAll("\\s+", " "));
            }
        }
        int well = all - lost.size();
        lost.forEach(System.out::println);
        counts.forEach((kind, n) -> System.out.println(kind + ": " + n));
        System.out.printf(
                Locale.ROOT, "offered or led to one's own: %d of %d, %.1f %%%n", well, all, 100.0 * well / all);
    }

    private static List<String> texts(Path file, String column) throws IOException {
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
            return rows.stream().map(row -> row.getField(column)).toList();
        }
    }

    private static String kind(Understood understood) {
        var first = understood.guesses().getFirst();
        if (Guess.report(first)) {
            return understood.sure() ? "asked whether" : "asked which";
        }
        if (first.startsWith("NR_REPORT")) {
            return understood.sure() ? "own report" : "own report, unsure";
        }
        if (understood.sure()) {
            return "lost: " + first;
        }
        return understood.guesses().stream().anyMatch(Guess::report) ? "asked which" : "lost: not understood";
    }
}
