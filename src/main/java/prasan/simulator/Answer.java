package prasan.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** What the platform answers to a call. */
record Answer(int status, JsonNode body, Map<String, String> headers) {

    static Answer ok(JsonNode body) {
        return new Answer(200, body, Map.of());
    }

    static Answer of(int status, String message) {
        return new Answer(status, message(message), Map.of());
    }

    static ObjectNode message(String message) {
        return Json.object().put("message", message);
    }
}
