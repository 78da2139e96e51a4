package prasan.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.regex.Pattern;

/** What a property of a Flex component may hold. */
@FunctionalInterface
interface FlexValue {
    /** Checked elsewhere, or free. */
    FlexValue FREE = value -> !value.isNull();

    FlexValue BOOLEAN = JsonNode::isBoolean;
    FlexValue COUNT = value -> value.isIntegralNumber() && value.longValue() >= 0;
    FlexValue COLOUR = matching("#[0-9a-fA-F]{6}([0-9a-fA-F]{2})?");
    FlexValue ASPECT = matching("\\d{1,6}(\\.\\d+)?:\\d{1,6}(\\.\\d+)?");
    FlexValue LENGTH = matching("none|xs|sm|md|lg|xl|xxl|-?\\d+(\\.\\d+)?(px|%)");
    FlexValue BORDER = matching("none|light|normal|medium|semi-bold|bold|\\d+(\\.\\d+)?px");
    FlexValue SIZE = matching("xxs|xs|sm|md|lg|xl|xxl|3xl|4xl|5xl|full|\\d+(\\.\\d+)?(px|%)");

    boolean allows(JsonNode value);

    static FlexValue oneOf(String... words) {
        Set<String> allowed = Set.of(words);
        return value -> value.isTextual() && allowed.contains(value.textValue());
    }

    private static FlexValue matching(String regex) {
        Pattern pattern = Pattern.compile(regex);
        return value -> value.isTextual() && pattern.matcher(value.textValue()).matches();
    }
}
