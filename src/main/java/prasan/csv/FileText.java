package prasan.csv;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text of a CSV file: UTF-8, or UTF-16 as spreadsheets save "Unicode text". Any other encoding is refused and not guessed, because Thai text read as the wrong one is silently spoilt.
 */
final class FileText {
    private static final int BEGINNING = 64;

    private FileText() {}

    /** The file as text; {@code null}, with a flaw, where it is none. */
    static @Nullable String of(byte[] file, List<Table.Flaw> flaws) {
        var charset = charset(file);
        var bytes = ByteBuffer.wrap(file);
        var decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        try {
            var text = decoder.decode(bytes).toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException notThat) {
            long line = 1;
            for (int i = 0; i < bytes.position(); i++) {
                line += file[i] == '\n' ? 1 : 0;
            }
            flaws.add(
                    new Table.Flaw(
                            line,
                            null,
                            "is not UTF-8 (it may be Windows-874 or TIS-620); save the sheet as \"CSV UTF-8\" or as an .xlsx and import that"));
            return null;
        }
    }

    /** UTF-16 tells itself by its mark, or by the zeros in its Latin letters. */
    private static Charset charset(byte[] file) {
        if (file.length < 2) {
            return StandardCharsets.UTF_8;
        }
        int first = file[0] & 0xFF;
        int second = file[1] & 0xFF;
        if ((first == 0xFE && second == 0xFF) || (first == 0xFF && second == 0xFE)) {
            return first == 0xFE ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
        }
        int[] zeros = new int[2];
        for (int i = 0; i < Math.min(file.length, BEGINNING); i++) {
            zeros[i % 2] += file[i] == 0 ? 1 : 0;
        }
        return zeros[0] > 2 && zeros[1] == 0
                ? StandardCharsets.UTF_16BE
                : zeros[1] > 2 && zeros[0] == 0 ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8;
    }
}
