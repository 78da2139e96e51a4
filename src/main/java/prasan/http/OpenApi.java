package prasan.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The description of the endpoints as <a href="https://spec.openapis.org/oas/v3.1.1.html">OpenAPI 3.1</a>. */
final class OpenApi {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String KEY = "apiKey";
    private static final String COOKIE = "session";
    private final Schemas schemas = new Schemas();
    private final Examples examples;

    private OpenApi(List<Endpoint> endpoints) {
        examples = new Examples(endpoints);
    }

    static ObjectNode document(List<Endpoint> endpoints) {
        return new OpenApi(endpoints).describe(endpoints);
    }

    private ObjectNode describe(List<Endpoint> endpoints) {
        var document = JSON.objectNode().put("openapi", "3.1.1");
        document.putObject("info")
                .put("title", "Prasan admin API")
                .put("version", "1")
                .put(
                        "description",
                        "Times are UTC. Years ending in Be are of the Buddhist era. Areas are codes of the Ministry of Interior:"
                                + " 2 digits province, 4 district, 6 tambon, 8 village; a shorter code stands for all below it.");
        var paths = document.putObject("paths");
        for (var endpoint : endpoints) {
            var path = paths.get(endpoint.path) instanceof ObjectNode known ? known : paths.putObject(endpoint.path);
            path.set(endpoint.method.toLowerCase(Locale.ROOT), operation(endpoint));
        }
        var components = document.putObject("components");
        components.set("schemas", schemas.components());
        var schemes = components.putObject("securitySchemes");
        schemes.putObject(KEY).put("type", "http").put("scheme", "bearer");
        schemes.putObject(COOKIE)
                .put("type", "apiKey")
                .put("in", "cookie")
                .put("name", SessionCookie.NAME)
                .put(
                        "description",
                        "A change also needs the header " + SessionCookie.HEADER
                                + " with what signing in, or GET /api/session, told.");
        return document;
    }

    private ObjectNode operation(Endpoint endpoint) {
        var operation = JSON.objectNode().put("operationId", endpoint.id).put("summary", endpoint.summary);
        var security = operation.putArray("security");
        if (endpoint.access != Endpoint.Access.PUBLIC) {
            security.addObject().putArray(KEY);
            security.addObject().putArray(COOKIE);
        }
        if (endpoint.right != null) {
            operation.put("description", "Needs the right " + endpoint.right + where(endpoint));
        }
        var parameters = operation.putArray("parameters");
        endpoint.pathParameters.forEach(p -> parameters.add(parameter(p, "path")));
        endpoint.queryParameters.forEach(p -> parameters.add(parameter(p, "query")));
        if (endpoint.versioned) {
            parameters.add(
                    endpoint.method.equals("GET")
                            ? header("If-None-Match", "the ETag of what is known: 304 if it is still so")
                            : header("If-Match", "the ETag of what was read: changed only if it is still so"));
        }
        if (endpoint.once) {
            parameters.add(header(
                    Once.HEADER,
                    "1 to 64 characters: the same request again within a day is answered the same, not done again"));
        }
        if (endpoint.takes != null) {
            var body = operation.putObject("requestBody").put("required", true);
            var json = body.putObject("content").putObject("application/json");
            json.set("schema", schemas.of(endpoint.takes));
            json.set("example", Examples.of(endpoint.takes));
        }
        if (!endpoint.fileTypes.isEmpty()) {
            var body = operation.putObject("requestBody").put("required", true);
            var content = body.putObject("content");
            endpoint.fileTypes.forEach(type -> content.putObject(type).set("schema", Schemas.bytes()));
        }
        var responses = operation.putObject("responses");
        responses.set(String.valueOf(endpoint.status), success(endpoint));
        if (endpoint.versioned && endpoint.method.equals("GET")) {
            responses.putObject("304").put("description", "It is still what the client has");
        }
        problems(endpoint, responses);
        return operation;
    }

    private static String where(Endpoint endpoint) {
        return endpoint.access == Endpoint.Access.NATIONAL_RIGHT
                ? " in the whole country."
                : "; what lies outside the areas in which the caller has it is not found.";
    }

    private ObjectNode parameter(Endpoint.Parameter parameter, String in) {
        var node = JSON.objectNode()
                .put("name", parameter.name())
                .put("in", in)
                .put("required", in.equals("path"))
                .put("description", parameter.about());
        node.set("schema", schemas.of(parameter.type()));
        return node;
    }

    private static ObjectNode header(String name, String about) {
        var node = JSON.objectNode()
                .put("name", name)
                .put("in", "header")
                .put("required", false)
                .put("description", about);
        node.putObject("schema").put("type", "string");
        return node;
    }

    private ObjectNode success(Endpoint endpoint) {
        var response = JSON.objectNode().put("description", endpoint.status == 201 ? "Created" : "Done");
        var content = response.putObject("content");
        if (endpoint.gives != null) {
            var json = content.putObject("application/json");
            boolean page = endpoint.orders != null;
            json.set("schema", page ? schemas.page(endpoint.gives) : schemas.of(endpoint.gives));
            json.set("example", page ? examples.page(endpoint.gives) : examples.answer(endpoint.gives));
        }
        endpoint.mediaTypes.forEach(type -> content.putObject(type).set("schema", Schemas.bytes()));
        if (endpoint.orders != null) {
            Arrays.stream(Sheet.Format.values())
                    .forEach(format -> content.putObject(format.mediaType).set("schema", Schemas.bytes()));
        }
        if (endpoint.versioned) {
            response.putObject("headers")
                    .putObject("ETag")
                    .put("description", "its version")
                    .putObject("schema")
                    .put("type", "string");
        }
        return response;
    }

    private void problems(Endpoint endpoint, ObjectNode responses) {
        var all = new ArrayList<Endpoint.Refusal>();
        boolean changes = !endpoint.method.equals("GET");
        boolean known = endpoint.access != Endpoint.Access.PUBLIC;
        if (changes || !endpoint.queryParameters.isEmpty() || !endpoint.pathParameters.isEmpty()) {
            var codes = "bad-query, bad-parameter, unknown-parameter, unknown-header, bad-json, bad-field";
            all.add(new Endpoint.Refusal(400, codes, "Correct what is named"));
        }
        if (known) {
            all.add(new Endpoint.Refusal(401, "no-key, wrong-key, signed-out", "Send an API key, or sign in"));
            all.add(new Endpoint.Refusal(429, "too-many-requests", "Wait for the seconds of Retry-After"));
        }
        if (known && changes) {
            all.add(new Endpoint.Refusal(403, "csrf", "Send the header " + SessionCookie.HEADER));
        }
        if (endpoint.right != null) {
            var title = "Ask an administrator for the right " + endpoint.right;
            all.add(new Endpoint.Refusal(403, "right-missing", title));
        }
        if (endpoint.takes != null || !endpoint.fileTypes.isEmpty()) {
            var most = endpoint.takes != null ? Server.MOST_BYTES : Request.MOST_FILE_BYTES;
            all.add(new Endpoint.Refusal(413, "too-large", "Send at most " + most + " bytes"));
        }
        if (endpoint.takes != null) {
            all.add(new Endpoint.Refusal(415, "not-json", "Send JSON"));
        }
        if (endpoint.versioned && changes) {
            all.add(new Endpoint.Refusal(412, "changed-meanwhile", "Read it again, then change it"));
        }
        if (endpoint.once) {
            all.add(new Endpoint.Refusal(422, "idempotency-key-used", "Send another Idempotency-Key"));
        }
        all.add(new Endpoint.Refusal(500, "failed", "Try again later"));
        all.addAll(endpoint.refusals);
        all.stream()
                .collect(Collectors.groupingBy(Endpoint.Refusal::status, TreeMap::new, Collectors.toList()))
                .forEach((status, some) -> responses.set(String.valueOf(status), problem(some)));
    }

    private ObjectNode problem(List<Endpoint.Refusal> refusals) {
        var response = JSON.objectNode()
                .put(
                        "description",
                        refusals.stream().map(r -> r.code() + ": " + r.title()).collect(Collectors.joining("; ")));
        var content = response.putObject("content").putObject(Problems.MEDIA_TYPE);
        content.set("schema", schemas.of(Problems.ProblemDetails.class));
        var each = content.putObject("examples");
        for (var refusal : refusals) {
            for (var code : refusal.code().split(", ", -1)) {
                each.putObject(code)
                        .putObject("value")
                        .put("type", Problems.type(code))
                        .put("title", refusal.title())
                        .put("status", refusal.status())
                        .put("code", code);
            }
        }
        return response;
    }
}
