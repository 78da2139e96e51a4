package prasan.csv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/**
 * Whether what a workbook is made of can be read without much memory: the reader of workbooks holds a tag, a text, a row and some lists whole, however large they are. Looks at the bytes
 * alone and holds nothing. UTF-16 is looked at as if it had no zeros.
 */
final class XmlSize {
    private static final int MOST_IN_A_TAG = 64 << 10;
    /** A cell has 32,767 characters, which may be written as seven each. */
    private static final int MOST_IN_A_TEXT = 300 << 10;

    private static final int MOST_DEEP = 50;
    /** So many cells a row of Excel has. */
    private static final int MOST_CELLS = 16_384;

    private static final int ROW = 3;
    private static final int MOST_ELEMENTS = 10_000_000;
    /** Formats, sheets and parts are held in lists. */
    private static final Set<String> HELD =
            Set.of("xf", "numFmt", "sheet", "definedName", "Relationship", "Override", "Default");

    private static final int MOST_HELD = 100_000;
    private static final int LONGEST_NAME = 32;

    private static final Set<Integer> MARK_OR_SPACE =
            Set.of((int) ' ', (int) '\t', (int) '\r', (int) '\n', -17, -69, -65, -2, -1);

    private final int[] children = new int[MOST_DEEP + 1];
    private final byte[] tag = new byte[LONGEST_NAME];
    private int deep;
    private int elements;
    private int held;

    private XmlSize() {}

    /** Returns how many bytes there are; -1 as soon as they are too many, or a part is too large. */
    static long of(InputStream in, long most) throws IOException {
        return new XmlSize().read(in, most);
    }

    private long read(InputStream in, long most) throws IOException {
        var buffer = new byte[8192];
        long all = 0;
        int length = 0;
        boolean inTag = false;
        int quote = 0;
        int last = 0;
        int before = 0;
        boolean begun = false;
        boolean xml = true;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            all += n;
            if (all > most) {
                return -1;
            }
            for (int i = 0; i < n && xml; i++) {
                int b = buffer[i];
                if (b == 0) {
                    continue;
                }
                if (!begun && !MARK_OR_SPACE.contains(b)) {
                    // a picture, or what else is no XML, is not read
                    begun = true;
                    xml = b == '<';
                }
                if (!inTag) {
                    if (b == '<') {
                        inTag = true;
                        quote = 0;
                        length = 0;
                        Arrays.fill(tag, (byte) 0);
                    } else if (++length > MOST_IN_A_TEXT) {
                        return -1;
                    }
                } else if (b == '>' && quote == 0 && ends(before, last)) {
                    if (!counted(last == '/' && length > 0)) {
                        return -1;
                    }
                    inTag = false;
                    length = 0;
                } else {
                    if (length < LONGEST_NAME) {
                        tag[length] = (byte) b;
                    }
                    if (++length > MOST_IN_A_TAG) {
                        return -1;
                    }
                    if (tag[0] != '!' && tag[0] != '?' && (b == '"' || b == '\'')) {
                        quote = quote == 0 ? b : quote == b ? 0 : quote;
                    }
                }
                before = last;
                last = b;
            }
        }
        return all;
    }

    /** Whether a tag ends with the two bytes before its >; comments and the like have ends of their own. */
    private boolean ends(int before, int last) {
        if (tag[0] == '?') {
            return last == '?';
        }
        if (tag[0] == '!' && tag[1] == '-') {
            return before == '-' && last == '-';
        }
        return tag[0] != '!' || tag[1] != '[' || (before == ']' && last == ']');
    }

    private boolean counted(boolean closed) {
        if (tag[0] == '!' || tag[0] == '?') {
            return true;
        }
        if (tag[0] == '/') {
            deep = Math.max(0, deep - 1);
            return true;
        }
        if (HELD.contains(name()) && ++held > MOST_HELD) {
            return false;
        }
        if (++elements > MOST_ELEMENTS || (++children[deep] > MOST_CELLS && deep >= ROW)) {
            return false;
        }
        if (!closed) {
            if (++deep > MOST_DEEP) {
                return false;
            }
            children[deep] = 0;
        }
        return true;
    }

    /** The name of the tag, without its prefix. */
    private String name() {
        int end = 0;
        while (end < LONGEST_NAME && tag[end] > ' ' && tag[end] != '/') {
            end++;
        }
        var whole = new String(tag, 0, end, StandardCharsets.US_ASCII);
        return whole.substring(whole.indexOf(':') + 1);
    }
}
