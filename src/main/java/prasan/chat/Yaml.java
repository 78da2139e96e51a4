package prasan.chat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import prasan.flow.Fault;
import prasan.flow.Mark;
import prasan.flow.Template;

/**
 * A piece of a YAML file, read strictly. What is wrong is noted with its place and reading goes on, so that one run names every fault; the values handed out meanwhile are empty.
 */
final class Yaml {
    /** Plain words that other YAML readers take for something else; in quotes they are fine. */
    private static final Pattern AMBIGUOUS = Pattern.compile(
            "(?i)(y|n|yes|no|on|off|true|false|null|~|0[0-9]+|[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2})");

    /** A row of a card in a step of a flow is at the seventh level. */
    private static final int DEPTH = 20;

    private final @Nullable Node node;
    private final Mark mark;
    private final List<Fault> faults;

    private Yaml(@Nullable Node node, Mark mark, List<Fault> faults) {
        this.node = node;
        this.mark = mark;
        this.faults = faults;
    }

    static Yaml read(String file, String text, List<Fault> faults) {
        var start = new Mark(file, 1, 1);
        try {
            var settings = LoadSettings.builder()
                    .setUseMarks(true)
                    .setLabel(file)
                    .setAllowRecursiveKeys(false)
                    .build();
            if (!plain(file, text, settings, faults)) {
                return new Yaml(null, start, faults);
            }
            var root = new Compose(settings).composeString(text).orElse(null);
            if (root == null) {
                faults.add(new Fault(start, "the file is empty"));
                return new Yaml(null, start, faults);
            }
            return new Yaml(root, markOf(file, root), faults);
        } catch (MarkedYamlEngineException e) {
            // what is not closed is told where it opens, not at the end of the file
            boolean open = e.getProblemMark()
                    .map(m -> m.getIndex()
                            >= text.stripTrailing()
                                    .codePointCount(0, text.stripTrailing().length()))
                    .orElse(false);
            var at = (open ? e.getContextMark() : e.getProblemMark())
                    .or(e::getProblemMark)
                    .map(m -> markOf(file, m))
                    .orElse(start);
            faults.add(new Fault(at, "not readable as YAML: " + e.getProblem()));
            return new Yaml(null, start, faults);
        } catch (ReaderException e) {
            int at = text.indexOf(e.getCodePoint());
            int line =
                    (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
            var mark = new Mark(file, line + 1, at - text.lastIndexOf('\n', at));
            faults.add(new Fault(mark, "a character that no text has: U+%04X".formatted(e.getCodePoint())));
            return new Yaml(null, start, faults);
        } catch (YamlEngineException e) {
            faults.add(new Fault(start, "not readable as YAML: " + e.getMessage()));
            return new Yaml(null, start, faults);
        }
    }

    /** Whether the file has nothing of YAML's rarer things, which people who write conversations do not know: tags, anchors, and more levels than a card in a step has. */
    private static boolean plain(String file, String text, LoadSettings settings, List<Fault> faults) {
        int depth = 0;
        for (var event : new Parse(settings).parseString(text)) {
            var at = event.getStartMark().map(m -> markOf(file, m)).orElse(new Mark(file, 1, 1));
            var odd = odd(event);
            if (odd != null) {
                faults.add(new Fault(at, "`" + odd + "` is not for conversations: write the text itself, in quotes"));
                return false;
            }
            depth += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
            if (depth > DEPTH) {
                faults.add(new Fault(at, "more than " + DEPTH + " levels, one in the other"));
                return false;
            }
        }
        return true;
    }

    private static @Nullable String odd(Event event) {
        var tag = event instanceof ScalarEvent scalar
                ? scalar.getTag()
                : event instanceof CollectionStartEvent start ? start.getTag() : Optional.<String>empty();
        if (tag.isPresent() || !(event instanceof NodeEvent node)) {
            return tag.orElse(null);
        }
        return node.getAnchor()
                .map(anchor -> (event instanceof AliasEvent ? "*" : "&") + anchor.getValue())
                .orElse(null);
    }

    private static Mark markOf(String file, org.snakeyaml.engine.v2.exceptions.Mark mark) {
        return new Mark(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static Mark markOf(String file, Node node) {
        return node.getStartMark().map(m -> markOf(file, m)).orElse(new Mark(file, 1, 1));
    }

    private Yaml child(Node node) {
        return new Yaml(node, markOf(mark.file(), node), faults);
    }

    Mark mark() {
        return mark;
    }

    void fault(String message) {
        faults.add(new Fault(mark, message));
    }

    /** Whether there is nothing to be read here, or something else than `name: value`, which is noted as a fault. */
    boolean isNothing() {
        return !(node instanceof MappingNode);
    }

    boolean isText() {
        return node instanceof ScalarNode;
    }

    /** The entries in the order of the file. */
    Map<String, Yaml> map() {
        var map = new LinkedHashMap<String, Yaml>();
        if (node instanceof MappingNode mapping) {
            for (var tuple : mapping.getValue()) {
                var key = child(tuple.getKeyNode());
                var name = key.text();
                if (map.put(name, child(tuple.getValueNode())) != null) {
                    key.fault("`" + name + "` is here twice");
                }
            }
        } else if (node != null) {
            fault("a list of `name: value` is expected here");
        }
        return map;
    }

    /** The entries, none of which may have another name than these. */
    Map<String, Yaml> map(Set<String> names) {
        var map = map();
        if (node instanceof MappingNode mapping) {
            for (var tuple : mapping.getValue()) {
                var key = child(tuple.getKeyNode());
                if (key.node instanceof ScalarNode scalar && !names.contains(scalar.getValue())) {
                    key.fault("`" + scalar.getValue() + "` is not known here; known: "
                            + String.join(", ", names.stream().sorted().toList()));
                }
            }
        }
        return map;
    }

    List<Yaml> list() {
        List<Yaml> list = new ArrayList<>();
        if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(item -> list.add(child(item)));
        } else if (node != null) {
            fault("a list is expected here");
        }
        return list;
    }

    List<String> texts() {
        return list().stream().map(Yaml::text).toList();
    }

    String text() {
        if (node instanceof ScalarNode scalar) {
            if (scalar.getScalarStyle() == ScalarStyle.PLAIN
                    && AMBIGUOUS.matcher(scalar.getValue()).matches()) {
                fault("write `" + scalar.getValue() + "` in quotes: it looks like something else than text");
            }
            if (scalar.getValue().isBlank()) {
                fault("a text is expected here");
            }
            return scalar.getValue();
        }
        if (node != null) {
            fault("a text is expected here");
        }
        return "";
    }

    Template template() {
        return new Template(text().stripTrailing(), mark);
    }

    /** A whole number of {@code min} to {@code max}. */
    int number(int min, int max) {
        if (node instanceof ScalarNode scalar && scalar.getValue().matches("0|[1-9][0-9]{0,8}")) {
            int number = Integer.parseInt(scalar.getValue());
            if (number >= min && number <= max) {
                return number;
            }
        }
        fault("a number from " + min + " to " + max + " is expected here");
        return min;
    }

    /** {@code true} or {@code false}. */
    boolean yes() {
        if (node instanceof ScalarNode scalar && Set.of("true", "false").contains(scalar.getValue())) {
            return scalar.getValue().equals("true");
        }
        fault("true or false is expected here");
        return false;
    }

    /** Codes to their labels, in the order of the file. */
    Map<String, Template> templates() {
        var map = new LinkedHashMap<String, Template>();
        map().forEach((name, value) -> map.put(name, value.template()));
        return map;
    }

    /** Input or outcome names to texts, as in {@code with: {area: village}}. */
    Map<String, String> textMap() {
        var map = new LinkedHashMap<String, String>();
        map().forEach((name, value) -> map.put(name, value.text()));
        return map;
    }

    /** A plain Java value, for stubs in transcripts. */
    Object plain() {
        if (node instanceof MappingNode) {
            var map = new HashMap<String, Object>();
            map().forEach((name, value) -> map.put(name, value.plain()));
            return map;
        }
        if (node instanceof SequenceNode) {
            return list().stream().map(Yaml::plain).toList();
        }
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }
}
