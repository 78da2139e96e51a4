package prasan.csv;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * One part of a workbook, read forward as XML without a DTD. Nothing in it can fill the memory: what is unpacked, the letters between two marks, different names and depth are bounded, and
 * nothing is kept but what is asked for.
 */
final class XlsxPart implements AutoCloseable {
    private static final long MOST_BYTES = 32L << 20;
    private static final int MOST_BYTES_TOGETHER = 256 << 10;
    private static final int MOST_NAMES = 1_000;
    private static final int MOST_DEPTH = 50;

    private final XMLStreamReader xml;
    private final Set<String> names = new HashSet<>();
    private int depth;

    XlsxPart(InputStream in) throws XMLStreamException {
        // one for each part: a factory keeps the names that it has met
        var factory = new InputFactoryImpl();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        xml = factory.createXMLStreamReader(new Bounded(in));
    }

    /** Moves on to where the next element begins or ends; {@code false} when there is none. */
    boolean next() throws XMLStreamException {
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    begun();
                    return true;
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    depth--;
                    return true;
                }
                case XMLStreamConstants.PROCESSING_INSTRUCTION -> named(xml.getPITarget());
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE, XMLStreamConstants.CDATA ->
                    throw new XMLStreamException("not in a workbook");
                default -> {
                    // text that nobody asked for is passed over unread
                }
            }
        }
        return false;
    }

    private void begun() throws XMLStreamException {
        var encoding = xml.getEncoding();
        if (++depth > MOST_DEPTH || (encoding != null && encoding.startsWith("UTF-") && !encoding.equals("UTF-8"))) {
            throw new XMLStreamException("not in a workbook");
        }
        named(xml.getLocalName());
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            named(xml.getAttributeLocalName(i));
        }
        for (int i = 0; i < xml.getNamespaceCount(); i++) {
            named("xmlns:" + xml.getNamespacePrefix(i));
        }
    }

    private void named(String name) throws XMLStreamException {
        if (names.add(name) && names.size() > MOST_NAMES) {
            throw new XMLStreamException("more names than a workbook has");
        }
    }

    boolean begins(String element) {
        return xml.isStartElement() && xml.getLocalName().equals(element);
    }

    boolean ends(String element) {
        return xml.isEndElement() && xml.getLocalName().equals(element);
    }

    /** The attribute of the element that begins here, in whichever namespace. */
    @Nullable
    String attribute(String name) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(name)) {
                return xml.getAttributeValue(i);
            }
        }
        return null;
    }

    /**
     * The text of the element that begins here, up to its end; of elements in it, too.
     *
     * @throws Size.TooLarge when no cell has so much
     */
    String text() throws XMLStreamException {
        var text = new StringBuilder();
        int outside = depth - 1;
        while (depth > outside && xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    text.append(xml.getText());
                    Size.fits(text.length());
                }
                case XMLStreamConstants.START_ELEMENT -> begun();
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.COMMENT -> {
                    // says nothing
                }
                default -> throw new XMLStreamException("not in a cell");
            }
        }
        return text.toString();
    }

    @Override
    public void close() throws XMLStreamException {
        xml.close();
    }

    /** Ends with an exception when more is unpacked, or more without the beginning of a mark, than any workbook of this size has. */
    private static final class Bounded extends FilterInputStream {
        private long left = MOST_BYTES;
        private int together;

        Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int from, int most) throws IOException {
            int count = super.read(bytes, from, most);
            left -= Math.max(0, count);
            for (int i = from; i < from + count; i++) {
                together = bytes[i] == '<' ? 0 : together + 1;
                if (together > MOST_BYTES_TOGETHER) {
                    throw Size.tooLarge();
                }
            }
            if (left < 0) {
                throw Size.tooLarge();
            }
            return count;
        }
    }
}
