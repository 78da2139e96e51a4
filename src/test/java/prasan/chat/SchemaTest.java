package prasan.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The schema that editors are given knows what the reader knows. */
class SchemaTest {
    private static final Path FOLDER = Path.of("conversations");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode description;
    private final Schema schema;

    SchemaTest() throws IOException {
        var text = Files.readString(FOLDER.resolve("flow.schema.json"));
        description = JSON.readTree(text);
        schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(text);
    }

    static Stream<String> flows() {
        return Folder.at(FOLDER).files().keySet().stream()
                .filter(name ->
                        name.endsWith(".yaml") && !name.matches("(words|system|push-texts|synonyms)(\\..*)?\\.yaml"));
    }

    @ParameterizedTest
    @MethodSource("flows")
    void everyShippedFlowFitsAndNamesTheSchema(String name) {
        var text = String.valueOf(Folder.at(FOLDER).files().get(name));
        assertThat(faults(text)).isEmpty();
        assertThat(text).startsWith("# yaml-language-server: $schema=flow.schema.json\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- aks: name",
                "- ask: name\n    type: txt",
                "- ask: name\n    type: time\n    min: 3",
                "- ask: name\n    type: text\n    pii: maybe",
                "- end: doen",
                "- say: {}",
                "- say: {card: {text: ไม่มีหัว}}",
                "- say: hello\n    end: done",
                "- do: reports.file"
            })
    void whatTheReaderRefusesIsRefused(String step) {
        assertThat(faults("flow: x\ntitle: x\nsteps:\n  " + step + "\n")).isNotEmpty();
    }

    @Test
    void itHasTheKeysOfTheReader() {
        assertThat(keys(description)).isEqualTo(FlowReader.KEYS);
        assertThat(names("step")).isEqualTo(StepReader.KINDS.keySet());
        StepReader.KINDS.forEach((kind, keys) -> {
            var all = new HashSet<>(keys);
            all.addAll(Set.of(kind, "id"));
            if (kind.equals("ask")) {
                StepReader.TYPES.values().forEach(all::addAll);
            }
            assertThat(keys(definition(kind))).as(kind).isEqualTo(all);
        });
        assertThat(keys(definition("card"))).isEqualTo(WordingReader.CARD);
        assertThat(keys(definition("card").at("/properties/each"))).isEqualTo(WordingReader.EACH);
        assertThat(keys(definition("button"))).isEqualTo(WordingReader.BUTTON);
        assertThat(keys(definition("wording").at("/oneOf/1"))).isEqualTo(WordingReader.WORDING);
        assertThat(keys(definition("say").at("/properties/say/oneOf/1"))).isEqualTo(WordingReader.MESSAGE);
    }

    @Test
    void everyTypeOfQuestionHasTheKeysOfTheReader() {
        var types = new HashSet<String>();
        definition("ask").get("allOf").forEach(rule -> {
            var type = rule.at("/if/properties/type/const").asText();
            types.add(type);
            var keys = new HashSet<>(StepReader.KINDS.getOrDefault("ask", Set.of()));
            keys.addAll(Set.of("ask", "id"));
            keys.addAll(StepReader.TYPES.getOrDefault(type, Set.of()));
            assertThat(rule.at("/then/propertyNames/enum"))
                    .as(type)
                    .map(JsonNode::asText)
                    .containsExactlyInAnyOrderElementsOf(keys);
        });
        assertThat(types).isEqualTo(StepReader.TYPES.keySet());
    }

    private List<String> faults(String yaml) {
        var read = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        return schema.validate(JSON.valueToTree(read)).stream()
                .map(Error::toString)
                .toList();
    }

    private JsonNode definition(String name) {
        return description.get("definitions").get(name);
    }

    private static Set<String> keys(JsonNode object) {
        var keys = new HashSet<String>();
        object.get("properties").fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private Set<String> names(String choice) {
        var names = new HashSet<String>();
        definition(choice)
                .get("oneOf")
                .forEach(each -> names.add(each.get("$ref").asText().replaceFirst(".*/", "")));
        return names;
    }
}
