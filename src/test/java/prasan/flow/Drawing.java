package prasan.flow;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A drawn flow, read back: the boxes by step, the words in them, and the lines and labels of the ways. */
record Drawing(
        Rect page,
        String title,
        String description,
        Set<String> tags,
        Map<String, Rect> boxes,
        Map<String, List<Rect>> words,
        Map<String, List<String>> texts,
        Map<Way, List<Line>> ways,
        Map<Way, String> titles,
        List<Rect> labels) {
    private static final Pattern MOVE = Pattern.compile("([MHVQ])([-0-9 ]+)");

    record Way(String from, String to) {}

    record Rect(double left, double top, double right, double bottom) {
        boolean meets(Rect other) {
            return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
        }

        boolean within(Rect other) {
            return left >= other.left && right <= other.right && top >= other.top && bottom <= other.bottom;
        }
    }

    /** A straight part of a way, level or upright. */
    record Line(double left, double top, double right, double bottom) {
        boolean crosses(Rect rect) {
            return left < rect.right && rect.left < right && top < rect.bottom && rect.top < bottom;
        }
    }

    Rect box(String step) {
        return Objects.requireNonNull(boxes.get(step), step);
    }

    List<String> text(String step) {
        return texts.getOrDefault(step, List.of());
    }

    static Drawing read(String svg) {
        var root = parse(svg);
        var boxes = new LinkedHashMap<String, Rect>();
        var words = new LinkedHashMap<String, List<Rect>>();
        var texts = new LinkedHashMap<String, List<String>>();
        var ways = new LinkedHashMap<Way, List<Line>>();
        var titles = new LinkedHashMap<Way, String>();
        var labels = new ArrayList<Rect>();
        for (var group : all(root, "g")) {
            if (group.hasAttribute("data-step")) {
                var step = group.getAttribute("data-step");
                boxes.put(step, box(group));
                words.put(step, all(group, "text").stream().map(Drawing::extent).toList());
                texts.put(
                        step,
                        all(group, "text").stream().map(Element::getTextContent).toList());
            } else if (group.hasAttribute("data-from")) {
                var way = new Way(group.getAttribute("data-from"), group.getAttribute("data-to"));
                ways.put(way, lines(all(group, "path").getFirst().getAttribute("d")));
                titles.put(way, all(group, "title").getFirst().getTextContent());
                all(group, "text").stream().map(Drawing::extent).forEach(labels::add);
            }
        }
        var tags = new TreeSet<String>();
        all(root, "*").forEach(element -> tags.add(element.getTagName()));
        return new Drawing(
                new Rect(0, 0, number(root, "width"), number(root, "height")),
                all(root, "title").getFirst().getTextContent(),
                all(root, "desc").getFirst().getTextContent(),
                tags,
                boxes,
                words,
                texts,
                ways,
                titles,
                labels);
    }

    private static Element parse(String svg) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(svg)))
                    .getDocumentElement();
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Element> all(Element in, String tag) {
        NodeList found = in.getElementsByTagName(tag);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    private static Rect box(Element group) {
        if (!all(group, "polygon").isEmpty()) {
            var points = Arrays.stream(all(group, "polygon")
                            .getFirst()
                            .getAttribute("points")
                            .split("[ ,]"))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            var x = IntStream.range(0, points.length).filter(i -> i % 2 == 0).mapToDouble(i -> points[i]);
            var y = IntStream.range(0, points.length).filter(i -> i % 2 == 1).mapToDouble(i -> points[i]);
            var across = x.summaryStatistics();
            var down = y.summaryStatistics();
            return new Rect(across.getMin(), down.getMin(), across.getMax(), down.getMax());
        }
        var rect = all(group, "rect").getFirst();
        double x = number(rect, "x");
        double y = number(rect, "y");
        return new Rect(x, y, x + number(rect, "width"), y + number(rect, "height"));
    }

    /** About the room of a text: Thai vowels and tone marks stand high above the line and hang below it. */
    private static Rect extent(Element text) {
        int size = text.hasAttribute("font-size") ? (int) number(text, "font-size") : 12;
        int width = Lines.width(text.getTextContent(), size);
        double x = number(text, "x");
        double left = switch (text.getAttribute("text-anchor")) {
            case "middle" -> x - width / 2.0;
            case "end" -> x - width;
            default -> x;
        };
        double y = number(text, "y");
        return new Rect(left, y - size * 1.05, left + width, y + size * 0.35);
    }

    private static List<Line> lines(String path) {
        List<Line> lines = new ArrayList<>();
        double x = 0;
        double y = 0;
        for (var move : MOVE.matcher(path).results().toList()) {
            var numbers = Arrays.stream(move.group(2).strip().split(" "))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            double newX = move.group(1).equals("V") ? x : numbers[numbers.length == 4 ? 2 : 0];
            double newY = move.group(1).equals("H") ? y : numbers[numbers.length - 1];
            if (move.group(1).equals("H") || move.group(1).equals("V")) {
                lines.add(new Line(Math.min(x, newX), Math.min(y, newY), Math.max(x, newX), Math.max(y, newY)));
            }
            x = newX;
            y = newY;
        }
        return lines;
    }
}
