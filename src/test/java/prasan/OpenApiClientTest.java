package prasan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that is generated from {@code /openapi.json} by a program that knows nothing of this one calls every operation. */
class OpenApiClientTest {
    private static final Path GENERATOR = Path.of("target", "openapi-generator-cli.jar");
    private static final String PACKAGE = "org.openapitools.client.";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void aGeneratedClientCallsEveryOperation() throws Exception {
        var routes = new RightsTest();
        try (routes.bot) {
            var document = routes.bot.api.get("/openapi.json");
            Files.write(folder.resolve("openapi.json"), document.bytes());
            generate();
            compile();
            var softly = new SoftAssertions();
            try (var loader = new URLClassLoader(
                    new URL[] {folder.resolve("classes").toUri().toURL()},
                    getClass().getClassLoader())) {
                var client = new Client(loader, routes.bot.app.port());
                for (var call : calls(document.json(), routes)) {
                    softly.assertThat(client.call(call)).as(call.toString()).isEqualTo(call.status());
                }
            }
            softly.assertAll();
        }
    }

    /** What to do with an operation; a wanted status of 200 stands for any success. */
    private record Operation(
            String id,
            String declared,
            String path,
            @Nullable String body,
            int status) {}

    private static List<Operation> calls(JsonNode document, RightsTest routes) {
        var ids = new HashMap<String, String>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(one -> ids.put(
                                one.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                one.getValue().get("operationId").asText())));
        var calls = new ArrayList<Operation>();
        for (var row : routes.rows()) {
            var call = row.call().get();
            calls.add(new Operation(
                    String.valueOf(ids.remove(row.route())),
                    row.route().split(" ", 2)[1],
                    call.path(),
                    call.body(),
                    row.done() == 201 ? 200 : row.done()));
        }
        ids.forEach((route, id) -> {
            var path = route.split(" ", 2)[1];
            boolean signIn = id.equals("signIn");
            calls.add(new Operation(
                    id,
                    path,
                    // a link that nobody was given
                    path.replaceFirst("[{].*[}]", "none"),
                    signIn ? "{\"username\":\"nobody\",\"password\":\"wrong\"}" : null,
                    signIn ? 401 : path.contains("{") ? 404 : 200));
        });
        return calls;
    }

    private void generate() throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java,
                        "-jar",
                        GENERATOR.toAbsolutePath().toString(),
                        "generate",
                        "-g",
                        "java",
                        "--library",
                        "native",
                        "-i",
                        "openapi.json",
                        "-o",
                        "client",
                        "--additional-properties",
                        "openApiNullable=false,useJakartaEe=true,hideGenerationTimestamp=true",
                        "--global-property",
                        "apis,models,supportingFiles,apiTests=false,modelTests=false,apiDocs=false,modelDocs=false")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("generator.log").toFile())
                .start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("generator.log")))
                .isZero();
    }

    private void compile() throws IOException {
        var arguments = new ArrayList<>(List.of(
                "-nowarn",
                "-proc:none",
                "-parameters",
                "-d",
                folder.resolve("classes").toString(),
                "-cp",
                System.getProperty("java.class.path")));
        try (Stream<Path> files = Files.walk(folder.resolve("client"))) {
            files.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(arguments::add);
        }
        var said = new ByteArrayOutputStream();
        int result = ToolProvider.getSystemJavaCompiler().run(null, said, said, arguments.toArray(new String[0]));
        assertThat(result).as(said.toString(StandardCharsets.UTF_8)).isZero();
    }

    /** A file as what it has, which is text in these. */
    private static final class AsItIs extends JsonSerializer<File> {
        @Override
        public void serialize(File file, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeRaw(Files.readString(file.toPath()));
        }
    }

    /** The generated classes. */
    private final class Client {
        private final Object api;
        private final ObjectMapper json;

        Client(ClassLoader loader, int port) throws ReflectiveOperationException {
            var clientClass = loader.loadClass(PACKAGE + "ApiClient");
            var client = clientClass.getConstructor().newInstance();
            clientClass.getMethod("updateBaseUri", String.class).invoke(client, "http://127.0.0.1:" + port);
            Consumer<HttpRequest.Builder> key = request -> request.header("Authorization", "Bearer " + Bot.KEY);
            clientClass.getMethod("setRequestInterceptor", Consumer.class).invoke(client, key);
            json = (ObjectMapper) clientClass.getMethod("getObjectMapper").invoke(client);
            // what comes has to be what the document says, and nothing more
            json.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
            // this generator makes JSON of a file, too (https://github.com/OpenAPITools/openapi-generator/issues/17801)
            json.registerModule(new SimpleModule().addSerializer(File.class, new AsItIs()));
            clientClass.getMethod("setObjectMapper", ObjectMapper.class).invoke(client, json);
            api = loader.loadClass(PACKAGE + "api.DefaultApi")
                    .getConstructor(clientClass)
                    .newInstance(client);
        }

        int call(Operation operation) throws ReflectiveOperationException, IOException {
            var method = Arrays.stream(api.getClass().getMethods())
                    .filter(m -> m.getName().equals(operation.id()))
                    .filter(m -> Arrays.stream(m.getParameterTypes()).noneMatch(Map.class::equals))
                    .findFirst()
                    .orElseThrow();
            try {
                method.invoke(api, arguments(method, operation));
                return 200;
            } catch (InvocationTargetException failed) {
                var cause = Objects.requireNonNull(failed.getCause());
                int status = (int) cause.getClass().getMethod("getCode").invoke(cause);
                assertThat(status).as("%s: %s", operation, cause).isPositive();
                return status;
            }
        }

        private Object[] arguments(Method method, Operation operation) throws IOException {
            var values = values(operation);
            var all = new ArrayList<@Nullable Object>();
            for (Parameter parameter : method.getParameters()) {
                var value = values.get(parameter.getName());
                if (value != null) {
                    all.add(json.convertValue(value, parameter.getType()));
                } else if (parameter.getType() == File.class && operation.body() != null) {
                    all.add(Files.writeString(Files.createTempFile(folder, "upload", ""), operation.body())
                            .toFile());
                } else if (parameter.getType().getName().startsWith(PACKAGE + "model")
                        && !parameter.getType().isEnum()) {
                    all.add(json.readValue(operation.body(), parameter.getType()));
                } else {
                    all.add(null);
                }
            }
            return all.toArray();
        }

        /** The variables of the path and of the query. */
        private Map<String, String> values(Operation operation) {
            var values = new HashMap<String, String>();
            var uri = URI.create(operation.path());
            var declared = operation.declared().split("/", -1);
            var path = uri.getPath().split("/", -1);
            for (int i = 0; i < declared.length; i++) {
                if (declared[i].startsWith("{")) {
                    values.put(declared[i].substring(1, declared[i].length() - 1), path[i]);
                }
            }
            if (uri.getQuery() != null) {
                for (var pair : uri.getRawQuery().split("&", -1)) {
                    var parts = pair.split("=", 2);
                    values.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
                }
            }
            return values;
        }
    }
}
